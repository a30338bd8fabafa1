"""Triage against trying everything."""

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from studyplan.core.model import Goal, GoalInterview, Ratings
from studyplan.core.planning.build import build
from studyplan.core.planning.triage import TriageCandidate, choose_levels, make_candidate
from tests.core import oracle
from tests.core.requests import START, goals, ratings
from tests.core.twelve import syllabus

MET = 2
SYLLABUS = syllabus()


def try_all(candidates: Sequence[TriageCandidate], budget: int) -> tuple[int, ...]:
    """Every combination of levels, judged by the rule's own words."""
    best: tuple[tuple[int, int, tuple[int, ...]], tuple[int, ...]] | None = None
    for options in product(*(candidate.options for candidate in candidates)):
        levels = tuple(level for level, _, _ in options)
        minutes = sum(cost for _, cost, _ in options)
        gains = [option != candidate.options[0] for option, candidate in zip(options, candidates, strict=True)]
        ready = all(
            need >= 0 and levels[need] >= MET
            for gained, candidate in zip(gains, candidates, strict=True)
            if gained
            for need in candidate.needs
        )
        if ready and minutes <= budget:
            rank = sum(worth for _, _, worth in options), -minutes, levels
            if best is None or rank > best[0]:
                best = rank, levels
    assert best is not None
    return best[1]


@st.composite
def small_cases(draw: st.DrawFn) -> tuple[tuple[TriageCandidate, ...], int]:
    """Up to six topics with few distinct numbers, so that ties are common."""
    candidates = []
    for place in range(draw(st.integers(1, 6))):
        rating = draw(st.integers(1, 3))
        target = draw(st.integers(rating, 5))
        weight = draw(st.sampled_from((1, 2, 4, 5)))
        options, minutes, worth = [(rating, 0, 0)], 0, 0
        for level in range(rating + 1, target + 1):
            minutes += draw(st.sampled_from((0, 5, 10, 10, 15)))
            worth += weight * (6 - level)
            options.append((level, minutes, worth))
        needs = draw(st.lists(st.integers(-1, place - 1), max_size=3, unique=True))
        if draw(st.booleans()):
            needs = [need for need in needs if need >= 0]
        candidates.append(make_candidate(options, tuple(needs), MET))
    return tuple(candidates), draw(st.integers(0, 120))


@settings(deadline=None, max_examples=300)
@given(small_cases())
def test_as_good_as_trying_everything(case: tuple[tuple[TriageCandidate, ...], int]) -> None:
    candidates, budget = case
    assert choose_levels(candidates, budget) == try_all(candidates, budget)


def test_nothing_to_choose() -> None:
    assert choose_levels((), 100) == ()


def test_a_level_that_costs_more_than_a_higher_one_is_skipped() -> None:
    candidate = make_candidate([(2, 0, 0), (3, 30, 5), (4, 20, 8)], (), MET)
    assert candidate.options == ((2, 0, 0), (4, 20, 8))
    assert choose_levels([candidate], 25) == (4,)


def test_a_level_that_costs_as_much_as_a_higher_one_is_skipped() -> None:
    candidate = make_candidate([(1, 0, 0), (2, 20, 4), (3, 20, 7), (4, 30, 9)], (), MET)
    assert (candidate.options, candidate.opens) == (((1, 0, 0), (3, 20, 7), (4, 30, 9)), 1)


def test_the_rating_stays_an_option_where_levels_cost_nothing() -> None:
    """All of the learning is done, and still nothing may be gained while a prerequisite is missing."""
    candidate = make_candidate([(2, 0, 0), (3, 0, 3), (4, 0, 5)], (-1,), MET)
    assert candidate.options == ((2, 0, 0), (4, 0, 5))
    assert choose_levels([candidate], 0) == (2,)
    assert choose_levels([make_candidate(candidate.options, (), MET)], 0) == (4,)


@pytest.mark.parametrize(
    ("budget", "levels"),
    [(9, (1, 1)), (10, (1, 2)), (20, (1, 2)), (30, (2, 2))],
)
def test_ties_take_fewer_minutes_then_the_earliest_topic(budget: int, levels: tuple[int, int]) -> None:
    first = make_candidate([(1, 0, 0), (2, 20, 4)], (), MET)
    second = make_candidate([(1, 0, 0), (2, 10, 4)], (), MET)
    assert choose_levels([first, second], budget) == levels


def test_equal_topics_go_to_the_earliest() -> None:
    twin = make_candidate([(1, 0, 0), (2, 10, 4)], (), MET)
    assert choose_levels([twin, twin], 10) == (2, 1)


def test_a_prerequisite_that_never_comes_bars_the_topic() -> None:
    assert choose_levels([make_candidate([(1, 0, 0), (2, 10, 4)], (-1,), MET)], 100) == (1,)


def reaches(ratings: Ratings, goal: Goal) -> None:
    """Hold a real request's reaches against trying everything within its budget."""
    plan = build(SYLLABUS, ratings, goal, START)
    if plan.depth == "full":
        return
    gaps = [topic for topic in plan.topics if topic.gap]
    places = {topic.slug: place for place, topic in enumerate(gaps)}
    candidates = []
    for topic in gaps:
        points = (4, 3, 2, 1)
        options = tuple(
            (
                level,
                oracle.minutes_between(topic.slug, topic.rating, level, full=False),
                topic.weight * sum(points[topic.rating - 1 : level - 1]),
            )
            for level in range(topic.rating, topic.target + 1)
        )
        builds_on = [a for a, b in oracle.PREREQUISITES if b == topic.slug and ratings[a] < MET]
        needs = tuple(places.get(slug, -1) for slug in builds_on) if topic.rating < 3 else ()
        candidates.append(TriageCandidate(options, needs, 0))
    assert plan.minutes.learning_available is not None
    best = try_all(candidates, plan.minutes.learning_available)
    assert tuple(topic.reach for topic in gaps) == best


few_gaps = st.lists(st.sampled_from((1, 2, 3, 4, 5, 5, 5, 5)), min_size=12, max_size=12).filter(
    lambda row: sum(level < 4 for level in row) <= 5
)


@settings(deadline=None, max_examples=60)
@given(few_gaps, goals(dated=True))
@example([1, 5, 1, 5, 5, 1, 1, 5, 5, 5, 5, 5], Goal("mlops", 60, interviews=(GoalInterview(on=START),)))
def test_real_requests_reach_the_best(row: list[int], goal: Goal) -> None:
    slugs = (topic.slug for topic in SYLLABUS.topics)
    reaches(dict(zip(slugs, row, strict=True)), goal)


@settings(deadline=None, max_examples=60)
@given(ratings, goals(dated=True))
def test_no_single_change_is_better(ratings: Ratings, goal: Goal) -> None:
    """Where there is too much to try, at least no topic can gain one level more within what is left."""
    plan = build(SYLLABUS, ratings, goal, START)
    if plan.depth == "full":
        return
    assert plan.minutes.learning_available is not None
    left = plan.minutes.learning_available - sum(topic.minutes for topic in plan.topics if topic.gap)
    reached = {topic.slug: topic.reach for topic in plan.topics}
    for topic in plan.topics:
        if topic.reach < topic.target:
            ready = topic.rating >= 3 or all(reached[slug] >= MET for slug in topic.unmet)
            more = oracle.minutes_between(topic.slug, topic.reach, topic.reach + 1, full=False)
            assert not (ready and more <= left)
