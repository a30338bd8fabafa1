"""Ratings and evidence: effective levels, readiness for a goal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from random import Random

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
from tests.core.evidence import BV, EM, LF, answers, attempted, evidence, probes, slugs
from tests.core.requests import START, goals, ratings
from tests.core.twelve import COMPANIES, DEPTHS, POLICY, SLUGS, TARGETS, syllabus

SYLLABUS, RULES = syllabus(), POLICY.readiness


def effective(rating: int, text: str) -> EffectiveLevel:
    return find_effective_levels(RULES, {BV: rating}, answers(text))[BV]


@pytest.mark.parametrize(
    ("rating", "text", "level", "proven", "verdict"),
    [
        (4, "", 4, None, "untested"),
        (4, "4a-", 4, None, "shown-at-most"),
        (4, "4a- 4b+", 4, None, "undecided"),
        (4, "4a- 4b-", 3, None, "lowered"),
        (4, "4a- 4b+ 4c-", 3, None, "lowered"),
        (4, "4a+ 4b+", 4, 4, "confirmed"),
        (4, "4a+ 4b- 4c+", 4, 4, "confirmed"),
        # The level below is shown, and says nothing of the one that was claimed.
        (4, "3a+ 3b+", 4, 3, "shown"),
        (4, "3a+ 3b+ 4a- 4b-", 3, 3, "lowered"),
        (5, "3a- 3b- 4a- 4b-", 2, None, "lowered"),
        (5, "2a- 2b-", 1, None, "lowered"),
        # Above the rating: raised, but not past a level that failed.
        (2, "4a+ 4b+", 4, 4, "raised"),
        (2, "3a+ 3b+ 4a+ 4b+ 5a- 5b-", 4, 4, "raised"),
        (2, "4a+ 4b+ 3a- 3b-", 2, None, "shown-at-most"),
        (3, "5a+ 5b+ 3a- 3b-", 2, None, "lowered"),
        (3, "4a- 4b-", 3, None, "shown-at-most"),
        (3, "3a+ 3b+ 4a- 4b-", 3, 3, "confirmed"),
        # Below level 2 there is nothing to probe.
        (1, "2a- 2b-", 1, None, "confirmed"),
        (1, "3a- 3b-", 1, None, "shown-at-most"),
        (2, "3a- 3b-", 2, None, "shown-at-most"),
        # Newer answers count: of one probe, and of the probes of a level.
        (4, "4a- 4b- | 4a+ 4c+", 4, 4, "confirmed"),
        (4, "4a+ 4b+ | 4a- 4b-", 3, None, "lowered"),
        (4, "4a- 4b- | 4a+", 4, None, "undecided"),
        (4, "4a- 4b- | 4a+ | 4b+", 4, 4, "confirmed"),
        (4, "4a+ 4b+ 4c+ | 4d- 4e-", 3, None, "lowered"),
        (4, "4a- 4b- 4c- | 4d+ 4e+", 4, 4, "confirmed"),
        # An attempt moves nothing but what is shown, and six that agree move the level.
        (4, "4A-", 4, None, "shown-at-most"),
        (2, "4A+", 2, None, "shown"),
        (2, "2A-", 2, None, "shown"),
        (3, "3A~", 3, None, "undecided"),
        (3, "3A+ 3B-", 3, None, "undecided"),
        (4, "4A- 4B- 4C- 4D- 4E-", 4, None, "shown-at-most"),
        (4, "4A- 4B- 4C- 4D- 4E- 4F-", 3, None, "lowered"),
        (2, "4A+ 4B+ 4C+ 4D+ 4E+ 4F+", 4, 4, "raised"),
        (4, "4A+ 4B+ 4C+ 4a+", 4, 4, "confirmed"),
        # One that says otherwise does not take back what is decided.
        (4, "4a- 4b- | 4A+", 3, None, "lowered"),
        (2, "4A+ 4B+ 4C+ 4D+ 4E+ 4F+ | 4G-", 4, 4, "raised"),
    ],
)
def test_effective_level(rating: int, text: str, level: int, proven: int | None, verdict: str) -> None:
    result = effective(rating, text)
    assert (result.level, result.proven, result.verdict.code) == (level, proven, verdict)
    assert result.tested == (verdict in ("confirmed", "lowered", "raised"))
    assert result.excess == rating - level


@pytest.mark.parametrize(
    ("rating", "text", "shown", "is_at_most", "sureness"),
    [
        (4, "", None, False, None),
        # A single answer, of whatever kind, shows something.
        (4, "4A+", 4, False, "once"),
        (4, "4a-", 3, True, "once"),
        (4, "2A-", 1, False, "once"),
        (2, "5A+", 5, False, "once"),
        (4, "4A~", None, False, "mixed"),
        (4, "4A+ 4B-", None, False, "mixed"),
        (4, "4A+ 4B+", 4, False, "leaning"),
        (4, "3A+ 4B-", 3, False, "leaning"),
        (4, "5A+ 4B-", 3, True, "leaning"),
        # A check weighs more than two attempts.
        (3, "4a+ | 4A- 4B-", 4, False, "leaning"),
        # What is decided is shown, and how sure it is depends on what speaks against it.
        (4, "4a+ 4b+", 4, False, "fairly-sure"),
        (4, "4a+ 4b+ 4c-", 4, False, "fairly-sure"),
        (4, "4a+ 4b+ 4c+", 4, False, "sure"),
        (4, "4a+ 4b+ | 4A+ 4B+ 4C+", 4, False, "sure"),
        (4, "4a- 4b-", 3, True, "fairly-sure"),
        (4, "4a- 4b- 4c-", 3, True, "sure"),
        (4, "3a+ 3b+ 4a- 4b-", 3, False, "fairly-sure"),
        (1, "2a- 2b-", 1, False, "fairly-sure"),
    ],
)
def test_what_is_shown(rating: int, text: str, shown: int | None, is_at_most: bool, sureness: str | None) -> None:
    result = effective(rating, text)
    assert (result.shown, result.is_at_most, result.sureness) == (shown, is_at_most, sureness)


def test_it_says_why() -> None:
    verdict, below, here = effective(4, "4a- 4b+ 3a+ | 4c- | 4A- 4B+ 4C~").because
    assert (verdict.code, dict(verdict.params)) == (
        EvidenceCode.LOWERED,
        {"topic": BV, "rating": 4, "level": 3, "probed": 4, "failed": ("c", "a"), "passed": ("b",)}
        | {"missed": 1, "met": 1, "partly": 1},
    )
    assert (below.code, dict(below.params)) == (
        EvidenceCode.OPEN,
        {"level": 3, "failed": (), "passed": ("a",), "missed": 0, "met": 0, "partly": 0},
    )
    assert (here.code, dict(here.params)) == (
        EvidenceCode.FAILED,
        {"level": 4, "failed": ("c", "a"), "passed": ("b",), "missed": 1, "met": 1, "partly": 1},
    )
    assert effective(3, "3a+ 3b+").because[1].code is EvidenceCode.HELD


def test_it_says_so_where_nothing_is_decided_or_more_is_shown() -> None:
    untested, undecided, bounded = effective(4, "").verdict, effective(4, "4A~").verdict, effective(4, "4a-").verdict
    assert dict(untested.params) == {"topic": BV, "rating": 4}
    assert dict(undecided.params) == {"topic": BV, "rating": 4, "answers": 1}
    assert dict(bounded.params) == {"topic": BV, "rating": 4, "level": 3, "answers": 1}
    raised = effective(2, "4a+ 4b+").verdict
    assert (raised["rating"], raised["level"], raised["probed"]) == (2, 4, 4)


def test_the_claim_is_named_where_another_level_counts() -> None:
    assert (effective(4, "4a- 4b-").claimed, effective(4, "4a+ 4b+").claimed, effective(4, "").claimed) == (
        4,
        None,
        None,
    )


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


def test_evidence_on_other_topics_is_passed_over() -> None:
    others = answers("4a- 4b- 4A-", LF)
    assert find_effective_levels(RULES, {BV: 4}, others) == find_effective_levels(RULES, {BV: 4}, [])


# --- Against an oracle that goes level by level, and remembers --------------------------------------------------------

State = tuple[Evidence, int, bool | None]  # the newest answer to a question, when it was, and what it says


def oracle_says(answer: Evidence) -> bool | None:
    if isinstance(answer, ProbeAnswer):
        return answer.passed
    share = answer.points / answer.of
    return True if share > 0.66 else False if share < 0.5 else None


def oracle_scores(states: Sequence[State]) -> tuple[int, int]:
    """The weight for a level and against it; `states`: of one level, the oldest first."""
    checks = [state for state in states if isinstance(state[0], ProbeAnswer)][-3:]
    others = [state for state in states if isinstance(state[0], QuestionAttempt)][-8:]
    scores = {True: 3 * sum(says is True for *_, says in checks), False: 3 * sum(says is False for *_, says in checks)}
    for _, when, says in others:
        if says is not None and not any(later > when and other != says for _, later, other in checks):
            scores[says] += 1
    return scores[True], scores[False]


def oracle_states(given: Sequence[Evidence]) -> dict[int, list[State]]:
    """Each question's state is overwritten day by day."""
    states: dict[int, list[State]] = defaultdict(list)
    when = 0
    for day in sorted({answer.on for answer in given}):
        for answer in given:
            if answer.on == day:
                when += 1
                same = (type(answer), getattr(answer, "kind", ""), answer.slug)
                states[answer.level] = [
                    state
                    for state in states[answer.level]
                    if (type(state[0]), getattr(state[0], "kind", ""), state[0].slug) != same
                ]
                states[answer.level].append((answer, when, oracle_says(answer)))
    return states


def oracle_level(rating: int, given: Sequence[Evidence]) -> tuple[int, int | None]:
    """The levels are climbed from the second one."""
    states = oracle_states(given)
    proven, ceiling = None, 5
    for level in (2, 3, 4, 5):
        held, failed = oracle_scores(states[level])
        if failed >= 6 and failed > held:
            ceiling = level - 1
            break
        if held >= 6 and held > failed:
            proven = level
    if rating > ceiling:
        return ceiling, proven
    return (proven, proven) if proven is not None and proven > rating else (rating, proven)


@given(ratings, evidence)
def test_levels_agree_with_the_oracle(levels: Ratings, evidence: list[Evidence]) -> None:
    effective_levels = find_effective_levels(RULES, levels, evidence)
    assert list(effective_levels) == list(levels)
    for slug, rating in levels.items():
        given = [answer for answer in evidence if answer.topic == slug]
        effective_level = effective_levels[slug]
        assert (effective_level.level, effective_level.proven) == oracle_level(rating, given)
        assert (effective_level.topic, effective_level.rating) == (slug, rating)
        assert (effective_level.verdict.code == "untested") == (effective_level.sureness is None) == (not given)
        if effective_level.level != rating:
            assert effective_level.tested
            assert effective_level.verdict.code == ("lowered" if effective_level.level < rating else "raised")
        if effective_level.proven == rating:
            assert effective_level.tested
        if effective_level.tested:
            assert effective_level.shown == effective_level.level
            assert effective_level.sureness in ("sure", "fairly-sure")
        for note in effective_level.because:
            assert tuple(name for name, _ in note.params) == note.code.parameters


# --- Properties -------------------------------------------------------------------------------------------------------

stars = st.integers(1, 5)
attempted_at_bv = attempted.map(lambda attempt: replace(attempt, topic=BV))


@given(stars, evidence)
def test_levels_stay_within_what_was_rated_and_tried(rating: int, evidence: list[Evidence]) -> None:
    result = find_effective_levels(RULES, {BV: rating}, evidence)[BV]
    tried = {answer.level for answer in evidence if answer.topic == BV}
    assert result.level in {rating} | tried | {level - 1 for level in tried}
    assert result.shown in {None, result.level} | tried | {level - 1 for level in tried}
    assert 1 <= result.level <= 5
    assert result.shown is None or 1 <= result.shown <= 5
    if result.is_at_most:
        assert result.shown is not None
        assert result.shown > 1


@given(stars, evidence, st.data())
def test_a_better_answer_never_lowers_a_level(rating: int, evidence: list[Evidence], data: st.DataObject) -> None:
    if not evidence:
        return
    place = data.draw(st.integers(0, len(evidence) - 1))
    worse = evidence[place]
    better: Evidence
    if isinstance(worse, ProbeAnswer):
        better = replace(worse, passed=True)
    else:
        better = replace(worse, points=data.draw(st.integers(worse.points, worse.of)))
    improved = [*evidence[:place], better, *evidence[place + 1 :]]
    topic = worse.topic
    before, after = (find_effective_levels(RULES, {topic: rating}, given)[topic] for given in (evidence, improved))
    assert after.level >= before.level
    assert (after.proven or 0) >= (before.proven or 0) or after.level > before.level


@given(stars, evidence, st.booleans(), st.integers(2, 5), st.sampled_from(("", "problem")))
def test_one_more_answer_moves_a_level_only_its_own_way(
    rating: int, evidence: list[Evidence], held: bool, level: int, kind: str
) -> None:
    """A new question that held never lowers the level that counts, and one that did not never raises it."""
    on = START + timedelta(days=9)
    answer: Evidence = ProbeAnswer(BV, level, "new", held, on)
    if kind:
        answer = QuestionAttempt(BV, level, kind, "new", 6 * held, 6, on)
    before, after = (
        find_effective_levels(RULES, {BV: rating}, given)[BV].level for given in (evidence, [*evidence, answer])
    )
    assert after >= before if held else after <= before


@given(stars, st.lists(attempted_at_bv, max_size=5))
def test_few_attempts_move_nothing_but_what_is_shown(rating: int, evidence: list[Evidence]) -> None:
    result = find_effective_levels(RULES, {BV: rating}, evidence)[BV]
    assert (result.level, result.tested) == (rating, False)
    assert (result.sureness is None) == (not evidence)


@given(stars, evidence, st.randoms())
def test_the_order_of_days_does_not_matter(rating: int, evidence: list[Evidence], random: Random) -> None:
    """Only that of the answers within a day does: days may be mixed in any way."""
    days = defaultdict(list)
    for answer in evidence:
        days[answer.on].append(answer)
    mixed: list[Evidence] = []
    while any(days.values()):
        mixed.append(days[random.choice([day for day, left in days.items() if left])].pop(0))
    assert find_effective_levels(RULES, {BV: rating}, mixed) == find_effective_levels(RULES, {BV: rating}, evidence)


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
