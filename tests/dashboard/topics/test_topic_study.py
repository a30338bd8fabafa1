"""The study material on the parts of a topic's page and on the cheat sheet."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from studyplan.catalog.files.load import load
from studyplan.catalog.files.parts import ANCHORS, OVERVIEW_ANCHORS
from studyplan.catalog.models import Topic
from studyplan.catalog.study import (
    coding_problems_of,
    derivations_of,
    flashcards_of,
    lesson_of,
    rapid_fire_of,
    study_of,
)
from studyplan.catalog.sync import sync
from tests.catalog import sample
from tests.catalog.conftest import Folder, folder  # noqa: F401
from tests.catalog.test_guide import text_of, words
from tests.factories import NOW, make_assessment, make_goal, make_user

pytestmark = pytest.mark.django_db


PARTS = ("", "lesson/", "practice/", "cards/", "reference/")


def test_every_topic_shows_all_of_its_material(client: Client) -> None:
    for topic in Topic.objects.current():
        text = " ".join(text_of(client, f"{topic.get_absolute_url()}{part}") for part in PARTS)
        lesson, study = lesson_of(topic.slug), study_of(topic.slug)
        parts: list[str] = [section.html.partition("</h3>")[2] for section in lesson.sections] if lesson else []
        for question in rapid_fire_of(topic.slug):
            parts += [question.question, question.answer, *question.key_points]
        for card in flashcards_of(topic.slug):
            parts += [card.front, card.back]
        parts += [derivation.title for derivation in derivations_of(topic.slug)]
        parts += [problem.title for problem in coding_problems_of(topic.slug)]
        if study:
            answer = study.sixty_seconds
            parts += [answer.question, answer.state, answer.explain, answer.example, answer.trade_off, *study.card]
            parts += [part for company in study.companies for part in (company.answer, *company.key_points)]
            parts += [part for entry in study.mistakes for part in (entry.mistake, entry.instead)]
            parts += [source.citation for source in study.sources]
        for part in parts:
            assert words(part) in text


@pytest.mark.parametrize("part", PARTS)
def test_a_part_links_only_to_what_is_on_it(client: Client, part: str) -> None:
    for topic in Topic.objects.current():
        html = client.get(f"{topic.get_absolute_url()}{part}").content.decode()
        ids = re.findall(r'\bid="([^"]+)"', html)
        assert len(ids) == len(set(ids)), [anchor for anchor in ids if ids.count(anchor) > 1]
        assert {href for href in re.findall(r'href="#([^"]+)"', html) if href not in ids} == set()
        assert html.count('aria-current="page"') == 2  # in the menu, and among the parts


def test_every_part_has_the_anchors_that_links_lead_to(client: Client) -> None:
    """But for those that begin a name."""
    for part, names in {"": OVERVIEW_ANCHORS, **ANCHORS}.items():
        html = client.get(f"/topics/bias-variance/{part}{'/' if part else ''}").content.decode()
        ids = set(re.findall(r'\bid="([^"]+)"', html))
        asked = {name for name in names if not name.endswith("-")}
        assert asked - ids <= {"resources"}, part  # for who has rated everything
        assert all(any(anchor.startswith(name) for anchor in ids) for name in names if name not in asked)


def test_a_topic_without_material_shows_no_empty_sections(client: Client, folder: Folder) -> None:  # noqa: F811
    sample.write(folder.path, "bias-variance", ["google", "amazon", "research-lab"])
    sync(load(folder.path), "sample", NOW)
    bare, full = ("/topics/optimization/", "/topics/bias-variance/")
    assert client.get(f"{bare}lesson/").status_code == client.get(f"{bare}cards/").status_code == 404
    for part in ("", "practice/", "reference/"):
        html = client.get(f"{bare}{part}").content.decode()
        assert f'href="{bare}lesson/"' not in html
        assert f'href="{bare}cards/"' not in html
        assert f'href="{full}lesson/"' in client.get(f"{full}{part}").content.decode()
    names = {"practice": ("problems", "derivations", "code"), "reference": ("sixty-seconds", "mistakes", "sources")}
    for part, anchors in names.items():
        without, having = (client.get(f"{topic}{part}/").content.decode() for topic in (bare, full))
        for anchor in anchors:
            assert f'id="{anchor}"' in having
            assert f'id="{anchor}"' not in without
    assert "Begin with practice" in client.get(bare).content.decode()
    sheet = client.get("/cheat-sheet/").content.decode()
    assert sheet.count("card-lines") == 1
    assert "Line 5 with <math>" in sheet


def test_your_companys_question_comes_first_with_its_answer(client: Client, folder: Folder) -> None:  # noqa: F811
    sample.write(folder.path, "bias-variance", ["google", "amazon", "research-lab"])
    sync(load(folder.path), "sample", NOW)
    user = make_user()
    make_assessment(user)
    make_goal(user, company="research-lab")
    client.force_login(user)
    html = client.get("/topics/bias-variance/reference/").content.decode()
    answers = re.findall(r"An answer for ([\w-]+)\.", html)
    assert sorted(answers) == ["amazon", "google", "research-lab"]
    assert answers[0] == "research-lab"
