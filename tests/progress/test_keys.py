from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from studyplan.core.model import Goal, Ratings
from studyplan.core.planning.build import build
from studyplan.progress.keys import MAX_LENGTH, is_known, kinds
from studyplan.progress.models import Completion
from tests.core import twelve
from tests.core.requests import START, goals, ratings

KINDS = (
    *("read", "derive", "practice", "implement", "rapid-fire", "cheat-sheet", "self-assessment", "mock"),
    *("review", "timed-set", "pass", "rehearsal"),
    *("recall-3", "recall-7", "recall-14", "recall-21"),
)
ENDINGS = {
    "extra": {"practice"},
    "upkeep-1": {"practice"},
    "debrief-12": {"practice"},
    "repair-99": {"practice"},
    "express": {"cheat-sheet", "mock"},
    "final": {"cheat-sheet", "pass"},
}
SLUGS = frozenset(twelve.SLUGS.values())
parts = st.sampled_from(
    [
        *KINDS,
        *SLUGS,
        *ENDINGS,
        "extra-2",
        "upkeep-0",
        "debrief-100",
        "maintenance-2",
        "maintenance-",
        "1",
        "12",
        "100",
        "",
        "recall-4",
        "kernel-methods",
    ]
)
keys = st.lists(parts, min_size=1, max_size=4).map(":".join) | st.text(max_size=20)


def is_key(text: str) -> bool:
    """What the contract says, part by part."""
    kind, *rest = text.split(":")
    match rest:
        case [slug] if slug in SLUGS:
            return kind in KINDS
        case ["1" | "12" | "maintenance-2"]:
            return kind in ("mock", "rehearsal", "timed-set")
        case ["1", "final"]:
            return kind == "mock"
        case [slug, ending] if slug in SLUGS:
            return kind in ENDINGS.get(ending, ())
    return False


class KeysTest(TestCase):
    """Keys that plans can hold, and no others."""

    @given(ratings=ratings, goal=goals())
    def test_every_key_that_a_plan_holds_is_known_and_fits_its_column(self, ratings: Ratings, goal: Goal) -> None:
        plan = build(twelve.syllabus(), ratings, goal, START)
        days = [*(day for week in plan.weeks for day in week.days), *plan.afterwards]
        for key in {task.key for day in days for task in day.tasks}:
            assert is_known(key, SLUGS), key

    @given(key=keys)
    @example(key="read:bias-variance\n")
    @example(key="read:bias-variance:")
    @example(key="mock:1:final")
    @example(key="practice:bias-variance:extra:extra")
    def test_only_what_a_plan_could_hold_is_known(self, key: str) -> None:
        assert is_known(key, SLUGS) is is_key(key)


@pytest.mark.django_db
def test_kinds_are_cores_and_the_recalls_of_the_content() -> None:
    assert kinds() == set(KINDS)


def test_every_known_key_fits_its_column() -> None:
    assert Completion._meta.get_field("task").max_length == MAX_LENGTH
    longest = max(map(len, KINDS)) + max(map(len, SLUGS)) + max(map(len, ENDINGS)) + 2
    assert longest <= MAX_LENGTH
