"""Re-planning at one's own pace: offered, shown first, applied when asked for, and undone exactly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.goals.models import StudyGoal
from studyplan.goals.services import pace_of
from studyplan.planner.models import Plan
from studyplan.planner.services import document_in, inputs_of
from studyplan.progress.models import Completion
from tests.factories import NOW, make_goal, make_plan

URL = "/plan/renew/"
OFFER = "See the plan at this pace"
BACK = "See the plan at the usual pace"


@pytest.fixture(autouse=True)
def now(freeze: Callable[[datetime], None]) -> None:
    """The day of the plan."""
    freeze(NOW)


@pytest.fixture
def plan(ada: User) -> Plan:
    """The owner's plan, with an interview that leaves little time."""
    make_goal(ada, company="google", on=NOW.date() + timedelta(days=30))
    return make_plan(ada)


def say(user: User, plan: Plan, took: str = "longer", number: int = 5) -> None:
    """Tick the plan's first tasks, each with how long it took."""
    tasks = document_in(plan).tasks
    for task in tasks[:number]:
        user.completions.create(
            task=task.key,
            sitting=task.sitting,
            minutes=task.minutes,
            pace=document_in(plan).pace,
            took=took,
            level=4,
            done_at=NOW,
            done_on=NOW.date(),
        )


def page(client: Client, address: str = URL) -> str:
    """What the address shows."""
    return str(client.get(address).content.decode())


def test_nothing_is_offered_as_long_as_too_little_is_said(owner: Client, ada: User, plan: Plan) -> None:
    say(ada, plan, number=4)
    assert OFFER not in page(owner)
    assert OFFER not in page(owner, "/plan/")


def test_the_own_pace_is_offered_and_not_applied(owner: Client, ada: User, plan: Plan) -> None:
    say(ada, plan)
    for address in (URL, "/plan/"):
        assert f'href="{URL}?pace=150"' in page(owner, address)
        assert "By your answers for 5 of 5 tasks, learning takes you 50% longer than usual." in page(owner, address)
    owner.post(URL)
    assert pace_of(ada) == document_in(ada.plans.current().get()).pace == 100, "a re-plan alone changes no pace"


def test_the_usual_pace_is_no_offer(owner: Client, ada: User, plan: Plan) -> None:
    say(ada, plan, "as-planned")
    assert OFFER not in page(owner)
    assert BACK not in page(owner)


def test_the_difference_comes_first(owner: Client, ada: User, plan: Plan) -> None:
    say(ada, plan)
    shown = page(owner, f"{URL}?pace=150")
    assert "This plan allows 50% more time for learning than usual." in shown
    assert '<input type="hidden" name="pace" value="150">' in shown
    assert "What you have done stays done." in shown
    assert OFFER not in shown
    assert pace_of(ada) == 100
    assert ada.plans.get() == plan


def test_it_is_applied_when_confirmed(owner: Client, ada: User, plan: Plan) -> None:
    say(ada, plan)
    assert owner.post(URL, {"pace": "150"})["Location"] == "/plan/"
    new = ada.plans.current().get()
    assert new.previous == plan
    assert (pace_of(ada), inputs_of(new).pace, document_in(new).pace) == (150, 150, 150)
    assert document_in(new).minutes.needed > document_in(plan).minutes.needed
    done = {(tick.task, tick.sitting) for tick in ada.completions.all()}
    assert not done & {(task.key, task.sitting) for task in document_in(new).tasks}


def test_the_plan_says_so_and_offers_the_way_back(owner: Client, ada: User, plan: Plan) -> None:
    say(ada, plan)
    owner.post(URL, {"pace": "150"})
    for address in ("/plan/", URL):
        assert "This plan allows 50% more time for learning than usual." in page(owner, address)
        assert f'href="{URL}?pace=100"' in page(owner, address)
    assert OFFER not in page(owner)
    back = page(owner, f"{URL}?pace=100")
    assert "This plan allows the usual time for learning again." in back
    assert "Keep the pace" in back
    assert OFFER in back
    owner.post(URL, {"pace": "100"})
    assert pace_of(ada) == document_in(ada.plans.current().get()).pace == 100
    assert BACK not in page(owner, "/plan/")


def test_undo_brings_plan_and_pace_back_exactly(owner: Client, ada: User, plan: Plan) -> None:
    say(ada, plan)
    before = Plan.objects.values().get()
    goal = StudyGoal.objects.values("role", "minutes", "weekdays", "days_off", "pace").get()
    owner.post(URL, {"pace": "150"})
    owner.post("/plan/undo/", {"plan": ada.plans.current().get().pk})
    assert Plan.objects.filter(is_current=True).values().get() == before
    assert StudyGoal.objects.values("role", "minutes", "weekdays", "days_off", "pace").get() == goal
    owner.post(URL, {"pace": "150"})
    slow = ada.plans.current().get()
    owner.post(URL, {"pace": "75"})
    owner.post("/plan/undo/", {"plan": ada.plans.current().get().pk})
    assert ada.plans.current().get() == slow
    assert pace_of(ada) == 150


def test_what_follows_keeps_the_pace(owner: Client, ada: User, plan: Plan) -> None:
    owner.post(URL, {"pace": "150"})
    owner.post(URL)
    owner.post("/plan/pause/", {"first": "2026-03-05", "last": "2026-03-06", "confirm": "1"})
    goal = {"role": "mle", "minutes": "90", "company": "google", "interview_date": "2026-04-01", "confirm": "1"}
    owner.post("/plan/goal/", goal)
    new = ada.plans.current().get()
    assert inputs_of(new).goal.minutes == 90
    assert (pace_of(ada), inputs_of(new).pace) == (150, 150)


def test_ticks_remember_the_pace_of_their_plan(owner: Client, ada: User, plan: Plan) -> None:
    owner.post(URL, {"pace": "150"})
    task = document_in(ada.plans.current().get()).tasks[0]
    owner.post("/progress/", {"task": task.key, "sitting": task.sitting, "done": "1"})
    assert (Completion.objects.get().pace, Completion.objects.get().minutes) == (150, task.minutes)


def test_without_a_goal_the_default_one_gets_the_pace(owner: Client, ada: User) -> None:
    make_plan(ada)
    assert not StudyGoal.objects.exists()
    owner.post(URL, {"pace": "75"})
    assert StudyGoal.objects.get().pace == 75
    assert document_in(ada.plans.current().get()).pace == 75


@pytest.mark.parametrize("pace", ["45", "205", "101", "fast", "1e9", "-100", "100.5", "9" * 30])
@pytest.mark.parametrize("verb", ["get", "post"])
def test_bad_input_is_refused(owner: Client, ada: User, plan: Plan, pace: str, verb: str) -> None:
    response = getattr(owner, verb)(URL, {"pace": pace})
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert 'name="pace"' not in response.content.decode()
    assert ada.plans.get() == plan
    assert pace_of(ada) == 100


def test_a_strangers_pace_is_his_own(owner: Client, stranger: Client, ada: User, grace: User, plan: Plan) -> None:
    say(ada, plan)
    make_plan(grace)
    assert OFFER not in page(stranger)
    stranger.post(URL, {"pace": "150"})
    assert (pace_of(grace), pace_of(ada)) == (150, 100)
    assert ada.plans.get() == plan


def test_a_visitor_is_asked_to_log_in(client: Client, db: None) -> None:
    assert client.get(f"{URL}?pace=150")["Location"].startswith("/accounts/login/")
    assert client.post(URL, {"pace": "150"})["Location"].startswith("/accounts/login/")


# Time as it went, on the plan page


def test_weeks_are_shown_as_they_went(owner: Client, ada: User, plan: Plan) -> None:
    assert "Nothing is done yet." in page(owner, "/plan/")
    ada.completions.create(task="read:x", minutes=60, took="longer", done_at=NOW, done_on=NOW.date())
    shown = " ".join(page(owner, "/plan/").split())
    assert '<th scope="row">Mar 2</th><td>1 h</td><td>1 h 30</td>' in shown
    assert "After a few answers your pace shows here." in shown


def test_they_are_fetched_again_when_progress_changes(owner: Client, plan: Plan) -> None:
    headers = {"HX-Request": "true", "HX-Target": "time-spent"}
    fragment = owner.get("/plan/", headers=headers).content.decode().strip()
    assert fragment.startswith('<div class="time-spent" id="time-spent"')
    assert "<html" not in fragment
    assert 'data-hx-trigger="progress-changed from:body"' in fragment


# What would help, on the pages


@pytest.mark.parametrize("address", ["/plan/", "/result/"])
def test_pages_say_how_many_minutes_would_do(owner: Client, ada: User, plan: Plan, address: str) -> None:
    assert "every topic reaches its target." in page(owner, address)


def test_what_is_left_out_says_what_keeping_it_would_push_out(owner: Client, plan: Plan) -> None:
    shown = page(owner, "/plan/")
    short = [item for item in document_in(plan).left_out if item.kind is None]
    assert short
    assert shown.count("Keeping it") + shown.count("It would not fit") == len(short)
