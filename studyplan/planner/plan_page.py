"""The plan's page as data: every week by its head, and the days of the one that is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from pydantic import TypeAdapter

from studyplan.accounts.models import User
from studyplan.catalog.files import schema
from studyplan.catalog.track import track
from studyplan.core.model import Goal
from studyplan.goals.debriefs import INVITED_FOR, find_awaiting_debrief
from studyplan.goals.services import StoredInterview, read_goal
from studyplan.goals.values import paused_until
from studyplan.planner.documents import PlanDocument, StoredWeek
from studyplan.planner.models import Plan
from studyplan.planner.outline import PlanOutline
from studyplan.planner.page import LeftOutLine, PlanReader
from studyplan.planner.past import ONE_WEEK
from studyplan.planner.plan_days import DayLines, make_day_lines
from studyplan.planner.services import days_in, read_afterwards
from studyplan.planner.text import advice, wording
from studyplan.planner.text.instructions import title_of_key
from studyplan.planner.week_hours import HoursPicture, WeekHours, draw_hours
from studyplan.progress.models import Completion
from studyplan.progress.services import Ticks, make_ticks
from studyplan.progress.times import TimeSpent, sum_ticks
from studyplan.ui.queries import Parameter, PreparedQuery

GOAL = TypeAdapter(Goal)
TIMED_TICKS = PreparedQuery(
    lambda: Completion.objects.filter(user=Parameter("user")).values_list(
        "task", "sitting", "level", "took", "done_on", "pace", "minutes"
    )
)


@dataclass(frozen=True, slots=True)
class WeekHead:
    """A week of the plan, folded or open. ``focus`` is "" where all that is left of it is what was done."""

    number: int
    focus: str
    hours: WeekHours
    is_open: bool
    is_past: bool

    @property
    def starts_on(self) -> date:
        return self.hours.starts_on

    @property
    def ends_on(self) -> date:
        return self.starts_on + timedelta(days=6)

    @property
    def is_done(self) -> bool:
        return self.hours.done == self.hours.planned > 0


@dataclass(frozen=True, slots=True)
class EarlierWeeks:
    """The weeks that are over, folded together; ``is_open`` where one of them is."""

    weeks: tuple[WeekHead, ...]

    @property
    def minutes_done(self) -> int:
        return sum(week.hours.done for week in self.weeks)

    @property
    def is_open(self) -> bool:
        return any(week.is_open for week in self.weeks)


@dataclass(frozen=True, slots=True)
class NearestInterview:
    """The interview that the plan leads to. ``name``: the company, "" where none is chosen; below 0: it is over."""

    name: str
    on: date
    days_left: int


@dataclass(frozen=True, slots=True)
class SkippedLine:
    """A task that the user dropped, and why ("": they did not say)."""

    key: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class PlanCall:
    """What the page asks for, by its ``kind`` ("": nothing), with the day or the interview that it is about."""

    kind: str
    until: date | None = None
    interview: StoredInterview | None = None


@dataclass(frozen=True)
class PlanPage:
    """Nothing is read before it is shown: the totals, fetched anew after every tick, take the outline and the ticks.

    ``opened``: the number of the week whose days are shown, ``None`` where none is.
    """

    user: User
    plan: Plan
    outline: PlanOutline
    ticks: Ticks
    spent: TimeSpent
    minutes_outside: int  # of ticks that the plan does not hold
    today: date
    opened: int | None

    @property
    def document(self) -> PlanDocument:
        """The stored document without its days, which ``days`` reads for one week."""
        return self.outline.head

    @cached_property
    def reader(self) -> PlanReader:
        return PlanReader(self.document, self.ticks, self.today, self.outline.planned)

    @property
    def path(self) -> schema.Path:
        return track().path(self.document.variant)

    @cached_property
    def hours(self) -> tuple[WeekHours, ...]:
        """Of each week."""
        return tuple(self._hours_of(week) for week in self.document.weeks)

    @cached_property
    def minutes_open(self) -> Mapping[date, int]:
        """By day, what is not done of it yet."""
        return {day.on: self.outline.minutes_open(day, self.ticks) for day in self.outline.days}

    def _hours_of(self, week: StoredWeek) -> WeekHours:
        days = self.outline.days_of(week.number)
        planned = sum(day.minutes for day in days)
        left = sum(self.minutes_open[day.on] for day in days)
        is_current = week.starts_on <= self.today < week.starts_on + ONE_WEEK
        return WeekHours(week.starts_on, planned, planned - left, sum(day.free for day in days), is_current)

    @property
    def minutes_free(self) -> int:
        return sum(week.free for week in self.hours)

    def picture(self) -> HoursPicture | None:
        return draw_hours(self.hours)

    @cached_property
    def heads(self) -> tuple[WeekHead, ...]:
        names = self.reader.names
        return tuple(
            WeekHead(
                number=week.number,
                focus="" if week.focus.code == "past" else wording.describe_focus(names, week.focus),
                hours=hours,
                is_open=week.number == self.opened,
                is_past=week.starts_on + ONE_WEEK <= self.today,
            )
            for week, hours in zip(self.document.weeks, self.hours, strict=True)
        )

    def earlier(self) -> EarlierWeeks | None:
        """``None`` where there are too few to fold."""
        over = tuple(week for week in self.heads if week.is_past)
        return EarlierWeeks(over) if len(over) > 1 else None

    def weeks(self) -> tuple[WeekHead, ...]:
        """All but the ``earlier`` ones."""
        return tuple(week for week in self.heads if not week.is_past) if self.earlier() else self.heads

    def days(self) -> list[DayLines]:
        """Those of the open week."""
        if self.opened is None:
            return []
        stored = days_in(self.plan, self.outline.days_of(self.opened))
        return [make_day_lines(self.reader, day) for day in stored]

    def afterwards(self) -> list[DayLines]:
        """The days after the last study day, with the recalls that fall on them."""
        return [make_day_lines(self.reader, day) for day in read_afterwards(self.plan)]

    @cached_property
    def minutes_done(self) -> int:
        """So far, whatever the plan was when it was done."""
        return sum(day.minutes for day in self.outline.days) - self.minutes_left + self.minutes_outside

    @property
    def minutes_left(self) -> int:
        return sum(self.minutes_open.values())

    @cached_property
    def goal(self) -> Goal:
        """What the plan was built for."""
        return GOAL.validate_python(self.plan.inputs["goal"])

    @cached_property
    def interview(self) -> NearestInterview | None:
        on = self.document.interview_on
        if on is None:
            return None
        companies = [row.company for row in self.goal.interviews if row.on == on and row.company]
        return NearestInterview(
            self.reader.names.listing(self.reader.names.companies[slug] for slug in companies) if companies else "",
            on,
            (on - self.today).days,
        )

    @cached_property
    def call(self) -> PlanCall:
        """The one thing that the page asks for now: what keeps all else waiting comes first."""
        ends_on = self.document.ends_on
        if until := paused_until(self.goal, self.today):
            return PlanCall("paused", until=until)
        if self._may_await_debrief() and (held := find_awaiting_debrief(read_goal(self.user).interviews, self.today)):
            return PlanCall("debrief", interview=held)
        if ends_on and ends_on < self.today:
            return PlanCall("over", until=ends_on)
        if self.outline.count_missed(self.ticks, self.today):
            return PlanCall("missed")
        if self.plan.previous_id and self.document.starts_on == self.today:
            return PlanCall("undo")
        return PlanCall("")

    def _may_await_debrief(self) -> bool:
        """Whether an interview that the plan knows of is just over, which is worth a query."""
        held = (row.on for row in self.goal.interviews if row.on)
        return any(self.today - INVITED_FOR <= on < self.today for on in held)

    def left_out(self) -> tuple[LeftOutLine, ...]:
        return self.reader.left_out()

    def skipped(self) -> list[SkippedLine]:
        """What the user dropped."""
        reasons = self.plan.inputs.get("skip_reasons", {})
        keys = self.plan.inputs.get("skipped", ())
        return [SkippedLine(key, title_of_key(key, self.reader.topics), reasons.get(key, "")) for key in keys]

    def recalls_dropped(self) -> str:
        return wording.describe_recalls_dropped(self.document.recalls_dropped)

    def warnings(self) -> tuple[str, ...]:
        """Without the time to spare, which is none, and without what the section of what is left out says."""
        return self.reader.warnings(but=(wording.TIME_TO_SPARE, *wording.LEFT_OUT_WARNINGS))

    def shortfalls(self) -> tuple[str, ...]:
        """What does not fit into the plan, in sentences."""
        return self.reader.warnings(but=tuple(wording.WARNINGS.keys() - wording.LEFT_OUT_WARNINGS))

    def spare(self) -> advice.TimeToSpare | None:
        return advice.describe_time_to_spare(self.reader.names, self.document)

    def later(self) -> str:
        return advice.describe_later(self.reader.names, self.document)

    def enough(self) -> str:
        return advice.describe_enough(self.document)

    def reckons(self) -> str:
        return advice.describe_pace(self.outline.pace)

    def took(self) -> str:
        return advice.describe_time_spent(self.spent)


def plan_page(user: User, plan: Plan, outline: PlanOutline, today: date, opened: int | None = None) -> PlanPage:
    """The page with the week numbered ``opened``, or with the one that ``today`` falls into."""
    rows = TIMED_TICKS.fetch(user=user.pk)
    ticks = make_ticks((task, sitting, level, took) for task, sitting, level, took, *_rest in rows)
    spent = sum_ticks((on, took, pace, minutes) for _task, _sitting, _level, took, on, pace, minutes in rows)
    outside = sum(minutes or 0 for task, *_others, minutes in rows if task not in outline.tasks)
    return PlanPage(user, plan, outline, ticks, spent, outside, today, opened or outline.week_on(today))
