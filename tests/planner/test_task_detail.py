from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from studyplan.accounts.models import User
from studyplan.planner.documents import PlanDocument
from studyplan.planner.services import document_in
from studyplan.progress.services import NOT_PLANNED, set_done
from tests.factories import NOW, make_assessment, make_goal, make_plan, ratings
from tests.planner.interviews.helpers import text

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def document(ada: User, freeze: Callable[[datetime], None]) -> PlanDocument:
    freeze(NOW)
    make_assessment(ada, ratings(2))
    make_goal(ada, minutes=45)
    return document_in(make_plan(ada))


def test_it_says_what_to_do_and_why_and_what_can_be_done_about_it(owner: Client, document: PlanDocument) -> None:
    task = document.days[0].tasks[0]
    page = text(owner.get(f"/plan/tasks/{task.key}/"))
    assert "Reading comes first, because the other tasks of the topic build on it." in page
    assert "Your level in Bias-Variance is 2" in page
    assert task.items
    assert all(f">{item.title}</a>" in page for item in task.items)
    assert f'form="put-off" name="task" value="{task.key} {TODAY}"' in page
    assert f'href="/plan/tasks/{task.key}/skip/"' in page


def test_each_day_has_its_sitting_and_no_day_means_the_first_open_one(
    owner: Client, ada: User, document: PlanDocument
) -> None:
    split = next(task for task in document.tasks if task.part == "1/2")
    first, second = (day.date for day in document.days if any(task.key == split.key for task in day.tasks))
    path, name = f"/plan/tasks/{split.key}/", f'id="about-{split.key.replace(":", "--")}'
    assert f'{name}-{first}"' in text(owner.get(path))
    assert f'{name}-{second}"' in text(owner.get(path, {"on": str(second)}))
    for other in ("", "nonsense", "2026-02-30", str(TODAY - timedelta(days=9))):
        assert f'{name}-{first}"' in text(owner.get(path, {"on": other}))
    set_done(ada, split.key, 1, True, planned=NOT_PLANNED, now=NOW, today=TODAY)
    assert f'{name}-{second}"' in text(owner.get(path))
    done = text(owner.get(path, {"on": str(first)}))
    assert "put-off" not in done.split('class="task-about')[1]
    assert 'name="took"' in done


def test_the_plan_fetches_it_alone(
    owner: Client, document: PlanDocument, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    key = document.days[0].tasks[0].key
    target = f"about-{key.replace(':', '--')}-{TODAY}"
    assert f'id="{target}" data-hx-get="/plan/tasks/{key}/?on={TODAY}"' in text(owner.get("/plan/"))
    with django_assert_num_queries(4):
        answer = owner.get(f"/plan/tasks/{key}/?on={TODAY}", headers={"HX-Request": "true", "HX-Target": target})
    assert answer.content.decode().strip().startswith(f'<div class="task-about stack-small small" id="{target}">')


def test_recalls_after_the_plan_have_it_too(owner: Client, document: PlanDocument) -> None:
    recall = document.afterwards[0].tasks[0]
    assert f"{document.afterwards[0].date:%B} {document.afterwards[0].date.day}" in text(
        owner.get(f"/plan/tasks/{recall.key}/")
    )


@pytest.mark.parametrize("key", ["read:astrology", "nonsense", "read:optimization:debrief-1"])
def test_what_the_plan_does_not_hold_is_not_found(owner: Client, document: PlanDocument, key: str) -> None:
    assert owner.get(f"/plan/tasks/{key}/").status_code == 404


def test_without_a_plan_it_says_how_to_get_one(stranger: Client, document: PlanDocument) -> None:
    assert "No plan yet" in text(stranger.get(f"/plan/tasks/{document.tasks[0].key}/"))
