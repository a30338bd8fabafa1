from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from studyplan.accounts.models import User
from studyplan.assessment.pages import make_history, make_rating_row, total_ratings
from studyplan.catalog.models import Topic
from studyplan.catalog.syllabus import syllabus
from studyplan.core.scoring import find_shape, score
from studyplan.goals.services import default_goal
from tests.factories import NOW, make_assessment, ratings

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


@pytest.mark.django_db
def test_history_compares_each_topic_with_the_first_time_it_was_rated(ada: User) -> None:
    topics = list(Topic.objects.current())
    first, second = ratings(2), ratings(3, optimization=1)
    del first["loss-functions"]
    make_assessment(ada, first, NOW)
    make_assessment(ada, second, NOW + timedelta(days=1))
    page = make_history(topics, list(ada.assessments.newest_first()))
    changes = {row.topic.slug: row.change for row in page.rows}
    assert changes == dict.fromkeys(second, 1) | {"optimization": -1, "loss-functions": 0}
    assert page.taken_at == (NOW + timedelta(days=1), NOW)
    assert page.totals == (34, 22)
    by_slug = {row.topic.slug: row.levels for row in page.rows}
    assert by_slug["loss-functions"] == (3, None)
    assert by_slug["optimization"] == (1, 2)
    # Not 34 − 22: the topic that was new the second time is no progress.
    assert page.change == 10 - 1


@pytest.mark.django_db
def test_a_topic_that_was_never_rated_has_an_empty_row(ada: User) -> None:
    levels = ratings(3)
    del levels["optimization"]
    make_assessment(ada, levels)
    page = make_history(list(Topic.objects.current()), list(ada.assessments.newest_first()))
    row = next(row for row in page.rows if row.topic.slug == "optimization")
    assert (row.levels, row.change) == ((None,), 0)
