"""``POST /progress/took/``: one's own ticks say how long they took, and nothing else changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from studyplan.accounts.models import User
from studyplan.planner.models import Plan
from studyplan.planner.services import document_in
from studyplan.progress.models import Completion
from tests.factories import NOW, make_plan

ADDRESS = "/progress/took/"
TASK = "read:loss-functions"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def ticked(ada: User) -> Completion:
    """A task that the owner has done."""
    return ada.completions.create(task=TASK, minutes=40, done_at=NOW, done_on=NOW.date())


@pytest.fixture
def plan(ada: User, freeze: Callable[[datetime], None]) -> Plan:
    freeze(NOW)
    return make_plan(ada)


def post(client: Client, took: str = "longer", htmx: bool = False, **data: Any) -> HttpResponse:
    response: Any = client.post(ADDRESS, {"task": TASK, "took": took} | data, headers=HTMX if htmx else {})
    return response  # type: ignore[no-any-return]


@pytest.mark.parametrize("took", ["longer", "shorter", "as-planned"])
def test_it_is_kept(owner: Client, ticked: Completion, took: str) -> None:
    response = post(owner, took)
    assert (response.status_code, response["Location"]) == (302, "/progress/")
    ticked.refresh_from_db()
    assert ticked.took == took


def test_it_sets_and_never_flips(owner: Client, ticked: Completion) -> None:
    for took in ("longer", "longer", "shorter", "shorter"):
        post(owner, took)
        ticked.refresh_from_db()
        assert ticked.took == took
    assert Completion.objects.count() == 1


def test_nothing_else_of_the_tick_changes(owner: Client, ticked: Completion) -> None:
    post(owner)
    row = Completion.objects.values().get()
    assert row | {"took": ""} == {name: getattr(ticked, name) for name in row}


def test_htmx_gets_the_choice_and_the_event(owner: Client, ticked: Completion) -> None:
    response = post(owner, htmx=True, label="Read Loss Functions", next="/plan/")
    page = response.content.decode()
    assert page.count("<form") == page.count('aria-pressed="true"') == 1
    assert 'id="took-read--loss-functions"' in page
    assert 'aria-label="How long it took: Read Loss Functions"' in page
    assert 'name="next" value="/plan/"' in page
    assert "hx-swap-oob" not in page
    assert json.loads(response["HX-Trigger"]) == {"progress-changed": {}}, "no tick has changed"


def test_a_plain_form_goes_back_where_it_was(owner: Client, ticked: Completion) -> None:
    assert post(owner, next="/plan/")["Location"] == "/plan/"
    assert post(owner, next="https://elsewhere.example/")["Location"] == "/progress/"


@pytest.mark.parametrize(
    "data",
    [
        {"took": ""},
        {"took": "forever"},
        {"task": ""},
        {"task": "read:no-such-topic"},
        {"task": "x" * 121},
        {"sitting": "-1"},
        {"sitting": "one"},
    ],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_bad_input_changes_nothing(owner: Client, ticked: Completion, data: dict[str, str], htmx: bool) -> None:
    sent = {"task": TASK, "took": "longer"} | data
    response = owner.post(ADDRESS, sent, headers=HTMX if htmx else {})
    assert response.status_code == 422
    assert ("<html" in response.content.decode()) is not htmx
    assert Completion.objects.get().took == ""


def test_what_is_not_done_took_no_time(owner: Client, db: None) -> None:
    response = post(owner)
    assert response.status_code == 422
    assert "Tick the task first" in response.content.decode()
    assert not Completion.objects.exists()


def test_a_stranger_cannot_say_it(stranger: Client, ticked: Completion) -> None:
    assert post(stranger).status_code == 422
    assert Completion.objects.get().took == ""


def test_a_visitor_is_asked_to_log_in(client: Client, ticked: Completion) -> None:
    assert post(client)["Location"].startswith("/accounts/login/?next=")
    assert post(client, htmx=True)["HX-Redirect"].startswith("/accounts/login/?next=")
    assert Completion.objects.get().took == ""


def test_a_sitting_has_its_own(owner: Client, ada: User) -> None:
    for sitting in (1, 2):
        ada.completions.create(task=TASK, sitting=sitting, minutes=20, done_at=NOW, done_on=NOW.date())
    assert post(owner, sitting=2).status_code == 302
    assert [tick.took for tick in ada.completions.order_by("sitting")] == ["", "longer"]


def test_a_sitting_without_a_tick_of_its_own_speaks_for_the_whole(owner: Client, ticked: Completion) -> None:
    assert post(owner, sitting=2).status_code == 302
    assert Completion.objects.get().took == "longer"


def test_a_later_higher_target_is_not_done_yet(owner: Client, ada: User, plan: Plan) -> None:
    """The tick of the whole was for a lower level: what the plan asks for now is open."""
    learning = (task for task in document_in(plan).tasks if task.kind in ("read", "derive", "practice"))
    task = next(task for task in learning if task.sitting)
    ada.completions.create(task=task.key, minutes=40, level=1, done_at=NOW, done_on=NOW.date())
    assert post(owner, task=task.key, sitting=task.sitting).status_code == 422


# Where the choice appears


def tick(client: Client, plan: Plan, done: str = "1", **data: Any) -> str:
    """Tick the plan's first task under htmx, and return the answer."""
    task = document_in(plan).tasks[0]
    sent = {"task": task.key, "sitting": task.sitting, "done": done, "label": "It"} | data
    return str(client.post("/progress/", sent, headers=HTMX).content.decode())


def test_a_tick_brings_the_choice_along(owner: Client, plan: Plan) -> None:
    page = tick(owner, plan, with_took="1")
    assert page.count("hx-swap-oob") == page.count('name="with_took"') == 1
    assert page.count('aria-pressed="false"') == 3, "nothing is said yet"


def test_ticking_again_says_what_was_said(owner: Client, ada: User, plan: Plan) -> None:
    tick(owner, plan)
    ada.completions.update(took="shorter")
    assert 'value="shorter" aria-pressed="true"' in tick(owner, plan, with_took="1")


def test_taking_a_tick_back_takes_the_choice_away(owner: Client, ada: User, plan: Plan) -> None:
    tick(owner, plan)
    page = tick(owner, plan, done="0", with_took="1")
    assert page.count("hx-swap-oob") == 1
    assert 'name="took"' not in page
    assert not ada.completions.exists()


def test_pages_without_a_place_for_it_get_none(owner: Client, plan: Plan) -> None:
    assert "took" not in tick(owner, plan)


@pytest.mark.parametrize("address", ["/", "/plan/tasks/{task}/"])
def test_the_choice_stands_beside_done_tasks_only(owner: Client, ada: User, plan: Plan, address: str) -> None:
    address = address.format(task=document_in(plan).tasks[0].key)
    assert 'name="took"' not in owner.get(address).content.decode()
    tick(owner, plan)
    assert owner.get(address).content.decode().count('name="took"') == 3
    ada.completions.update(took="longer")
    assert 'value="longer" aria-pressed="true"' in owner.get(address).content.decode()


def test_the_tracker_stays_as_it_is(owner: Client, ticked: Completion) -> None:
    assert 'name="took"' not in owner.get("/progress/").content.decode()
