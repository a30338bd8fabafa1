"""Tasks of the plan that are a mock interview or a timed set."""

from __future__ import annotations

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.planner.services import planned_tasks
from studyplan.progress.services import ticks_of
from tests.factories import make_assessment, make_goal, make_plan, ratings
from tests.practice.factories import begin_drill

OPT = "mock:optimization"


def path(task: str) -> str:
    return f"/practice/tasks/{task}/"


@pytest.mark.parametrize(
    ("task", "said", "count", "minutes"),
    [
        (OPT, "5 rapid-fire questions", 5, 5),
        ("mock:optimization:express", "5 rapid-fire questions", 5, 5),
        ("mock:1:final", "10 rapid-fire questions", 10, 10),
        ("timed-set:optimization", "One problem against 10 min", 1, 10),
    ],
)
def test_it_says_what_is_asked_and_asks_it(
    owner: Client, ada: User, task: str, said: str, count: int, minutes: int
) -> None:
    assert said in owner.get(path(task)).content.decode()
    owner.post(path(task))
    drill = ada.drills.get()
    assert (drill.kind, drill.task) == (task.split(":")[0], task)
    assert (len(drill.questions), drill.minutes) == (count, minutes)
    if "optimization" in task:
        assert {question["topic"] for question in drill.questions} == {"optimization"}


def test_a_timed_set_across_topics_fills_its_minutes(owner: Client, ada: User) -> None:
    assert "Problems from all your topics, 1 h in all." in owner.get(path("timed-set:1")).content.decode()
    owner.post(path("timed-set:1"))
    drill = ada.drills.get()
    assert 50 <= drill.minutes <= 60  # the shortest problem takes ten
    assert len({question["topic"] for question in drill.questions}) > 1
    asked = {(question["topic"], question["slug"]) for question in drill.questions}
    assert len(asked) == len(drill.questions)


def test_the_plans_minutes_count(owner: Client, ada: User) -> None:
    make_goal(ada, minutes=60)
    make_assessment(ada, ratings(5))
    make_plan(ada)
    (task, planned), *_others = [
        (key, planned)
        for key, planned in planned_tasks(ada).items()
        if key.startswith("mock:") and len(key.split(":")[1]) > 9
    ]
    owner.post(path(task))
    assert len(ada.drills.get().questions) == max(1, sum(planned.sittings.values()) // 2)


def name_items(ada: User, key: str, *slugs: str) -> None:
    """The plan in force has a task that names these items."""
    plan = ada.plans.get()
    assert plan.outline is not None
    task = {"sittings": {"0": 45}, "level": None, "items": {"0": slugs}}
    plan.outline = plan.outline | {"tasks": {**plan.outline["tasks"], key: task}}
    plan.save()


@pytest.mark.parametrize("key", ["rehearsal:7", "mock:interview-questions"])
def test_a_task_that_names_a_whole_mock_begins_that_one(owner: Client, ada: User, key: str) -> None:
    make_plan(ada)
    name_items(ada, key, "coding-screen")
    page = owner.get(path(key)).content.decode()
    assert "A coding screen, 45 min. One piece of ML to write" in page
    owner.post(path(key))
    drill = ada.drills.get()
    assert (drill.kind, drill.task, drill.format) == ("mock", key, "coding-screen")
    assert len(drill.questions) == 7


def test_a_rehearsal_whose_format_is_gone_is_still_a_mock(owner: Client, ada: User) -> None:
    make_plan(ada)
    name_items(ada, "rehearsal:7", "gone")
    assert "20 rapid-fire questions" in owner.get(path("rehearsal:7")).content.decode()
    owner.post(path("rehearsal:7"))
    assert ada.drills.get().kind == "mock"


def test_a_rehearsal_that_the_plan_holds_no_more_is_a_short_mock(owner: Client, ada: User) -> None:
    make_plan(ada)
    assert "10 rapid-fire questions" in owner.get(path("rehearsal:99")).content.decode()


@pytest.mark.parametrize("task", ["read:optimization", "mock:no-such-topic", "timed-set", "mock:", "tea:1"])
def test_what_is_no_drill_is_not_found(owner: Client, ada: User, task: str) -> None:
    assert owner.get(path(task)).status_code == owner.post(path(task)).status_code == 404
    assert not ada.drills.exists()


def test_one_that_is_open_comes_first(owner: Client, ada: User) -> None:
    drill = begin_drill(ada)
    page = owner.get(path(OPT)).content.decode()
    assert "Still open" in page
    assert ">Begin<" not in page
    assert owner.post(path(OPT))["Location"] == f"/practice/drills/{drill.pk}/"
    assert ada.drills.get() == drill


def test_finishing_it_ticks_the_task_and_the_tracker_takes_it_back(owner: Client, ada: User) -> None:
    owner.post(path(OPT))
    drill = ada.drills.get()
    for place in range(5):
        assert not ticks_of(ada).is_done(OPT)
        owner.post(f"/practice/drills/{drill.pk}/answer/", {"place": place})
        response = owner.post(f"/practice/drills/{drill.pk}/next/", {"place": place, "hits": ["0", "1", "2"]})
    assert ticks_of(ada).is_done(OPT)
    page = owner.get(response["Location"], follow=True).content.decode()
    assert "The task is done." in page
    owner.post("/progress/", {"task": OPT, "done": "0"})
    assert not ticks_of(ada).is_done(OPT)


def test_a_topic_without_questions_begins_nothing(owner: Client, ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studyplan.practice.drills.select.questions", lambda *_args: ())
    for task in (OPT, "timed-set:optimization"):
        response = owner.post(path(task), follow=True)
        assert "There is nothing to ask about this yet." in response.content.decode()
    assert not ada.drills.exists()
