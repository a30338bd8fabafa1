"""Runs a topic's coding problems: ``python -I code_runner.py FOLDER`` prints what came of each solution, as JSON.

One process for all of them, since NumPy takes most of the time that a check needs. Each solution stands beside its
check in a folder of its own, as with a learner, and finds the standard library and NumPy alone.
"""

from __future__ import annotations

import io
import json
import runpy
import shutil
import sys
import time
from contextlib import redirect_stdout
from importlib.abc import MetaPathFinder
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ALLOWED = sys.stdlib_module_names | {"numpy", "solution"}


class OnlyNumPy(MetaPathFinder):
    """Refuses what a learner need not have installed."""

    def find_spec(self, name: str, _path: object, _target: object = None) -> None:
        if name.partition(".")[0] not in ALLOWED:
            raise ImportError(f"{name} is not the standard library's and not NumPy's")


def outcome_of(check: Path, solution: Path) -> dict[str, Any]:
    """``error``: the name of what was raised, "" where the solution passed."""
    printed, error, message = io.StringIO(), "", ""
    with TemporaryDirectory() as folder:
        shutil.copy(check, folder)
        shutil.copy(solution, Path(folder) / "solution.py")
        sys.path.insert(0, folder)
        begun = time.process_time()
        try:
            with redirect_stdout(printed):
                runpy.run_path(str(Path(folder) / "check.py"), run_name="__main__")
        except (Exception, SystemExit) as raised:  # whatever it is, the check did not pass
            error, message = type(raised).__name__, str(raised)
        seconds = time.process_time() - begun
        sys.path.remove(folder)
        sys.modules.pop("solution", None)
    return {"error": error, "message": message, "printed": printed.getvalue(), "seconds": seconds}


def run_topic(folder: Path) -> dict[str, dict[str, Any]]:
    """What came of each solution of a topic, by its path."""
    return {
        path.relative_to(folder).as_posix(): outcome_of(problem / "check.py", path)
        for problem in sorted(folder.glob("code/*"))
        for path in (problem / "reference.py", problem / "starter.py", *sorted(problem.glob("wrong/*.py")))
    }


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    import numpy  # noqa: F401 - so that no check's time holds it

    sys.meta_path.insert(0, OnlyNumPy())
    sys.stdout.write(json.dumps(run_topic(Path(sys.argv[1]))))
