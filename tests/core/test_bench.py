"""That bin/bench measures what it says; how long anything takes is not tested."""

import subprocess
from pathlib import Path

import pytest

from tests.core.bench import measure, report, requests

SCRIPT = Path(__file__).parents[2] / "bin" / "bench"


def test_requests_are_the_same_every_time_and_of_every_kind() -> None:
    drawn = list(requests(48, 1))
    assert drawn == list(requests(48, 1))
    plans = [request.build() for request in drawn]
    assert {plan.variant for plan in plans} == {"sequential", "sprint", "extended", "express"}
    assert {plan.depth for plan in plans} == {"full", "triage"}
    assert any(request.done and request.record.attempted for request in drawn)
    assert any(request.goal.weekday_minutes for request in drawn)
    assert all(
        task.items
        for plan in plans
        for week in plan.weeks
        for day in week.days
        for task in day.tasks
        if task.kind == "derive"
    )
    assert any(request.goal.days_off for request in drawn)


def test_report() -> None:
    loop, times = measure(12, 1)
    assert len(times["build"]) == 12
    lines = report(2.0, {"build": [1.0, 4.0, 2.0]}).splitlines()
    assert lines[-1].split() == ["build", "3", "2.00", "(1.00×)", "4.00", "(2.00×)", "4.00", "(2.00×)"]
    assert loop > 0


@pytest.mark.parametrize("usage", [("--cases", "0"), ("--cases", "many"), ("--fast",)])
def test_wrong_usage_ends_with_1(usage: tuple[str, ...]) -> None:
    done = subprocess.run([SCRIPT, *usage], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("usage: bin/bench")
    assert "Traceback" not in done.stderr
