"""Sentences of evidence."""

from __future__ import annotations

from datetime import date

import pytest

from studyplan.core.codes import EvidenceCode, Sureness
from studyplan.core.evidence import Evidence, ProbeAnswer, QuestionAttempt
from studyplan.core.readiness import EffectiveLevel, find_effective_levels, measure_calibration
from studyplan.practice.checks import wording
from tests.core.twelve import POLICY

RULES = POLICY.readiness
ON = date(2026, 3, 2)


HITS = {"+": 4, "~": 2, "-": 0}


def effective(rating: int, *answers: str, topic: str = "t") -> EffectiveLevel:
    """Answers like `4 a-b +`; to a problem where the name is a capital letter."""

    def answer(level: str, slug: str, held: str) -> Evidence:
        if slug.isupper():
            return QuestionAttempt(topic, int(level), "problem", slug, HITS[held], 4, ON)
        return ProbeAnswer(topic, int(level), slug, held == "+", ON)

    return find_effective_levels(RULES, {topic: rating}, [answer(*written.split()) for written in answers])[topic]


@pytest.mark.parametrize(
    ("rating", "answers", "expected"),
    [
        (4, [], ["You gave yourself 4; nothing has been answered yet."]),
        (
            4,
            ["4 a-b +"],
            [
                "You gave yourself 4, and one answer agrees; it takes more to be sure.",
                "Level 4: one of one check held, which does not decide yet.",
            ],
        ),
        (
            4,
            ["4 A +", "4 B +", "4 C ~"],
            [
                "You gave yourself 4, and three answers agree; it takes more to be sure.",
                "Level 4: two of three questions held, which does not decide yet.",
            ],
        ),
        (
            4,
            ["4 A -"],
            [
                "You gave yourself 4; one answer shows 3 at most, which does not decide yet.",
                "Level 4: none of one question held, which does not decide yet.",
            ],
        ),
        (
            4,
            ["2 a +", "3 B -", "3 C -"],
            [
                "You gave yourself 4; three answers show 2, which does not decide yet.",
                "Level 2: one of one check held, which does not decide yet.",
                "Level 3: none of two questions held, which does not decide yet.",
            ],
        ),
        (
            2,
            ["3 A ~"],
            [
                "You gave yourself 2; what you have answered so far speaks neither for it nor against it.",
                "Level 3: none of one question held, which does not decide yet.",
            ],
        ),
        (
            4,
            ["4 a -", "4 A -", "4 B -", "4 C -", "4 D +"],
            [
                "You gave yourself 4; one of one check and three of four questions at level 4 did not hold (“a”), "
                "so planning counts 3.",
                "Level 4: one of one check and three of four questions did not hold.",
            ],
        ),
        (
            2,
            [f"3 {letter} +" for letter in "ABCDEF"],
            [
                "You gave yourself 2 and can do more: six of six questions at level 3 held, so planning counts 3.",
                "Level 3: six of six questions held.",
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


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([], "untested"),
        (["4 A +"], "shown once"),
        (["4 A ~"], "not clear yet"),
        (["4 A +", "4 B +"], "not sure yet"),
        (["4 a +", "4 b +"], "fairly sure"),
        (["4 a +", "4 b +", "4 c +"], "sure"),
    ],
)
def test_how_sure_it_is(answers: list[str], expected: str) -> None:
    assert wording.sureness(effective(4, *answers)) == expected


def test_every_sureness_has_a_word() -> None:
    assert set(wording.SURENESS) == {None, *Sureness}


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
