"""What sessions do to key points and skills, and how the interview scores them."""

from dataclasses import replace

import pytest

from tests.simulation.activities import (
    CARDS,
    KINDS,
    MEET,
    READ,
    RECALL,
    SKIM,
    SOLVE,
    Activity,
    activity_of,
    asked_skills,
)
from tests.simulation.courses import LEVELS, Course, Session
from tests.simulation.learners import SYLLABUS, TOPICS, Learner, draw
from tests.simulation.measure import score
from tests.simulation.memory import HalfLifeMemory
from tests.simulation.studying import LESSONS, POINTS, Student

TOPIC = TOPICS[0]
POINT = LESSONS[TOPIC, 2] / POINTS  # minutes for one key point of level 2
FOREVER = HalfLifeMemory(first=1e9, growth=1, kept=1)


def learner(rating: int, *, right: float = 1.0) -> Learner:
    """Nothing is known above the rating; 2 minutes to go over a key point; skills stay."""
    drawn = draw(1, 1)
    ratings = dict.fromkeys(TOPICS, rating)
    return replace(
        drawn, ratings=ratings, reading=1, pace=1, again=2, right=right, more=0, kept=1e9, skill_days=1e9, transfer=0.1
    )


def student(who: Learner, *sessions: Session, effect: float = 0.5, on: tuple[int, ...] = (0,)) -> Student:
    """After following a course about levels 2 and 3, which has the same sessions on each day."""
    made = Student(who, FOREVER, Course(dict.fromkeys(on, sessions), dict.fromkeys(TOPICS, range(2, 4))), effect, "1")
    made.study()
    return made


def known(made: Student) -> list[int]:
    return [point.level for point in made.topics[TOPIC] if point.trace]


def met(made: Student) -> list[bool]:
    return [point.met is not None for point in made.topics[TOPIC]]


def test_a_lesson_takes_its_sections_minutes() -> None:
    sections = SYLLABUS.material.topics[TOPIC].sections
    assert sum(LESSONS[TOPIC, level] for level in LEVELS) == sum(section.minutes for section in sections)


def test_reading_goes_from_the_lowest_level_up() -> None:
    assert known(student(learner(1), Session(READ, (TOPIC,), int(3 * POINT)))) == [2, 2, 2]


def test_reading_keeps_to_the_session_s_levels() -> None:
    assert known(student(learner(1), Session(READ, (TOPIC,), 300, range(3, 5)))) == [3] * POINTS + [4] * POINTS


def test_reading_again_starts_over_and_stays_within_its_levels() -> None:
    made = student(learner(1), Session(READ, (TOPIC,), 300))
    assert known(made) == [2] * POINTS + [3] * POINTS
    assert [point.read > 1 for point in made.topics[TOPIC]] == [True] * 2 * POINTS + [False] * 2 * POINTS


def test_what_is_new_comes_first_or_last() -> None:
    first = student(learner(2), Session(MEET, (TOPIC,), 1))
    last = student(learner(2), Session(SKIM, (TOPIC,), 2 * POINTS + 1))
    assert met(first).index(True) == POINTS
    assert met(last)[: POINTS + 2] == [True] * (POINTS + 1) + [False]


def test_recalling_costs_the_same_few_minutes_and_proves() -> None:
    made = student(learner(3), Session(RECALL, (TOPIC,), 4 * POINTS))
    assert made.spent == 4 * POINTS
    assert met(made) == [True] * 2 * POINTS + [False] * 2 * POINTS
    assert not made.stumbles


def test_trying_in_vain_is_a_stumble_and_costs_the_reading_too() -> None:
    made = student(learner(3, right=0), Session(RECALL, (TOPIC,), 1))
    assert made.stumbles == {TOPIC: 1}
    assert made.spent == 2 + POINT


def test_a_problem_goes_over_fewer_points_than_a_recall() -> None:
    assert sum(met(student(learner(3), Session(SOLVE, (TOPIC,), 18)))) == 3
    assert sum(met(student(learner(3), Session(RECALL, (TOPIC,), 18)))) == 9


def test_what_overruns_is_taken_from_the_next_session() -> None:
    made = student(learner(1), *[Session(READ, (TOPIC,), 1)] * 6)
    assert POINT == 1.5
    assert (len(known(made)), made.spent) == (4, 6)


def test_without_topics_it_is_about_what_was_stumbled_on() -> None:
    tried = Session(RECALL, (TOPIC,), 1)
    made = student(learner(3, right=0), tried, Session(RECALL, (), 100))
    assert set(made.stumbles) == {TOPIC}
    assert made.spent > 100


def test_cards_ask_for_what_was_met_or_is_believed_known() -> None:
    assert not any(met(student(learner(1), Session(CARDS, (), 100))))
    made = student(learner(1), Session(READ, (TOPIC,), int(2 * POINT)), Session(CARDS, (), 100))
    assert [point.level for point in made.topics[TOPIC] if point.card] == [2, 2]


def test_cards_that_are_due_come_before_new_ones() -> None:
    one = Session(CARDS, (), 2)
    made = student(learner(2), one, on=(0, 1, 2, 3, 4, 5, 6, 20, 21, 22, 23, 24))
    cards = [point.card.last for points in made.topics.values() for point in points if point.card]
    assert len(cards) < 12  # new ones on the first days; then those come that are due before the interview
    assert max(cards) == 24


def test_each_kind_of_task_builds_its_own_skill_most() -> None:
    strongest = {
        kind: max(range(4), key=lambda place: made.skills[TOPIC].minutes[place])
        for kind in ("derive", "practice", "implement", "rapid-fire", "mock")
        for made in [student(learner(3), Session(activity_of(kind), (TOPIC,), 60))]
    }
    assert strongest == {"derive": 0, "practice": 1, "implement": 2, "rapid-fire": 3, "mock": 3}


def test_practicing_what_was_never_met_teaches_little() -> None:
    def gained(rating: int) -> float:
        before, after = (student(learner(rating), Session(SOLVE, (TOPIC,), minutes)) for minutes in (0, 60))
        return after.skills[TOPIC].minutes[1] - before.skills[TOPIC].minutes[1]

    assert gained(3) == 60
    assert gained(1) < 60


def test_reading_transfers_a_little() -> None:
    made, before = (student(learner(3), Session(READ, (TOPIC,), minutes)) for minutes in (60, 0))
    assert made.skills[TOPIC].minutes[1] - before.skills[TOPIC].minutes[1] == pytest.approx(6)


def test_a_rehearsal_builds_what_the_interview_asks_for() -> None:
    who = learner(3)
    asked = asked_skills(SYLLABUS, who.goal, derives=False)
    before, after = (student(who, Session(KINDS["rehearsal"], (TOPIC,), minutes)) for minutes in (0, 60))
    pairs = zip(before.skills[TOPIC].minutes, after.skills[TOPIC].minutes, strict=True)
    gained = [now - was for was, now in pairs]
    assert gained == pytest.approx([60 * part + 30 * (place == 3) for place, part in enumerate(asked)])


def test_skills_fade_and_last_longer_the_later_they_are_used_again() -> None:
    who = replace(learner(3), skill_days=10, skill_growth=1)
    once, again = (student(who, Session(SOLVE, (TOPIC,), 60), on=on) for on in ((0,), (0, 10)))
    assert once.skills[TOPIC].left(10) == 0.5
    assert (once.skills[TOPIC].days, again.skills[TOPIC].days) == (10, 15)
    assert again.apply(20, {TOPIC: 3})[TOPIC] > once.apply(20, {TOPIC: 3})[TOPIC]


def test_what_is_asked_follows_the_rounds_and_the_company() -> None:
    goal = learner(1).goal
    interview = replace(goal.interviews[0], company="startup", rounds=("coding",))
    coding = asked_skills(SYLLABUS, replace(goal, interviews=(interview,)), derives=True)
    assert coding == pytest.approx((1 / 12, 3 / 12, 8 / 12, 0))
    plain = replace(goal, interviews=())
    assert asked_skills(SYLLABUS, plain, derives=False) == pytest.approx((0, 4 / 7, 2 / 7, 1 / 7))


def test_every_kind_of_task_is_known() -> None:
    assert all(isinstance(activity, Activity) for activity in KINDS.values())
    assert activity_of("recall-3") is RECALL
    assert activity_of("read") is READ


def test_score() -> None:
    plan = learner(1).plan
    recall = {topic.slug: [(level, 0.0) for level in range(2, 6)] for topic in plan.topics}
    first = plan.topics[0]
    recall[first.slug] = [(2, 1.0), (3, 0.5), (4, 0.5), (5, 0.0)]
    part = {2: 1.0, 3: 0.75, 4: 2 / 3, 5: 0.5}[first.target]
    there = {2: 1.0, 3: 1.0, 4: 1.0, 5: 0.75}[first.target]
    whole = 100 * first.weight / sum(topic.weight for topic in plan.topics)
    worked = {topic.slug: 0.2 * (topic is first) for topic in plan.topics}
    assert score(plan, recall, worked) == pytest.approx(
        (whole * part * 0.6, whole * part, whole * 0.2, whole * there, 100 * 2 / 48)
    )
