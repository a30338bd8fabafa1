from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from studyplan.accounts.models import User
from studyplan.catalog.models import ContentVersion
from studyplan.progress.models import Completion
from tests.factories import NOW, make_assessment, make_goal, make_plan, make_retired_topic, ratings

pytestmark = pytest.mark.django_db
URL = "/progress/"
FRAGMENT = {"HX-Request": "true", "HX-Target": "tracker-totals"}
CONTROL = re.compile(r'<button [^>]*data-task="([^"]+)"[^>]*data-done="([01])"')
COLUMNS = ("read", "self-assessment", "practice", "cheat-sheet", "mock")


def controls(client: Client) -> dict[str, str]:
    """Each tick control on the page, by its task."""
    controls = CONTROL.findall(client.get(URL).content.decode())
    assert len(controls) == len(dict(controls))
    return dict(controls)


def tick(user: User, task: str, sitting: int = 0) -> None:
    Completion.objects.create(user=user, task=task, sitting=sitting, done_at=NOW, done_on=NOW.date())


def test_twelve_rows_of_five_controls_in_the_order_of_the_source(owner: Client) -> None:
    page = owner.get(URL).content.decode()
    assert list(controls(owner)) == [f"{kind}:{slug}" for slug in ratings() for kind in COLUMNS]
    assert re.findall(r'<th scope="col">([^<]+)</th>', page) == [
        "Topic",
        "Read",
        "Self-Assessment",
        "Practice Problems",
        "Cheat Sheet Memorized",
        "Mock Interview",
    ]
    assert set(controls(owner).values()) == {"0"}
    assert "0 of 60 done" in page


def test_ticks_and_totals_are_the_owners(owner: Client, stranger: Client, ada: User) -> None:
    tick(ada, "read:optimization")
    tick(ada, "mock:optimization")
    tick(ada, "mock:maintenance-1")
    tick(ada, "cheat-sheet:optimization:final")
    done = {task for task, state in controls(owner).items() if state == "1"}
    assert done == {"read:optimization", "mock:optimization"}
    totals = " ".join(owner.get(URL).content.decode().split())
    assert (
        '<b>2 of 60 done</b><span class="muted small"> · Read: 1 · Self-Assessment: 0 · Practice Problems: 0' in totals
    )
    assert "Mock Interview: 1</span></p>" in totals
    assert set(controls(stranger).values()) == {"0"}


def test_its_ticks_are_answered_under_the_name_that_they_do_not_send(owner: Client) -> None:
    form = owner.get(URL).content.decode().split('<form class="tick"')[1].split("</form>")[0]
    assert 'data-task="read:bias-variance"' in form
    assert 'aria-label="Bias-Variance: Read"' in form
    assert re.findall(r'name="(\w+)"', form) == ["csrfmiddlewaretoken", "task", "done"]
    answer = owner.post(URL, {"task": "read:bias-variance", "done": "1"}, headers={"HX-Request": "true"})
    assert 'aria-label="Bias-Variance: Read"' in answer.content.decode()


def test_the_totals_can_be_fetched_alone(owner: Client, ada: User) -> None:
    tick(ada, "read:optimization")
    fragment = owner.get(URL, headers=FRAGMENT).content.decode()
    assert fragment.strip().startswith('<div id="tracker-totals"')
    assert "1 of 60 done" in fragment
    assert "data-task" not in fragment


def test_levels_stand_beside_the_targets_of_ones_own_goal(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(2))
    make_goal(ada, "mlops", company="google")
    page = owner.get(URL).content.decode()
    row = page.split(">Optimization</a>")[1].split("</tr>")[0]
    # Two for the role alone; Google asks so often that it is three.
    assert 'aria-label="Level 2 of 5; target 3"' in row
    assert 'aria-label="Level 2 of 5; target 2"' in page.split(">Probabilistic ML</a>")[1].split("</tr>")[0]


def test_before_any_assessment_there_are_targets_and_no_levels(owner: Client) -> None:
    page = owner.get(URL).content.decode()
    assert page.count('aria-label="Not rated; target') == 12


def test_a_split_task_shows_how_far_it_is(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(1))
    make_goal(ada, minutes=30)
    plan = make_plan(ada)
    sittings = [
        task["sitting"]
        for week in plan.document["weeks"]
        for day in week["days"]
        for task in day["tasks"]
        if task["key"] == "read:optimization"
    ]
    assert len(sittings) > 1
    tick(ada, "read:optimization", sittings[0])
    page = owner.get(URL).content.decode()
    assert f"1 of {len(sittings)}</span>" in page
    assert controls(owner)["read:optimization"] == "0"
    for sitting in sittings[1:]:
        tick(ada, "read:optimization", sitting)
    assert controls(owner)["read:optimization"] == "1"


def test_topics_that_the_content_dropped_have_no_row(owner: Client, ada: User) -> None:
    dropped = f"read:{make_retired_topic().slug}"
    tick(ada, dropped)
    ContentVersion.objects.update(digest="without a topic")
    assert dropped not in controls(owner)


def test_more_ticks_ask_the_database_no_more(
    owner: Client, ada: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_plan(ada)
    owner.get(URL)
    with django_assert_num_queries(5):
        owner.get(URL)
    for kind in COLUMNS:
        for slug in ratings():
            tick(ada, f"{kind}:{slug}")
    make_assessment(ada, taken_at=NOW + timedelta(days=1))
    with django_assert_num_queries(5):
        owner.get(URL)


def test_anonymous_is_sent_to_the_log_in(client: Client) -> None:
    to = f"{reverse('account_login')}?next={URL}"
    assert client.get(URL)["Location"] == to
    assert client.get(URL, headers=FRAGMENT)["HX-Redirect"] == to


def test_head_is_answered_like_get(owner: Client) -> None:
    assert owner.head(URL).status_code == 200
