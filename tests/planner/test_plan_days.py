from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from studyplan.core.model import Goal
from studyplan.planner.documents import PlanDocument, PlanInputs, StoredDay, StoredNote, StoredTask
from studyplan.planner.page import PlanReader
from studyplan.planner.plan_days import DayLines, make_day_lines
from studyplan.planner.proposals import propose
from studyplan.progress.services import PlannedTask, Ticks
from tests.factories import NOW, ratings

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
KEY = "practice:optimization"


@pytest.fixture
def document() -> PlanDocument:
    return propose(PlanInputs(ratings=ratings(2), goal=Goal("mle", 60), starts_on=TODAY)).document


def task(key: str = KEY, part: str | None = None, minutes: int = 20) -> StoredTask:
    kind, topic, *_suffix = key.split(":")
    sitting = int(part.split("/")[0]) if part else 0
    reason = StoredNote(code="learn", params={})
    return StoredTask(
        key=key, kind=kind, topics=(topic,), minutes=minutes, part=part, sitting=sitting, reasons=(reason,)
    )


def day_of(
    document: PlanDocument, *tasks: StoredTask, sittings: int = 3, done: dict[str, Any] | None = None, ago: int = 0
) -> DayLines:
    """A day of these tasks, so many days ``ago``; each task has as many ``sittings`` in the plan."""
    planned = {one.key: PlannedTask(dict.fromkeys(range(1, sittings + 1), 20)) for one in tasks if one.part}
    reader = PlanReader(document, Ticks(done or {}), TODAY + timedelta(days=ago), planned)
    return make_day_lines(reader, StoredDay(date=TODAY, minutes=60, tasks=tasks, cards=10, free=5))


def test_sittings_of_a_task_share_a_line_with_a_tick_each(document: PlanDocument) -> None:
    day = day_of(document, task(part="1/3"), task(part="2/3"), done={KEY: {2: None}})
    (line,) = day.lines
    assert (line.part, line.minutes, day.minutes) == ("1–2 of 3", 40, 40)
    assert [(tick.sitting, tick.done) for tick in line.ticks] == [(1, False), (2, True)]
    assert line.ticks[0].label == "Practice Optimization, sitting 1/3"
    assert not line.is_done


def test_one_tick_does_where_the_day_holds_the_whole_task(document: PlanDocument) -> None:
    tasks = [task(part=f"{number}/3") for number in (1, 2, 3)]
    (line,) = day_of(document, *tasks, done={KEY: {1: None, 2: None}}).lines
    assert line.part == ""
    assert [(tick.sitting, tick.done, tick.label) for tick in line.ticks] == [(0, False, "Practice Optimization")]
    (line,) = day_of(document, *tasks, done={KEY: {1: None, 2: None, 3: None}}).lines
    assert line.is_done


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (["2/3"], "2 of 3"),
        (["2/3", "1/3"], "1–2 of 3"),  # the second was done before the plan of today
        (["1/4", "3/4"], "1, 3 of 4"),
        (["3/3", "1/3", "2/3"], ""),
    ],
)
def test_sittings_say_which_they_are(document: PlanDocument, parts: list[str], text: str) -> None:
    (line,) = day_of(document, *(task(part=part) for part in parts)).lines
    assert line.part == text


def test_what_a_task_is_about_is_asked_for_on_that_day(document: PlanDocument) -> None:
    (line,) = day_of(document, task(part="2/3")).lines
    assert line.about == f"/plan/tasks/{KEY}/?on={TODAY}"


def test_recalls_of_a_checkpoint_are_one_line_and_a_lone_one_is_a_task(document: PlanDocument) -> None:
    recalls = task("recall-3:optimization", minutes=10), task("recall-3:regularization", minutes=10)
    day = day_of(document, *recalls, task("recall-7:optimization"), task(), done={"recall-3:optimization": {0: None}})
    (checkpoint,) = day.checkpoints
    assert (len(checkpoint.lines), checkpoint.minutes, checkpoint.done, checkpoint.topics) == (2, 20, 1, "2 topics")
    assert [line.key for line in day.lines] == ["recall-7:optimization", KEY]
    assert day.minutes == 60


@pytest.mark.parametrize(
    ("ago", "done", "folded"), [(1, True, True), (1, False, False), (0, True, False), (-1, True, False)]
)
def test_what_is_over_and_done_folds(document: PlanDocument, ago: int, done: bool, folded: bool) -> None:
    day = day_of(document, task(), done={KEY: {0: None}} if done else {}, ago=ago)
    assert day.is_folded is folded
    assert (day.tasks, day.rest) == ("1 task done", "10 min for cards · 5 minutes free")
    assert not day_of(document, ago=1).is_folded, "nothing was done on it"
