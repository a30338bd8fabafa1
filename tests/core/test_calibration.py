"""How well ratings fit what was shown."""

from fractions import Fraction

from hypothesis import given

from studyplan.core.evidence import Evidence
from studyplan.core.model import Ratings
from studyplan.core.readiness import find_effective_levels, measure_calibration
from tests.core.evidence import BV, EM, LF, evidence, probes
from tests.core.requests import ratings
from tests.core.twelve import POLICY, SLUGS

RULES = POLICY.readiness


def test_calibration() -> None:
    levels = {BV: 4, LF: 2, EM: 3, SLUGS["CV"]: 5, SLUGS["FE"]: 5, SLUGS["REG"]: 4}
    evidence = (
        probes("4a- 4b-")
        + probes("3a+ 3b+", LF)
        + probes("3a+ 3b+", EM)
        + probes("2a- 2b-", SLUGS["CV"])
        + probes("5a-", SLUGS["FE"])
        + probes("4a+ 4b+", SLUGS["REG"])
    )
    result = measure_calibration(find_effective_levels(RULES, levels, evidence).values())
    assert [topic.topic for topic in result.topics] == [BV, LF, EM, SLUGS["CV"], SLUGS["REG"]]
    assert (result.too_high, result.too_low, result.exact) == (2, 1, 2)
    assert result.mean == Fraction(1 - 1 + 0 + 4 + 0, 5)


def test_calibration_of_nothing() -> None:
    result = measure_calibration(find_effective_levels(RULES, dict.fromkeys(SLUGS.values(), 3), probes("3a+")).values())
    assert (result.topics, result.too_high, result.too_low, result.exact, result.mean) == ((), 0, 0, 0, None)


@given(ratings, evidence)
def test_calibration_counts_every_tested_topic_once(levels: Ratings, evidence: list[Evidence]) -> None:
    effective_levels = find_effective_levels(RULES, levels, evidence)
    result = measure_calibration(effective_levels.values())
    assert result.too_high + result.too_low + result.exact == len(result.topics)
    assert {topic.topic for topic in result.topics} == {
        slug for slug, topic in effective_levels.items() if topic.tested
    }
    shown = sum(topic.level for topic in result.topics)
    assert (result.mean or 0) * len(result.topics) == sum(levels[topic.topic] for topic in result.topics) - shown
