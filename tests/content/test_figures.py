"""Every figure is what its script draws today."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.scripts import CONTENT, name_of, run, scripts


@pytest.mark.parametrize("path", scripts("**/figures/*.py"), ids=name_of)
def test_the_figure_is_what_its_script_draws(path: Path) -> None:
    assert run(path)[0].strip() == path.with_suffix(".svg").read_text(encoding="utf-8").strip()


def test_every_figure_has_its_script() -> None:
    assert [path for path in CONTENT.glob("**/figures/*.svg") if not path.with_suffix(".py").exists()] == []
