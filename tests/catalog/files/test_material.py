"""The topics' study material: every kind of fault with its place."""

from __future__ import annotations

import pytest

from studyplan.catalog.files.checks.material import normalize_question
from studyplan.catalog.files.content import Material
from studyplan.catalog.files.load import load
from studyplan.catalog.files.render.lesson import slugify_heading
from tests.catalog.conftest import Folder

BESIDE = "topics/bias-variance"
LESSON, STUDY, PROBLEMS, PROBES, CARDS = (
    f"{BESIDE}/{name}" for name in ("lesson.md", "study.yaml", "problems.yaml", "probes.yaml", "cards.yaml")
)
SVG = f"{BESIDE}/figures/curve.svg"

# (file, old, new, the fault's line counted from that of `old`, or None for line 1, and what it says)
EDITS = {
    "unknown key": (CARDS, "  back: Back 1\n", "  bakc: Back 1\n", 0, "unknown key 'bakc' in flashcards[0]"),
    "math": (PROBLEMS, "Solved $x = 2$", "Solved $\\nope$", 0, "nope"),
    "unknown company": (STUDY, "company: google", "company: gogle", 0, "no company 'gogle'; did you mean 'google'?"),
    "company that does not ask": (STUDY, "company: google", "company: meta", 0, "'meta' has no question about this"),
    "company answered twice": (STUDY, "company: amazon", "company: google", 0, "'google' is answered already"),
    "unknown round": (PROBLEMS, "- ml-depth", "- ml-dept", 0, "there is no round 'ml-dept'; did you mean 'ml-depth'?"),
    "unknown kind": (PROBLEMS, "kind: derive", "kind: prove", 0, "problems[0].kind: input should be 'explain', "),
    "problem twice": (PROBLEMS, "slug: problem-2", "slug: problem-1", 0, "the slug 'problem-1' is there already"),
    "card named as a question": (CARDS, "slug: card-3", "slug: fire-1", 0, "the slug 'fire-1' is there already"),
    "too few hard ones": (PROBLEMS, "hard: true", "hard: false", None, "2 problems are hard: write 'hard: true' on at"),
    "too few probes of a level": (PROBES, "level: 5", "level: 4", None, "level 5 has 2 probes: write at least 3"),
    "level that needs no probe": (PROBES, "level: 2", "level: 1", 0, "greater than or equal to 2"),
    "question twice": (CARDS, "Front 2 of", "front 1 OF", 0, f"this question is asked already in {CARDS}"),
    "question of two files": (
        CARDS,
        "Front 2 of bias-variance",
        "Why does it matter, so much",
        0,
        f"asked already in {STUDY}:2",
    ),
    "link to no topic": (LESSON, "/loss-functions/", "/loss-function/", 0, "no topic 'loss-function'; did you mean"),
    "link to no problem": (
        LESSON,
        "/loss-functions/",
        "/bias-variance/problems/problem-10/",
        0,
        "there is no problem 'problem-10'; did you mean 'problem-",
    ),
    "link to no anchor": (LESSON, "(#lesson-intuition)", "(#intuition)", 0, "there is no '#intuition' on that page"),
    "link to no page": (LESSON, "/topics/loss-functions/", "/topic/", 0, "leads nowhere: write a page's whole address"),
    "relative link": (STUDY, "An answer for google.", "See [it](../optimization/).", 0, "'../optimization/' leads"),
    "math in the lesson": (LESSON, "$\\sigma^2$", "$\\sigm^2$", 0, "sigm"),
    "math that is not closed": (LESSON, "$\\sigma^2$", "$\\sigma^2", 0, "a dollar sign that neither opens nor closes"),
    "display math that is not closed": (LESSON, "A **model**", "$$\nA **model**", 0, "$$ opens display math"),
    "title in the lesson": (LESSON, "## Intuition", "# Intuition", 0, "begin at '##'"),
    "heading twice": (LESSON, "### A part of it", "### Intuition!", 0, "gives no anchor of its own"),
    "heading without words": (LESSON, "### A part of it", "### …", 0, "gives no anchor"),
    "figure that is missing": (LESSON, "curve.svg", "curves.svg", 0, "'figures/curves.svg' is missing"),
    "figure in a sentence": (LESSON, "![Where", "See ![Where", 0, "in a paragraph of its own"),
    "figure without a caption": (LESSON, "Where the *curve* turns", "", 0, "write a caption that says what to see"),
    "caption with a fault": (LESSON, "Where the *curve* turns", "Cost: $x", 0, "a dollar sign"),
    "example shown twice": (LESSON, "### A part", "![T](examples/two-numbers.py)\n\n### A part", 0, "is shown twice"),
    "another picture": (
        LESSON,
        "figures/curve.svg",
        "figures/Curve.png",
        0,
        "a lesson cannot show 'figures/Curve.png'",
    ),
    "script in a figure": (SVG, "<path", "<script/><path", 0, "<script> is not allowed in a figure"),
    "style in a figure": (SVG, "<path", '<path style="fill: red"', 0, "takes its color from currentColor"),
    "handler in a figure": (SVG, "<path", '<path onload="x()"', 0, "the attribute onload of <path> is not allowed"),
    "color in a figure": (SVG, 'stroke="currentColor"', 'stroke="#f00"', 0, 'stroke="#f00": write "currentColor"'),
    "class in a figure": (SVG, "series-1", "series-9", 0, "there is no class series-9"),
    "size of a figure": (SVG, "role=", 'width="9" role=', 0, "take width off <svg>"),
    "view of a figure": (SVG, 'viewBox="0 0 400 250"', "", 0, "<svg> needs a viewBox"),
    "role of a figure": (SVG, ' role="img"', "", 0, 'needs role="img"'),
    "title of a figure": (SVG, "A curve", " ", None, "write a <title> directly inside <svg>"),
    "description of a figure": (SVG, 'id="d"', 'id="dd"', None, 'needs aria-labelledby="t dd"'),
    "figure of another kind": (SVG, "<svg xmlns", "<!DOCTYPE svg>\n<svg xmlns", 0, "DOCTYPE"),
    "figure that is no XML": (SVG, "</title>", "", 3, "not valid XML: mismatched tag"),
}


@pytest.mark.parametrize(("file", "old", "new", "offset", "message"), EDITS.values(), ids=EDITS.keys())
def test_a_fault_is_told_with_its_place(
    studied: Folder, file: str, old: str, new: str, offset: int | None, message: str
) -> None:
    line = studied.edit(file, old, new)
    place = f"{file}:{1 if offset is None else line + offset}: "
    assert [fault for fault in studied.faults() if fault.startswith(place) and message in fault], studied.faults()


def test_sound_material_loads_with_all_that_it_holds(studied: Folder) -> None:
    by_topic = load(studied.path).material
    material = by_topic["bias-variance"]
    assert material.lesson
    assert material.study
    assert material.problems
    assert material.probes
    assert material.cards
    assert len(material.problems.problems) == 9
    assert by_topic["optimization"] == Material()


def test_all_faults_of_a_lesson_are_told_at_once(studied: Folder) -> None:
    studied.edit(LESSON, "$\\sigma^2$", "$\\sigm^2$")
    studied.edit(LESSON, "## When", "# When")
    studied.edit(SVG, "series-1", "series-9")
    (studied.path / BESIDE / "examples" / "two-numbers.txt").unlink()
    assert [fault.split(":")[0] for fault in studied.faults()] == [SVG, LESSON, LESSON, LESSON]


def test_a_company_that_names_the_topic_must_be_answered(studied: Folder) -> None:
    studied.edit(
        "companies/meta.yaml", "topics:\n", "topics:\n  bias-variance:\n    frequency: high\n    question: How?\n"
    )
    assert studied.faults() == [f"{STUDY}:{studied.line(STUDY, 'companies:')}: answer the question of meta too"]


def test_a_file_that_is_no_text_is_a_fault(studied: Folder) -> None:
    (studied.path / LESSON).write_bytes(b"## A\n\xff")
    assert [fault.split(" at ")[0] for fault in studied.faults()] == [f"{LESSON}:1: not UTF-8: invalid start byte"]


def test_a_lesson_has_anchors_figures_and_examples(studied: Folder) -> None:
    lesson = load(studied.path).material["bias-variance"].lesson
    assert lesson
    assert [(heading.anchor, heading.html, heading.level) for heading in lesson.headings] == [
        ("lesson-intuition", "Intuition", 2),
        ("lesson-when-it-fails", "When it fails", 2),
        ("lesson-a-part-of-it", "A part of it", 3),
    ]
    assert '<h3 id="lesson-intuition">Intuition</h3>' in lesson.html
    assert '<h4 id="lesson-a-part-of-it">' in lesson.html
    assert '<figure class="figure" id="figure-curve"><svg fill="currentColor" viewBox="0 0 400 250"' in lesson.html
    assert 'aria-labelledby="figure-curve-t figure-curve-d"' in lesson.html
    assert '<title id="figure-curve-t">A curve</title>' in lesson.html
    assert "It falls &amp; rises." in lesson.html
    assert "<figcaption>Where the <em>curve</em> turns</figcaption>" in lesson.html
    assert '<code class="language-python">print(1 &lt; 2)\n</code>' in lesson.html
    assert "<samp>True\n</samp>" in lesson.html
    assert lesson.size.words == 23
    assert lesson.included == ("figures/curve.svg", "examples/two-numbers.py")


@pytest.mark.parametrize(
    ("heading", "slug"), [("When it fails", "when-it-fails"), ("Müller’s  λ: 2", "mullers-2"), ("λ", "")]
)
def test_anchors_are_made_of_the_words(heading: str, slug: str) -> None:
    assert slugify_heading(heading) == slug


def test_questions_are_the_same_in_whatever_form() -> None:
    assert normalize_question("What is the “AUC–ROC”?") == normalize_question("what is the AUC ROC")
    assert normalize_question("Is $x<1$?") != normalize_question("Is $x>1$?")
