"""Which questions are drawn: new ones first, by weight, the same for the same seed."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from studyplan.practice.drills.draw import Candidate, draw, some_topics, within
from tests.factories import NOW

TOPICS = ("alpha", "beta", "gamma", "delta")
weights = st.fixed_dictionaries({topic: st.integers(1, 500) for topic in TOPICS})
seeds = st.text(max_size=8)
ages = st.none() | st.integers(0, 400)


@st.composite
def candidates(draw_one: st.DrawFn) -> list[Candidate]:
    """Questions of some topics, some of them asked so many days ago."""
    found = draw_one(st.lists(st.tuples(st.sampled_from(TOPICS), ages), max_size=40))
    return [
        Candidate("rapid-fire", topic, f"q-{number}", None if age is None else NOW - timedelta(days=age))
        for number, (topic, age) in enumerate(found)
    ]


@given(candidates(), st.integers(0, 50), weights, seeds)
def test_nothing_twice_and_as_many_as_there_are(
    found: list[Candidate], count: int, by_topic: dict[str, int], seed: str
) -> None:
    drawn = draw(found, count, by_topic, seed)
    assert len(set(drawn)) == len(drawn) == min(count, len(found))
    assert set(drawn) <= set(found)


@given(candidates(), st.integers(0, 50), weights, seeds)
def test_nothing_again_until_all_was_asked_and_then_the_longest_ago_first(
    found: list[Candidate], count: int, by_topic: dict[str, int], seed: str
) -> None:
    drawn = draw(found, count, by_topic, seed)
    again = [each.asked_at for each in drawn if each.asked_at]
    new = [each for each in found if each.asked_at is None]
    if again:
        assert [each for each in drawn if each.asked_at is None] == list(drawn[: len(new)])
        assert again == sorted(again)
        left = [each.asked_at for each in found if each.asked_at and each not in drawn]
        assert not left or min(left) >= again[-1]


@given(weights, st.integers(0, 40), seeds)
def test_the_heavier_topic_is_never_more_than_one_behind(by_topic: dict[str, int], count: int, seed: str) -> None:
    found = [Candidate("problem", topic, f"q-{number}") for topic in TOPICS for number in range(40)]
    taken = Counter(each.topic for each in draw(found, count, by_topic, seed))
    for heavy in TOPICS:
        for light in TOPICS:
            if by_topic[heavy] >= by_topic[light]:
                assert taken[heavy] >= taken[light] - 1


@given(candidates(), st.integers(0, 50), weights, seeds)
def test_the_same_seed_draws_the_same_whatever_the_order_and_leaves_chance_alone(
    found: list[Candidate], count: int, by_topic: dict[str, int], seed: str
) -> None:
    state = random.getstate()
    assert draw(found, count, by_topic, seed) == draw(found[::-1], count, by_topic, seed)
    assert random.getstate() == state


@given(candidates(), st.integers(1, 12), weights)
def test_drill_after_drill_asks_everything_once_before_anything_again(
    found: list[Candidate], count: int, by_topic: dict[str, int]
) -> None:
    asked: list[Candidate] = []
    history = {each.name: each.asked_at for each in found}
    new = {each.name for each in found if each.asked_at is None}
    for number in range(-(-len(new) // count)):
        pool = [Candidate(*name, at) for name, at in history.items()]
        drawn = draw(pool, count, by_topic, f"drill-{number}")
        asked += [each for each in drawn if each.asked_at is None]
        history |= {each.name: NOW + timedelta(hours=number + 1) for each in drawn}
    assert Counter(each.name for each in asked) == Counter(new)


def test_other_seeds_draw_other_questions() -> None:
    found = [Candidate("rapid-fire", topic, f"q-{number}") for topic in TOPICS for number in range(9)]
    evenly = dict.fromkeys(TOPICS, 1)
    assert len({draw(found, 4, evenly, f"{number}") for number in range(20)}) > 10


@given(weights, st.integers(0, 6), seeds)
def test_some_topics_are_different_ones(by_topic: dict[str, int], count: int, seed: str) -> None:
    chosen = some_topics(by_topic, count, seed)
    assert len(set(chosen)) == len(chosen) == min(count, len(TOPICS))
    assert chosen == some_topics(dict(reversed(by_topic.items())), count, seed)


def test_heavy_topics_are_chosen_more_often() -> None:
    by_topic = {"alpha": 100, "beta": 10, "gamma": 10, "delta": 10}
    chosen = Counter(topic for number in range(200) for topic in some_topics(by_topic, 2, f"{number}"))
    assert chosen["alpha"] > 180
    assert min(chosen.values()) > 20


@given(st.lists(st.integers(1, 30)), st.integers(0, 60))
def test_a_set_fills_its_time_and_never_more_unless_one_alone_is_longer(lengths: list[int], seconds: int) -> None:
    pairs = [(Candidate("problem", "alpha", f"q-{number}"), length) for number, length in enumerate(lengths)]
    chosen = within(pairs, seconds)
    total = sum(length for _candidate, length in chosen)
    assert bool(chosen) == bool(lengths)
    assert total <= seconds or len(chosen) == 1
    assert [pair for pair in pairs if pair in chosen] == chosen
    left = [length for pair, length in zip(pairs, lengths, strict=True) if pair not in chosen]
    assert all(total + length > seconds for length in left)
