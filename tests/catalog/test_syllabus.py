"""Rows → core's syllabus, against tables typed from the rules by other hands."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from studyplan.catalog.models import ContentVersion
from studyplan.catalog.syllabus import content_version, syllabus, track
from studyplan.catalog.version import ContentMissingError
from tests.core import twelve

pytestmark = pytest.mark.django_db


def test_the_content_says_what_the_rules_say() -> None:
    """Every target, frequency, depth, minute, edge, band and number of the planning rules."""
    found, expected = syllabus(), twelve.syllabus()
    assert found.targets == expected.targets
    assert found.frequencies == expected.frequencies
    assert found.depths == expected.depths
    assert found.policy == expected.policy
    assert set(found.hard) == set(expected.hard)
    assert set(found.soft) == set(expected.soft)
    assert (found.topics, found.bands, found.paths) == (expected.topics, expected.bands, expected.paths)
    assert found.resources == expected.resources


def test_it_is_kept_until_other_content_is_loaded() -> None:
    """Only the version is asked for again."""
    first = syllabus()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert syllabus() is first
    assert len(queries) == 1
    ContentVersion.objects.update(digest="other")
    assert syllabus() is not first


def test_without_content_it_says_what_to_run() -> None:
    """Rather than an index error somewhere below."""
    ContentVersion.objects.all().delete()
    for ask in (content_version, syllabus, track):
        with pytest.raises(ContentMissingError, match="load_content"):
            ask()


def test_track_names_things() -> None:
    """The words that pages use."""
    words = track()
    assert words.level_name(4) == "Can derive"
    assert words.tier("capstone").number == 4
    assert words.path("sprint").code == "B"
    assert [words.band(total).variant for total in (12, 20, 49, 50)] == ["sequential", "sprint", "extended", "express"]
    assert [words.resource_level(total).slug for total in (19, 39, 40)] == ["beginner", "intermediate", "advanced"]
    assert words.checkpoint("recall-7").day == 7
    assert words.roles["mle"] == "Machine Learning Engineer"
    assert list(words.rounds) == ["phone-screen", "ml-depth", "system-design", "coding", "behavioral"]
