"""A derivation or a coding problem as its page shows it: among the others of its topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import Http404
from django.utils.translation import gettext as _

from studyplan.catalog import pages, study
from studyplan.catalog.files.material import CodingProblem, Derivation
from studyplan.catalog.models import Topic
from studyplan.catalog.study import SectionText

StudyItemT = TypeVar("StudyItemT", Derivation, CodingProblem)


@dataclass(frozen=True, slots=True)
class ItemPage(Generic[StudyItemT]):
    """``number`` of ``count`` in its topic; ``section`` is the one of the lesson that it belongs to."""

    topic: Topic
    item: StudyItemT
    number: int
    count: int
    section: SectionText | None
    previous: StudyItemT | None
    next: StudyItemT | None


def find_item(topic: str, slug: str, items: Sequence[StudyItemT]) -> ItemPage[StudyItemT]:
    """The page of the one with this ``slug`` among a topic's ``items``. Raises ``Http404``."""
    place = next((place for place, item in enumerate(items) if item.slug == slug), None)
    if place is None or topic not in pages.topics():
        raise Http404(_("There is nothing of this name."))
    item, lesson = items[place], study.lesson_of(topic)
    sections = lesson.sections if lesson else ()
    return ItemPage(
        topic=pages.topics()[topic],
        item=item,
        number=place + 1,
        count=len(items),
        section=next((section for section in sections if section.slug == item.section), None),
        previous=items[place - 1] if place else None,
        next=items[place + 1] if place + 1 < len(items) else None,
    )
