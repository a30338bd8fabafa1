"""Derivations, coding problems, sections, levels, addresses and emphasis: every kind of fault with its place."""

from __future__ import annotations

import shutil

import pytest
from django.urls import resolve

from studyplan.catalog.files.checks.links import PAGES
from studyplan.catalog.files.load import load
from tests.catalog.conftest import Folder

BESIDE = "topics/bias-variance"
LESSON, STUDY, DERIVATIONS, PROBLEMS, IMPLEMENT, CARDS = (
    f"{BESIDE}/{name}"
    for name in ("lesson.md", "study.yaml", "derivations.yaml", "problems.yaml", "implement.yaml", "cards.yaml")
)
GOOGLE = "companies/google.yaml"
CODE = f"{BESIDE}/code"

LAST_SECTION = "- section: when-it-fails\n  level: 4\n  minutes: 15\n  because: The example is run.\n"
THIRD_STEP = "  - move: Step 3, $x^3$\n    reason: Reason 3 (Hastie et al. 2009; Bishop 2006)\n"
# (file, old, new, the fault's line counted from that of `old`, and what it says)
EDITS = {
    "level of a derivation": (
        DERIVATIONS,
        "level: 4",
        "level: 2",
        0,
        "level: input should be greater than or equal to 3",
    ),
    "minutes of a derivation": (DERIVATIONS, "minutes: 20", "minutes: 45", 0, "less than or equal to 40"),
    "one hint": (DERIVATIONS, "  - Then $x^1$\n", "", -1, "hints: tuple should have at least 2 items"),
    "three hints": (DERIVATIONS, "  - Then $x^1$\n", "  - Then\n  - Now\n", -1, "hints: tuple should have at most 2"),
    "two steps": (DERIVATIONS, THIRD_STEP, "", -4, "steps: tuple should have at least 3 items"),
    "section that is no heading": (
        DERIVATIONS,
        "section: intuition",
        "section: intuitions",
        0,
        "the lesson has no section 'intuitions'; did you mean 'intuition'?",
    ),
    "section of code": (
        IMPLEMENT,
        "section: when-it-fails",
        "section: a-part-of-it",
        0,
        "the lesson has no section 'a-part-of-it'",
    ),
    "statement twice": (
        DERIVATIONS,
        "Given 2 of bias-variance, show $x = 2$",
        "Given 1 of bias-variance, show $x = 1$",
        0,
        f"this question is asked already in {DERIVATIONS}",
    ),
    "math of a step": (DERIVATIONS, "Step 1, $x^1$", "Step 1, $\\nope$", 0, "nope"),
    "slug of a problem": (
        DERIVATIONS,
        "slug: derivation-1",
        "slug: problem-1",
        0,
        f"the slug 'problem-1' is there already, in {PROBLEMS}: it",
    ),
    "slug of a derivation": (
        IMPLEMENT,
        "slug: code-1",
        "slug: derivation-2",
        0,
        f"the slug 'derivation-2' is there already, in {DERIVATIONS}",
    ),
    "level of code": (IMPLEMENT, "level: 3", "level: 1", 0, "greater than or equal to 2"),
    "minutes of code": (IMPLEMENT, "minutes: 30", "minutes: 15", 0, "greater than or equal to 20"),
    "round of code": (IMPLEMENT, "- coding", "- code", 0, "there is no round 'code'; did you mean 'coding'?"),
    "code without its files": (
        IMPLEMENT,
        "slug: code-2",
        "slug: code-3",
        0,
        "code/code-3/ lacks starter.py, check.py, reference.py, wrong/ with 2",
    ),
    "level of a problem": (PROBLEMS, "level: 4", "level: 6", 0, "less than or equal to 5"),
    "level of a question": (CARDS, "level: 3", "level: 1", 0, "greater than or equal to 2"),
    "address that is not safe": (
        STUDY,
        "https://example",
        "http://example",
        0,
        "sources[2].url: write a whole address, such as https://",
    ),
    "address without a host": (STUDY, "https://example.org/prml.pdf", "https://prml", 0, "write a whole address"),
    "address with a space": (STUDY, "prml.pdf", "p rml.pdf", 0, "write a whole address"),
    "sections out of order": (
        STUDY,
        "section: intuition",
        "section: when-it-fails",
        0,
        "the lesson's section 1 is 'intuition', not 'when-it-fails'",
    ),
    "section too many": (
        STUDY,
        "  because: The example is run.\n",
        "  because: It is run.\n- section: more\n  level: 5\n",
        1,
        "the lesson has 2 sections: take this away",
    ),
    "section too few": (STUDY, LAST_SECTION, "", -5, "add an entry for when-it-fails"),
    "minutes without a reason": (STUDY, "  because: The example is run.\n", "", -3, "write 'because' too, or neither"),
    "reason without minutes": (STUDY, "  minutes: 15\n", "", -2, "write 'minutes' too, or neither"),
    "primer page": (
        STUDY,
        "  - counting",
        "  - countin",
        0,
        "there is no primer page 'countin'; did you mean 'counting'?",
    ),
    "link to no derivation": (
        LESSON,
        "/topics/loss-functions/",
        "/topics/bias-variance/derivations/derivation-7/",
        0,
        "there is no derivation 'derivation-7'; did you mean",
    ),
    "link to no code": (
        LESSON,
        "/topics/loss-functions/",
        "/topics/bias-variance/code/code-7/",
        0,
        "there is no coding problem 'code-7'",
    ),
    "link to no primer page": (LESSON, "/primer/counting/", "/primer/adding/", 0, "there is no primer page 'adding'"),
    "activity of a company": (
        GOOGLE,
        "emphasis: {derive:",
        "emphasis: {derives:",
        0,
        "emphasis.derives: input should be 'derive', ",
    ),
    "emphasis below zero": (GOOGLE, "{derive: 2}", "{derive: -2}", 0, "greater than or equal to 0"),
    "activity that a round lacks": (
        "rounds.yaml",
        ", rapid-fire: 5}",
        "}",
        0,
        "add rapid-fire: a round says something of every activity",
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "offset", "message"), EDITS.values(), ids=EDITS.keys())
def test_a_fault_is_told_with_its_place(
    studied: Folder, file: str, old: str, new: str, offset: int, message: str
) -> None:
    line = studied.edit(file, old, new)
    faults = studied.faults()
    assert [fault for fault in faults if fault.startswith(f"{file}:{line + offset}: ") and message in fault], faults


@pytest.mark.parametrize(
    ("removed", "message"),
    [
        ("check.py", "code/code-1/ lacks check.py"),
        ("wrong/square.py", "code/code-1/ lacks wrong/ with 2 solutions that fail, it has 1"),
    ],
)
def test_code_has_its_four_parts(studied: Folder, removed: str, message: str) -> None:
    (studied.path / CODE / "code-1" / removed).unlink()
    assert studied.faults() == [f"{IMPLEMENT}:{studied.line(IMPLEMENT, 'slug: code-1')}: {message}"]


def test_code_is_text(studied: Folder) -> None:
    (studied.path / CODE / "code-1" / "starter.py").write_bytes(b"\xff")
    assert [fault.split(": ")[1] for fault in studied.faults()] == ["code/code-1/ lacks starter.py in UTF-8"]


def test_code_of_no_problem_is_a_fault(studied: Folder) -> None:
    shutil.copytree(studied.path / CODE / "code-1", studied.path / CODE / "code-1b")
    assert studied.faults() == [f"{CODE}/code-1b:1: implement.yaml has no problem 'code-1b'; did you mean 'code-1'?"]


def test_what_is_not_written_yet_may_be_named(studied: Folder) -> None:
    shutil.rmtree(studied.path / "primer")
    for path in ("derivations", "problems", "code"):
        studied.edit(LESSON, "$\\sigma^2$", f"[it](/topics/optimization/{path}/adam/), $\\sigma^2$")
    assert studied.faults() == []


@pytest.mark.parametrize("page", sorted(PAGES))
def test_pages_that_texts_may_name_are_there(page: str) -> None:
    assert resolve(page)


def test_sound_items_are_loaded(studied: Folder) -> None:
    material = load(studied.path).material["bias-variance"]
    assert material.derivations
    assert material.implement
    assert material.study
    assert material.derivations.derivations[0].steps[0].move == "Step 1, $x^1$"
    assert material.code["code-2"].reference == "def double(x):\n    return 2 * x\n"
    assert material.section_minutes == {"intuition": 9, "when-it-fails": 15}
    assert material.study.sections[0].primer == ("counting",)


def test_emphasis_is_loaded(folder: Folder) -> None:
    content = load(folder.path)
    assert content.rounds.rounds[0].emphasis == {"derive": 2, "practice": 3, "implement": 0, "rapid-fire": 5}
    assert content.companies["startup"].emphasis == {"practice": 1, "implement": 1}
    assert content.track.policy.emphasis == {"derive": 3, "practice": 4, "implement": 2, "rapid-fire": 1}
