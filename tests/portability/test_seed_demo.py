"""The demo account: every page has something to show, twice is as good as once, and nobody's account is touched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from studyplan.accounts.models import User
from studyplan.planner.services import document_in
from studyplan.portability.demo import DAYS
from studyplan.portability.management.commands import seed_demo
from studyplan.portability.management.commands.seed_demo import EMAIL, PASSWORD
from studyplan.portability.services import export_account
from studyplan.progress.services import ticks_of
from studyplan.ui import clock

NOW = datetime(2026, 3, 23, 21, tzinfo=UTC)
EMPTY = {"unfinished_ratings", "reminders", "mails"}
"""Ratings that are no assessment yet are in a session; the demo gets no mail."""


def seed() -> str:
    out = StringIO()
    call_command("seed_demo", stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def outdated(kept_rows: None) -> User:
    """A demo of another day, which has made way."""
    return User.objects.create_user(EMAIL, PASSWORD, date_joined=NOW - timedelta(days=DAYS + 3))


@pytest.fixture(scope="module")
def seeded(outdated: User) -> None:
    """The demo is there."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(clock, "now", lambda: NOW)
        seed()


@pytest.fixture
def demo(seeded: None, db: None, freeze: Callable[[datetime], None]) -> User:
    """The learner of the demo."""
    freeze(NOW)
    return User.objects.get(email=EMAIL)


def test_every_section_of_an_account_has_rows(demo: User) -> None:
    account = export_account(demo, NOW)
    assert {name for name, rows in account.items() if not rows} == EMPTY
    assert len(account["assessments"]) == 2
    assert len(account["plans"]) > 2
    assert len({row["reviewed_on"] for row in account["card_reviews"]}) > 10
    assert {row["kind"] for row in account["attempts"]} >= {"warm-up", "problem", "probe", "rapid-fire"}
    before, ahead = account["goal"]["interviews"]
    assert before["on"] < NOW.date() < ahead["on"]
    assert before["debrief"]
    assert ahead["rounds"]


def test_its_life_ends_now(demo: User) -> None:
    account = export_account(demo, NOW)
    times = [row["done_at"] for row in account["completions"]] + [row["attempted_at"] for row in account["attempts"]]
    assert NOW - timedelta(days=22) < min(times)
    assert max(times) <= NOW
    assert demo.drills.exclude(ended_at=None).count() > 2
    assert demo.drills.get(ended_at=None).asked_at == NOW


def test_some_days_were_missed(demo: User) -> None:
    done, document = ticks_of(demo), document_in(demo.plans.current().get())
    past = [task for day in document.days if day.date < NOW.date() for task in day.tasks]
    states = {done.has(task.key, task.sitting, None) for task in past}
    assert states == {True, False}


def test_some_checks_held_and_some_did_not(demo: User) -> None:
    checks = demo.attempts.filter(kind="probe")
    assert checks.filter(hit_count=1).exists()
    assert checks.filter(hit_count=0).exists()


PAGES = (
    "dashboard:home",
    "dashboard:result",
    "planner:plan_detail",
    "planner:plan_renew",
    "planner:interview_list",
    "planner:calendar_detail",
    "assessment:assessment_history",
    "progress:tracker",
    "notes:note_list",
    "practice:practice_home",
    "practice:problem_list",
    "practice:readiness_detail",
    "practice:history_detail",
    "practice:warm_up_result",
    "practice:card_review",
    "practice:mock_list",
    "practice:probe_list",
    "accounts:account",
)


def test_every_page_can_be_looked_at(demo: User, client: Client) -> None:
    assert client.post(reverse("account_login"), {"login": EMAIL, "password": PASSWORD}).status_code == 302
    answers = {name: client.get(reverse(name)).status_code for name in PAGES}
    assert answers == dict.fromkeys(PAGES, 200)
    for drill in demo.drills.all():
        name = "practice:drill_result" if drill.ended_at else "practice:drill_detail"
        assert client.get(reverse(name, args=[drill.pk])).status_code == 200


def test_twice_on_a_day_is_as_good_as_once(demo: User, freeze: Callable[[datetime], None]) -> None:
    freeze(NOW + timedelta(hours=1))
    assert EMAIL in (printed := seed())
    assert PASSWORD in printed
    assert User.objects.get() == demo


def test_on_another_day_it_is_made_anew(demo: User, outdated: User) -> None:
    assert User.objects.get() == demo
    assert demo != outdated


def test_others_are_made_on_request(
    demo: User, freeze: Callable[[datetime], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Few by living, and the others as copies of them."""
    freeze(NOW)
    monkeypatch.setattr(seed_demo, "ORIGINALS", 2)
    monkeypatch.setattr(seed_demo, "DAYS", 4)
    for crowds in (1, 2):
        list(seed_demo.seed_crowd(5))
        assert User.objects.count() == 1 + 5 * crowds
    lives = {user.date_joined for user in User.objects.exclude(pk=demo.pk)}
    assert lives == {NOW - timedelta(days=2), NOW - timedelta(days=4)}
    assert all(user.plans.current().exists() for user in User.objects.all())
