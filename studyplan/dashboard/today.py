"""Today as data: what to do now, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from studyplan.accounts.models import User
from studyplan.catalog.pages import all_topics
from studyplan.dashboard.day_close import DayClose, close_day
from studyplan.goals.debriefs import find_awaiting_debrief
from studyplan.goals.services import StoredGoal, StoredInterview, read_goal
from studyplan.goals.values import ONE_DAY
from studyplan.planner.models import Plan
from studyplan.planner.outline import OutlineDay, PlanOutline
from studyplan.planner.page import DayView, PlanReader, TaskGroup, TaskLine
from studyplan.planner.services import days_in, read_current_plan
from studyplan.planner.text.instructions import title_of_key
from studyplan.practice.cards.queue import CardsDue, due_today
from studyplan.progress.services import Ticks, ticks_of
from studyplan.study.tasks import NextTask, make_next


@dataclass(frozen=True, slots=True)
class NextDay:
    """The next day with something left to do: its minutes and its tasks by title."""

    on: date
    is_tomorrow: bool
    minutes: int
    titles: tuple[str, ...]


@dataclass(frozen=True)
class TodayPage:
    """The user's day.

    ``interview`` is the nearest with a date, ``days_left`` the calendar days to it; both ``None`` without one.
    ``to_debrief`` is the interview that is just over and of which nothing is written yet.

    The totals, which every tick fetches anew, take the plan's outline and the ticks; the rest is read when it is shown.
    """

    user: User
    plan: Plan
    outline: PlanOutline
    ticks: Ticks
    today: date

    @cached_property
    def planned(self) -> OutlineDay | None:
        """``None`` on a day without tasks."""
        day = self.outline.day_on(self.today)
        return day if day and day.sittings else None

    @property
    def is_free(self) -> bool:
        """A study day on which nothing is planned."""
        return self.planned is None and self.outline.day_on(self.today) is not None

    @cached_property
    def minutes(self) -> int:
        return self.planned.minutes if self.planned else 0

    @cached_property
    def minutes_open(self) -> int:
        return self.outline.minutes_open(self.planned, self.ticks) if self.planned else 0

    @property
    def minutes_done(self) -> int:
        return self.minutes - self.minutes_open

    @property
    def is_done(self) -> bool:
        return not self.minutes_open

    @cached_property
    def week_minutes_left(self) -> int | None:
        """From today on; ``None`` outside the plan's weeks."""
        number = self.outline.week_on(self.today)
        week = self.outline.week_numbered(number) if number else None
        if week is None or week.starts_on > self.today:
            return None
        ahead = (day for day in self.outline.days_of(week.number) if day.on >= self.today)
        return sum(self.outline.minutes_open(day, self.ticks) for day in ahead)

    @cached_property
    def missed(self) -> int:
        return self.outline.count_missed(self.ticks, self.today)

    @cached_property
    def planned_next(self) -> OutlineDay | None:
        """The next study day with something left to do."""
        ahead = (day for day in self.outline.days if day.on > self.today)
        return next((day for day in ahead if any(self.outline.open_sittings(day, self.ticks))), None)

    @cached_property
    def following(self) -> NextTask | None:
        """The task to start, or to go on with."""
        still_open = self.outline.open_sittings(self.planned, self.ticks) if self.planned else iter(())
        return next(map(make_next, still_open), None)

    @cached_property
    def next_day(self) -> NextDay | None:
        if self.planned_next is None:
            return None
        sittings = tuple(self.outline.open_sittings(self.planned_next, self.ticks))
        titles = dict.fromkeys(title_of_key(sitting.task, all_topics()) for sitting in sittings)
        minutes = sum(sitting.minutes for sitting in sittings)
        return NextDay(self.planned_next.on, self.planned_next.on - self.today == ONE_DAY, minutes, tuple(titles))

    @cached_property
    def day(self) -> DayView | None:
        if self.planned is None:
            return None
        reader = PlanReader(self.outline.head, self.ticks, self.today, self.outline.planned)
        return reader.day(days_in(self.plan, [self.planned])[0])

    @cached_property
    def open_groups(self) -> tuple[TaskGroup, ...]:
        """What is left of the day, checkpoints together."""
        groups = self.day.groups if self.day else ()
        left = (replace(group, lines=tuple(line for line in group.lines if not line.done)) for group in groups)
        return tuple(group for group in left if group.lines)

    @cached_property
    def done_lines(self) -> tuple[TaskLine, ...]:
        return tuple(line for line in self.day.lines if line.done) if self.day else ()

    @cached_property
    def close(self) -> DayClose:
        """To be asked for once the day is done."""
        return close_day(self.user, self.today)

    @cached_property
    def banner(self) -> str:
        """The one thing to say above the day: what waits for an answer comes before what can be undone."""
        if self.to_debrief:
            return "debrief"
        if self.missed and self.days_left != 0:
            return "missed"
        return "undo" if self.is_undoable else ""

    @property
    def is_undoable(self) -> bool:
        """The plan has replaced another one today."""
        return self.plan.previous_id is not None and self.starts_on == self.today

    @cached_property
    def goal(self) -> StoredGoal:
        return read_goal(self.user)

    @cached_property
    def interview(self) -> StoredInterview | None:
        return next((row for row in self.goal.interviews if row.on and row.on >= self.today), None)

    @property
    def days_left(self) -> int | None:
        interview = self.interview
        return (interview.on - self.today).days if interview and interview.on else None

    @property
    def to_debrief(self) -> StoredInterview | None:
        return find_awaiting_debrief(self.goal.interviews, self.today)

    @cached_property
    def cards(self) -> CardsDue:
        return due_today(self.user, self.goal.goal, self.today)

    @property
    def starts_on(self) -> date:
        return self.outline.head.starts_on

    @property
    def starts_later(self) -> bool:
        """The plan begins in the future, as after a flight west across the date line."""
        return self.today < self.starts_on

    @property
    def is_empty(self) -> bool:
        """No study day is left before the interview."""
        return self.outline.head.ends_on is None

    @property
    def is_over(self) -> bool:
        last = self.outline.head.ends_on or self.outline.head.interview_on
        return last is None or last < self.today


def today_page(user: User, today: date) -> TodayPage | None:
    """The page of ``today`` (the user's date) for the plan in force; ``None`` without a plan."""
    current = read_current_plan(user)
    return TodayPage(user, *current, ticks_of(user), today) if current else None
