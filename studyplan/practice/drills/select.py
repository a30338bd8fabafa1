"""What a drill asks one user: candidates with their history and weights, put before ``draw``."""

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
from studyplan.core.model import Interview
from studyplan.goals.services import goal_of, scores_for
from studyplan.practice.drills.draw import Candidate, draw, some_topics, within
from studyplan.practice.evidence import effective_of, stumbled_on
from studyplan.practice.models import Attempt
from studyplan.practice.questions.bank import Question, questions

Kind = Attempt.Kind
Asked = Mapping[tuple[str, str, str], datetime]
Drawn = list[dict[str, Any]]
"""As ``Drill.questions`` keeps them."""

EVENLY = 1.0


@dataclass(frozen=True, slots=True)
class Wish:
    """For what the questions are: a round, a company ("" for none), and the part of randomness."""

    round: str
    company: str
    seed: str


@dataclass(frozen=True, slots=True)
class Pool:
    """What is known of a user before drawing: weight by topic, and when each question was last asked."""

    weights: Mapping[str, float]
    asked: Asked
    wish: Wish

    def draw(self, found: Iterable[Question], count: int, weights: Mapping[str, float] | None = None) -> list[Question]:
        """So many of the questions."""
        by_name = {(each.kind, each.topic.slug, each.slug): each for each in found if each.topic.slug in self.weights}
        candidates = [Candidate(*name, self.asked.get(name)) for name in by_name]
        drawn = draw(candidates, count, weights or self.weights, self.wish.seed)
        return [by_name[each.name] for each in drawn]


def pool_of(user: User, wish: Wish, today: date) -> Pool:
    """Weights are round depth × company frequency × weakness: a level below the target, a stumble, no test yet."""
    levels = levels_of(user)
    interview = Interview(company=wish.company or None, rounds=(wish.round,) if wish.round else ())
    goal = replace(goal_of(user), interviews=(interview,))
    rated = {topic.slug: levels.get(topic.slug, 1) for topic in syllabus().topics}
    shown, stumbles = effective_of(user, rated), stumbled_on(user, date.min)
    tested = set(user.attempts.order_by().values_list("topic__slug", flat=True).distinct())
    weights: dict[str, float] = {}
    for each in scores_for(goal, today, levels).topics:
        gap = max(0, each.target - shown[each.slug].level) if each.slug in levels else 0
        weights[each.slug] = each.weight * (1 + gap + (each.slug in stumbles) + (each.slug not in tested))
    return Pool(weights, asked_before(user), wish)


def asked_before(user: User) -> dict[tuple[str, str, str], datetime]:
    """When each question was last put to the user: by their attempts, and by drills that they did not finish."""
    asked: dict[tuple[str, str, str], datetime] = {}
    for drill in user.drills.order_by("started_at").prefetch_related("attempts"):
        for each in drill.questions[: len(drill.attempts.all()) + 1]:
            asked[each["kind"], each["topic"], each["slug"]] = drill.asked_at
    rows = user.attempts.order_by("attempted_at", "pk").values_list("kind", "topic__slug", "slug", "attempted_at")
    for kind, topic, slug, at in rows:
        asked[kind, topic, slug] = max(at, asked.get((kind, topic, slug), at))
    return asked


def questions_for(form: Format, pool: Pool, chain: str = "") -> Drawn:
    """The questions of a mock interview of one format; ``chain`` names its script, where it is one and chosen."""
    if form.parts[0].kind == "chain":
        steps = [each for each in questions(Kind.CHAIN) if each.slug.startswith(f"{chain or next_chain(pool)}--")]
        return _kept((each, form.parts[0].seconds) for each in steps)
    if form.topics is None:
        return _kept(pair for part in form.parts for pair in _part(part, pool, pool.weights, part.count))
    chosen = some_topics(pool.weights, form.topics, pool.wish.seed)
    return _kept(
        pair
        for topic in chosen
        for part in form.parts
        for pair in _part(part, pool, {topic: EVENLY}, part.count // form.topics)
    )


def _part(part: Part, pool: Pool, weights: Mapping[str, float], count: int) -> list[tuple[Question, int]]:
    """Questions of a part about the topics of ``weights``; those that do not suit only where the others are too few."""
    found = [each for each in questions(part.kind) if each.topic.slug in weights]
    suited = [each for each in found if _suits(each, part, pool.wish)]
    drawn = pool.draw(suited, count, weights)
    others = [each for each in found if each not in suited] if len(drawn) < count else []
    return [(each, part.seconds) for each in (*drawn, *pool.draw(others, count - len(drawn), weights))]


def _suits(question: Question, part: Part, wish: Wish) -> bool:
    """Whether it is asked in that round and at that company, and can be answered in the time."""
    in_round = not wish.round or not question.rounds or wish.round in question.rounds
    at_company = not wish.company or question.company in ("", wish.company)
    return in_round and at_company and (part.kind != "problem" or question.seconds <= part.seconds)


def next_chain(pool: Pool) -> str:
    """The script that was never begun, or the longest ago."""
    first = {f"{slug}--{chain.steps[0].slug}": slug for slug, chain in chains().items()}
    openings = [each for each in questions(Kind.CHAIN) if each.slug in first]
    evenly = dict.fromkeys(pool.weights, EVENLY)
    return first[pool.draw(openings, 1, evenly)[0].slug]


def rapid_fire_for(topics: Iterable[str], count: int, pool: Pool) -> Drawn:
    """So many rapid-fire questions about ``topics``: a task of the plan that is a mock interview."""
    some = set(topics)
    found = [each for each in questions(Kind.RAPID_FIRE) if each.topic.slug in some]
    return _kept((each, each.seconds) for each in pool.draw(found, count))


def timed_set_for(topics: Iterable[str], minutes: int, pool: Pool) -> Drawn:
    """Problems about ``topics`` that fill ``minutes``. One topic: one problem, short for it, against just that time."""
    some = set(topics)
    found = [each for each in questions(Kind.PROBLEM) if each.topic.slug in some]
    if len(some) == 1:
        shortest = min((each.seconds for each in found), default=0)
        short = [each for each in found if each.seconds <= max(shortest, minutes * 60)]
        return _kept((each, minutes * 60) for each in pool.draw(short, 1))
    suited = [each for each in found if not pool.wish.round or pool.wish.round in each.rounds]
    drawn = pool.draw(suited or found, len(found))
    by_name = {(each.kind, each.topic.slug, each.slug): each for each in drawn}
    candidates = [(Candidate(*name), each.seconds) for name, each in by_name.items()]
    return _kept((by_name[each.name], seconds) for each, seconds in within(candidates, minutes * 60))


def _kept(drawn: Iterable[tuple[Question, int]]) -> Drawn:
    return [
        {"kind": each.kind, "topic": each.topic.slug, "slug": each.slug, "seconds": seconds} for each, seconds in drawn
    ]
