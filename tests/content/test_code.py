"""Every reference passes the check of its coding problem; the starter and every wrong solution fail it."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.catalog import sample
from tests.content import code_runner
from tests.content.scripts import CONTENT, TOPICS

MOST_SECONDS = 2
FOLDERS = sorted(path.parent for path in TOPICS.glob("*/topic.yaml"))
CHECKS = sorted(TOPICS.glob("*/code/*/check.py"))


@cache
def outcomes(topic: Path) -> dict[str, dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-I", code_runner.__file__, str(topic)],
        capture_output=True,
        text=True,
        check=True,
        # The times are those of one core; BLAS would else start threads for matrices of a few rows.
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )
    parsed: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return parsed


def faults_of(path: str, outcome: dict[str, Any]) -> list[str]:
    """What is wrong with what came of a solution."""
    name = Path(path).name
    error, message = outcome["error"], outcome["message"]
    faults = []
    if name == "reference.py":
        if error:
            faults.append(f"{path} fails its check: {error}: {message}")
        elif not outcome["printed"].rstrip().endswith("checks passed."):
            faults.append(f"{path}: the check does not end with 'All N checks passed.'")
    elif name == "starter.py" and error != "NotImplementedError":
        faults.append(f"{path} is no starter, it ends in {error or 'a pass'}: {message}")
    elif not error:
        faults.append(f"{path} is wrong and passes its check")
    if error == "AssertionError" and not message:
        faults.append(f"{path}: the check does not say what it expected and what came")
    if outcome["seconds"] > MOST_SECONDS and "wrong" not in Path(path).parts:
        faults.append(f"{path} takes {outcome['seconds']:.1f} seconds, {MOST_SECONDS} at most")
    return faults


@pytest.mark.parametrize("topic", FOLDERS, ids=lambda path: path.name)
def test_checks_tell_right_solutions_from_wrong_ones(topic: Path) -> None:
    if (topic / "code").is_dir():
        assert [fault for path, outcome in outcomes(topic).items() for fault in faults_of(path, outcome)] == []


def test_every_solution_defines_what_the_starter_does() -> None:
    for check in CHECKS:
        wanted = defined_in(check.with_name("starter.py"))
        for path in (check.with_name("reference.py"), *check.parent.glob("wrong/*.py")):
            assert wanted <= defined_in(path), f"{path.relative_to(CONTENT)} lacks {wanted - defined_in(path)}"


def defined_in(path: Path) -> set[str]:
    """The names of the functions and classes at the top of a file."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return {node.name for node in body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}


# The tests above do fail when they should


@pytest.fixture
def topic(tmp_path: Path) -> Path:
    for name, text in sample.CODE.items():
        path = tmp_path / "code" / "double" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def faults_in(topic: Path) -> list[str]:
    return [fault for path, outcome in outcomes(topic).items() for fault in faults_of(path, outcome)]


def test_sound_code_has_no_faults(topic: Path) -> None:
    assert faults_in(topic) == []
    assert outcomes(topic)["code/double/wrong/square.py"]["message"] == "expected 6, got 9"


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        ("reference", "def double(x):\n    return 3 * x\n", "reference.py fails its check: AssertionError: expected 6"),
        ("reference", "import yaml\n", "ImportError: yaml is not the standard library's and not NumPy's"),
        ("starter", "def double(x):\n    return None\n", "starter.py is no starter, it ends in AssertionError"),
        ("starter", "def double(x):\n    return 2 * x\n", "starter.py is no starter, it ends in a pass"),
        ("wrong/nothing", "def double(x):\n    return x + x\n", "wrong/nothing.py is wrong and passes its check"),
        ("check", "from solution import double\nassert double(3) == 6\n", "does not end with 'All N checks passed.'"),
        ("check", "from solution import double\nassert double(3) == 6\n", "does not say what it expected"),
        ("check", "import sys\nsys.exit(1)\n", "reference.py fails its check: SystemExit: 1"),
    ],
)
def test_faulty_code_is_told(topic: Path, file: str, text: str, fault: str) -> None:
    (topic / "code" / "double" / f"{file}.py").write_text(text, encoding="utf-8")
    assert any(fault in told for told in faults_in(topic)), faults_in(topic)


def test_what_takes_long_is_told() -> None:
    outcome = {"error": "", "message": "", "printed": "All 3 checks passed.\n", "seconds": 2.6}
    assert faults_of("reference.py", outcome) == ["reference.py takes 2.6 seconds, 2 at most"]
    outcome["error"], outcome["message"] = "AssertionError", "expected 1, got 2"
    assert faults_of("wrong/slow.py", outcome) == []
