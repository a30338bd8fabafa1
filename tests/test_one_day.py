"""One day everywhere: at both edges of the world, when clocks change, and for whoever flies across the date line."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils.formats import date_format
from icalendar import Calendar

from studyplan.accounts.middleware import COOKIE as TIME_ZONE_COOKIE
from studyplan.accounts.models import User
from studyplan.planner.services import document_in, inputs_of
from studyplan.progress.models import Completion
from tests.factories import confirm_password, make_assessment, make_goal, ratings

FIRST, LAST = "Pacific/Kiritimati", "Pacific/Pago_Pago"  # where a day begins first, and where it ends last
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)  # March 2 in Pago Pago, March 3 in Kiritimati
THREE_DATES = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)  # March 1 in Pago Pago, March 3 in Kiritimati
DAY = timedelta(days=1)
Freeze = Callable[[datetime], None]


def live_in(user: User, zone: str) -> None:
    """Make it the account's zone, with days that end when dates do; tests/accounts/test_day_end.py has other ends."""
    user.time_zone, user.day_ends_at = zone, 0
    user.save(update_fields=["time_zone", "day_ends_at"])


@pytest.fixture
def learner(ada: User) -> User:
    """The owner with levels and a goal; her first plan is made by her."""
    make_assessment(ada, ratings(2), datetime(2026, 1, 1, tzinfo=UTC))
    make_goal(ada, company="google", minutes=60)
    return ada


def renew(client: Client, user: User) -> date:
    """Re-plan; the day from which the plan counts."""
    client.post("/plan/renew/")
    plan = user.plans.current().get()
    assert inputs_of(plan).starts_on == document_in(plan).starts_on
    return document_in(plan).starts_on


def page(client: Client, address: str) -> str:
    return str(client.get(address).content.decode())


def day_of_today(client: Client) -> str:
    """The date that heads Today."""
    eyebrow = re.search(r'<p class="eyebrow">(.+?)</p>', page(client, "/"))
    assert eyebrow
    return eyebrow[1].split(" · ")[0].strip()


def days_seen(client: Client, user: User) -> dict[str, date]:
    """What each part of the app takes for today, once there is a plan from today on."""
    days = {"re-plan": renew(client, user)}
    marked = re.findall(r'is-today" id="day-([0-9-]+)"', page(client, "/plan/"))
    days["plan"] = date.fromisoformat(*marked)
    document = document_in(user.plans.current().get())
    task = document.days[0].tasks[0]
    assert f'data-task="{task.key}"' in page(client, "/"), "Today shows the plan's first day"
    client.post("/progress/", {"task": task.key, "sitting": task.sitting, "done": "1"})
    days["tick"] = Completion.objects.get(user=user, task=task.key, sitting=task.sitting).done_on
    past = {day.date for day in document.past}
    days["calendar"] = min(day for day in calendar_days(client) if day not in past)
    pause = re.search(
        r'name="first"[^>]* min="([0-9-]+)"|min="([0-9-]+)"[^>]* name="first"', page(client, "/plan/pause/")
    )
    assert pause
    days["pause"] = date.fromisoformat(pause[1] or pause[2])
    confirm_password(client)
    export = client.get("/account/export/")["Content-Disposition"]
    days["download"] = date.fromisoformat(re.findall(r"\d{4}-\d\d-\d\d", export)[0])
    assert day_of_today(client) == date_format(days["re-plan"], "LONG_DAY")
    return days


def calendar_days(client: Client) -> list[date]:
    """The days of the calendar's events."""
    events = Calendar.from_ical(client.get("/plan/calendar/download.ics").content).walk("VEVENT")
    starts: list[Any] = [event["dtstart"] for event in events]
    return [start.dt for start in starts]


def refuses_yesterday(client: Client, today: date) -> bool:
    """Whether the goal form takes an interview today, and none the day before."""
    goal = {"role": "mle", "minutes": "60", "company": "google"}
    answers = [
        client.post("/plan/goal/", goal | {"interview_date": day.isoformat()}).status_code
        for day in (today - DAY, today)
    ]
    return answers == [422, 200]


@pytest.mark.parametrize(
    ("zone", "moment", "today"),
    [
        (FIRST, NOON, date(2026, 3, 3)),
        (LAST, NOON, date(2026, 3, 2)),
        (FIRST, THREE_DATES, date(2026, 3, 3)),
        (LAST, THREE_DATES, date(2026, 3, 1)),
        ("UTC", THREE_DATES, date(2026, 3, 2)),
        ("Asia/Kathmandu", datetime(2026, 3, 2, 18, 15, tzinfo=UTC), date(2026, 3, 3)),
        ("Asia/Kathmandu", datetime(2026, 3, 2, 18, 14, tzinfo=UTC), date(2026, 3, 2)),
        (FIRST, datetime(2025, 12, 31, 10, tzinfo=UTC), date(2026, 1, 1)),
        (LAST, datetime(2026, 1, 1, 10, 59, tzinfo=UTC), date(2025, 12, 31)),
        (LAST, datetime(2028, 3, 1, 10, 59, tzinfo=UTC), date(2028, 2, 29)),
    ],
)
def test_today_is_the_users_everywhere(
    owner: Client, learner: User, freeze: Freeze, zone: str, moment: datetime, today: date
) -> None:
    freeze(moment)
    live_in(learner, zone)
    assert set(days_seen(owner, learner).values()) == {today}
    assert refuses_yesterday(owner, today)


@pytest.mark.parametrize(("zone", "today"), [(FIRST, date(2026, 3, 3)), (LAST, date(2026, 3, 2))])
def test_a_log_in_claims_on_the_users_day(client: Client, ada: User, freeze: Freeze, zone: str, today: date) -> None:
    """Her browser may be set to another zone, as on a borrowed machine."""
    freeze(NOON)
    live_in(ada, zone)
    client.cookies[TIME_ZONE_COOKIE] = LAST if zone == FIRST else FIRST
    client.post("/assessment/", ratings(2))
    client.post("/accounts/login/", {"login": ada.email, "password": "correct horse battery"})
    assert document_in(ada.plans.get()).starts_on == today
    assert day_of_today(client) == date_format(today, "LONG_DAY")


@pytest.mark.parametrize(
    ("zone", "before"),
    [
        ("Europe/Berlin", date(2026, 3, 28)),  # an hour is left out
        ("Europe/Berlin", date(2026, 10, 24)),  # an hour comes twice
        ("Africa/Cairo", date(2026, 4, 23)),  # the next day begins at one o'clock
        ("America/Havana", date(2026, 10, 31)),  # midnight comes twice
        ("Australia/Lord_Howe", date(2026, 4, 4)),  # half an hour
        ("Antarctica/Troll", date(2026, 3, 28)),  # two hours
    ],
)
def test_every_day_has_its_page_when_clocks_change(
    owner: Client, learner: User, freeze: Freeze, zone: str, before: date
) -> None:
    live_in(learner, zone)
    there = ZoneInfo(zone)
    freeze(datetime(before.year, before.month, before.day, 12, tzinfo=there))
    assert renew(owner, learner) == before
    days = {day.date: day for day in document_in(learner.plans.current().get()).days}
    for number in range(4):
        on = before + number * DAY
        assert on in days, "no day is skipped and none comes twice"
        for hour, minute in ((1, 30), (23, 59)):
            freeze(datetime(on.year, on.month, on.day, hour, minute, tzinfo=there))
            assert day_of_today(owner) == date_format(on, "LONG_DAY")
            assert f'data-task="{days[on].tasks[0].key}"' in page(owner, "/")


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Africa/Cairo", "America/Havana", "Australia/Lord_Howe"])
def test_a_day_lasts_from_midnight_to_midnight(owner: Client, learner: User, freeze: Freeze, zone: str) -> None:
    """Hour by hour through the days of both changes the date never goes back, and is that of the wall's calendar."""
    live_in(learner, zone)
    for first in (
        datetime(2026, 3, 27, tzinfo=UTC),
        datetime(2026, 4, 23, tzinfo=UTC),
        datetime(2026, 10, 30, tzinfo=UTC),
    ):
        seen = []
        for hour in range(0, 60, 4):
            moment = first + timedelta(hours=hour)
            freeze(moment)
            seen.append(moment.astimezone(ZoneInfo(zone)).date())
            assert day_of_today(owner) == date_format(seen[-1], "LONG_DAY")
        assert seen == sorted(seen)


# Across the date line


def fly(client: Client, to: str) -> None:
    """Land, and tell the account."""
    assert client.post("/account/", {"time_zone": to, "keyboard_shortcuts": "on"}).status_code == 302


def test_a_flight_east_to_west_lives_a_day_twice(owner: Client, learner: User, freeze: Freeze) -> None:
    freeze(NOON)
    live_in(learner, FIRST)
    assert days_seen(owner, learner)["plan"] == date(2026, 3, 3)
    plan, tick = learner.plans.current().get(), learner.completions.get()

    fly(owner, LAST)
    assert day_of_today(owner) == "Monday, March 2"
    home = page(owner, "/")
    assert "missed" not in home
    assert "from earlier days" not in home, "nothing is late: the plan begins tomorrow"
    assert "Tuesday, March 3" in home
    assert 'is-today"' not in page(owner, "/plan/")
    assert 'data-done="1"' in page(owner, "/plan/"), "what is done stays done"
    assert (learner.plans.current().get(), learner.completions.get()) == (plan, tick)

    assert set(days_seen(owner, learner).values()) == {date(2026, 3, 2)}
    assert refuses_yesterday(owner, date(2026, 3, 2))
    new = document_in(learner.plans.current().get())
    assert (tick.task, tick.sitting) not in {(task.key, task.sitting) for task in new.tasks}
    tick.refresh_from_db()
    assert tick.done_on == date(2026, 3, 3), "the date where she was"

    freeze(NOON + DAY)
    assert day_of_today(owner) == "Tuesday, March 3"
    owner.post("/plan/undo/", {"plan": learner.plans.current().get().pk})
    assert learner.plans.current().get() == plan
    assert page(owner, "/plan/").count('is-today" id="day-2026-03-03"') == 1


def test_a_flight_west_to_east_skips_a_day_kindly(owner: Client, learner: User, freeze: Freeze) -> None:
    freeze(THREE_DATES)
    live_in(learner, LAST)
    assert set(days_seen(owner, learner).values()) == {date(2026, 3, 1)}
    plan = learner.plans.current().get()

    fly(owner, FIRST)
    assert day_of_today(owner) == "Tuesday, March 3"
    assert "Some earlier tasks are still open." in page(owner, "/")
    assert 'is-today" id="day-2026-03-03"' in page(owner, "/plan/")
    assert learner.plans.current().get() == plan, "nothing is re-planned by itself"
    assert set(days_seen(owner, learner).values()) == {date(2026, 3, 3)}
    assert refuses_yesterday(owner, date(2026, 3, 3))


def test_an_interview_is_on_the_day_where_the_user_is(owner: Client, learner: User, freeze: Freeze) -> None:
    freeze(NOON)
    live_in(learner, LAST)
    make_goal(learner, company="google", on=date(2026, 3, 3))
    renew(owner, learner)
    assert "one day to Google" in page(owner, "/")
    fly(owner, FIRST)
    assert "The interview at Google is today. Good luck." in page(owner, "/")
    assert renew(owner, learner) == date(2026, 3, 3)
    fly(owner, LAST)
    assert "one day to Google" in page(owner, "/")


def test_recalls_of_a_day_that_is_still_to_come_are_planned_after_it(
    owner: Client, learner: User, freeze: Freeze
) -> None:
    """Read on March 3, then flown back to March 2: the first recall is due three days after the reading."""
    freeze(NOON)
    live_in(learner, FIRST)
    renew(owner, learner)
    owner.post("/progress/", {"task": "read:bias-variance", "done": "1"})
    fly(owner, LAST)
    assert renew(owner, learner) == date(2026, 3, 2)
    new = document_in(learner.plans.current().get())
    due = [day.date for day in new.days for task in day.tasks if task.key == "recall-3:bias-variance"]
    assert due == [date(2026, 3, 6)]


def test_the_calendar_does_not_move_with_the_traveller(owner: Client, learner: User, freeze: Freeze) -> None:
    """Its days are dates: an event of Tuesday is on Tuesday, wherever it is looked at."""
    freeze(NOON)
    live_in(learner, FIRST)
    renew(owner, learner)
    before = calendar_days(owner)
    fly(owner, LAST)
    assert calendar_days(owner) == before
    assert not any(isinstance(day, datetime) for day in before)


def test_a_visitors_day_is_the_browsers(client: Client, db: None, freeze: Freeze) -> None:
    freeze(NOON + timedelta(hours=4))
    client.post("/assessment/", ratings(2))
    goal = {"role": "mle", "minutes": "60", "interview_date": "2026-03-02"}
    client.cookies[TIME_ZONE_COOKIE] = LAST
    assert client.post("/result/", goal).status_code == 200
    client.cookies[TIME_ZONE_COOKIE] = FIRST
    assert client.post("/result/", goal).status_code == 422, "it was yesterday there"
