from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from studyplan.core.model import Goal, GoalInterview
from studyplan.planner.documents import PlanDocument, PlanInputs, StoredItem
from studyplan.planner.page import PlanReader
from studyplan.planner.proposals import propose
from studyplan.progress.services import Ticks
from tests.factories import NOW, ratings

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def plan(level: int = 1, **goal: Any) -> PlanDocument:
    """A plan for everything at one level."""
    values = {"role": "mle", "minutes": 60, **goal}
    return propose(PlanInputs(ratings=ratings(level), goal=Goal(**values), starts_on=TODAY)).document


def reader(document: PlanDocument, days: int = 0, ticks: Ticks | None = None) -> PlanReader:
    """Its reader some days after the start."""
    return PlanReader(document, ticks or Ticks({}), TODAY + timedelta(days=days))


def test_weeks_and_days_hold_every_task_once() -> None:
    document = plan()
    shown = [line.task for week in reader(document).weeks() for day in week.days for line in day.lines]
    planned = [task for day in document.days for task in day.tasks]
    assert sorted((task.key, task.sitting) for task in shown) == sorted((task.key, task.sitting) for task in planned)
    assert sum(week.minutes for week in reader(document).weeks()) == document.minutes.planned


def test_a_week_ends_on_its_seventh_day() -> None:
    first, second = reader(plan()).weeks()[:2]
    assert (first.ends_on, second.starts_on) == (date(2026, 3, 8), date(2026, 3, 9))


def test_one_days_recalls_are_one_checkpoint() -> None:
    days = [day for week in reader(plan(2, minutes=480)).weeks() for day in week.days]
    groups = [group for day in days for group in day.groups if group.name]
    assert groups
    assert max(len(group.lines) for group in groups) > 1
    for group in groups:
        assert len({line.task.kind for line in group.lines}) == 1
    for day in days:
        kinds = [group.lines[0].task.kind for group in day.groups if group.name]
        assert len(set(kinds)) == len(kinds)
    assert all(len(group.lines) == 1 for day in days for group in day.groups if not group.name)


def test_what_is_ticked_is_done() -> None:
    document = plan(minutes=240)
    first = document.days[0]
    task = first.tasks[0]
    day = reader(document, ticks=Ticks({task.key: {task.sitting: None}})).weeks()[0].days[0]
    assert day.minutes == first.minutes
    assert [line.task for line in day.lines if line.done] == [task]
    assert not day.is_done
    ticks = Ticks({task.key: {0: None} for task in document.tasks})
    weeks = reader(document, ticks=ticks).weeks()
    assert all(day.is_done for week in weeks for day in week.days)


def test_a_sitting_says_which_one_it_is() -> None:
    lines = [line for week in reader(plan(minutes=30)).weeks() for day in week.days for line in day.lines]
    split = next(line for line in lines if line.task.part)
    assert split.label == f"{split.instruction.title}, sitting {split.task.part}"
    whole = next(line for line in lines if not line.task.part)
    assert whole.label == whole.instruction.title


def test_a_days_outline_counts_the_sittings_of_a_task_together() -> None:
    for day in [day for week in reader(plan(minutes=240)).weeks() for day in week.days]:
        assert sum(day.outline.values()) == day.minutes
        assert list(day.outline) == list(dict.fromkeys(line.instruction.title for line in day.lines))


def test_what_is_left_out_is_named_with_its_reason() -> None:
    document = plan(minutes=30, interviews=(GoalInterview("google", (), TODAY + timedelta(days=12)),))
    lines = reader(document).left_out()
    assert len(lines) == len(document.left_out)
    assert all(line.why.endswith(".") and line.keeping for line in lines)


def test_a_day_tells_a_fact_once_and_each_task_its_own_reason() -> None:
    document = plan(minutes=240, interviews=(GoalInterview("google", ("ml-depth",), TODAY + timedelta(days=60)),))
    day = reader(document).weeks()[0].days[0]
    assert len(day.lines) > 1
    sentences = [sentence for line in day.lines for sentence in line.why]
    assert all(line.why for line in day.lines)
    facts = [text for text in sentences if "your level" in text.lower()]
    assert len(facts) == len({topic for line in day.lines for topic in line.task.topics})


def test_the_next_day_tells_them_again() -> None:
    first, second = reader(plan()).weeks()[0].days[:2]
    assert first.lines[0].task.topics == second.lines[0].task.topics
    assert first.lines[0].why[1:] == second.lines[0].why[1:] != ()


def test_a_recall_says_how_long_ago_the_topic_was_read() -> None:
    document = plan(2, minutes=120)
    on, recall = next((day.date, task) for day in document.days for task in day.tasks if task.kind == "recall-3")
    days = (on - recall.reasons[0].day("read_on")).days
    ahead = [day for week in reader(document).weeks() for day in week.days if day.date == on]
    [line] = [line for line in ahead[0].lines if line.task == recall]
    assert line.why[0].startswith(f"It comes {days} days after you read ")
    today = [day for week in reader(document, (on - TODAY).days).weeks() for day in week.days if day.date == on]
    [line] = [line for line in today[0].lines if line.task == recall]
    assert line.why[0].startswith("You read ")
    assert f" {days} days ago, on " in line.why[0]


def with_items(document: PlanDocument, *items: StoredItem, kind: str = "read") -> PlanDocument:
    """The same plan, its first task of a kind with these items."""
    week = document.weeks[0]
    day = week.days[0]
    task = day.tasks[0].model_copy(update={"kind": kind, "items": items})
    changed = day.model_copy(update={"tasks": (task, *day.tasks[1:]), "cards": 5, "free": 15})
    weeks = (week.model_copy(update={"days": (changed, *week.days[1:])}), *document.weeks[1:])
    return document.model_copy(update={"weeks": weeks})


def test_a_task_and_its_items_are_done_on_one_screen() -> None:
    gone = StoredItem(slug="gone", title="Gone", minutes=5)
    proof = StoredItem(slug="the-proof", title="The proof", minutes=15)
    day = reader(with_items(plan(), gone, proof)).weeks()[0].days[0]
    line = day.lines[0]
    screen = f"/study/{line.task.key}/"
    assert line.url.startswith(screen)
    there, is_there = line.items
    assert (there.title, there.url) == ("Gone", "")
    assert is_there.title == "The proof"
    assert is_there.url.startswith(screen)
    assert is_there.url.endswith("item=the-proof")
    assert (day.cards, day.free) == (5, 15)


def test_warnings_can_leave_one_out() -> None:
    document = plan(minutes=30, interviews=(GoalInterview("google", (), TODAY + timedelta(days=12)),))
    codes = [note.code for note in document.warnings]
    assert len(codes) > 1
    assert len(reader(document).warnings(but=("triage",))) == len(reader(document).warnings()) - 1


def test_recalls_after_the_last_study_day_are_shown_as_days() -> None:
    document = plan(3)
    days = reader(document).afterwards()
    assert [day.date for day in days] == [day.date for day in document.afterwards]
    assert days
    assert {line.task.kind[:6] for day in days for line in day.lines} == {"recall"}
