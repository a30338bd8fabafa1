from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from studyplan.accounts.models import User
from studyplan.progress.models import Completion
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def complete(user: User, **values: Any) -> Completion:
    return Completion.objects.create(
        **{"user": user, "task": "read:optimization", "done_at": NOW, "done_on": date(2026, 3, 2), **values}
    )


def test_constraint_completion_unique(ada: User, grace: User) -> None:
    assert "completion_unique" in {constraint.name for constraint in Completion._meta.constraints}
    complete(ada)
    complete(ada, sitting=1)
    complete(ada, task="derive:optimization")
    complete(grace)
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        complete(ada)


@pytest.mark.parametrize("level", [0, 6])
def test_constraint_completion_level_1_to_5(ada: User, level: int) -> None:
    with pytest.raises(IntegrityError, match="completion_level_1_to_5"), transaction.atomic():
        complete(ada, level=level)


@pytest.mark.parametrize("level", [None, 1, 5])
def test_levels_that_are_stored(ada: User, level: int | None) -> None:
    complete(ada, level=level)
    assert ada.completions.get().level == level


def test_constraint_completion_took_known(ada: User) -> None:
    for number, took in enumerate(("", *Completion.Took.values)):
        complete(ada, sitting=number, took=took)
    with pytest.raises(IntegrityError, match="completion_took_known"), transaction.atomic():
        complete(ada, sitting=9, took="forever")


@pytest.mark.parametrize("pace", [9, 1001])
def test_constraint_completion_pace_within_reason(ada: User, pace: int) -> None:
    with pytest.raises(IntegrityError, match="completion_pace_within_reason"), transaction.atomic():
        complete(ada, pace=pace)


def test_names_for_the_admin(ada: User) -> None:
    assert str(complete(ada)) == "read:optimization"
    assert str(complete(ada, sitting=2)) == "read:optimization (2)"
