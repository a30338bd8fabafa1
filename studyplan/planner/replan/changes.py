"""The difference between the plan in force and one that could replace it, as people look at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from studyplan.catalog.models import Topic
from studyplan.planner.documents import PlanDocument
from studyplan.planner.outline import tasks_in
from studyplan.planner.text.instructions import make_instruction
from studyplan.progress.services import Ticks

LEARNING = frozenset({"read", "derive", "practice"})


@dataclass(frozen=True, slots=True)
class Aim:
    """How far a plan takes a topic from here, and the day on which its work begins (``None``: no work is left)."""

    reach: int
    begins_on: date | None


@dataclass(frozen=True, slots=True)
class TopicChange:
    """A topic that the two plans treat differently; an aim is ``None`` where a plan does not know the topic."""

    slug: str
    before: Aim | None
    after: Aim | None


@dataclass(frozen=True, slots=True)
class Summary:
    """A plan in five figures. ``minutes_left`` are those of what is not done."""

    path: str
    variant: str
    ends_on: date | None
    minutes_left: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Changes:
    before: Summary
    after: Summary
    topics: tuple[TopicChange, ...]
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    moved: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return self.before == self.after and not (self.topics or self.added or self.dropped or self.moved)


def compare_plans(before: PlanDocument, after: PlanDocument, ticks: Ticks) -> Changes:
    """The changes for a user with these ``ticks`` if ``after`` replaced ``before``."""
    old, new = list_open_tasks(before, ticks), list_open_tasks(after, ticks)
    return Changes(
        before=summarize(before, ticks),
        after=summarize(after, ticks),
        topics=tuple(list_topic_changes(before, after, ticks)),
        added=tuple(key for key in new if key not in old),
        dropped=tuple(key for key in old if key not in new),
        moved=tuple(key for key in new if key in old and old[key] != new[key]),
    )


def list_open_tasks(document: PlanDocument, ticks: Ticks) -> dict[str, date]:
    """The keys of tasks that are not done, each with its first open day."""
    planned = tasks_in(document)
    tasks: dict[str, date] = {}
    for day in document.days:
        for task in day.tasks:
            if not ticks.has(task.key, task.sitting, planned[task.key].level):
                tasks.setdefault(task.key, day.date)
    return tasks


def summarize(document: PlanDocument, ticks: Ticks) -> Summary:
    planned = tasks_in(document)
    minutes_left = sum(
        task.minutes
        for day in document.days
        for task in day.tasks
        if not ticks.has(task.key, task.sitting, planned[task.key].level)
    )
    topics_left_out = {item.topic for item in document.left_out if item.kind is None}
    return Summary(document.path, document.variant, document.ends_on, minutes_left, len(topics_left_out))


def list_aims(document: PlanDocument, ticks: Ticks) -> dict[str, Aim]:
    """Slug → where the plan takes the topic."""
    begins: dict[str, date] = {}
    for key, on in list_open_tasks(document, ticks).items():
        kind, slug, *_suffix = key.split(":")
        if kind in LEARNING and (slug not in begins or on < begins[slug]):
            begins[slug] = on
    return {topic.slug: Aim(topic.reach, begins.get(topic.slug)) for topic in document.topics}


def list_topic_changes(before: PlanDocument, after: PlanDocument, ticks: Ticks) -> list[TopicChange]:
    """The topics whose aims differ, in the new plan's order."""
    old, new = list_aims(before, ticks), list_aims(after, ticks)
    slugs = list(new) + [slug for slug in old if slug not in new]
    return [TopicChange(slug, old.get(slug), new.get(slug)) for slug in slugs if old.get(slug) != new.get(slug)]


@dataclass(frozen=True, slots=True)
class ChangedTopic:
    name: str
    before: Aim | None
    after: Aim | None


@dataclass(frozen=True, slots=True)
class ChangesView:
    """``Changes`` with names, for the page that asks before replacing a plan."""

    changes: Changes
    topics: tuple[ChangedTopic, ...]
    added: tuple[str, ...]
    dropped: tuple[str, ...]


def make_changes_view(before: PlanDocument, after: PlanDocument, ticks: Ticks) -> ChangesView:
    changes = compare_plans(before, after, ticks)
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    titles = {task.key: make_instruction(task, topics).title for task in (*before.tasks, *after.tasks)}
    return ChangesView(
        changes,
        tuple(ChangedTopic(topics[change.slug].name, change.before, change.after) for change in changes.topics),
        tuple(titles[key] for key in changes.added),
        tuple(titles[key] for key in changes.dropped),
    )
