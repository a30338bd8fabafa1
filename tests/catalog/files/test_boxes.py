"""Boxes to stop at and try: a question, and its answer uncovered without JavaScript."""

from __future__ import annotations

import pytest

from studyplan.catalog.files.load import load
from studyplan.catalog.files.render.markdown import RenderError, plain_text, render_block
from tests.catalog.conftest import Folder

LESSON = "topics/bias-variance/lesson.md"
BOX = "Before.\n\n::: try\nHow large is $2+2$?\n\n---\n\n- Four.\n:::\n\nAfter.\n"


def test_the_answer_is_covered_and_the_question_is_not() -> None:
    html = render_block(BOX)
    question, answer = html.split("<details>")
    assert '<div class="try">\n<p>How large is <math' in question
    assert answer.startswith("<summary>Stop and try, then uncover the answer</summary>\n<ul>\n<li>Four.</li>\n</ul>\n")
    assert html.endswith("</details></div>\n<p>After.</p>\n")


def test_a_box_needs_no_blank_lines_and_may_interrupt() -> None:
    assert '<div class="try">\n<p>Why?</p>\n<details>' in render_block("Text.\n::: try 5\nWhy?\n---\nSo.\n:::\nMore.")
    assert "<h2>" not in render_block("::: try\nWhy?\n---\nSo.\n:::")


def test_a_box_in_code_is_code() -> None:
    assert "::: try" in render_block("    ::: try\n")
    assert "::: try" in render_block("```\n::: try\n```\n")


def test_a_box_is_plain_text_where_that_is_wanted() -> None:
    assert plain_text(BOX) == "Before.\nHow large is 2 + 2?\n- Four.\nAfter."


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("\n:::\n", "\n", 3, "the box is not closed: write ':::' on a line of its own after the answer"),
        ("---", "", 3, "the box has no answer: write '---' on a line of its own after the question"),
        ("How large is $2+2$?", "", 3, "the box has an empty half"),
        ("- Four.", "", 3, "the box has an empty half"),
        ("::: try", "::: tip", 3, "write '::: try' to open one"),
        ("::: try", "::: try 0", 3, "write '::: try' to open one"),
        ("::: try", ":::", 3, "write '::: try' to open one"),
        ("Four.", "Four, $x", 8, "a dollar sign that neither opens nor closes math"),
    ],
)
def test_a_broken_box_is_a_fault(old: str, new: str, line: int, message: str) -> None:
    with pytest.raises(RenderError, match=message) as caught:
        render_block(BOX.replace(old, new, 1))
    assert caught.value.line == line


def test_a_lesson_counts_its_boxes_by_their_minutes(studied: Folder) -> None:
    lesson = load(studied.path).material["bias-variance"].lesson
    assert lesson
    assert [section.size.box_minutes for section in lesson.sections] == [(4, 3), (3,)]
    assert lesson.size.words == 23  # none of them in a box
    assert (lesson.size.formulas, lesson.size.figures, lesson.size.examples) == (1, 1, 1)


def test_a_heading_stands_by_itself(studied: Folder) -> None:
    line = studied.edit(LESSON, "When does it fail?", "### When does it fail?")
    assert studied.faults() == [
        f"{LESSON}:{line}: a heading stands by itself: take it out of the list, quotation or box"
    ]


def test_a_lesson_begins_with_a_section(studied: Folder) -> None:
    studied.edit(LESSON, "## Intuition", "Words.\n\n## Intuition")
    assert studied.faults() == [f"{LESSON}:1: begin with a '##' heading: a lesson is read section by section"]


def test_a_lesson_is_its_sections(studied: Folder) -> None:
    lesson = load(studied.path).material["bias-variance"].lesson
    assert lesson
    assert [(section.slug, section.title) for section in lesson.sections] == [
        ("intuition", "Intuition"),
        ("when-it-fails", "When it fails"),
    ]
    assert "".join(section.html for section in lesson.sections) == lesson.html
    assert lesson.sections[1].html.startswith('<h3 id="lesson-when-it-fails">')
