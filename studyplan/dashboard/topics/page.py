"""What the parts of a topic's page have in common, as data; each part adds its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, TypeVar

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from studyplan.catalog import pages, study
from studyplan.catalog.files import material, parts, schema
from studyplan.catalog.models import CodingProblem, Derivation, Material, Problem, Topic, topic_url
from studyplan.catalog.pages import TopicStanding, VisitorStandings
from studyplan.catalog.track import track
from studyplan.catalog.version import content_version, per_content
from studyplan.core.scoring import GoalScore
from studyplan.dashboard.viewer import Viewer, viewer_of
from studyplan.goals.services import scores_for
from studyplan.notes.services import starred_topics
from studyplan.ui import clock

TopicMaterialT = TypeVar("TopicMaterialT", bound=Material)
PART_NAMES: Mapping[str, str | Promise] = {
    "detail": _("Overview"),
    "lesson": _("Lesson"),
    "practice": _("Practice"),
    "cards": _("Cards"),
    "reference": _("Reference"),
}


@dataclass(frozen=True, slots=True)
class PartLink:
    """A part of the page; ``holds`` are the beginnings of its anchors, for links from before there were parts."""

    name: str | Promise
    url: str
    is_open: bool
    holds: str


class TopicPage:
    """A topic's texts and the way around; each value is made when it is printed, if it is not kept as text."""

    part: ClassVar[str]
    """As in the name of its view: ``topic_<part>``."""

    def __init__(self, request: HttpRequest, topic: Topic) -> None:
        self.request = request
        self.topic = topic
        self.version = content_version()

    @property
    def exists(self) -> bool:
        """Whether there is anything to show; a part without material has no page."""
        return True

    @cached_property
    def text(self) -> schema.Topic:
        return next(entry.text for entry in pages.topic_entries() if entry.topic == self.topic)

    @property
    def tier(self) -> schema.Tier:
        return track().tier(self.topic.tier)

    @property
    def count(self) -> int:
        return len(pages.topics())

    @property
    def name(self) -> str | Promise:
        return PART_NAMES[self.part]

    @property
    def parts(self) -> tuple[PartLink, ...]:
        there = {
            "lesson": self.lesson is not None,
            "cards": bool(self.rapid_fire),
        }
        return tuple(
            PartLink(name, topic_url(self.topic.slug, part), part == self.part, " ".join(parts.ANCHORS.get(part, ())))
            for part, name in PART_NAMES.items()
            if there.get(part, True)
        )

    @cached_property
    def lesson(self) -> study.Lesson | None:
        return study.lesson_of(self.topic.slug)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return problems_by_topic().get(self.topic.slug, ())

    @property
    def derivations(self) -> tuple[Derivation, ...]:
        return derivations_by_topic().get(self.topic.slug, ())

    @property
    def coding_problems(self) -> tuple[CodingProblem, ...]:
        return coding_problems_by_topic().get(self.topic.slug, ())

    @property
    def rapid_fire(self) -> tuple[material.RapidFire, ...]:
        return study.rapid_fire_of(self.topic.slug)

    @property
    def flashcards(self) -> tuple[material.Flashcard, ...]:
        return study.flashcards_of(self.topic.slug)

    @property
    def previous(self) -> Topic | None:
        return self._neighbor(-1)

    @property
    def next(self) -> Topic | None:
        return self._neighbor(1)

    def _neighbor(self, step: int) -> Topic | None:
        around = list(pages.topics().values())
        place = around.index(self.topic) + step
        return around[place] if 0 <= place < len(around) else None


def visitor_standings(request: HttpRequest) -> VisitorStandings:
    """Role, and level and target on every topic, for pages that cannot know who is looking."""
    viewer, topics = viewer_and_levels(request)
    role = next(role for role in pages.roles_table().roles if role.slug == viewer.goal.role)
    return VisitorStandings(role, topics, starred_topics(request.user), viewer.is_anyone)


def viewer_and_levels(request: HttpRequest) -> tuple[Viewer, dict[str, TopicStanding]]:
    """Who is looking, and their level and target on every topic."""
    viewer = viewer_of(request)
    return viewer, standings_of(viewer, scores_for(viewer.goal, clock.today(), viewer.levels))


def standings_of(viewer: Viewer, scores: GoalScore) -> dict[str, TopicStanding]:
    claimed = {slug: effective.claimed for slug, effective in viewer.effective.items()}
    return {
        slug: TopicStanding(viewer.levels.get(slug), score.target, claimed.get(slug))
        for slug, score in scores.by_slug.items()
    }


@per_content
def problems_by_topic() -> dict[str, tuple[Problem, ...]]:
    """The practice problems by topic, in their order."""
    return _by_topic(Problem)


@per_content
def derivations_by_topic() -> dict[str, tuple[Derivation, ...]]:
    return _by_topic(Derivation)


@per_content
def coding_problems_by_topic() -> dict[str, tuple[CodingProblem, ...]]:
    return _by_topic(CodingProblem)


def _by_topic(model: type[TopicMaterialT]) -> dict[str, tuple[TopicMaterialT, ...]]:
    rows: dict[str, tuple[TopicMaterialT, ...]] = {}
    for row in model.objects.current().select_related("topic"):
        rows[row.topic.slug] = (*rows.get(row.topic.slug, ()), row)
    return rows
