"""The summary of reviews."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from statistics import median
from typing import Any

import pytest
from django.apps import apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from studyplan.accounts.models import User
from studyplan.catalog.models import Card
from studyplan.practice.cards.services import undo_review
from studyplan.practice.cards.state import undoable_review
from studyplan.practice.cards.summary import estimate_seconds, summarize_again
from studyplan.practice.models import OwnCard, Review, ReviewSummary
from tests.factories import NOW, make_user
from tests.practice.cards.helpers import (
    AGAIN,
    DAY,
    GOOD,
    flashcards,
    grade,
)
from tests.practice.factories import make_own_card

fill_summaries = import_module("studyplan.practice.migrations.0004_fill_review_summaries").fill
fill_day_counts = import_module("studyplan.practice.migrations.0010_fill_day_counts_and_lapses").fill


class SummaryTest(TestCase):
    """The summary of reviews against the reviews."""

    @settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(
        steps=st.lists(
            st.tuples(
                st.booleans(),
                st.integers(0, 4),
                st.none() | st.integers(1, 400),
                st.integers(0, 2),
                st.sampled_from([AGAIN, GOOD]),
            ),
            max_size=25,
        )
    )
    def test_it_says_what_the_reviews_say(self, steps: list[tuple[bool, int, int | None, int, int]]) -> None:
        user, at = make_user("summary@example.org"), NOW
        cards: list[Card | OwnCard] = [*flashcards(2), *aloud()[:2], make_own_card(user)]
        for is_undone, number, seconds, gap, given_grade in steps:
            at += DAY * gap + timedelta(seconds=1)
            if is_undone and (newest := undoable_review(user, at.date())):
                assert undo_review(user, newest.pk, at.date())
            else:
                grade(user, cards[number], given_grade, at, seconds)
        kept, lapses = summary_of(user), lapses_of(user)
        assert kept == recount(user)
        summarize_again(user)
        assert summary_of(user) == kept
        if user.card_reviews.exclude(own=None):
            return  # Nobody had cards of their own when those migrations ran.
        ReviewSummary.objects.all().delete()
        user.card_memories.update(lapses=0)
        fill_summaries(apps, None)
        fill_day_counts(apps, None)
        assert summary_of(user) == kept
        assert lapses_of(user) == lapses


def lapses_of(user: User) -> dict[int, int]:
    return {memory.pk: memory.lapses for memory in user.card_memories.all()}


@pytest.mark.django_db
def test_a_burst_of_clicks_promises_no_short_day(ada: User) -> None:
    for number in range(60):
        grade(ada, flashcards(12)[number % 12], GOOD, NOW + timedelta(seconds=number), seconds=1)
    summary = ReviewSummary.objects.get()
    assert summary.flashcard_seconds == 6
    assert summary.seconds == 60


@pytest.mark.django_db
def test_a_few_slow_cards_move_the_estimate_a_little(ada: User) -> None:
    for number in range(2):
        grade(ada, flashcards(2)[number], GOOD, NOW, seconds=75)
    assert ReviewSummary.objects.get().flashcard_seconds == 25
    grade(ada, next(card for card in aloud()), GOOD, NOW, seconds=300)
    assert ReviewSummary.objects.get().rapid_fire_seconds == round((600 + 300) / 11)


def aloud() -> list[Card]:
    return list(Card.objects.current().filter(topic__slug="loss-functions", kind="rapid-fire"))


def test_nothing_is_estimated_from_nothing() -> None:
    assert estimate_seconds("flashcard", []) is None
    assert estimate_seconds("rapid-fire", [1] * 200) == 20
    assert estimate_seconds("rapid-fire", [300] * 200) == 150


def summary_of(user: User) -> dict[str, Any] | None:
    columns = [field.attname for field in ReviewSummary._meta.concrete_fields if field.name != "id"]
    kept: dict[str, Any] | None = ReviewSummary.objects.filter(user=user).values(*columns).first()
    return kept


def kind_of(review: Review) -> str:
    return review.card.kind if review.card else "flashcard"


def recount(user: User) -> dict[str, Any] | None:
    """The summary as the rules have it, from all of the reviews."""
    reviews = list(user.card_reviews.select_related("card"))
    if not reviews:
        return None
    newest = reviews[-1]
    day = [review for review in reviews if review.reviewed_on == newest.reviewed_on]
    measured = [(kind_of(review), review.seconds) for review in reviews if review.seconds][-200:]

    def usual(kind: str) -> int | None:
        own = [seconds for of_kind, seconds in measured if of_kind == kind]
        default, least = {"flashcard": (15, 6), "rapid-fire": (60, 20)}[kind]
        drawn = round((10 * default + len(own) * median(own or [0])) / (10 + len(own)))
        return min(max(drawn, least), 150) if own else None

    return {
        "user_id": user.pk,
        "newest_id": newest.pk,
        "reviewed_on": newest.reviewed_on,
        "seconds": sum(review.seconds or 0 for review in day),
        "unmeasured_flashcards": sum(r.seconds is None and kind_of(r) == "flashcard" for r in day),
        "unmeasured_rapid_fire": sum(r.seconds is None and kind_of(r) == "rapid-fire" for r in day),
        "reviews": len(day),
        "recalled": sum(review.grade > AGAIN for review in day),
        "new_cards": sum(review.before is None for review in day),
        "flashcard_seconds": usual("flashcard"),
        "rapid_fire_seconds": usual("rapid-fire"),
        "measured": [[["flashcard", "rapid-fire"].index(kind), seconds] for kind, seconds in measured],
    }
