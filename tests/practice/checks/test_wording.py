"""Sentences of evidence."""

from __future__ import annotations

from datetime import date

import pytest

from studyplan.core.codes import EvidenceCode
from studyplan.core.evidence import ProbeAnswer
from studyplan.core.readiness import EffectiveLevel, find_effective_levels, measure_calibration
from studyplan.practice.checks import wording
from tests.core.twelve import POLICY

RULES = POLICY.readiness
ON = date(2026, 3, 2)


def effective(rating: int, *answers: str, topic: str = "t") -> EffectiveLevel:
    """Answers like `4 a-b +`."""
    probed = [ProbeAnswer(topic, int(level), slug, held == "+", ON) for level, slug, held in map(str.split, answers)]
    return find_effective_levels(RULES, {topic: rating}, probed)[topic]


@pytest.mark.parametrize(
    ("rating", "answers", "expected"),
    [
        (4, [], ["You gave yourself 4; no check has been answered yet."]),
        (
            4,
            ["4 a-b +"],
            [
                "You gave yourself 4; the checks answered so far do not decide about it yet.",
                "Level 4: one of one check held, which does not decide yet.",
            ],
        ),
        (
            4,
            ["4 where-independence -", "4 b +", "4 shrink-unbiased -"],
            [
                "You gave yourself 4; two of three checks at level 4 did not hold "
                "(“shrink unbiased”, “where independence”), so planning counts 3.",
                "Level 4: two of three checks did not hold.",
            ],
        ),
        (
            2,
            ["3 a +", "3 b +"],
            [
                "You gave yourself 2 and can do more: two of two checks at level 3 held (“b”, “a”), "
                "so planning counts 3.",
                "Level 3: two of two checks held.",
            ],
        ),
        (
            3,
            ["3 a +", "3 b +"],
            [
                "You gave yourself 3, and it is confirmed: two of two checks at that level held (“b”, “a”).",
                "Level 3: two of two checks held.",
            ],
        ),
        (
            1,
            ["2 a -", "2 b -"],
            [
                "You gave yourself 1, rightly for now: two of two checks at level 2 did not hold (“b”, “a”).",
                "Level 2: two of two checks did not hold.",
            ],
        ),
    ],
)
def test_because(rating: int, answers: list[str], expected: list[str]) -> None:
    level = effective(rating, *answers)
    assert list(wording.explain(level)) == expected
    assert wording.verdict(level) == expected[0]


def test_every_code_has_a_sentence() -> None:
    assert set(wording.SENTENCES) == set(EvidenceCode)


LOW, EXACT, HIGH = (
    (2, "4 a +", "4 b +"),
    (3, "3 a +", "3 b +"),
    (4, "4 a -", "4 b -"),
)


@pytest.mark.parametrize(
    ("topics", "counts", "mean"),
    [
        (
            [EXACT],
            "One topic has been tested: claimed too high: 0, too low: 0, exactly: 1.",
            "On average you claim what you can show.",
        ),
        (
            [HIGH, EXACT, EXACT],
            "3 topics have been tested: claimed too high: 1, too low: 0, exactly: 2.",
            "On average you claim 0.3 levels more than you have shown.",
        ),
        (
            [LOW, HIGH, EXACT, EXACT],
            "4 topics have been tested: claimed too high: 1, too low: 1, exactly: 2.",
            "On average you can show 0.3 levels more than you claim.",
        ),
        # A twentieth is rounded up to a tenth; what is less is nothing.
        (
            [HIGH, *[EXACT] * 19],
            "20 topics have been tested: claimed too high: 1, too low: 0, exactly: 19.",
            "On average you claim 0.1 levels more than you have shown.",
        ),
        (
            [HIGH, *[EXACT] * 20],
            "21 topics have been tested: claimed too high: 1, too low: 0, exactly: 20.",
            "On average you claim what you can show.",
        ),
    ],
)
def test_calibrated(topics: list[tuple[int, str, str]], counts: str, mean: str) -> None:
    levels = [effective(rating, *answers, topic=f"t{n}") for n, (rating, *answers) in enumerate(topics)]
    assert wording.describe_calibration(measure_calibration(levels)) == (counts, mean)
