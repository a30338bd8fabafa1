"""How the minutes before an interview are divided, and what recalls may use of them."""

from datetime import date, timedelta

import pytest

from studyplan.core.codes import FocusCode, ReasonCode, TaskKind
from studyplan.core.model import CompletedTask, Goal, GoalInterview, Ratings, note
from studyplan.core.planning.budget import Budget, divide_budget
from studyplan.core.planning.build import build
from studyplan.core.planning.workload import Work
from studyplan.core.scoring import score
from tests.core.oracle import placed
from tests.core.requests import START
from tests.core.twelve import POLICY, SLUGS, syllabus

SYLLABUS = syllabus()


def all_at(level: int) -> Ratings:
    return dict.fromkeys(SLUGS.values(), level)


def divided(level: int, days: int, minutes: int, stumbled: int = 0) -> Budget:
    """The budget of so many study days, with every topic rated the same and so many topics stumbled on."""
    cause = note(ReasonCode.DEBRIEF, topic="x")
    works = tuple(Work(str(n), TaskKind.PRACTICE, ("x",), 25, cause, FocusCode.DEBRIEF) for n in range(stumbled))
    scored = score(SYLLABUS, all_at(level), Goal("mle", minutes), START)
    return divide_budget(scored, POLICY, [minutes] * days, works)


@pytest.mark.parametrize(
    ("days", "minutes", "budget"),
    [
        (2, 145, (290, 145, 0, 116)),
        (2, 150, (300, 150, 60, 60)),  # 120 left of 150 hold the timed set and as much again
    ],
)
def test_a_timed_set_takes_half_of_the_time_at_most(days: int, minutes: int, budget: tuple[int, ...]) -> None:
    assert divided(2, days, minutes) == Budget(*budget)


@pytest.mark.parametrize(
    ("days", "minutes", "stumbled", "budget"),
    [
        (3, 60, 2, (180, 70, 0, 46)),
        (2, 15, 6, (30, 0, 0, 0)),  # three on the only day, and no room for the others
        (1, 60, 2, (60, 0, 0, 0)),  # none on the last day
        (0, 60, 2, (0, 0, 0, 0)),
    ],
)
def test_what_was_stumbled_on_comes_out_of_learning(
    days: int, minutes: int, stumbled: int, budget: tuple[int, ...]
) -> None:
    assert divided(1, days, minutes, stumbled) == Budget(*budget)


def test_a_plan_s_budget_knows_what_was_stumbled_on() -> None:
    goal = Goal("mle", 60, interviews=(GoalInterview(on=START + timedelta(days=5)),), card_minutes=0)
    plain = build(SYLLABUS, all_at(1), goal, START)
    stumbled = build(SYLLABUS, all_at(1), goal, START, (), [SLUGS["LF"]])
    assert (plain.minutes.learning_available, stumbled.minutes.learning_available) == (192, 167)


@pytest.mark.parametrize(("days", "depth", "day"), [(200, "full", 0), (10, "triage", 1)])
def test_recalls_may_use_what_learning_leaves_only_where_all_fits(days: int, depth: str, day: int) -> None:
    """A fifth of 45 minutes holds no recall: it waits for the second day, unless the budget has minutes to spare."""
    goal = Goal("mle", 45, interviews=(GoalInterview(on=START + timedelta(days=days)),))
    read = CompletedTask(f"read:{SLUGS['BV']}", on=START - timedelta(days=3))
    plan = build(SYLLABUS, all_at(1), goal, START, [read])
    dates: list[date] = [on for on, task in placed(plan) if task.key == f"recall-3:{SLUGS['BV']}"]
    assert (plan.depth, dates) == (depth, [START + timedelta(days=day)])
