from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from studyplan.accounts.models import User
from studyplan.progress.choices import (
    TaskChoices,
    choices_of,
    keep_choices,
    store_deferral,
    store_skip,
    take_back_skip,
)
from studyplan.progress.models import TaskChoice
from tests.factories import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
TOMORROW = TODAY + timedelta(days=1)


def make_choice(user: User, **values: Any) -> TaskChoice:
    return TaskChoice.objects.create(**{"user": user, "task": "read:bayes", "kind": "skip", "made_at": NOW, **values})


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"kind": "later"}, "task_choice_known_with_its_day"),
        ({"kind": "skip", "until": TODAY}, "task_choice_known_with_its_day"),
        ({"kind": "defer"}, "task_choice_known_with_its_day"),
    ],
)
def test_a_choice_says_what_it_is(ada: User, values: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_choice(ada, **values)


def test_each_is_there_once(ada: User, grace: User) -> None:
    made = make_choice(ada)
    assert str(made) == "read:bayes: skip"
    make_choice(ada, kind="defer", until=TODAY)
    make_choice(grace)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_choice(ada)


def test_made_again_it_is_the_same_row(ada: User, grace: User) -> None:
    store_skip(ada, "read:bayes", "Known.", NOW)
    store_skip(ada, "read:bayes", "x" * 300, NOW)
    store_deferral(ada, "mock:bayes", TOMORROW, NOW)
    store_deferral(ada, "mock:bayes", TOMORROW + timedelta(days=1), NOW)
    assert ada.task_choices.count() == 2
    assert choices_of(ada, TODAY) == TaskChoices(("read:bayes",), {"mock:bayes": TOMORROW + timedelta(days=1)})
    assert choices_of(grace, TODAY) == TaskChoices()
    assert choices_of(ada, TODAY).reasons == {"read:bayes": "x" * TaskChoice.LONGEST}


@pytest.mark.parametrize(("today", "expected"), [(TODAY, {"mock:bayes": TOMORROW}), (TOMORROW, {})])
def test_a_day_that_has_come_puts_nothing_off(ada: User, today: date, expected: dict[str, date]) -> None:
    store_deferral(ada, "mock:bayes", TOMORROW, NOW)
    assert choices_of(ada, today).deferred == expected


def test_what_is_taken_back_keeps_its_reason_for_an_undo(ada: User) -> None:
    store_skip(ada, "read:bayes", "Known.", NOW)
    store_skip(ada, "mock:bayes", "", NOW)
    before = choices_of(ada, TODAY)
    take_back_skip(ada, "read:bayes")
    store_deferral(ada, "derive:bayes", TOMORROW, NOW)
    assert choices_of(ada, TODAY) == TaskChoices(("mock:bayes",), {"derive:bayes": TOMORROW})
    keep_choices(ada, before)
    assert choices_of(ada, TODAY) == before
    assert choices_of(ada, TODAY).reasons == {"read:bayes": "Known."}
    keep_choices(ada, TaskChoices((), {"derive:bayes": TOMORROW}))
    assert choices_of(ada, TODAY) == TaskChoices((), {"derive:bayes": TOMORROW})
