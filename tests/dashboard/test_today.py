"""``/`` for users: what to do now, in every state that a day can be in."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from studyplan.accounts.middleware import COOKIE as TIME_ZONE_COOKIE
from studyplan.accounts.models import User
from studyplan.catalog.pages import all_topics
from studyplan.dashboard.day_close import close_day
from studyplan.goals.services import goal_of
from studyplan.planner.documents import PlanDocument
from studyplan.planner.models import Plan
from studyplan.planner.outline import make_outline
from studyplan.planner.services import document_in
from studyplan.planner.text.instructions import title_of_key
from studyplan.practice.cards.queue import CardsDue, due_today
from studyplan.progress.services import NOT_PLANNED, set_done
from studyplan.ui.templatetags.ui import duration
from tests.factories import NOW, make_assessment, make_goal, make_plan, make_user, ratings
from tests.practice.cards.helpers import AGAIN, grade
from tests.practice.factories import a_card, make_attempt, make_memory, make_own_card

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


def test_a_study_day_opens_with_one_button_and_its_tasks(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(2))
    document = document_in(make_plan(ada))
    page = get_page(owner)
    first, second = document.days[:2]
    assert "Monday, March 2" in page
    assert [task for task, _sitting, _done in CONTROL.findall(page)] == [task.key for task in first.tasks]
    assert page.count('class="why"') == len(first.tasks)
    assert page.count("today-start-what") == 1
    assert page.index(f'href="/study/{first.tasks[0].key}/') < page.index("data-task")
    assert f"0 min of {duration(first.minutes)} done" in page
    assert f'max="{first.minutes}"' in page
    tomorrow = page.partition("Tomorrow: ")[2]
    assert tomorrow.startswith(title_of_key(second.tasks[0].key, all_topics()))
    assert duration(second.minutes) in tomorrow
    assert "is still open. That is all right" not in page


def test_what_is_done_folds_and_the_button_goes_on(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(1))
    document = document_in(make_plan(ada))
    first, second, *_others = document.days[0].tasks
    set_done(ada, first.key, first.sitting, True, planned=NOT_PLANNED, now=NOW, today=TODAY)
    page = get_page(owner)
    button, _tasks, folded = page.partition("One task done")
    assert "<span>Go on</span>" in button
    assert f'href="/study/{second.key}/' in button
    assert [task for task, _sitting, done in CONTROL.findall(folded) if done == "1"] == [first.key]


def test_one_thing_is_said_above_the_day(owner: Client, ada: User, freeze: Freeze) -> None:
    """A debrief that waits comes before days that were missed, and these before an undo."""
    make_plan(ada)
    freeze(NOW + timedelta(days=3))
    assert get_page(owner).count('class="message"') == 1
    goal = make_goal(ada, company="google", on=TODAY + timedelta(days=2))
    assert goal
    page = get_page(owner)
    assert page.count('class="message"') == 1
    assert "/debrief/" in page


def test_a_device_in_another_time_zone_is_told(owner: Client, ada: User) -> None:
    make_plan(ada)
    assert "another time zone" not in get_page(owner)
    owner.cookies[TIME_ZONE_COOKIE] = "Asia/Tokyo"
    assert "Your device is in another time zone: Tokyo." in get_page(owner)
    owner.cookies[TIME_ZONE_COOKIE] = "Atlantic/Reykjavik"  # the same clock as UTC
    assert "another time zone" not in get_page(owner)


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


def test_the_close_of_the_day_says_what_was_done_and_what_it_moved(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(3), taken_at=NOW - timedelta(days=1))
    document = document_in(make_plan(ada))
    tick_day(ada, document, TODAY)
    make_attempt(ada, "optimization", hits=3)
    make_attempt(ada, "optimization", slug="another", hits=0)
    make_assessment(ada, ratings(3, optimization=4))
    for page in (get_page(owner), " ".join(owner.get(URL, headers=FRAGMENT).content.decode().split())):
        assert f"{len(document.days[0].tasks)} tasks, {duration(document.days[0].minutes)}" in page
        assert "2 questions answered, 1 of them well" in page
        moved = page.partition("Optimization</a>:")[2].partition("</li>")[0]
        assert re.findall(r">(\d)<", moved) == ["3", "4"]
        assert "Regularization</a>" not in page


def test_the_close_of_the_day_counts_each_card_once(ada: User) -> None:
    for card in (a_card(), make_own_card(ada), make_own_card(ada)):
        for minutes in range(2):
            grade(ada, card, AGAIN, NOW + timedelta(minutes=minutes))
    assert close_day(ada, TODAY).cards == 3


def test_without_cards_the_day_is_done_with_its_tasks(
    owner: Client, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    tick_day(ada, document_in(make_plan(ada)), TODAY)
    monkeypatch.setattr("studyplan.dashboard.today.due_today", lambda *_about: CardsDue(0, 0))
    page = get_page(owner)
    assert "Done for today" in page
    assert "today-start" not in page


def test_the_day_is_not_closed_while_cards_are_due(owner: Client, ada: User) -> None:
    document = document_in(make_plan(ada))
    tick_day(ada, document, TODAY)
    make_memory(ada, due_on=TODAY)
    page = get_page(owner)
    assert "The tasks are done. Your cards are left." in page
    assert "Done for today" not in page
    assert 'class="button today-start" href="/practice/cards/"' in page


def test_the_next_day_is_the_next_with_something_left(owner: Client, ada: User) -> None:
    document = document_in(make_plan(ada))
    tick_day(ada, document, document.days[1].date)
    page = get_page(owner)
    assert "Tomorrow: " not in page
    assert f"Wednesday, March 4: {title_of_key(document.days[2].tasks[0].key, all_topics())}" in page


def test_a_checkpoint_stands_together(owner: Client, ada: User, freeze: Freeze) -> None:
    document = document_in(make_plan(ada))
    day = next(day for day in document.days if any(task.kind == "recall-3" for task in day.tasks))
    freeze(datetime.combine(day.date, NOW.time(), UTC))
    assert "<h2>Checkpoint: " in get_page(owner)


def test_a_study_day_without_tasks_is_free(owner: Client, ada: User) -> None:
    plan = make_plan(ada)
    document = document_in(plan)
    week = document.weeks[0]
    free = week.days[0].model_copy(update={"tasks": (), "minutes": 0, "free": 45})
    weeks = (week.model_copy(update={"days": (free, *week.days[1:])}), *document.weeks[1:])
    outline = make_outline(document.model_copy(update={"weeks": weeks}))
    Plan.objects.update(outline=outline.model_dump(mode="json"))
    page = get_page(owner)
    assert "Nothing is planned for today. Use the time for cards, or rest." in page
    assert "0 min of 0 min" not in page
    assert "A day off" not in page


def test_a_day_off_is_part_of_the_plan(owner: Client, ada: User, freeze: Freeze) -> None:
    make_goal(ada, weekdays=(0, 2))
    make_plan(ada)
    freeze(NOW + timedelta(days=1))
    page = get_page(owner)
    assert "A day off. Rest is part of the plan." in page
    assert "Tomorrow: " in page


def test_missed_days_bring_a_quiet_offer_and_no_wall(owner: Client, ada: User, freeze: Freeze) -> None:
    document = document_in(make_plan(ada))
    freeze(NOW + timedelta(days=3))
    page = get_page(owner)
    assert "Some earlier tasks are still open. That is fine." in page
    assert 'href="/plan/renew/"' in page
    assert len(CONTROL.findall(page)) == len(document.days[3].tasks)


def test_before_the_plan_begins(client: Client, freeze: Freeze) -> None:
    user = make_user(time_zone="Pacific/Kiritimati")
    make_plan(user)
    client.force_login(user)
    user.time_zone = "Pacific/Pago_Pago"
    user.save()
    freeze(NOW.replace(hour=10))
    page = get_page(client)
    assert "Sunday, March 1" in page
    assert "Your plan begins on Monday, March 2." in page
    assert "Tomorrow: " in page


def test_after_the_plan_there_is_a_new_one_to_make(owner: Client, ada: User, freeze: Freeze) -> None:
    document = document_in(make_plan(ada))
    assert document.ends_on is not None
    freeze(datetime.combine(document.ends_on + timedelta(days=1), NOW.time(), UTC))
    page = get_page(owner)
    assert "You have reached the end of your plan" in page
    assert 'href="/plan/renew/"' in page
    assert "Tomorrow: " not in page


@pytest.mark.parametrize(
    ("company", "days", "text"),
    [
        (None, 9, "9 days to the interview"),
        (None, 1, "one day to the interview"),
        ("google", 9, "9 days to Google"),
        ("google", 1, "one day to Google"),
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
    for nagging in ("You have reached the end of your plan", "A day off", "are open. That is all right", "data-task"):
        assert nagging not in page
    freeze(NOW + timedelta(days=6))
    assert "You have reached the end of your plan" in get_page(owner)


def test_no_study_day_before_the_interview(owner: Client, ada: User, freeze: Freeze) -> None:
    make_goal(ada, on=TODAY + timedelta(days=2), weekdays=(4,))
    document = document_in(make_plan(ada))
    assert document.ends_on is None
    page = get_page(owner)
    assert "No study day is left before the interview" in page
    assert 'href="/plan/goal/"' in page
    assert "You have reached the end of your plan" not in page
    freeze(NOW + timedelta(days=3))
    assert "You have reached the end of your plan" in get_page(owner)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Pacific/Kiritimati", "Tuesday, March 3"),
        ("UTC", "Monday, March 2"),
        ("Pacific/Pago_Pago", "Sunday, March 1"),
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
    assert CONTROL.findall(page)


def day_of(text: str) -> str:
    """“Monday, March 2” as 2026-03-02."""
    return datetime.strptime(f"{text} 2026", "%A, %B %d %Y").date().isoformat()


def test_a_day_begins_at_four_on_the_users_clock_also_when_the_clocks_change(client: Client, freeze: Freeze) -> None:
    client.force_login(make_user(time_zone="Europe/Berlin"))
    for moment, day in (
        (datetime(2026, 3, 28, 2, 59, tzinfo=UTC), "Friday, March 27"),
        (datetime(2026, 3, 28, 3, 0, tzinfo=UTC), "Saturday, March 28"),
        (datetime(2026, 3, 29, 1, 59, tzinfo=UTC), "Saturday, March 28"),
        (datetime(2026, 3, 29, 2, 0, tzinfo=UTC), "Sunday, March 29"),
        (datetime(2026, 10, 25, 2, 59, tzinfo=UTC), "Saturday, October 24"),
        (datetime(2026, 10, 25, 3, 0, tzinfo=UTC), "Sunday, October 25"),
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
        with django_assert_num_queries(7 if level == 5 else 10):
            client.get(URL)


def test_head_is_answered_like_get(owner: Client) -> None:
    assert owner.head(URL).status_code == 200
