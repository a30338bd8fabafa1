"""Finds the material of a task in the content that is loaded."""

from __future__ import annotations

from collections.abc import Collection

from studyplan.accounts.models import User
from studyplan.assessment.pages import make_rating_row
from studyplan.assessment.services import levels_of
from studyplan.catalog import pages, study
from studyplan.catalog.files import material
from studyplan.catalog.models import PrimerPage
from studyplan.catalog.version import per_content
from studyplan.core.codes import TaskKind
from studyplan.core.planning.items import AGAIN, AGAIN_ENDING
from studyplan.planner.attempted import ITEM_KINDS
from studyplan.planner.text.items import address_of, find_item_place, known_items
from studyplan.practice.drills.page import drill_name
from studyplan.practice.evidence import effective_of, question_levels
from studyplan.practice.models import Attempt
from studyplan.practice.questions.attempts import attempts_at
from studyplan.practice.questions.bank import PracticeQuestion, question_of
from studyplan.study.material import (
    AskedQuestion,
    OnceMore,
    Reading,
    ReadingPart,
    Recall,
    Rehearsal,
    SelfRating,
    Sheet,
    ShownMaterial,
    TopicPlace,
)
from studyplan.study.tasks import StudyTask

PLACE_KINDS = {
    "problem": Attempt.Kind.PROBLEM,
    "coding": Attempt.Kind.CODING,
    "derivation": Attempt.Kind.DERIVATION,
    "rapid-fire": Attempt.Kind.RAPID_FIRE,
    "probe": Attempt.Kind.PROBE,
}
DRILLS = frozenset({TaskKind.MOCK, TaskKind.TIMED_SET, TaskKind.REHEARSAL})
ON_SHEET = frozenset({TaskKind.CHEAT_SHEET, TaskKind.SKIM, TaskKind.REVIEW})
MOST_ONCE_MORE = 3


def find_material(user: User, task: StudyTask, item: str, done: Collection[str]) -> ShownMaterial:
    """What the screen shows at ``item`` ("": the task names none); ``done``: the items that are."""
    if task.kind in DRILLS:
        return find_rehearsal(user, task)
    if not task.topic or task.topic not in pages.topics():
        return TopicPlace(task.instruction.place, is_gone=bool(task.topic))
    if task.kind == TaskKind.READ and item:
        return find_reading(task, done) or TopicPlace(task.instruction.place, is_gone=True)
    if task.kind == "recall":
        return find_recall(user, task)
    if task.kind in ON_SHEET:
        entry, lines = find_sheet(task.topic)
        return Sheet(task.kind, entry, lines)
    if task.kind == TaskKind.SELF_ASSESSMENT:
        return find_self_rating(user, task.topic)
    if item == AGAIN:
        return find_once_more(user, task.topic)
    if item:
        return find_question(user, task, item) or TopicPlace(task.instruction.place, is_gone=True)
    return TopicPlace(task.instruction.place)


def find_reading(task: StudyTask, done: Collection[str]) -> Reading | None:
    """What the content still holds of it; ``None`` where that is nothing."""
    lesson = study.lesson_of(task.topic)
    sections = {section.slug: section for section in lesson.sections} if lesson else {}
    primer = primer_by_slug()
    parts: list[ReadingPart] = []
    for item in task.task.items:
        is_read = item.slug in done
        if section := sections.get(item.slug):
            leans_on = tuple(primer[slug] for slug in section.primer if slug in primer)
            parts.append(ReadingPart(item.slug, item.title, section.html, section.minutes, leans_on, is_read))
        elif text := study.primer_text(item.slug):
            page = primer[item.slug]
            parts.append(ReadingPart(item.slug, page.name, text.html, page.minutes, (), is_read, True))
    return Reading(tuple(parts)) if parts else None


@per_content
def primer_by_slug() -> dict[str, PrimerPage]:
    return {page.slug: page for page in PrimerPage.objects.current()}


def find_question(user: User, task: StudyTask, item: str) -> AskedQuestion | None:
    """``None`` where the content no longer holds it."""
    question = question_named(task, item)
    if question is None:
        return None
    place = find_item_place(known_items(), task.kind, task.topic, item)
    steps: tuple[material.Step, ...] = ()
    if question.kind == Attempt.Kind.DERIVATION:
        derivations = study.derivations_of(task.topic)
        steps = next(text.steps for text in derivations if text.slug == question.slug)
    return AskedQuestion(
        question,
        address_of(place, task.topic, question.slug),
        question.level or question_levels().get((question.kind, task.topic, question.slug)),
        attempts_at(user, question).first(),
        steps,
        question.kind == Attempt.Kind.CODING,
    )


def question_named(task: StudyTask, item: str) -> PracticeQuestion | None:
    place = find_item_place(known_items(), task.kind, task.topic, item)
    kind = PLACE_KINDS.get(place)
    return question_of(kind, task.topic, item.removesuffix(AGAIN_ENDING)) if kind else None


def find_sheet(topic: str) -> tuple[pages.TopicEntry, tuple[str, ...]]:
    return next((entry, lines) for entry, lines in pages.cheat_sheet_cards() if entry.topic.slug == topic)


def find_recall(user: User, task: StudyTask) -> Recall:
    entry, lines = find_sheet(task.topic)
    question = question_of(Attempt.Kind.RECALL, task.topic, task.topic)
    assert question is not None  # every topic has one
    leads_to = tuple(other.topic for other in pages.topic_entries() if entry.topic in (*other.hard, *other.soft))
    return Recall(question, entry, lines, task.exercises, leads_to, attempts_at(user, question).first())


def find_self_rating(user: User, topic: str) -> SelfRating:
    claimed = levels_of(user).get(topic)
    effective = effective_of(user).get(topic)
    row = make_rating_row(pages.topics()[topic], None, before=claimed)
    return SelfRating(row, effective.level if effective else claimed)


def find_rehearsal(user: User, task: StudyTask) -> Rehearsal:
    opened = user.drills.filter(ended_at=None).first()
    newest = user.drills.filter(task=task.key, ended_at__isnull=False).order_by("-started_at").first()
    name = drill_name(opened) if opened else ""
    return Rehearsal(task.title, opened, name, newest)


def find_once_more(user: User, topic: str) -> OnceMore:
    """The newest answers with the smallest share of key points, the worst first."""
    answers = user.attempts.filter(topic__slug=topic, kind__in=ITEM_KINDS).newest_each()
    rows = answers.values_list("kind", "slug", "hit_count", "points")
    worst = sorted((hits / points, kind, slug) for kind, slug, hits, points in rows if hits < points)
    found = [(question_of(kind, topic, slug), place_of(kind)) for _share, kind, slug in worst]
    asked = tuple((question, address_of(place, topic, question.slug)) for question, place in found if question)
    return OnceMore(pages.topics()[topic], asked[:MOST_ONCE_MORE])


def place_of(kind: str) -> str:
    return next(place for place, named in PLACE_KINDS.items() if named == kind)
