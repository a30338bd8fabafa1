"""Today as data: what to do now, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from studyplan.accounts.models import User
from studyplan.goals.debriefs import find_awaiting_debrief
from studyplan.goals.models import Interview
from studyplan.planner.models import Plan
from studyplan.planner.page import DayView, PlanReader, WeekView
from studyplan.planner.services import document_in
from studyplan.progress.services import ticks_of


@dataclass(frozen=True, slots=True)
class TodayPage:
    """The user's day.

    ``day`` is ``None`` on a day without tasks; ``next_day`` is the next study day with something left to do.
    ``interview`` is the nearest with a date, ``days_left`` the calendar days to it; both ``None`` without one.
    ``to_debrief`` is the interview that is just over and of which nothing is written yet. ``is_empty``: no study day
    is left before the interview.
    """

    today: date
    interview: Interview | None
    days_left: int | None
    to_debrief: Interview | None
    day: DayView | None
    next_day: DayView | None
    week: WeekView | None
    week_minutes_left: int
    missed: int
    starts_on: date
    is_empty: bool
    is_over: bool

    @property
    def starts_later(self) -> bool:
        """The plan begins in the future, as after a flight west across the date line."""
        return self.today < self.starts_on


def today_page(user: User, plan: Plan, today: date) -> TodayPage:
    """The page of ``today`` (the user's date) for the plan in force."""
    document = document_in(plan)
    reader = PlanReader(document, ticks_of(user), today)
    weeks = reader.weeks()
    days = [day for week in weeks for day in week.days]
    week = next((week for week in weeks if week.is_open and week.starts_on <= today), None)
    ahead = [day for day in days if day.date > today]
    last = document.ends_on or document.interview_on
    interview = Interview.objects.of(user).filter(on__gte=today).first()
    return TodayPage(
        today=today,
        interview=interview,
        days_left=(interview.on - today).days if interview and interview.on else None,
        to_debrief=find_awaiting_debrief(user, today),
        day=next((day for day in days if day.is_today), None),
        next_day=next((day for day in ahead if not day.is_done), None),
        week=week,
        week_minutes_left=sum(day.minutes - day.minutes_done for day in week.days if day.date >= today) if week else 0,
        missed=reader.missed(),
        starts_on=document.starts_on,
        is_empty=document.ends_on is None,
        is_over=last is None or last < today,
    )
