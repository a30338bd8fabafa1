"""What a draft costs: the weeks that it takes beyond the path's length. Rule: planning §6."""

from dataclasses import replace
from datetime import timedelta

import pytest

from studyplan.core.codes import FocusCode
from studyplan.core.model import Goal
from studyplan.core.planning.context import PlanContext, make_context
from studyplan.core.planning.layout import Stage, choose_draft, make_draft, measure_cost
from studyplan.core.planning.workload import WorkChain
from tests.core.requests import START
from tests.core.twelve import SLUGS, syllabus


def context_of(longest_days: int) -> PlanContext:
    """All fives without a date: the express path, here of another length."""
    made = syllabus()
    paths = tuple(replace(shape, longest_days=longest_days) for shape in made.paths)
    return make_context(replace(made, paths=paths), dict.fromkeys(SLUGS.values(), 5), Goal("mle", 105), START, ())


def stage(context: PlanContext, day: int) -> Stage:
    """One review that opens on a day."""
    works = context.workload.review(context.goal_score.topics[0], FocusCode.REVIEW)
    return Stage(START + timedelta(days=day), (WorkChain(works),))


@pytest.mark.parametrize(
    ("longest_days", "day", "weeks"),
    [(5, 0, 0), (5, 6, 0), (5, 7, 1), (7, 7, 1), (10, 7, 0), (10, 14, 1), (14, 14, 1), (14, 29, 3)],
)
def test_begun_weeks_beyond_the_longest_cost(longest_days: int, day: int, weeks: int) -> None:
    context = context_of(longest_days)
    assert measure_cost(context, make_draft(context, [stage(context, day)])) == (weeks, 0)


def test_nothing_to_do_costs_nothing() -> None:
    context = context_of(5)
    assert measure_cost(context, make_draft(context, [])) == (0, 0)


def test_one_week_beyond_is_worse_than_none() -> None:
    context = context_of(5)
    late, soon = [stage(context, 7)], [stage(context, 0)]
    assert choose_draft(context, [late, soon]).ended == make_draft(context, soon).ended


def test_a_first_study_day_beyond_the_longest_costs_as_well() -> None:
    """Two weeks off: all on the first day costs as much as over some days, so that what comes first is taken."""
    context = context_of(5)
    context = replace(
        context, goal=replace(context.goal, days_off=tuple(START + timedelta(days=number) for number in range(14)))
    )
    assert measure_cost(context, make_draft(context, [stage(context, 0)])) == (2, 0)
