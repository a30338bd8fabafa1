"""The content says things as a good American textbook does: ``turns.yaml`` lists what it does without."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.content.scripts import CONTENT, TOPICS

TEXTS = sorted(path for path in CONTENT.rglob("*.*") if path.suffix in (".md", ".yaml"))


@cache
def turns() -> list[tuple[re.Pattern[str], str, bool]]:
    """What to find as whole words, what to write instead, and whether topics are free of it."""
    entries = yaml.safe_load((Path(__file__).parent / "turns.yaml").read_text(encoding="utf-8"))["turns"]
    return [
        (re.compile(rf"(?<!\w)(?:{entry['turn']})(?!\w)", re.IGNORECASE), entry["instead"], entry.get("topics", True))
        for entry in entries
    ]


def find_turns(text: str, in_topic: bool = False) -> list[tuple[int, str, str]]:
    """Lines with what is wrong on them and what to write; a turn may go on after the line's end."""
    found = []
    for pattern, instead, topics_are_free in turns():
        if topics_are_free or not in_topic:
            spaced = re.compile(pattern.pattern.replace(" ", r"\s+"), re.IGNORECASE)
            found += [(text.count("\n", 0, hit.start()) + 1, hit[0].strip(), instead) for hit in spaced.finditer(text)]
    return sorted(found)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(CONTENT).as_posix())
def test_the_text_is_plain_american_english(path: Path) -> None:
    name = path.relative_to(CONTENT).as_posix()
    found = find_turns(path.read_text(encoding="utf-8"), path.is_relative_to(TOPICS))
    assert not found, "\n".join(f"{name}:{line}: '{turn}': write {instead}" for line, turn, instead in found)


@pytest.mark.parametrize(
    ("text", "turn"),
    [
        ("Neighbours in colour", "Neighbours"),
        ("It is regularised", "regularised"),
        ("a mislabelled row", "mislabelled"),
        ("Whoever asks", "Whoever"),
        ("they hang\ntogether", "hang\ntogether"),
        ("keep it, for it gives more", "for it gives"),
        ("what became of the plan", "what became of"),
        ("seen upon arrival", "upon"),
    ],
)
def test_a_turn_is_found(text: str, turn: str) -> None:
    assert turn in [found for _, found, _ in find_turns(text)]


@pytest.mark.parametrize("text", ["four analyses", "controlled and filled", "revised", "for it", "a list of models"])
def test_plain_words_are_left_alone(text: str) -> None:
    assert find_turns(text) == []
