"""Golden plans: every file in tests/cases through one harness."""

from pathlib import Path

import pytest

from tests.core import oracle
from tests.core.cases import FILES, load, plan_of, text_of
from tests.core.twelve import SHORT


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_case(file: Path) -> None:
    case = load(file)
    assert case["about"]
    assert text_of(case) == case["plan"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_case_says_all_that_its_codes_promise(file: Path) -> None:
    plan = plan_of(load(file))
    oracle.check_notes(plan)
    oracle.check_kinds(plan)


def test_all_ones_follow_the_six_week_table() -> None:
    """Rule: planning §6. The week table of the sequential path, row by row; 58.5 h and 66.5 h, planning §4."""
    plan = plan_of({"ratings": "1" * 12})
    assert [" ".join(SHORT[slug] for slug in week.topics) for week in plan.weeks] == [
        "BV LF",
        "REG OPT",
        "EM FE",
        "ENS CV",
        "IMB DR",
        "PML MIQ",
    ]
    afterwards = sum(day.minutes for day in plan.afterwards)
    assert plan.minutes.needed == 58.5 * 60
    assert plan.minutes.planned + afterwards == 66.5 * 60


def test_half_an_hour_a_day_takes_nineteen_weeks() -> None:
    """Rule: planning §6. Both numbers: how long it takes, and what six weeks would need."""
    plan = plan_of({"ratings": "1" * 12, "minutes": 30})
    [warning] = plan.warnings
    assert len(plan.weeks) == 19
    assert (warning["longest_days"], warning["minutes_needed"]) == (42, 95)
