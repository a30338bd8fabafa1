"""What was stumbled on, and what shows it again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from studyplan.core.evidence import (
    Evidence,
    ProbeAnswer,
    QuestionAttempt,
    is_stumble,
    judge_answer,
    judge_levels,
    list_stumbled_topics,
)
from tests.core.evidence import BV, EM, LF, answers, days, evidence, probes
from tests.core.requests import START
from tests.core.twelve import POLICY

RULES = POLICY.readiness


@pytest.mark.parametrize(
    ("points", "of", "expected"), [(0, 1, True), (1, 3, True), (2, 4, False), (2, 5, True), (3, 5, False)]
)
def test_less_than_half_of_the_key_points_is_a_stumble(points: int, of: int, expected: bool) -> None:
    assert is_stumble(RULES, QuestionAttempt(BV, 3, "problem", "a", points, of, START)) is expected


def test_the_share_of_the_key_points_is_the_policy_s() -> None:
    rules = replace(RULES, stumble_share=(2, 3))
    stumbles = [is_stumble(rules, QuestionAttempt(BV, 3, "problem", "a", points, 6, START)) for points in (3, 4)]
    assert stumbles == [True, False]


def test_a_failed_probe_is_a_stumble() -> None:
    assert [is_stumble(RULES, answer) for answer in probes("3a- 3b+")] == [True, False]


@pytest.mark.parametrize(
    ("points", "of", "says"), [(1, 3, False), (2, 3, True), (2, 4, None), (3, 4, True), (3, 5, None), (4, 5, True)]
)
def test_two_thirds_of_the_key_points_hold_and_less_than_half_do_not(points: int, of: int, says: bool | None) -> None:
    assert judge_answer(RULES, QuestionAttempt(BV, 3, "problem", "a", points, of, START)) is says


def test_the_share_that_holds_is_the_policy_s() -> None:
    rules = replace(RULES, hold_share=(5, 6))
    asked = [QuestionAttempt(BV, 3, "problem", "a", points, 6, START) for points in (4, 5)]
    assert [judge_answer(rules, attempt) for attempt in asked] == [None, True]


@pytest.mark.parametrize(
    ("text", "code", "balance"),
    [
        ("4a+", "open", 3),
        ("4a+ 4b+", "held", 6),
        ("4a- 4b-", "failed", -6),
        # An attempt alone decides nothing, six that agree do.
        ("4A+", "open", 1),
        ("4A~", "open", 0),
        ("4A+ 4B+ 4C+ 4D+ 4E+", "open", 5),
        ("4A+ 4B+ 4C+ 4D+ 4E+ 4F+", "held", 6),
        ("4A- 4B- 4C- 4D- 4E- 4F-", "failed", -6),
        # Three of them weigh as much as a check.
        ("4a+ 4A+ 4B+", "open", 5),
        ("4a+ 4A+ 4B+ 4C+", "held", 6),
        ("4a- 4A- 4B- 4C-", "failed", -6),
        # Neither is enough against as much.
        ("4a+ 4b+ 4c- | 4A- 4B-", "held", 1),
        ("4a+ 4b+ 4c- | 4A- 4B- 4C-", "open", 0),
        ("4a+ 4b+ | 4A- 4B- 4C- 4D- 4E- 4F-", "open", 0),
        ("4a+ 4b+ | 4A- 4B- 4C- 4D- 4E- 4F- 4G-", "failed", -1),
        # Only the newest eight count, and of each question its newest answer.
        ("4A- | 4B+ 4C+ 4D+ 4E+ 4F+ 4G+ 4H- 4I~", "held", 5),
        ("4A+ | 4B+ 4C+ 4D+ 4E+ 4F+ 4G- 4H- 4I-", "open", 2),
        ("4A+ 4A+ 4A+ 4A+ 4A+ 4A+", "open", 1),
        ("4A+ | 4A-", "open", -1),
        # What a later check contradicts counts no more, and one that agrees still does.
        ("4A- 4B- 4C- 4D- 4E- 4F- | 4a+ 4b+", "held", 6),
        ("4A+ 4B+ 4C+ | 4a- 4b-", "failed", -6),
        ("4A- 4B+ | 4a+", "open", 4),
        ("4A~ 4B- | 4a+", "open", 3),
        ("4A- | 4a+ | 4B-", "open", 2),
    ],
)
def test_what_the_answers_say_of_a_level(text: str, code: str, balance: int) -> None:
    (level,) = judge_levels(RULES, answers(text))
    assert (level.level, level.code, level.balance) == (4, code, balance)


def test_a_level_names_what_counts() -> None:
    (level,) = judge_levels(RULES, answers("4A- 4B+ 4C~ | 4a+ 4b- | 4D- 4E+"))
    assert (level.failed, level.passed) == (("b",), ("a",))
    assert level.missed == (("problem", "D"),)
    assert level.met == (("problem", "E"),)
    assert level.partly == (("problem", "C"),)
    assert level.answers == 5
    assert set(level.questions) == {("problem", letter) for letter in "CDE"}


def attempt(topic: str, points: int, day: int = 0) -> QuestionAttempt:
    return QuestionAttempt(topic, 3, "rapid-fire", "a", points, 4, START + timedelta(days=day))


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ([], ()),
        ([attempt(BV, 1)], (BV,)),
        ([attempt(BV, 2)], ()),
        ([attempt(BV, 1), attempt(BV, 3)], ()),
        ([attempt(BV, 3), attempt(BV, 1)], (BV,)),
        ([attempt(BV, 1, 2), attempt(BV, 3, 1)], (BV,)),
        # The most recent first, by the day, then by the order.
        ([attempt(BV, 1), attempt(LF, 1), attempt(EM, 1)], (EM, LF, BV)),
        ([attempt(BV, 1, 1), attempt(LF, 1), attempt(EM, 1)], (BV, EM, LF)),
        ([attempt(BV, 1), attempt(LF, 1), attempt(BV, 0)], (BV, LF)),
        # A probe is made good by one of its level or above, or by a question.
        (probes("4a- 3a+"), (BV,)),
        (probes("4a- 4b+"), ()),
        (probes("4a- 5a+"), ()),
        (probes("5a- 3a- 4a+"), (BV,)),
        ([*probes("4a-"), attempt(BV, 3)], ()),
        ([attempt(BV, 1), *probes("2a+")], ()),
        # What stays open keeps its own time.
        ([*probes("5a-"), attempt(LF, 1), *probes("2b+")], (LF, BV)),
    ],
)
def test_stumbled(evidence: list[Evidence], expected: tuple[str, ...]) -> None:
    assert list_stumbled_topics(RULES, evidence, START) == expected


def test_stumbles_before_the_day_asked_for_are_over() -> None:
    evidence = [attempt(BV, 1), attempt(LF, 1, 1), attempt(EM, 1, 2)]
    assert list_stumbled_topics(RULES, evidence, START + timedelta(days=1)) == (EM, LF)


@given(evidence, days)
def test_stumbles_agree_with_the_oracle(evidence: list[Evidence], since: date) -> None:
    """Each stumble is asked by itself whether anything after it makes it good."""
    timed = sorted(enumerate(evidence), key=lambda item: (item[1].on, item[0]))
    last: dict[str, int] = {}
    for place, (_, answer) in enumerate(timed):
        bad = not answer.passed if isinstance(answer, ProbeAnswer) else answer.points / answer.of < 0.5
        if bad and answer.on >= since and not any(good_for(answer, later) for _, later in timed[place + 1 :]):
            last[answer.topic] = place
    assert list(list_stumbled_topics(RULES, evidence, since)) == [
        topic for topic, _ in sorted(last.items(), key=lambda e: -e[1])
    ]


def good_for(stumble: Evidence, later: Evidence) -> bool:
    if later.topic != stumble.topic:
        return False
    if isinstance(later, QuestionAttempt):
        return later.points / later.of >= 0.5
    return later.passed and (isinstance(stumble, QuestionAttempt) or later.level >= stumble.level)
