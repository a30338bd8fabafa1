"""``POST /progress/``: its fields, its answers and what they leave behind (product.md)."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from studyplan.accounts.models import User
from studyplan.planner.services import document_in, planned_tasks
from studyplan.progress.models import Completion
from studyplan.progress.services import ticks_of
from tests.factories import NOW, make_assessment, make_goal, make_plan, make_retired_topic, make_user, ratings

pytestmark = [pytest.mark.django_db, pytest.mark.rows]
URL = "/progress/"
TASK = "read:optimization"
HTMX = {"HX-Request": "true"}


def post(client: Client, task: str = TASK, done: str = "1", htmx: bool = False, **fields: Any) -> Any:
    """Tick, as a form or as htmx does."""
    data = {"task": task, "done": done, **fields}
    return client.post(URL, data, headers=HTMX if htmx else {})


def done(user: User, task: str = TASK) -> bool:
    """Whether the task is done, as pages see it."""
    return ticks_of(user).is_done(task)


def test_it_sets_and_never_flips(owner: Client, ada: User) -> None:
    for state, expected in (("1", True), ("1", True), ("0", False), ("0", False), ("1", True)):
        post(owner, done=state)
        assert done(ada) is expected
        assert ada.completions.count() == expected


def test_a_plain_form_goes_back_to_its_page(owner: Client) -> None:
    response = post(owner, next="/plan/?week=2")
    assert (response.status_code, response["Location"]) == (302, "/plan/?week=2")
    assert post(owner)["Location"] == URL


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "http:///x", ""])
def test_it_never_leads_to_another_host(owner: Client, ada: User, target: str) -> None:
    assert post(owner, next=target)["Location"] == URL
    assert done(ada)


def test_htmx_gets_the_control_in_its_new_state(owner: Client) -> None:
    fields = {"sitting": "2", "label": "Read <b>Optimization</b>", "next": "/plan/", "place": "today"}
    response = post(owner, htmx=True, **fields)
    page = response.content.decode()
    assert response.status_code == 200
    assert page.strip().startswith('<form class="tick" id="tick-read--optimization-2-today"')
    assert f'data-task="{TASK}" data-sitting="2" data-done="1"' in page
    assert 'name="done" value="0"' in page
    assert 'aria-label="Read &lt;b&gt;Optimization&lt;/b&gt;"' in page
    assert 'name="next" value="/plan/"' in page
    assert 'name="place" value="today"' in page
    assert 'name="csrfmiddlewaretoken"' in page
    again = post(owner, done="0", htmx=True, **fields).content.decode()
    assert 'data-done="0"' in again
    assert 'name="done" value="1"' in again


def test_htmx_gets_an_event_that_says_what_changed(owner: Client) -> None:
    event = json.loads(post(owner, htmx=True, sitting="2")["HX-Trigger"])
    assert event == {"progress-changed": {"task": TASK, "sitting": 2, "done": True}}
    event = json.loads(post(owner, done="0", htmx=True)["HX-Trigger"])
    assert event == {"progress-changed": {"task": TASK, "sitting": 0, "done": False}}
    assert "HX-Trigger" not in post(owner)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"task": ""}, "Say which task."),
        ({"task": "read:kernel-methods"}, "There is no task “read:kernel-methods”."),
        ({"task": "dance:optimization"}, "There is no task “dance:optimization”."),
        ({"task": "read:optimization:final"}, "There is no task “read:optimization:final”."),
        ({"task": "practice:optimization:extra:extra"}, "There is no task “practice:optimization:extra:extra”."),
        ({"task": "timed-set:100"}, "There is no task “timed-set:100”."),
        ({"task": "<script>"}, "There is no task “&lt;script&gt;”."),
        ({"task": "read:" + "9" * 116}, "Ensure this value has at most 120 characters (it has 121)."),
        ({"done": ""}, "Say 1 for done or 0 for not done."),
        ({"done": "2"}, "Say 1 or 0."),
        ({"done": "true"}, "Say 1 or 0."),
        ({"sitting": "-1"}, "Ensure this value is greater than or equal to 0."),
        ({"sitting": "100"}, "Ensure this value is less than or equal to 99."),
        ({"sitting": "9" * 30}, "Ensure this value is less than or equal to 99."),
        ({"sitting": "9" * 5000}, "Enter a whole number."),
        ({"sitting": "1.5"}, "Enter a whole number."),
        ({"sitting": "x"}, "Enter a whole number."),
        ({"sitting": " "}, "Enter a whole number."),
    ],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_what_makes_no_sense_is_refused(
    owner: Client, ada: User, fields: dict[str, Any], message: str, htmx: bool
) -> None:
    response = post(owner, htmx=htmx, **fields)
    page = response.content.decode()
    assert response.status_code == 422
    assert message in page
    assert ("<html" in page) is not htmx
    assert "HX-Trigger" not in response
    assert not ada.completions.exists()


def test_nothing_sent_says_everything_that_is_missing(owner: Client) -> None:
    page = owner.post(URL).content.decode()
    assert "Say which task." in page
    assert "Say 1 for done or 0 for not done." in page


@pytest.mark.parametrize("sitting", ["", "0"])
def test_no_sitting_means_the_whole_task(owner: Client, ada: User, sitting: str) -> None:
    post(owner, sitting=sitting)
    assert ada.completions.get().sitting == 0


@pytest.mark.parametrize("sitting", ["3", "99", " 3 ", "3.0"])
def test_a_sitting_that_no_plan_holds_is_kept(owner: Client, ada: User, sitting: str) -> None:
    assert post(owner, sitting=sitting).status_code == 302
    assert ada.completions.get().sitting == int(float(sitting))


@pytest.mark.parametrize(
    "task", ["mock:maintenance-2", "timed-set:1", "cheat-sheet:optimization:final", "recall-21:optimization"]
)
def test_every_form_of_key_is_taken(owner: Client, ada: User, task: str) -> None:
    assert post(owner, task).status_code == 302
    assert done(ada, task)


def test_a_tick_of_an_earlier_plan_stays_and_can_be_taken_back(owner: Client, ada: User) -> None:
    task = "practice:optimization:once-more"
    assert post(owner, task).status_code == 422
    ada.completions.create(task=task, done_at=NOW, done_on=NOW.date())
    assert post(owner, task).status_code == 302
    assert done(ada, task)
    assert post(owner, task, "0").status_code == 302
    assert not ada.completions.exists()


def test_a_topic_that_the_content_dropped_can_still_be_ticked(owner: Client, ada: User) -> None:
    task = f"read:{make_retired_topic().slug}"
    assert post(owner, task).status_code == 302
    assert done(ada, task)


def test_what_the_plan_in_force_holds_is_taken_whatever_the_content_says_now(owner: Client, ada: User) -> None:
    plan = make_plan(ada)
    plan.document["weeks"][0]["days"][0]["tasks"][0] |= {"key": "recall-10:optimization", "kind": "recall-10"}
    plan.outline = None  # as a plan that was stored before there were outlines
    plan.save()
    assert post(owner, "recall-10:optimization").status_code == 302
    assert post(owner, "recall-11:optimization").status_code == 422


def test_every_control_of_the_plan_can_be_ticked_and_taken_back(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(2, optimization=1, probabilistic_ml=5))
    make_goal(ada, on=date(2026, 3, 20), minutes=45)
    plan = make_plan(ada)
    tasks = document_in(plan).tasks
    for state, count in (("1", len(tasks)), ("0", 0)):
        for task in tasks:
            assert post(owner, task.key, state, sitting=task.sitting).status_code == 302
        assert ada.completions.count() == count


def test_the_plans_minutes_and_level_are_remembered(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(1))
    make_goal(ada, minutes=30)
    make_plan(ada)
    planned = planned_tasks(ada)[TASK]
    assert len(planned.sittings) > 1
    first = min(planned.sittings)
    post(owner, sitting=first)
    post(owner)
    rows = {row.sitting: (row.minutes, row.level) for row in ada.completions.all()}
    rest = sum(planned.sittings.values()) - planned.sittings[first]
    assert rows == {first: (planned.sittings[first], 4), 0: (rest, 4)}


def test_the_day_of_a_tick_is_the_users(client: Client, freeze: Callable[[datetime], None]) -> None:
    moment = datetime(2026, 3, 2, 15, tzinfo=UTC)
    freeze(moment)
    for zone, day in (("Pacific/Kiritimati", date(2026, 3, 3)), ("Pacific/Pago_Pago", date(2026, 3, 2))):
        user = make_user(f"{day}@example.org", time_zone=zone)
        client.force_login(user)
        post(client)
        assert (user.completions.get().done_on, user.completions.get().done_at) == (day, moment)
    freeze(datetime(2026, 3, 2, 14, 59, tzinfo=UTC))
    post(client, "mock:optimization")
    assert user.completions.get(task="mock:optimization").done_on == date(2026, 3, 1)


def test_nobody_elses_ticks_change(owner: Client, stranger: Client, ada: User, grace: User) -> None:
    post(owner)
    post(stranger, done="0")
    assert done(ada)
    post(stranger, user=ada.pk, done="1")
    post(owner, done="0")
    assert (done(ada), done(grace)) == (False, True)


@pytest.mark.parametrize("htmx", [False, True])
def test_anonymous_is_sent_to_the_log_in_and_nothing_is_stored(client: Client, htmx: bool) -> None:
    response = post(client, htmx=htmx)
    assert response["HX-Redirect" if htmx else "Location"].startswith(reverse("account_login"))
    assert not Completion.objects.exists()


def test_a_stale_token_is_refused(ada: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    assert post(client).status_code == 403
    assert not ada.completions.exists()


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_the_same_moment_make_one_tick(ada: User) -> None:
    tabs = [Client(), Client()]
    for tab in tabs:
        tab.force_login(ada)
    start = threading.Barrier(len(tabs))
    answers: list[int] = []

    def click(tab: Client) -> None:
        start.wait()
        answers.append(post(tab, htmx=True).status_code)
        connection.close()

    threads = [threading.Thread(target=click, args=[tab]) for tab in tabs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200, 200]
    assert ada.completions.count() == 1
