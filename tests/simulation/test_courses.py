"""That every strategy gets the same minutes, and what each makes of them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.twelve import SLUGS
from tests.simulation import courses
from tests.simulation.activities import CARDS, MEET, PASS_ON_NEW, READ, RECALL, SKIM, SOLVE, Activity
from tests.simulation.courses import Course, Cut, Part, Session, aimed, massed, reading_on
from tests.simulation.learners import SYLLABUS, TOPICS, Learner, draw
from tests.simulation.measure import STRATEGIES
from tests.simulation.plans import plan
from tests.simulation.studying import Student
from tests.simulation.table import CHECKPOINTS, table

Strategy = Callable[[Learner, Course], Course]
SAME_MINUTES = (
    *("plan", "plan, no recalls", "plan, recalls solve", "plan, passes on new", "plan, early passes on new"),
    *("table", "massed", "massed, same targets"),
)

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
    return replace(drawn, ratings=ratings, goal=goal, interview_on=on, missed=frozenset())


def sessions_of(course: Course) -> list[Session]:
    return [session for sessions in course.days.values() for session in sessions]


@FEW
@given(number=NUMBERS)
def test_strategies_have_the_same_minutes_on_the_same_days(number: int) -> None:
    drawn = draw(1, number)
    ours = plan(drawn)
    assert all(0 <= day < drawn.interview and day not in drawn.missed for day in ours.days)
    for name in SAME_MINUTES:
        assert STRATEGIES[name](drawn, ours).minutes == ours.minutes, name


@FEW
@given(number=NUMBERS, name=st.sampled_from(SAME_MINUTES))
def test_minutes_are_spent_up_to_one_key_point(number: int, name: str) -> None:
    drawn = draw(1, number)
    ours = plan(drawn)
    course = STRATEGIES[name](drawn, ours)
    student = Student(drawn, drawn.memory("half-life"), course, drawn.effect, "1")
    longest = max(point.minutes for points in student.topics.values() for point in points) + drawn.again
    student.study()
    total = sum(ours.minutes.values())
    idle = sum(s.minutes for s in sessions_of(course) if s.activity is CARDS)  # nothing may be there to ask for
    assert total - idle - 1e-6 <= student.spent <= total + max(longest, 2 * drawn.again) or not total


def test_cut_divides_by_shares_and_leaves_the_rest_to_the_last() -> None:
    parts = [Part(Fraction(1), READ, ("a",)), Part(Fraction(2), RECALL, ("b",))]
    cut = Cut(parts, 30)
    assert list(cut.take(20)) == [
        (Session(READ, ("a",), 10), parts[0]),
        (Session(RECALL, ("b",), 10), None),
    ]
    assert list(cut.take(25)) == [(Session(RECALL, ("b",), 25), parts[1])]


def test_path_a_follows_the_table() -> None:
    course = table(learner(), plan(learner()))
    sessions = [session for day in course.days.values() for session in day]
    read = [session.topics[0] for session in sessions if session.activity is READ]
    assert tuple(dict.fromkeys(read)) == TOPICS
    read_minutes = Counter[str]()
    for session in sessions:
        if session.activity is READ:
            read_minutes[session.topics[0]] += session.minutes
    assert max(read_minutes.values()) - min(read_minutes.values()) <= 1


def test_checkpoints_come_3_7_14_and_21_days_after_reading() -> None:
    days = table(learner(), plan(learner())).days
    first = TOPICS[0]
    ended = max(
        day
        for day, sessions in days.items()
        for session in sessions
        if (session.activity, session.topics) == (READ, (first,))
    )
    recalled = [
        day
        for day, sessions in days.items()
        if sessions and sessions[0].activity is RECALL and first in sessions[0].topics
    ]
    assert [day for day in recalled if day > ended + 1] == [ended + later for later in CHECKPOINTS]
    assert all(sessions[0].minutes <= 30 for sessions in days.values() if len(sessions[0].topics) > 1)


def test_path_b_studies_the_weak_then_practices_the_fair_then_everything() -> None:
    levels = {**dict.fromkeys(SLUGS, 3), "BV": 1, "REG": 2, "EM": 2, "MIQ": 4}
    course = table(learner(**levels), plan(learner(**levels)))
    sessions = [session for day in course.days.values() for session in day]
    read = {session.topics[0] for session in sessions if session.activity is READ}
    assert read == {SLUGS["BV"], SLUGS["REG"], SLUGS["EM"]}
    last_read = max(place for place, session in enumerate(sessions) if session.activity is READ)
    alone = [place for place, session in enumerate(sessions) if session.topics == (SLUGS["LF"],)]
    sets = [place for place, session in enumerate(sessions) if session.topics == TOPICS]
    assert last_read < min(alone) < min(sets)
    assert SLUGS["MIQ"] not in {session.topics[0] for session in sessions[: min(sets)]}


@pytest.mark.parametrize("level", [4, 5])
def test_path_c_ends_with_what_was_stumbled_on(level: int) -> None:
    who = learner(**dict.fromkeys(SLUGS, level))
    course = table(who, plan(who))
    sessions = [session for day in course.days.values() for session in day]
    assert [session.topics or "stumbled" for session in (sessions[0], sessions[-1])] == [TOPICS, "stumbled"]
    assert sessions[0].activity is SKIM


def test_massed_only_reads_one_topic_after_another() -> None:
    sessions = [session for day in massed(learner(), plan(learner())).days.values() for session in day]
    assert {session.activity for session in sessions} == {READ}
    assert list(dict.fromkeys(session.topics[0] for session in sessions)) == list(TOPICS)


def test_massed_with_the_same_targets_gives_a_topic_what_it_needs() -> None:
    who = learner()
    ours = plan(who)
    course = aimed(who, ours)
    assert course.scope == ours.scope
    assert {session.activity for session in sessions_of(course)} == {MEET}
    spent = Counter[str]()
    for session in sessions_of(course):
        spent[session.topics[0]] += session.minutes
    table_minutes = {topic.slug: topic.minutes for topic in SYLLABUS.topics}
    needs = {topic.slug: sum(table_minutes[topic.slug][: topic.target - 1]) for topic in who.plan.topics}
    factor = sum(spent.values()) / sum(needs.values())
    assert all(abs(spent[slug] - need * factor) <= 1 for slug, need in needs.items())


@pytest.mark.parametrize(
    ("change", "kind", "activity"),
    [(reading_on, "recall-", READ), (courses.solving, "recall-", SOLVE), (courses.passes_on_new, "pass", PASS_ON_NEW)],
)
def test_a_change_is_about_one_kind_of_task(change: Strategy, kind: str, activity: Activity) -> None:
    who = replace(learner(), goal=replace(learner().goal, minutes=60))
    ours = plan(who)
    pairs = list(zip(sessions_of(ours), sessions_of(change(who, ours)), strict=True))
    changed = [after for before, after in pairs if before != after]
    assert changed == [after for before, after in pairs if before.kind.startswith(kind)]
    assert {session.activity for session in changed} == {activity}


def test_early_passes_come_first() -> None:
    who = replace(learner(), goal=replace(learner().goal, minutes=60))
    ours = plan(who)
    course = courses.early_passes(who, ours)
    tasks = [session.activity for session in sessions_of(course) if session.activity is not CARDS]
    passes = tasks.count(PASS_ON_NEW)
    assert passes
    assert tasks[:passes] == [PASS_ON_NEW] * passes
    assert course.minutes == ours.minutes


def test_nothing_is_nothing() -> None:
    assert courses.nothing(learner(), plan(learner())).days == {}
