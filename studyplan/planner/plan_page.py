"""The plan's page as data: every week by its head, and the days of the one that is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter

from studyplan.accounts.models import User
from studyplan.catalog.files import schema
from studyplan.catalog.track import track
from studyplan.core.model import Goal
from studyplan.goals.values import paused_until
from studyplan.planner.documents import PlanDocument, StoredAfterDay
from studyplan.planner.models import Plan
from studyplan.planner.outline import PlanOutline
from studyplan.planner.page import DayView, LeftOutLine, PlanReader
from studyplan.planner.services import days_in
from studyplan.planner.text import advice, wording
from studyplan.planner.text.instructions import title_of_key
from studyplan.progress.models import Completion
from studyplan.progress.services import Ticks, make_ticks
from studyplan.progress.times import TimeSpent, sum_ticks
from studyplan.ui.queries import Parameter, PreparedQuery

GOAL = TypeAdapter(Goal)
AFTERWARDS = TypeAdapter(tuple[StoredAfterDay, ...])
TIMED_TICKS = PreparedQuery(
    lambda: Completion.objects.filter(user=Parameter("user")).values_list(
        "task", "sitting", "level", "took", "done_on", "pace", "minutes"
    )
)


@dataclass(frozen=True, slots=True)
class WeekHead:
    """A week of the plan, folded or open."""

    number: int
    focus: str
    starts_on: date
    minutes: int
    is_open: bool

    @property
    def ends_on(self) -> date:
        return self.starts_on + timedelta(days=6)


@dataclass(frozen=True, slots=True)
class SkippedLine:
    """A task that the user dropped, and why ("": they did not say)."""

    key: str
    title: str
    reason: str


@dataclass(frozen=True)
class PlanPage:
    """Nothing is read before it is shown: the totals, fetched anew after every tick, take the outline and the ticks.

    ``opened``: the number of the week whose days are shown, ``None`` where none is.
    """

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

    def weeks(self) -> list[WeekHead]:
        names = self.reader.names
        return [
            WeekHead(
                number=week.number,
                focus=wording.describe_focus(names, week.focus),
                starts_on=week.starts_on,
                minutes=sum(day.minutes for day in self.outline.days_of(week.number)),
                is_open=week.number == self.opened,
            )
            for week in self.document.weeks
        ]

    def days(self) -> list[DayView]:
        """Those of the open week."""
        if self.opened is None:
            return []
        stored = days_in(self.plan, self.outline.days_of(self.opened))
        return [self.reader.day(day) for day in stored]

    def afterwards(self) -> list[DayView]:
        """The days after the last study day, with the recalls that fall on them."""
        return [self.reader.day(day) for day in read_afterwards(self.plan)]

    @cached_property
    def minutes_done(self) -> int:
        """So far, whatever the plan was when it was done."""
        return self.outline.minutes_done(self.ticks) + self.minutes_outside

    @cached_property
    def minutes_left(self) -> int:
        return self.outline.minutes_left(self.ticks)

    def missed(self) -> int:
        return self.outline.count_missed(self.ticks, self.today)

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
        """Without the time to spare, which is none."""
        return self.reader.warnings(but=(wording.TIME_TO_SPARE,))

    def spare(self) -> advice.TimeToSpare | None:
        return advice.describe_time_to_spare(self.reader.names, self.document)

    def later(self) -> str:
        return advice.describe_later(self.reader.names, self.document)

    def paused_until(self) -> date | None:
        return paused_until(GOAL.validate_python(self.plan.inputs["goal"]), self.today)

    def enough(self) -> str:
        return advice.describe_enough(self.document)

    def reckons(self) -> str:
        return advice.describe_pace(self.outline.pace)

    def took(self) -> str:
        return advice.describe_time_spent(self.spent)


def read_afterwards(plan: Plan) -> tuple[StoredAfterDay, ...]:
    stored: Any = Plan.objects.filter(pk=plan.pk).values_list("document__afterwards", flat=True).get()
    return AFTERWARDS.validate_python(stored)


def plan_page(user: User, plan: Plan, outline: PlanOutline, today: date, opened: int | None = None) -> PlanPage:
    """The page with the week numbered ``opened``, or with the one that ``today`` falls into."""
    rows = TIMED_TICKS.fetch(user=user.pk)
    ticks = make_ticks((task, sitting, level, took) for task, sitting, level, took, *_rest in rows)
    spent = sum_ticks((on, took, pace, minutes) for _task, _sitting, _level, took, on, pace, minutes in rows)
    outside = sum(minutes or 0 for task, *_others, minutes in rows if task not in outline.tasks)
    return PlanPage(plan, outline, ticks, spent, outside, today, opened or outline.week_on(today))
