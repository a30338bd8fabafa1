"""Rows that tests start from, as plain functions with sensible defaults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from django.test import Client

from studyplan.accounts.models import User
from studyplan.assessment.models import Assessment
from studyplan.catalog.models import ContentVersion, Topic
from studyplan.core.model import Goal, GoalInterview
from studyplan.goals.models import StudyGoal
from studyplan.goals.services import save_goal
from studyplan.planner.models import Plan
from studyplan.planner.services import ensure_plan

PASSWORD = "correct horse battery"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


def make_user(email: str = "ada@example.org", password: str = PASSWORD, time_zone: str = "UTC") -> User:
    """A user who can log in with ``PASSWORD``."""
    return User.objects.create_user(email, password, time_zone=time_zone)


def confirm_password(client: Client, password: str = PASSWORD) -> None:
    """Type the password again, as the app asks before what could lock its owner out."""
    assert client.post("/accounts/reauthenticate/", {"password": password, "next": "/account/"}).status_code == 302


def ratings(level: int = 3, **others: int) -> dict[str, int]:
    """Every topic at ``level`` but for ``others``, named with ``_`` for ``-``: ``ratings(3, loss_functions=1)``."""
    levels = dict.fromkeys(Topic.objects.current().values_list("slug", flat=True), level)
    named = {name.replace("_", "-"): value for name, value in others.items()}
    if unknown := named.keys() - levels.keys():
        raise ValueError(f"No such topic: {', '.join(sorted(unknown))}.")
    return levels | named


def make_assessment(user: User, levels: Mapping[str, int] | None = None, taken_at: datetime = NOW) -> Assessment:
    """An assessment of every topic, each at level 3 unless ``levels`` says otherwise."""
    levels = ratings() if levels is None else levels
    return Assessment.objects.take(user, levels, frozenset(levels), taken_at)


def make_retired_topic(slug: str = "kernel-methods", name: str = "Kernel Methods") -> Topic:
    """A topic that the content held once: it is other content now."""
    ContentVersion.objects.update(digest=f"without {slug}")
    return Topic.objects.create(
        slug=slug,
        name=name,
        short_name=name,
        position=99,
        tier="core",
        tier_number=2,
        level_minutes=[90, 90, 90, 105],
        is_retired=True,
    )


def make_goal(
    user: User,
    role: str = "mle",
    *,
    company: str | None = None,
    rounds: Sequence[str] = (),
    on: date | None = None,
    minutes: int = 60,
    weekdays: Sequence[int] = EVERY_DAY,
    days_off: Sequence[date] = (),
    weekday_minutes: tuple[int, ...] | None = None,
    now: datetime = NOW,
) -> StudyGoal:
    """A goal with one interview, every part of which may be open."""
    interview = GoalInterview(company=company, rounds=tuple(rounds), on=on)
    goal = Goal(
        role=role,
        minutes=minutes,
        weekdays=tuple(weekdays),
        days_off=tuple(days_off),
        interviews=(interview,),
        weekday_minutes=weekday_minutes,
    )
    return save_goal(user, goal, now)


def make_plan(user: User, now: datetime = NOW) -> Plan:
    """The user's first plan, from that day on, built from their assessment and goal or else the defaults."""
    if not user.assessments.exists():
        make_assessment(user, taken_at=now)
    plan = ensure_plan(user, now, now.date())
    assert plan is not None
    return plan
