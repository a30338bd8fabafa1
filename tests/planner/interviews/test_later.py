"""Several interviews: what follows the nearest stays in sight, and one that is over is nobody's any more."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.core.model import Goal, GoalInterview
from studyplan.planner.documents import PlanDocument, PlanInputs
from studyplan.planner.proposals import propose
from studyplan.planner.services import document_in
from tests.factories import NOW, ratings
from tests.planner.interviews.helpers import GOOGLE, META, OVER, prepare, text

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def now(freeze: Callable[[datetime], None]) -> None:
    freeze(NOW)


def plan_for(*interviews: GoalInterview, levels: dict[str, int] | None = None) -> PlanDocument:
    goal = Goal("mle", 60, interviews=interviews)
    return propose(PlanInputs(ratings=levels or ratings(2), goal=goal, starts_on=TODAY)).document


def test_the_next_interview_is_planned_from_what_is_reached_before_the_nearest() -> None:
    document = plan_for(META, GOOGLE)
    later = document.later
    assert later
    assert (later.after_company, later.after) == ("meta", META.on)
    assert (later.company, later.on) == ("google", GOOGLE.on)
    assert META.on
    goal = Goal("mle", 60, interviews=(GOOGLE,))
    reached = {topic.slug: max(topic.rating, topic.reach) for topic in document.topics}
    alone = propose(PlanInputs(ratings=reached, goal=goal, starts_on=META.on + timedelta(days=1))).document
    assert later.minutes == alone.minutes.planned > 0


@pytest.mark.parametrize(
    "interviews",
    [(), (GOOGLE,), (META, GoalInterview("google")), (META, OVER), (META, GoalInterview("google", (), META.on))],
)
def test_where_no_other_date_follows_there_is_none(interviews: tuple[GoalInterview, ...]) -> None:
    assert plan_for(*interviews).later is None


def test_the_plan_says_it_in_a_sentence(owner: Client, ada: User) -> None:
    prepare(ada, META, GOOGLE)
    page = text(owner.get("/plan/"))
    assert re.search(r"Then \d+ h( \d\d)? for Google on May 10\.", page)


def test_it_is_planned_in_full_once_the_nearest_is_over(
    owner: Client, ada: User, freeze: Callable[[datetime], None]
) -> None:
    prepare(ada, META, GOOGLE)
    freeze(NOW + timedelta(days=19))
    owner.post("/plan/renew/")
    document = document_in(ada.plans.current().get())
    assert document.interview_on == date(2026, 5, 10)
    assert document.later is None
    assert 'id="later"' not in text(owner.get("/plan/"))


def test_an_interview_that_is_over_is_nobodys(owner: Client, ada: User) -> None:
    prepare(ada, META, OVER)
    page = text(owner.get("/topics/evaluation-metrics/reference/"))
    assert page.count('<li class="company is-yours">') == 1
    goal = text(owner.get("/topics/evaluation-metrics/"))
    assert "<dt>Meta</dt>" in goal
    assert "<dt>Amazon</dt>" not in goal
    assert "Amazon" not in text(owner.get("/practice/readiness/")).split("<main")[1].split("<form")[0]
