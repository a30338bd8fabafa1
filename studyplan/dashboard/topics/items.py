"""A derivation's page and a coding problem's as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from studyplan.accounts.models import User
from studyplan.catalog import pages, study
from studyplan.catalog.files import material, schema
from studyplan.catalog.models import CodingProblem, Derivation, Problem
from studyplan.catalog.version import content_version
from studyplan.dashboard.topics.page import TopicMaterialT, coding_problems_by_topic, derivations_by_topic
from studyplan.practice.models import Attempt
from studyplan.practice.questions.attempts import attempts_at
from studyplan.practice.questions.bank import PracticeQuestion, question_of
from studyplan.ui.report import report_address


@dataclass(frozen=True, slots=True)
class WayOn:
    """Where to go once this is done."""

    url: str
    label: str


@dataclass(frozen=True, slots=True)
class DerivationPage:
    """``number`` of ``count`` in its topic; ``section`` of the lesson that it belongs to, if that is there."""

    version: str
    derivation: Derivation
    text: material.Derivation
    section: study.SectionText | None
    question: PracticeQuestion
    attempts: tuple[Attempt, ...]
    number: int
    count: int
    report: str
    previous: Derivation | None
    next: Derivation | None
    way_on: WayOn


@dataclass(frozen=True, slots=True)
class CodePage:
    """``number`` of ``count`` in its topic; ``section`` of the lesson that it belongs to, if that is there."""

    problem: CodingProblem
    text: material.CodingProblem
    files: material.CodeFiles
    section: study.SectionText | None
    rounds: tuple[schema.Round, ...]
    question: PracticeQuestion
    attempts: tuple[Attempt, ...]
    number: int
    count: int
    report: str
    previous: CodingProblem | None
    next: CodingProblem | None
    way_on: WayOn


def way_on(following: Problem | Derivation | CodingProblem | None, label: str) -> WayOn:
    """To the one that follows in its topic, under that label; after the last to all problems."""
    if following:
        return WayOn(following.get_absolute_url(), label)
    return WayOn(reverse("practice:problem_list"), _("All problems"))


def derivation_page(request: HttpRequest, topic: str, slug: str) -> DerivationPage | None:
    """``None`` where there is no such derivation."""
    around = derivations_by_topic().get(topic, ())
    place = _place_of(slug, around)
    if place is None:
        return None
    derivation = around[place]
    following = around[place + 1] if place + 1 < len(around) else None
    question = question_by_slug(Attempt.Kind.DERIVATION, topic, slug)
    return DerivationPage(
        version=content_version(),
        derivation=derivation,
        text=next(text for text in study.derivations_of(topic) if text.slug == slug),
        section=_section(topic, derivation.section),
        question=question,
        attempts=list_attempts(request, question),
        number=place + 1,
        count=len(around),
        report=report_address(derivation.title, request.build_absolute_uri(request.path)),
        previous=around[place - 1] if place else None,
        next=following,
        way_on=way_on(following, _("Next derivation")),
    )


def code_page(request: HttpRequest, topic: str, slug: str) -> CodePage | None:
    """``None`` where there is no such problem."""
    around = coding_problems_by_topic().get(topic, ())
    place = _place_of(slug, around)
    if place is None:
        return None
    problem = around[place]
    following = around[place + 1] if place + 1 < len(around) else None
    question = question_by_slug(Attempt.Kind.CODING, topic, slug)
    return CodePage(
        problem=problem,
        text=next(text for text in study.coding_problems_of(topic) if text.slug == slug),
        files=study.code_of(topic)[slug],
        section=_section(topic, problem.section),
        rounds=tuple(round_ for round_ in pages.rounds_table().rounds if round_.slug in problem.round_slugs),
        question=question,
        attempts=list_attempts(request, question),
        number=place + 1,
        count=len(around),
        report=report_address(problem.title, request.build_absolute_uri(request.path)),
        previous=around[place - 1] if place else None,
        next=following,
        way_on=way_on(following, _("Next coding problem")),
    )


def code_files(topic: str, slug: str) -> material.CodeFiles | None:
    """``None`` where there is no such problem."""
    return study.code_of(topic).get(slug)


def question_by_slug(kind: str, topic: str, slug: str) -> PracticeQuestion:
    """The question of what the content holds."""
    question = question_of(kind, topic, slug)
    if question is None:
        raise LookupError(f"{topic} has no {kind} {slug}.")
    return question


def list_attempts(request: HttpRequest, question: PracticeQuestion) -> tuple[Attempt, ...]:
    """The user's own, newest first; a visitor has none."""
    return tuple(attempts_at(request.user, question)) if isinstance(request.user, User) else ()


def _place_of(slug: str, around: Sequence[TopicMaterialT]) -> int | None:
    return next((place for place, item in enumerate(around) if item.slug == slug), None)


def _section(topic: str, slug: str) -> study.SectionText | None:
    lesson = study.lesson_of(topic)
    return next((section for section in lesson.sections if section.slug == slug), None) if lesson else None
