"""Study material into rows and documents, and what pages read of it."""

from __future__ import annotations

import shutil

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from studyplan.catalog import study
from studyplan.catalog.files.load import load
from studyplan.catalog.models import (
    Card,
    CodingProblem,
    Company,
    Derivation,
    Document,
    LessonSection,
    PrimerPage,
    Probe,
    Problem,
    Round,
    Topic,
)
from studyplan.catalog.sync import sync
from studyplan.catalog.track import track
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
    assert (problem.minutes, problem.round_slugs) == (25, ["ml-depth"])
    assert (str(problem), problem.get_absolute_url()) == (f"{SLUG}/problem-7", f"/topics/{SLUG}/problems/problem-7/")
    assert [probe.level for probe in Probe.objects.current()] == [2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5]
    cards = list(Card.objects.current().values_list("kind", "level"))
    assert cards == [("rapid-fire", 3)] * 15 + [("flashcard", None)] * 18
    derivation = Derivation.objects.current().get(topic__slug=SLUG, slug="derivation-2")
    assert (derivation.position, derivation.title, derivation.kind) == (2, "Derivation 2", "derivation")
    assert (derivation.level, derivation.minutes, derivation.section) == (4, 20, "intuition")
    code = CodingProblem.objects.current().get(topic__slug=SLUG, slug="code-2")
    assert (code.position, code.title, code.level, code.minutes) == (2, "Code 2", 3, 40)
    assert (code.round_slugs, code.section) == (["coding"], "when-it-fails")
    first, second = LessonSection.objects.current()
    assert (first.slug, first.title, first.level, first.minutes) == ("intuition", "Intuition", 2, 9)
    assert (second.slug, second.title, second.level, second.minutes) == ("when-it-fails", "When it fails", 4, 15)
    assert (first.primer_slugs, second.primer_slugs) == (["counting"], [])
    page = PrimerPage.objects.current().get()
    assert (page.slug, page.position, page.name, page.minutes) == ("counting", 1, "Counting", 10)


def test_emphasis_is_in_the_rows(loaded: Folder) -> None:
    coding = {"derive": 1, "practice": 2, "implement": 7, "rapid-fire": 0}
    assert Round.objects.get(slug="coding").emphasis == coding
    assert Company.objects.get(slug="startup").emphasis == {"practice": 1, "implement": 1}
    assert track().policy.emphasis == {"derive": 3, "practice": 4, "implement": 2, "rapid-fire": 1}


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
    assert (study.problems_of(SLUG)[0].level, study.rapid_fire_of(SLUG)[0].level) == (4, 3)


def test_a_lesson_is_read_in_sections(loaded: Folder) -> None:
    lesson = study.lesson_of(SLUG)
    assert lesson
    first, second = lesson.sections
    assert (first.slug, first.title, first.level, first.minutes) == ("intuition", "Intuition", 2, 9)
    assert (first.primer, second.primer) == (("counting",), ())
    assert second.html.startswith('<h3 id="lesson-when-it-fails">')
    assert lesson.html == first.html + second.html


def test_a_lesson_of_which_no_levels_are_known_is_read_all_the_same(loaded: Folder) -> None:
    (loaded.path / "topics" / SLUG / "study.yaml").unlink()
    sync(load(loaded.path), "without", NOW)
    lesson = study.lesson_of(SLUG)
    assert lesson
    assert [(section.level, section.minutes) for section in lesson.sections] == [(None, 9), (None, 6)]
    assert not LessonSection.objects.current()


def test_derivations_and_code_are_read_as_safe_markup(loaded: Folder) -> None:
    derivation = study.derivations_of(SLUG)[3]
    assert derivation.slug == "derivation-4"
    assert derivation.statement.startswith("<p>Given 4 of bias-variance, show <math")
    assert derivation.steps[2].reason.startswith("Reason 3")
    problem = study.coding_problems_of(SLUG)[1]
    assert problem.walkthrough == "<p>It adds.</p>\n"
    assert problem.signature == "def double(x: int) -> int: ..."
    code = study.code_of(SLUG)["code-2"]
    assert code.starter == "def double(x):\n    raise NotImplementedError\n"
    assert code.check.startswith("from solution import double\n")
    assert study.study_of(SLUG).sources[2].url == "https://example.org/prml.pdf"  # type: ignore[union-attr]


def test_the_primer_is_read_page_by_page(loaded: Folder) -> None:
    assert [(page.slug, page.title) for page in study.primer_pages()] == [("counting", "Counting")]
    assert "<math" in study.primer_pages()[0].summary
    text = study.primer_text("counting")
    assert text
    assert text.html.startswith("<p>Few words.</p>")
    assert [heading.anchor for heading in text.headings] == ["primer-one-and-one"]
    assert study.primer_text("adding") is None


def test_without_a_primer_there_are_no_pages(loaded: Folder) -> None:
    for path in (loaded.path / "topics" / SLUG / "study.yaml", loaded.path / "primer" / "primer.yaml"):
        path.unlink()
    sync(load(loaded.path), "without", NOW)
    assert study.primer_pages() == ()
    assert PrimerPage.objects.get(slug="counting").is_retired


def test_a_topic_without_material_has_none(loaded: Folder) -> None:
    assert study.lesson_of("optimization") is None
    assert study.study_of("optimization") is None
    assert study.code_of("optimization") == {}
    for part in (study.problems_of, study.probes_of, study.rapid_fire_of, study.flashcards_of):
        assert part("optimization") == ()
    assert study.derivations_of("optimization") == ()
    assert study.coding_problems_of("optimization") == ()


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


def test_items_of_other_kinds_are_retired_too(loaded: Folder) -> None:
    loaded.edit("topics/bias-variance/derivations.yaml", "slug: derivation-2", "slug: derivation-two")
    beside = loaded.path / "topics" / SLUG
    loaded.edit("topics/bias-variance/implement.yaml", "slug: code-2", "slug: code-two")
    (beside / "code" / "code-2").rename(beside / "code" / "code-two")
    sync(load(loaded.path), "renamed", NOW)
    assert Derivation.objects.get(slug="derivation-2").is_retired
    assert CodingProblem.objects.get(slug="code-2").is_retired
    assert "code-two" in study.code_of(SLUG)


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
    for row in (
        Derivation(topic=topic, slug="none", position=99, minutes=10, level=1),
        CodingProblem(topic=topic, slug="none", position=99, minutes=10, level=6, round_slugs=[]),
        LessonSection(topic=topic, slug="none", position=99, minutes=10, level=1, primer_slugs=[]),
        Problem(topic=topic, slug="none", position=99, minutes=10, level=1, is_hard=False, round_slugs=[]),
        Card(topic=topic, slug="none", position=99, kind="rapid-fire", level=6),
    ):
        with pytest.raises(IntegrityError, match=f"{row._meta.model_name}_level_2_to_5"), transaction.atomic():
            row.save()
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        Card.objects.create(topic=topic, slug="card-1", position=99, kind="flashcard")
    Card.objects.create(topic=Topic.objects.get(slug="optimization"), slug="card-1", position=1, kind="flashcard")
