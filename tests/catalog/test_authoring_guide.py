"""What the authoring guide shows of the formats is what the schema takes."""

from __future__ import annotations

import re

import pytest
import yaml
from django.conf import settings
from pydantic import BaseModel, TypeAdapter

from studyplan.catalog.files import material
from studyplan.catalog.files.fields import Markup, marked_texts
from studyplan.catalog.files.load import RENDERERS
from studyplan.catalog.files.render.markdown import render_block

GUIDE = (settings.CONTENT_DIR / "README.md").read_text(encoding="utf-8")


def example(language: str, beginning: str) -> str:
    fences: list[str] = re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    return next(text for text in fences if text.startswith(beginning))


@pytest.mark.parametrize(
    ("key", "model"),
    [("derivations", material.Derivations), ("problems", material.CodingProblems), ("pages", material.Primer)],
)
def test_a_format_is_shown_as_it_is(key: str, model: type[BaseModel]) -> None:
    data = yaml.safe_load(example("yaml", f"{key}:"))
    model.model_validate(data)
    texts = [marked for marked in marked_texts(model, data) if isinstance(marked.mark, Markup)]
    assert texts
    for marked in texts:
        assert isinstance(marked.mark, Markup)
        assert RENDERERS[marked.mark.kind](marked.text)


def test_a_section_is_shown_as_it_is() -> None:
    sections = yaml.safe_load(example("yaml", "sections:"))["sections"]
    assert TypeAdapter(list[material.LessonSection]).validate_python(sections)


def test_a_box_is_shown_as_it_is() -> None:
    assert '<div class="try">' in render_block(example("markdown", ":::"))
