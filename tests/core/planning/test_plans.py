"""What holds for every plan, whatever is asked: checked against an oracle that knows the rules only."""

from hypothesis import example, given, settings

from studyplan.core.model import Goal, Ratings
from studyplan.core.planning.build import build
from tests.core import oracle
from tests.core.oracle_interview import check_interview
from tests.core.requests import START, goals, ratings
from tests.core.twelve import SLUGS, syllabus

SYLLABUS = syllabus()


def rate(row: str) -> Ratings:
    return dict(zip(SLUGS.values(), map(int, row), strict=True))


@settings(deadline=None, max_examples=80)
@given(ratings, goals(dated=False))
@example(rate("1" * 12), Goal("mle", 30))
def test_plan_without_a_date(ratings: Ratings, goal: Goal) -> None:
    plan = build(SYLLABUS, ratings, goal, START)
    oracle.check(plan, ratings, goal, START)
    assert not plan.left_out


@settings(deadline=None, max_examples=80)
@given(ratings, goals(dated=True))
def test_plan_before_an_interview(ratings: Ratings, goal: Goal) -> None:
    plan = build(SYLLABUS, ratings, goal, START)
    oracle.check(plan, ratings, goal, START)
    check_interview(plan, goal, START)


@settings(deadline=None, max_examples=25)
@given(ratings, goals())
def test_the_same_request_gives_the_same_plan(ratings: Ratings, goal: Goal) -> None:
    shuffled = dict(reversed(list(ratings.items())))
    assert repr(build(SYLLABUS, ratings, goal, START)) == repr(build(syllabus(), shuffled, goal, START))
