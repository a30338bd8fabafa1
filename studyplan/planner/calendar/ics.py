"""A plan as a calendar (RFC 5545): an all-day event for each study day, and one for each interview.

No clock and no chance in here: what has not changed gives the same bytes. Dates need no time zone; they are the user's.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from studyplan.accounts import time_zones
from studyplan.accounts.models import User
from studyplan.goals.models import StudyGoal
from studyplan.planner.documents import StoredTask
from studyplan.planner.models import Plan
from studyplan.planner.page import DayView, PlanReader, TaskGroup, TaskLine
from studyplan.planner.past import weeks_with_past
from studyplan.planner.services import document_in, inputs_of
from studyplan.planner.text.names import Names
from studyplan.progress.services import ticks_of
from studyplan.ui.templatetags.ui import duration

if TYPE_CHECKING:  # its 90 modules are loaded by whoever asks for a calendar, not at the start of every server
    from icalendar import Event

PRODID = "-//studyplan//study plan//EN"
NAMESPACE = uuid.UUID("3730c0c3-a6d4-4cc1-9ea1-fae2edfb05a4")
REFRESH = timedelta(hours=1)
SEQUENCES_FROM = datetime(2020, 1, 1, tzinfo=UTC)  # so that seconds fit an iCalendar integer until 2088
HEADINGS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """An all-day event. ``key`` says within the user's calendar what it is about; by it an update finds its event."""

    key: str
    on: date
    summary: str
    lines: tuple[str, ...]
    changed_at: datetime
    busy: bool = False


def write_calendar(user: User, plan: Plan, home: str) -> bytes:
    """The calendar of the user's ``plan``; ``home`` is the address of Today."""
    from icalendar import Calendar

    calendar = Calendar()
    name = _("Study plan")
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", time_zones.get_zone(user.time_zone).key)
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", f"PT{REFRESH // timedelta(hours=1)}H")
    settled_at = find_settled_at(plan)
    # Of the account, not of the secret address: a new address must not make a second set of the same events.
    namespace = uuid.uuid5(NAMESPACE, f"{user.pk} {user.date_joined.isoformat()}")
    for entry in make_entries(user, plan, settled_at):
        calendar.add_component(make_event(entry, uuid.uuid5(namespace, entry.key), make_sequence(settled_at), home))
    content: bytes = calendar.to_ical()
    return content


def find_settled_at(plan: Plan) -> datetime:
    """When this plan came into force: as it was built, or later, when an undo brought it back with its goal."""
    saved_at = StudyGoal.objects.filter(user=plan.user_id).values_list("updated_at", flat=True).first()
    return max(plan.built_at, saved_at or plan.built_at)


def make_sequence(settled_at: datetime) -> int:
    """A number that rises with every change of plan, an undo included: calendars keep the event with the higher one."""
    return int((settled_at - SEQUENCES_FROM).total_seconds())


def make_event(entry: CalendarEntry, uid: uuid.UUID, number: int, home: str) -> Event:
    """``entry`` as an event, marked free unless it is an interview, and private in calendars that others may see."""
    from icalendar import Event

    written = Event()
    written.add("uid", str(uid))
    written.add("dtstamp", entry.changed_at)
    written.add("last-modified", entry.changed_at)
    written.add("sequence", number)
    written.add("dtstart", entry.on)
    written.add("dtend", entry.on + timedelta(days=1))
    written.add("summary", entry.summary)
    written.add("description", "\n".join((*entry.lines, _("Open the plan: %(address)s") % {"address": home})))
    written.add("url", home)
    written.add("class", "PRIVATE")
    written.add("status", "CONFIRMED")
    written.add("transp", "OPAQUE" if entry.busy else "TRANSPARENT")
    written.add("x-microsoft-cdo-busystatus", "BUSY" if entry.busy else "FREE")
    return written


def make_entries(user: User, plan: Plan, settled_at: datetime) -> Iterator[CalendarEntry]:
    """All events of ``plan``: its study days, the recalls after them, its interviews."""
    document = document_in(plan)
    reader = PlanReader(document, ticks_of(user), document.starts_on)
    done_at = dict(user.completions.order_by("done_at").values_list("task", "done_at"))
    days = [
        make_day_view(reader, day.date, day.tasks)
        for week in weeks_with_past(document)
        for day in week.days
        if day.tasks
    ]
    days += [make_day_view(reader, day.date, day.tasks) for day in document.afterwards]
    interviews = tuple(make_interview_entries(plan, reader.names, settled_at))
    if not days and not interviews:
        # A calendar must hold something (RFC 5545, section 3.6).
        yield CalendarEntry("nothing", document.starts_on, _("Nothing to study"), (), settled_at)
    for day in days:
        yield make_study_entry(day, reader.names, max(settled_at, find_changed_at(day, done_at)))
    yield from interviews


def make_day_view(reader: PlanReader, on: date, tasks: Iterable[StoredTask]) -> DayView:
    """A day of tasks in the plan's order, without checkpoints."""
    return DayView(on, (TaskGroup("", tuple(reader.line(on, task, ()) for task in tasks)),))


def find_changed_at(day: DayView, done_at: Mapping[str, datetime]) -> datetime:
    """When the newest tick of the day's tasks was set; long ago where there is none."""
    keys = {line.task.key for line in day.lines}
    return max((done_at[key] for key in keys if key in done_at), default=SEQUENCES_FROM)


def make_study_entry(day: DayView, names: Names, changed_at: datetime) -> CalendarEntry:
    """A day of study: how long, of what, and each task in a sentence."""
    values = {"time": duration(day.minutes), "topics": shorten(list_headings(day.lines, names))}
    text = _("✓ Studied %(time)s: %(topics)s") if day.is_done else _("Study %(time)s: %(topics)s")
    return CalendarEntry(f"study {day.date}", day.date, text % values, tuple(map(describe_task, day.lines)), changed_at)


def list_headings(lines: Iterable[TaskLine], names: Names) -> list[str]:
    """The topic of each task, or the task itself where it is about several topics; each is named once."""
    about = (
        names.topics[line.task.topics[0]] if len(line.task.topics) == 1 else line.instruction.title for line in lines
    )
    return list(dict.fromkeys(about))


def shorten(headings: list[str]) -> str:
    """As many of ``headings`` as a calendar shows at a glance, and how many more there are."""
    text = ", ".join(headings[:HEADINGS_SHOWN])
    more = len(headings) - HEADINGS_SHOWN
    if more <= 0:
        return text
    return ngettext("%(names)s and one more", "%(names)s and %(more)d more", more) % {"names": text, "more": more}


def describe_task(line: TaskLine) -> str:
    text = _("Done: %(task)s, %(time)s.") if line.done else _("%(task)s, %(time)s.")
    return text % {"task": line.label, "time": duration(line.task.minutes)}


def make_interview_entries(plan: Plan, names: Names, settled_at: datetime) -> Iterator[CalendarEntry]:
    """An event for each day and company; several rounds there are one event."""
    rounds: dict[tuple[date, str], list[str]] = {}
    for interview in inputs_of(plan).goal.interviews:
        if interview.on:
            rounds.setdefault((interview.on, interview.company or ""), []).extend(interview.rounds)
    for (on, company), slugs in sorted(rounds.items()):
        summary = _("Interview: %(company)s") % {"company": names.companies[company]} if company else _("Interview")
        asked = names.listing(names.rounds[slug] for slug in dict.fromkeys(slugs)) if slugs else ""
        lines = (_("Rounds: %(rounds)s.") % {"rounds": asked},) if asked else ()
        yield CalendarEntry(f"interview {on} {company}", on, summary, lines, settled_at, busy=True)
