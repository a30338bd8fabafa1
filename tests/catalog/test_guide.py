"""/guide/ and its pages: every table and remark of the content is on one of them."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from studyplan.catalog import guide
from studyplan.catalog.models import Company, Role, Round, Topic
from studyplan.catalog.track import track
from studyplan.catalog.views import SECTIONS

pytestmark = pytest.mark.django_db
PATHS = ["/guide/", *(f"/guide/{section.view.removeprefix('guide_').replace('_', '-')}/" for section in SECTIONS)]


def text_of(client: Client, path: str) -> str:
    return words(re.sub(r"(</t[hd]>)", r"\1 ", client.get(path).content.decode()))


def words(html: str) -> str:
    return " ".join(unescape(strip_tags(re.sub(r"<math.*?</math>", "∑", html, flags=re.DOTALL))).split())


@pytest.mark.parametrize("path", PATHS)
def test_pages_are_read_by_anyone_with_one_query(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        html = client.get(path).content.decode()
    assert len(queries) == 1
    assert ("<math" in html) == ("css/math.css" in html), "the math font is fetched where there is math, only there"


@pytest.mark.parametrize("path", PATHS[1:])
def test_pages_lead_to_each_other(client: Client, path: str) -> None:
    html = client.get(path).content.decode()
    assert f'href="{path}" aria-current="page"' in html
    for link in PATHS:
        assert f'href="{link}"' in html


def test_every_callout_has_its_place(client: Client) -> None:
    places = {"connections": "/guide/", "checkpoints": "/guide/paths/"}
    for callout in guide.overview().callouts:
        text = text_of(client, places.get(callout.place, f"/guide/{callout.place}/"))
        assert callout.title in text
        assert words(callout.body) in text


def test_the_front_page_opens_and_shows_the_way(client: Client) -> None:
    text, overview = text_of(client, "/guide/"), guide.overview()
    for part in (
        overview.scenario.body,
        overview.scenario.lesson,
        overview.connections_intro,
        overview.what_next_intro,
    ):
        assert words(part) in text
    items: list[Any] = [*overview.outcomes, *overview.connections, *overview.what_next]
    for item in items:
        assert words(item.text) in text


def test_rounds_map_every_topic(client: Client) -> None:
    html, text = client.get("/guide/rounds/").content.decode(), text_of(client, "/guide/rounds/")
    assert "Optimization Light Deep Medium Sometimes –" in text
    assert "Eval Metrics Medium Deep Deep Sometimes Light" in text
    assert [kind.slug for kind in Round.objects.current()] == [kind.slug for kind in guide.rounds().rounds]
    for kind in guide.rounds().rounds:
        assert f'id="{kind.slug}"' in html
        for part in (kind.summary, kind.what_happens, kind.how_graded, kind.how_to_prepare):
            assert words(part) in text
        for slot in kind.clock:
            assert f"{slot.minutes} min {words(slot.what)}" in text
        for criterion in kind.rubric:
            assert f"{criterion.name} Strong: {words(criterion.strong)} Weak: {words(criterion.weak)}" in text


def test_companies_have_their_tables(client: Client) -> None:
    text = text_of(client, "/guide/companies/")
    for company in Company.objects.current():
        texts = guide.company_texts()[company.slug]
        assert f"Reported for: {company.reported_for}. An editorial estimate." in text
        assert words(texts.summary) in text
        assert words(texts.advice) in text
        assert (texts.general_question or "") in text
        for row in company.topics.select_related("topic"):
            assert f"{row.topic.short_name} {track().frequencies[row.frequency].name} “{row.question}”" in text
    assert "Interview Questions High High High High High" in text
    assert "Dim Reduction Not named Not named Not named Medium High" in text


def test_roles_have_words_and_levels_for_every_topic(client: Client) -> None:
    text = text_of(client, "/guide/roles/")
    for role in Role.objects.current():
        texts = guide.role_texts()[role.slug]
        assert texts.exchange.interviewer in text
        for part in (texts.summary, texts.advice, texts.exchange.answer, texts.exchange.note or ""):
            assert words(part) in text
    row = "Feature Engineering 4 Design + Build 4 Design + Build 4 Design + Build 2 Know 3 Pipeline"
    assert row in text
    for word in track().depth_words.values():
        assert f"{word.level} {word.name} {words(word.meaning)}" in text


def test_patterns_and_anti_patterns_are_whole(client: Client) -> None:
    text = text_of(client, "/guide/patterns/")
    for pattern in guide.patterns().patterns:
        for part in (pattern.name, pattern.summary, pattern.prompt, pattern.tests, pattern.case):
            assert words(part) in text
        for step in pattern.steps:
            for part in (step.question, step.answer, step.aim):
                assert words(part) in text
    text = text_of(client, "/guide/anti-patterns/")
    for habit in guide.anti_patterns().anti_patterns:
        for part in (habit.name, habit.behavior, habit.fix):
            assert words(part) in text
        for example in filter(None, (habit, habit.second)):
            for part in (example.question, example.bad, example.heard, example.good):
                assert words(part) in text


def test_the_warm_up_asks_one_question_per_topic(client: Client) -> None:
    html, text = client.get("/guide/warm-up/").content.decode(), text_of(client, "/guide/warm-up/")
    assert html.count("<details") == len(Topic.objects.current())
    for topic in guide.topic_texts().values():
        assert topic.warm_up.question in text
        for point in topic.warm_up.key_points:
            assert words(point) in text


def test_paths_bands_and_checkpoints_are_shown(client: Client) -> None:
    text = text_of(client, "/guide/paths/")
    assert "12–19 A · The Sequential Scholar" in text
    assert "50–60 C · The Interview-Ready Reviewer (express)" in text
    for path in track().paths:
        for stage in path.stages:
            assert f"{stage.when} {words(stage.focus)} {words(stage.strategy)}" in text
    for checkpoint in track().checkpoints:
        for exercise in checkpoint.exercises:
            assert words(exercise) in text
    for column in track().tracker:
        assert column.name in text


def test_resources_come_by_level(client: Client) -> None:
    html, text = client.get("/guide/resources/").content.decode(), text_of(client, "/guide/resources/")
    for level in track().resource_levels:
        assert f"Total {level.totals[0]} to {level.totals[1]} {words(level.purpose)}" in text
        for resource in level.resources:
            assert f"{resource.title} {resource.author} · {resource.kind} · {resource.time}" in text
            assert f"Good for: {words(resource.good_for)} Leaves out: {words(resource.lacks)}" in text
            assert resource.url is None or f'href="{resource.url}"' in html


@pytest.mark.parametrize("path", PATHS)
def test_headings_go_down_one_step_at_a_time(client: Client, path: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", client.get(path).content.decode())]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("path", PATHS)
def test_links_within_the_app_lead_to_one_place_each(client: Client, path: str) -> None:
    """Every anchor that the page links to stands once, there or on the page that it names; no name stands twice."""
    html = client.get(path).content.decode()
    names = re.findall(r'\bid="([^"]+)"', html)
    assert len(names) == len(set(names))
    for page, anchor in set(re.findall(r'href="(/[^"#?]*)?#([^"]+)"', html)):
        target = client.get(page).content.decode() if page else html
        assert target.count(f'id="{anchor}"') == 1, f"{page}#{anchor}"
