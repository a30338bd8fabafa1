"""The tables of practice that an account owns: settings, own cards, cards, reviews, drills, attempts, repairs."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.utils.translation import ngettext

from studyplan.accounts.models import User
from studyplan.portability.tables import IMPLIED, Section, Table
from studyplan.practice.models import Attempt, CardMemory, Drill, OwnCard, PracticeSettings, Repair, Review

SETTINGS_TABLE = Table(
    PracticeSettings, ("card_minutes", "new_cards", "has_two_buttons"), {"id": IMPLIED, "user": IMPLIED}
)
OWN_CARD_TABLE = Table(
    OwnCard,
    ("topic", "card", "front", "back", "written_at"),
    {"id": "as a number", "user": IMPLIED, "deleted_on": "what is deleted is left out"},
)
CARD_TABLE = Table(
    CardMemory,
    (
        "card",
        "state",
        "step",
        "stability",
        "difficulty",
        "due_at",
        "due_on",
        "reviewed_at",
        "lapses",
        "is_set_aside",
    ),
    {"id": IMPLIED, "user": IMPLIED, "own": "by its number"},
)
REVIEW_TABLE = Table(
    Review,
    ("card", "grade", "seconds", "reviewed_at", "reviewed_on"),
    {
        "id": IMPLIED,
        "user": IMPLIED,
        "own": "by its number",
        "before": "follows from the reviews before; kept for undo alone",
    },
)
ATTEMPT_TABLE = Table(
    Attempt,
    ("kind", "topic", "slug", "level", "points", "hits", "answer", "seconds", "attempted_at", "attempted_on", "place"),
    {"id": IMPLIED, "user": IMPLIED, "drill": "by its number", "hit_count": "the number of hits"},
)
DRILL_TABLE = Table(
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
    {"id": "as a number", "user": IMPLIED},
)
REPAIR_TABLE = Table(Repair, ("topic", "taken_at", "taken_on"), {"id": IMPLIED, "user": IMPLIED})


def export_practice_settings(user: User) -> dict[str, Any] | None:
    """The practice settings, if the user ever chose any."""
    settings = PracticeSettings.objects.filter(user=user).first()
    return SETTINGS_TABLE.row(settings) if settings else None


def number_own_cards(user: User) -> dict[int, int]:
    """Key of each own card in use → its number in the document."""
    keys = user.own_cards.in_use().values_list("pk", flat=True)
    return {pk: number for number, pk in enumerate(keys, start=1)}


def export_own_cards(user: User) -> list[dict[str, Any]]:
    """What the user wrote, numbered so that memories and reviews can name it; ``card``: the given one it rewrites."""
    numbers = number_own_cards(user)
    written = user.own_cards.in_use().select_related("topic", "card__topic")
    return [{"number": numbers[own.pk], **OWN_CARD_TABLE.row(own)} for own in written]


def export_cards(user: User) -> list[dict[str, Any]]:
    """The memory of every card, in the content's order, and last of the user's own."""
    numbers = number_own_cards(user)
    memories = user.card_memories.filter(own__deleted_on=None).select_related("card__topic")
    in_order = memories.order_by(F("card__topic__position").asc(nulls_last=True), "card__position", "own")
    return [{**CARD_TABLE.row(memory), "own": numbers.get(memory.own_id or 0)} for memory in in_order]


def export_card_reviews(user: User) -> list[dict[str, Any]]:
    """Oldest first. Of a card that was deleted since, it names none."""
    numbers = number_own_cards(user)
    reviews = user.card_reviews.select_related("card__topic")
    return [{**REVIEW_TABLE.row(review), "own": numbers.get(review.own_id or 0)} for review in reviews]


def export_drills(user: User) -> list[dict[str, Any]]:
    """Every mock interview and timed set, oldest first, numbered so that attempts can name it."""
    drills = user.drills.select_related("round", "company")
    return [{"number": number, **DRILL_TABLE.row(drill)} for number, drill in enumerate(drills, start=1)]


def export_attempts(user: User) -> list[dict[str, Any]]:
    """Oldest first."""
    numbers = {pk: number for number, pk in enumerate(user.drills.values_list("pk", flat=True), start=1)}
    attempts = user.attempts.select_related("topic")
    return [{**ATTEMPT_TABLE.row(attempt), "drill": numbers.get(attempt.drill_id or 0)} for attempt in attempts]


def export_repairs(user: User) -> list[dict[str, Any]]:
    """Every task that was taken because of a stumble, oldest first."""
    return [REPAIR_TABLE.row(repair) for repair in user.repairs.select_related("topic")]


def count_nothing(_user: User) -> str:
    return ""


def count_cards(user: User) -> str:
    """Counts cards with a memory."""
    number = user.card_memories.count()
    return ngettext("%(count)d card", "%(count)d cards", number) % {"count": number} if number else ""


def count_card_reviews(user: User) -> str:
    number = user.card_reviews.count()
    return ngettext("%(count)d review", "%(count)d reviews", number) % {"count": number} if number else ""


def count_own_cards(user: User) -> str:
    """Counts cards that the user wrote or rewrote."""
    number = user.own_cards.in_use().count()
    text = ngettext("%(count)d card of your own", "%(count)d cards of your own", number)
    return text % {"count": number} if number else ""


def count_drills(user: User) -> str:
    """Counts mock interviews and timed sets together."""
    number = user.drills.count()
    text = ngettext("%(count)d mock interview or timed set", "%(count)d mock interviews and timed sets", number)
    return text % {"count": number} if number else ""


def count_attempts(user: User) -> str:
    number = user.attempts.count()
    return ngettext("%(count)d attempt", "%(count)d attempts", number) % {"count": number} if number else ""


PRACTICE_SECTIONS = (
    Section("practice_settings", (SETTINGS_TABLE,), export_practice_settings, count_nothing),
    Section("own_cards", (OWN_CARD_TABLE,), export_own_cards, count_own_cards),
    Section("cards", (CARD_TABLE,), export_cards, count_cards),
    Section("card_reviews", (REVIEW_TABLE,), export_card_reviews, count_card_reviews),
    Section("drills", (DRILL_TABLE,), export_drills, count_drills),
    Section("attempts", (ATTEMPT_TABLE,), export_attempts, count_attempts),
    Section("repairs", (REPAIR_TABLE,), export_repairs, count_nothing),
)
