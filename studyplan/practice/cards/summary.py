"""The summary of a user's reviews, so that no page reads them all: seconds by kind of card, and the newest day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from studyplan.accounts.models import User
from studyplan.catalog.models import Card
from studyplan.practice.models import Review, ReviewSummary

KINDS = (Card.Kind.FLASHCARD.value, Card.Kind.RAPID_FIRE.value)
"""In this order the summary numbers them."""

ENOUGH_REVIEWS, NEWEST_REVIEWS = 5, 200
"""From how many measured reviews on their median counts, and how many of the newest are looked at."""

MOST_SECONDS = 150
"""The longest estimate: a new card comes twice on its first day, and that must fit into the smallest limit."""


def add_to_summary(review: Review, kind: str) -> None:
    """Count the user's newest review, of a card of ``kind``."""
    summary = ReviewSummary.objects.filter(user=review.user_id).first() or ReviewSummary(user=review.user)
    if summary.reviewed_on != review.reviewed_on:
        summary.seconds = summary.unmeasured_flashcards = summary.unmeasured_rapid_fire = 0
    _add(summary, [(kind, review.seconds)])
    if review.seconds is not None:
        _set_measured(summary, [*summary.measured, [KINDS.index(kind), review.seconds]][-NEWEST_REVIEWS:])
    summary.newest, summary.reviewed_on = review, review.reviewed_on
    summary.save()


def summarize_again(user: User) -> None:
    """Make the summary anew from the reviews, as after an undo."""
    ReviewSummary.objects.filter(user=user).delete()
    newest = user.card_reviews.last()
    if newest is None:
        return
    summary = ReviewSummary(user=user, newest=newest, reviewed_on=newest.reviewed_on)
    _add(summary, user.card_reviews.filter(reviewed_on=newest.reviewed_on).values_list("card__kind", "seconds"))
    measured = user.card_reviews.filter(seconds__isnull=False).order_by("-reviewed_at", "-pk")
    rows = measured.values_list("card__kind", "seconds")[:NEWEST_REVIEWS]
    _set_measured(summary, [[KINDS.index(kind), seconds] for kind, seconds in rows if seconds is not None][::-1])
    summary.save()


def _add(summary: ReviewSummary, day: Iterable[tuple[str, int | None]]) -> None:
    """Count reviews, each by its card's kind and its seconds, on the newest day."""
    for kind, seconds in day:
        if seconds is not None:
            summary.seconds += seconds
        elif kind == Card.Kind.FLASHCARD:
            summary.unmeasured_flashcards += 1
        else:
            summary.unmeasured_rapid_fire += 1


def _set_measured(summary: ReviewSummary, measured: list[list[int]]) -> None:
    summary.measured = measured
    summary.flashcard_seconds, summary.rapid_fire_seconds = (
        _estimate([seconds for kind, seconds in measured if kind == number]) for number in range(len(KINDS))
    )


def _estimate(seconds: Sequence[int]) -> int | None:
    """The median, where there are enough to tell."""
    return min(max(round(median(seconds)), 1), MOST_SECONDS) if len(seconds) >= ENOUGH_REVIEWS else None
