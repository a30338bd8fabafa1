"""Select a drill's questions for one user: candidates with their history and weights, put before ``draw_questions``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from studyplan.accounts.models import User
from studyplan.assessment.services import levels_of
from studyplan.catalog.files.mocks import Format, Part
from studyplan.catalog.guide import chains
from studyplan.catalog.syllabus import syllabus
from studyplan.core.model import GoalInterview
from studyplan.goals.services import goal_of, scores_for
from studyplan.practice.drills.draw import DrillCandidate, draw_questions, draw_topics, fit_into_time
from studyplan.practice.evidence import effective_of, stumbled_on
from studyplan.practice.models import Attempt
from studyplan.practice.questions.bank import PracticeQuestion, questions

LastAsked = Mapping[tuple[str, str, str], datetime]
DrawnQuestions = list[dict[str, Any]]
"""As ``Drill.questions`` keeps them."""

EVENLY = 1.0
PROBLEM_FORMS = {"design": ("design",), "coding": ("derive", "design")}
"""Kinds of part that ask problems of some forms."""
WITH_MINUTES = (Attempt.Kind.PROBLEM, Attempt.Kind.CODING)
"""Kinds of question whose author says how long they take."""


@dataclass(frozen=True, slots=True)
class DrillRequest:
    """For what the questions are: a round, a company ("" for none), and the part of randomness."""

    round: str
    company: str
    seed: str


@dataclass(frozen=True, slots=True)
class QuestionPool:
    """A user's record before drawing: weight by topic, and when each question was last asked."""

    weights: Mapping[str, float]
    asked: LastAsked
    request: DrillRequest

    def draw(
        self, questions: Iterable[PracticeQuestion], count: int, weights: Mapping[str, float] | None = None
    ) -> list[PracticeQuestion]:
        by_key = {
            (question.kind, question.topic.slug, question.slug): question
            for question in questions
            if question.topic.slug in self.weights
        }
        candidates = [DrillCandidate(*key, self.asked.get(key)) for key in by_key]
        drawn = draw_questions(candidates, count, weights or self.weights, self.request.seed)
        return [by_key[candidate.key] for candidate in drawn]


def build_pool(user: User, request: DrillRequest, today: date) -> QuestionPool:
    """Weights are round depth × company frequency × weakness: a level below the target, a stumble, no test yet."""
    levels = levels_of(user)
    interview = GoalInterview(company=request.company or None, rounds=(request.round,) if request.round else ())
    goal = replace(goal_of(user), interviews=(interview,))
    rated = {topic.slug: levels.get(topic.slug, 1) for topic in syllabus().topics}
    shown, stumbles = effective_of(user, rated), stumbled_on(user, date.min)
    tested = set(user.attempts.order_by().values_list("topic__slug", flat=True).distinct())
    weights: dict[str, float] = {}
    for topic in scores_for(goal, today, levels).topics:
        gap = max(0, topic.target - shown[topic.slug].level) if topic.slug in levels else 0
        weights[topic.slug] = topic.weight * (1 + gap + (topic.slug in stumbles) + (topic.slug not in tested))
    return QuestionPool(weights, asked_before(user), request)


def asked_before(user: User) -> dict[tuple[str, str, str], datetime]:
    """When each question was last put to the user: by their attempts, and by drills that they did not finish."""
    asked: dict[tuple[str, str, str], datetime] = {}
    for drill in user.drills.order_by("started_at").prefetch_related("attempts"):
        for question in drill.questions[: len(drill.attempts.all()) + 1]:
            asked[question["kind"], question["topic"], question["slug"]] = drill.asked_at
    rows = user.attempts.order_by("attempted_at", "pk").values_list("kind", "topic__slug", "slug", "attempted_at")
    for kind, topic, slug, at in rows:
        asked[kind, topic, slug] = max(at, asked.get((kind, topic, slug), at))
    return asked


def draw_mock(mock_format: Format, pool: QuestionPool, chain: str = "") -> DrawnQuestions:
    """The questions of a mock interview of one format; ``chain`` names its script, where it is one and chosen."""
    if mock_format.parts[0].kind == "chain":
        script = chain or next_chain(pool, mock_format.parts[0].pattern)
        steps = [question for question in questions(Attempt.Kind.CHAIN) if question.slug.startswith(f"{script}--")]
        return _kept((question, mock_format.parts[0].seconds) for question in steps)
    if mock_format.topics is None:
        return _kept(pair for part in mock_format.parts for pair in _part(part, pool, pool.weights, part.count))
    chosen = draw_topics(pool.weights, mock_format.topics, pool.request.seed)
    return _kept(
        pair
        for topic in chosen
        for part in mock_format.parts
        for pair in _part(part, pool, {topic: EVENLY}, part.count // mock_format.topics)
    )


def _part(
    part: Part, pool: QuestionPool, weights: Mapping[str, float], count: int
) -> list[tuple[PracticeQuestion, int]]:
    """Questions of a part about the topics of ``weights``; those that do not suit only where the others are too few."""
    fitting = [question for question in questions_for(part) if question.topic.slug in weights]
    suited = [question for question in fitting if _suits(question, part, pool.request)]
    drawn = pool.draw(suited, count, weights)
    others = [question for question in fitting if question not in suited] if len(drawn) < count else []
    return [(question, part.seconds) for question in (*drawn, *pool.draw(others, count - len(drawn), weights))]


def questions_for(part: Part) -> tuple[PracticeQuestion, ...]:
    """What may be asked; where no coding problem is written, what is worked out on paper before one codes it."""
    if part.kind == "coding" and (coding := questions(Attempt.Kind.CODING)):
        return coding
    if forms := PROBLEM_FORMS.get(part.kind):
        return tuple(question for question in questions(Attempt.Kind.PROBLEM) if question.form in forms)
    return questions(part.kind)


def _suits(question: PracticeQuestion, part: Part, request: DrillRequest) -> bool:
    """Whether it is asked in that round and at that company, and can be answered in the time."""
    in_round = not request.round or not question.rounds or request.round in question.rounds
    at_company = not request.company or question.company in ("", request.company)
    return in_round and at_company and (question.kind not in WITH_MINUTES or question.seconds <= part.seconds)


def next_chain(pool: QuestionPool, pattern: str | None = None) -> str:
    """The script, of those of a ``pattern``, that was never begun, or the longest ago."""
    first = {
        f"{slug}--{chain.steps[0].slug}": slug for slug, chain in chains().items() if pattern in (None, chain.pattern)
    }
    openings = [question for question in questions(Attempt.Kind.CHAIN) if question.slug in first]
    evenly = dict.fromkeys(pool.weights, EVENLY)
    return first[pool.draw(openings, 1, evenly)[0].slug]


def draw_rapid_fire(topics: Iterable[str], count: int, pool: QuestionPool) -> DrawnQuestions:
    """So many rapid-fire questions about ``topics``: a task of the plan that is a mock interview."""
    some = set(topics)
    fitting = [question for question in questions(Attempt.Kind.RAPID_FIRE) if question.topic.slug in some]
    return _kept((question, question.seconds) for question in pool.draw(fitting, count))


def draw_timed_set(topics: Iterable[str], minutes: int, pool: QuestionPool) -> DrawnQuestions:
    """Problems about ``topics`` that fill ``minutes``. One topic: one problem, short for it, against just that time."""
    some = set(topics)
    fitting = [question for question in questions(Attempt.Kind.PROBLEM) if question.topic.slug in some]
    if len(some) == 1:
        shortest = min((question.seconds for question in fitting), default=0)
        short = [question for question in fitting if question.seconds <= max(shortest, minutes * 60)]
        return _kept((question, minutes * 60) for question in pool.draw(short, 1))
    suited = [question for question in fitting if not pool.request.round or pool.request.round in question.rounds]
    drawn = pool.draw(suited or fitting, len(fitting))
    by_key = {(question.kind, question.topic.slug, question.slug): question for question in drawn}
    candidates = [(DrillCandidate(*key), question.seconds) for key, question in by_key.items()]
    return _kept((by_key[candidate.key], seconds) for candidate, seconds in fit_into_time(candidates, minutes * 60))


def _kept(drawn: Iterable[tuple[PracticeQuestion, int]]) -> DrawnQuestions:
    return [
        {"kind": question.kind, "topic": question.topic.slug, "slug": question.slug, "seconds": seconds}
        for question, seconds in drawn
    ]
