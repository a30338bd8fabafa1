"""Every numeric claim of lessons, solutions, cards, guide and mocks holds: one test for each check beside them."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.content.scripts import checks_of, name_of, scripts

checks_in = cache(checks_of)
PATHS = scripts("**/checks.py")
# Read and not run, so that collecting the tests needs no NumPy and one faulty file fails by itself.
FUNCTIONS = {path: ast.parse(path.read_text(encoding="utf-8")).body for path in PATHS}
CHECKS = [
    (path, function)
    for path, body in FUNCTIONS.items()
    for function in body
    if isinstance(function, ast.FunctionDef) and function.name.startswith("check_")
]
NAMES = [f"{path.parent.name}-{function.name}" for path, function in CHECKS]


@pytest.mark.parametrize(("path", "function"), CHECKS, ids=NAMES)
def test_the_claim_holds(path: Path, function: ast.FunctionDef) -> None:
    checks_in(path)[function.name]()


@pytest.mark.parametrize(("path", "function"), CHECKS, ids=NAMES)
def test_the_check_names_its_claim(path: Path, function: ast.FunctionDef) -> None:
    assert ast.get_docstring(function)
    assert any(isinstance(node, ast.Assert) for node in ast.walk(function)), "a check asserts something"


@pytest.mark.parametrize("path", PATHS, ids=name_of)
def test_no_two_checks_share_a_name(path: Path) -> None:
    """The second would take the first one's place, which would then never run."""
    names = [function.name for place, function in CHECKS if place == path]
    assert len(names) == len(set(names))
