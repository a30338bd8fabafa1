"""Rows → the material that plans name, against the content's files read on their own."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest
import yaml
from django.conf import settings

from studyplan.catalog.models import CompanyTopic, ContentVersion, Problem, Topic
from studyplan.catalog.study import lesson_of
from studyplan.catalog.syllabus import syllabus
from studyplan.core.material import Emphasis, RehearsalFormat, StudyItem, StudyMaterial, TopicMock

pytestmark = pytest.mark.django_db

TOPICS = sorted(path.parent.name for path in settings.CONTENT_DIR.glob("topics/*/topic.yaml"))


@cache
def read(file: str) -> Any:
    path = settings.CONTENT_DIR / file
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}


@pytest.fixture
def material() -> StudyMaterial:
    return syllabus().material


def test_every_topic_has_its_material(material: StudyMaterial) -> None:
    assert sorted(material.topics) == TOPICS


@pytest.mark.parametrize("topic", TOPICS)
def test_a_problem_takes_its_own_minutes_and_five_for_each_follow_up(material: StudyMaterial, topic: str) -> None:
    for kind, file in (("problems", "problems"), ("coding", "implement")):
        assert getattr(material.topics[topic], kind) == tuple(
            StudyItem(
                entry["slug"],
                entry["title"],
                entry["minutes"] + 5 * len(entry["follow_ups"]),
                entry["level"],
                tuple(entry["rounds"]),
                tuple(entry.get("companies", ())),
            )
            for entry in read(f"topics/{topic}/{file}.yaml").get("problems", ())
        )


@pytest.mark.parametrize("topic", TOPICS)
def test_sections_take_what_the_lesson_says(material: StudyMaterial, topic: str) -> None:
    lesson = lesson_of(topic)
    assert lesson is not None
    entries = {entry["section"]: entry for entry in read(f"topics/{topic}/study.yaml")["sections"]}
    items = {item.slug: item for item in material.topics[topic].sections}
    assert list(items) == [section.slug for section in lesson.sections]
    for section in lesson.sections:
        item = items[section.slug]
        assert (item.minutes, item.level) == (section.minutes, entries[section.slug]["level"])
        assert item.primer == tuple(entries[section.slug].get("primer", ()))
        assert set(item.primer) <= set(material.primer)


@pytest.mark.parametrize("topic", TOPICS)
def test_derivations_and_questions_are_the_files(material: StudyMaterial, topic: str) -> None:
    of_topic = material.topics[topic]
    assert of_topic.derivations == tuple(
        StudyItem(entry["slug"], entry["title"], entry["minutes"], entry["level"])
        for entry in read(f"topics/{topic}/derivations.yaml")["derivations"]
    )
    for items, questions, minutes in (
        (of_topic.rapid_fire, read(f"topics/{topic}/cards.yaml")["rapid_fire"], 2),
        (of_topic.probes, read(f"topics/{topic}/probes.yaml")["probes"], 10),
    ):
        assert [(item.slug, item.level, item.minutes) for item in items] == [
            (entry["slug"], entry["level"], minutes) for entry in questions
        ]


def test_titles_are_plain_text_of_one_line(material: StudyMaterial) -> None:
    named = {
        item.slug: item.title
        for of_topic in material.topics.values()
        for items in (of_topic.sections, of_topic.derivations, of_topic.problems, of_topic.rapid_fire, of_topic.probes)
        for item in items
    }
    for title in named.values():
        assert 0 < len(title) <= 120
        assert not re.search(r"[`\n\\]|\$(?!\d)|</", title)
    assert named["choosing-beta"] == "When would you use F_2 instead of F_1, and what does the 2 mean?"
    assert named["scale-pos-weight"] == "What does scale_pos_weight do in XGBoost, and when do you leave it at 1?"
    assert named["fifty-noise-columns"].endswith("k-nearest neighbors and to a …")


def test_every_question_that_a_company_is_known_for_has_a_problem(material: StudyMaterial) -> None:
    asked = {(row.topic.slug, row.company.slug) for row in CompanyTopic.objects.select_related("topic", "company")}
    prepared = {
        (topic, company)
        for topic, of_topic in material.topics.items()
        for item in (*of_topic.problems, *of_topic.coding)
        for company in item.companies
    }
    assert asked <= prepared


def test_pages_of_the_primer_are_items(material: StudyMaterial) -> None:
    assert list(material.primer.values()) == [
        StudyItem(page["slug"], page["title"], page["minutes"]) for page in read("primer/primer.yaml")["pages"]
    ]


def test_formats_say_what_they_rehearse(material: StudyMaterial) -> None:
    """Those of one chain come before the others where they suit a round."""
    formats = {entry.slug: entry for entry in material.formats}
    assert list(formats) == [entry["slug"] for entry in read("mock-formats.yaml")["formats"]]
    assert formats["phone-screen"] == RehearsalFormat(
        "phone-screen", "A phone screen of 45 minutes", 45, ("phone-screen",)
    )
    assert formats["chain"] == RehearsalFormat("chain", "A chain of questions", 25, (), pattern=True)
    assert [slug for slug, entry in formats.items() if entry.pattern] == ["chain", "first-principles", "trade-off"]


def test_the_emphasis_is_that_of_the_rules(material: StudyMaterial) -> None:
    assert material.neutral == Emphasis(3, 4, 2, 1)
    assert material.rounds == {
        "phone-screen": Emphasis(2, 3, 0, 5),
        "ml-depth": Emphasis(6, 3, 0, 1),
        "system-design": Emphasis(1, 8, 0, 1),
        "coding": Emphasis(1, 2, 7, 0),
        "behavioral": Emphasis(0, 4, 0, 6),
    }
    assert material.companies == {
        "google": Emphasis(derive=2),
        "meta": Emphasis(practice=2),
        "amazon": Emphasis(practice=2),
        "research-lab": Emphasis(derive=3),
        "startup": Emphasis(practice=1, implement=1),
    }


def test_a_topic_may_have_a_mock_of_its_own() -> None:
    mocks = {topic.slug: topic.mock for topic in syllabus().topics if topic.mock}
    twenty = StudyItem("twenty-in-thirty", "Twenty questions in 30 minutes", 30)
    assert mocks == {"interview-questions": TopicMock(30, 90, twenty)}


def test_what_is_retired_is_not_planned() -> None:
    first, *rest = syllabus().material.topics["optimization"].problems
    Problem.objects.filter(topic__slug="optimization", slug=first.slug).update(is_retired=True)
    Topic.objects.filter(slug="loss-functions").update(mock_format="retired", mock_least=90)
    ContentVersion.objects.update(digest="other")
    assert syllabus().material.topics["optimization"].problems == tuple(rest)
    assert {topic.slug: topic.mock for topic in syllabus().topics}["loss-functions"] is None
