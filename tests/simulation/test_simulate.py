"""That bin/simulate says the same twice, and what it says."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.simulation.learners import draw
from tests.simulation.measure import CASES, STRATEGIES, measure
from tests.simulation.report import interval, report

SCRIPT = Path(__file__).parents[2] / "bin" / "simulate"


def simulate(*usage: str, hash_seed: int = 0) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONHASHSEED": str(hash_seed)}
    return subprocess.run([SCRIPT, *usage], capture_output=True, text=True, check=False, env=environment)


def test_output_is_the_same_for_a_seed() -> None:
    first, second = (simulate("--learners", "2", "--seed", "7", hash_seed=seed) for seed in (1, 2))
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    assert first.stdout != simulate("--learners", "2", "--seed", "8").stdout


def test_learners_are_spread() -> None:
    drawn = [draw(1, number) for number in range(60)]
    assert drawn[5] == draw(1, 5)
    assert {learner.plan.variant for learner in drawn} == {"sequential", "sprint", "extended", "express"}
    assert {learner.plan.depth for learner in drawn} == {"full", "triage"}
    assert {learner.goal.role for learner in drawn} == {
        "mle",
        "ai-engineer",
        "data-scientist",
        "research-engineer",
        "mlops",
    }


def test_studying_beats_nothing_and_knowledge_stays_a_percentage() -> None:
    for result in measure(6, 3):
        assert set(result.outcomes) == set(CASES)
        for outcomes in result.outcomes.values():
            assert set(outcomes) == set(STRATEGIES)
            assert all(0 <= percent <= 100 for outcome in outcomes.values() for percent in outcome)
            assert outcomes["plan"][0] > outcomes["nothing"][0]


def test_report_shows_means_and_paired_differences() -> None:
    results = measure(3, 1)
    lines = report(results).splitlines()
    asked = [result.outcomes[CASES[0]] for result in results]
    mean, error = interval([outcome["plan"].answered - outcome["table"].answered for outcome in asked])
    line = next(line for line in lines if line.startswith("− table"))
    assert line.split()[4] == f"{mean:+.1f}±{error:.1f}"
    first = lines.index(next(line for line in lines if "hours" in line and "learners" not in line)) + 1
    assert [line[:28].rstrip() for line in lines[first : first + len(STRATEGIES)]] == list(STRATEGIES)


def test_interval() -> None:
    mean, error = interval([1, 2, 3, 4])
    assert mean == 2.5
    assert error == pytest.approx(1.96 * (5 / 3) ** 0.5 / 2)


@pytest.mark.parametrize("usage", [("--learners", "1"), ("--learners", "many"), ("--fast",)])
def test_wrong_usage_ends_with_1(usage: tuple[str, ...]) -> None:
    done = simulate(*usage)
    assert done.returncode == 1
    assert done.stderr.startswith("usage: bin/simulate")
    assert "Traceback" not in done.stderr
