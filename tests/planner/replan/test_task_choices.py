"""Not today, skip, put back: each builds a new plan at once, and one undo takes it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from studyplan.accounts.models import User
from studyplan.planner.documents import StoredTask
from studyplan.planner.models import Plan
from studyplan.planner.replan.changes import list_open_tasks
from studyplan.planner.services import document_in, inputs_of
from studyplan.progress.choices import choices_of
from studyplan.progress.services import NOT_PLANNED, Ticks, set_done, ticks_of
from tests.factories import NOW, make_assessment, make_plan, ratings
from tests.planner.interviews.helpers import GOOGLE, messages_on, prepare, text

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
TOMORROW = TODAY + timedelta(days=1)
DEFER = "/plan/tasks/defer/"
NO_MOVE = "Nothing has moved: the task is done or already on another day."


@pytest.fixture(autouse=True)
def plan(ada: User, freeze: Callable[[datetime], None]) -> Plan:
    freeze(NOW)
    return prepare(ada, GOOGLE)


def current(user: User) -> Plan:
    return user.plans.current().get()


def first_task(user: User) -> StoredTask:
    return document_in(current(user)).days[0].tasks[0]


def day_of(user: User, key: str) -> Any:
    found = list_open_tasks(document_in(current(user)), ticks_of(user)).get(key)
    return found.on if found else None


def on_today(task: StoredTask) -> dict[str, str]:
    return {"task": f"{task.key} {TODAY}"}


def skip_url(key: str) -> str:
    return reverse("planner:task_skip", args=[key])


def back_url(key: str) -> str:
    return reverse("planner:task_put_back", args=[key])


class TestNotToday:
    def test_a_task_moves_and_says_what_moves_with_it(self, owner: Client, ada: User, plan: Plan) -> None:
        task = first_task(ada)
        response = owner.post(DEFER, on_today(task))
        assert response["Location"] == "/plan/"
        assert current(ada).previous_id == plan.pk
        on = day_of(ada, task.key)
        assert on >= TOMORROW
        (message,) = messages_on(response)
        assert message.startswith(f"“Read Bias-Variance” moves to {on:%a}, {on:%b} {on.day}.")
        assert "These move with it: “" in message
        assert dict(inputs_of(current(ada)).deferred) == {task.key: TOMORROW}

    def test_one_undo_brings_it_back(self, owner: Client, ada: User, plan: Plan) -> None:
        owner.post(DEFER, on_today(first_task(ada)))
        assert "Bring back the plan before" in text(owner.get("/"))
        owner.post("/plan/undo/", {"plan": current(ada).pk})
        assert current(ada) == plan
        assert choices_of(ada, TODAY).deferred == {}
        owner.post("/plan/renew/")
        assert day_of(ada, document_in(plan).days[0].tasks[0].key) == TODAY

    def test_it_stays_put_off_through_other_plans_until_its_day(
        self, owner: Client, ada: User, freeze: Callable[[datetime], None]
    ) -> None:
        task = first_task(ada)
        owner.post(DEFER, on_today(task))
        owner.post("/plan/repair/optimization/")
        assert day_of(ada, task.key) >= TOMORROW
        freeze(NOW + timedelta(days=1))
        owner.post("/plan/renew/")
        assert inputs_of(current(ada)).deferred == {}

    def test_a_second_click_moves_nothing(self, owner: Client, ada: User) -> None:
        data = on_today(first_task(ada))
        owner.post(DEFER, data)
        after = current(ada)
        assert messages_on(owner.post(DEFER, data))[-1] == NO_MOVE
        assert current(ada) == after

    @pytest.mark.parametrize(
        "task", ["", "x", "read:bias-variance", "read:bias-variance 2026-02-30", "read:none 2026-03-02", " 2026-03-02"]
    )
    def test_what_the_plan_does_not_hold_moves_nothing(self, owner: Client, ada: User, plan: Plan, task: str) -> None:
        assert messages_on(owner.post(DEFER, {"task": task})) == [NO_MOVE]
        assert current(ada) == plan

    def test_what_is_done_moves_nothing(self, owner: Client, ada: User, plan: Plan) -> None:
        task = first_task(ada)
        set_done(ada, task.key, task.sitting, True, planned=NOT_PLANNED, now=NOW, today=TODAY)
        assert messages_on(owner.post(DEFER, on_today(task))) == [NO_MOVE]
        assert current(ada) == plan

    def test_a_missed_task_goes_to_the_day_after_today(
        self, owner: Client, ada: User, freeze: Callable[[datetime], None]
    ) -> None:
        freeze(NOW + timedelta(days=3))
        task = first_task(ada)
        owner.post(DEFER, on_today(task))
        assert day_of(ada, task.key) >= TODAY + timedelta(days=4)

    def test_nobody_elses_task_moves(self, stranger: Client, ada: User, plan: Plan) -> None:
        assert messages_on(stranger.post(DEFER, on_today(first_task(ada)))) == [NO_MOVE]
        assert current(ada) == plan


class TestSkip:
    def test_it_asks_why_and_the_task_is_gone_and_listed(self, owner: Client, ada: User, plan: Plan) -> None:
        key = "cheat-sheet:bias-variance"
        assert "Or in your own words" in text(owner.get(skip_url(key)))
        assert current(ada) == plan
        response = owner.post(skip_url(key), {"why": "known", "next": "/"})
        assert response["Location"] == "/"
        assert messages_on(response) == [
            "“Memorize the cheat sheet: Bias-Variance” is skipped. You can put it back on the plan’s page."
        ]
        assert day_of(ada, key) is None
        assert inputs_of(current(ada)).skipped == (key,)
        page = text(owner.get("/plan/"))
        assert "I can do this already." in page
        assert back_url(key) in page

    @pytest.mark.parametrize(
        ("data", "reason"),
        [({}, ""), ({"why": "time"}, "I have no time for it."), ({"why": "time", "words": " My own. "}, "My own.")],
    )
    def test_the_reason_is_kept(self, owner: Client, ada: User, data: dict[str, str], reason: str) -> None:
        owner.post(skip_url("cheat-sheet:bias-variance"), data)
        assert ada.task_choices.get().reason == reason

    @pytest.mark.parametrize("data", [{"why": "x"}, {"words": "x" * 201}])
    def test_bad_input_is_said_and_nothing_is_lost(
        self, owner: Client, ada: User, plan: Plan, data: dict[str, str]
    ) -> None:
        response = owner.post(skip_url("cheat-sheet:bias-variance"), {**data, "next": "/"})
        assert response.status_code == 422
        assert 'name="next" value="/"' in text(response)
        assert (current(ada), ada.task_choices.count()) == (plan, 0)

    def test_put_back_and_skipped_again(self, owner: Client, ada: User) -> None:
        key = "cheat-sheet:bias-variance"
        owner.post(skip_url(key), {"why": "known"})
        assert messages_on(owner.post(back_url(key)))[-1] == "The task is in your plan again."
        assert day_of(ada, key)
        assert back_url(key) not in text(owner.get("/plan/"))
        owner.post("/plan/undo/", {"plan": current(ada).pk})
        assert "I can do this already." in text(owner.get("/plan/")), "its reason is back, too"
        assert day_of(ada, key) is None

    def test_stale_pages_and_second_clicks_do_no_harm(self, owner: Client, ada: User) -> None:
        key = "cheat-sheet:bias-variance"
        owner.post(skip_url(key))
        after = current(ada)
        assert owner.post(skip_url(key)).status_code == 302
        assert owner.get(skip_url(key)).status_code == 404
        assert current(ada) == after
        owner.post(back_url(key))
        after = current(ada)
        assert messages_on(owner.post(back_url(key)))[-1] == "There was nothing to put back: it is not skipped."
        assert current(ada) == after

    def test_nobody_elses_task_is_skipped(self, stranger: Client, ada: User, grace: User, plan: Plan) -> None:
        key = "cheat-sheet:bias-variance"
        assert stranger.get(skip_url(key)).status_code == 404
        assert stranger.post(skip_url(key)).status_code == 302
        assert stranger.post(back_url(key)).status_code == 302
        assert (current(ada), ada.task_choices.count(), grace.task_choices.count()) == (plan, 0, 0)
        make_assessment(grace, ratings(2))
        theirs = make_plan(grace)
        stranger.post(skip_url(key))
        assert current(grace).previous_id == theirs.pk
        assert current(ada) == plan


def test_open_tasks_have_both_and_done_ones_neither(owner: Client, ada: User) -> None:
    task = first_task(ada)
    value = f'value="{task.key} {TODAY}"'
    for page in ("/", f"/plan/tasks/{task.key}/?on={TODAY}"):
        assert value in text(owner.get(page))
        assert f'href="{skip_url(task.key)}"' in text(owner.get(page))
    set_done(ada, task.key, task.sitting, True, planned=NOT_PLANNED, now=NOW, today=TODAY)
    assert Ticks({task.key: {0: None}}).is_done(task.key)
    for page in ("/", f"/plan/tasks/{task.key}/?on={TODAY}"):
        assert value not in text(owner.get(page))
