"""What learners recall on the interview day, under every strategy, model and assumption."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import fmean

from studyplan.core.model import BuiltPlan
from tests.simulation.courses import Course, massed, nothing, plan, reading_on
from tests.simulation.learners import MODELS, Learner, draw
from tests.simulation.studying import Student
from tests.simulation.table import table

STRATEGIES: dict[str, Callable[[Learner], Course]] = {
    "plan": plan,
    "table": table,
    "massed": massed,
    "plan, no recalls": reading_on,
    "nothing": nothing,
}
DRAWN, NEUTRAL = "re-reading as drawn", "re-reading counts the same"
CASES = tuple((model, effect) for model in MODELS for effect in (DRAWN, NEUTRAL))
OUTCOMES = ("asked", "even", "all")

Case = tuple[str, str]  # model, effect of re-reading
Outcome = tuple[float, ...]  # in percent, one for each of OUTCOMES


@dataclass(frozen=True)
class Result:
    """One learner's outcomes by case and strategy."""

    learner: Learner
    outcomes: dict[Case, dict[str, Outcome]]


def measure(learners: int, seed: int) -> list[Result]:
    """So many learners, each under every case and strategy, by the same chance."""
    return [_result(draw(seed, number), seed) for number in range(learners)]


def _result(learner: Learner, seed: int) -> Result:
    courses = {name: strategy(learner) for name, strategy in STRATEGIES.items()}
    outcomes = {
        case: {name: outcome(learner, course, case, f"{seed} {learner.number}") for name, course in courses.items()}
        for case in CASES
    }
    return Result(learner, outcomes)


def outcome(learner: Learner, course: Course, case: Case, seed: str) -> Outcome:
    """Follow a course and ask on the interview day."""
    model, effect = case
    student = Student(learner, learner.memory(model), course, 1.0 if effect == NEUTRAL else learner.effect, seed)
    student.study()
    return score(learner.plan, student.recall(learner.interview))


def score(plan: BuiltPlan, recall: dict[str, list[tuple[int, float]]]) -> Outcome:
    """Percent recalled: of what is asked by weight, of the same with topics alike, of every level of every topic."""
    asked = {
        topic.slug: fmean(chance for level, chance in recall[topic.slug] if level <= topic.target)
        for topic in plan.topics
    }
    weights = {topic.slug: topic.weight for topic in plan.topics}
    weighted = sum(weights[slug] * chance for slug, chance in asked.items()) / sum(weights.values())
    every = fmean(chance for points in recall.values() for _, chance in points)
    return 100 * weighted, 100 * fmean(asked.values()), 100 * every
