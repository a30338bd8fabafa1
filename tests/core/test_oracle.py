"""The oracle itself: it passes sound plans, and refuses each plan that breaks one rule, by that rule's name."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyplan.core.codes import PathVariant
from studyplan.core.model import CompletedTask, StudyRecord
from tests.core.oracle import RULES, History
from tests.core.oracle_cut import cut_blocks
from tests.core.oracle_mutants import MON, MON2, MUTANTS, SAT, SAT2, WED, WED2, move
from tests.core.oracle_plans import START, Edit, Sample, add, both, first, task
from tests.core.oracle_samples import cramming, reviewing, weekly
from tests.core.oracle_triage import LevelChoice, choose_best_levels, try_all_levels


def names_of(complaints: list[str]) -> set[str]:
    return {complaint.partition(":")[0] for complaint in complaints}


@pytest.mark.parametrize("sample", [weekly, cramming, reviewing])
def test_sound_plans_pass(sample: Callable[[], Sample]) -> None:
    assert sample().complaints(sample().plan) == []


@pytest.mark.parametrize(
    ("rule", "sample", "edit"), MUTANTS, ids=[f"{rule}-{number}" for number, (rule, _, _) in enumerate(MUTANTS)]
)
def test_a_plan_that_breaks_a_rule_is_refused(rule: str, sample: Callable[[], Sample], edit: Edit) -> None:
    broken = edit(sample().plan)
    assert broken != sample().plan
    assert rule in names_of(sample().complaints(broken))


def test_every_rule_has_a_plan_that_breaks_it() -> None:
    """Those of the record and of Path C's learning are broken below."""
    apart = {
        "skipped_and_deferred",
        "done_is_done",
        "two_topics_at_most",
        "stages_wait_for_their_week",
        "nobody_is_tested_unread",
        "learning_before_express",
    }
    assert {rule.__name__ for rule in RULES} == {rule for rule, _, _ in MUTANTS} | apart


@pytest.mark.parametrize(
    ("rule", "history"),
    [
        ("skipped_and_deferred", History(record=StudyRecord(skipped=frozenset({"practice:alpha"})))),
        ("skipped_and_deferred", History(record=StudyRecord(deferred={"practice:alpha": WED}))),
        ("done_is_done", History(done=(CompletedTask("practice:alpha", on=MON),))),
        ("days_add_up", History(done=(CompletedTask("practice:beta", 1, 30, None, MON),))),
        ("weeks_are_numbered", History(record=StudyRecord(began_on=START - timedelta(days=7)))),
        ("primer_pages_once", History(record=StudyRecord(attempted=frozenset({("", "page")})))),
    ],
)
def test_a_plan_that_ignores_the_past_is_refused(rule: str, history: History) -> None:
    sample = weekly()
    assert rule in names_of(sample.complaints(sample.plan, history))


def test_learning_of_a_weak_topic_comes_before_its_express_tasks() -> None:
    """Alpha, rated 2, is tested on Monday and learned on Saturday."""
    sample = reviewing()
    ratings = {"alpha": 2, "beta": 5}
    plan = replace(
        add(SAT, task("read:alpha", 35, "a-s2"))(sample.plan),
        topics=tuple(
            replace(each, rating=ratings[each.slug], gap=2 if each.slug == "alpha" else 0)
            for each in sample.plan.topics
        ),
    )
    names = names_of(replace(sample, ratings=ratings).complaints(plan))
    assert {"nobody_is_tested_unread", "learning_before_express"} <= names


def test_three_topics_begun_are_one_too_many() -> None:
    """By two topics, and one of the second's that has another's name."""
    sample = weekly()
    gamma = replace(sample.syllabus.topics[1], slug="gamma", number=3)
    syllabus = replace(
        sample.syllabus,
        topics=(*sample.syllabus.topics, gamma),
        targets={"mle": {"alpha": 2, "beta": 2, "gamma": 1}},
    )
    plan = replace(
        sample.plan, topics=(*sample.plan.topics, replace(sample.plan.topics[1], slug="gamma", reach=1, gap=0))
    )
    mixed = both(first(WED, task("read:beta", 10, "b-s1"), task("read:gamma", 10)), add(SAT2, task("mock:gamma", 10)))(
        plan
    )
    ratings = {"alpha": 1, "beta": 1, "gamma": 1}
    assert "two_topics_at_most" in names_of(replace(sample, syllabus=syllabus, ratings=ratings).complaints(mixed))


def test_practice_waits_for_its_week() -> None:
    """Path B, alpha weak, beta practiced: in one week, where three are the longest."""
    sample = weekly()
    plan = both(
        *(move(f"{kind}:beta", MON2, WED) for kind in ("read", "practice")),
        *(move(f"{kind}:beta", WED2, SAT) for kind in ("cheat-sheet", "mock", "self-assessment")),
    )(sample.plan)
    plan = replace(
        plan,
        variant=PathVariant.SPRINT,
        path="B",
        topics=(plan.topics[0], replace(plan.topics[1], rating=3)),
    )
    assert "stages_wait_for_their_week" in names_of(replace(sample, ratings={"alpha": 1, "beta": 3}).complaints(plan))


@st.composite
def choices(draw: st.DrawFn) -> tuple[tuple[LevelChoice, ...], int]:
    """Up to six topics with few distinct numbers, so that ties are common."""
    row = []
    for place in range(draw(st.integers(1, 6))):
        rating = draw(st.integers(1, 3))
        options, minutes, worth = [(rating, 0, 0)], 0, 0
        weight = draw(st.sampled_from((1, 2, 4, 5)))
        for level in range(rating + 1, draw(st.integers(rating, 5)) + 1):
            minutes += draw(st.sampled_from((5, 10, 10, 15)))
            worth += weight * (6 - level)
            options.append((level, minutes, worth))
        needs = draw(st.lists(st.integers(-1, place - 1), max_size=2, unique=True))
        row.append(LevelChoice(tuple(options), tuple(needs)))
    return tuple(row), draw(st.integers(0, 120))


@settings(deadline=None, max_examples=200)
@given(choices())
def test_the_best_levels_are_those_of_trying_everything(case: tuple[tuple[LevelChoice, ...], int]) -> None:
    row, budget = case
    assert choose_best_levels(row, budget) == try_all_levels(row, budget)


@pytest.mark.parametrize(
    ("minutes", "weeks", "counts"),
    [
        ([10, 10, 10, 10], [100] * 4, (1, 1, 1, 1)),
        ([10, 10, 10], [100] * 4, (1, 1, 1, 0)),
        ([10, 10, 10, 10], [100, 0, 100], (2, 0, 2)),
        ([10, 10, 10, 10], [100, 300], (1, 3)),
        ([30, 10, 10, 10], [100, 100], (1, 3)),
        ([10], [0, 0], None),
    ],
)
def test_cuts_of_the_study_order(minutes: list[int], weeks: list[int], counts: tuple[int, ...] | None) -> None:
    assert cut_blocks(minutes, weeks) == counts
