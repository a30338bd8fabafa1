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
SLUGS = frozenset(twelve.SLUGS.values())
parts = st.sampled_from(
    [*KINDS, *SLUGS, "final", "express", "maintenance-2", "1", "12", "", "recall-4", "kernel-methods"]
)
keys = st.lists(parts, min_size=1, max_size=4).map(":".join) | st.text(max_size=20)


def is_key(text: str) -> bool:
    """What the contract says, part by part."""
    kind, *rest = text.split(":")
    if kind not in KINDS or not rest or not all(rest):
        return False
    subject = rest[0].removeprefix("maintenance-")
    is_plain = all(set(part) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for part in rest)
    return is_plain and (rest[0] in SLUGS or (subject.isascii() and subject.isdecimal()))


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
    @example(key="mock:maintenance-")
    def test_only_a_known_kind_about_a_known_topic_or_a_number_is_known(self, key: str) -> None:
        assert is_known(key, SLUGS) is is_key(key)


@pytest.mark.django_db
def test_kinds_are_cores_and_the_recalls_of_the_content() -> None:
    assert kinds() == set(KINDS)


@pytest.mark.django_db
def test_a_key_that_its_column_cannot_hold_is_unknown() -> None:
    assert Completion._meta.get_field("task").max_length == MAX_LENGTH
    assert is_known("read:bias-variance:" + "x" * (MAX_LENGTH - 19), SLUGS)
    assert not is_known("read:bias-variance:" + "x" * (MAX_LENGTH - 18), SLUGS)
