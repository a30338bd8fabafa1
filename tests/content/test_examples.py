"""Every example of a lesson prints what the lesson says that it prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.scripts import CONTENT, name_of, run, scripts


@pytest.mark.parametrize("path", scripts("**/examples/*.py"), ids=name_of)
def test_the_example_prints_its_output(path: Path) -> None:
    assert run(path)[0] == path.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", scripts("**/examples/*.py"), ids=name_of)
def test_the_example_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 40


def test_every_output_has_its_example() -> None:
    assert [path for path in CONTENT.glob("**/examples/*.txt") if not path.with_suffix(".py").exists()] == []
