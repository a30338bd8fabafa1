from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from studyplan.accounts.models import User
from studyplan.progress.models import Completion
from studyplan.progress.services import NOT_PLANNED, set_done
from studyplan.ui.queries import Parameter, PreparedQuery
from tests.factories import NOW, make_goal, make_plan

pytestmark = pytest.mark.django_db


def test_it_answers_as_the_queryset_does(ada: User, grace: User) -> None:
    day = NOW.date()
    for user, task in ((ada, "read:optimization"), (ada, "practice:optimization"), (grace, "read:optimization")):
        set_done(user, task, 0, True, planned=NOT_PLANNED, now=NOW, today=day)
    built = []

    def build() -> models.QuerySet[Completion, tuple[str, date]]:
        built.append(1)
        rows = Completion.objects.filter(user=Parameter("user"), done_on__lte=Parameter("until", models.DateField()))
        return rows.order_by("task").values_list("task", "done_on")

    query = PreparedQuery(build)
    assert query.fetch(user=ada.pk, until=day) == [("practice:optimization", day), ("read:optimization", day)]
    assert query.fetch(user=grace.pk, until=day) == [("read:optimization", day)]
    assert query.fetch_one(user=grace.pk, until=date(2000, 1, 1)) is None
    assert len(built) == 1
    with pytest.raises(KeyError):
        query.fetch(user=ada.pk)


def test_values_come_as_the_models_fields_give_them(ada: User) -> None:
    make_goal(ada)
    plan = make_plan(ada)
    query = PreparedQuery(lambda: ada.plans.values_list("document__weeks__0__number", "built_at", "is_current"))
    with CaptureQueriesContext(connection) as queries:
        assert query.fetch_one() == (1, plan.built_at, True)
    assert len(queries) == 1
