"""Move what a visitor entered into the account: ratings, the trial goal, and warm-up results."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest

from studyplan.accounts.models import User
from studyplan.assessment import drafts
from studyplan.assessment.models import Assessment
from studyplan.catalog.syllabus import syllabus
from studyplan.goals.services import drop_trial_goal, save_goal, trial_goal
from studyplan.planner.services import ensure_plan
from studyplan.practice.warm_up import services as warm_up
from studyplan.progress.services import tick_self_assessments
from studyplan.ui import clock

DOUBLE_CLICK = timedelta(seconds=3)


def brought_ratings(session: SessionBase) -> dict[str, int] | None:
    """The session's levels (slug → 1–5) if every topic has one, else ``None``."""
    slugs = [topic.slug for topic in syllabus().topics]
    levels = drafts.read_ratings(session, slugs)
    return levels if len(levels) == len(slugs) else None


@receiver(user_logged_in)
def claim_at_login(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """Claim ratings at once where the account has no assessment; otherwise the result page asks. Warm-ups just join."""
    warm_up.claim_warm_ups(request.session, user)
    if not user.assessments.exists():
        claim_ratings(request.session, user, clock.now(), clock.today())


@transaction.atomic
def claim_ratings(session: SessionBase, user: User, now: datetime, today: date) -> Assessment | None:
    """Store what the session holds on the account, and build the first plan. ``None`` without a full set."""
    User.objects.lock(user)
    levels = brought_ratings(session)
    if levels is None:
        return None
    goal = trial_goal(session)
    if goal is not None and not user.assessments.exists():
        save_goal(user, goal, now)
    assessment = take_assessment(user, levels, frozenset(levels), now, today)
    drafts.drop(session)
    drop_trial_goal(session)
    return assessment


@transaction.atomic
def take_assessment(
    user: User, levels: dict[str, int], rated: frozenset[str], now: datetime, today: date
) -> Assessment:
    """Store an assessment of the topics ``rated`` now (the other ``levels`` are copied), and what follows from it.

    The first one brings the first plan; a later one ticks ``self-assessment:<slug>`` of each topic rated again. A form
    that is sent twice, as by a double click, makes one assessment.
    """
    User.objects.lock(user)
    newest = user.assessments.latest_one()
    if newest and now - newest.taken_at <= DOUBLE_CLICK and (newest.levels, newest.rated) == (levels, rated):
        return newest
    assessment = Assessment.objects.take(user, levels, rated, now)
    if newest:
        tick_self_assessments(user, sorted(rated), now, today)
    ensure_plan(user, now, today)
    return assessment
