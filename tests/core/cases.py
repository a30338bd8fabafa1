"""The golden cases in tests/cases: each file holds a request and the plan that it must give, as `plan_text` prints it.

`python -m tests.core.cases` writes the plans anew; look at the difference before you commit it.
"""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from studyplan.core.model import BuiltPlan, CompletedTask, Goal, GoalInterview, Ratings, StudyRecord
from studyplan.core.planning.build import build
from tests.core import plan_text
from tests.core.oracle_case import History
from tests.core.twelve import DEFAULT_MINUTES, SLUGS, syllabus

FOLDER = Path(__file__).parents[1] / "cases"
FILES = sorted(FOLDER.glob("*.yaml"))
SYLLABUS = syllabus()


def load(file: Path) -> dict[str, Any]:
    """A case as it is written."""
    case: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return case


def request_of(case: dict[str, Any]) -> tuple[Ratings, Goal, date, History]:
    """What a case asks for; what it leaves out takes the planner's defaults."""
    ratings = dict(zip(SLUGS.values(), map(int, case["ratings"]), strict=True))
    interviews = tuple(
        GoalInterview(interview.get("company"), tuple(interview.get("rounds", ())), interview.get("date"))
        for interview in case.get("interviews", ())
    )
    goal = Goal(
        role=case.get("role", "mle"),
        minutes=case.get("minutes", DEFAULT_MINUTES),
        weekdays=tuple(case.get("weekdays", range(7))),
        days_off=tuple(case.get("days_off", ())),
        interviews=interviews,
        weekday_minutes=tuple(case["weekday_minutes"]) if "weekday_minutes" in case else None,
        card_minutes=case.get("card_minutes"),
    )
    history = History(done=tuple(map(_completion, case.get("done", ()))), record=_record(case))
    return ratings, goal, case.get("start", date(2026, 11, 23)), history


def plan_of(case: dict[str, Any]) -> BuiltPlan:
    """The plan for a case's request."""
    ratings, goal, start, history = request_of(case)
    return build(SYLLABUS, ratings, goal, start, history.done, record=history.record)


def _long(name: str) -> str:
    """A key or slug with the topics' long forms."""
    return ":".join(SLUGS.get(part, part) for part in name.split(":"))


def _completion(row: dict[str, Any]) -> CompletedTask:
    # Not `on`: that is a boolean in YAML 1.1.
    return CompletedTask(
        _long(row["key"]), row.get("sitting", 0), row.get("minutes"), row.get("level"), row.get("date")
    )


def _record(case: dict[str, Any]) -> StudyRecord:
    attempted = (row.partition(" ") for row in case.get("attempted", ()))
    return StudyRecord(
        began_on=case.get("began"),
        attempted=frozenset((_long(topic) if topic != "primer" else "", item) for topic, _, item in attempted),
        skipped=frozenset(map(_long, case.get("skipped", ()))),
        deferred={_long(key): on for key, on in case.get("deferred", {}).items()},
    )


def text_of(case: dict[str, Any]) -> str:
    """The plan as text, with its reasons where the case asks for them."""
    plan = plan_of(case)
    return plan_text.format_plan(plan) + ("\n" + plan_text.format_reasons(plan) if case.get("reasons") else "") + "\n"


def main() -> None:
    """Write every case's plan anew, leaving its request as it is."""
    for file in FILES:
        request, _, _ = file.read_text(encoding="utf-8").partition("plan: |\n")
        lines = text_of(load(file)).splitlines()
        file.write_text(request + "plan: |\n" + "".join(f"  {line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
