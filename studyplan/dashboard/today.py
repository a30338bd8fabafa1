"""Today as data: what to do now, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from studyplan.accounts.models import User
from studyplan.planner.models import Plan
from studyplan.planner.pages import DayView, PlanReader, WeekView
from studyplan.planner.services import document_in
from studyplan.progress.services import ticks_of


@dataclass(frozen=True, slots=True)
class TodayPage:
    """The user's day.

    ``day`` is ``None`` on a day without tasks; ``next_day`` is the next study day with something left to do.
    ``days_left`` counts calendar days to the interview, ``None`` without a date.
    """

    today: date
    interview_on: date | None
    days_left: int | None
    day: DayView | None
    next_day: DayView | None
    week: WeekView | None
    week_minutes_left: int
    missed: int
    is_over: bool
    starts_later: bool


def today_page(user: User, plan: Plan, today: date) -> TodayPage:
    """The page of ``today`` (the user's date) for the plan in force."""
    document = document_in(plan)
    reader = PlanReader(document, ticks_of(user), today)
    weeks = reader.weeks()
    days = [day for week in weeks for day in week.days]
    week = next((week for week in weeks if week.is_open and week.starts_on <= today), None)
    ahead = [day for day in days if day.date > today]
    return TodayPage(
        today=today,
        interview_on=document.interview_on,
        days_left=(document.interview_on - today).days if document.interview_on else None,
        day=next((day for day in days if day.is_today), None),
        next_day=next((day for day in ahead if not day.is_done), None),
        week=week,
        week_minutes_left=sum(day.minutes - day.minutes_done for day in week.days if day.date >= today) if week else 0,
        missed=reader.missed(),
        is_over=document.ends_on is None or document.ends_on < today,
        starts_later=today < document.starts_on,
    )
