from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from studyplan.accounts.models import User
from studyplan.catalog.models import Topic
from studyplan.core.model import GoalInterview
from studyplan.planner.documents import PlanDocument, StoredAfterDay, StoredDay, StoredItem, StoredNote
from studyplan.planner.models import Plan
from studyplan.planner.outline import make_outline
from studyplan.planner.services import adopt, document_in, propose_for
from studyplan.progress.services import NOT_PLANNED, set_done
from studyplan.ui.templatetags.ui import duration
from tests.factories import NOW, make_assessment, make_goal, make_plan, make_user, ratings
from tests.planner.interviews.helpers import prepare, row, text

pytestmark = pytest.mark.django_db
URL = "/plan/"
FRAGMENT = {"HX-Request": "true", "HX-Target": "plan-totals"}
WEEK_FRAGMENT = {"HX-Request": "true", "HX-Target": "week-2-days"}
CONTROL = re.compile(r'<button [^>]*data-task="([^"]+)" data-sitting="(\d+)" data-done="([01])"')
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def now(freeze: Callable[[datetime], None]) -> None:
    """The plan's first day."""
    freeze(NOW)


def controls_in(page: str) -> list[tuple[str, int]]:
    return sorted((task, int(sitting)) for task, sitting, _done in CONTROL.findall(page))


def controls_of(days: Iterable[StoredDay | StoredAfterDay]) -> list[tuple[str, int]]:
    return sorted((task.key, task.sitting) for day in days for task in day.tasks)


def tick(user: User, task: str, sitting: int = 0) -> None:
    """A stored tick."""
    set_done(user, task, sitting, True, planned=NOT_PLANNED, now=NOW, today=TODAY)


def test_without_a_plan_the_page_says_what_to_do(owner: Client) -> None:
    page = owner.get(URL).content.decode()
    assert "No plan yet" in page
    assert 'href="/assessment/"' in page


def test_all_weeks_are_there_with_a_control_for_every_sitting(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(2))
    make_goal(ada, minutes=45)
    document = document_in(make_plan(ada))
    page = owner.get(URL).content.decode()
    assert controls_in(page) == controls_of(document.weeks[0].days)
    for week in document.weeks:
        page = owner.get(f"{URL}weeks/{week.number}/").content.decode()
        assert controls_in(page) == controls_of(week.days)
        lines = [key for day in week.days for key in dict.fromkeys(task.key for task in day.tasks)]
        assert sorted(re.findall(r'data-hx-get="/plan/tasks/([^"?]+)/', page)) == sorted(lines)
        assert re.findall(r'id="week-(\d+)"', page) == [str(other.number) for other in document.weeks]
        assert re.findall(r'<details class="week" id="week-(\d+)" open>', page) == [str(week.number)]
        ids = re.findall(r' id="([^"]+)"', page)
        assert len(ids) == len(set(ids))
    assert controls_in(owner.get(f"{URL}afterwards/").content.decode()) == controls_of(document.afterwards)


def test_a_folded_week_is_fetched_alone(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(2))
    document = document_in(make_plan(ada))
    page = owner.get(URL).content.decode()
    assert 'id="week-2-days" data-hx-get="/plan/weeks/2/"' in page
    assert 'href="/plan/weeks/2/#week-2"' in page
    fragment = owner.get(f"{URL}weeks/2/", headers=WEEK_FRAGMENT).content.decode()
    assert "<html" not in fragment
    assert controls_in(fragment) == controls_of(document.weeks[1].days)
    headers = {"HX-Request": "true", "HX-Target": "afterwards-days"}
    fragment = owner.get(f"{URL}afterwards/", headers=headers).content.decode()
    assert "<html" not in fragment
    assert controls_in(fragment) == controls_of(document.afterwards)


@pytest.mark.parametrize("number", [0, 99])
def test_a_week_that_is_not_in_the_plan_is_not_found(number: int, owner: Client, ada: User) -> None:
    make_plan(ada)
    assert owner.get(f"{URL}weeks/{number}/").status_code == 404


def test_on_paper_every_day_is_there_with_what_is_done(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(2))
    document = document_in(make_plan(ada))
    first = document.days[0].tasks[0]
    tick(ada, first.key, first.sitting)
    page = owner.get(f"{URL}print/").content.decode()
    assert page.count("☑") == 1
    assert page.count("☑") + page.count("☐") == len(document.tasks)
    assert "<form class=" not in page


def test_only_what_is_shown_is_read(owner: Client, ada: User) -> None:
    make_plan(ada)
    with CaptureQueriesContext(connection) as queries:
        owner.get(URL)
        owner.get("/")
        owner.post("/progress/", {"task": "read:bias-variance", "done": "1"})
    whole = re.compile(r' "planner_plan"\."document",')
    assert not [query for query in queries if whole.search(query["sql"])]


def test_ticks_are_shown_in_place(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(2))
    make_goal(ada, minutes=45)
    document = document_in(make_plan(ada))
    split = next(task for day in document.weeks[0].days for task in day.tasks if task.part)
    whole = next(task for day in document.weeks[0].days for task in day.tasks if not task.part)
    tick(ada, split.key, split.sitting)
    tick(ada, whole.key)
    controls = CONTROL.findall(owner.get(URL).content.decode())
    done = {(task, int(sitting)) for task, sitting, state in controls if state == "1"}
    assert done == {(split.key, split.sitting), (whole.key, 0)}


def test_a_tick_of_the_whole_task_shows_on_all_its_sittings(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(2))
    make_goal(ada, minutes=30)
    document = document_in(make_plan(ada))
    split = next(task for task in document.tasks if task.part)
    tick(ada, split.key)
    states = [state for task, _, state in CONTROL.findall(owner.get(URL).content.decode()) if task == split.key]
    assert len(states) > 1
    assert set(states) == {"1"}


def test_the_totals_can_be_fetched_alone(owner: Client, ada: User) -> None:
    document = document_in(make_plan(ada))
    first = document.days[0].tasks[0]
    tick(ada, first.key, first.sitting)
    fragment = text(owner.get(URL, headers=FRAGMENT))
    assert fragment.strip().startswith('<div id="plan-totals"')
    assert f"{duration(first.minutes)} done</span>" in fragment
    assert f"{duration(document.minutes.planned - first.minutes)} to go</span>" in fragment
    assert '<path class="hours-done" d="M0' in fragment
    assert "data-task" not in fragment


def test_the_plan_is_shown_as_it_was_built_whatever_the_content_says_now(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(2))
    make_plan(ada)
    before = CONTROL.findall(owner.get(URL).content.decode())
    Topic.objects.filter(slug="optimization").update(is_retired=True)
    assert CONTROL.findall(owner.get(URL).content.decode()) == before


def test_what_does_not_fit_is_in_plain_sight(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(1))
    make_goal(ada, company="google", on=TODAY + timedelta(days=10), minutes=30)
    plan = make_plan(ada)
    page = " ".join(owner.get(URL).content.decode().split())
    assert "<b>Google</b> · Thu, Mar 12 ·" in page
    assert '<a href="#left-out">What is left out</a>' in page
    left_out = page.split('id="left-out"')[1]
    for item in document_in(plan).left_out:
        assert f"/topics/{item.topic}/" in left_out
    warned = [note.code for note in document_in(plan).warnings]
    assert "triage" in warned
    assert "will stay below their targets" in left_out
    assert page.count("callout-trap") == len(warned) - 1 > 0
    assert "After the plan" not in page


def keep(plan: Plan, document: PlanDocument) -> None:
    """Store ``document`` as the plan's."""
    outline = make_outline(document).model_dump(mode="json")
    Plan.objects.filter(pk=plan.pk).update(document=document.model_dump(mode="json"), outline=outline)


def test_recalls_that_fell_away_are_one_number(owner: Client, ada: User) -> None:
    plan = make_plan(ada)
    keep(plan, document_in(plan).model_copy(update={"recalls_dropped": 11, "left_out": ()}))
    page = owner.get(URL).content.decode()
    assert page.count("11 recalls do not fit into this plan.") == 1
    assert "nothing is left out" not in page
    keep(plan, document_in(plan).model_copy(update={"recalls_dropped": 0, "left_out": ()}))
    assert 'id="left-out"' not in owner.get(URL).content.decode()


def test_time_to_spare_is_no_trap_and_offers_less(owner: Client, ada: User) -> None:
    make_goal(ada, minutes=45)
    plan = make_plan(ada)
    note = StoredNote(code="time-to-spare", params={"done_on": "2026-12-25", "minutes": 60, "enough": 35})
    keep(plan, document_in(plan).model_copy(update={"warnings": (note,)}))
    page = owner.get(URL).content.decode()
    assert "callout-trap" not in page
    assert "You reach all targets by December 25. With 35 min a day you would reach them just in time." in page
    assert '<a href="/plan/goal/?minutes=35">Plan with 35 min a day</a>' in page
    assert 'name="minutes" value="35"' in owner.get("/plan/goal/?minutes=35").content.decode()
    for minutes in ("", "many", "9999", "-5", "٣٥"):
        assert 'name="minutes" value="45"' in owner.get("/plan/goal/", {"minutes": minutes}).content.decode()


def test_the_items_of_a_task_are_links_below_it(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(1))
    plan = make_plan(ada)
    document = document_in(plan)
    week, day = document.weeks[0], document.days[0]
    items = tuple(
        StoredItem(slug=slug, title=f"{slug} & more", minutes=5) for slug in ("the-proof", "the-setting", "gone")
    )
    task = day.tasks[0].model_copy(update={"items": items})
    many = day.tasks[1].model_copy(update={"kind": "read", "items": items + items})
    changed = day.model_copy(update={"tasks": (task, many), "cards": 10, "free": 15})
    first = week.model_copy(update={"days": (changed, *week.days[1:])})
    keep(plan, document.model_copy(update={"weeks": (first, *document.weeks[1:])}))
    assert "the-proof" not in owner.get(URL).content.decode(), "on demand alone"
    assert "10 min for cards · 15 minutes free" in owner.get(URL).content.decode()
    page = text(owner.get(f"{URL}tasks/{task.key}/", {"on": str(day.date)}))
    href = f"/study/{task.key}/?item=the-proof"
    assert f'<li><a href="{href}">the-proof &amp; more</a> <span class="muted">5 min</span></li>' in page
    assert '<li>gone &amp; more <span class="muted">5 min</span></li>' in page


def test_recalls_after_the_end_are_there_too(owner: Client, ada: User) -> None:
    make_plan(ada)
    page = owner.get(URL).content.decode()
    assert "Recalls that come after the last study day" in page


def test_a_plan_without_any_study_day(owner: Client, ada: User) -> None:
    make_goal(ada, on=TODAY)
    make_plan(ada)
    page = owner.get(URL).content.decode()
    assert "There is nothing to do in this plan." in page
    assert "There is no study day before the interview" in page
    assert not CONTROL.findall(page)


def test_a_week_of_days_off_says_so(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(1))
    make_goal(ada, days_off=[TODAY + timedelta(days=number) for number in range(7, 14)])
    make_plan(ada)
    assert "No study day in this week." in owner.get(f"{URL}weeks/2/").content.decode()


def test_missed_days_bring_one_quiet_offer(owner: Client, ada: User, freeze: Callable[[datetime], None]) -> None:
    plan = make_plan(ada)
    assert "still open" not in owner.get(URL).content.decode()
    freeze(NOW + timedelta(days=1))
    tasks = document_in(plan).days[0].tasks
    for task in tasks[1:]:
        tick(ada, task.key, task.sitting)
    page = " ".join(owner.get(URL).content.decode().split())
    assert page.count("Some earlier tasks are still open. That is fine.") == 1
    assert '<a href="/plan/renew/">Plan again from today</a>' in page.split("That is fine.")[1][:60]


def test_an_undo_is_offered_where_there_is_an_earlier_plan(owner: Client, ada: User) -> None:
    make_plan(ada)
    assert "data-undo>" not in owner.get(URL).content.decode()
    proposal = propose_for(ada, TODAY + timedelta(days=1))
    assert proposal is not None
    second = adopt(ada, proposal, NOW)
    page = owner.get(URL).content.decode()
    assert f'<input type="hidden" name="plan" value="{second.pk}">' in page
    assert "Your plan changed on March 2, 9:00 AM." in page


def test_one_thing_is_asked_for_at_a_time(owner: Client, ada: User, freeze: Callable[[datetime], None]) -> None:
    """The undo, missed days, a debrief, the end and a pause, each before what was there."""

    def called_for() -> str:
        page = text(owner.get(URL))
        assert page.split('id="change"')[0].count('class="message"') <= 1
        return page

    prepare(ada, GoalInterview("meta", (), TODAY + timedelta(days=3)), GoalInterview("google", (), date(2026, 4, 10)))
    owner.post("/plan/renew/")
    assert 'class="message"' not in called_for()
    owner.post("/plan/repair/optimization/")
    assert "Your plan changed on March 2" in called_for().split('class="weeks"')[0]
    freeze(NOW + timedelta(days=1))
    page = called_for()
    assert "Some earlier tasks are still open." in page
    assert "Your plan changed on March 2" in page.split('id="change"')[1], "still there, quietly"
    freeze(NOW + timedelta(days=4))
    path = f"/plan/interviews/{row(ada, 'meta').pk}/debrief/"
    page = called_for()
    assert f'How did the interview at Meta go?</span> <a href="{path}">Write it down</a>' in page
    assert "still open" not in page
    owner.post(path, {"outcome": "waiting"})
    assert "This plan ended on March 4." in called_for()
    owner.post("/plan/renew/")
    owner.post("/plan/pause/", {"first": "2026-03-06", "last": "2026-03-08", "confirm": "1"})
    assert "Paused until Monday, March 9." in called_for()


def test_an_interview_that_is_over_costs_a_query_only_while_it_is_fresh(
    owner: Client, ada: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for days, queries in ((1, 5), (15, 4)):
        ada.plans.all().delete()
        prepare(ada, GoalInterview("meta", (), TODAY - timedelta(days=days)))
        owner.get(URL)
        with django_assert_num_queries(queries):
            owner.get(URL)


def test_weeks_that_are_over_fold_into_one_line(owner: Client, ada: User, freeze: Callable[[datetime], None]) -> None:
    make_assessment(ada, ratings(1))
    document = document_in(make_plan(ada))
    for task in document.weeks[0].days[0].tasks:
        tick(ada, task.key, task.sitting)
    freeze(NOW + timedelta(days=14))
    page = text(owner.get(URL))
    first = duration(document.weeks[0].days[0].minutes)
    assert (
        f'<details class="week earlier"> <summary> <h2>Weeks 1–2</h2> <span class="small muted">over · {first} done'
        in page
    )
    assert '<details class="week" id="week-3" open>' in page
    assert '<details class="week earlier" open>' in text(owner.get(f"{URL}weeks/1/"))
    assert f'<details class="plan-day" id="day-{TODAY}">' in text(owner.get(f"{URL}weeks/1/")), "done, and folded"


def test_today_is_the_users(client: Client, freeze: Callable[[datetime], None]) -> None:
    user = make_user(time_zone="Pacific/Kiritimati")
    make_plan(user)
    client.force_login(user)
    freeze(NOW.replace(hour=15))
    page = client.get(URL).content.decode()
    assert '<section class="plan-day is-today" id="day-2026-03-03">' in page


def test_a_stranger_sees_nothing_of_it(stranger: Client, ada: User) -> None:
    make_plan(ada)
    assert "No plan yet" in stranger.get(URL).content.decode()


def test_anonymous_is_sent_to_the_log_in(client: Client) -> None:
    to = f"{reverse('account_login')}?next={URL}"
    assert client.get(URL)["Location"] == to
    assert client.get(URL, headers=FRAGMENT)["HX-Redirect"] == to


def test_a_long_plan_with_many_ticks_asks_the_database_no_more(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    counts = []
    for email, level, minutes in (("short@example.org", 5, 240), ("long@example.org", 1, 30)):
        user = make_user(email)
        make_assessment(user, ratings(level))
        make_goal(user, minutes=minutes)
        plan = make_plan(user)
        client.force_login(user)
        client.get(URL)
        if level == 1:
            for task in document_in(plan).tasks:
                tick(user, task.key, task.sitting)
        counts.append(len(document_in(plan).tasks))
        with django_assert_num_queries(4):
            client.get(URL)
    assert counts[1] > 3 * counts[0]


def test_head_is_answered_like_get(owner: Client) -> None:
    assert owner.head(URL).status_code == 200
