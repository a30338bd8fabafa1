"""The one next step, and what supports a level."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyplan.catalog.models import Topic
from studyplan.core.evidence import Evidence, ProbeAnswer, QuestionAttempt, judge_levels
from studyplan.core.readiness import EffectiveLevel, TopicReadiness, find_effective_levels
from studyplan.practice.readiness.next_step import choose_topic, find_next_step, measure_need
from studyplan.practice.readiness.support import STRENGTH, count_needed, find_support
from tests.core.twelve import POLICY
from tests.factories import NOW

RULES = POLICY.readiness
TOPIC = "optimization"
TODAY = NOW.date()
DAY = timedelta(days=1)


def probes(level: int, outcomes: str) -> list[Evidence]:
    """Answers to probes, the oldest first: "+-" held, then did not."""
    return [ProbeAnswer(TOPIC, level, f"p{n}", mark == "+", TODAY) for n, mark in enumerate(outcomes)]


def effective(rating: int, *evidence: Evidence) -> EffectiveLevel:
    return find_effective_levels(RULES, {TOPIC: rating}, evidence)[TOPIC]


def need(rating: int, target: int, *evidence: Evidence, weight: int = 10) -> TopicReadiness:
    return TopicReadiness(effective(rating, *evidence), target, weight, None)


def test_the_topic_with_the_most_to_gain_or_to_settle_comes_first() -> None:
    settled, gap = need(4, 4, *probes(4, "++")), need(2, 4, *probes(2, "++"))
    unsure, partly = need(4, 4), need(4, 4, *probes(4, "+"))
    assert measure_need(settled) == 0
    assert measure_need(partly) < measure_need(unsure) < measure_need(gap)
    assert choose_topic([settled, unsure, gap]) is gap
    assert choose_topic([settled, unsure, need(4, 4)]) is unsure
    assert choose_topic([settled]) is choose_topic([]) is None
    assert choose_topic([gap, need(4, 4, weight=100)]) != gap


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rating", "target", "evidence", "url"),
    [
        (4, 4, [], "/practice/probes/optimization/?level=4"),
        (2, 4, probes(4, "+"), "/practice/probes/optimization/?level=4"),  # shown above the rating
        (4, 4, probes(4, "-"), "/practice/probes/optimization/?level=4"),
        (4, 4, probes(4, "--"), "/plan/repair/optimization/"),
        (3, 4, probes(3, "++"), "/topics/optimization/practice/"),
        (1, 4, [], "/topics/optimization/"),
        (4, 4, probes(4, "++"), None),
    ],
)
def test_each_topic_has_the_step_that_helps(
    rating: int, target: int, evidence: list[Evidence], url: str | None
) -> None:
    step = find_next_step(Topic.objects.get(slug=TOPIC), effective(rating, *evidence), target)
    assert (step.url if step else None) == url
    if step:
        assert "%" not in step.reason + step.label


def test_support_is_of_the_level_that_decides() -> None:
    assert find_support(RULES, effective(3)) is None
    lowered = find_support(RULES, effective(4, *probes(3, "+"), *probes(4, "--+")))
    assert lowered
    assert (lowered.level, lowered.held, lowered.answers, lowered.needed) == (4, 1, 3, 0)
    # Nothing about the rating, and nothing shown: the highest level that was answered about.
    other = find_support(RULES, effective(2, QuestionAttempt(TOPIC, 4, "problem", "a", 2, 4, TODAY)))
    assert other
    assert (other.level, other.held, other.answers) == (4, 0, 1)


def test_the_newest_day_is_of_all_levels() -> None:
    older, newer = (ProbeAnswer(TOPIC, level, "a", True, TODAY - days * DAY) for level, days in ((4, 5), (3, 1)))
    support = find_support(RULES, effective(4, older, newer))
    assert support
    assert (support.level, support.newest_on) == (4, TODAY - DAY)


@given(outcomes=st.text("+-", max_size=3), points=st.lists(st.integers(0, 4), max_size=6))
def test_so_many_checks_settle_it(outcomes: str, points: list[int]) -> None:
    """However the answers went before: with so many probes that hold, the level is decided."""
    evidence = [
        *probes(4, outcomes),
        *(QuestionAttempt(TOPIC, 4, "problem", f"q{n}", hits, 4, TODAY) for n, hits in enumerate(points)),
    ]
    if not evidence:
        return
    (before,) = judge_levels(RULES, evidence)
    needed = count_needed(RULES, before)
    more = [ProbeAnswer(TOPIC, 4, f"new{n}", True, TODAY) for n in range(needed)]
    (after,) = judge_levels(RULES, [*evidence, *more])
    assert (needed == 0) == (before.code != "open")
    assert after.code == ("held" if needed else before.code)


def test_every_sureness_has_its_marks() -> None:
    assert sorted(set(STRENGTH.values())) == [0, 1, 2, 3, 4]
