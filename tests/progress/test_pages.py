from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studyplan.catalog.models import Topic
from studyplan.progress.pages import tracker_page
from studyplan.progress.services import PlannedTask, Ticks

TOPICS = tuple(Topic(slug=slug, name=slug, short_name=slug) for slug in ("one", "two", "three"))
COLUMNS = {"read": "Read", "mock": "Mock Interview"}
TARGETS = {"one": 3, "two": 4, "three": 5}
tasks = st.sampled_from([f"{kind}:{topic.slug}" for kind in COLUMNS for topic in TOPICS])


@given(done=st.sets(tasks))
def test_totals_of_rows_columns_and_page_agree(done: set[str]) -> None:
    ticks = Ticks({task: {0: None} for task in [*done, "read:kernel-methods", "derive:one"]})
    page = tracker_page(TOPICS, COLUMNS, {"one": 2}, TARGETS, ticks, {})
    assert {cell.task for row in page.rows for cell in row.cells if cell.done} == done
    assert page.done == sum(row.done for row in page.rows) == sum(column.done for column in page.columns) == len(done)
    assert page.total == 6
    assert [(row.level, row.target) for row in page.rows] == [(2, 3), (None, 4), (None, 5)]


def test_a_cell_counts_the_sittings_of_its_task() -> None:
    planned = {"read:one": PlannedTask({1: 60, 2: 45, 3: 30}, 4), "read:two": PlannedTask({1: 60, 2: 45}, 4)}
    ticks = Ticks({"read:one": {2: 4}, "read:two": {0: 4}, "read:three": {1: None}})
    [first, second, third] = [row.cells[0] for row in tracker_page(TOPICS, COLUMNS, {}, TARGETS, ticks, planned).rows]
    assert (first.sittings, first.sittings_done, first.done, first.is_partly_done) == (3, 1, False, True)
    assert (second.sittings, second.sittings_done, second.done, second.is_partly_done) == (2, 2, True, False)
    assert (third.sittings, third.sittings_done, third.done, third.is_partly_done) == (0, 0, True, False)
