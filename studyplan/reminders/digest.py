"""What a reminder says, as data: the day's tasks, or the facts of a week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from studyplan.accounts.models import User
from studyplan.dashboard.day_close import LevelMove, find_moves
from studyplan.dashboard.today import TodayPage, today_page
from studyplan.practice.cards.queue import CardsDue
from studyplan.practice.evidence import evidence_of
from studyplan.practice.history.services import WEEK, add_minutes, work_since
from studyplan.reminders.links import absolute
from studyplan.reminders.models import Reminder
from studyplan.ui.templatetags.ui import duration


@dataclass(frozen=True, slots=True)
class TaskLink:
    title: str
    minutes: int
    url: str


@dataclass(frozen=True, slots=True)
class DayDigest:
    """What is open today; ``start``: the screen of the first task."""

    template: ClassVar[str] = "reminders/day"

    tasks: tuple[TaskLink, ...]
    minutes: int
    start: str
    cards: CardsDue
    days_left: int | None

    @property
    def subject(self) -> str:
        text = ngettext("Today: %(count)d task, %(minutes)s", "Today: %(count)d tasks, %(minutes)s", len(self.tasks))
        return text % {"count": len(self.tasks), "minutes": duration(self.minutes)}


@dataclass(frozen=True, slots=True)
class WeekDigest:
    """The seven days before today, and the seven from today on; ``start``: Today."""

    template: ClassVar[str] = "reminders/week"

    days: int
    minutes: int
    answered: int
    held: int
    moves: tuple[LevelMove, ...]
    days_ahead: int
    minutes_ahead: int
    start: str
    days_left: int | None

    @property
    def subject(self) -> str:
        if not self.days:
            return _("Your week: %(minutes)s ahead") % {"minutes": duration(self.minutes_ahead)}
        text = ngettext(
            "Your week: %(minutes)s on %(count)d day", "Your week: %(minutes)s on %(count)d days", self.days
        )
        return text % {"count": self.days, "minutes": duration(self.minutes)}


Digest = DayDigest | WeekDigest


def write_digest(user: User, rhythm: str, today: date) -> Digest | None:
    """``None`` where there is nothing to remind of: no plan, none that goes on, a day off, or a day that is done."""
    page = today_page(user, today)
    if page is None or page.is_over or page.is_empty or today in page.goal.goal.days_off:
        return None
    return week_digest(page) if rhythm == Reminder.Rhythm.WEEKLY else day_digest(page)


def day_digest(page: TodayPage) -> DayDigest | None:
    if page.following is None:
        return None
    lines = (line for group in page.open_groups for line in group.lines)
    tasks = tuple(TaskLink(line.title, line.task.minutes, absolute(line.url)) for line in lines)
    return DayDigest(tasks, page.minutes_open, absolute(page.following.url), page.cards, page.days_left)


def week_digest(page: TodayPage) -> WeekDigest | None:
    first = page.today - WEEK
    work = [day for day in work_since(page.user, first) if first <= day.on < page.today]
    ahead = list(minutes_ahead(page))
    if not work and not ahead:
        return None
    answered, stumbles = sum(day.answered for day in work), sum(day.stumbles for day in work)
    return WeekDigest(
        days=len({day.on for day in work}),
        minutes=sum(add_minutes(work)),
        answered=answered,
        held=answered - stumbles,
        moves=tuple(find_moves(page.user, evidence_of(page.user), first)),
        days_ahead=len(ahead),
        minutes_ahead=sum(ahead),
        start=absolute(reverse("dashboard:home")),
        days_left=page.days_left,
    )


def minutes_ahead(page: TodayPage) -> Iterator[int]:
    """The open minutes of each day of the coming week that has any."""
    for day in page.outline.days:
        if page.today <= day.on < page.today + WEEK and (minutes := page.outline.minutes_open(day, page.ticks)):
            yield minutes
