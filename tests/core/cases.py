"""The golden cases in tests/cases: each file holds a request and the plan that it must give, as `plan_text` prints it.

`python -m tests.core.cases` writes the plans anew; look at the difference before you commit it.
"""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from studyplan.core.model import BuiltPlan, CompletedTask, Goal, GoalInterview
from studyplan.core.planning.build import build
from tests.core import plan_text
from tests.core.twelve import SLUGS, syllabus

FOLDER = Path(__file__).parents[1] / "cases"
FILES = sorted(FOLDER.glob("*.yaml"))
SYLLABUS = syllabus()


def load(file: Path) -> dict[str, Any]:
    """A case as it is written."""
    case: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return case


def plan_of(case: dict[str, Any]) -> BuiltPlan:
    """The plan for a case's request; what a case leaves out takes the planner's defaults."""
    ratings = dict(zip(SLUGS.values(), map(int, case["ratings"]), strict=True))
    interviews = tuple(
        GoalInterview(interview.get("company"), tuple(interview.get("rounds", ())), interview.get("date"))
        for interview in case.get("interviews", ())
    )
    goal = Goal(
        role=case.get("role", "mle"),
        minutes=case.get("minutes", 105),
        weekdays=tuple(case.get("weekdays", range(7))),
        days_off=tuple(case.get("days_off", ())),
        interviews=interviews,
    )
    return build(SYLLABUS, ratings, goal, case.get("start", date(2026, 11, 23)), map(_completion, case.get("done", ())))


def _completion(row: dict[str, Any]) -> CompletedTask:
    # Not `on`: that is a boolean in YAML 1.1.
    key = ":".join(SLUGS.get(part, part) for part in row["key"].split(":"))
    return CompletedTask(key, row.get("sitting", 0), row.get("minutes"), row.get("level"), row.get("date"))


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
