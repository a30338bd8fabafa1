"""The sheet to pin up, as a whole and in its parts."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from studyplan.core.model import Goal, GoalInterview
from studyplan.planner.documents import PlanDocument, PlanInputs
from studyplan.planner.printed import WIDTH, describe_hours, describe_interview, printed_plan
from studyplan.planner.proposals import propose
from studyplan.planner.text.names import load_names
from tests.factories import NOW, ratings

pytestmark = pytest.mark.django_db
HERE = Path(__file__).parent
GOLDEN = HERE / "sheet.txt"
GOAL = Goal("mle", 60)


def stored() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((HERE / "formats" / "2.json").read_text())
    return data


def sheet(**changes: Any) -> str:
    """The sheet of a small plan that is stored, with changes."""
    data = stored()
    document = PlanDocument.model_validate(data["document"] | changes)
    return printed_plan(document, PlanInputs.model_validate(data["inputs"]).goal)


def test_the_whole_sheet() -> None:
    assert f"{sheet()}\n" == GOLDEN.read_text()


def test_no_line_is_too_long_and_none_ends_in_a_space() -> None:
    for level in range(1, 6):
        document = propose(PlanInputs(ratings=ratings(level), goal=GOAL, starts_on=NOW.date())).document
        lines = printed_plan(document, GOAL).splitlines()
        assert max(map(len, lines)) <= WIDTH
        assert not [line for line in lines if line != line.rstrip()]
        assert sum(line.startswith("  [ ] ") for line in lines) == len(document.tasks)


def test_no_reason_is_given_twice() -> None:
    document = propose(PlanInputs(ratings=ratings(1), goal=GOAL, starts_on=NOW.date())).document
    text = " ".join(printed_plan(document, GOAL).split())
    assert text.count("Reading comes first") == text.count("Your level in Bias-Variance is 1") == 1


def test_a_day_without_tasks_is_one_line() -> None:
    weeks = stored()["document"]["weeks"]
    weeks[0]["days"][0] |= {"tasks": [], "minutes": 0, "cards": 5, "free": 100}
    assert "Mon, Mar 2 · 5 min for cards · 1 h 40 free" in sheet(weeks=weeks).splitlines()


def test_recalls_that_fell_away_are_named_by_their_number_alone() -> None:
    assert "11 recalls do not fit" in sheet(recalls_dropped=11)
    assert "fall away" not in sheet(recalls_dropped=0)


@pytest.mark.parametrize(
    ("goal", "text"),
    [
        (Goal("mle", 105), "1 h 45 every day"),
        (Goal("mle", 45, weekdays=(0, 1, 2, 3, 4)), "Mon–Fri 45 min"),
        (Goal("mle", 45, weekdays=(0, 2, 4, 5)), "Mon 45 min, Wed 45 min, Fri–Sat 45 min"),
        (Goal("mle", 60, weekday_minutes=(60, 60, 60, 60, 60, 180, 120)), "Mon–Fri 1 h, Sat 3 h, Sun 2 h"),
        (Goal("mle", 60, weekdays=(0, 5), weekday_minutes=(60, 60, 60, 60, 60, 180, 120)), "Mon 1 h, Sat 3 h"),
    ],
)
def test_hours_are_named_by_weekday_where_they_differ(goal: Goal, text: str) -> None:
    assert describe_hours(goal) == text


@pytest.mark.parametrize(
    ("interview", "text"),
    [
        (GoalInterview(), ""),
        (GoalInterview("google"), "Google"),
        (GoalInterview(None, ("coding",), date(2027, 1, 10)), "Sunday, January 10, 2027 · Coding"),
    ],
)
def test_of_an_interview_what_is_known_is_named(interview: GoalInterview, text: str) -> None:
    assert describe_interview(load_names(), interview) == text
