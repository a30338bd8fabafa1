from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser

from studyplan.accounts.models import User
from studyplan.assessment.services import levels_of
from studyplan.catalog.models import Topic
from studyplan.core.scoring import TopicScore
from studyplan.goals.services import ahead, default_goal, goal_of, scores_for
from studyplan.practice.models import Attempt
from studyplan.practice.questions.attempts import newest_by_slug
from studyplan.practice.questions.bank import PracticeQuestion, questions


@dataclass(frozen=True, slots=True)
class ProblemLine:
    question: PracticeQuestion
    attempt: Attempt | None


@dataclass(frozen=True, slots=True)
class TopicProblems:
    """One topic's problems; ``level`` is ``None`` where it is not rated."""

    topic: Topic
    level: int | None
    target: int
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


def problems_page(user: User | AnonymousUser, today: date) -> ProblemsPage:
    levels, goal, attempts = {}, default_goal(), {}
    if isinstance(user, User):
        levels, goal, attempts = levels_of(user), goal_of(user), newest_by_slug(user, Attempt.Kind.PROBLEM)
    scores = scores_for(ahead(goal, today), today, levels).by_slug
    groups = tuple(
        TopicProblems(
            topic,
            levels.get(topic.slug),
            scores[topic.slug].target,
            tuple(
                ProblemLine(question, attempts.get((topic.pk, question.slug)))
                for question in questions(Attempt.Kind.PROBLEM, topic.slug)
            ),
        )
        for topic in Topic.objects.current()
    )
    return ProblemsPage(groups, suggested(groups, scores))


def suggested(groups: Iterable[TopicProblems], scores: dict[str, TopicScore]) -> ProblemLine | None:
    """The problem to go on with: one stumbled on, else a new one; of the topic that is worth most to the goal."""
    by_worth = sorted(groups, key=lambda group: (-scores[group.topic.slug].value, -scores[group.topic.slug].weight))
    lines = [line for group in by_worth for line in group.lines]
    stumbled = (line for line in lines if line.attempt and line.attempt.is_stumble)
    new = (line for line in lines if line.attempt is None)
    return next(stumbled, None) or next(new, None)
