"""The content says things as a good American textbook does: ``turns.yaml`` lists what it does without."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.content.scripts import CONTENT

TEXTS = sorted(path for path in CONTENT.rglob("*.*") if path.suffix in (".md", ".yaml"))


@cache
def turns() -> list[tuple[re.Pattern[str], str]]:
    """What to find as whole words, also over a line's end, and what to write instead."""
    entries = yaml.safe_load((Path(__file__).parent / "turns.yaml").read_text(encoding="utf-8"))["turns"]
    spaced = ((entry["turn"].replace(" ", r"\s+"), entry["instead"]) for entry in entries)
    return [(re.compile(rf"(?<!\w)(?:{turn})(?!\w)", re.IGNORECASE), instead) for turn, instead in spaced]


def find_turns(text: str) -> list[tuple[int, str, str]]:
    """Lines with what is wrong on them and what to write."""
    found = []
    for pattern, instead in turns():
        found += [(text.count("\n", 0, hit.start()) + 1, hit[0].strip(), instead) for hit in pattern.finditer(text)]
    return sorted(found)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(CONTENT).as_posix())
def test_the_text_is_plain_american_english(path: Path) -> None:
    name = path.relative_to(CONTENT).as_posix()
    found = find_turns(path.read_text(encoding="utf-8"))
    assert not found, "\n".join(f"{name}:{line}: '{turn}': write {instead}" for line, turn, instead in found)


@pytest.mark.parametrize(
    ("text", "turn"),
    [
        ("Learnt by heart", "Learnt"),
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
