"""The summary of reviews."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from statistics import median
from typing import Any

from django.apps import apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from studyplan.accounts.models import User
from studyplan.catalog.models import Card
from studyplan.practice.cards.services import undo_review
from studyplan.practice.cards.state import undoable_review
from studyplan.practice.cards.summary import summarize_again
from studyplan.practice.models import ReviewSummary
from tests.factories import NOW, make_user
from tests.practice.cards.helpers import (
    DAY,
    GOOD,
    flashcards,
    grade,
)

fill_summaries = import_module("studyplan.practice.migrations.0004_fill_review_summaries").fill


class SummaryTest(TestCase):
    """The summary of reviews against the reviews."""

    @settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(
        steps=st.lists(
            st.tuples(st.booleans(), st.integers(0, 3), st.none() | st.integers(1, 400), st.integers(0, 2)), max_size=25
        )
    )
    def test_it_says_what_the_reviews_say(self, steps: list[tuple[bool, int, int | None, int]]) -> None:
        user, at = make_user("summary@example.org"), NOW
        cards = [*flashcards(2), *Card.objects.current().filter(topic__slug="loss-functions", kind="rapid-fire")[:2]]
        for is_undone, number, seconds, gap in steps:
            at += DAY * gap + timedelta(seconds=1)
            if is_undone and (newest := undoable_review(user, at.date())):
                assert undo_review(user, newest.pk, at.date())
            else:
                grade(user, cards[number], GOOD, at, seconds)
        kept = summary_of(user)
        assert kept == recount(user)
        summarize_again(user)
        assert summary_of(user) == kept
        ReviewSummary.objects.all().delete()
        fill_summaries(apps, None)
        assert summary_of(user) == kept


def summary_of(user: User) -> dict[str, Any] | None:
    columns = [field.attname for field in ReviewSummary._meta.concrete_fields if field.name != "id"]
    kept: dict[str, Any] | None = ReviewSummary.objects.filter(user=user).values(*columns).first()
    return kept


def recount(user: User) -> dict[str, Any] | None:
    """The summary as the rules have it, from all of the reviews."""
    reviews = list(user.card_reviews.select_related("card"))
    if not reviews:
        return None
    newest = reviews[-1]
    day = [review for review in reviews if review.reviewed_on == newest.reviewed_on]
    measured = [(review.card.kind, review.seconds) for review in reviews if review.seconds][-200:]

    def usual(kind: str) -> int | None:
        own = [seconds for of_kind, seconds in measured if of_kind == kind]
        return min(round(median(own)), 150) if len(own) >= 5 else None

    return {
        "user_id": user.pk,
        "newest_id": newest.pk,
        "reviewed_on": newest.reviewed_on,
        "seconds": sum(review.seconds or 0 for review in day),
        "unmeasured_flashcards": sum(r.seconds is None and r.card.kind == "flashcard" for r in day),
        "unmeasured_rapid_fire": sum(r.seconds is None and r.card.kind == "rapid-fire" for r in day),
        "flashcard_seconds": usual("flashcard"),
        "rapid_fire_seconds": usual("rapid-fire"),
        "measured": [[["flashcard", "rapid-fire"].index(kind), seconds] for kind, seconds in measured],
    }
