"""Which day a moment belongs to: one rule, in one place."""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from studyplan.ui import clock

BERLIN = ZoneInfo("Europe/Berlin")
PACKAGE: Path = settings.BASE_DIR / "studyplan"
SUNDAY = date(2026, 3, 8)
SATURDAY = SUNDAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("ends_at", "hour", "minute", "day"),
    [
        (4, 0, 0, SATURDAY),
        (4, 1, 0, SATURDAY),
        (4, 3, 59, SATURDAY),
        (4, 4, 0, SUNDAY),
        (4, 23, 59, SUNDAY),
        (0, 0, 0, SUNDAY),
        (12, 11, 59, SATURDAY),
        (12, 12, 0, SUNDAY),
    ],
)
def test_until_its_end_it_is_still_the_day_before(ends_at: int, hour: int, minute: int, day: date) -> None:
    with clock.days_of(BERLIN, ends_at):
        assert clock.day_of(datetime(2026, 3, 8, hour, minute, tzinfo=BERLIN).astimezone(UTC)) == day


@pytest.mark.parametrize(
    ("ends_at", "moment", "day"),
    [
        # In spring two o'clock is three at once, in autumn three o'clock is two again.
        (2, datetime(2026, 3, 29, 0, 59, tzinfo=UTC), date(2026, 3, 28)),
        (2, datetime(2026, 3, 29, 1, 0, tzinfo=UTC), date(2026, 3, 29)),
        (3, datetime(2026, 3, 29, 1, 0, tzinfo=UTC), date(2026, 3, 29)),
        (4, datetime(2026, 3, 29, 1, 59, tzinfo=UTC), date(2026, 3, 28)),
        (4, datetime(2026, 3, 29, 2, 0, tzinfo=UTC), date(2026, 3, 29)),
        (2, datetime(2026, 10, 24, 23, 59, tzinfo=UTC), date(2026, 10, 24)),
        (2, datetime(2026, 10, 25, 0, 0, tzinfo=UTC), date(2026, 10, 25)),
        (2, datetime(2026, 10, 25, 1, 0, tzinfo=UTC), date(2026, 10, 25)),
        (3, datetime(2026, 10, 25, 1, 59, tzinfo=UTC), date(2026, 10, 24)),
        (3, datetime(2026, 10, 25, 2, 0, tzinfo=UTC), date(2026, 10, 25)),
        (4, datetime(2026, 10, 25, 2, 59, tzinfo=UTC), date(2026, 10, 24)),
        (4, datetime(2026, 10, 25, 3, 0, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_nights_in_which_the_clocks_change(ends_at: int, moment: datetime, day: date) -> None:
    with clock.days_of(BERLIN, ends_at):
        assert clock.day_of(moment) == day


@given(
    moment=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),
    minutes=st.integers(0, 2000),
    zone=st.sampled_from(
        ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Havana")
    ),
    ends_at=st.integers(0, 12),
)
def test_no_day_ever_comes_back(moment: datetime, minutes: int, zone: str, ends_at: int) -> None:
    with clock.days_of(ZoneInfo(zone), ends_at):
        assert clock.day_of(moment) <= clock.day_of(moment + timedelta(minutes=minutes))


def test_without_an_account_a_day_ends_at_four(freeze: Callable[[datetime], None]) -> None:
    freeze(datetime(2026, 3, 8, 3, 59, tzinfo=UTC))
    assert clock.today() == SATURDAY


def test_days_are_somebody_elses_only_within() -> None:
    night = datetime(2026, 3, 8, 5, tzinfo=UTC)
    with clock.days_of(BERLIN, 8):
        assert clock.day_of(night) == SATURDAY
        clock.settle_days(ZoneInfo("Pacific/Kiritimati"), 0)
        assert clock.day_of(night) == SUNDAY
    assert (clock.day_of(night), timezone.get_current_timezone_name()) == (SUNDAY, "UTC")
    assert clock.day_of(night - timedelta(hours=2)) == SATURDAY


def test_nothing_else_makes_a_day_of_a_moment() -> None:
    elsewhere = [
        f"{module.relative_to(PACKAGE)}:{node.lineno}"
        for module in sorted(PACKAGE.rglob("*.py"))
        if module != PACKAGE / "ui" / "clock.py"
        for node in ast.walk(ast.parse(module.read_text()))
        if (isinstance(node, ast.Attribute) and node.attr in {"localdate", "localtime"})
        or (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "date")
    ]
    assert elsewhere == []
