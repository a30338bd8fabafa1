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
    found = (
        probes("4a- 4b-")
        + probes("3a+ 3b+", LF)
        + probes("3a+ 3b+", EM)
        + probes("2a- 2b-", SLUGS["CV"])
        + probes("5a-", SLUGS["FE"])
        + probes("4a+ 4b+", SLUGS["REG"])
    )
    result = measure_calibration(find_effective_levels(RULES, levels, found).values())
    assert [each.topic for each in result.topics] == [BV, LF, EM, SLUGS["CV"], SLUGS["REG"]]
    assert (result.too_high, result.too_low, result.exact) == (2, 1, 2)
    assert result.mean == Fraction(1 - 1 + 0 + 4 + 0, 5)


def test_calibration_of_nothing() -> None:
    result = measure_calibration(find_effective_levels(RULES, dict.fromkeys(SLUGS.values(), 3), probes("3a+")).values())
    assert (result.topics, result.too_high, result.too_low, result.exact, result.mean) == ((), 0, 0, 0, None)


@given(ratings, evidence)
def test_calibration_counts_every_tested_topic_once(levels: Ratings, found: list[Evidence]) -> None:
    effective_ones = find_effective_levels(RULES, levels, found)
    result = measure_calibration(effective_ones.values())
    assert result.too_high + result.too_low + result.exact == len(result.topics)
    assert {each.topic for each in result.topics} == {slug for slug, each in effective_ones.items() if each.tested}
    shown = sum(each.level for each in result.topics)
    assert (result.mean or 0) * len(result.topics) == sum(levels[each.topic] for each in result.topics) - shown
