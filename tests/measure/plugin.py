"""A pytest plugin: measures this process, and leaves what it has seen where ``coverage report`` looks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from coverage import CoverageData

from tests.measure.modules import lines, mark_modules

ROOT = Path(__file__).parents[2]
PACKAGE, TEMPLATES = ROOT / "studyplan", ROOT / "templates"
TEMPLATE_PLUGIN = "django_coverage_plugin.DjangoTemplatePlugin"

# The core has more asked of it: its own tests must take every branch, which only a tracer sees.
mark_modules("studyplan", without="studyplan.core")


@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    """By now settings are read, and no template is."""
    from tests.measure.rows import mark_rows
    from tests.measure.templates import mark_templates

    mark_templates()
    mark_rows(TEMPLATES)


def pytest_unconfigure() -> None:
    """Each process leaves a file of its own; ``coverage combine`` joins them."""
    from tests.measure.rows import rendered
    from tests.measure.templates import lines_drawn

    file = os.environ.get("COVERAGE_FILE", ROOT / ".coverage")
    data = CoverageData(basename=str(file), suffix=str(os.getpid()))
    drawn = {**lines_drawn(TEMPLATES), **rendered}
    data.add_lines({**lines, **drawn})
    data.add_file_tracers(dict.fromkeys(drawn, TEMPLATE_PLUGIN))
    # What never ran counts, too.
    data.touch_files([str(path) for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts])
    data.touch_files([str(path) for path in TEMPLATES.rglob("*.*")], TEMPLATE_PLUGIN)
    data.write()
