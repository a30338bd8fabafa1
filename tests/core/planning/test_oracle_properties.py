"""Real plans against the oracle, which knows the rules only."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from studyplan.core.material import StudyItem, TopicMaterial
from studyplan.core.model import Goal, GoalInterview, Ratings
from studyplan.core.planning.build import build
from tests.core import oracle
from tests.core.oracle import History
from tests.core.oracle_shares import expected_shares
from tests.core.requests import START, companies, detailed_goals, histories, ratings, rounds
from tests.core.twelve import DEFAULT_MINUTES, SLUGS, TARGETS, syllabus

SYLLABUS = syllabus()


def rate(row: str) -> Ratings:
    return dict(zip(SLUGS.values(), map(int, row), strict=True))


@settings(deadline=None, max_examples=60)
@given(ratings, detailed_goals(dated=False))
@example(rate("1" * 12), Goal("mle", DEFAULT_MINUTES))
@example(rate("1" * 12), Goal("mle", 30))
@example(rate("1" * 12), Goal("mle", 15))
@example(rate("5" * 12), Goal("mle", 60))
def test_plans_without_a_date(ratings: Ratings, goal: Goal) -> None:
    plan = build(SYLLABUS, ratings, goal, START)
    oracle.check(plan, ratings, goal, START, taught=SYLLABUS)


FIVE_SHORT_DAYS = Goal(
    "mle",
    15,
    weekdays=(0, 1),
    days_off=tuple(START + timedelta(days=offset) for offset in (0, 1, 7)),
    interviews=(GoalInterview("google", (), START + timedelta(days=23)),),
    weekday_minutes=(30, 30, 30, 30, 30, 60, 60),
)
"""Learning takes the room of the last rehearsal."""


@settings(deadline=None, max_examples=80)
@given(ratings, detailed_goals(dated=True))
@example(rate("1" * 12), Goal("mle", 60, interviews=(GoalInterview(on=START),)))
@example(rate("1" * 12), FIVE_SHORT_DAYS)
def test_plans_before_an_interview(ratings: Ratings, goal: Goal) -> None:
    plan = build(SYLLABUS, ratings, goal, START)
    oracle.check(plan, ratings, goal, START, taught=SYLLABUS)


@settings(deadline=None, max_examples=60)
@given(ratings, detailed_goals(), histories())
def test_plans_after_some_work(ratings: Ratings, goal: Goal, history: History) -> None:
    plan = build(SYLLABUS, ratings, goal, START, history.done, history.stumbled, history.practice, history.record)
    oracle.check(plan, ratings, goal, START, history, SYLLABUS)


def test_all_ones_give_the_six_rows_of_the_source() -> None:
    """Path A, mle, no company, the default minutes. Rule: planning §6."""
    plan = build(SYLLABUS, rate("1" * 12), Goal("mle", DEFAULT_MINUTES), START)
    rows = ["BV LF", "REG OPT", "EM FE", "ENS CV", "IMB DR", "PML MIQ"]
    assert [week.topics for week in plan.weeks] == [tuple(SLUGS[short] for short in row.split()) for row in rows]


def generous(slug: str) -> TopicMaterial:
    """More than enough of everything, in pieces of five minutes; three rapid-fire questions need two minutes each."""

    def pieces(kind: str, minutes: int = 5) -> tuple[StudyItem, ...]:
        return tuple(
            StudyItem(f"{slug}-{kind}-{number}", f"{kind} {number}", minutes, 2 + number % 4) for number in range(150)
        )

    sections = tuple(replace(section) for section in pieces("section")[:40])
    return TopicMaterial(
        sections, pieces("derivation"), pieces("problem"), pieces("coding"), pieces("question", 2), pieces("probe")
    )


GENEROUS = replace(
    SYLLABUS,
    material=replace(SYLLABUS.material, topics={slug: generous(slug) for slug in SLUGS.values()}),
)


@settings(deadline=None, max_examples=60)
@given(ratings, st.sampled_from(tuple(TARGETS)), companies, rounds)
def test_minutes_divide_as_the_text_says(
    ratings: Ratings, role: str, company: str | None, rounds: tuple[str, ...]
) -> None:
    """Where material is generous, every task's minutes follow from planning §4 exactly."""
    goal = Goal(role, 240, interviews=(GoalInterview(company, rounds),))
    plan = build(GENEROUS, ratings, goal, START)
    case = oracle.Case(GENEROUS, ratings, goal, START, oracle.NO_HISTORY, plan)
    for topic in case.gaining:
        wanted = expected_shares(GENEROUS, goal, topic.slug, topic.rating, topic.reach, topic.minutes)
        found = {kind: case.total(f"{kind}:{topic.slug}") for kind in case.learning[topic.slug]}
        assert found == {kind: share.minutes for kind, share in wanted.items()}
