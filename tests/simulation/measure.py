"""What learners can answer on the interview day, under every strategy, model and assumption."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import fmean
from typing import NamedTuple

from studyplan.core.model import BuiltPlan
from tests.simulation import plans
from tests.simulation.courses import Course, aimed, early_passes, massed, nothing, passes_on_new, reading_on, solving
from tests.simulation.learners import MODELS, Learner, draw
from tests.simulation.studying import Student
from tests.simulation.table import table

PLAN = "plan"
STRATEGIES: dict[str, Callable[[Learner, Course], Course]] = {
    PLAN: lambda _, plan: plan,
    "plan, list pushed back": plans.pushed_back,
    "plan, interview unknown": plans.without_interview,
    "plan, another interview": plans.for_another,
    "plan, no cards": plans.without_cards,
    "plan, recalls from day 3": plans.late_recalls,
    "plan, spare recalls": plans.spare_recalls,
    "plan, no recalls": reading_on,
    "plan, recalls solve": solving,
    "plan, passes on new": passes_on_new,
    "plan, early passes on new": early_passes,
    "table": table,
    "massed": massed,
    "massed, same targets": aimed,
    "nothing": nothing,
}
DRAWN, NEUTRAL = "re-reading as drawn", "re-reading counts the same"
CASES = tuple((model, effect) for model in MODELS for effect in (DRAWN, NEUTRAL))

Case = tuple[str, str]  # model, effect of re-reading


class Outcome(NamedTuple):
    """In percent.

    answered: of what is asked. asked: recalled of it. worked: how well it is worked out. met: known of it at any time.
    all: recalled of every level of every topic.
    """

    answered: float
    asked: float
    worked: float
    met: float
    all: float


@dataclass(frozen=True)
class Result:
    """One learner's outcomes by case and strategy, and the minutes of each strategy."""

    learner: Learner
    minutes: dict[str, int]
    outcomes: dict[Case, dict[str, Outcome]]


def measure(learners: int, seed: int) -> list[Result]:
    """So many learners, each under every case and strategy, by the same chance."""
    return [_result(draw(seed, number), seed) for number in range(learners)]


def _result(learner: Learner, seed: int) -> Result:
    plan = plans.plan(learner)
    courses = {name: strategy(learner, plan) for name, strategy in STRATEGIES.items()}
    outcomes = {case: _follow_all(learner, courses, case, f"{seed} {learner.number}") for case in CASES}
    return Result(learner, {name: sum(course.minutes.values()) for name, course in courses.items()}, outcomes)


def _follow_all(learner: Learner, courses: dict[str, Course], case: Case, seed: str) -> dict[str, Outcome]:
    """Each course followed; one that is our plan itself has its outcome, as chance is the same."""
    ours = outcome(learner, courses[PLAN], case, seed)
    return {
        name: ours if course == courses[PLAN] else outcome(learner, course, case, seed)
        for name, course in courses.items()
    }


def outcome(learner: Learner, course: Course, case: Case, seed: str) -> Outcome:
    """Follow a course and ask on the interview day."""
    model, effect = case
    student = Student(learner, learner.memory(model), course, 1.0 if effect == NEUTRAL else learner.effect, seed)
    student.study()
    targets = {topic.slug: topic.target for topic in learner.plan.topics}
    return score(learner.plan, student.recall(learner.interview), student.apply(learner.interview, targets))


def score(plan: BuiltPlan, recall: dict[str, list[tuple[int, float]]], worked: dict[str, float]) -> Outcome:
    """Topics by their weight. Half of an answer is what is recalled, half what is made of it."""
    points = {
        topic.slug: [chance for level, chance in recall[topic.slug] if level <= topic.target] for topic in plan.topics
    }
    asked = {slug: fmean(chances) for slug, chances in points.items()}
    weights = {topic.slug: topic.weight for topic in plan.topics}

    def weigh(part: dict[str, float]) -> float:
        return 100 * sum(weights[slug] * value for slug, value in part.items()) / sum(weights.values())

    return Outcome(
        answered=weigh({slug: asked[slug] * (1 + worked[slug]) / 2 for slug in asked}),
        asked=weigh(asked),
        worked=weigh(worked),
        met=weigh({slug: fmean(chance > 0 for chance in chances) for slug, chances in points.items()}),
        all=100 * fmean(chance for points in recall.values() for _, chance in points),
    )
