"""A derivation's page and a coding problem's as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from studyplan.accounts.models import User
from studyplan.catalog import pages, study
from studyplan.catalog.files import material, schema
from studyplan.catalog.models import CodingProblem, Derivation
from studyplan.catalog.version import content_version
from studyplan.dashboard.topics.page import TopicMaterialT, coding_problems_by_topic, derivations_by_topic
from studyplan.practice.models import Attempt
from studyplan.practice.questions.attempts import attempts_at
from studyplan.practice.questions.bank import PracticeQuestion, questions
from studyplan.ui.report import report_address


@dataclass(frozen=True, slots=True)
class DerivationPage:
    """``number`` of ``count`` in its topic; ``section`` of the lesson that it belongs to, if that is there."""

    version: str
    derivation: Derivation
    text: material.Derivation
    section: study.SectionText | None
    number: int
    count: int
    report: str
    previous: Derivation | None
    next: Derivation | None


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


def derivation_page(request: HttpRequest, topic: str, slug: str) -> DerivationPage | None:
    """``None`` where there is no such derivation."""
    around = derivations_by_topic().get(topic, ())
    place = _place_of(slug, around)
    if place is None:
        return None
    derivation = around[place]
    return DerivationPage(
        version=content_version(),
        derivation=derivation,
        text=next(text for text in study.derivations_of(topic) if text.slug == slug),
        section=_section(topic, derivation.section),
        number=place + 1,
        count=len(around),
        report=report_address(derivation.title, request.build_absolute_uri(request.path)),
        previous=around[place - 1] if place else None,
        next=around[place + 1] if place + 1 < len(around) else None,
    )


def code_page(request: HttpRequest, topic: str, slug: str) -> CodePage | None:
    """``None`` where there is no such problem."""
    around = coding_problems_by_topic().get(topic, ())
    place = _place_of(slug, around)
    if place is None:
        return None
    problem = around[place]
    question = next(question for question in questions(Attempt.Kind.CODING, topic) if question.slug == slug)
    return CodePage(
        problem=problem,
        text=next(text for text in study.coding_problems_of(topic) if text.slug == slug),
        files=study.code_of(topic)[slug],
        section=_section(topic, problem.section),
        rounds=tuple(round_ for round_ in pages.rounds_table().rounds if round_.slug in problem.round_slugs),
        question=question,
        attempts=tuple(attempts_at(request.user, question)) if isinstance(request.user, User) else (),
        number=place + 1,
        count=len(around),
        report=report_address(problem.title, request.build_absolute_uri(request.path)),
        previous=around[place - 1] if place else None,
        next=around[place + 1] if place + 1 < len(around) else None,
    )


def code_files(topic: str, slug: str) -> material.CodeFiles | None:
    """``None`` where there is no such problem."""
    return study.code_of(topic).get(slug)


def _place_of(slug: str, around: Sequence[TopicMaterialT]) -> int | None:
    return next((place for place, item in enumerate(around) if item.slug == slug), None)


def _section(topic: str, slug: str) -> study.SectionText | None:
    lesson = study.lesson_of(topic)
    return next((section for section in lesson.sections if section.slug == slug), None) if lesson else None
