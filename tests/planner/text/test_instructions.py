from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis.extra.django import TestCase

from studyplan.catalog.models import Topic
from studyplan.core.codes import TaskKind
from studyplan.core.model import Goal, Ratings
from studyplan.core.planning.build import build
from studyplan.planner.documents import StoredItem, StoredTask
from studyplan.planner.text.instructions import make_instruction
from tests.core import twelve
from tests.core.requests import START, goals, ratings

pytestmark = pytest.mark.django_db
ABOUT_A_TOPIC = [kind for kind in TaskKind if kind is not TaskKind.REHEARSAL]
KINDS = [*ABOUT_A_TOPIC, "recall-3", "recall-7", "recall-14", "recall-21"]


def task(kind: str, **others: Any) -> StoredTask:
    """A task about one topic."""
    values: dict[str, Any] = {
        "key": f"{kind}:optimization",
        "kind": str(kind),
        "topics": ("optimization",),
        "minutes": 30,
        "part": None,
        "sitting": 0,
        "reasons": (),
    }
    return StoredTask(**(values | others))


def topics() -> dict[str, Topic]:
    """By slug."""
    return {topic.slug: topic for topic in Topic.objects.all()}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_what_to_do_and_when_it_is_done_and_links_to_where(kind: str, owner: Client) -> None:
    shown = make_instruction(task(kind), topics())
    assert "Optimization" in shown.title
    assert shown.do.endswith(".")
    assert shown.done_when.startswith("Done when ")
    path, _, anchor = shown.url.partition("#")
    page = owner.get(path)
    assert page.status_code == 200
    assert not anchor or f'id="{anchor}"' in page.content.decode()


def test_reading_begins_at_the_lesson_and_practice_at_the_problems() -> None:
    assert make_instruction(task("read"), topics()).place == "/topics/optimization/lesson/"
    assert make_instruction(task("practice"), topics()).place == "/topics/optimization/practice/"


def test_no_two_kinds_have_the_same_heading() -> None:
    titles = [make_instruction(task(kind), topics()).title for kind in [*ABOUT_A_TOPIC, "recall-3"]]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("kind", [TaskKind.MOCK, TaskKind.TIMED_SET, TaskKind.REHEARSAL])
@pytest.mark.parametrize("slugs", [(), ("optimization", "bias-variance")])
def test_a_task_about_several_topics(kind: str, slugs: tuple[str, ...], owner: Client) -> None:
    shown = make_instruction(task(kind, key=f"{kind}:1", topics=slugs, minutes=60), topics())
    assert shown.title in {"Timed practice set", "Mock interview across topics", "Rehearsal"}
    assert shown.do.endswith(".")
    assert owner.get(shown.url).status_code == 200


def test_a_rehearsal_is_called_by_its_format() -> None:
    whole = StoredItem(slug="depth", title="An hour of depth", minutes=60)
    shown = make_instruction(task("rehearsal", key="rehearsal:1", topics=(), items=(whole,)), topics())
    assert shown.title == "Rehearsal: An hour of depth"


def test_a_mock_with_a_format_of_its_own_is_taken_as_a_whole() -> None:
    whole = StoredItem(slug="twenty-in-thirty", title="Twenty questions in 30 minutes", minutes=30)
    shown = make_instruction(task("mock", items=(whole,)), topics())
    assert shown.title == "Mock interview: Optimization"
    assert shown.do.startswith("Take it in one go")
    assert make_instruction(task("mock"), topics()).title == "Mock answer: Optimization"


@pytest.mark.parametrize(
    ("kind", "minutes", "breaks"),
    [("read", 60, False), ("read", 65, True), ("practice", 90, True), ("timed-set", 90, False), ("mock", 90, False)],
)
def test_over_an_hour_a_sitting_names_a_break(kind: str, minutes: int, breaks: bool) -> None:
    text = make_instruction(task(kind, minutes=minutes), topics()).do
    assert text.endswith(" Take a five-minute break halfway.") == breaks


def test_a_timed_set_names_its_minutes() -> None:
    assert "for 45 minutes" in make_instruction(task("timed-set", topics=(), minutes=45), topics()).do


def test_sittings_go_on_where_the_one_before_stopped() -> None:
    first, second, third = (
        make_instruction(task("read", part=f"{number}/3", sitting=number), topics()) for number in (1, 2, 3)
    )
    whole = make_instruction(task("read"), topics())
    assert first.do == whole.do
    assert second.do == third.do == f"Continue where you stopped. {whole.do}"
    assert first.done_when == second.done_when == "Done when the time is up. The next sitting continues from here."
    assert third.done_when == whole.done_when


class AnyPlanTest(TestCase):
    """What core really plans."""

    @settings(max_examples=40)
    @given(ratings=ratings, goal=goals())
    def test_only_mocks_and_timed_sets_are_about_several_topics(self, ratings: Ratings, goal: Goal) -> None:
        plan = build(twelve.syllabus(), ratings, goal, START)
        tasks = [task for week in plan.weeks for day in week.days for task in day.tasks]
        kinds = {task.kind for task in tasks if len(task.topics) != 1}
        assert kinds <= {TaskKind.MOCK, TaskKind.TIMED_SET, TaskKind.REHEARSAL}
        assert not [task for task in tasks if re.search(r"[^a-z0-9:-]", task.key)]
