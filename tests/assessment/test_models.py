from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from studyplan.accounts.models import User
from studyplan.assessment.models import Assessment, Rating
from studyplan.catalog.models import Topic
from tests.factories import NOW, make_assessment, make_retired_topic, make_user, ratings

pytestmark = pytest.mark.django_db


def test_take_stores_every_level_and_which_were_copied(ada: User) -> None:
    given = ratings(2, optimization=5)
    assessment = Assessment.objects.take(ada, given, frozenset({"optimization"}), NOW)
    assert assessment.levels == given
    assert list(assessment.levels) == list(given)
    assert assessment.taken_at == NOW
    assert assessment.rated == {"optimization"}


def test_the_newest_is_by_time_and_of_that_user_only(ada: User) -> None:
    for days in (2, 0, 1):
        make_assessment(ada, ratings(days + 1), NOW + timedelta(days=days))
    make_assessment(make_user("grace@example.org"), ratings(5), NOW + timedelta(days=9))
    newest = ada.assessments.latest_one()
    assert newest is not None
    assert newest.levels == ratings(3)
    assert [assessment.taken_at for assessment in ada.assessments.newest_first()] == [
        NOW + timedelta(days=days) for days in (2, 1, 0)
    ]


def test_of_two_at_the_same_moment_the_one_stored_later_is_newer(ada: User) -> None:
    make_assessment(ada, ratings(1))
    make_assessment(ada, ratings(2))
    newest = ada.assessments.latest_one()
    assert newest is not None
    assert newest.levels == ratings(2)


def test_without_any_there_is_no_newest(ada: User) -> None:
    assert ada.assessments.latest_one() is None


def test_nothing_is_stored_where_a_level_is_impossible(ada: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.take(ada, ratings(3, optimization=6), frozenset(), NOW)
    assert not ada.assessments.exists()


def test_current_levels_leave_out_what_the_content_dropped(ada: User) -> None:
    old = make_retired_topic()
    assessment = make_assessment(ada, ratings(3) | {old.slug: 4})
    assert assessment.levels == ratings(3) | {old.slug: 4}
    assert assessment.current_levels == ratings(3)


@pytest.mark.parametrize("level", [0, 6])
def test_constraint_rating_level_1_to_5(ada: User, level: int) -> None:
    assessment = make_assessment(ada, {})
    topic = Topic.objects.current()[0]
    with pytest.raises(IntegrityError, match="rating_level_1_to_5"), transaction.atomic():
        Rating.objects.create(assessment=assessment, topic=topic, level=level)


def test_constraint_rating_unique_per_topic(ada: User) -> None:
    assessment = make_assessment(ada)
    assert "rating_unique_per_topic" in {constraint.name for constraint in Rating._meta.constraints}
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        Rating.objects.create(assessment=assessment, topic=Topic.objects.current()[0], level=1)


def test_a_topic_that_was_rated_cannot_be_deleted(ada: User) -> None:
    topic = make_retired_topic()
    make_assessment(ada, {topic.slug: 2})
    with pytest.raises(ProtectedError):
        topic.delete()


def test_names_for_the_admin(ada: User) -> None:
    assessment = make_assessment(ada, ratings(3))
    assert str(assessment) == "ada@example.org, 2026-03-02"
    assert str(assessment.ratings.get(topic__slug="optimization")) == "Optimization: 3"
