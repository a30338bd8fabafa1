"""``manage.py plan``: the contract of the rules' last section."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connections
from hypothesis import given, settings
from hypothesis.extra.django import TestCase

from studyplan.catalog.models import Company, ContentVersion, Document, Role, Round, Topic
from studyplan.core.model import Goal, Ratings
from studyplan.goals.values import DAY_CODES
from studyplan.planner.documents import PlanDocument
from studyplan.planner.management.commands.plan import Command, make_export, parse_goal
from tests.core.requests import START, goals, ratings

pytestmark = pytest.mark.django_db
ONES = ",".join(["1"] * 12)
FIVES = ",".join(["5"] * 12)
EVERYTHING = (
    *("--role=mle", "--company=google", "--rounds=phone-screen,ml-depth", "--start=2026-11-23"),
    *("--interview=2027-01-10", "--minutes=105", "--weekdays=mon,tue,wed,thu,fri,sat,sun", "--days-off=2026-12-25"),
)


def plan(*options: str, ratings: str = ONES) -> str:
    """What the command prints."""
    printed = StringIO()
    call_command("plan", f"--ratings={ratings}", *options, stdout=printed)
    return printed.getvalue()


def as_json(*options: str, ratings: str = ONES) -> dict[str, Any]:
    """The plan as programs read it."""
    data: dict[str, Any] = json.loads(plan(*options, "--format=json", ratings=ratings))
    return data


def tasks_of(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Every task of a plan, those afterwards included."""
    days = [day for week in data["weeks"] for day in week["days"]] + data["afterwards"]
    return [task for day in days for task in day["tasks"]]


PLAN = ("path", "variant", "cram", "depth", "total", "starts_on", "ends_on", "interview_on", "minutes", "topics")
PLAN_PARTS = ("weeks", "afterwards", "left_out", "recalls_dropped", "warnings")
TOPIC = ("slug", "rating", "target", "reach", "gap", "minutes", "weight", "value", "met", "unmet")


def check_keys(data: dict[str, Any]) -> None:
    """Exactly the keys of the contract in its order, on every level."""
    assert tuple(data) == PLAN + PLAN_PARTS
    assert tuple(data["minutes"]) == ("needed", "available", "learning_available", "planned")
    for topic in data["topics"]:
        assert tuple(topic) == TOPIC
    for week in data["weeks"]:
        assert tuple(week) == ("number", "starts_on", "focus", "topics", "days")
        for day in week["days"]:
            assert tuple(day) == ("date", "minutes", "cards", "free", "tasks")
            assert day["minutes"] == sum(task["minutes"] for task in day["tasks"])
    for day in data["afterwards"]:
        assert tuple(day) == ("date", "tasks")
    for task in tasks_of(data):
        assert tuple(task) == ("key", "kind", "topics", "minutes", "part", "items", "reasons")
        for item in task["items"]:
            assert tuple(item) == ("slug", "title", "minutes")
            assert item["title"]
    for left_out in data["left_out"]:
        assert tuple(left_out) == ("topic", "kind", "minutes", "value", "reason")
        assert left_out["kind"] is None
    assert isinstance(data["recalls_dropped"], int)
    assert all(isinstance(warning, str) for warning in data["warnings"])


def test_only_the_ratings_are_required(freeze: Callable[[datetime], None]) -> None:
    freeze(datetime(2026, 11, 23, 12, tzinfo=UTC))
    data = as_json()
    check_keys(data)
    assert (data["path"], data["variant"], data["cram"], data["depth"]) == ("A", "sequential", False, "full")
    assert (data["total"], data["starts_on"], data["interview_on"]) == (12, "2026-11-23", None)
    assert data["minutes"]["available"] is data["minutes"]["learning_available"] is None
    assert data["minutes"]["planned"] == sum(day["minutes"] for week in data["weeks"] for day in week["days"])


def test_every_option_has_its_effect() -> None:
    data = as_json(*EVERYTHING)
    check_keys(data)
    assert (data["starts_on"], data["interview_on"]) == ("2026-11-23", "2027-01-10")
    days = [day["date"] for week in data["weeks"] for day in week["days"]]
    assert "2026-12-25" not in days
    assert max(days) == data["ends_on"] < "2027-01-10"
    weights = {topic["slug"]: topic["weight"] for topic in data["topics"]}
    assert (weights["bias-variance"], weights["dimensionality-reduction"]) == (100, 18)
    mondays = as_json("--start=2026-11-23", "--weekdays=mon", "--minutes=33")
    assert {
        (date.fromisoformat(day["date"]).weekday(), day["minutes"] <= 30)
        for week in mondays["weeks"]
        for day in week["days"]
    } == {(0, True)}
    assert as_json("--role=mlops")["topics"] != as_json()["topics"]


def test_each_weekday_may_have_minutes_of_its_own() -> None:
    def goal(text: str) -> Goal:
        given = dict.fromkeys(("role", "company", "interview", "rounds", "weekdays", "days_off"))
        return parse_goal(given | {"minutes": text}, date(2026, 11, 23))

    usual = goal("60")
    assert (usual.minutes, usual.weekday_minutes) == (60, None)
    assert goal("60,60,60,60,60,60,60") == goal(" 64 ") == usual
    by_day = goal("60, 60,60,60,60,240,33")
    assert (by_day.minutes, by_day.weekday_minutes) == (60, (60, 60, 60, 60, 60, 240, 30))


def test_the_same_input_prints_the_same_bytes() -> None:
    for form in ("--format=json", "--format=text"):
        assert plan(*EVERYTHING, form) == plan(*EVERYTHING, form)


def test_a_split_task_repeats_its_key_with_its_part() -> None:
    tasks = [task for task in tasks_of(as_json("--start=2026-11-23", "--minutes=30")) if task["part"]]
    assert tasks
    by_key: dict[str, list[str]] = {}
    for task in tasks:
        by_key.setdefault(task["key"], []).append(task["part"])
    for parts in by_key.values():
        assert parts == [f"{number}/{len(parts)}" for number in range(1, len(parts) + 1)]


def test_the_text_can_be_pinned_up() -> None:
    text = plan(*EVERYTHING)
    lines = text.splitlines()
    assert max(map(len, lines)) <= 100
    assert not [line for line in lines if line != line.rstrip()]
    assert lines[0] == "The Sequential Scholar"
    assert "Role        MLE" in lines
    assert "Interview   Google · Sunday, January 10, 2027 · Phone Screen, ML Depth" in lines
    assert "Time        1 h 45 every day" in lines
    assert "Days off    Fri, Dec 25" in lines
    assert any(line.startswith("Mon, Nov 23 ") for line in lines)
    assert any(line.startswith("  [ ] Read Bias-Variance") for line in lines)
    assert "Week 1, Mon, Nov 23 to Sun, Nov 29" in text
    assert "Not in the plan" in lines


def test_the_text_says_what_comes_afterwards_and_what_is_short() -> None:
    assert "After the plan" in plan("--start=2026-11-23").splitlines()
    cram = plan("--start=2026-11-23", "--interview=2026-11-26", "--minutes=30")
    assert "! The interview is 3 days away" in cram
    empty = plan("--start=2026-11-23", "--interview=2026-11-23")
    assert "! There is no study day before the interview" in empty
    assert "Week" not in empty


def test_no_study_day_is_a_valid_and_empty_plan() -> None:
    data = as_json("--start=2026-11-23", "--interview=2026-11-23")
    check_keys(data)
    assert (data["weeks"], data["ends_on"], data["minutes"]["planned"]) == ([], None, 0)
    assert len(data["left_out"]) == 12
    assert data["warnings"]


@pytest.mark.parametrize("option", ["--rounds=", "--company=", "--days-off=", "--interview="])
def test_an_empty_option_is_as_good_as_none(option: str) -> None:
    assert as_json("--start=2026-11-23", option) == as_json("--start=2026-11-23")


def test_spaces_after_commas_do_no_harm() -> None:
    spaced = as_json("--start=2026-11-23", "--weekdays=mon, tue ,", "--rounds=coding, ml-depth")
    assert spaced == as_json("--start=2026-11-23", "--weekdays=mon,tue", "--rounds=coding,ml-depth")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--ratings=1,2,3"], "--ratings needs 12 levels, not 3."),
        (["--ratings="], "--ratings needs 12 levels, not 1."),
        ([f"--ratings={ONES},1"], "--ratings needs 12 levels, not 13."),
        ([f"--ratings={ONES[:-1]}0"], "--ratings: “0” is not a level from 1 to 5."),
        ([f"--ratings={ONES[:-1]}6"], "--ratings: “6” is not a level from 1 to 5."),
        ([f"--ratings={ONES[:-1]}2.5"], "--ratings: “2.5” is not a level from 1 to 5."),
        ([f"--ratings={ONES[:-1]}x"], "--ratings: “x” is not a level from 1 to 5."),
        ([f"--ratings={ONES[:-1]}"], "--ratings: “” is not a level from 1 to 5."),
        ([f"--ratings={ONES[:-1]}٣"], "--ratings: “٣” is not a level from 1 to 5."),
        ([f"--ratings={ONES[:-1]}" + "9" * 5000], "--ratings: “999"),
        (["--role=astronaut"], "--role: “astronaut” is none of ai-engineer, data-scientist, mle, mlops, research-"),
        (["--role="], "--role: This field is required."),
        (["--company=acme"], "--company: “acme” is none of amazon, google, meta, research-lab, startup."),
        (["--rounds=coding,tea"], "--rounds: “tea” is none of behavioral, coding, ml-depth, phone-screen, system-"),
        (["--start=soon"], "--start: “soon” is not a date such as 2026-11-23."),
        (["--start="], "--start: “” is not a date such as 2026-11-23."),
        (["--start=9999-12-31"], "--start: 9999-12-31 is too late, for the calendar ends with the year 9999."),
        (["--interview=2026-02-30"], "--interview: Write the date like 2027-01-31."),
        (["--start=2026-11-23", "--interview=2026-11-22"], "--interview: The interview cannot be before 2026-11-23."),
        (["--start=2026-11-23", "--interview=9999-12-31"], "--interview: The interview cannot be after 2029-11-25"),
        (["--minutes=14"], "--minutes: Plan at least 15 minutes a day."),
        (["--minutes=721"], "--minutes: A day has room for 720 minutes at most."),
        (["--minutes=an hour"], "--minutes: Minutes are a whole number, such as 90."),
        (["--weekdays=mon,funday"], "--weekdays: “funday” is not a weekday."),
        (["--weekdays="], "--weekdays: Choose at least one study day a week."),
        (["--days-off=2026-12-25,\nnever"], "--days-off: “never” is not a date."),
        (["--format=xml"], "argument --format: invalid choice: 'xml'"),
        (["--minutes=60,90"], "--minutes: give one number, or seven separated by commas, Monday first."),
        (["--minutes=60,60,60,60,60,,60"], "--minutes: give one number, or seven"),
        (["--minutes=60,60,60,60,60,60,60,60"], "--minutes: give one number, or seven"),
        (["--minutes=60,60,60,60,60,60,10"], "--minutes: Plan at least 15 minutes"),
        (["--minutes=60,60,60,60,60,60,x"], "--minutes: Minutes are a whole number, such as 90."),
        (["--minutes="], "--minutes: give one number, or seven"),
        (["--speed=fast"], "unrecognized arguments: --speed=fast"),
        (None, "the following arguments are required: --ratings"),
    ],
)
def test_bad_input_is_one_line_and_status_2(
    options: list[str] | None,
    message: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connections, "close_all", lambda: None)
    given = [] if options is None else [f"--ratings={ONES}", *options]
    with pytest.raises(SystemExit) as exit_:
        Command().run_from_argv(["manage.py", "plan", *given])
    printed = capsys.readouterr()
    assert exit_.value.code == 2
    assert printed.out == ""
    assert message in printed.err
    assert printed.err.count("\n") == 1


def test_callers_within_python_get_an_exception() -> None:
    with pytest.raises(CommandError, match="needs 12 levels") as error:
        plan(ratings="1")
    assert error.value.returncode == 2


def test_on_an_empty_database_it_loads_the_content_itself() -> None:
    expected = as_json(*EVERYTHING)
    for model in (Topic, Role, Company, Round, Document, ContentVersion):
        model.objects.all().delete()
    assert as_json(*EVERYTHING) == expected
    assert Topic.objects.current().count() == 12


def options_for(goal: Goal) -> list[str]:
    """A goal as the command's options."""
    interview = goal.interviews[0] if goal.interviews else None
    return [
        f"--role={goal.role}",
        f"--minutes={goal.minutes}",
        f"--weekdays={','.join(DAY_CODES[day] for day in goal.weekdays)}",
        f"--days-off={','.join(day.isoformat() for day in goal.days_off)}",
        f"--start={START.isoformat()}",
        *([f"--company={interview.company}"] if interview and interview.company else []),
        *([f"--rounds={','.join(interview.rounds)}"] if interview else []),
        *([f"--interview={interview.on.isoformat()}"] if interview and interview.on else []),
    ]


class AnyPlanTest(TestCase):
    """Whatever is asked for, an answer comes in both forms."""

    @settings(max_examples=30)
    @given(levels=ratings, goal=goals())
    def test_json_keeps_the_contract_and_text_its_width(self, levels: Ratings, goal: Goal) -> None:
        row = ",".join(map(str, levels.values()))
        check_keys(as_json(*options_for(goal), ratings=row))
        assert max(map(len, plan(*options_for(goal), ratings=row).splitlines())) <= 100


def test_what_stands_for_no_material_has_a_title_in_the_json() -> None:
    stored = json.loads((Path(__file__).parent / "formats" / "2.json").read_text())
    data = make_export(PlanDocument.model_validate(stored["document"]))
    check_keys(data)
    titles = {item["slug"]: item["title"] for task in tasks_of(data) for item in task["items"]}
    assert titles == {"again": "What went wrong, once more", "knn-best-k": "How many neighbors?"}
