"""The material that a task names: titles, and where the content that is loaded now has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar
from urllib.parse import urlencode

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from studyplan.catalog.guide import mock_formats
from studyplan.catalog.models import (
    Card,
    CodingProblem,
    Derivation,
    LessonSection,
    Material,
    PrimerPage,
    Probe,
    Problem,
    topic_url,
)
from studyplan.catalog.version import per_content
from studyplan.core.planning.items import AGAIN, AGAIN_ENDING
from studyplan.planner.documents import StoredItem, StoredTask
from studyplan.planner.text.instructions import study_url

# Where the items of a kind of task are looked for. Those of other kinds are whatever one solves.
PLACES: Mapping[str, tuple[str, ...]] = {
    "read": ("section", "primer"),
    "derive": ("derivation",),
    "implement": ("coding",),
    "rapid-fire": ("rapid-fire",),
    "rehearsal": ("format",),
    "mock": ("format", "rapid-fire"),
}
SOLVED = ("problem", "coding", "derivation", "rapid-fire", "probe")
OUTSIDE_TOPICS = frozenset({"primer", "format"})
ITEM_PAGES = {"problem": "problem_detail", "derivation": "derivation_detail", "coding": "coding_problem_detail"}

KnownItems = Mapping[str, frozenset[tuple[str, str]]]
"""Place → topic ("" for what belongs to none) and slug."""
ItemRowT = TypeVar("ItemRowT", bound=Material)


@dataclass(frozen=True, slots=True)
class ItemLink:
    """``url`` is "" where the content no longer holds the item."""

    title: str
    minutes: int
    url: str


def link_items(task: StoredTask, known: KnownItems) -> tuple[ItemLink, ...]:
    """The items of ``task`` with their pages; ``known``: ``known_items``, asked for once a page."""
    topic = task.topics[0] if len(task.topics) == 1 else ""
    return tuple(ItemLink(title_of(item), item.minutes, link_item(known, task, topic, item)) for item in task.items)


def link_item(known: KnownItems, task: StoredTask, topic: str, item: StoredItem) -> str:
    """The screen on which the task is done, at this item."""
    is_there = find_item(known, task.kind, topic, item.slug)
    return study_url(task.key, task.sitting, item.slug) if is_there else ""


def count_items(task: StoredTask) -> str:
    """How many there are, in the word for those of this kind of task."""
    count = len(task.items)
    if task.kind == "read":
        text = ngettext("%(count)d section", "%(count)d sections", count)
    elif task.kind == "rapid-fire":
        text = ngettext("%(count)d question", "%(count)d questions", count)
    elif task.kind == "derive":
        text = ngettext("%(count)d derivation", "%(count)d derivations", count)
    else:
        text = ngettext("%(count)d problem", "%(count)d problems", count)
    return text % {"count": count}


def title_of(item: StoredItem) -> str:
    """Titles are the content's; what stands for no material of its own, and a second asking, are said here."""
    if item.slug == AGAIN:
        return _("What went wrong, once more")
    if item.slug.endswith(AGAIN_ENDING):
        return _("Once more: %(title)s") % {"title": item.title}
    return item.title


def find_item(known: KnownItems, kind: str, topic: str, slug: str) -> str:
    """The page of an item of a task of this ``kind``; ``topic``: the only one that the task is about, or ""."""
    if slug == AGAIN:
        return topic_url(topic, "practice") if topic else ""
    place, name = find_item_place(known, kind, topic, slug), slug.removesuffix(AGAIN_ENDING)
    return address_of(place, "" if place in OUTSIDE_TOPICS else topic, name) if place else ""


def find_item_place(known: KnownItems, kind: str, topic: str, slug: str) -> str:
    """Where the content holds it, as one of ``known``'s keys; "" where it does not."""
    name = slug.removesuffix(AGAIN_ENDING)
    places = PLACES.get(kind, SOLVED)
    return next((place for place in places if ("" if place in OUTSIDE_TOPICS else topic, name) in known[place]), "")


@lru_cache(maxsize=4096)
def address_of(place: str, topic: str, slug: str) -> str:
    match place:
        case "section":
            return f"{topic_url(topic, 'lesson')}#lesson-{slug}"
        case "primer":
            return reverse("catalog:primer_detail", args=[slug])
        case "format":
            return f"{reverse('practice:mock_list')}?{urlencode({'format': slug})}"
        case "rapid-fire":
            return f"{topic_url(topic, 'cards')}#card-{slug}"
        case "probe":
            return reverse("practice:probe_take", args=[topic])
        case _:
            return reverse(f"dashboard:{ITEM_PAGES[place]}", args=[topic, slug])


@per_content
def known_items() -> KnownItems:
    """All that the loaded content holds."""
    return {
        "section": _within_topics(LessonSection.objects.current()),
        "primer": _outside_topics(PrimerPage.objects.current().values_list("slug", flat=True)),
        "derivation": _within_topics(Derivation.objects.current()),
        "problem": _within_topics(Problem.objects.current()),
        "coding": _within_topics(CodingProblem.objects.current()),
        "rapid-fire": _within_topics(Card.objects.current().filter(kind=Card.Kind.RAPID_FIRE)),
        "probe": _within_topics(Probe.objects.current()),
        "format": _outside_topics(mock_format.slug for mock_format in mock_formats().formats),
    }


def _within_topics(rows: models.QuerySet[ItemRowT]) -> frozenset[tuple[str, str]]:
    return frozenset(rows.filter(topic__is_retired=False).values_list("topic__slug", "slug"))


def _outside_topics(slugs: Iterable[str]) -> frozenset[tuple[str, str]]:
    return frozenset(("", slug) for slug in slugs)
