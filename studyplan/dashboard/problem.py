"""A practice problem's page as data."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from studyplan.catalog import material, pages, schema, study
from studyplan.catalog.models import Problem
from studyplan.dashboard.topic import problems_by_topic
from studyplan.notes.services import About, Kept, kept_about
from studyplan.ui.report import report_address


@dataclass(frozen=True, slots=True)
class ProblemPage:
    """Everything that the page shows; ``number`` of ``count`` in its topic."""

    problem: Problem
    text: material.Problem
    rounds: tuple[schema.Round, ...]
    number: int
    count: int
    kept: Kept
    report: str
    previous: Problem | None
    next: Problem | None


def problem_page(request: HttpRequest, topic: str, slug: str) -> ProblemPage | None:
    """The page of a problem, or nothing where there is no such problem."""
    around = problems_by_topic().get(topic, ())
    place = next((place for place, problem in enumerate(around) if problem.slug == slug), None)
    if place is None:
        return None
    problem = around[place]
    return ProblemPage(
        problem=problem,
        text=next(text for text in study.problems_of(topic) if text.slug == slug),
        rounds=tuple(each for each in pages.rounds_table().rounds if each.slug in problem.round_slugs),
        number=place + 1,
        count=len(around),
        kept=kept_about(request.user, About(problem.topic, problem)),
        report=report_address(problem.title, request.build_absolute_uri(request.path)),
        previous=around[place - 1] if place else None,
        next=around[place + 1] if place + 1 < len(around) else None,
    )
