from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from studyplan.core.model import Goal, GoalInterview
from studyplan.planner.documents import PlanDocument, PlanInputs, StoredTask
from studyplan.planner.proposals import propose
from studyplan.planner.replan.changes import (
    Aim,
    Changes,
    TopicChange,
    compare_plans,
    is_explained,
    list_open_tasks,
)
from studyplan.planner.replan.sentences import MOST_SENTENCES, make_changes_view
from studyplan.progress.services import Ticks
from tests.factories import NOW, ratings

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
NO_TICKS = Ticks({})
DAY = timedelta(days=1)


def plan(levels: dict[str, int] | None = None, days: int = 0, **goal: Any) -> PlanDocument:
    """A plan for everything at level 3 unless ``levels`` says otherwise."""
    values = {"role": "mle", "minutes": 60, **goal}
    inputs = PlanInputs(ratings=levels or ratings(3), goal=Goal(**values), starts_on=TODAY + timedelta(days=days))
    return propose(inputs).document


def by_day(before: PlanDocument, *days: tuple[StoredTask, ...]) -> PlanDocument:
    """The same plan with these tasks on its first days, one row of them for each, and no others."""
    week = before.weeks[0]
    made = tuple(
        day.model_copy(update={"tasks": tasks, "minutes": sum(task.minutes for task in tasks)})
        for day, tasks in zip(week.days, days, strict=False)
    )
    return before.model_copy(update={"weeks": (week.model_copy(update={"days": made}),), "ends_on": None})


def tell(before: PlanDocument, after: PlanDocument, ticks: Ticks = NO_TICKS) -> tuple[str, ...]:
    return make_changes_view(before, after, ticks).sentences


def find_topic(changes: Changes, slug: str) -> TopicChange:
    return next(change for change in changes.topics if change.slug == slug)


class TestComparePlans:
    def test_the_same_plan_changes_nothing(self) -> None:
        changes = compare_plans(plan(), plan(), NO_TICKS)
        assert changes.is_empty
        assert changes.before == changes.after

    def test_another_role_changes_aims_and_end(self) -> None:
        before, after = plan(), plan(role="mlops")
        changes = compare_plans(before, after, NO_TICKS)
        assert not changes.is_empty
        assert (changes.before.ends_on, changes.after.ends_on) == (before.ends_on, after.ends_on)
        assert changes.before.minutes_left == before.minutes.planned
        loss = find_topic(changes, "loss-functions")
        assert (loss.before, loss.after) == (Aim(5, 1), Aim(3, None))
        assert loss.is_dropped
        assert not find_topic(compare_plans(after, before, NO_TICKS), "loss-functions").is_dropped

    def test_what_is_done_is_neither_left_nor_dropped(self) -> None:
        before, after = plan(), plan(role="mlops")
        ticks = Ticks({task.key: {0: None} for task in before.tasks})
        changes = compare_plans(before, after, ticks)
        assert changes.before.minutes_left == 0
        assert not [change for change in changes.topics if change.is_dropped]
        assert not [change for change in changes.rest if change.is_dropped]

    def test_a_task_that_only_moves_is_a_change(self) -> None:
        whole = plan()
        first, second, *_others = [task for day in whole.days for task in day.tasks if task.kind == "mock"]
        before, after = by_day(whole, (first,), (second,)), by_day(whole, (second,), (first,))
        changes = compare_plans(before, after, NO_TICKS)
        assert {change.task.key for change in changes.rest} == {first.key, second.key}
        assert changes.topics == ()
        assert changes.before == changes.after
        assert not changes.is_empty
        done = Ticks({first.key: {0: None}, second.key: {0: None}})
        assert compare_plans(before, after, done).is_empty

    def test_a_topic_that_one_plan_does_not_know_has_no_aim_there(self) -> None:
        before = plan()
        after = before.model_copy(update={"topics": tuple(t for t in before.topics if t.slug != "optimization")})
        change = find_topic(compare_plans(before, after, NO_TICKS), "optimization")
        assert change.after is None
        assert change.is_dropped
        assert find_topic(compare_plans(after, before, NO_TICKS), "optimization").before is None

    def test_weeks_of_both_plans_are_counted_alike(self) -> None:
        changes = compare_plans(plan(), plan(days=7), NO_TICKS)
        moved = {change.weeks[1] - change.weeks[0] for change in changes.topics if change.weeks}
        assert moved <= {0, 1}


class EachTaskOnceTest(TestCase):
    """No task is told twice, none is forgotten, and a page is enough."""

    @settings(max_examples=25)
    @given(
        levels=st.tuples(st.integers(1, 5), st.integers(1, 5)),
        days=st.integers(0, 20),
        minutes=st.sampled_from((30, 60, 120)),
        on=st.none() | st.integers(1, 60),
        done=st.integers(0, 40),
    )
    def test_every_difference_is_in_one_place(
        self, levels: tuple[int, int], days: int, minutes: int, on: int | None, done: int
    ) -> None:
        interviews = () if on is None else (GoalInterview("google", (), TODAY + timedelta(days=days + on)),)
        before = plan(ratings(levels[0]))
        after = plan(ratings(levels[1]), days, minutes=minutes, interviews=interviews)
        ticks = Ticks({task.key: {task.sitting: None} for task in before.tasks[:done]})
        changes = compare_plans(before, after, ticks)
        told = [change.task.key for change in (*changes.recalls, *changes.rehearsals, *changes.rest)]
        topics = {change.slug for change in changes.topics}
        old, new = list_open_tasks(before, ticks), list_open_tasks(after, ticks)
        assert len(told) == len(set(told))
        for key in {**old, **new}:
            task = (new.get(key) or old[key]).task
            differs = key not in old or key not in new or old[key].on != new[key].on
            assert (key in told) == (differs and not is_explained(task, topics)), key
        sentences = make_changes_view(before, after, ticks).sentences
        assert len(sentences) <= MOST_SENTENCES
        assert bool(sentences) is not changes.is_empty
        assert len(set(sentences)) == len(sentences)
        assert not [
            sentence for sentence in sentences if "%(" in sentence or "None" in sentence or "-" in key_of(sentence)
        ]


def key_of(sentence: str) -> str:
    """The first word that looks like a task's key, or ""."""
    return next((word for word in sentence.split() if ":" in word[:-1]), "")


class TestSentences:
    def test_nothing_to_tell(self) -> None:
        assert tell(plan(), plan()) == ()

    def test_a_topic_moves_from_week_to_week(self) -> None:
        before = plan(ratings(2))
        sentences = tell(before, plan(ratings(2), days_off=tuple(TODAY + DAY * n for n in range(1, 3))))
        assert any(re.fullmatch(r"[\w -]+ moves from week \d to week \d\.", sentence) for sentence in sentences)
        assert sentences[-1] == "Nothing else changes."
        assert sentences[0].startswith("The plan ends on ")

    def test_many_topics_that_move_alike_share_a_sentence(self) -> None:
        sentences = tell(plan(ratings(1)), plan(ratings(1), days=7))
        assert [sentence for sentence in sentences if sentence.endswith("each move one week later.")]
        assert [
            sentence for sentence in tell(plan(ratings(1), days=14), plan(ratings(1))) if "2 weeks earlier" in sentence
        ]

    def test_why_a_topic_is_no_longer_planned(self) -> None:
        near = plan(ratings(1), interviews=(GoalInterview(on=TODAY + timedelta(days=8)),))
        gone = [sentence for sentence in tell(plan(ratings(1)), near) if "no longer planned" in sentence]
        assert gone
        assert any("other topics make better use of the time before the interview" in sentence for sentence in gone)
        none = plan(ratings(1), interviews=(GoalInterview(on=TODAY),))
        sentences = tell(plan(ratings(1)), none)
        assert "Nothing is left to do in the plan." in sentences
        assert any("there is no study day before the interview" in sentence for sentence in sentences)
        assert any(
            sentence.endswith("no longer planned: you have reached its target.")
            for sentence in tell(plan(), plan(role="mlops"))
        )
        assert any("added in week" in sentence for sentence in tell(none, plan(ratings(1))))

    def test_a_level_that_changes(self) -> None:
        sentences = tell(plan(ratings(2)), plan(ratings(2), role="data-scientist"))
        assert any("instead of" in sentence and "level" in sentence for sentence in sentences)

    def test_a_single_task_is_named_with_its_days(self) -> None:
        whole = plan()
        first, second, third, *_others = [task for day in whole.days for task in day.tasks if task.kind == "mock"]
        before, after = by_day(whole, (first, second), ()), by_day(whole, (third,), (first,))
        sentences = tell(before, after)
        title = "Mock answer: "
        assert any(
            line.startswith(f"“{title}") and "moves from Mon, Mar 2 to Tue, Mar 3." in line for line in sentences
        )
        assert any(line.startswith(f"“{title}") and line.endswith("is added on Mon, Mar 2.") for line in sentences)
        assert any(line.startswith(f"“{title}") and line.endswith("is removed.") for line in sentences)

    def test_another_path_and_its_hours(self) -> None:
        sentences = tell(plan(ratings(1)), plan(ratings(4)))
        assert sentences[0].endswith(" to “The Interview-Ready Reviewer (extended)”.")
        assert any(" are left to do, instead of " in sentence for sentence in sentences)

    def test_recalls_and_rehearsals_are_numbers(self) -> None:
        whole = plan()
        mock = next(task for task in whole.tasks if task.kind == "mock")
        recall = next(task for task in whole.tasks if task.kind == "recall-3")
        rehearsal = mock.model_copy(update={"key": "rehearsal:1", "kind": "rehearsal", "topics": ()})
        sentences = tell(by_day(whole, (mock,), (recall,)), by_day(whole, (mock, recall), (rehearsal,)))
        assert "Recalls: 1 moves to another day." in sentences
        assert "Rehearsals: 1 is added." in sentences

    def test_too_many_topics_are_summed_up(self) -> None:
        before = plan(ratings(2))
        topics = before.topics
        after = before.model_copy(
            update={"topics": tuple(topic.model_copy(update={"reach": 2 + n % 4}) for n, topic in enumerate(topics))}
        )
        many = [topic.model_copy(update={"reach": 10 + number}) for number, topic in enumerate(after.topics)]
        sentences = tell(before, after.model_copy(update={"topics": tuple(many)}))
        assert len(sentences) == MOST_SENTENCES
        assert "more topics move to other weeks or go to other levels." in sentences[-2]


def test_the_last_day_is_told_with_its_year() -> None:
    sentences = tell(plan(), plan(interviews=(GoalInterview(on=date(2026, 3, 20)),)))
    assert any("Mar 19, 2026" in sentence for sentence in sentences)
