"""Study material into rows and documents, and what pages read of it."""

from __future__ import annotations

import shutil

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from studyplan.catalog import study
from studyplan.catalog.files.load import load
from studyplan.catalog.models import Card, Document, Probe, Problem, Topic
from studyplan.catalog.sync import sync
from tests.catalog.conftest import Folder
from tests.factories import NOW

pytestmark = pytest.mark.django_db
SLUG = "bias-variance"


@pytest.fixture
def loaded(studied: Folder) -> Folder:
    """The material in the database, and nothing of any other topic."""
    sync(load(studied.path), "sample", NOW)
    return studied


def test_everything_that_users_refer_to_is_a_row(loaded: Folder) -> None:
    problem = Problem.objects.current().get(topic__slug=SLUG, slug="problem-7")
    assert (problem.position, problem.title, problem.kind, problem.is_hard) == (7, "Problem 7", "derive", True)
    assert (problem.minutes, problem.round_slugs) == (20, ["ml-depth"])
    assert (str(problem), problem.get_absolute_url()) == (f"{SLUG}/problem-7", f"/topics/{SLUG}/problems/problem-7/")
    assert [probe.level for probe in Probe.objects.current()] == [2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5]
    assert list(Card.objects.current().values_list("kind", flat=True)) == ["rapid-fire"] * 15 + ["flashcard"] * 18


def test_pages_read_it_as_safe_markup(loaded: Folder) -> None:
    lesson, studied = study.lesson_of(SLUG), study.study_of(SLUG)
    assert lesson
    assert studied
    assert lesson.words == 23
    assert [heading.anchor for heading in lesson.headings][:1] == ["lesson-intuition"]
    assert lesson.html.__html__() == lesson.html
    assert "<math" in studied.card[0]
    assert hasattr(studied.card[0], "__html__")
    assert study.problems_of(SLUG)[0].hints == ("<p>First hint 1</p>\n", "<p>Second hint 1</p>\n")
    assert [probe.level for probe in study.probes_of(SLUG)][::3] == [2, 3, 4, 5]
    assert study.rapid_fire_of(SLUG)[7].slug == "fire-8"
    assert study.flashcards_of(SLUG)[11].front == "Front 12 of bias-variance"


def test_a_topic_without_material_has_none(loaded: Folder) -> None:
    assert study.lesson_of("optimization") is None
    assert study.study_of("optimization") is None
    for part in (study.problems_of, study.probes_of, study.rapid_fire_of, study.flashcards_of):
        assert part("optimization") == ()


def test_a_document_is_read_once_per_content(loaded: Folder) -> None:
    study.problems_of(SLUG)
    with CaptureQueriesContext(connection) as queries:
        study.problems_of(SLUG)
    assert [query["sql"].split()[3] for query in queries if "contentversion" not in query["sql"]] == []


def test_what_is_gone_is_retired_and_comes_back(loaded: Folder) -> None:
    before = dict(Problem.objects.current().values_list("slug", "pk"))
    loaded.edit("topics/bias-variance/problems.yaml", "slug: problem-2", "slug: problem-two")
    sync(load(loaded.path), "renamed", NOW)
    assert Problem.objects.get(slug="problem-2").is_retired
    assert "problem-2" not in [problem.slug for problem in Problem.objects.current()]
    assert Problem.objects.get(slug="problem-1").pk == before["problem-1"]
    loaded.edit("topics/bias-variance/problems.yaml", "slug: problem-two", "slug: problem-2")
    sync(load(loaded.path), "back", NOW)
    assert dict(Problem.objects.current().values_list("slug", "pk")) == before


def test_the_texts_of_a_topic_whose_material_is_gone_are_gone(loaded: Folder) -> None:
    shutil.rmtree(loaded.path / "topics" / SLUG / "code")
    for path in (loaded.path / "topics" / SLUG).glob("*.*"):
        if path.name != "topic.yaml":
            path.unlink()
    sync(load(loaded.path), "without", NOW)
    assert not Document.objects.filter(slug__endswith=f"-{SLUG}").exists()
    assert study.study_of(SLUG) is None


def test_the_database_keeps_slugs_apart_and_levels_in_range(loaded: Folder) -> None:
    topic = Topic.objects.get(slug=SLUG)
    with pytest.raises(IntegrityError, match=r"probe_level_2_to_5"), transaction.atomic():
        Probe.objects.create(topic=topic, slug="none", position=99, level=1)
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        Card.objects.create(topic=topic, slug="card-1", position=99, kind="flashcard")
    Card.objects.create(topic=Topic.objects.get(slug="optimization"), slug="card-1", position=1, kind="flashcard")
