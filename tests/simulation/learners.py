"""Learners drawn from a seed: who they are, when their interview is, how their memory works."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from math import exp, log
from random import Random

from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

from studyplan.core.model import BuiltPlan, Goal, GoalInterview
from studyplan.core.planning.build import build
from tests.core.twelve import COMPANIES, DEPTHS, SLUGS, TARGETS, syllabus
from tests.simulation.memory import FsrsMemory, HalfLifeMemory, Memory

SYLLABUS = syllabus()
TOPICS = tuple(SLUGS.values())
START = date(2026, 11, 23)
MODELS = ("FSRS", "half-life")
MINUTES = (30, 45, 60, 75, 90, 105, 120, 150)
# FSRS: the first four are the stability after the first grade; 8 is growth, 20 the steepness of forgetting.
GROWTH, DECAY = 8, 20


@dataclass(frozen=True)
class Learner:
    """Everything that is drawn for one learner.

    missed: days, counted from the first, on which nothing is done. other: a goal whose interview has another company
    and other rounds. reading: it takes so many times the lesson's minutes. pace: skills take so many times theirs.
    again: minutes to go over one key point. effect: what part of a recall's gain re-reading gives. transfer: what a
    minute of reading adds to a skill, beside a minute of doing it. skill_days, skill_growth: the half-life of a skill
    at first, and what a later day adds. right: the share of points up to the rating that are known; more: of those
    above it. kept: for about how many days memory keeps what was known before. half_life, parameters: the two models.
    """

    number: int
    ratings: dict[str, int]
    goal: Goal
    interview_on: date
    reading: float
    pace: float
    again: float
    effect: float
    right: float
    more: float
    kept: float
    half_life: HalfLifeMemory
    parameters: tuple[float, ...]
    missed: frozenset[int]
    transfer: float
    skill_days: float
    skill_growth: float
    other: Goal

    @cached_property
    def plan(self) -> BuiltPlan:
        """Our plan, built on the first day."""
        return build(SYLLABUS, self.ratings, self.goal, START)

    @property
    def interview(self) -> int:
        """The day of the interview, counted from the first."""
        return (self.interview_on - START).days

    def memory(self, model: str) -> Memory:
        """The memory by one of the `MODELS`."""
        return FsrsMemory(self.parameters) if model == "FSRS" else self.half_life


def draw(seed: int, number: int) -> Learner:
    """Learner `number`: the same for a seed, however many are drawn."""
    random = Random(f"{seed} {number}")
    general = random.uniform(1, 4.8)
    ratings = {slug: min(5, max(1, round(random.gauss(general, 0.8)))) for slug in TOPICS}
    interview_on = START + timedelta(days=round(exp(random.uniform(log(4), log(60)))))
    goal = _goal(random, interview_on)
    later = Random(f"{seed} {number} later")  # drawn apart: what is above stays what it was
    return Learner(
        number=number,
        ratings=ratings,
        goal=goal,
        interview_on=interview_on,
        reading=exp(later.uniform(log(0.8), log(2.8))),
        pace=random.lognormvariate(0, 0.25),
        again=random.uniform(0.5, 2.5),
        effect=random.uniform(0.25, 1),
        right=random.uniform(0.75, 1),
        more=random.uniform(0, 0.15),
        kept=random.lognormvariate(log(60), 0.5),
        half_life=HalfLifeMemory(
            first=random.lognormvariate(log(4), 0.5), growth=random.uniform(1, 4), kept=random.uniform(0.3, 0.7)
        ),
        parameters=_parameters(random),
        missed=_missed(later, (interview_on - START).days),
        transfer=later.uniform(0.05, 0.3),
        skill_days=later.lognormvariate(log(30), 0.5),
        skill_growth=later.uniform(0.5, 2),
        other=replace(goal, interviews=(_interview(later, interview_on),)),
    )


def _missed(random: Random, days: int) -> frozenset[int]:
    """Up to a quarter of the days, one by one."""
    chance = random.uniform(0, 0.25)
    return frozenset(day for day in range(days) if random.random() < chance)


def _goal(random: Random, interview_on: date) -> Goal:
    interview = _interview(random, interview_on)
    return Goal(
        role=random.choice(tuple(TARGETS)),
        minutes=random.choice(MINUTES),
        weekdays=tuple(sorted(random.sample(range(7), random.choice((5, 6, 7, 7))))),
        interviews=(interview,),
    )


def _interview(random: Random, on: date) -> GoalInterview:
    company = random.choice((None, *COMPANIES))
    return GoalInterview(company, tuple(random.sample(tuple(DEPTHS), random.randint(0, 3))), on)


def _parameters(random: Random) -> tuple[float, ...]:
    """FSRS parameters spread around the library's defaults, within its bounds."""
    first = random.lognormvariate(0, 0.5)
    drawn = [parameter * first if place < 4 else parameter for place, parameter in enumerate(DEFAULT_PARAMETERS)]
    drawn[GROWTH] += random.gauss(0, 0.25)
    drawn[DECAY] *= random.lognormvariate(0, 0.4)
    bounds = zip(LOWER_BOUNDS_PARAMETERS, drawn, UPPER_BOUNDS_PARAMETERS, strict=True)
    return tuple(min(high, max(low, parameter)) for low, parameter, high in bounds)
