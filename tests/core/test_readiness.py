"""Ratings and evidence: effective levels, readiness for a goal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyplan.core.codes import EvidenceCode
from studyplan.core.evidence import Evidence, ProbeAnswer, QuestionAttempt
from studyplan.core.model import Goal, GoalInterview, Ratings
from studyplan.core.readiness import (
    EffectiveLevel,
    Readiness,
    choose_word,
    find_effective_levels,
    measure_readiness,
    round_percent,
)
from studyplan.core.scoring import score
from tests.core.evidence import BV, EM, LF, evidence, probes, slugs
from tests.core.requests import START, goals, ratings
from tests.core.twelve import COMPANIES, DEPTHS, POLICY, SLUGS, TARGETS, syllabus

SYLLABUS, RULES = syllabus(), POLICY.readiness


def effective(rating: int, text: str) -> EffectiveLevel:
    return find_effective_levels(RULES, {BV: rating}, probes(text))[BV]


@pytest.mark.parametrize(
    ("rating", "text", "level", "proven", "verdict"),
    [
        (4, "", 4, None, "untested"),
        (4, "4a-", 4, None, "undecided"),
        (4, "4a- 4b+", 4, None, "undecided"),
        (4, "4a- 4b-", 3, None, "lowered"),
        (4, "4a- 4b+ 4c-", 3, None, "lowered"),
        (4, "4a+ 4b+", 4, 4, "confirmed"),
        (4, "4a+ 4b- 4c+", 4, 4, "confirmed"),
        # The level below is shown, and says nothing of the one that was claimed.
        (4, "3a+ 3b+", 4, 3, "undecided"),
        (4, "3a+ 3b+ 4a- 4b-", 3, 3, "lowered"),
        (5, "3a- 3b- 4a- 4b-", 2, None, "lowered"),
        (5, "2a- 2b-", 1, None, "lowered"),
        # Above the rating: raised, but not past a level that failed.
        (2, "4a+ 4b+", 4, 4, "raised"),
        (2, "3a+ 3b+ 4a+ 4b+ 5a- 5b-", 4, 4, "raised"),
        (2, "4a+ 4b+ 3a- 3b-", 2, None, "undecided"),
        (3, "5a+ 5b+ 3a- 3b-", 2, None, "lowered"),
        (3, "4a- 4b-", 3, None, "undecided"),
        (3, "3a+ 3b+ 4a- 4b-", 3, 3, "confirmed"),
        # Below level 2 there is nothing to probe.
        (1, "2a- 2b-", 1, None, "confirmed"),
        (1, "3a- 3b-", 1, None, "undecided"),
        (2, "3a- 3b-", 2, None, "undecided"),
        # Newer answers count: of one probe, and of the probes of a level.
        (4, "4a- 4b- | 4a+ 4c+", 4, 4, "confirmed"),
        (4, "4a+ 4b+ | 4a- 4b-", 3, None, "lowered"),
        (4, "4a- 4b- | 4a+", 4, None, "undecided"),
        (4, "4a- 4b- | 4a+ | 4b+", 4, 4, "confirmed"),
        (4, "4a+ 4b+ 4c+ | 4d- 4e-", 3, None, "lowered"),
        (4, "4a- 4b- 4c- | 4d+ 4e+", 4, 4, "confirmed"),
    ],
)
def test_effective_level(rating: int, text: str, level: int, proven: int | None, verdict: str) -> None:
    result = effective(rating, text)
    assert (result.level, result.proven, result.verdict.code) == (level, proven, verdict)
    assert result.tested == (verdict in ("confirmed", "lowered", "raised"))
    assert result.excess == rating - level


def test_it_says_why() -> None:
    verdict, below, here = effective(4, "4a- 4b+ 3a+ | 4c-").because
    assert (verdict.code, dict(verdict.params)) == (
        EvidenceCode.LOWERED,
        {"topic": BV, "rating": 4, "level": 3, "probed": 4, "failed": ("c", "a"), "passed": ("b",)},
    )
    assert (below.code, dict(below.params)) == (EvidenceCode.OPEN, {"level": 3, "failed": (), "passed": ("a",)})
    assert (here.code, dict(here.params)) == (
        EvidenceCode.FAILED,
        {"level": 4, "failed": ("c", "a"), "passed": ("b",)},
    )
    assert effective(3, "3a+ 3b+").because[1].code is EvidenceCode.HELD


def test_it_says_so_where_nothing_is_decided_or_more_is_shown() -> None:
    untested, undecided = effective(4, "").verdict, effective(4, "4a-").verdict
    assert dict(untested.params) == dict(undecided.params) == {"topic": BV, "rating": 4}
    raised = effective(2, "4a+ 4b+").verdict
    assert (raised["rating"], raised["level"], raised["probed"]) == (2, 4, 4)


def test_within_a_day_the_order_of_the_evidence_counts_and_across_days_the_day() -> None:
    failed, held = probes("4a-")[0], probes("4a+")[0]
    other = probes("4b+")[0]

    def level(*evidence: ProbeAnswer) -> int | None:
        return find_effective_levels(RULES, {BV: 4}, evidence)[BV].proven

    assert level(failed, other, held) == 4
    assert level(held, other, failed) is None
    later = ProbeAnswer(BV, 4, "a", True, START + timedelta(days=1))
    assert level(later, other, failed) == 4


@pytest.mark.parametrize(
    ("text", "target", "out"), [("4a+ 4b+", 4, True), ("4a+ 4b+", 3, True), ("4a+ 4b+", 5, False), ("", 2, False)]
)
def test_a_topic_is_tested_out_of_once_its_target_is_shown(text: str, target: int, out: bool) -> None:
    assert effective(4, text).tests_out(target) is out


def test_only_probes_of_rated_topics_change_a_level() -> None:
    others: list[Evidence] = [QuestionAttempt(BV, "problem", 0, 5, START), *probes("4a- 4b-", LF)]
    assert find_effective_levels(RULES, {BV: 4}, others) == find_effective_levels(RULES, {BV: 4}, [])


# --- Against an oracle that goes level by level, and remembers --------------------------------------------------------


def oracle_level(rating: int, answers: Sequence[ProbeAnswer]) -> tuple[int, int | None]:
    """Each probe's state is overwritten day by day; then the levels are climbed from the second one."""
    states: dict[int, list[tuple[str, bool]]] = defaultdict(list)
    for day in sorted({answer.on for answer in answers}):
        for answer in answers:
            if answer.on == day:
                states[answer.level] = [state for state in states[answer.level] if state[0] != answer.slug]
                states[answer.level].append((answer.slug, answer.passed))
    proven, ceiling = None, 5
    for level in (2, 3, 4, 5):
        outcomes = [passed for _, passed in states[level][-3:]]
        if outcomes.count(False) >= 2:
            ceiling = level - 1
            break
        if outcomes.count(True) >= 2:
            proven = level
    if rating > ceiling:
        return ceiling, proven
    return (proven, proven) if proven is not None and proven > rating else (rating, proven)


@given(ratings, evidence)
def test_levels_agree_with_the_oracle(levels: Ratings, evidence: list[Evidence]) -> None:
    effective_levels = find_effective_levels(RULES, levels, evidence)
    assert list(effective_levels) == list(levels)
    for slug, rating in levels.items():
        answers = [answer for answer in evidence if isinstance(answer, ProbeAnswer) and answer.topic == slug]
        effective_level = effective_levels[slug]
        assert (effective_level.level, effective_level.proven) == oracle_level(rating, answers)
        assert (effective_level.topic, effective_level.rating) == (slug, rating)
        assert (effective_level.verdict.code == "untested") == (not answers)
        if effective_level.level != rating:
            assert effective_level.tested
            assert effective_level.verdict.code == ("lowered" if effective_level.level < rating else "raised")
        if effective_level.proven == rating:
            assert effective_level.tested
        for note in effective_level.because:
            assert tuple(name for name, _ in note.params) == note.code.parameters


def oracle_weight(slug: str, interviews: Sequence[GoalInterview]) -> int:
    short = {long: name for name, long in SLUGS.items()}[slug]
    best = 0
    for interview in interviews or (GoalInterview(),):
        if short == "MIQ":
            frequency = 8
        elif interview.company is None:
            frequency = 5
        else:
            other, named = COMPANIES[interview.company]
            words = [word for word, shorts in named.items() if short in shorts.split()]
            frequency = (words[0] if words else other).weight
        depths = [DEPTHS[round_][list(SLUGS).index(short)] for round_ in interview.rounds]
        best = max(best, frequency * max(depths, default=10))
    return best


def oracle_percent(parts: int, whole: int) -> int:
    """Of whole numbers: the nearest, and of two the greater."""
    down = 100 * parts // whole
    return down + (2 * (100 * parts - down * whole) >= whole)


@given(goals(), ratings, evidence, st.dictionaries(slugs, st.fractions(0, 1, max_denominator=97)))
def test_readiness_agrees_with_the_oracle(
    goal: Goal, levels: Ratings, evidence: list[Evidence], recall: dict[str, Fraction]
) -> None:
    goal_score = score(SYLLABUS, levels, goal, START)
    effective_levels = find_effective_levels(RULES, levels, evidence)
    ready = measure_readiness(RULES, goal_score, effective_levels, recall)
    reached = tested = whole = 0
    for topic in goal_score.topics:
        part = 60 // topic.target * min(effective_levels[topic.slug].level, topic.target)
        weight = oracle_weight(topic.slug, goal.interviews)
        reached += weight * part
        tested += weight * part * effective_levels[topic.slug].tested
        whole += weight * 60
    assert ready.percent == oracle_percent(reached, whole)
    assert ready.tested_percent == oracle_percent(tested, whole)
    assert [topic.slug for topic in ready.topics] == [topic.slug for topic in goal_score.topics]
    assert [topic.recall for topic in ready.topics] == [recall.get(topic.slug) for topic in goal_score.topics]
    least = max(threshold for threshold in (0, 40, 65, 85, 97) if threshold <= ready.percent)
    assert (least, ready.word) in RULES.words
    check_recall(ready, recall)


def check_recall(ready: Readiness, recall: dict[str, Fraction]) -> None:
    """The mean lies between the extremes, and is there when any is."""
    if not recall:
        assert ready.recall_percent is None
        return
    assert ready.recall_percent is not None
    assert round_percent(min(recall.values())) <= ready.recall_percent <= round_percent(max(recall.values()))


# --- Readiness by hand ------------------------------------------------------------------------------------------------


def ready_for(
    levels: Ratings, evidence: Sequence[Evidence] = (), *interviews: GoalInterview, role: str = "mle"
) -> Readiness:
    goal_score = score(SYLLABUS, levels, Goal(role, 105, interviews=interviews), START)
    return measure_readiness(RULES, goal_score, find_effective_levels(RULES, levels, evidence), {})


def everywhere(level: int) -> dict[str, int]:
    return dict.fromkeys(SLUGS.values(), level)


@pytest.mark.parametrize(
    ("level", "expected"),
    # mle asks for 5 of four topics, for 4 of seven, for 3 of one; one of the seven weighs 80, all others 50: 630.
    # All ones reach 4 × 50/5 + 6 × 50/4 + 80/4 + 50/3 of it.
    [
        (1, (24, "just-begun")),
        (2, (48, "under-way")),
        (3, (72, "well-on-the-way")),
        (4, (94, "nearly-there")),
        (5, (100, "on-target")),
    ],
)
def test_share_of_the_target_without_evidence(level: int, expected: tuple[int, str]) -> None:
    ready = ready_for(everywhere(level))
    assert (ready.percent, ready.word) == expected
    assert (ready.tested_percent, ready.recall_percent) == (0, None)


def test_what_is_above_the_target_makes_up_for_nothing() -> None:
    exact = dict(zip(SLUGS.values(), TARGETS["mle"], strict=True))
    assert ready_for(exact).percent == 100
    assert ready_for(everywhere(5) | {EM: 1}).percent == round_percent(Fraction(630 - 40, 630)) == 94


def test_evidence_lowers_it_and_is_counted_as_tested() -> None:
    levels = everywhere(4)
    ready = ready_for(levels, probes("4a- 4b-") + probes("5a+ 5b+", LF))
    # Of 630, all fours reach 590; BV loses a quarter of 50, LF gains a fifth of it.
    assert ready.percent == round_percent(Fraction(1175, 2 * 630)) == 93
    by_slug = {topic.slug: topic for topic in ready.topics}
    assert (by_slug[BV].reached, by_slug[LF].reached) == (Fraction(3, 4), Fraction(1))
    assert (by_slug[BV].tested_out, by_slug[LF].tested_out, by_slug[EM].tested_out) == (False, True, False)
    assert ready.tested_percent == round_percent(Fraction(50 * 3, 4 * 630) + Fraction(50, 630)) == 14


def test_rounds_and_companies_weigh() -> None:
    weak = everywhere(5) | {BV: 1}
    # Behavioral rounds never ask for it; phone screens ask most deeply.
    assert ready_for(weak, (), GoalInterview(rounds=("behavioral",))).percent > ready_for(weak).percent
    phone = ready_for(weak, (), GoalInterview("amazon", ("phone-screen",)))
    assert phone.percent < ready_for(weak, (), GoalInterview("meta", ("phone-screen",))).percent


def test_halves_are_rounded_up() -> None:
    thousandths = (0, 4, 5, 14, 15, 994, 995, 1000)
    assert [round_percent(Fraction(count, 1000)) for count in thousandths] == [0, 0, 1, 1, 2, 99, 100, 100]


def test_words() -> None:
    words = [choose_word(RULES, share) for share in (0, 39, 40, 64, 65, 84, 85, 96, 97, 100)]
    assert words == [
        *("just-begun",) * 2,
        *("under-way",) * 2,
        *("well-on-the-way",) * 2,
        *("nearly-there",) * 2,
        *("on-target",) * 2,
    ]


def test_recall_is_the_weighed_mean_of_what_is_known() -> None:
    goal_score = score(SYLLABUS, everywhere(3), Goal("mle", 105), START)
    levels = find_effective_levels(RULES, everywhere(3), ())
    recall = {BV: Fraction(1, 2), SLUGS["MIQ"]: Fraction(9, 10), LF: None}
    # 50 × 0.5 + 80 × 0.9 = 97 of 130
    assert measure_readiness(RULES, goal_score, levels, recall).recall_percent == 75
