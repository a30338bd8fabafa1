from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from studyplan.accounts.models import User
from studyplan.assessment.services import levels_of, unrated
from tests.factories import NOW, make_assessment, make_retired_topic, ratings

pytestmark = pytest.mark.django_db


def test_levels_are_those_of_the_newest_assessment(ada: User, grace: User) -> None:
    assert levels_of(ada) == {}
    make_assessment(ada, ratings(4), NOW)
    make_assessment(ada, ratings(2), NOW - timedelta(days=1))
    make_assessment(grace, ratings(5), NOW + timedelta(days=1))
    assert levels_of(ada) == ratings(4)


def test_one_query_reads_the_levels(ada: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for days in range(3):
        make_assessment(ada, ratings(4), NOW + timedelta(days=days))
    with django_assert_num_queries(1):
        levels_of(ada)


def test_topics_that_the_content_dropped_have_no_level_any_more(ada: User) -> None:
    make_assessment(ada, ratings(3) | {make_retired_topic().slug: 4})
    assert levels_of(ada) == ratings(3)


def test_unrated_are_all_before_the_first_and_later_those_that_are_new() -> None:
    levels = ratings(3)
    assert [topic.slug for topic in unrated({})] == list(levels)
    del levels["optimization"], levels["bias-variance"]
    assert [topic.slug for topic in unrated(levels)] == ["bias-variance", "optimization"]
    assert unrated(ratings(1)) == []
