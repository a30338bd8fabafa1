"""Rows → core's syllabus, against tables typed from the rules by other hands."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from studyplan.catalog.models import ContentVersion, Topic
from studyplan.catalog.syllabus import content_version, syllabus, track
from studyplan.catalog.version import ContentMissingError
from tests.core import twelve

pytestmark = pytest.mark.django_db


def test_the_content_says_what_the_rules_say() -> None:
    """Every target, frequency, depth, minute, edge, band and number of the planning rules."""
    loaded, expected = syllabus(), twelve.syllabus()
    assert loaded.targets == expected.targets
    assert loaded.frequencies == expected.frequencies
    assert loaded.depths == expected.depths
    assert loaded.policy == expected.policy
    assert set(loaded.hard) == set(expected.hard)
    assert set(loaded.soft) == set(expected.soft)
    assert (loaded.topics, loaded.bands, loaded.paths) == (expected.topics, expected.bands, expected.paths)
    assert loaded.resources == expected.resources


def test_it_is_kept_until_other_content_is_loaded() -> None:
    """Only the version is asked for again."""
    first = syllabus()
    with CaptureQueriesContext(connection) as queries:
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


def test_pages_without_content_say_so_too(client: Client) -> None:
    """An installation that was not prepared answers that it is not ready, and what to run."""
    ContentVersion.objects.all().delete()
    response = client.get("/topics/")
    assert (response.status_code, response["Content-Type"]) == (503, "text/plain")
    assert b"run manage.py load_content" in response.content


def test_one_request_asks_for_the_version_once_and_the_next_asks_again(client: Client) -> None:
    """Content that is loaded while the app serves is seen at once."""
    assert b"Optimization" in client.get("/topics/").content
    Topic.objects.filter(slug="optimization").update(name="Optimizers")
    assert b"Optimizers" not in client.get("/topics/").content
    ContentVersion.objects.update(digest="other")
    with CaptureQueriesContext(connection) as queries:
        assert b"Optimizers" in client.get("/topics/").content
    assert sum("catalog_contentversion" in query["sql"] for query in queries) == 1


def test_track_names_things() -> None:
    words = track()
    assert words.level_name(4) == "Can derive"
    assert words.tier("capstone").number == 4
    assert words.path("sprint").code == "B"
    assert [words.band(total).variant for total in (12, 20, 49, 50)] == ["sequential", "sprint", "extended", "express"]
    assert [words.resource_level(total).slug for total in (19, 39, 40)] == ["beginner", "intermediate", "advanced"]
    assert words.checkpoint("recall-7").day == 7
    assert words.roles["mle"] == "Machine Learning Engineer"
    assert list(words.rounds) == ["phone-screen", "ml-depth", "system-design", "coding", "behavioral"]
