"""A plan as a text sheet, to print and pin up."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from textwrap import fill as break_lines

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from studyplan.catalog.track import track
from studyplan.core.model import Goal, GoalInterview
from studyplan.planner.documents import PlanDocument, StoredItem, StoredTopic
from studyplan.planner.page import DayView, PlanReader, TaskLine
from studyplan.planner.text import advice, wording
from studyplan.planner.text.items import title_of
from studyplan.planner.text.names import Names, day_name
from studyplan.planner.text.reasons import NewFacts
from studyplan.progress.services import Ticks
from studyplan.ui.templatetags.ui import duration

WIDTH = 100
# Names such as Bias-Variance stay in one piece.
fill = partial(break_lines, break_on_hyphens=False)
LABELS, MINUTES = 12, 9  # columns: of the labels on top, and of the minutes at the right
COLUMN = WIDTH // 2
INDENT = "        "  # of what belongs to a task


def printed_plan(document: PlanDocument, goal: Goal) -> str:
    """The whole plan for ``goal`` in lines of 100 characters at most."""
    return "\n".join(PlanSheet(document, goal).write())


class PlanSheet:
    """One sheet, which gives no reason twice."""

    def __init__(self, document: PlanDocument, goal: Goal) -> None:
        self.document = document
        self.goal = goal
        self.reader = PlanReader(document, Ticks({}), document.starts_on)
        self.facts = NewFacts()
        self.told: set[str] = set()

    def write(self) -> Iterator[str]:
        yield from self.write_head()
        yield from self.write_topics()
        for warning in self.reader.warnings():
            yield ""
            yield fill(f"! {warning}", WIDTH, subsequent_indent="  ")
        yield from self.write_weeks()
        yield from self.write_rest()

    def write_head(self) -> Iterator[str]:
        names, interviews = self.reader.names, self.goal.interviews
        yield track().path(self.document.variant).name
        yield "=" * WIDTH
        for label, text in (
            (_("Role"), names.roles[self.goal.role]),
            *((_("Interview"), describe_interview(names, interview)) for interview in interviews),
            (_("Time"), describe_hours(self.goal)),
            (_("Days off"), ", ".join(map(day_name, self.goal.days_off))),
            (_("Plan"), describe_length(self.document)),
        ):
            if text:
                yield fill(f"{label:<{LABELS}}{text}", WIDTH, subsequent_indent=" " * LABELS)

    def write_topics(self) -> Iterator[str]:
        """Each topic's level and target, in study order, in two columns."""
        yield ""
        yield _("Levels: now → goal")
        lines = [self.describe_topic(topic) for topic in self.document.topics]
        half = (len(lines) + 1) // 2
        for left, right in zip(lines[:half], [*lines[half:], ""], strict=False):
            yield f"  {left:<{COLUMN}}{right}".rstrip()

    def describe_topic(self, topic: StoredTopic) -> str:
        name = self.reader.names.topics[topic.slug]
        gains = f"→ {topic.reach}" if topic.reach > topic.rating else ""
        text = f"{topic.rating} {gains:<4} {name}"
        if topic.reach < topic.target:
            return _("%(topic)s (target %(target)d)") % {"topic": text, "target": topic.target}
        return text

    def write_weeks(self) -> Iterator[str]:
        for week in self.reader.weeks():
            yield ""
            title = _("Week %(number)d, %(first)s to %(last)s") % {
                "number": week.number,
                "first": day_name(week.starts_on),
                "last": day_name(week.ends_on),
            }
            yield with_minutes(title, week.minutes)
            yield fill(week.focus, WIDTH)
            yield "-" * WIDTH
            for day in week.days:
                yield from self.write_day(day)

    def write_day(self, day: DayView) -> Iterator[str]:
        if not day.lines:
            yield fill(" · ".join(filter(None, (day_name(day.date), day.rest))), WIDTH)
            return
        yield with_minutes(day_name(day.date), day.minutes)
        for line in day.lines:
            yield from self.write_task(line)
        if day.rest:
            yield below_task(day.rest)

    def write_task(self, line: TaskLine) -> Iterator[str]:
        """A box to tick, the task's items, and why it is there, as far as no line above has said it."""
        yield with_minutes(f"  [ ] {line.label}", line.task.minutes)
        if line.names_items:
            yield below_task(describe_items(line.task.items))
        if why := " ".join(filter(None, self.list_reasons(line))):
            yield below_task(_("Why: %(reason)s") % {"reason": why})

    def list_reasons(self, line: TaskLine) -> Iterator[str]:
        rule = self.reader.reasons.write_rule(line.task, line.on)
        if rule not in self.told:
            yield rule
        self.told.add(rule)
        yield from self.reader.reasons.write_facts(self.facts.of(line.task))

    def write_rest(self) -> Iterator[str]:
        left_out = self.reader.left_out()
        dropped = wording.describe_recalls_dropped(self.document.recalls_dropped)
        if left_out or dropped:
            yield from write_title(_("Not in the plan"))
        for line in left_out:
            text = f"{line.topic.short_name} ({duration(line.item.minutes)}): {line.why}"
            yield fill(text, WIDTH, subsequent_indent="  ")
        for sentence in (advice.describe_enough(self.document), dropped):
            if sentence:
                yield fill(sentence, WIDTH)
        afterwards = self.reader.afterwards()
        if afterwards:
            yield from write_title(_("After the plan"))
        for day in afterwards:
            yield from self.write_day(day)


def below_task(text: str) -> str:
    return fill(text, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)


def write_title(title: str) -> Iterator[str]:
    yield ""
    yield title
    yield "-" * WIDTH


def with_minutes(text: str, minutes: int) -> str:
    return f"{text:<{WIDTH - MINUTES}}{duration(minutes):>{MINUTES}}"


def describe_items(items: tuple[StoredItem, ...]) -> str:
    """Titles with their minutes, said once where all of several items take the same."""
    minutes = {item.minutes for item in items}
    if len(items) > 1 and len(minutes) == 1:
        titles = " · ".join(map(title_of, items))
        return _("%(count)d × %(time)s: %(titles)s") % {
            "count": len(items),
            "time": duration(minutes.pop()),
            "titles": titles,
        }
    return " · ".join(f"{title_of(item)} ({duration(item.minutes)})" for item in items)


def describe_interview(names: Names, interview: GoalInterview) -> str:
    """Where, when and which rounds, as far as it is known; "" where nothing is."""
    parts = (
        names.companies[interview.company] if interview.company else "",
        date_format(interview.on, "LONG_DATE") if interview.on else "",
        ", ".join(names.rounds[slug] for slug in interview.rounds),
    )
    return " · ".join(filter(None, parts))


def describe_hours(goal: Goal) -> str:
    """The time of each study day, days in a row that have the same together: Mon–Fri 1 h 30, Sat 3 h."""
    minutes = goal.weekday_minutes or (goal.minutes,) * len(WEEKDAYS_ABBR)
    studied = [minutes[day] if day in goal.weekdays else 0 for day in range(len(minutes))]
    if len(set(studied)) == 1:
        return _("%(time)s every day") % {"time": duration(studied[0])}
    runs = []
    for time, group in groupby(range(len(studied)), key=studied.__getitem__):
        days = list(group)
        if time:
            first, last = WEEKDAYS_ABBR[days[0]], WEEKDAYS_ABBR[days[-1]]
            runs.append(f"{first if len(days) == 1 else f'{first}–{last}'} {duration(time)}")
    return ", ".join(runs)


def describe_length(document: PlanDocument) -> str:
    if document.ends_on is None:
        return ""
    return _("%(starts)s to %(ends)s, %(planned)s of tasks") % {
        "starts": date_format(document.starts_on, "MONTH_DATE"),
        "ends": date_format(document.ends_on, "MONTH_DATE"),
        "planned": duration(document.minutes.planned),
    }
