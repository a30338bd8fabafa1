"""Work done week by week: read from ticks, reviews and attempts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

from django.db.models import Count, DateField, F, Min, Q, QuerySet, Sum, Value

from studyplan.accounts.models import User
from studyplan.catalog.syllabus import syllabus
from studyplan.core.model import Goal
from studyplan.goals.values import ONE_DAY
from studyplan.practice.models import Attempt, Review
from studyplan.progress.models import Completion
from studyplan.progress.times import round_half_up, took_shares
from studyplan.ui.queries import Parameter, PreparedQuery

WEEK = timedelta(days=7)
PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class StudyWeek:
    """A calendar week from its Monday; its minutes come from the plan's ticked tasks, and from practice besides.

    ``studied`` and ``rested`` are days: a rest day is one that the goal leaves free, and nothing was done on it.
    """

    starts_on: date
    planned: int
    practiced: int
    answered: int
    stumbles: int
    studied: int
    rested: int

    @property
    def minutes(self) -> int:
        return self.planned + self.practiced

    @property
    def kept(self) -> int:
        return self.studied + self.rested

    @property
    def held(self) -> int:
        """Answers that were no stumble."""
        return self.answered - self.stumbles


class DayOfWork(NamedTuple):
    """What was done on a day: minutes of ticks with the same answer to how long they ``took``, or practice's seconds.

    ``amount``: those minutes, or seconds where ``took`` is ``PRACTICE``. ``answered`` and ``stumbles``: questions.
    """

    on: date
    took: str
    amount: int
    answered: int
    stumbles: int


def select_work() -> QuerySet[Completion, Any]:
    """The user's work day by day: of their reviews only those from ``first`` on, and the day of the oldest.

    Reviews are thousands, of which most may be older. Practice for a ticked task counts with the task, not twice.
    """
    user, part, whole = Parameter("user"), Parameter("part"), Parameter("whole")
    completions, card_reviews = Completion.objects.filter(user=user), Review.objects.filter(user=user)
    ticked = completions.order_by().values("task")
    own, missed = Q(drill=None) | ~Q(drill__task__in=ticked), F("points") * part - F("hit_count") * whole
    practice, nothing = Value(PRACTICE), (Value(0), Value(0))
    ticks = completions.order_by().values("done_on", "took").annotate(amount=Sum("minutes"))
    reviews = card_reviews.order_by().filter(reviewed_on__gte=Parameter("first", DateField())).values("reviewed_on")
    oldest = card_reviews.order_by().values("user").annotate(day=Min("reviewed_on"))
    attempts = Attempt.objects.filter(user=user).order_by().alias(missed=missed).values("attempted_on")
    attempts = attempts.annotate(
        amount=Sum("seconds", filter=own), answered=Count("pk"), stumbles=Count("pk", filter=Q(missed__gt=0))
    )
    return ticks.values_list("done_on", "took", "amount", *nothing).union(
        reviews.annotate(amount=Sum("seconds")).values_list("reviewed_on", practice, "amount", *nothing),
        oldest.values_list("day", practice, Value(0), *nothing),
        attempts.values_list("attempted_on", practice, "amount", "answered", "stumbles"),
        all=True,
    )


WORK = PreparedQuery(select_work)


def work_since(user: User, first: date) -> list[DayOfWork]:
    """The user's work day by day from ``first`` on, in one query; all that was before counts as of the day before."""
    part, whole = syllabus().policy.readiness.stumble_share
    rows = WORK.fetch(user=user.pk, first=first, part=part, whole=whole)
    before = first - ONE_DAY
    return [DayOfWork(max(on, before), took, amount or 0, *counts) for on, took, amount, *counts in rows]


def first_week(today: date, most: int) -> date:
    """The Monday on which the newest ``most`` weeks begin."""
    return monday(today) - (most - 1) * WEEK


def weeks_of(work: Collection[DayOfWork], goal: Goal, today: date, most: int) -> tuple[StudyWeek, ...]:
    """The weeks from the first in which anything was done to this one, the newest ``most`` of them, in order."""
    if not work:
        return ()
    days = frozenset(day.on for day in work)
    first = max(monday(min(days)), first_week(today, most))
    rested = Counter(map(monday, rest_days(goal, days, today)))
    studied = Counter(map(monday, days))
    by_week: dict[date, list[DayOfWork]] = defaultdict(list)
    for day in work:
        by_week[monday(day.on)].append(day)

    def add_up(week: date) -> StudyWeek:
        planned, practiced = add_minutes(by_week[week])
        return StudyWeek(
            starts_on=week,
            planned=planned,
            practiced=practiced,
            answered=sum(day.answered for day in by_week[week]),
            stumbles=sum(day.stumbles for day in by_week[week]),
            studied=studied[week],
            rested=rested[week],
        )

    return tuple(add_up(first + number * WEEK) for number in range((monday(today) - first).days // 7 + 1))


def add_minutes(work: Collection[DayOfWork]) -> tuple[int, int]:
    """Minutes of ticked tasks, and of practice besides."""
    shares = took_shares()
    planned = sum((day.amount * shares[day.took] for day in work if day.took != PRACTICE), Fraction())
    return round_half_up(planned), round(sum(day.amount for day in work if day.took == PRACTICE) / 60)


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def rest_days(goal: Goal, studied: frozenset[date], today: date) -> list[date]:
    """Days since the first one studied, up to ``today``, that the goal leaves free and that were left free."""
    first = min(studied)
    days = (first + timedelta(days=number) for number in range((today - first).days + 1))
    return [day for day in days if day not in studied and (day.weekday() not in goal.weekdays or day in goal.days_off)]
