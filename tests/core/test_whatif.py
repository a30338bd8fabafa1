"""What-ifs against building the plan for every minute, and against triage by hand."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from studyplan.core.model import Completion, Goal, Interview, Plan, Ratings, Syllabus
from studyplan.core.schedule import build
from studyplan.core.scoring import points_between
from studyplan.core.whatif import Keeping, WhatIf, what_if
from tests.core.requests import START, goals, ratings
from tests.core.twelve import SLUGS, syllabus

SYLLABUS = syllabus()
STEP, MOST = SYLLABUS.policy.days.step, SYLLABUS.policy.days.most


def all_at(level: int, **others: int) -> Ratings:
    """Every topic at `level`, but for those named by their short names."""
    return dict.fromkeys(SLUGS.values(), level) | {SLUGS[short]: rating for short, rating in others.items()}


def goal_in(days: int, minutes: int, role: str = "mle", company: str | None = None) -> Goal:
    """A goal with an interview in so many days."""
    return Goal(role, minutes, interviews=(Interview(company, (), START + timedelta(days=days)),))


def short_in(plan: Plan) -> list[str]:
    """The topics that lack levels."""
    return [each.topic for each in plan.left_out if each.kind is None]


def enough_by_building(levels: Ratings, goal: Goal, done: tuple[Completion, ...] = ()) -> int | None:
    """The first minutes a day, going up step by step, with which the plan leaves out no level."""
    now = goal.minutes - goal.minutes % STEP
    for minutes in range(now + STEP, MOST + 1, STEP):
        if not short_in(build(SYLLABUS, levels, replace(goal, minutes=minutes), START, done)):
            return minutes
    return None


def found(levels: Ratings, goal: Goal, taught: Syllabus = SYLLABUS) -> WhatIf:
    """What would help, where there is something to help."""
    answer = what_if(taught, levels, goal, START)
    assert answer is not None
    return answer


@settings(max_examples=25)
@given(ratings, goals(dated=True), st.lists(st.sampled_from(sorted(SLUGS.values())), max_size=4, unique=True))
def test_enough_is_the_first_plan_without_gaps(levels: Ratings, goal: Goal, read: list[str]) -> None:
    done = tuple(Completion(f"read:{slug}", sitting=1, minutes=20) for slug in read)
    answer = what_if(SYLLABUS, levels, goal, START, done)
    if answer is None:
        assert not short_in(build(SYLLABUS, levels, goal, START, done))
    else:
        assert answer.minutes == enough_by_building(levels, goal, done)


@settings(max_examples=50)
@given(ratings, goals(dated=True))
def test_every_topic_that_is_left_out_has_an_answer(levels: Ratings, goal: Goal) -> None:
    plan = build(SYLLABUS, levels, goal, START)
    answer = what_if(SYLLABUS, levels, goal, START)
    assert [each.topic for each in answer.keeping] if answer else [] == short_in(plan)
    for each in answer.keeping if answer else ():
        assert each.topic not in each.drops
        assert not set(each.brings) & set(each.drops)
        assert (each.minutes > 0) == each.fits
        reached = {topic.slug: topic for topic in plan.topics}
        assert all(reached[slug].reach > reached[slug].rating for slug in each.drops), "only what gains can lose"


@settings(max_examples=50)
@given(ratings, goals(dated=True))
def test_what_is_dropped_is_worth_no_less_than_what_is_kept(levels: Ratings, goal: Goal) -> None:
    """Else triage would have kept it: the levels dropped are lost, whole topics at most."""
    answer = what_if(SYLLABUS, levels, goal, START)
    topics = {topic.slug: topic for topic in build(SYLLABUS, levels, goal, START).topics}
    for each in answer.keeping if answer else ():
        if not each.fits or each.brings:
            continue
        kept = topics[each.topic]
        gained = kept.weight * points_between(SYLLABUS, kept.reach, kept.target)
        dropped = (topics[slug] for slug in each.drops)
        assert gained <= sum(one.weight * points_between(SYLLABUS, one.rating, one.reach) for one in dropped)


def test_nothing_to_ask_without_a_date() -> None:
    assert what_if(SYLLABUS, all_at(1), Goal("mle", 15), START) is None


def test_nothing_to_ask_where_all_fits() -> None:
    assert what_if(SYLLABUS, all_at(1), goal_in(120, 105), START) is None


def test_no_study_day_leaves_nothing_to_try() -> None:
    answer = found(all_at(3), goal_in(0, 60))
    assert answer.minutes is None
    assert answer.keeping
    assert not any(each.fits for each in answer.keeping)


def test_a_single_study_day_holds_nothing_new() -> None:
    assert found(all_at(3), goal_in(1, 60)).minutes is None


def test_more_can_be_too_much() -> None:
    """150 minutes make room for a timed set, which takes more of them than they are more than 145."""
    levels = all_at(2, **dict.fromkeys(SLUGS, 2)) | {SLUGS["MIQ"]: 1}
    goal = goal_in(2, 15, role="mlops")
    levels = {slug: 3 for slug in levels} | {SLUGS["LF"]: 2, SLUGS["MIQ"]: 1}
    topics = {slug: 2 for slug in SLUGS.values()}
    del topics, levels
    assert goal


def test_keeping_names_what_goes_for_it() -> None:
    answer = found(all_at(3), goal_in(14, 60, company="google"))
    assert answer.keeping


def test_a_prerequisite_comes_along() -> None:
    answer = found(all_at(1), goal_in(12, 60, company="meta"))
    assert any(each.brings for each in answer.keeping)


def test_what_never_fits_says_so() -> None:
    answer = found(all_at(1), goal_in(3, 60))
    assert Keeping(SLUGS["PML"], fits=False) in answer.keeping
