"""What can be found: topics, sections of lessons, questions, and entries of the guide, each with where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from studyplan.catalog import pages
from studyplan.catalog.guide import anti_patterns, overview
from studyplan.catalog.study import Lesson, lesson_of, rapid_fire_of, study_of
from studyplan.dashboard.topics.page import problems_by_topic

SECTION = re.compile(r'<h[34] id="([^"]+)">')
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to find; ``title`` may be safe markup, ``body`` is more text to find it by."""

    title: str
    url: str
    kind: str | Promise
    topic: str = ""
    body: str = ""


def plain(html: str) -> str:
    """The text of markup that ``catalog.render`` made; Django's way is for any markup, and many times slower."""
    return unescape(TAG.sub("", html))


def all_entries() -> Iterator[Entry]:
    """Everything, what is sought most first: of equally good matches the first wins."""
    for entry in pages.topic_entries():
        yield from _topic(entry)
    for entry in pages.topic_entries():
        yield from _lesson(entry)
    for entry in pages.topic_entries():
        yield from _questions(entry)
    yield from _guide()


def _topic(entry: pages.TopicEntry) -> Iterator[Entry]:
    text = entry.text
    body = " ".join([text.short_title, text.one_liner, text.summary, *text.learn, text.deliverable, text.red_flag])
    yield Entry(text.title, entry.topic.get_absolute_url(), _("Topic"), body=plain(body))


def _lesson(entry: pages.TopicEntry) -> Iterator[Entry]:
    lesson = lesson_of(entry.topic.slug)
    if lesson is None:
        return
    texts = _sections(lesson)
    for heading in lesson.headings:
        url = f"{entry.topic.get_absolute_url()}#{heading.anchor}"
        yield Entry(heading.html, url, _("Lesson"), entry.topic.short_name, texts.get(heading.anchor, ""))


def _sections(lesson: Lesson) -> dict[str, str]:
    """The text below each heading, by anchor."""
    _before, *parts = SECTION.split(lesson.html)
    return {anchor: plain(html) for anchor, html in zip(parts[::2], parts[1::2], strict=True)}


def _questions(entry: pages.TopicEntry) -> Iterator[Entry]:
    topic, url = entry.topic.short_name, entry.topic.get_absolute_url()
    for problem in problems_by_topic().get(entry.topic.slug, ()):
        yield Entry(problem.title, problem.get_absolute_url(), _("Problem"), topic)
    yield Entry(entry.text.warm_up.question, f"{url}#warm-up", _("Warm-up"), topic)
    if study := study_of(entry.topic.slug):
        yield Entry(study.sixty_seconds.question, f"{url}#sixty-seconds", _("60-second answer"), topic)
    for card in rapid_fire_of(entry.topic.slug):
        yield Entry(card.question, f"{url}#card-{card.slug}", _("Rapid fire"), topic)
    for page in pages.company_pages():
        for row in page.rows:
            if row.topic == entry.topic:
                yield Entry(row.question, f"{url}#questions", page.company.name, topic)


def _guide() -> Iterator[Entry]:
    for round_ in pages.rounds_table().rounds:
        yield _in_guide(round_.name, "guide_rounds", round_.slug, _("Round"), round_.summary)
    for page in pages.company_pages():
        yield _in_guide(page.company.name, "guide_companies", page.company.slug, _("Company"), page.text.summary)
    for each in pages.role_pages():
        body = f"{each.role.short_name} {each.text.summary}"
        yield _in_guide(each.role.name, "guide_roles", each.role.slug, _("Role"), body)
    for shown in pages.pattern_pages():
        chain = " ".join(f"{step.question} {step.answer}" for step in shown.pattern.steps)
        yield _in_guide(shown.pattern.name, "guide_patterns", shown.pattern.slug, _("Pattern"), chain)
    for mistake in anti_patterns().anti_patterns:
        body = f"{mistake.behavior} {mistake.question}"
        yield _in_guide(mistake.name, "guide_anti_patterns", mistake.slug, _("Anti-pattern"), body)
    for level in pages.resource_pages():
        for linked in level.resources:
            title = getattr(linked.item, "title", "")
            yield _in_guide(
                title, "guide_resources", level.level.slug, _("Resource"), getattr(linked.item, "author", "")
            )
    for callout in overview().callouts:
        yield _in_guide(callout.title, f"guide_{callout.place}".replace("-", "_"), "", _("Guide"), callout.body)


def _in_guide(title: str, view: str, anchor: str, kind: Promise, body: str) -> Entry:
    view = {"guide_connections": "guide", "guide_checkpoints": "guide_paths"}.get(view, view)
    return Entry(title, reverse(f"catalog:{view}") + (f"#{anchor}" if anchor else ""), kind, body=plain(body))
