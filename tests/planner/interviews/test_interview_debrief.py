from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.core.model import GoalInterview
from studyplan.goals.models import Debrief
from studyplan.goals.services import goal_of
from tests.factories import NOW
from tests.planner.interviews.helpers import GOOGLE, OVER, messages_on, prepare, row, text

pytestmark = pytest.mark.django_db
TOLD = {
    "outcome": "waiting",
    "asked": "Why does L1 give sparse weights?",
    "topics": ["regularization", "optimization"],
    "notes": "Kind people.",
}


@pytest.fixture(autouse=True)
def monday(freeze: Callable[[datetime], None]) -> None:
    freeze(NOW)


@pytest.fixture
def url(ada: User) -> str:
    """Where Ada writes about her interview at Amazon."""
    prepare(ada, GOOGLE, OVER)
    return f"/plan/interviews/{row(ada, 'amazon').pk}/debrief/"


def test_today_invites_quietly_until_it_is_written(owner: Client, url: str) -> None:
    page = text(owner.get("/"))
    assert "Your interview at Amazon on Thursday, February 26 is over." in page
    assert f'href="{url}"' in page
    owner.post(url, {})
    assert url not in text(owner.get("/"))


def test_an_interview_without_a_company_is_named_by_its_day(owner: Client, ada: User) -> None:
    prepare(ada, GoalInterview(None, ("coding",), OVER.on))
    assert "Your interview on Thursday, February 26 is over." in text(owner.get("/"))


def test_it_is_kept_at_once_and_the_plan_waits_for_a_yes(owner: Client, ada: User, url: str) -> None:
    before, goal = ada.plans.current().get(), goal_of(ada)
    response = owner.post(url, TOLD)
    assert response["Location"] == "/plan/renew/"
    assert messages_on(response) == ["Your debrief is saved. This is how it would change your plan."]
    debrief = Debrief.objects.get()
    assert (debrief.outcome, debrief.asked, debrief.notes) == (TOLD["outcome"], TOLD["asked"], TOLD["notes"])
    assert {topic.slug for topic in debrief.topics.all()} == set(TOLD["topics"])
    assert ada.plans.current().get() == before
    owner.post("/plan/renew/")
    plan = ada.plans.current().get()
    assert plan != before
    owner.post("/plan/undo/", {"plan": plan.pk})
    assert (ada.plans.current().get(), goal_of(ada)) == (before, goal)
    assert Debrief.objects.get() == debrief


def test_the_topics_come_back_in_the_next_two_study_days(owner: Client, ada: User, url: str) -> None:
    owner.post(url, TOLD)
    page = text(owner.get("/plan/renew/"))
    assert "added" in page
    owner.post("/plan/renew/")
    days = [day for week in ada.plans.current().get().document["weeks"] for day in week["days"]]
    debriefed = [task["key"] for day in days[:2] for task in day["tasks"] if ":debrief-" in task["key"]]
    assert sorted(debriefed) == ["practice:optimization:debrief-1", "practice:regularization:debrief-1"]


def test_where_nothing_changes_the_list_follows(owner: Client, ada: User, url: str) -> None:
    response = owner.post(url, {"asked": "All went well."})
    assert response["Location"] == "/plan/interviews/"
    assert messages_on(response) == ["Your debrief is saved."]


def test_it_can_be_changed(owner: Client, url: str) -> None:
    owner.post(url, TOLD)
    page = text(owner.get(url))
    assert "Why does L1 give sparse weights?</textarea>" in page
    assert page.count("checked") == 3
    owner.post(url, {"outcome": "passed", "asked": "", "topics": []})
    debrief = Debrief.objects.get()
    assert (debrief.outcome, debrief.notes, debrief.topics.count()) == ("passed", "", 0)


def test_on_the_day_itself_it_can_be_written(owner: Client, ada: User) -> None:
    prepare(ada, GoalInterview("google", (), NOW.date()))
    page = text(owner.get("/"))
    assert "The interview at Google is today. Good luck. Nothing more to study." in page
    url = f"/plan/interviews/{row(ada, 'google').pk}/debrief/"
    assert f'href="{url}"' in page
    assert owner.get(url).status_code == 200


def test_one_that_is_ahead_has_none_yet(owner: Client, ada: User, url: str) -> None:
    ahead = f"/plan/interviews/{row(ada, 'google').pk}/debrief/"
    assert owner.get(ahead).status_code == owner.post(ahead, TOLD).status_code == 404


@pytest.mark.parametrize(
    "data", [{"topics": ["astrology"]}, {"asked": "x" * 10_001}, {"notes": "x" * 10_001}, {"outcome": "hired"}]
)
def test_bad_input_is_said_and_nothing_is_lost(owner: Client, url: str, data: dict[str, str]) -> None:
    response = owner.post(url, {"asked": "Why?", **data})
    assert response.status_code == 422
    assert "errorlist" in text(response)
    assert (data.get("asked") or "Why?") in text(response)
    assert not Debrief.objects.exists()


def test_a_stranger_finds_nothing_and_writes_nothing(stranger: Client, url: str) -> None:
    assert stranger.get(url).status_code == stranger.post(url, TOLD).status_code == 404
    assert not Debrief.objects.exists()


def test_anonymous_is_sent_to_the_log_in(client: Client, url: str) -> None:
    assert client.post(url, TOLD)["Location"] == f"/accounts/login/?next={url}"
    assert not Debrief.objects.exists()
