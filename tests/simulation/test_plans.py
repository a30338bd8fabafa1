"""Our plan as it is followed, and what other rules make of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from studyplan.core.planning import recalls
from tests.simulation import plans
from tests.simulation.activities import CARDS
from tests.simulation.courses import Course
from tests.simulation.learners import START, Learner, draw
from tests.simulation.plans import plan, pushed_back


def learner(days: int = 30, missed: frozenset[int] = frozenset(), minutes: int = 120) -> Learner:
    """All ones with an interview at a company after so many days of every weekday."""
    drawn = draw(1, 1)
    on = START + timedelta(days=days)
    interview = replace(drawn.goal.interviews[0], on=on, company="google", rounds=("coding",))
    goal = replace(drawn.goal, minutes=minutes, weekdays=tuple(range(7)), interviews=(interview,))
    return replace(drawn, ratings=dict.fromkeys(drawn.ratings, 1), goal=goal, interview_on=on, missed=missed)


def kinds(course: Course) -> list[str]:
    return [session.kind for sessions in course.days.values() for session in sessions]


def minutes(course: Course, kind: str) -> int:
    return sum(s.minutes for sessions in course.days.values() for s in sessions if s.kind == kind)


def recall_days(course: Course) -> list[int]:
    return [day for day, sessions in course.days.items() if any(s.kind.startswith("recall-") for s in sessions)]


def test_without_a_missed_day_it_is_the_plan_of_the_first_day() -> None:
    who = learner()
    built = who.plan
    assert plan(who).minutes == {
        (day.on - START).days: day.minutes + day.cards for week in built.weeks for day in week.days
    }


def test_missed_days_are_empty_and_what_was_on_them_comes_later() -> None:
    whole, missing = learner(60, minutes=300), learner(60, frozenset({0, 1, 5, 6, 7}), minutes=300)
    before, after = plan(whole), plan(missing)
    assert set(before.days) - set(after.days) == {0, 1, 5, 6, 7}
    assert minutes(before, "read") == minutes(after, "read")


def test_who_misses_every_day_does_nothing() -> None:
    assert plan(learner(10, frozenset(range(10)))).days == {}


def test_a_list_that_is_pushed_back_keeps_its_order_and_loses_its_end() -> None:
    who = learner(30, frozenset({3, 4}))
    course = pushed_back(who, plan(who))
    listed = [task.kind for week in who.plan.weeks for day in week.days for task in day.tasks]
    assert set(course.days) == set(range(30)) - {3, 4}
    done = [kind for kind in dict.fromkeys(kinds(course)) if kind]
    assert done == [kind for kind in dict.fromkeys(listed) if kind in done]
    assert len(kinds(course)) < len(listed) + 30


def test_the_interview_changes_what_is_done() -> None:
    who = learner()
    ours = plan(who)
    known, unknown = (minutes(course, "implement") for course in (ours, plans.without_interview(who, ours)))
    assert known > unknown
    assert plans.for_another(who, ours) != ours


def test_without_cards_the_minutes_are_the_same() -> None:
    who = learner(60, minutes=150)
    ours = plan(who)
    course = plans.without_cards(who, ours)
    assert not any(session.activity is CARDS for sessions in course.days.values() for session in sessions)
    assert sum(course.minutes.values()) == pytest.approx(sum(ours.minutes.values()), rel=0.02)


def test_recalls_may_rest_after_reading_or_have_spare_time_only() -> None:
    who = learner(12, minutes=90)
    ours = plan(who)
    late, spare = plans.late_recalls(who, ours), plans.spare_recalls(who, ours)
    assert recalls.shrink_offsets is plans.shrink_offsets
    first = next(day for day, sessions in ours.days.items() if any(s.kind == "read" for s in sessions))
    assert min(recall_days(late)) >= first + plans.READING_RESTS > min(recall_days(ours))
    assert len(recall_days(spare)) < len(recall_days(ours))
