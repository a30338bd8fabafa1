"""Repairs: practices that a user took into the plan after a stumble."""

from __future__ import annotations

from datetime import date, datetime

from studyplan.accounts.models import User
from studyplan.catalog.models import Topic


def repairs_of(user: User) -> tuple[str, ...]:
    """The topics, oldest first, one again for each practice that was taken."""
    return tuple(user.repairs.filter(topic__is_retired=False).values_list("topic__slug", flat=True))


def with_repair(user: User, slug: str, today: date) -> tuple[str, ...]:
    """``repairs_of`` with one more for topic ``slug``; one a day and topic is enough."""
    slugs = repairs_of(user)
    return slugs if user.repairs.filter(topic__slug=slug, taken_on=today).exists() else (*slugs, slug)


def take_repair(user: User, topic: Topic, now: datetime, today: date) -> None:
    """Take one more practice of ``topic``; a second click takes no second one."""
    user.repairs.get_or_create(topic=topic, taken_on=today, defaults={"taken_at": now})


def keep_repairs(user: User, number: int) -> None:
    """Forget all but the first ``number``: the plan that took the others was undone."""
    kept = user.repairs.filter(topic__is_retired=False).values_list("pk", flat=True)[number:]
    user.repairs.filter(pk__in=list(kept)).delete()
