from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from studyplan.accounts.models import User
from studyplan.catalog.models import Topic
from studyplan.catalog.pages import topics
from studyplan.catalog.version import per_content
from studyplan.core.readiness import EffectiveLevel
from studyplan.core.scoring import TopicScore
from studyplan.goals.services import ahead, default_goal, goal_of, scores_for
from studyplan.practice.evidence import counted_levels, effective_of
from studyplan.practice.models import Attempt
from studyplan.practice.questions.attempts import newest_by_slug
from studyplan.practice.questions.bank import PracticeQuestion, questions


@dataclass(frozen=True, slots=True)
class ListedProblem:
    """A problem as a list shows it, whoever asks."""

    question: PracticeQuestion
    url: str


@dataclass(frozen=True, slots=True)
class ProblemLine:
    problem: ListedProblem
    attempt: Attempt | None

    @property
    def outcome(self) -> str:
        """How the newest attempt went, if there is one."""
        if self.attempt is None:
            return ""
        day = date_format(self.attempt.attempted_on, "MONTH_DAY")
        facts = {"hits": self.attempt.hit_count, "points": self.attempt.points, "day": day}
        return _("%(hits)s of %(points)s on %(day)s") % facts


@dataclass(frozen=True, slots=True)
class TopicProblems:
    """One topic's problems; ``level`` is ``None`` where it is not rated, ``claimed`` where another level counts."""

    topic: Topic
    level: int | None
    target: int
    claimed: int | None
    lines: tuple[ProblemLine, ...]

    @property
    def attempted(self) -> int:
        return sum(line.attempt is not None for line in self.lines)


@dataclass(frozen=True, slots=True)
class ProblemsPage:
    """Every problem by topic, and the one to go on with."""

    groups: tuple[TopicProblems, ...]
    suggested: ProblemLine | None

    @property
    def attempted(self) -> int:
        return sum(group.attempted for group in self.groups)

    @property
    def count(self) -> int:
        return sum(len(group.lines) for group in self.groups)


@per_content
def listed_problems() -> Mapping[str, tuple[ListedProblem, ...]]:
    """By topic, in the content's order."""
    return {
        slug: tuple(
            ListedProblem(question, reverse("dashboard:problem_detail", args=[slug, question.slug]))
            for question in questions(Attempt.Kind.PROBLEM, slug)
        )
        for slug in topics()
    }


def problems_page(user: User | AnonymousUser, today: date) -> ProblemsPage:
    effective: dict[str, EffectiveLevel] = {}
    goal, attempts = default_goal(), {}
    if isinstance(user, User):
        effective, goal, attempts = effective_of(user), goal_of(user), newest_by_slug(user, Attempt.Kind.PROBLEM)
    levels = counted_levels(effective)
    scores = scores_for(ahead(goal, today), today, levels).by_slug
    problems = listed_problems()
    groups = tuple(
        TopicProblems(
            topic,
            levels.get(slug),
            scores[slug].target,
            effective[slug].claimed if slug in effective else None,
            tuple(ProblemLine(problem, attempts.get((topic.pk, problem.question.slug))) for problem in problems[slug]),
        )
        for slug, topic in topics().items()
    )
    return ProblemsPage(groups, suggested(groups, scores))


def suggested(groups: Iterable[TopicProblems], scores: dict[str, TopicScore]) -> ProblemLine | None:
    """The problem to go on with: one stumbled on, else a new one; of the topic that is worth most to the goal."""
    by_worth = sorted(groups, key=lambda group: (-scores[group.topic.slug].value, -scores[group.topic.slug].weight))
    lines = [line for group in by_worth for line in group.lines]
    stumbled = (line for line in lines if line.attempt and line.attempt.is_stumble)
    new = (line for line in lines if line.attempt is None)
    return next(stumbled, None) or next(new, None)
