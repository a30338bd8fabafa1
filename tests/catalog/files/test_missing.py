"""What a topic lacks, and how long its material takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from studyplan.catalog.files.checks.minutes import minutes_of
from studyplan.catalog.files.checks.missing import missing_material
from studyplan.catalog.files.load import load
from studyplan.catalog.files.pace import TextSize
from tests.catalog.conftest import Folder

BESIDE = "topics/bias-variance"
TOPIC, LESSON, STUDY, DERIVATIONS, PROBLEMS, IMPLEMENT, CARDS = (
    f"{BESIDE}/{name}"
    for name in (
        "topic.yaml",
        "lesson.md",
        "study.yaml",
        "derivations.yaml",
        "problems.yaml",
        "implement.yaml",
        "cards.yaml",
    )
)


@pytest.fixture
def complete(studied: Folder) -> Folder:
    """One topic that lacks nothing."""
    studied.edit(LESSON, "A **model**", "word " * 1600 + "A **model**")
    return studied


def lacks(folder: Path, within: str = BESIDE) -> list[str]:
    return [str(fault) for fault in missing_material(load(folder), folder) if fault.file.startswith(within)]


def test_a_long_lesson_of_a_complete_topic_lacks_nothing(complete: Folder) -> None:
    assert lacks(complete.path) == []


def test_an_author_is_told_what_a_topic_lacks(studied: Folder) -> None:
    beside = studied.path / BESIDE
    (beside / "checks.py").unlink()
    (beside / "figures" / "unused.svg").write_text("<svg/>")
    line = studied.edit(LESSON, "![Two numbers](examples/two-numbers.py)\n", "See (Nobody 1999). In 2020 too.\n")
    studied.edit(STUDY, "word word word", "word")
    assert lacks(studied.path) == [
        f"{BESIDE}/:1: not written yet: checks.py",
        f"{BESIDE}/lesson.md:1: the lesson does not show 'examples/two-numbers.py'",
        f"{BESIDE}/lesson.md:1: the lesson does not show 'figures/unused.svg'",
        f"{BESIDE}/lesson.md:1: the lesson has 27 words: write 1,500 to 2,800",
        f"{BESIDE}/lesson.md:1: the lesson shows no example",
        f"{BESIDE}/lesson.md:{line}: 'Nobody … 1999' is cited and not among the sources of study.yaml",
    ]


@pytest.mark.parametrize(
    ("file", "pattern", "place", "message"),
    [
        (DERIVATIONS, r"- slug: derivation-1\n(  .*\n)+", "derivations:", "3 under 'derivations': write at least 4"),
        (PROBLEMS, r"- slug: problem-1\n(  .*\n)+", "problems:", "8 under 'problems': write at least 9"),
        (CARDS, r"- slug: fire-1\n(  .*\n)+", "rapid_fire:", "14 under 'rapid_fire': write at least 15"),
        (CARDS, r"- slug: card-1\n(  .*\n)+", "flashcards:", "17 under 'flashcards': write at least 18"),
        (STUDY, r"(?s)\nsections:.*", "sixty_seconds:", "write 'sections', one entry for each '##' heading"),
        (
            LESSON,
            r"(?s)::: try\nAnd.*?\n:::\n",
            "## Intuition",
            "the lesson has 2 boxes to stop and try: write at least",
        ),
        (TOPIC, r"minutes: \[90,", "minutes:", "the items take "),
    ],
)
def test_what_there_is_too_little_of_is_told(
    complete: Folder, file: str, pattern: str, place: str, message: str
) -> None:
    text = (complete.path / file).read_text(encoding="utf-8")
    (complete.path / file).write_text(re.sub(pattern, TOO_MUCH if file == TOPIC else "", text, count=1))
    expected = f"{file}:{complete.line(file, place)}: {message}"
    assert [fault for fault in lacks(complete.path) if fault.startswith(expected)], lacks(complete.path)


TOO_MUCH = "minutes: [490,"


def test_a_topic_says_how_many_coding_problems_it_wants(complete: Folder) -> None:
    complete.edit(TOPIC, "\nminutes:", "\ncoding_problems: 3\nminutes:")
    assert lacks(complete.path) == [f"{IMPLEMENT}:1: 2 under 'problems': write at least 3"]
    complete.edit(TOPIC, "coding_problems: 3", "coding_problems: 0")
    (complete.path / "topics" / "optimization" / "lesson.md").unlink(missing_ok=True)
    complete.edit("topics/optimization/topic.yaml", "\nminutes:", "\ncoding_problems: 0\nminutes:")
    (unwritten,) = lacks(complete.path, "topics/optimization")
    assert "derivations.yaml, problems.yaml, probes.yaml" in unwritten


def test_a_source_that_nothing_cites_is_told(complete: Folder) -> None:
    text = (complete.path / DERIVATIONS).read_text(encoding="utf-8")
    (complete.path / DERIVATIONS).write_text(text.replace("; Bishop 2006", ""), encoding="utf-8")
    (fault,) = lacks(complete.path)
    assert fault.startswith(f"{STUDY}:{complete.line(STUDY, 'Bishop (2006)')}: no text cites 'Bishop (2006). …': name")


@pytest.mark.parametrize("citation", ["Bishop's (2006)", "(Bishop\n2006)", "(see Bishop 2006)", "Bishop, 2006"])
def test_ways_to_cite(complete: Folder, citation: str) -> None:
    text = (complete.path / DERIVATIONS).read_text(encoding="utf-8")
    (complete.path / DERIVATIONS).write_text(text.replace("; Bishop 2006", ""), encoding="utf-8")
    complete.edit(LESSON, "shown by", f"by {citation} and shown by")
    assert lacks(complete.path) == []


def test_the_60_second_answer_has_its_length(studied: Folder) -> None:
    studied.edit(STUDY, "word word", "word " * 50)
    assert "the 60-second answer has 192 words: write 130 to 170" in " ".join(lacks(studied.path))


def test_primer_and_chains_are_counted(folder: Folder) -> None:
    assert lacks(folder.path, "primer") == ["primer/primer.yaml:1: the primer has 0 pages: write 6"]
    for path in folder.path.glob("mocks/*.yaml"):
        if path.stem not in ("banner-from-logs", "late-parcels", "wake-word"):  # two of them have a format each
            path.unlink()
    for number, path in enumerate(sorted(folder.path.glob("mocks/*.yaml")), start=1):
        text = re.sub(r"^position: \d+", f"position: {number}", path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8")
    assert lacks(folder.path, "mocks") == ["mocks/:1: there are 3 chains: write 8"]


def test_a_primer_page_takes_the_minutes_that_it_states(studied: Folder) -> None:
    """Ten, and two more at most."""
    text = "primer/counting.md"
    page = (studied.path / text).read_text(encoding="utf-8")
    for words, found in ((12 * 120, []), (13 * 120, [f"{text}:1: the text takes 13 minutes, and primer.yaml says 10"])):
        (studied.path / text).write_text(page.replace("Few words.", "Word " * words), encoding="utf-8")
        assert [fault.rpartition(":")[0] for fault in lacks(studied.path, text)] == found


def test_what_is_lacking_is_told_and_is_a_fault_on_request(studied: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_content", str(studied.path))
    out = capsys.readouterr().out
    counts = ", 1 lessons, 4 derivations, 9 problems, 2 coding problems, 12 probes, 15 rapid-fire questions, 18 flashca"
    assert counts in out
    assert "topics/optimization/:1: not written yet: lesson.md, study.yaml, derivations.yaml," in out
    last = out.splitlines()[-1]
    assert re.fullmatch(r"\d+ things are lacking", last)
    with pytest.raises(CommandError, match=last) as caught:
        call_command("check_content", str(studied.path), complete=True)
    assert caught.value.returncode == 1


# Minutes


def test_a_text_takes_the_time_of_all_that_is_in_it() -> None:
    assert TextSize(words=2200, formulas=96, displays=10, figures=3, examples=2, box_minutes=(3, 3, 5)).minutes == 55
    assert TextSize(words=250).minutes == 2
    assert TextSize().minutes == 1


def test_a_topics_minutes_are_those_of_its_items(complete: Folder) -> None:
    minutes = minutes_of(load(complete.path), "bias-variance")
    assert [(section.slug, section.level, section.minutes) for section in minutes.sections] == [
        ("intuition", 2, 22),
        ("when-it-fails", 4, 15),
    ]
    assert minutes.parts == {
        "lesson": 37,
        "primer": 10,
        "derivations": 80,
        "problems": 225,
        "code": 80,  # two of 30 minutes, with two follow-ups each
        "rapid fire": 30,
    }
    assert (minutes.total, minutes.wanted) == (462, 360)


def test_minutes_are_shown(studied: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_content", str(studied.path))
    lines = capsys.readouterr().out.splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("bias-variance "))
    assert lines[place + 2].split() == ["when-it-fails", "4", "15"]
    assert lines[place + 3].startswith("  lesson 24, primer 10, derivations 80, ")
    assert ["counting", "1"] in [line.split() for line in lines]


def test_the_minutes_of_a_topic_without_material_are_none(studied: Folder) -> None:
    minutes = minutes_of(load(studied.path), "optimization")
    assert (minutes.sections, minutes.total) == ((), 0)
