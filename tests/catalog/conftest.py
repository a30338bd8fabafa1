"""A copy of the content that a test may break, with and without study material."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from studyplan.catalog.files import load as loader
from studyplan.catalog.files.folder import MATERIAL_FILES
from studyplan.catalog.files.load import ContentError, load
from tests.catalog import sample

CACHED_RENDERERS = {kind: cache(render) for kind, render in loader.RENDERERS.items()}


class Folder:
    """A content folder of a test's own."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def edit(self, file: str, old: str, new: str) -> int:
        """Replace the first ``old``, which must be there; the line that it began on."""
        text = (self.path / file).read_text(encoding="utf-8")
        assert old in text, f"{file} does not hold {old!r}"
        (self.path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def line(self, file: str, text: str) -> int:
        """The line of the first occurrence of ``text``."""
        lines = (self.path / file).read_text(encoding="utf-8").split("\n")
        return next(number for number, line in enumerate(lines, start=1) if text in line)

    def faults(self) -> list[str]:
        try:
            load(self.path)
        except ContentError as error:
            return [str(fault) for fault in error.faults]
        return []


# The topics' study material: a test that is about it writes its own, so that copies are small and quickly loaded.
MATERIAL = ("*.md", *(f"{group}.yaml" for group in MATERIAL_FILES), "*.py", "figures", "examples", "code", "primer")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """A copy of the real content; what is the same in all copies is rendered once."""
    monkeypatch.setattr(loader, "RENDERERS", CACHED_RENDERERS)
    copy = tmp_path / "content"
    shutil.copytree(settings.CONTENT_DIR, copy, ignore=shutil.ignore_patterns(*MATERIAL))
    for path in copy.rglob("*.yaml"):
        # What leads to a problem leads to its topic here: there are no problems.
        text = path.read_text(encoding="utf-8")
        shown = re.sub(r"(/topics/[a-z-]+/)(?:problems|derivations|code)/[a-z0-9-]+/", r"\1", text)
        path.write_text(shown, encoding="utf-8")
    return Folder(copy)


@pytest.fixture
def studied(folder: Folder) -> Folder:
    """The same with study material for one topic, bias-variance, and a primer of one page."""
    sample.write_primer(folder.path)
    sample.write(folder.path, "bias-variance", ["google", "amazon", "research-lab"])
    return folder
