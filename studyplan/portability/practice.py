"""What an account owns of practice: settings, cards, reviews, drills, attempts, repairs."""

from __future__ import annotations

from typing import Any

from django.utils.translation import ngettext

from studyplan.accounts.models import User
from studyplan.portability.tables import PLACE, Section, Table
from studyplan.practice.models import Attempt, CardMemory, Drill, PracticeSettings, Repair, Review

SETTINGS = Table(PracticeSettings, ("card_minutes", "has_two_buttons"), {"id": PLACE, "user": PLACE})
MEMORY = Table(
    CardMemory,
    ("card", "state", "step", "stability", "difficulty", "due_at", "due_on", "reviewed_at"),
    {"id": PLACE, "user": PLACE},
)
REVIEW = Table(
    Review,
    ("card", "grade", "seconds", "reviewed_at", "reviewed_on"),
    {"id": PLACE, "user": PLACE, "before": "follows from the reviews before; kept for undo alone"},
)
ATTEMPT = Table(
    Attempt,
    ("kind", "topic", "slug", "level", "points", "hits", "answer", "seconds", "attempted_at", "attempted_on", "place"),
    {"id": PLACE, "user": PLACE, "drill": "by its number", "hit_count": "the number of hits"},
)
DRILL = Table(
    Drill,
    (
        "kind",
        "format",
        "round",
        "company",
        "task",
        "minutes",
        "questions",
        "started_at",
        "asked_at",
        "revealed_at",
        "answer",
        "ended_at",
        "started_on",
        "structure",
    ),
    {"id": "as a number", "user": PLACE},
)
REPAIR = Table(Repair, ("topic", "taken_at", "taken_on"), {"id": PLACE, "user": PLACE})


def practice_settings(user: User) -> dict[str, Any] | None:
    """How the user practises, if they ever said."""
    found = PracticeSettings.objects.filter(user=user).first()
    return SETTINGS.row(found) if found else None


def cards(user: User) -> list[dict[str, Any]]:
    """The memory of every card, in the content's order."""
    found = user.card_memories.select_related("card__topic").order_by("card__topic__position", "card__position")
    return [MEMORY.row(memory) for memory in found]


def card_reviews(user: User) -> list[dict[str, Any]]:
    """Every grade, oldest first."""
    return [REVIEW.row(review) for review in user.card_reviews.select_related("card__topic")]


def drills(user: User) -> list[dict[str, Any]]:
    """Every mock interview and timed set, oldest first, numbered so that attempts can name it."""
    found = user.drills.select_related("round", "company")
    return [{"number": number, **DRILL.row(drill)} for number, drill in enumerate(found, start=1)]


def attempts(user: User) -> list[dict[str, Any]]:
    """Every attempt, oldest first."""
    numbers = {pk: number for number, pk in enumerate(user.drills.values_list("pk", flat=True), start=1)}
    found = user.attempts.select_related("topic")
    return [{**ATTEMPT.row(attempt), "drill": numbers.get(attempt.drill_id or 0)} for attempt in found]


def repairs(user: User) -> list[dict[str, Any]]:
    """Every task that was taken because of a stumble, oldest first."""
    return [REPAIR.row(repair) for repair in user.repairs.select_related("topic")]


def uncounted(_user: User) -> str:
    """What goes without saying."""
    return ""


def count_cards(user: User) -> str:
    """Counts cards with a memory."""
    number = user.card_memories.count()
    return ngettext("%(count)d card", "%(count)d cards", number) % {"count": number} if number else ""


def count_card_reviews(user: User) -> str:
    """Counts grades."""
    number = user.card_reviews.count()
    return ngettext("%(count)d review", "%(count)d reviews", number) % {"count": number} if number else ""


def count_drills(user: User) -> str:
    """Counts mock interviews and timed sets together."""
    number = user.drills.count()
    text = ngettext("%(count)d mock interview or timed set", "%(count)d mock interviews and timed sets", number)
    return text % {"count": number} if number else ""


def count_attempts(user: User) -> str:
    """Counts attempts."""
    number = user.attempts.count()
    return ngettext("%(count)d attempt", "%(count)d attempts", number) % {"count": number} if number else ""


SECTIONS = (
    Section("practice_settings", (SETTINGS,), practice_settings, uncounted),
    Section("cards", (MEMORY,), cards, count_cards),
    Section("card_reviews", (REVIEW,), card_reviews, count_card_reviews),
    Section("drills", (DRILL,), drills, count_drills),
    Section("attempts", (ATTEMPT,), attempts, count_attempts),
    Section("repairs", (REPAIR,), repairs, uncounted),
)
