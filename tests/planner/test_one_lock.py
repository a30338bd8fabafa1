"""Goal and plan are written under one lock, the account's row, which is taken before any other."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from studyplan.accounts.models import User
from studyplan.catalog.models import Topic
from studyplan.core.model import Goal
from studyplan.dashboard.claiming import take_assessment
from studyplan.goals.debriefs import make_debrief_form, save_debrief
from studyplan.goals.models import Interview
from studyplan.goals.services import goal_of, pace_of, save_goal, save_pace
from studyplan.goals.values import is_same_goal
from studyplan.planner.proposals import Proposal
from studyplan.planner.replan import goal_change
from studyplan.planner.services import (
    StaleProposalError,
    adopt,
    adopt_goal,
    adopt_pace,
    adopt_repair,
    ensure_plan,
    inputs_of,
    propose_for,
    restore_previous,
)
from studyplan.portability.services import delete_account
from studyplan.progress.services import NOT_PLANNED, set_done
from tests.factories import NOW, ratings
from tests.planner.interviews.helpers import GOOGLE, META, OVER, prepare

TODAY = NOW.date()
LATER = NOW + timedelta(days=1)
OTHER = Goal("mlops", 90, interviews=(META,))
WRITES = ("INSERT", "UPDATE", "DELETE")


def proposal(user: User, **wanted: Any) -> Proposal:
    made = propose_for(user, LATER.date(), **wanted)
    assert made is not None
    return made


def debrief(user: User) -> None:
    interview = Interview.objects.of(user).held(TODAY).get()
    form = make_debrief_form(interview, {"asked": "Why?", "topics": ["optimization"]})
    assert form.is_valid()
    save_debrief(interview, form, NOW)


def replan(user: User) -> None:
    adopt(user, proposal(user), LATER)


def change(user: User) -> None:
    adopt_goal(user, OTHER, proposal(user, goal=OTHER), LATER)


def repair(user: User) -> None:
    topic = Topic.objects.get(slug="optimization")
    adopt_repair(user, topic, proposal(user, repair=topic.slug), LATER, LATER.date())


def undo(user: User) -> None:
    assert restore_previous(user, user.plans.current().get().pk, LATER)


def tick(user: User, *, done: bool = True) -> None:
    set_done(user, "read:optimization", 0, done, planned=NOT_PLANNED, now=NOW, today=TODAY)


ACTS: dict[str, Callable[[User], Any]] = {
    "save_goal": lambda user: save_goal(user, OTHER, NOW),
    "save_pace": lambda user: save_pace(user, 150, NOW),
    "adopt": replan,
    "adopt_goal": change,
    "adopt_pace": lambda user: adopt_pace(user, proposal(user, pace=150), LATER),
    "adopt_repair": repair,
    "ensure_plan": lambda user: ensure_plan(user, NOW, TODAY),
    "restore_previous": undo,
    "save_debrief": debrief,
    "take_assessment": lambda user: take_assessment(user, ratings(4), frozenset(ratings()), LATER, LATER.date()),
    "tick": tick,
    "untick": lambda user: tick(user, done=False),
    "delete_account": delete_account,
}


@pytest.fixture
def prepared(ada: User) -> User:
    """A user with two plans, an interview ahead, one that is over, and a tick."""
    prepare(ada, GOOGLE, OVER)
    tick(ada)
    replan(ada)
    return ada


@pytest.mark.django_db
@pytest.mark.parametrize("act", ACTS)
def test_the_accounts_row_comes_before_all_that_is_written(prepared: User, act: str) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        ACTS[act](prepared)
    asked = [query["sql"].lstrip() for query in queries]
    locks = [place for place, sql in enumerate(asked) if is_lock(sql)]
    taken = [place for place, sql in enumerate(asked) if sql.startswith(WRITES) or "FOR UPDATE" in sql]
    assert locks, act
    assert not taken or locks[0] <= taken[0]


def is_lock(sql: str) -> bool:
    """Whether it locks the account's row. SQLite, which locks all there is when a transaction begins, only reads it."""
    ends = "FOR UPDATE" in sql if connection.features.has_select_for_update else "FOR UPDATE" not in sql
    return sql.startswith("SELECT") and 'FROM "accounts_user" WHERE "accounts_user"."id" =' in sql and ends


@pytest.mark.sqlite_only
@pytest.mark.django_db
def test_sqlite_takes_its_lock_when_a_transaction_begins() -> None:
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@pytest.mark.django_db
def test_a_proposal_for_a_goal_that_was_left_is_refused(ada: User) -> None:
    prepare(ada, GOOGLE)
    stale = proposal(ada)
    change(ada)
    with pytest.raises(StaleProposalError):
        adopt(ada, stale, LATER)
    save_pace(ada, 150, LATER)
    with pytest.raises(StaleProposalError):
        adopt(ada, replace(stale, inputs=stale.inputs.model_copy(update={"goal": OTHER})), LATER)
    assert inputs_of(ada.plans.current().get()).goal == goal_of(ada) == OTHER


def agree(user: User) -> bool:
    inputs = inputs_of(user.plans.current().get())
    return is_same_goal(inputs.goal, goal_of(user)) and inputs.pace == pace_of(user)


def browse(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def start_meanwhile(act: Callable[[], Any]) -> threading.Thread:
    """Begin ``act`` elsewhere, and let it run as far as it comes."""

    def run() -> None:
        act()
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(timeout=0.4)
    return thread


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/plan/renew/", {}),
        ("/plan/renew/", {"pace": 150}),
        ("/plan/pause/", {"first": "2026-03-09", "last": "2026-03-12", "confirm": "1"}),
        ("/plan/repair/optimization/", {}),
        ("/plan/goal/", {"role": "mlops", "minutes": 45, "confirm": "1"}),
    ],
)
def test_an_undo_that_meets_a_new_plan_waits_for_it(
    ada: User, monkeypatch: pytest.MonkeyPatch, path: str, data: dict[str, Any]
) -> None:
    """It was asked for while the plan was being built, and undoes nothing: that plan has replaced its own."""
    prepare(ada, GOOGLE)
    change(ada)
    first, second = browse(ada), browse(ada)
    shown = ada.plans.current().get()
    undoing: list[threading.Thread] = []

    def propose_meanwhile(*args: Any, **kwargs: Any) -> Proposal | None:
        made = propose_for(*args, **kwargs)
        undoing.append(start_meanwhile(lambda: second.post("/plan/undo/", {"plan": shown.pk})))
        return made

    monkeypatch.setattr(goal_change, "propose_for", propose_meanwhile)
    monkeypatch.setattr("studyplan.ui.clock.now", lambda: LATER + timedelta(days=1))
    assert first.post(path, data).status_code == 302
    for thread in undoing:
        thread.join()
    assert undoing
    assert agree(ada)
    assert ada.plans.current().get().previous_id == shown.pk


@pytest.mark.django_db(transaction=True)
def test_acts_at_the_same_moment_wait_for_each_other_and_never_in_a_circle(ada: User) -> None:
    """A goal, an undo, a tick and an assessment of one account, each in a thread of its own, three times."""
    prepare(ada, GOOGLE, OVER)
    for minutes in (60, 75, 90):
        change(ada)
        assert not run_together(list_acts(ada, replace(OTHER, minutes=minutes, interviews=(GOOGLE, OVER))))
        assert agree(ada)


def list_acts(user: User, goal: Goal) -> list[Callable[[], Any]]:
    plan, made = user.plans.current().get(), proposal(user, goal=goal)
    return [
        lambda: restore_previous(user, plan.pk, LATER),
        lambda: adopt_goal(user, goal, made, LATER),
        lambda: tick(user, done=goal.minutes != 75),
        lambda: take_assessment(user, ratings(4), frozenset(ratings()), LATER, LATER.date()),
    ]


def run_together(acts: list[Callable[[], Any]]) -> list[Exception]:
    failures: list[Exception] = []
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> None:
        start.wait()
        try:
            act()
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures
