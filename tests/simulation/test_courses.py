"""That every strategy gets the same minutes, and what each makes of them."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.twelve import SLUGS
from tests.simulation.courses import Course, Cut, Part, Session, Way, massed, nothing, plan, reading_on
from tests.simulation.learners import TOPICS, Learner, draw
from tests.simulation.measure import STRATEGIES
from tests.simulation.studying import Student
from tests.simulation.table import CHECKPOINTS, table

NUMBERS = st.integers(0, 10_000)
FEW = settings(max_examples=25)


def learner(**levels: int) -> Learner:
    """A learner with 40 days of every weekday; levels by short name, else 1."""
    drawn = draw(1, 1)
    ratings = {slug: levels.get(short, 1) for short, slug in SLUGS.items()}
    on = drawn.interview_on.replace(year=2027, month=1, day=2)
    goal = replace(
        drawn.goal,
        minutes=105,
        weekdays=tuple(range(7)),
        interviews=tuple(replace(interview, on=on) for interview in drawn.goal.interviews),
    )
    return replace(drawn, ratings=ratings, goal=goal, interview_on=on)


def minutes(course: Course) -> dict[int, int]:
    return {day: sum(session.minutes for session in sessions) for day, sessions in course.days.items()}


@FEW
@given(number=NUMBERS)
def test_every_strategy_has_the_same_minutes_on_the_same_days(number: int) -> None:
    drawn = draw(1, number)
    wanted = minutes(plan(drawn))
    assert sum(wanted.values()) == drawn.plan.minutes.planned
    assert all(0 <= day < drawn.interview for day in wanted)
    for name, strategy in STRATEGIES.items():
        assert minutes(strategy(drawn)) == ({} if strategy is nothing else wanted), name


@FEW
@given(number=NUMBERS, strategy=st.sampled_from([plan, table, massed, reading_on]))
def test_minutes_are_spent_up_to_one_key_point(number: int, strategy: object) -> None:
    drawn = draw(1, number)
    course = strategy(drawn)  # type: ignore[operator]
    student = Student(drawn, drawn.memory("half-life"), course, drawn.effect, "1")
    longest = max(point.minutes for points in student.topics.values() for point in points) + drawn.again
    student.study()
    total = drawn.plan.minutes.planned
    assert total - 1e-6 <= student.spent <= total + max(longest, 2 * drawn.again) or not total


def test_cut_divides_by_shares_and_leaves_the_rest_to_the_last() -> None:
    parts = [Part(Fraction(1), Way.READ, ("a",)), Part(Fraction(2), Way.RECALL, ("b",))]
    cut = Cut(parts, 30)
    assert list(cut.take(20)) == [
        (Session(Way.READ, ("a",), 10), parts[0]),
        (Session(Way.RECALL, ("b",), 10), None),
    ]
    assert list(cut.take(25)) == [(Session(Way.RECALL, ("b",), 25), parts[1])]


def test_path_a_follows_the_table() -> None:
    course = table(learner())
    sessions = [session for day in course.days.values() for session in day]
    read = [session.topics[0] for session in sessions if session.way is Way.READ]
    assert tuple(dict.fromkeys(read)) == TOPICS
    read_minutes = Counter[str]()
    for session in sessions:
        if session.way is Way.READ:
            read_minutes[session.topics[0]] += session.minutes
    assert max(read_minutes.values()) - min(read_minutes.values()) <= 1


def test_checkpoints_come_3_7_14_and_21_days_after_reading() -> None:
    days = table(learner()).days
    first = TOPICS[0]
    ended = max(
        day
        for day, sessions in days.items()
        for session in sessions
        if (session.way, session.topics) == (Way.READ, (first,))
    )
    recalled = [day for day, sessions in days.items() if sessions[0].way is Way.RECALL and first in sessions[0].topics]
    assert [day for day in recalled if day > ended + 1] == [ended + later for later in CHECKPOINTS]
    assert all(sessions[0].minutes <= 30 for sessions in days.values() if len(sessions[0].topics) > 1)


def test_path_b_studies_the_weak_then_practices_the_fair_then_everything() -> None:
    levels = {**dict.fromkeys(SLUGS, 3), "BV": 1, "REG": 2, "EM": 2, "MIQ": 4}
    course = table(learner(**levels))
    sessions = [session for day in course.days.values() for session in day]
    read = {session.topics[0] for session in sessions if session.way is Way.READ}
    assert read == {SLUGS["BV"], SLUGS["REG"], SLUGS["EM"]}
    last_read = max(place for place, session in enumerate(sessions) if session.way is Way.READ)
    alone = [place for place, session in enumerate(sessions) if session.topics == (SLUGS["LF"],)]
    sets = [place for place, session in enumerate(sessions) if session.topics == TOPICS]
    assert last_read < min(alone) < min(sets)
    assert SLUGS["MIQ"] not in {session.topics[0] for session in sessions[: min(sets)]}


@pytest.mark.parametrize("level", [4, 5])
def test_path_c_ends_with_what_was_stumbled_on(level: int) -> None:
    course = table(learner(**dict.fromkeys(SLUGS, level)))
    sessions = [session for day in course.days.values() for session in day]
    assert [session.topics or "stumbled" for session in (sessions[0], sessions[-1])] == [TOPICS, "stumbled"]
    assert sessions[0].way is Way.SKIM


def test_massed_only_reads_one_topic_after_another() -> None:
    sessions = [session for day in massed(learner()).days.values() for session in day]
    assert {session.way for session in sessions} == {Way.READ}
    assert list(dict.fromkeys(session.topics[0] for session in sessions)) == list(TOPICS)


def test_reading_on_changes_recalls_alone() -> None:
    drawn = learner()
    kinds = [task.kind for week in drawn.plan.weeks for day in week.days for task in day.tasks]
    ours, other = ([s for day in course(drawn).days.values() for s in day] for course in (plan, reading_on))
    changed = [kind for kind, a, b in zip(kinds, ours, other, strict=True) if a != b]
    assert changed == [kind for kind in kinds if kind.startswith("recall-")]
    assert changed
