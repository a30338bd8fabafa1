"""Which questions are drawn: new ones first, by weight, the same for the same seed."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from studyplan.practice.drills.draw import DrillCandidate, draw_questions, draw_topics, fit_into_time
from tests.factories import NOW

TOPICS = ("alpha", "beta", "gamma", "delta")
weights = st.fixed_dictionaries({topic: st.integers(1, 500) for topic in TOPICS})
seeds = st.text(max_size=8)
ages = st.none() | st.integers(0, 400)


@st.composite
def candidates(draw_one: st.DrawFn) -> list[DrillCandidate]:
    """Questions of some topics, some of them asked so many days ago."""
    rows = draw_one(st.lists(st.tuples(st.sampled_from(TOPICS), ages), max_size=40))
    return [
        DrillCandidate("rapid-fire", topic, f"q-{number}", None if age is None else NOW - timedelta(days=age))
        for number, (topic, age) in enumerate(rows)
    ]


@given(candidates(), st.integers(0, 50), weights, seeds)
def test_nothing_twice_and_as_many_as_there_are(
    pool: list[DrillCandidate], count: int, by_topic: dict[str, int], seed: str
) -> None:
    drawn = draw_questions(pool, count, by_topic, seed)
    assert len(set(drawn)) == len(drawn) == min(count, len(pool))
    assert set(drawn) <= set(pool)


@given(candidates(), st.integers(0, 50), weights, seeds)
def test_nothing_again_until_all_was_asked_and_then_the_longest_ago_first(
    pool: list[DrillCandidate], count: int, by_topic: dict[str, int], seed: str
) -> None:
    drawn = draw_questions(pool, count, by_topic, seed)
    again = [candidate.asked_at for candidate in drawn if candidate.asked_at]
    new = [candidate for candidate in pool if candidate.asked_at is None]
    if again:
        assert [candidate for candidate in drawn if candidate.asked_at is None] == list(drawn[: len(new)])
        assert again == sorted(again)
        left = [candidate.asked_at for candidate in pool if candidate.asked_at and candidate not in drawn]
        assert not left or min(left) >= again[-1]


@given(weights, st.integers(0, 40), seeds)
def test_the_heavier_topic_is_never_more_than_one_behind(by_topic: dict[str, int], count: int, seed: str) -> None:
    pool = [DrillCandidate("problem", topic, f"q-{number}") for topic in TOPICS for number in range(40)]
    taken = Counter(candidate.topic for candidate in draw_questions(pool, count, by_topic, seed))
    for heavy in TOPICS:
        for light in TOPICS:
            if by_topic[heavy] >= by_topic[light]:
                assert taken[heavy] >= taken[light] - 1


@given(candidates(), st.integers(0, 50), weights, seeds)
def test_the_same_seed_draws_the_same_whatever_the_order_and_leaves_chance_alone(
    pool: list[DrillCandidate], count: int, by_topic: dict[str, int], seed: str
) -> None:
    state = random.getstate()
    assert draw_questions(pool, count, by_topic, seed) == draw_questions(pool[::-1], count, by_topic, seed)
    assert random.getstate() == state


@given(candidates(), st.integers(1, 12), weights)
def test_drill_after_drill_asks_everything_once_before_anything_again(
    questions: list[DrillCandidate], count: int, by_topic: dict[str, int]
) -> None:
    asked: list[DrillCandidate] = []
    history = {candidate.key: candidate.asked_at for candidate in questions}
    new = {candidate.key for candidate in questions if candidate.asked_at is None}
    for number in range(-(-len(new) // count)):
        pool = [DrillCandidate(*key, at) for key, at in history.items()]
        drawn = draw_questions(pool, count, by_topic, f"drill-{number}")
        asked += [candidate for candidate in drawn if candidate.asked_at is None]
        history |= {candidate.key: NOW + timedelta(hours=number + 1) for candidate in drawn}
    assert Counter(candidate.key for candidate in asked) == Counter(new)


def test_other_seeds_draw_other_questions() -> None:
    pool = [DrillCandidate("rapid-fire", topic, f"q-{number}") for topic in TOPICS for number in range(9)]
    evenly = dict.fromkeys(TOPICS, 1)
    assert len({draw_questions(pool, 4, evenly, f"{number}") for number in range(20)}) > 10


@given(weights, st.integers(0, 6), seeds)
def test_some_topics_are_different_ones(by_topic: dict[str, int], count: int, seed: str) -> None:
    chosen = draw_topics(by_topic, count, seed)
    assert len(set(chosen)) == len(chosen) == min(count, len(TOPICS))
    assert chosen == draw_topics(dict(reversed(by_topic.items())), count, seed)


def test_heavy_topics_are_chosen_more_often() -> None:
    by_topic = {"alpha": 100, "beta": 10, "gamma": 10, "delta": 10}
    chosen = Counter(topic for number in range(200) for topic in draw_topics(by_topic, 2, f"{number}"))
    assert chosen["alpha"] > 180
    assert min(chosen.values()) > 20


@given(st.lists(st.integers(1, 30)), st.integers(0, 60))
def test_a_set_fills_its_time_and_never_more_unless_one_alone_is_longer(lengths: list[int], seconds: int) -> None:
    pairs = [(DrillCandidate("problem", "alpha", f"q-{number}"), length) for number, length in enumerate(lengths)]
    chosen = fit_into_time(pairs, seconds)
    total = sum(length for _candidate, length in chosen)
    assert bool(chosen) == bool(lengths)
    assert total <= seconds or len(chosen) == 1
    assert [pair for pair in pairs if pair in chosen] == chosen
    left = [length for pair, length in zip(pairs, lengths, strict=True) if pair not in chosen]
    assert all(total + length > seconds for length in left)
