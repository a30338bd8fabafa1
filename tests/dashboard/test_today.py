"""``/`` for users: what to do now, in every state that a day can be in."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from studyplan.accounts.models import User
from studyplan.goals.services import goal_of
from studyplan.planner.documents import PlanDocument
from studyplan.planner.models import Plan
from studyplan.planner.outline import make_outline
from studyplan.planner.services import document_in
from studyplan.practice.cards.queue import due_today
from studyplan.progress.services import NOT_PLANNED, set_done
from studyplan.ui.templatetags.ui import duration
from tests.factories import NOW, make_assessment, make_goal, make_plan, make_user, ratings
from tests.practice.factories import make_memory

pytestmark = pytest.mark.django_db
URL = "/"
FRAGMENT = {"HX-Request": "true", "HX-Target": "today-totals"}
CONTROL = re.compile(r'<button [^>]*data-task="([^"]+)" data-sitting="(\d+)" data-done="([01])"')
TODAY = NOW.date()
Freeze = Callable[[datetime], None]


@pytest.fixture(autouse=True)
def now(freeze: Freeze) -> None:
    """The plan's first day, a Monday."""
    freeze(NOW)


def get_page(client: Client) -> str:
    """The page's own part, its white space folded."""
    page = client.get(URL).content.decode()
    return " ".join(page.split("<main")[1].split("</main>")[0].split())


def tick_day(user: User, document: PlanDocument, on: date) -> None:
    """Everything of one day done."""
    day = document.day_on(on)
    assert day is not None
    for task in day.tasks:
        set_done(user, task.key, task.sitting, True, planned=NOT_PLANNED, now=NOW, today=on)


def test_without_an_assessment_it_says_what_to_do_first(owner: Client) -> None:
    page = get_page(owner)
    assert "Begin with where you stand" in page
    assert 'href="/assessment/"' in page
    assert "data-task" not in page
    assert "You rated yourself before you logged in." not in page


def test_ratings_that_are_not_claimed_yet_are_offered(owner: Client) -> None:
    owner.post("/assessment/rating/", ratings(3))
    page = get_page(owner)
    assert "You rated yourself before you logged in." in page
    assert 'href="/result/"' in page


def test_a_study_day_has_its_tasks_with_minutes_instructions_and_why(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(2))
    document = document_in(make_plan(ada))
    page = get_page(owner)
    today, later = page.split("<h2>Next</h2>")
    assert "Monday 2 March 2026" in today
    first, second = document.days[:2]
    assert [task for task, _sitting, _done in CONTROL.findall(today)] == [task.key for task in first.tasks]
    assert [task for task, _sitting, _done in CONTROL.findall(later)] == [task.key for task in second.tasks]
    assert today.count('class="why"') == len(first.tasks)
    assert today.count("Done when ") == len(first.tasks)
    assert f"0 min of {duration(first.minutes)} done today" in today
    assert f'max="{first.minutes}"' in today
    assert "is open. That is all right" not in page


def test_ticks_count_at_once_everywhere(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(2))
    document = document_in(make_plan(ada))
    task = document.days[0].tasks[0]
    before = get_page(owner)
    owner.post("/progress/", {"task": task.key, "sitting": task.sitting, "done": "1"})
    fragment = owner.get(URL, headers=FRAGMENT).content.decode()
    assert fragment.strip().startswith('<div id="today-totals"')
    assert "data-task" not in fragment
    assert f'<progress value="{task.minutes}" max="{document.days[0].minutes}"' in fragment
    left = sum(day.minutes for day in document.weeks[0].days)
    for text, minutes in ((before, left), (" ".join(fragment.split()), left - task.minutes)):
        assert f"{minutes // 60} h {minutes % 60:02d} left this week" in text
    assert (task.key, str(task.sitting), "1") in CONTROL.findall(get_page(owner))


def test_a_day_on_which_all_is_done(owner: Client, ada: User) -> None:
    document = document_in(make_plan(ada))
    tick_day(ada, document, TODAY)
    page = get_page(owner)
    assert "All done for today. Rest is part of the plan." in page
    assert "All done for today." in owner.get(URL, headers=FRAGMENT).content.decode()


def test_the_next_day_is_the_next_with_something_left(owner: Client, ada: User) -> None:
    document = document_in(make_plan(ada))
    tick_day(ada, document, document.days[1].date)
    assert CONTROL.findall(get_page(owner).split("<h2>Next</h2>")[1])[0][0] == document.days[2].tasks[0].key


def test_a_checkpoint_has_its_exercises(owner: Client, ada: User, freeze: Freeze) -> None:
    document = document_in(make_plan(ada))
    day = next(day for day in document.days if any(task.kind == "recall-3" for task in day.tasks))
    freeze(datetime.combine(day.date, NOW.time(), UTC))
    page = get_page(owner)
    assert "<h2>Checkpoint: " in page
    assert '<ol class="small muted"> <li>' in page


def test_a_study_day_without_tasks_is_free(owner: Client, ada: User) -> None:
    plan = make_plan(ada)
    document = document_in(plan)
    week = document.weeks[0]
    free = week.days[0].model_copy(update={"tasks": (), "minutes": 0, "free": 45})
    weeks = (week.model_copy(update={"days": (free, *week.days[1:])}), *document.weeks[1:])
    outline = make_outline(document.model_copy(update={"weeks": weeks}))
    Plan.objects.update(outline=outline.model_dump(mode="json"))
    page = get_page(owner)
    assert "Nothing is planned for today. The time is free: for cards, or for rest." in page
    assert "0 min of 0 min" not in page
    assert "A day off" not in page


def test_a_day_off_is_part_of_the_plan(owner: Client, ada: User, freeze: Freeze) -> None:
    make_goal(ada, weekdays=(0, 2))
    make_plan(ada)
    freeze(NOW + timedelta(days=1))
    page = get_page(owner)
    assert "A day off. Rest is part of the plan." in page
    assert "Wednesday 4 March" in page.split("<h2>Next</h2>")[1]


def test_missed_days_bring_a_quiet_offer_and_no_wall(owner: Client, ada: User, freeze: Freeze) -> None:
    document = document_in(make_plan(ada))
    freeze(NOW + timedelta(days=3))
    page = get_page(owner)
    assert "Something from earlier days is still open. That is all right: the plan can start from today." in page
    assert 'href="/plan/renew/"' in page
    today = page.split("<h2>Next</h2>")[0]
    assert len(CONTROL.findall(today)) == len(document.days[3].tasks)


def test_before_the_plan_begins(client: Client, freeze: Freeze) -> None:
    user = make_user(time_zone="Pacific/Kiritimati")
    make_plan(user)
    client.force_login(user)
    user.time_zone = "Pacific/Pago_Pago"
    user.save()
    freeze(NOW.replace(hour=10))
    page = get_page(client)
    assert "Sunday 1 March 2026" in page
    assert "Your plan begins on Monday 2 March." in page
    assert CONTROL.findall(page.split("<h2>Next</h2>")[1])


def test_after_the_plan_there_is_a_new_one_to_make(owner: Client, ada: User, freeze: Freeze) -> None:
    document = document_in(make_plan(ada))
    assert document.ends_on is not None
    freeze(datetime.combine(document.ends_on + timedelta(days=1), NOW.time(), UTC))
    page = get_page(owner)
    assert "The plan is through" in page
    assert 'href="/plan/renew/"' in page
    assert "<h2>Next</h2>" not in page


@pytest.mark.parametrize(
    ("company", "days", "text"),
    [
        (None, 9, "9 days to the interview on Wednesday 11 March."),
        (None, 1, "One day to the interview on Tuesday 3 March."),
        ("google", 9, "9 days to the interview at Google on Wednesday 11 March."),
        ("google", 1, "One day to the interview at Google on Tuesday 3 March."),
        (None, 0, "The interview is today. Good luck."),
        ("google", 0, "The interview at Google is today. Good luck."),
    ],
)
def test_the_days_to_the_interview_are_counted(
    owner: Client, ada: User, company: str | None, days: int, text: str
) -> None:
    make_goal(ada, company=company, on=TODAY + timedelta(days=days))
    make_plan(ada)
    assert text in get_page(owner)


def test_the_interviews_day_is_left_in_peace(owner: Client, ada: User, freeze: Freeze) -> None:
    make_goal(ada, on=TODAY + timedelta(days=5))
    make_plan(ada)
    freeze(NOW + timedelta(days=5))
    page = get_page(owner)
    assert "The interview is today. Good luck. Nothing more to study." in page
    for nagging in ("The plan is through", "A day off", "are open. That is all right", "data-task"):
        assert nagging not in page
    freeze(NOW + timedelta(days=6))
    assert "The plan is through" in get_page(owner)


def test_no_study_day_before_the_interview(owner: Client, ada: User, freeze: Freeze) -> None:
    make_goal(ada, on=TODAY + timedelta(days=2), weekdays=(4,))
    document = document_in(make_plan(ada))
    assert document.ends_on is None
    page = get_page(owner)
    assert "No study day is left before the interview" in page
    assert 'href="/plan/goal/"' in page
    assert "The plan is through" not in page
    freeze(NOW + timedelta(days=3))
    assert "The plan is through" in get_page(owner)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Pacific/Kiritimati", "Tuesday 3 March 2026"),
        ("UTC", "Monday 2 March 2026"),
        ("Pacific/Pago_Pago", "Sunday 1 March 2026"),
    ],
)
def test_today_is_the_users(client: Client, freeze: Freeze, zone: str, day: str) -> None:
    user = make_user(time_zone=zone)
    client.force_login(user)
    freeze(datetime(2026, 3, 2, 14, 30, tzinfo=UTC))
    assert day in get_page(client)
    client.post("/assessment/", ratings(3))
    page = get_page(client)
    assert day in page
    assert user.plans.get().document["starts_on"] in day_of(day)
    assert CONTROL.findall(page.split("<h2>Next</h2>")[0])


def day_of(text: str) -> str:
    """“Monday 2 March 2026” as 2026-03-02."""
    return datetime.strptime(text, "%A %d %B %Y").date().isoformat()


def test_a_day_begins_at_four_on_the_users_clock_also_when_the_clocks_change(client: Client, freeze: Freeze) -> None:
    client.force_login(make_user(time_zone="Europe/Berlin"))
    for moment, day in (
        (datetime(2026, 3, 28, 2, 59, tzinfo=UTC), "Friday 27 March 2026"),
        (datetime(2026, 3, 28, 3, 0, tzinfo=UTC), "Saturday 28 March 2026"),
        (datetime(2026, 3, 29, 1, 59, tzinfo=UTC), "Saturday 28 March 2026"),
        (datetime(2026, 3, 29, 2, 0, tzinfo=UTC), "Sunday 29 March 2026"),
        (datetime(2026, 10, 25, 2, 59, tzinfo=UTC), "Saturday 24 October 2026"),
        (datetime(2026, 10, 25, 3, 0, tzinfo=UTC), "Sunday 25 October 2026"),
    ):
        freeze(moment)
        assert day in get_page(client)


def test_a_stranger_sees_only_her_own(stranger: Client, ada: User) -> None:
    make_plan(ada)
    page = get_page(stranger)
    assert "Begin with where you stand" in page
    assert "data-task" not in page


def test_without_a_plan_the_totals_are_empty(owner: Client) -> None:
    fragment = owner.get(URL, headers=FRAGMENT).content.decode()
    assert 'id="today-totals"' in fragment
    assert "<progress" not in fragment


def test_due_cards_are_offered_with_their_minutes(owner: Client, ada: User) -> None:
    make_plan(ada)
    make_memory(ada, due_on=NOW.date())
    due = due_today(ada, goal_of(ada), NOW.date())
    page = get_page(owner)
    assert due.count > 1
    assert f"Review {due.count} cards" in page
    assert f"about {due.minutes} min" in page
    assert "/practice/cards/" in page


def test_without_cards_for_today_none_are_offered(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(1))
    make_plan(ada)
    assert due_today(ada, goal_of(ada), NOW.date()).count == 0
    assert "Review " not in get_page(owner)


def test_a_long_plan_with_many_ticks_asks_the_database_no_more(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for email, level, minutes in (("short@example.org", 5, 240), ("long@example.org", 1, 30)):
        user = make_user(email)
        make_assessment(user, ratings(level))
        make_goal(user, minutes=minutes)
        document = document_in(make_plan(user))
        client.force_login(user)
        client.get(URL)
        if level == 1:
            for day in document.days:
                tick_day(user, document, day.date)
        with django_assert_num_queries(7):
            client.get(URL)


def test_head_is_answered_like_get(owner: Client) -> None:
    assert owner.head(URL).status_code == 200
