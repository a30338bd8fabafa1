"""Golden plans: every file in tests/cases through one harness."""

from pathlib import Path

import pytest

from tests.core import oracle
from tests.core.cases import FILES, SYLLABUS, load, plan_of, request_of, text_of
from tests.core.oracle import days_of, own_learning


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_case(file: Path) -> None:
    case = load(file)
    assert case["about"]
    assert text_of(case) == case["plan"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_case_keeps_to_every_rule(file: Path) -> None:
    case = load(file)
    ratings, goal, start, history = request_of(case)
    oracle.check(plan_of(case), ratings, goal, start, history, SYLLABUS)


def test_all_ones_take_six_weeks() -> None:
    """Rule: planning §4, §6. 59 h 15 of learning, and four recalls of ten minutes a topic."""
    plan = plan_of({"ratings": "1" * 12})
    tasks = [task for day in (*days_of(plan), *plan.afterwards) for task in day.tasks]
    assert len(plan.weeks) == 6
    assert plan.minutes.needed == sum(task.minutes for task in tasks if own_learning(task)) == 59.25 * 60
    assert sum(task.minutes for task in tasks if task.kind.startswith("recall")) == 8 * 60


def test_half_an_hour_a_day_says_what_six_weeks_would_need() -> None:
    """Rule: planning §6. Both numbers: how long it takes, and the minutes a day for the path's six weeks."""
    plan = plan_of({"ratings": "1" * 12, "minutes": 30})
    [warning] = plan.warnings
    assert (len(plan.weeks), warning["longest_days"], warning["minutes_needed"]) == (20, 42, 105)
