"""A plan as a text sheet, to print and pin up."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from studyplan.catalog.track import track
from studyplan.planner.documents import PlanDocument
from studyplan.planner.page import DayView, PlanReader
from studyplan.planner.text import advice
from studyplan.planner.text.names import day_name
from studyplan.progress.services import Ticks
from studyplan.ui.templatetags.ui import duration

WIDTH = 78


def printed_plan(document: PlanDocument) -> str:
    """The whole plan in lines of 78 characters at most."""
    reader = PlanReader(document, Ticks({}), document.starts_on)
    return "\n".join([*write_head(document), *write_warnings(reader), *write_weeks(reader), *write_rest(reader)])


def write_head(document: PlanDocument) -> Iterator[str]:
    yield track().path(document.variant).name
    yield "=" * WIDTH
    topics = len(document.topics)
    yield ngettext("Total %(total)d over one topic.", "Total %(total)d over %(topics)d topics.", topics) % {
        "total": document.total,
        "topics": topics,
    }
    if document.ends_on:
        yield _("%(starts)s to %(ends)s, %(planned)s.") % {
            "starts": document.starts_on.isoformat(),
            "ends": document.ends_on.isoformat(),
            "planned": duration(document.minutes.planned),
        }
    if document.interview_on:
        yield _("Interview on %(day)s.") % {"day": document.interview_on.isoformat()}


def write_warnings(reader: PlanReader) -> Iterator[str]:
    for warning in reader.warnings():
        yield ""
        yield fill(f"! {warning}", WIDTH, subsequent_indent="  ")


def write_weeks(reader: PlanReader) -> Iterator[str]:
    for week in reader.weeks():
        yield ""
        title = _("Week %(number)d, from %(day)s") % {"number": week.number, "day": day_name(week.starts_on)}
        yield f"{title:<{WIDTH - 10}}{duration(week.minutes):>10}"
        yield fill(week.focus, WIDTH)
        yield "-" * WIDTH
        for day in week.days:
            yield from write_day(day)


def write_day(day: DayView) -> Iterator[str]:
    """A day's tasks, each with a box to tick."""
    yield day_name(day.date)
    for line in day.lines:
        text = f"  [ ] {line.label}"
        yield f"{text:<{WIDTH - 10}}{duration(line.task.minutes):>10}"


def write_rest(reader: PlanReader) -> Iterator[str]:
    left_out = reader.left_out()
    if left_out:
        yield ""
        yield _("Not in the plan")
        yield "-" * WIDTH
    for line in left_out:
        name = f"{line.topic.short_name}, {line.name}" if line.name else line.topic.short_name
        yield fill(f"{name} ({duration(line.item.minutes)}): {line.why}", WIDTH, subsequent_indent="  ")
    if enough := advice.describe_enough(reader.document):
        yield fill(enough, WIDTH)
    afterwards = reader.afterwards()
    if afterwards:
        yield ""
        yield _("Afterwards")
        yield "-" * WIDTH
    for day in afterwards:
        yield from write_day(day)
