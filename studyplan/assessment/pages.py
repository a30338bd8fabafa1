"""The rating form as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from studyplan.catalog.guide import topic_texts
from studyplan.catalog.models import Topic
from studyplan.catalog.syllabus import syllabus
from studyplan.catalog.track import track
from studyplan.core.model import Syllabus


@dataclass(frozen=True, slots=True)
class AnchorChoice:
    """One step of the scale for one topic: its level, the scale's word and what it means here."""

    level: int
    name: str
    anchor: str
    checked: bool


@dataclass(frozen=True, slots=True)
class RatingRow:
    """``of``: how many rows there are in all; 0 where it stands alone."""

    topic: Topic
    anchors: tuple[AnchorChoice, ...]
    error: str = ""
    before: int | None = None
    of: int = 0


def rating_place(topic: Topic) -> str:
    """Where its row is on the page, as an address ends."""
    return f"#rating-{topic.slug}"


def make_rating_row(
    topic: Topic, level: int | None, error: str = "", before: int | None = None, of: int = 0
) -> RatingRow:
    """The row of ``topic`` with ``level`` chosen; ``before`` is the level of the last assessment."""
    words = track()
    anchors = tuple(
        AnchorChoice(number, words.level_name(number), text, number == level)
        for number, text in enumerate(topic_texts()[topic.slug].anchors, start=1)
    )
    return RatingRow(topic, anchors, error, before, of)


@dataclass(frozen=True, slots=True)
class RatingTotals:
    """Where the ratings given so far lead: their total, and the paths that are still possible."""

    rated: int
    topics: int
    total: int
    highest: int
    paths: tuple[str, ...]
    missing: tuple[Topic, ...]

    @property
    def is_complete(self) -> bool:
        return self.rated == self.topics

    @property
    def left(self) -> int:
        return self.topics - self.rated


def total_ratings(topics: Sequence[Topic], levels: Mapping[str, int]) -> RatingTotals:
    """The totals of ``levels`` (slug → 1–5), of which some may be missing."""
    taught = syllabus()
    missing = tuple(topic for topic in topics if topic.slug not in levels)
    total = sum(levels[topic.slug] for topic in topics if topic.slug in levels)
    totals = range(total + len(missing), total + taught.top_level * len(missing) + 1)
    return RatingTotals(
        rated=len(topics) - len(missing),
        topics=len(topics),
        total=total,
        highest=taught.top_level * len(topics),
        paths=find_paths_within(taught, totals),
        missing=missing,
    )


def find_paths_within(taught: Syllabus, totals: range) -> tuple[str, ...]:
    """The paths ("A", "B", "C") that totals in this range can lead to, without repeats."""
    path_of = {path.variant: path.path for path in taught.paths}
    within = (path_of[band.variant] for band in taught.bands if band.low < totals.stop and totals.start <= band.high)
    return tuple(dict.fromkeys(within))
