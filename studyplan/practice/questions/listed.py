"""Problems, coding problems and derivations in one shape, as the list of problems has them for every user."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from studyplan.catalog.models import Topic
from studyplan.catalog.pages import topics
from studyplan.catalog.version import per_content
from studyplan.practice.evidence import question_levels
from studyplan.practice.models import Attempt
from studyplan.practice.questions.bank import PracticeQuestion, questions

VIEWS: Mapping[str, str] = {
    Attempt.Kind.PROBLEM: "dashboard:problem_detail",
    Attempt.Kind.DERIVATION: "dashboard:derivation_detail",
    Attempt.Kind.CODING: "dashboard:coding_problem_detail",
}
"""The kinds that are listed, and the view that shows one."""
FORMS: Mapping[str, Promise] = {
    "explain": _("Explain"),
    "derive": _("Derive"),
    "design": _("Design"),
    Attempt.Kind.DERIVATION: _("Step-by-step derivation"),
    Attempt.Kind.CODING: _("Code"),
}
"""What a problem asks for: a problem's own form, else its kind."""


@dataclass(frozen=True, slots=True)
class ListedProblem:
    """``form`` is one of ``FORMS``; ``level`` (2–5) is the one that it is about."""

    question: PracticeQuestion
    form: str
    level: int
    url: str

    @property
    def topic(self) -> Topic:
        return self.question.topic

    @property
    def key(self) -> tuple[str, int, str]:
        """Kind, topic and slug: the name of its attempts."""
        return self.question.kind, self.topic.pk, self.question.slug

    @property
    def form_name(self) -> str:
        return str(FORMS[self.form])


@per_content
def listed_problems() -> tuple[ListedProblem, ...]:
    """Topic by topic, in the content's order."""
    return tuple(
        ListedProblem(
            question,
            question.form or question.kind,
            question_levels()[kind, slug, question.slug],
            reverse(view, args=[slug, question.slug]),
        )
        for slug in topics()
        for kind, view in VIEWS.items()
        for question in questions(kind, slug)
    )
