"""The study material on a topic's page and on the cheat sheet."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from studyplan.catalog.files.load import load
from studyplan.catalog.models import Topic
from studyplan.catalog.study import lesson_of, rapid_fire_of, study_of
from studyplan.catalog.sync import sync
from tests.catalog import sample
from tests.catalog.conftest import Folder, folder  # noqa: F401
from tests.catalog.test_guide import words
from tests.dashboard.topics.parts import PARTS, html_of, text_of_topic
from tests.factories import NOW, make_assessment, make_goal, make_user

pytestmark = pytest.mark.django_db


def test_every_topic_shows_all_of_its_material(client: Client) -> None:
    for topic in Topic.objects.current():
        text = text_of_topic(client, topic.slug)
        lesson, study = lesson_of(topic.slug), study_of(topic.slug)
        sections = lesson.sections if lesson else ()
        parts = [part for section in sections for part in (section.title, section.html.partition("</h3>")[2])]
        for card in rapid_fire_of(topic.slug):
            parts += [card.question, card.answer, *card.key_points]
        if study:
            answer = study.sixty_seconds
            parts += [answer.question, answer.state, answer.explain, answer.example, answer.trade_off, *study.card]
            parts += [part for company in study.companies for part in (company.answer, *company.key_points)]
            parts += [part for entry in study.mistakes for part in (entry.mistake, entry.instead)]
            parts += [source.citation for source in study.sources]
        for part in parts:
            assert words(part) in text


def test_the_page_links_only_to_what_is_on_it(client: Client) -> None:
    for topic in Topic.objects.current():
        for part in PARTS:
            html = client.get(f"{topic.get_absolute_url()}{part}").content.decode()
            ids = re.findall(r'\bid="([^"]+)"', html)
            assert len(ids) == len(set(ids)), [anchor for anchor in ids if ids.count(anchor) > 1]
            assert {href for href in re.findall(r'href="#([^"]+)"', html) if href not in ids} == set()


def test_a_topic_without_material_shows_no_empty_sections(client: Client, folder: Folder) -> None:  # noqa: F811
    sample.write(folder.path, "bias-variance", ["google", "amazon", "research-lab"])
    sync(load(folder.path), "sample", NOW)
    bare, full = (html_of(client, slug) for slug in ("optimization", "bias-variance"))
    for name in ("lesson", "sixty-seconds", "card", "mistakes", "problems", "rapid-fire", "sources"):
        assert f'id="{name}"' in full
        assert f'id="{name}"' not in bare
        assert f'href="#{name}"' not in bare
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
    html = html_of(client, "bias-variance")
    answers = re.findall(r"An answer for ([\w-]+)\.", html)
    assert sorted(answers) == ["amazon", "google", "research-lab"]
    assert answers[0] == "research-lab"
