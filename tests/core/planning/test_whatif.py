"""What-ifs against building the plan for every minute, and against triage by hand."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyplan.core.codes import Depth
from studyplan.core.errors import UnknownError
from studyplan.core.model import BuiltPlan, CompletedTask, Goal, GoalInterview, Ratings, Syllabus
from studyplan.core.planning.build import build
from studyplan.core.planning.context import make_context
from studyplan.core.planning.whatif import KeptTopic, WhatIf, explore_what_if
from studyplan.core.scoring import sum_points
from tests.core.requests import START, goals, ratings
from tests.core.twelve import SLUGS, syllabus

SYLLABUS = syllabus()
STEP, MOST = SYLLABUS.policy.days.step, SYLLABUS.policy.days.most


def all_at(level: int, **others: int) -> Ratings:
    """Every topic at `level`, but for those named by their short names."""
    return dict.fromkeys(SLUGS.values(), level) | {SLUGS[short]: rating for short, rating in others.items()}


def goal_in(days: int, minutes: int, role: str = "mle", company: str | None = None) -> Goal:
    """A goal with an interview in so many days; all minutes are for tasks."""
    return Goal(role, minutes, interviews=(GoalInterview(company, (), START + timedelta(days=days)),), card_minutes=0)


def short_in(plan: BuiltPlan) -> list[str]:
    """The topics that lack levels."""
    return [left_out.topic for left_out in plan.left_out if left_out.kind is None]


def enough_by_building(
    levels: Ratings, goal: Goal, done: tuple[CompletedTask, ...] = (), stumbled: tuple[str, ...] = ()
) -> int | None:
    """The first minutes a day, going up step by step, with which the plan leaves out no level."""
    now = goal.minutes - goal.minutes % STEP
    for minutes in range(now + STEP, MOST + 1, STEP):
        if not short_in(build(SYLLABUS, levels, replace(goal, minutes=minutes), START, done, stumbled)):
            return minutes
    return None


def ask(levels: Ratings, goal: Goal, taught: Syllabus = SYLLABUS) -> WhatIf:
    """What would help, where there is something to help."""
    answer = explore_what_if(make_context(taught, levels, goal, START))
    assert answer is not None
    return answer


@settings(max_examples=25)
@given(ratings, goals(dated=True), st.lists(st.sampled_from(sorted(SLUGS.values())), max_size=4, unique=True))
def test_enough_is_the_first_plan_without_gaps(levels: Ratings, goal: Goal, read: list[str]) -> None:
    done = tuple(CompletedTask(f"read:{slug}", sitting=1, minutes=20) for slug in read)
    answer = explore_what_if(make_context(SYLLABUS, levels, goal, START, done))
    if answer is None:
        assert not short_in(build(SYLLABUS, levels, goal, START, done))
    else:
        assert answer.minutes == enough_by_building(levels, goal, done)


@settings(max_examples=50)
@given(ratings, goals(dated=True))
def test_every_topic_that_is_left_out_has_an_answer(levels: Ratings, goal: Goal) -> None:
    plan = build(SYLLABUS, levels, goal, START)
    answer = explore_what_if(make_context(SYLLABUS, levels, goal, START))
    keeping = answer.keeping if answer else ()
    assert [kept.topic for kept in keeping] == short_in(plan)
    topics = {topic.slug: topic for topic in plan.topics}
    for kept in keeping:
        dropped = [slug for slug, _level in kept.drops]
        assert len({kept.topic, *kept.brings, *dropped}) == 1 + len(kept.brings) + len(dropped)
        assert (kept.minutes > 0) == kept.fits
        assert all(topics[slug].rating <= level < topics[slug].reach for slug, level in kept.drops)


@settings(max_examples=50)
@given(ratings, goals(dated=True))
def test_what_is_kept_is_worth_no_more_than_what_goes(levels: Ratings, goal: Goal) -> None:
    """Else triage would have kept it."""
    answer = explore_what_if(make_context(SYLLABUS, levels, goal, START))
    topics = {topic.slug: topic for topic in build(SYLLABUS, levels, goal, START).topics}

    def worth(slug: str, low: int, high: int) -> int:
        return topics[slug].weight * sum_points(SYLLABUS, low, high)

    for kept in answer.keeping if answer else ():
        if kept.fits and not kept.brings:
            gained = worth(kept.topic, topics[kept.topic].reach, topics[kept.topic].target)
            assert gained <= sum(worth(slug, level, topics[slug].reach) for slug, level in kept.drops)


def test_what_is_done_and_what_was_stumbled_on_change_what_is_enough() -> None:
    levels, goal = all_at(3, BV=1), goal_in(8, 30)
    done = (CompletedTask(f"read:{SLUGS['BV']}"),)
    stumbled = (SLUGS["LF"], SLUGS["LF"])
    enough = []
    for ticks, times in (((), ()), (done, ()), ((), stumbled), (done, stumbled)):
        answer = explore_what_if(make_context(SYLLABUS, levels, goal, START, ticks, times))
        assert answer is not None
        assert answer.minutes == enough_by_building(levels, goal, ticks, times)
        enough.append(answer.minutes)
    assert len(set(enough)) == 4


def test_a_topic_that_nobody_knows_is_named() -> None:
    with pytest.raises(UnknownError, match="astrology"):
        explore_what_if(make_context(SYLLABUS, all_at(3), goal_in(8, 30), START, (), ["astrology"]))


def test_nothing_to_ask_without_a_date() -> None:
    assert explore_what_if(make_context(SYLLABUS, all_at(1), Goal("mle", 15), START)) is None


def test_nothing_to_ask_where_all_fits() -> None:
    assert explore_what_if(make_context(SYLLABUS, all_at(1), goal_in(120, 105), START)) is None


def test_no_study_day_leaves_nothing_to_try() -> None:
    answer = ask(all_at(3), goal_in(0, 60))
    assert answer.minutes is None
    assert answer.keeping
    assert not any(kept.fits for kept in answer.keeping)


def test_a_single_study_day_holds_nothing_new() -> None:
    assert ask(all_at(3), goal_in(1, 60)).minutes is None


def test_the_most_that_may_be_set_can_be_what_is_needed() -> None:
    """Nine tenths of the only day's 720 minutes, but for 240, are for the four gaps: 90 + 3 × 105 fit into 408."""
    levels = all_at(5, BV=3, LF=4, EM=4, CV=4)
    assert ask(levels, goal_in(2, 15)).minutes == MOST


def test_the_minutes_of_the_table_are_enough() -> None:
    """Half of nine tenths of two days of 85 minutes is for learning: the table's 75, not the 120 of a weak topic."""
    assert ask(all_at(5, BV=2), goal_in(3, 30, "ai-engineer")).minutes == 85


def test_more_can_be_too_much() -> None:
    """From 150 minutes on there is room for a timed set, which takes more than the steps from 115 have brought."""
    levels = all_at(3, REG=2, OPT=2, FE=2, DR=2)
    goal = goal_in(2, 60, role="mlops")
    assert ask(levels, goal).minutes == 115
    assert not short_in(build(SYLLABUS, levels, replace(goal, minutes=145), START))
    assert short_in(build(SYLLABUS, levels, replace(goal, minutes=150), START))
    assert ask(levels, replace(goal, minutes=150)).minutes == 190


def test_keeping_names_what_goes_for_it() -> None:
    answer = ask(all_at(3), goal_in(14, 60, company="google"))
    kept = {kept_topic.topic: kept_topic for kept_topic in answer.keeping}
    assert kept[SLUGS["REG"]] == KeptTopic(SLUGS["REG"], fits=True, minutes=90, drops=((SLUGS["EM"], 3),))
    assert kept[SLUGS["IMB"]].minutes == 90 + 105
    assert [slug for slug, _level in kept[SLUGS["IMB"]].drops] == [SLUGS["OPT"], SLUGS["EM"]]


def test_prerequisites_come_along() -> None:
    levels = all_at(1, EM=2, CV=3, DR=3, OPT=4, FE=4)
    kept = {kept_topic.topic: kept_topic for kept_topic in ask(levels, goal_in(8, 60, "mlops", "amazon")).keeping}
    assert kept[SLUGS["EM"]].brings == (SLUGS["LF"],)
    assert kept[SLUGS["EM"]].minutes == 90 + 90
    assert kept[SLUGS["REG"]] == KeptTopic(
        SLUGS["REG"],
        fits=True,
        minutes=90 + 90 + 90,
        brings=(SLUGS["BV"], SLUGS["LF"]),
        drops=((SLUGS["IMB"], 1), (SLUGS["MIQ"], 1)),
    )


def test_prerequisites_of_prerequisites_come_along() -> None:
    kept = {kept_topic.topic: kept_topic for kept_topic in ask(all_at(1), goal_in(8, 90, "mlops", "meta")).keeping}
    assert set(kept[SLUGS["DR"]].brings) == {SLUGS["BV"], SLUGS["FE"], SLUGS["OPT"]}, "each is begun by what it needs"
    assert kept[SLUGS["DR"]].minutes == 4 * 90


def test_what_is_kept_counts_from_the_level_that_the_plan_reaches() -> None:
    kept = {kept_topic.topic: kept_topic for kept_topic in ask(all_at(4, CV=3), goal_in(8, 90, "ai-engineer")).keeping}
    assert kept[SLUGS["CV"]] == KeptTopic(SLUGS["CV"], fits=True, minutes=105, drops=((SLUGS["EM"], 4),))


def test_what_is_not_weak_needs_no_prerequisites() -> None:
    kept = {kept_topic.topic: kept_topic for kept_topic in ask(all_at(1, REG=3), goal_in(5, 60)).keeping}
    assert kept[SLUGS["REG"]] == KeptTopic(SLUGS["REG"], fits=True, minutes=90, drops=((SLUGS["MIQ"], 2),))


def test_prerequisites_that_the_plan_meets_need_not_come_along() -> None:
    """Feature Engineering, rated 1, reaches 2 anyway."""
    kept = {
        kept_topic.topic: kept_topic
        for kept_topic in ask(all_at(2, FE=1), goal_in(14, 90, "ai-engineer", "google")).keeping
    }
    assert kept[SLUGS["DR"]] == KeptTopic(SLUGS["DR"], fits=True, minutes=90, drops=((SLUGS["ENS"], 2),))


def test_what_rises_by_the_way_does_not_come_along() -> None:
    """Loss Functions gain from the minutes that others free, not because Optimization, rated 4, waits for them."""
    levels = all_at(2, REG=1, OPT=4, FE=4, ENS=1, CV=3, DR=4, MIQ=3)
    kept = {
        kept_topic.topic: kept_topic
        for kept_topic in ask(levels, goal_in(8, 90, "research-engineer", "amazon")).keeping
    }
    assert kept[SLUGS["OPT"]].brings == ()
    assert kept[SLUGS["OPT"]].minutes == 105


def test_what_never_fits_says_so() -> None:
    answer = ask(all_at(1), goal_in(3, 60))
    assert KeptTopic(SLUGS["PML"], fits=False) in answer.keeping


def test_what_can_never_begin_fits_where_nothing_is_weighed() -> None:
    """Nobody asks for this prerequisite, so triage never opens what builds on it; where all fits there is no triage."""
    for rating, target, minutes in ((1, 4, 285), (2, 3, 135)):  # 270 minutes to learn, and 120, which a weak topic gets
        taught = replace(SYLLABUS, targets={"mle": {**SYLLABUS.targets["mle"], SLUGS["LF"]: 1, SLUGS["OPT"]: target}})
        levels, goal = all_at(5, LF=1, OPT=rating), goal_in(3, 30)
        answer = ask(levels, goal, taught)
        assert answer == WhatIf(minutes, (KeptTopic(SLUGS["OPT"], fits=False),))
        plan = build(taught, levels, replace(goal, minutes=minutes), START)
        assert (plan.depth, short_in(plan)) == (Depth.FULL, [])
