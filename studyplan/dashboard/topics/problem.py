"""A practice problem's page as data."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from studyplan.catalog import pages
from studyplan.catalog.files import schema
from studyplan.catalog.models import Problem
from studyplan.dashboard.topics.items import WayOn, list_attempts, question_by_slug, way_on
from studyplan.dashboard.topics.page import problems_by_topic
from studyplan.notes.services import NoteState, NoteSubject, note_about
from studyplan.practice.models import Attempt
from studyplan.practice.questions.bank import PracticeQuestion
from studyplan.ui.report import report_address


@dataclass(frozen=True, slots=True)
class ProblemPage:
    """Everything that the page shows; ``number`` of ``count`` in its topic."""

    problem: Problem
    rounds: tuple[schema.Round, ...]
    number: int
    count: int
    question: PracticeQuestion
    attempts: tuple[Attempt, ...]
    kept: NoteState
    report: str
    previous: Problem | None
    next: Problem | None
    way_on: WayOn


def problem_page(request: HttpRequest, topic: str, slug: str) -> ProblemPage | None:
    """The page of a problem, or nothing where there is no such problem."""
    around = problems_by_topic().get(topic, ())
    place = next((place for place, problem in enumerate(around) if problem.slug == slug), None)
    if place is None:
        return None
    problem = around[place]
    following = around[place + 1] if place + 1 < len(around) else None
    question = question_by_slug(Attempt.Kind.PROBLEM, topic, slug)
    return ProblemPage(
        problem=problem,
        rounds=tuple(round_ for round_ in pages.rounds_table().rounds if round_.slug in problem.round_slugs),
        number=place + 1,
        count=len(around),
        question=question,
        attempts=list_attempts(request, question),
        kept=note_about(request.user, NoteSubject(problem.topic, problem)),
        report=report_address(problem.title, request.build_absolute_uri(request.path)),
        previous=around[place - 1] if place else None,
        next=following,
        way_on=way_on(following, _("Next problem")),
    )
