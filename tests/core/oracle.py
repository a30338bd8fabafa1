"""What every plan must keep to, worked out anew from the rules of planning and without the code under test.

`check_plan` says which rules a plan breaks; `check` fails with them. Each rule is a function that yields its complaints
and names its section; the readings taken where the text leaves a choice stand at the head of each `oracle_*` module.
"""

from collections.abc import Callable, Iterator
from datetime import date

from studyplan.core.model import BuiltPlan, Goal, Ratings, Syllabus
from tests.core import (
    oracle_days,
    oracle_express,
    oracle_interview,
    oracle_items,
    oracle_paths,
    oracle_recalls,
    oracle_tasks,
    oracle_topics,
)
from tests.core.oracle_case import LEARNING, NO_HISTORY, STEP, Case, History, days_of, own_learning, placed
from tests.core.twelve import HARD, MINUTES, SHORT, SLUGS, syllabus

__all__ = ["LEARNING", "NO_HISTORY", "STEP", "Case", "History", "days_of", "own_learning", "placed"]

Rule = Callable[[Case], Iterator[str]]
PREREQUISITES = [(SLUGS[a], SLUGS[b]) for a, b in (edge.split("→") for edge in HARD.split())]
RULES: tuple[Rule, ...] = (
    *oracle_topics.RULES,
    *oracle_tasks.RULES,
    *oracle_items.RULES,
    *oracle_days.RULES,
    *oracle_recalls.RULES,
    *oracle_paths.RULES,
    *oracle_express.RULES,
    *oracle_interview.RULES,
)


def check_plan(
    syllabus: Syllabus, ratings: Ratings, goal: Goal, start: date, history: History, plan: BuiltPlan
) -> list[str]:
    """Every rule that the plan breaks, as `rule: what is wrong`; an empty list is a sound plan."""
    case = Case(syllabus, ratings, goal, start, history, plan)
    return [f"{rule.__name__}: {complaint}" for rule in RULES for complaint in rule(case)]


def check(
    plan: BuiltPlan,
    ratings: Ratings,
    goal: Goal,
    start: date,
    history: History = NO_HISTORY,
    taught: Syllabus | None = None,
) -> None:
    """Fail with every rule that the plan breaks; `taught`: the twelve topics where none is given."""
    complaints = check_plan(taught or syllabus(), ratings, goal, start, history, plan)
    assert not complaints, "\n".join(complaints)


def minutes_between(slug: str, low: int, high: int, *, full: bool) -> int:
    """Minutes of a topic's levels by the table; in full depth 120 at least where it is rated below 3 and gains."""
    minutes = sum(MINUTES[SHORT[slug]][low - 1 : high - 1])
    return max(minutes, 120) if full and minutes and low < 3 else minutes
