from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from studyplan.assessment.pages import make_rating_row, total_ratings
from studyplan.catalog.models import Topic
from studyplan.catalog.syllabus import syllabus
from studyplan.core.scoring import find_shape, score
from studyplan.goals.services import default_goal
from tests.factories import NOW

LEVELS = range(1, 6)


def path_of(total: int) -> str:
    """The path that a total leads to, as planning sees it."""
    return find_shape(syllabus(), total, None).path


class RatingTotalsTest(TestCase):
    """Properties of the live total; a class, because each example runs in a transaction of its own."""

    @given(data=st.data(), missing=st.integers(0, 12))
    def test_paths_are_those_of_every_total_that_is_still_possible(self, data: st.DataObject, missing: int) -> None:
        topics = list(Topic.objects.current())
        order = data.draw(st.permutations(topics))
        levels = {topic.slug: data.draw(st.integers(1, 5)) for topic in order[missing:]}
        totals = total_ratings(topics, levels)
        given = sum(levels.values())
        reachable = range(given + missing, given + 5 * missing + 1)
        assert set(totals.paths) == {path_of(total) for total in reachable}
        assert len(set(totals.paths)) == len(totals.paths)
        assert (totals.total, totals.rated, totals.topics, totals.highest) == (given, 12 - missing, 12, 60)
        assert [topic.slug for topic in totals.missing] == [topic.slug for topic in topics if topic.slug not in levels]
        assert totals.is_complete is (missing == 0)

    @given(levels=st.lists(st.integers(1, 5), min_size=12, max_size=12))
    def test_a_full_rating_names_the_path_that_the_plan_takes(self, levels: list[int]) -> None:
        topics = list(Topic.objects.current())
        given = dict(zip([topic.slug for topic in topics], levels, strict=True))
        assert total_ratings(topics, given).paths == (score(syllabus(), given, default_goal(), NOW.date()).shape.path,)


@pytest.mark.django_db
def test_with_two_missing_every_completion_is_tried_out() -> None:
    topics = list(Topic.objects.current())
    for level in LEVELS:
        levels = dict.fromkeys([topic.slug for topic in topics[2:]], level)
        reached = {path_of(sum(levels.values()) + sum(rest)) for rest in product(LEVELS, repeat=2)}
        assert set(total_ratings(topics, levels).paths) == reached


@pytest.mark.django_db
def test_a_row_has_the_topics_own_anchors_with_the_chosen_one_checked() -> None:
    topic = Topic.objects.get(slug="bias-variance")
    row = make_rating_row(topic, 4, "An error.", 2)
    assert [anchor.level for anchor in row.anchors] == list(LEVELS)
    assert [anchor.name for anchor in row.anchors][3] == "Can derive"
    assert len({anchor.anchor for anchor in row.anchors}) == 5
    assert [anchor.level for anchor in row.anchors if anchor.checked] == [4]
    assert (row.error, row.before) == ("An error.", 2)
    assert not any(anchor.checked for anchor in make_rating_row(topic, None).anchors)
