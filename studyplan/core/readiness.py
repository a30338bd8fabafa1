"""Ratings and evidence → effective levels, readiness for a goal, calibration. Rule: planning §9.

Levels run from 1 up. All arithmetic is exact, and percentages are whole, halves rounded up.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import takewhile
from math import floor

from studyplan.core.codes import EvidenceCode, Sureness
from studyplan.core.evidence import Evidence, JudgedLevel, judge_topics
from studyplan.core.model import CodedNote, Ratings, note
from studyplan.core.policy import ReadinessRules
from studyplan.core.scoring import GoalScore, TopicScore

LOWEST = 1
DECIDED = frozenset({EvidenceCode.CONFIRMED, EvidenceCode.LOWERED, EvidenceCode.RAISED})


@dataclass(frozen=True, slots=True)
class EffectiveLevel:
    """The level that counts for a topic, and why. Rule: planning §9.

    proven: the highest level that held, with none failing at it or below; None: no such level.
    because: the verdict, then what each level tried says, ascending.
    shown: the level that the answers show, with `is_at_most` that one at most, as a level above it did not hold; None
    where they show none. sureness: how sure that is; None: untested.
    """

    topic: str
    rating: int
    level: int
    proven: int | None
    because: tuple[CodedNote, ...]
    judged: tuple[JudgedLevel, ...]
    shown: int | None
    is_at_most: bool
    sureness: Sureness | None

    @property
    def verdict(self) -> CodedNote:
        """The note that says what the answers make of the rating."""
        return self.because[0]

    @property
    def tested(self) -> bool:
        """Whether the answers decide about the rating: they confirm it, or another level counts."""
        return self.verdict.code in DECIDED

    @property
    def claimed(self) -> int | None:
        """The rating, where another level counts."""
        return self.rating if self.rating != self.level else None

    @property
    def excess(self) -> int:
        """Levels claimed above the one shown; negative where more was shown. It means nothing where not tested."""
        return self.rating - self.level

    def tests_out(self, target: int) -> bool:
        """Whether the target, or a level above it, was shown: the topic then counts as met."""
        return self.proven is not None and self.proven >= target


def find_effective_levels(
    rules: ReadinessRules, ratings: Ratings, evidence: Iterable[Evidence]
) -> dict[str, EffectiveLevel]:
    """Topic → effective level, of every topic that is rated; evidence on other topics is passed over.

    A level that failed leaves the one below it at most. A level above the rating that held, with none failing at it or
    below, counts in place of the rating. What decides about no level shows one all the same. Rule: planning §9.
    """
    return hold_against_ratings(rules, ratings, judge_topics(rules, evidence))


def hold_against_ratings(
    rules: ReadinessRules, ratings: Ratings, judged: Mapping[str, Sequence[JudgedLevel]]
) -> dict[str, EffectiveLevel]:
    """The same from levels that are judged already: they follow from the answers alone. Rule: planning §9."""
    return {slug: _find_effective_level(rules, slug, rating, judged.get(slug, ())) for slug, rating in ratings.items()}


def _find_effective_level(
    rules: ReadinessRules, topic: str, rating: int, judged: Sequence[JudgedLevel]
) -> EffectiveLevel:
    lowest_failed = next((level for level in judged if level.code is EvidenceCode.FAILED), None)
    below = list(takewhile(lambda level: level is not lowest_failed, judged))
    highest_held = next((level for level in reversed(below) if level.code is EvidenceCode.HELD), None)
    facts = (note(level.code, level=level.level, **level.facts) for level in judged)
    proven = highest_held.level if highest_held else None
    decided = _decide(topic, rating, lowest_failed, highest_held)
    if decided is None:
        shown, is_at_most, sureness = _find_shown(judged)
        verdict = _describe_open(topic, rating, judged, shown, is_at_most)
        return EffectiveLevel(
            topic, rating, rating, proven, (verdict, *facts), tuple(judged), shown, is_at_most, sureness
        )
    level, verdict, by = decided
    sureness = Sureness.SURE if abs(by.balance) >= rules.sure_from else Sureness.FAIRLY_SURE
    is_at_most = proven != level and level > LOWEST
    return EffectiveLevel(topic, rating, level, proven, (verdict, *facts), tuple(judged), level, is_at_most, sureness)


def _decide(
    topic: str, rating: int, lowest_failed: JudgedLevel | None, highest_held: JudgedLevel | None
) -> tuple[int, CodedNote, JudgedLevel] | None:
    """The level that counts, with the verdict and the level that it follows from, where the answers decide;
    `highest_held` is below `lowest_failed`.
    """

    def decided(code: EvidenceCode, by: JudgedLevel, **level: int) -> CodedNote:
        return note(code, topic=topic, rating=rating, **level, probed=by.level, **by.facts)

    if lowest_failed and lowest_failed.level <= rating:
        level = lowest_failed.level - 1
        return level, decided(EvidenceCode.LOWERED, lowest_failed, level=level), lowest_failed
    if highest_held and highest_held.level > rating:
        level = highest_held.level
        return level, decided(EvidenceCode.RAISED, highest_held, level=level), highest_held
    if highest_held and highest_held.level == rating:
        return rating, decided(EvidenceCode.CONFIRMED, highest_held), highest_held
    if lowest_failed and lowest_failed.level - 1 == rating == LOWEST:
        return rating, decided(EvidenceCode.CONFIRMED, lowest_failed), lowest_failed
    return None


def _find_shown(judged: Sequence[JudgedLevel]) -> tuple[int | None, bool, Sureness | None]:
    """The level that answers show which decide nothing about the rating, whether it is one at most, and how sure.

    A level that more speaks against than for bounds it from above; below it, the highest that more speaks for is shown.
    """
    lowest_missed = next((level for level in judged if level.balance < 0), None)
    below = list(takewhile(lambda level: level is not lowest_missed, judged))
    highest_met = next((level for level in reversed(below) if level.balance > 0), None)
    answers = sum(level.answers for level in judged)
    sureness = Sureness.ONCE if answers == 1 else Sureness.LEANING
    if highest_met:
        return highest_met.level, False, sureness
    if lowest_missed:
        return lowest_missed.level - 1, lowest_missed.level - 1 > LOWEST, sureness
    return None, False, Sureness.MIXED if judged else None


def _describe_open(
    topic: str, rating: int, judged: Sequence[JudgedLevel], shown: int | None, is_at_most: bool
) -> CodedNote:
    """The verdict where the answers decide nothing about the rating."""
    answers = sum(level.answers for level in judged)
    if not judged:
        return note(EvidenceCode.UNTESTED, topic=topic, rating=rating)
    if shown is None:
        return note(EvidenceCode.UNDECIDED, topic=topic, rating=rating, answers=answers)
    code = EvidenceCode.SHOWN_AT_MOST if is_at_most else EvidenceCode.SHOWN
    return note(code, topic=topic, rating=rating, level=shown, answers=answers)


# --- Readiness ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TopicReadiness:
    """One topic's effective level against its target. Rules: planning §3, §9.

    weight: frequency × depth. recall: the share of its cards expected to be recalled on the day; None: untested.
    """

    effective: EffectiveLevel
    target: int
    weight: int
    recall: Fraction | None

    @property
    def slug(self) -> str:
        return self.effective.topic

    @property
    def reached(self) -> Fraction:
        """The share of the target that is reached; what is above the target does not count."""
        return Fraction(min(self.effective.level, self.target), self.target)

    @property
    def tested_out(self) -> bool:
        return self.effective.tests_out(self.target)


@dataclass(frozen=True, slots=True)
class Readiness:
    """All topics, in study order, weighed together. Percentages are whole, halves rounded up. Rule: planning §9.

    percent: the share of the target that is reached. tested_percent: the part of it that topics contribute whose
    rating was tested; the rest is claimed. recall_percent: the mean of the topics whose recall is known, None: of none.
    """

    topics: tuple[TopicReadiness, ...]
    percent: int
    word: str
    tested_percent: int
    recall_percent: int | None


def measure_readiness(
    rules: ReadinessRules,
    goal_score: GoalScore,
    levels: Mapping[str, EffectiveLevel],
    recall: Mapping[str, Fraction | None],
) -> Readiness:
    """Readiness for the goal of `goal_score`, whose topics all have a level. Rules: planning §3, §9.

    recall: topic → the share of its cards expected to be recalled; a topic that it lacks is untested, as None is.
    """

    def ready(score: TopicScore) -> TopicReadiness:
        return TopicReadiness(levels[score.slug], score.target, score.weight, recall.get(score.slug))

    topics = tuple(map(ready, goal_score.topics))
    total = Fraction(sum(topic.weight for topic in topics))
    tested = [topic for topic in topics if topic.effective.tested]
    share = round_percent(_weigh(topics, _reached) / total)
    return Readiness(
        topics=topics,
        percent=share,
        word=choose_word(rules, share),
        tested_percent=round_percent(_weigh(tested, _reached) / total),
        recall_percent=_average_recall(topics),
    )


def round_percent(share: Fraction) -> int:
    """A share (0 to 1) in whole percent, halves rounded up. Rule: planning §9."""
    return floor(share * 100 + Fraction(1, 2))


def choose_word(rules: ReadinessRules, share: int) -> str:
    """The slug of the word for so many percent, 0 to 100. Rule: planning §9."""
    return next(word for least, word in reversed(rules.words) if share >= least)


def _reached(topic: TopicReadiness) -> Fraction:
    return topic.reached


def _weigh(topics: Iterable[TopicReadiness], value: Callable[[TopicReadiness], Fraction]) -> Fraction:
    return sum((topic.weight * value(topic) for topic in topics), Fraction())


def _average_recall(topics: Iterable[TopicReadiness]) -> int | None:
    known = [(topic.weight, topic.recall) for topic in topics if topic.recall is not None]
    if not known:
        return None
    return round_percent(
        sum((weight * recall for weight, recall in known), Fraction()) / sum(weight for weight, _ in known)
    )


# --- Calibration ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Calibration:
    """Claimed against shown, over the topics that were tested: how many were claimed too high, too low, exactly.

    mean: levels claimed above those shown, on average; negative where more was shown; None where nothing was tested.
    """

    topics: tuple[EffectiveLevel, ...]
    too_high: int
    too_low: int
    exact: int
    mean: Fraction | None


def measure_calibration(levels: Iterable[EffectiveLevel]) -> Calibration:
    """How well the ratings fit what was shown, over the topics that were tested. Rule: planning §9."""
    tested = tuple(level for level in levels if level.tested)
    excess = [level.excess for level in tested]
    return Calibration(
        topics=tested,
        too_high=sum(difference > 0 for difference in excess),
        too_low=sum(difference < 0 for difference in excess),
        exact=excess.count(0),
        mean=Fraction(sum(excess), len(excess)) if excess else None,
    )
