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
        (4, [], ["You gave yourself 4. You have not answered anything yet."]),
        (
            4,
            ["4 a-b +"],
            [
                "You gave yourself 4, and one answer agrees. It takes more to be sure.",
                "Level 4: one check held, which is not enough to be sure.",
            ],
        ),
        (
            4,
            ["4 A +", "4 B +", "4 C ~"],
            [
                "You gave yourself 4, and three answers agree. It takes more to be sure.",
                "Level 4: two of three questions held, which is not enough to be sure.",
            ],
        ),
        (
            4,
            ["4 A -"],
            [
                "You gave yourself 4. One answer shows 3 at most, which is not enough to be sure.",
                "Level 4: no question held, which is not enough to be sure.",
            ],
        ),
        (
            4,
            ["2 a +", "3 B -", "3 C -"],
            [
                "You gave yourself 4. Your three answers show 2, which is not enough to be sure.",
                "Level 2: one check held, which is not enough to be sure.",
                "Level 3: none of two questions held, which is not enough to be sure.",
            ],
        ),
        (
            2,
            ["3 A ~"],
            [
                "You gave yourself 2. Your answers so far point both ways.",
                "Level 3: no question held, which is not enough to be sure.",
            ],
        ),
        (
            4,
            ["4 a -", "4 A -", "4 B -", "4 C -", "4 D +"],
            [
                "You gave yourself 4; one check and three of four questions at level 4 did not hold (“a”), "
                "so the plan counts 3.",
                "Level 4: one check and three of four questions did not hold.",
            ],
        ),
        (
            2,
            [f"3 {letter} +" for letter in "ABCDEF"],
            [
                "You gave yourself 2 and can do more: six of six questions at level 3 held, so the plan counts 3.",
                "Level 3: six of six questions held.",
            ],
        ),
        (
            4,
            ["4 where-independence -", "4 b +", "4 shrink-unbiased -"],
            [
                "You gave yourself 4; two of three checks at level 4 did not hold "
                "(“shrink unbiased”, “where independence”), so the plan counts 3.",
                "Level 4: two of three checks did not hold.",
            ],
        ),
        (
            2,
            ["3 a +", "3 b +"],
            [
                "You gave yourself 2 and can do more: two of two checks at level 3 held (“b”, “a”), "
                "so the plan counts 3.",
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
                "You gave yourself 1, and that fits: two of two checks at level 2 did not hold (“b”, “a”).",
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
        ([], "rated only"),
        (["4 A +"], "one answer"),
        (["4 A ~"], "answers differ"),
        (["4 A +", "4 B +"], "a few answers"),
        (["4 a +", "4 b +"], "shown"),
        (["4 a +", "4 b +", "4 c +"], "shown clearly"),
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
            "One topic is shown. Rated too high: 0, too low: 0, right: 1.",
            "On average your ratings fit what you have shown.",
        ),
        (
            [HIGH, EXACT, EXACT],
            "3 topics are shown. Rated too high: 1, too low: 0, right: 2.",
            "On average you rate yourself 0.3 levels higher than you have shown.",
        ),
        (
            [LOW, HIGH, EXACT, EXACT],
            "4 topics are shown. Rated too high: 1, too low: 1, right: 2.",
            "On average you have shown 0.3 levels more than your rating.",
        ),
        # A twentieth is rounded up to a tenth; what is less is nothing.
        (
            [HIGH, *[EXACT] * 19],
            "20 topics are shown. Rated too high: 1, too low: 0, right: 19.",
            "On average you rate yourself 0.1 levels higher than you have shown.",
        ),
        (
            [HIGH, *[EXACT] * 20],
            "21 topics are shown. Rated too high: 1, too low: 0, right: 20.",
            "On average your ratings fit what you have shown.",
        ),
    ],
)
def test_calibrated(topics: list[tuple[int, str, str]], counts: str, mean: str) -> None:
    levels = [effective(rating, *answers, topic=f"t{n}") for n, (rating, *answers) in enumerate(topics)]
    assert wording.describe_calibration(measure_calibration(levels)) == (counts, mean)
