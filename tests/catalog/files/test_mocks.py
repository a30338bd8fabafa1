"""Mock interviews as content: what the files may hold, and what pages read of them."""

from __future__ import annotations

import pytest

from studyplan.catalog.guide import chains, mock_formats
from tests.catalog.conftest import Folder

CHAIN = "mocks/late-parcels.yaml"
FORMATS = "mock-formats.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (CHAIN, "topic: bias-variance", "topic: bias-varience", "there is no topic 'bias-varience'"),
        (CHAIN, "pattern: debugging-chain", "pattern: debug-chain", "there is no pattern 'debug-chain'"),
        (CHAIN, "[phone-screen,", "[phone-scream,", "there is no round 'phone-scream'"),
        (CHAIN, "slug: new-depots", "slug: prove-it", "'prove-it' is there already"),
        (CHAIN, "position: 1", "position: 2", "2 is taken by"),
        (CHAIN, "Where do you start?", "Where would you begin\n      ?\n    tone: stern", "tone"),
        (FORMATS, "round: ml-depth", "round: depth", "there is no round 'depth'"),
        (FORMATS, "slug: depth", "slug: chain", "the slug 'chain' is there already"),
        (FORMATS, "count: 20, seconds: 90", "count: 19, seconds: 90", "the parts take 1,710 seconds"),
        (FORMATS, "topics: 2", "topics: 3", "cannot be asked evenly about 3 topics"),
        (FORMATS, "kind: company", "kind: chain", "a chain is asked by itself"),
        (FORMATS, "count: 6, seconds: 150", "count: 9, seconds: 100", "there are 6 steps"),
    ],
)
def test_a_fault_is_told_with_its_place(folder: Folder, file: str, old: str, new: str, message: str) -> None:
    folder.edit(file, old, new)
    faults = folder.faults()
    assert any(message in fault for fault in faults), faults


def test_a_question_of_a_chain_is_asked_nowhere_else(folder: Folder) -> None:
    folder.edit(
        "mocks/wake-word.yaml", "Before you cut anything, how would you measure quality?", "What do you change?"
    )
    assert any("asked already in mocks/late-parcels.yaml" in fault for fault in folder.faults())


@pytest.mark.django_db
def test_pages_read_formats_and_chains_in_order() -> None:
    formats = mock_formats().formats
    assert [mock_format.minutes for mock_format in formats] == [10, 30, 45, 60, 15]
    assert [chain.position for chain in chains().values()] == list(range(1, len(chains()) + 1))
    for chain in chains().values():
        assert all(step.answer.startswith("<p>") for step in chain.steps)
