"""A plan as a calendar: what it says, that it is valid, and that it holds still."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from icalendar import Calendar

from studyplan.accounts.models import User
from studyplan.catalog.models import ContentVersion, Topic
from studyplan.core.model import Goal, GoalInterview
from studyplan.goals.services import save_goal
from studyplan.planner.calendar.ics import HEADINGS_SHOWN, make_sequence, shorten, write_calendar
from studyplan.planner.models import Plan
from studyplan.planner.past import tasks_in
from studyplan.planner.services import adopt, document_in, propose_for, restore_previous
from studyplan.progress.services import set_done
from studyplan.ui.templatetags.ui import duration
from tests.factories import NOW, make_assessment, make_goal, make_plan, make_user, ratings

pytestmark = pytest.mark.django_db
HOME = "https://plan.example.org/"
LATER = datetime(2026, 3, 4, 18, tzinfo=UTC)
LATER_STILL = datetime(2026, 3, 5, 7, tzinfo=UTC)


def ics(user: User) -> bytes:
    return write_calendar(user, user.plans.current().get(), HOME)


def read(content: bytes) -> Any:
    """As icalendar reads it, which types every value as a union of all that there are."""
    return Calendar.from_ical(content)


def events(content: bytes) -> dict[date, Any]:
    """Date → event; for calendars with one event a day."""
    components = read(content).walk("VEVENT")
    by_date = {event.decoded("dtstart"): event for event in components}
    assert len(by_date) == len(components)
    return by_date


def tick(user: User, plan: Plan, on: date, number: int | None = None, at: datetime = LATER) -> None:
    """Tick the first ``number`` tasks of a day, or all."""
    document = document_in(plan)
    day = document.day_on(on)
    assert day
    for task in day.tasks[:number]:
        planned = tasks_in(document)[task.key]
        set_done(user, task.key, task.sitting, True, planned=planned, now=at, today=at.date())


def replan(user: User, now: datetime) -> Plan:
    proposal = propose_for(user, now.date())
    assert proposal
    return adopt(user, proposal, now)


@pytest.fixture(scope="module")
def plan_made(kept_rows: None) -> Plan:
    """Five weeks towards one interview, for all tests to change: each begins with what is stored here."""
    ada = make_user("ada@example.org")
    make_assessment(ada, ratings(2, loss_functions=4))
    make_goal(ada, company="google", rounds=["phone-screen"], on=date(2026, 4, 6), minutes=105)
    return make_plan(ada)


@pytest.fixture
def ada(plan_made: Plan, db: None) -> User:
    return User.objects.get(pk=plan_made.user_id)


@pytest.fixture
def plan(ada: User, plan_made: Plan) -> Plan:
    return ada.plans.get(pk=plan_made.pk)


# What it says


def test_every_study_day_is_an_event_that_leaves_one_free(ada: User, plan: Plan) -> None:
    by_date = events(ics(ada))
    days = {day.date for day in document_in(plan).days if day.tasks}
    assert set(by_date) == {*days, date(2026, 4, 6)}
    for on in days:
        event = by_date[on]
        assert event.decoded("dtend") == on + timedelta(days=1)
        assert event["dtstart"].params["VALUE"] == event["dtend"].params["VALUE"] == "DATE"
        assert (event["transp"], event["x-microsoft-cdo-busystatus"]) == ("TRANSPARENT", "FREE")
        assert event["class"] == "PRIVATE"


def test_a_day_says_how_long_and_of_what_and_each_task_in_a_sentence(ada: User, plan: Plan) -> None:
    by_date = events(ics(ada))
    event = by_date[date(2026, 3, 3)]
    planned = document_in(plan).day_on(date(2026, 3, 3))
    assert planned
    assert event["summary"].startswith(f"Study {duration(planned.minutes)}: Bias-Variance")
    lines = event["description"].split("\n")
    assert lines[0].endswith(f", {duration(planned.tasks[0].minutes)}.")
    assert lines[-1] == f"Open the plan: {HOME}"
    assert event["url"] == HOME
    for day in [day for day in document_in(plan).days if day.tasks]:
        described = by_date[day.date]["description"].split("\n")
        assert len(described) == len(day.tasks) + 1
        assert all(line.endswith("min.") or " h" in line for line in described[:-1])


def test_a_task_about_many_topics_is_named_by_itself(ada: User, plan: Plan) -> None:
    last = document_in(plan).days[-1]
    summary = events(ics(ada))[last.date]["summary"]
    assert summary.startswith(f"Study {duration(last.minutes)}: Mock interview across topics, ")


@pytest.mark.parametrize(
    ("headings", "text"),
    [
        (["A"], "A"),
        (["A", "B", "C"], "A, B, C"),
        (["A", "B", "C", "D"], "A, B, C and one more"),
        (["A", "B", "C", "D", "E"], "A, B, C and 2 more"),
    ],
)
def test_a_summary_is_read_at_a_glance(headings: list[str], text: str) -> None:
    assert HEADINGS_SHOWN == 3
    assert shorten(headings) == text


def test_recalls_after_the_last_study_day_are_in_it(grace: User) -> None:
    afterwards = {day.date for day in document_in(make_plan(grace)).afterwards}
    assert afterwards
    assert afterwards < set(events(ics(grace)))


def test_a_day_that_is_done_says_so(ada: User, plan: Plan) -> None:
    tick(ada, plan, date(2026, 3, 2))
    tick(ada, plan, date(2026, 3, 3), number=1)
    by_date = events(ics(ada))
    done, begun = by_date[date(2026, 3, 2)], by_date[date(2026, 3, 3)]
    minutes = document_in(plan).days[0].minutes
    assert done["summary"].startswith(f"✓ Studied {duration(minutes)}: Bias-Variance")
    assert all(line.startswith("Done: ") for line in done["description"].split("\n")[:-1])
    assert begun["summary"].startswith("Study ")
    marked = [line.startswith("Done: ") for line in begun["description"].split("\n")]
    assert marked == [True, *[False] * (len(marked) - 1)]


def test_an_interview_makes_one_busy(ada: User, plan: Plan) -> None:
    event = events(ics(ada))[date(2026, 4, 6)]
    assert event["summary"] == "Interview: Google"
    assert event["description"] == f"Rounds: Phone Screen.\nOpen the plan: {HOME}"
    assert (event["transp"], event["x-microsoft-cdo-busystatus"]) == ("OPAQUE", "BUSY")


def test_every_interview_ahead_is_in_it_and_rounds_of_one_day_are_together(grace: User) -> None:
    first, second = date(2026, 4, 6), date(2026, 4, 20)
    interviews = (
        GoalInterview("google", ("phone-screen",), first),
        GoalInterview("google", ("coding", "phone-screen"), first),
        GoalInterview("meta", (), first),
        GoalInterview(None, (), second),
        GoalInterview("amazon", (), None),
    )
    save_goal(grace, Goal("mle", 60, interviews=interviews), NOW)
    make_plan(grace)
    interviews_shown = [event for event in read(ics(grace)).walk("VEVENT") if event["transp"] == "OPAQUE"]
    assert [(event.decoded("dtstart"), str(event["summary"])) for event in interviews_shown] == [
        (first, "Interview: Google"),
        (first, "Interview: Meta"),
        (second, "Interview"),
    ]
    assert "Phone Screen and " in interviews_shown[0]["description"]
    assert len({event["uid"] for event in interviews_shown}) == 3


def test_a_plan_with_nothing_in_it_is_a_calendar_all_the_same(ada: User, plan: Plan) -> None:
    plan.document |= {"weeks": [], "afterwards": []}
    plan.inputs["goal"]["interviews"] = []
    plan.save()
    assert [str(event["summary"]) for event in events(ics(ada)).values()] == ["Nothing to study"]


# That it is valid


def test_the_parser_finds_no_fault_and_loses_nothing(ada: User, plan: Plan) -> None:
    content = ics(ada)
    calendar = read(content)
    assert calendar.errors == []
    assert all(event.errors == [] for event in calendar.walk("VEVENT"))
    assert calendar.to_ical() == content
    assert (calendar["version"], calendar["method"]) == ("2.0", "PUBLISH")
    assert calendar["prodid"]
    assert calendar["x-wr-calname"] == calendar["name"] == "Study plan"
    for event in calendar.walk("VEVENT"):
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "LAST-MODIFIED"} <= set(event)


def test_calendars_are_told_to_look_again_within_hours(ada: User, plan: Plan) -> None:
    lines = ics(ada).split(b"\r\n")
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines
    assert b"X-PUBLISHED-TTL:PT1H" in lines


def rename_topic(short_name: str) -> None:
    """Call Bias-Variance otherwise, as other content would."""
    Topic.objects.filter(slug="bias-variance").update(short_name=short_name)
    ContentVersion.objects.update(digest=sha256(short_name.encode()).hexdigest())


def test_lines_end_and_fold_as_the_standard_says(ada: User, plan: Plan) -> None:
    rename_topic("Verzerrung–Varianz äöü 漢字 🎓" * 2)
    content = ics(ada)
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines)
    for line in lines:
        line.decode()  # no character is cut in two
    assert "🎓" in events(content)[date(2026, 3, 2)]["summary"]


def test_names_cannot_break_out(ada: User, plan: Plan) -> None:
    before = len(events(ics(ada)))
    rename_topic("A, b; c\\d\r\nEND:VEVENT\r\nBEGIN:VEVENT")
    by_date = events(ics(ada))
    assert len(by_date) == before
    assert "A, b; c\\d" in by_date[date(2026, 3, 2)]["summary"]


# That it holds still


def test_what_has_not_changed_gives_the_same_bytes(ada: User, plan: Plan) -> None:
    assert ics(ada) == ics(User.objects.get(pk=ada.pk))


def test_a_new_plan_updates_its_days_and_drops_those_that_are_gone(ada: User, plan: Plan) -> None:
    before = events(ics(ada))
    make_goal(ada, company="google", on=date(2026, 4, 6), minutes=60, weekdays=(0, 1, 2, 3, 4), now=LATER)
    replan(ada, LATER)
    after = events(ics(ada))
    assert after.keys() < before.keys()
    assert min(after) == date(2026, 3, 4)
    assert not [on for on in after if on.weekday() > 4]
    for on, event in after.items():
        assert event["uid"] == before[on]["uid"]
        assert event["sequence"] > before[on]["sequence"]
        assert event.decoded("dtstamp") == event.decoded("last-modified") == LATER
    assert len({event["uid"] for event in before.values()}) == len(before)


def test_an_undo_is_news_too(ada: User, plan: Plan) -> None:
    before = events(ics(ada))
    second = replan(ada, LATER)
    between = events(ics(ada))
    assert restore_previous(ada, second.pk, LATER_STILL)
    after = events(ics(ada))
    assert after.keys() == before.keys()
    for on, event in after.items():
        assert (event["uid"], event["summary"], event["description"]) == (
            before[on]["uid"],
            before[on]["summary"],
            before[on]["description"],
        )
        assert all(event["sequence"] > older[on]["sequence"] for older in (before, between) if on in older)


def test_a_tick_is_news_for_its_day_only(ada: User, plan: Plan) -> None:
    before = events(ics(ada))
    tick(ada, plan, date(2026, 3, 2))
    after = events(ics(ada))
    assert after[date(2026, 3, 2)].decoded("last-modified") == LATER
    changed = {on for on in after if after[on].to_ical() != before[on].to_ical()}
    assert date(2026, 3, 2) in changed
    assert len(changed) <= 2  # a task may go on the day after


def test_sequences_are_numbers_that_a_calendar_can_hold() -> None:
    assert 0 < make_sequence(NOW) < make_sequence(LATER) < make_sequence(datetime(2088, 1, 1, tzinfo=UTC)) < 2**31


def test_events_of_two_people_are_never_taken_for_one(ada: User, grace: User) -> None:
    make_plan(grace)
    uids = [{event["uid"] for event in events(ics(user)).values()} for user in (ada, grace)]
    assert uids[0].isdisjoint(uids[1])


# Days


@pytest.mark.parametrize(
    ("zone", "name"),
    [("Pacific/Kiritimati", "Pacific/Kiritimati"), ("Pacific/Pago_Pago", "Pacific/Pago_Pago"), ("", "UTC")],
)
def test_it_names_the_users_zone(zone: str, name: str) -> None:
    user = make_user("grace@example.org", time_zone=zone)
    make_plan(user)
    assert read(ics(user))["x-wr-timezone"] == name


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Santiago", "Australia/Lord_Howe"])
def test_days_stay_whole_when_the_clocks_change(zone: str) -> None:
    """All three change between the first of March and the middle of April."""
    user = make_user("grace@example.org", time_zone=zone)
    make_goal(user, on=date(2026, 4, 20))
    document = document_in(make_plan(user))
    by_date = events(ics(user))
    days = [day.date for day in document.days if day.tasks]
    assert days == list(by_date)[: len(days)]
    assert max(days) > date(2026, 4, 8)
    assert all(by_date[on].decoded("dtend") - on == timedelta(days=1) for on in days)


def test_longer_plans_cost_no_more_queries(ada: User, plan: Plan, django_assert_max_num_queries: Any) -> None:
    tick(ada, plan, date(2026, 3, 2))
    with django_assert_max_num_queries(9):
        write_calendar(ada, plan, HOME)
