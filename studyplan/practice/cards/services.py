"""Changes to a user's cards: a grade, its undo, a question missed elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from studyplan.accounts.models import User
from studyplan.catalog.models import Card
from studyplan.core.model import Goal
from studyplan.goals.services import goal_of
from studyplan.goals.values import ONE_DAY
from studyplan.practice.cards import fsrs
from studyplan.practice.cards.calendar import CardDays
from studyplan.practice.cards.deck import number_of
from studyplan.practice.cards.memories import StoredMemory, subject_of
from studyplan.practice.cards.state import CardState, load_card_state, schedule_review, undoable_review
from studyplan.practice.cards.summary import add_to_summary, summarize_again
from studyplan.practice.models import Attempt, CardMemory, OwnCard, Review

AWAY = timedelta(minutes=5)
"""After a longer time on one card the user was away: it is not kept."""

NEW_CARDS = 2
"""So many of a topic's flashcards come for a question that has no card of its own."""

SNAPSHOT = ("state", "step", "stability", "difficulty", "due_at", "due_on", "reviewed_at", "lapses")
DATES = {"due_at": datetime.fromisoformat, "due_on": date.fromisoformat, "reviewed_at": datetime.fromisoformat}


class StaleCardError(Exception):
    """The card was graded or set aside elsewhere since the page that sends a grade was shown."""


@transaction.atomic
def give_grade(
    user: User,
    card: Card | OwnCard,
    grade: int,
    *,
    seen: int,
    now: datetime,
    today: date,
    shown_at: datetime | None = None,
    goal: Goal | None = None,
) -> Review:
    """Keep a grade from 1 to 4 and schedule the card. Raises ``StaleCardError`` where ``seen`` is not its state.

    ``goal``: the user's, where it has been read already.
    """
    User.objects.lock(user)
    state = load_card_state(user, goal or goal_of(user), today)
    before = state.memories.get(number_of(card))
    if (before.version if before else 0) != seen or (before and before.is_set_aside):
        raise StaleCardError
    subject, values = subject_of(card), memory_after(state, card, grade, now)
    if before:
        user.card_memories.filter(**subject).update(**values)
    else:
        user.card_memories.create(**subject, **values)
    review = user.card_reviews.create(
        **subject,
        grade=grade,
        seconds=measure_seconds(shown_at, now),
        before=snapshot(before) if before else None,
        reviewed_at=now,
        reviewed_on=today,
    )
    add_to_summary(review, card.kind if isinstance(card, Card) else Card.Kind.FLASHCARD, is_new=before is None)
    return review


def memory_after(state: CardState, card: Card | OwnCard, grade: int, now: datetime) -> dict[str, Any]:
    """The columns of a card's memory that a grade changes."""
    before = state.memories.get(number_of(card))
    memory = before.memory if before else fsrs.NEW
    after, then = schedule_review(state.days, memory, grade, now, state.load_without(card))
    is_lapse = before is not None and before.is_known and grade == Review.Grade.AGAIN
    return {
        "state": after.state,
        "step": after.step,
        "stability": after.stability,
        "difficulty": after.difficulty,
        "due_at": then.due_at,
        "due_on": then.due_on,
        "reviewed_at": now,
        "lapses": (before.lapses if before else 0) + is_lapse,
    }


def measure_seconds(shown_at: datetime | None, now: datetime) -> int | None:
    """How long a card was looked at; ``None`` where that is not known."""
    took = now - shown_at if shown_at else timedelta()
    return round(took.total_seconds()) if timedelta() < took <= AWAY else None


@transaction.atomic
def undo_review(user: User, review: int, today: date) -> Review | None:
    """Take back the newest grade and put its card's memory back as it was; ``None`` where ``review`` is not that."""
    User.objects.lock(user)
    newest = undoable_review(user, today)
    if newest is None or newest.pk != review:
        return None
    memory = user.card_memories.filter(card=newest.card_id, own=newest.own_id)
    if newest.before is None:
        memory.delete()
    else:
        memory.update(**restored(newest.before))
    newest.delete()
    summarize_again(user)
    return newest


def snapshot(stored: StoredMemory) -> dict[str, Any]:
    """The columns of ``SNAPSHOT``, as JSON."""
    memory = stored.memory
    return {
        "state": memory.state,
        "step": memory.step,
        "stability": memory.stability,
        "difficulty": memory.difficulty,
        "due_at": stored.due_at.isoformat(),
        "due_on": stored.due_on.isoformat(),
        "reviewed_at": stored.reviewed_at.isoformat() if stored.reviewed_at else None,
        "lapses": stored.lapses,
    }


def restored(kept: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a snapshot; one of before a column was added leaves that column alone."""
    columns = (name for name in SNAPSHOT if name in kept)
    return {name: DATES[name](kept[name]) if name in DATES and kept[name] else kept[name] for name in columns}


def set_aside(user: User, card: Card | OwnCard, *, is_set_aside: bool) -> bool:
    """Let a card come no more, or again; it must have come before."""
    return bool(user.card_memories.filter(**subject_of(card)).update(is_set_aside=is_set_aside))


@transaction.atomic
def schedule_for_tomorrow(user: User, card: Card, today: date) -> CardMemory:
    """Make the card come tomorrow, or sooner if it does; never after the day before the interview. No grade is kept."""
    days = CardDays(goal_of(user), today)
    on = min(today + ONE_DAY, days.last or date.max)
    noon = datetime.combine(on, time(12), tzinfo=timezone.get_current_timezone()).astimezone(UTC)
    User.objects.lock(user)
    memory = user.card_memories.filter(card=card).first()
    if memory is None:
        return user.card_memories.create(card=card, due_at=noon, due_on=on, step=fsrs.NEW.step)
    memory.due_at, memory.due_on = min(memory.due_at, noon), min(memory.due_on, on)
    memory.save(update_fields=["due_at", "due_on"])
    return memory


def requeue_missed(user: User, missed: Iterable[Attempt], today: date) -> None:
    """A rapid-fire question comes as its card; for others their topic's first flashcards that are not known yet."""
    others = set()
    for attempt in missed:
        card = None
        if attempt.kind == Attempt.Kind.RAPID_FIRE:
            card = Card.objects.current().filter(topic=attempt.topic_id, slug=attempt.slug).first()
        if card:
            schedule_for_tomorrow(user, card, today)
        else:
            others.add(attempt.topic_id)
    for topic in sorted(others):
        for card in _first_new(user, topic):
            schedule_for_tomorrow(user, card, today)


def _first_new(user: User, topic: int) -> list[Card]:
    known = user.card_memories.filter(own=None).values("card")  # a NULL in it would exclude every card
    flashcards = Card.objects.current().filter(topic=topic, kind=Card.Kind.FLASHCARD)
    return list(flashcards.exclude(pk__in=known).order_by("position")[:NEW_CARDS])
