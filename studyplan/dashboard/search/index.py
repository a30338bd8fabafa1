"""The entries to search: topics, sections of lessons, questions and parts of the guide, each with its address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from studyplan.catalog import pages
from studyplan.catalog.guide import anti_patterns, overview
from studyplan.catalog.study import Lesson, fetch_lesson, rapid_fire_of, study_of
from studyplan.dashboard.search.app_pages import SearchEntry, list_app_pages
from studyplan.dashboard.topics.page import coding_problems_by_topic, derivations_by_topic, problems_by_topic

SECTION = re.compile(r'<h[34] id="([^"]+)">')
TAG = re.compile(r"<[^>]*>")
GAPS = re.compile(r"…(?:[\s,;:.…]*…)+[\s,;:.]*")  # several formulas in a row
MATH = re.compile(r"<math.*?</math>", re.DOTALL)


Indexed = Iterator[tuple[SearchEntry, str]]
"""Entries, each with more text to match and to show a piece of, as HTML."""


def strip_tags(html: str) -> str:
    """The text of markup that ``catalog.files.render`` made; Django's way is for any markup, and many times slower."""
    return unescape(TAG.sub("", html))


def strip_math(html: str) -> str:
    """The text to read in an excerpt, where a formula without its layout would be none."""
    return GAPS.sub("… ", " ".join(strip_tags(MATH.sub(" … ", html)).split()))


def list_entries() -> Indexed:
    """All entries, those searched for most first: of equally good matches the first wins."""
    yield from list_app_pages()
    for entry in pages.topic_entries():
        yield from _topic_entry(entry)
    for entry in pages.topic_entries():
        if lesson := fetch_lesson(entry.topic.slug):
            yield from _lesson_entries(entry, lesson)
    for entry in pages.topic_entries():
        yield from _question_entries(entry)
    for page in pages.primer_entries():
        yield SearchEntry(page.page.name, page.page.get_absolute_url(), _("Primer")), page.summary
    yield from _guide_entries()


def _topic_entry(entry: pages.TopicEntry) -> Indexed:
    text = entry.text
    body = " ".join([text.short_title, text.one_liner, text.summary, *text.learn, text.deliverable, text.red_flag])
    yield SearchEntry(text.title, entry.topic.get_absolute_url(), _("Topic")), body


def _lesson_entries(entry: pages.TopicEntry, lesson: Lesson) -> Indexed:
    texts = _section_texts(lesson)
    for heading in lesson.headings:
        url = f"{entry.topic.lesson_url}#{heading.anchor}"
        yield SearchEntry(heading.html, url, _("Lesson"), entry.topic.short_name), texts.get(heading.anchor, "")


def _section_texts(lesson: Lesson) -> dict[str, str]:
    """The HTML below each heading, by anchor."""
    _before, *parts = SECTION.split(lesson.html)
    return {
        anchor: html.partition("</h")[2].partition(">")[2] for anchor, html in zip(parts[::2], parts[1::2], strict=True)
    }


def _question_entries(entry: pages.TopicEntry) -> Indexed:
    topic, reference = entry.topic.short_name, entry.topic.reference_url
    for problem in problems_by_topic().get(entry.topic.slug, ()):
        yield SearchEntry(problem.title, problem.get_absolute_url(), _("Problem"), topic), ""
    for derivation in derivations_by_topic().get(entry.topic.slug, ()):
        yield SearchEntry(derivation.title, derivation.get_absolute_url(), _("Derivation"), topic), ""
    for coding in coding_problems_by_topic().get(entry.topic.slug, ()):
        yield SearchEntry(coding.title, coding.get_absolute_url(), _("Coding problem"), topic), ""
    yield SearchEntry(entry.text.warm_up.question, f"{entry.topic.practice_url}#warm-up", _("Warm-up"), topic), ""
    if study := study_of(entry.topic.slug):
        yield SearchEntry(study.sixty_seconds.question, f"{reference}#sixty-seconds", _("60-second answer"), topic), ""
    for card in rapid_fire_of(entry.topic.slug):
        yield SearchEntry(card.question, f"{entry.topic.cards_url}#card-{card.slug}", _("Rapid fire"), topic), ""
    for page in pages.company_pages():
        for row in page.rows:
            if row.topic == entry.topic:
                yield SearchEntry(row.question, f"{reference}#questions", page.company.name, topic), ""


def _guide_entries() -> Indexed:
    for round_ in pages.rounds_table().rounds:
        yield _guide_entry(round_.name, "guide_rounds", round_.slug, _("Round"), round_.summary)
    for page in pages.company_pages():
        yield _guide_entry(page.company.name, "guide_companies", page.company.slug, _("Company"), page.text.summary)
    for role_page in pages.role_pages():
        body = f"{role_page.role.short_name} {role_page.text.summary}"
        yield _guide_entry(role_page.role.name, "guide_roles", role_page.role.slug, _("Role"), body)
    for pattern_page in pages.pattern_pages():
        chain = " ".join(f"{step.question} {step.answer}" for step in pattern_page.pattern.steps)
        yield _guide_entry(pattern_page.pattern.name, "guide_patterns", pattern_page.pattern.slug, _("Pattern"), chain)
    for mistake in anti_patterns().anti_patterns:
        second = mistake.second.question if mistake.second else ""
        body = f"{mistake.behavior} {mistake.question} {second}"
        yield _guide_entry(mistake.name, "guide_anti_patterns", mistake.slug, _("Anti-pattern"), body)
    for level in pages.resource_pages():
        for linked in level.resources:
            title = getattr(linked.item, "title", "")
            yield _guide_entry(
                title, "guide_resources", level.level.slug, _("Resource"), getattr(linked.item, "author", "")
            )
    for callout in overview().callouts:
        yield _guide_entry(callout.title, f"guide_{callout.place}".replace("-", "_"), "", _("Guide"), callout.body)


def _guide_entry(title: str, view: str, anchor: str, kind: Promise, body: str) -> tuple[SearchEntry, str]:
    view = {"guide_connections": "guide", "guide_checkpoints": "guide_paths"}.get(view, view)
    url = reverse(f"catalog:{view}") + (f"#{anchor}" if anchor else "")
    return SearchEntry(title, url, kind), body
