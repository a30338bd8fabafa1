"""The summary of a user's reviews, so that no page reads them all: seconds by kind of card, and the newest day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from studyplan.accounts.models import User
from studyplan.catalog.models import Card
from studyplan.practice.models import Review, ReviewSummary
from studyplan.practice.questions.bank import ALOUD_SECONDS

KINDS = (Card.Kind.FLASHCARD.value, Card.Kind.RAPID_FIRE.value)
"""In this order the summary numbers them."""

USUAL_SECONDS = {Card.Kind.FLASHCARD.value: 15, Card.Kind.RAPID_FIRE.value: ALOUD_SECONDS}
"""Seconds a card is expected to take before the user has reviews to tell."""

LEAST_SECONDS = {Card.Kind.FLASHCARD.value: 6, Card.Kind.RAPID_FIRE.value: 20}
"""Whatever was measured: nobody recalls and compares faster for long, so a burst of clicks promises no short day."""

WEIGHT_OF_USUAL, NEWEST_REVIEWS = 10, 200
"""As how many reviews the usual seconds count beside one's own, and how many of the newest are looked at."""

MOST_SECONDS = 150
"""The longest estimate: a new card comes twice on its first day, and that must fit into the smallest limit."""


def add_to_summary(review: Review, kind: str, *, is_new: bool = False) -> None:
    """Count the user's newest review, of a card of ``kind``; ``is_new``: the card's first."""
    summary = ReviewSummary.objects.filter(user=review.user_id).first() or ReviewSummary(user=review.user)
    if summary.reviewed_on != review.reviewed_on:
        summary.seconds = summary.unmeasured_flashcards = summary.unmeasured_rapid_fire = 0
        summary.reviews = summary.recalled = summary.new_cards = 0
    _add(summary, [(kind, review.seconds, review.grade, is_new)])
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
    # Of an imported review nobody knows the memory before it: it is not offered for undo.
    undoable = None if newest.before == {} else newest
    summary = ReviewSummary(user=user, newest=undoable, reviewed_on=newest.reviewed_on)
    of_day = user.card_reviews.filter(reviewed_on=newest.reviewed_on)
    columns = of_day.values_list("card__kind", "seconds", "grade", "before")
    _add(summary, ((kind or KINDS[0], seconds, grade, before is None) for kind, seconds, grade, before in columns))
    measured = user.card_reviews.filter(seconds__isnull=False).order_by("-reviewed_at", "-pk")
    rows = list(measured.values_list("card__kind", "seconds")[:NEWEST_REVIEWS])
    _set_measured(
        summary, [[KINDS.index(kind or KINDS[0]), seconds] for kind, seconds in reversed(rows) if seconds is not None]
    )
    summary.save()


def _add(summary: ReviewSummary, day: Iterable[tuple[str, int | None, int, bool]]) -> None:
    """Count reviews on the newest day, each by its card's kind, seconds and grade, and whether the card was new."""
    for kind, seconds, grade, is_new in day:
        summary.reviews += 1
        summary.recalled += grade > Review.Grade.AGAIN
        summary.new_cards += is_new
        if seconds is not None:
            summary.seconds += seconds
        elif kind == Card.Kind.FLASHCARD:
            summary.unmeasured_flashcards += 1
        else:
            summary.unmeasured_rapid_fire += 1


def _set_measured(summary: ReviewSummary, measured: list[list[int]]) -> None:
    summary.measured = measured
    summary.flashcard_seconds, summary.rapid_fire_seconds = (
        estimate_seconds(kind, [seconds for of_kind, seconds in measured if of_kind == number])
        for number, kind in enumerate(KINDS)
    )


def estimate_seconds(kind: str, measured: Sequence[int]) -> int | None:
    """The median, drawn toward the usual while there are few; ``None`` for none."""
    if not measured:
        return None
    weighed = WEIGHT_OF_USUAL * USUAL_SECONDS[kind] + len(measured) * median(measured)
    return min(max(round(weighed / (WEIGHT_OF_USUAL + len(measured))), LEAST_SECONDS[kind]), MOST_SECONDS)
