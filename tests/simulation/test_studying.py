"""What sessions do to key points, and how the interview scores them."""

from dataclasses import replace

import pytest

from tests.simulation.courses import Course, Session, Way
from tests.simulation.learners import TOPICS, Learner, draw
from tests.simulation.measure import score
from tests.simulation.memory import HalfLifeMemory
from tests.simulation.studying import POINTS, Student

TOPIC = TOPICS[0]  # 90 minutes from level 1 to 2
FOREVER = HalfLifeMemory(first=1e9, growth=1, kept=1)


def learner(rating: int, *, right: float = 1.0) -> Learner:
    """Nothing is known above the rating; 2 minutes to go over a key point."""
    drawn = draw(1, 1)
    return replace(drawn, ratings=dict.fromkeys(TOPICS, rating), pace=1, again=2, right=right, more=0, kept=1e9)


def student(who: Learner, *sessions: Session, effect: float = 0.5) -> Student:
    """After following a course of one day whose readings are about levels 2 and 3."""
    levels = dict.fromkeys(TOPICS, range(2, 4))
    made = Student(who, FOREVER, Course({0: sessions}, levels, levels), effect, "1")
    made.study()
    return made


def known(made: Student) -> list[int]:
    return [point.level for point in made.topics[TOPIC] if point.trace]


def test_reading_goes_from_the_lowest_level_up() -> None:
    minutes = 90 * 0.45 / POINTS
    assert known(student(learner(1), Session(Way.READ, (TOPIC,), round(3 * minutes)))) == [2, 2, 2]


def test_reading_again_starts_over_and_stays_within_its_levels() -> None:
    made = student(learner(1), Session(Way.READ, (TOPIC,), 300))
    assert known(made) == [2] * POINTS + [3] * POINTS
    assert [point.read > 1 for point in made.topics[TOPIC]] == [True] * 2 * POINTS + [False] * 2 * POINTS


def test_recalling_costs_the_same_few_minutes_and_proves() -> None:
    made = student(learner(3), Session(Way.RECALL, (TOPIC,), 4 * POINTS))
    assert made.spent == 4 * POINTS
    assert [point.met is not None for point in made.topics[TOPIC]] == [True] * 2 * POINTS + [False] * 2 * POINTS
    assert not made.stumbles


def test_trying_in_vain_is_a_stumble_and_costs_the_reading_too() -> None:
    made = student(learner(3, right=0), Session(Way.RECALL, (TOPIC,), 1))
    assert made.stumbles == {TOPIC: 1}
    assert made.spent == 2 + 90 * 0.45 / POINTS


def test_new_points_are_read_when_the_rest_was_gone_over_once() -> None:
    made = student(learner(2), Session(Way.SKIM, (TOPIC,), 2 * POINTS + 1))
    assert known(made) == [2] * POINTS + [3]


def test_what_overruns_is_taken_from_the_next_session() -> None:
    minutes = 90 * 0.45 / POINTS
    read = Session(Way.READ, (TOPIC,), 1)
    made = student(learner(1), *[read] * 8)
    assert len(known(made)) == 2
    assert made.spent == pytest.approx(2 * minutes)


def test_without_topics_it_is_about_what_was_stumbled_on() -> None:
    tried = Session(Way.RECALL, (TOPIC,), 1)
    made = student(learner(3, right=0), tried, Session(Way.RECALL, (), 100))
    assert set(made.stumbles) == {TOPIC}
    assert made.spent > 100


def test_score() -> None:
    plan = learner(1).plan
    recall = {topic.slug: [(level, 0.0) for level in range(2, 6)] for topic in plan.topics}
    first = plan.topics[0]
    recall[first.slug] = [(2, 1.0), (3, 0.5), (4, 0.5), (5, 0.0)]
    part = {2: 1.0, 3: 0.75, 4: 2 / 3, 5: 0.5}[first.target]
    weights = sum(topic.weight for topic in plan.topics)
    assert score(plan, recall) == pytest.approx((100 * part * first.weight / weights, 100 * part / 12, 100 * 2 / 48))
