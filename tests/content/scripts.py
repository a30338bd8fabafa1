"""The scripts beside the lessons: which there are, and what they print or define."""

from __future__ import annotations

import io
import runpy
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any
from unittest import mock

from django.conf import settings

CONTENT: Path = settings.CONTENT_DIR
TOPICS = CONTENT / "topics"


def scripts(pattern: str) -> list[Path]:
    """The scripts of the content that match, in the same order in every process."""
    return sorted(CONTENT.glob(pattern))


def name_of(path: Path) -> str:
    """A script as the tests name it: ``bias-variance/figures/u-curve.py``."""
    return path.relative_to(TOPICS if path.is_relative_to(TOPICS) else CONTENT).as_posix()


def run(path: Path) -> tuple[str, dict[str, Any]]:
    """A script's output and the names that it defines; figures find ``content/plot.py``."""
    out = io.StringIO()
    with redirect_stdout(out), mock.patch.object(sys, "path", [str(settings.CONTENT_DIR), *sys.path]):
        defined = runpy.run_path(str(path), run_name="__main__")
    return out.getvalue(), defined


def checks_of(path: Path) -> dict[str, Callable[[], None]]:
    """The ``check_*`` functions of a ``checks.py``."""
    return {name: check for name, check in run(path)[1].items() if name.startswith("check_")}
