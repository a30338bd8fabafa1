"""What a tick counts for, minute by minute. Rule: planning §8."""

import pytest

from studyplan.core.codes import FocusCode, ReasonCode, TaskKind
from studyplan.core.model import CompletedTask, Goal, StudyRecord, note
from studyplan.core.planning.workload import CompletedWork, Workload
from studyplan.core.scoring import score
from tests.core.oracle_material import PRIMER
from tests.core.requests import START
from tests.core.twelve import POLICY, SLUGS, syllabus

SYLLABUS = syllabus()
GOAL = Goal("mle", 120)
SCORE = score(SYLLABUS, dict.fromkeys(SLUGS.values(), 1), GOAL, START)
REACHED_BY = {2: 20, 3: 40, 4: 60}  # minutes from level 1


def left(completion: CompletedTask, rating: int = 1, reach: int = 4) -> int:
    """Minutes left of a reading of 60 minutes."""
    return CompletedWork(POLICY, [completion], START).learning_minutes_left(
        completion.key, 60, rating, reach, lambda level: REACHED_BY[level]
    )


@pytest.mark.parametrize(
    ("completion", "minutes"),
    [
        (CompletedTask("a"), 0),
        (CompletedTask("a", level=4), 0),
        (CompletedTask("a", level=4, minutes=15), 0),  # the whole is the whole, however quickly it went
        (CompletedTask("a", level=5, minutes=15), 0),
        (CompletedTask("a", level=3), 20),
        (CompletedTask("a", level=3, minutes=15), 45),
        (CompletedTask("a", level=3, minutes=90), 20),
        (CompletedTask("a", level=1), 60),
        (CompletedTask("a", 1, 25, level=2), 35),
        (CompletedTask("a", 1, 25, level=1), 60),
        (CompletedTask("a", 1, 25), 35),
        (CompletedTask("a", 1), 0),
    ],
)
def test_of_learning(completion: CompletedTask, minutes: int) -> None:
    assert left(completion) == minutes


def test_what_the_rating_holds_counts_no_more() -> None:
    done = [CompletedTask("a", level=1), CompletedTask("a", 1, 14)]
    assert CompletedWork(POLICY, done, START).learning_minutes_left("a", 60, 1, 4, REACHED_BY.__getitem__) == 50
    assert left(CompletedTask("a", level=3), rating=3) == 60
    assert left(CompletedTask("a", 1, 25, level=3), rating=3) == 60
    assert left(CompletedTask("a", level=3), rating=3, reach=3) == 60


@pytest.mark.parametrize("level", [None, 1, 5])
def test_of_a_task_without_levels_every_tick_counts(level: int | None) -> None:
    completed = CompletedWork(POLICY, [CompletedTask("a", 1, 15, level), CompletedTask("b", level=level)], START)
    assert (completed.left("a", 40), completed.left("b", 40), completed.left("c", 40)) == (25, 0, 40)


def make_workload(longest_day: int, *done: CompletedTask) -> Workload:
    return Workload(SYLLABUS, GOAL, SCORE.topics, CompletedWork(POLICY, done, START), longest_day)


def test_only_what_is_meant_to_stay_whole_is_marked_so() -> None:
    cause = note(ReasonCode.EXPRESS_DAY, day=1)
    task = make_workload(110).make_work("mock:x", TaskKind.MOCK, ("x",), 10, cause, FocusCode.EXPRESS)
    assert (task.minutes, task.whole) == (10, False)


@pytest.mark.parametrize(("longest", "whole"), [(30, ["mock"]), (25, [])])
def test_a_mock_stays_whole_where_a_day_holds_it(longest: int, whole: list[str]) -> None:
    """The twenty questions in thirty minutes."""
    works = make_workload(longest).learning(SCORE.by_slug[SLUGS["MIQ"]], 4, FocusCode.BLOCK, full=True)
    assert [work.kind for work in works if work.whole] == whole


def test_a_topic_that_nothing_is_known_of_takes_its_table_s_minutes() -> None:
    """Whether or not its tasks are divided: from 1 to 4 BV takes 90, 75 and 90 minutes, less the 75 of a reading."""
    score = SCORE.by_slug[SLUGS["BV"]]
    assert make_workload(110).minutes_left(score, 4, full=True) == 255
    assert make_workload(110, CompletedTask(f"read:{SLUGS['BV']}")).minutes_left(score, 4, full=True) == 180
    skipped = CompletedWork(POLICY, (), START, StudyRecord(skipped=frozenset({f"mock:{SLUGS['BV']}"})))
    assert Workload(SYLLABUS, GOAL, SCORE.topics, skipped, 110).minutes_left(score, 4, full=True) == 245


def test_a_page_of_the_primer_is_read_with_the_first_topic_that_leans_on_it() -> None:
    pages = [
        item.slug.removeprefix("primer-")
        for score in SCORE.topics
        for item in make_workload(110).divide(score, 4, full=True)["read"].items
        if item.slug.startswith("primer-")
    ]
    assert sorted(pages) == sorted(PRIMER)


def test_a_page_that_was_read_is_not_read_again() -> None:
    record = StudyRecord(attempted=frozenset({("", "statistics"), ("", "calculus")}))
    workload = Workload(SYLLABUS, GOAL, SCORE.topics, CompletedWork(POLICY, (), START, record), 110)
    first = workload.divide(SCORE.by_slug[SLUGS["BV"]], 4, full=True)["read"]
    assert [item.slug for item in first.items if "primer" in item.slug] == ["primer-linear-algebra"]


def test_what_was_attempted_counts_as_the_minutes_done() -> None:
    """One of the three problems at the front is attempted, which took the ten minutes that are ticked."""
    slug = SLUGS["BV"]
    record = StudyRecord(attempted=frozenset((slug, f"{slug}-problem-{number}") for number in (2, 4)))
    completed = CompletedWork(POLICY, [CompletedTask(f"practice:{slug}", 1, 10)], START, record)
    workload = Workload(SYLLABUS, GOAL, SCORE.topics, completed, 110)
    works = workload.learning(SCORE.by_slug[slug], 4, FocusCode.BLOCK, full=True)
    [practice] = [work for work in works if work.kind == "practice"]
    named = [item.slug.rpartition("-")[2] for item in practice.items]
    assert (practice.minutes, named) == (40, ["1", "3", "9"])
