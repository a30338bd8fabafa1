"""The geometry of figures."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyplan.practice.history.charts import bar_chart, dumbbell_chart, level_chart
from studyplan.practice.history.levels import LevelPoint

MONDAY = date(2026, 3, 2)
WEEK = timedelta(days=7)
STEPS = (15, 30, 60)


def weeks(*pairs: tuple[int, int]) -> list[tuple[date, int, int]]:
    return [(MONDAY + number * WEEK, *pair) for number, pair in enumerate(pairs)]


def test_bars_stand_on_the_axis_and_on_one_another() -> None:
    chart = bar_chart(weeks((60, 30), (0, 120)), STEPS)
    assert [tick.value for tick in chart.ticks] == [0, 30, 60, 90, 120]
    first, second = chart.bars
    assert first.lower_y + first.lower_height == chart.bottom
    assert first.upper_y + first.upper_height == pytest.approx(first.lower_y)
    assert first.lower_height == pytest.approx(2 * first.upper_height)
    assert (second.lower_height, second.upper_height) == (0, chart.bottom - chart.ticks[-1].y)
    assert first.x < first.middle < first.x + chart.bar_width < second.x
    width, end = chart.bar_width, chart.ticks[-1].y
    assert chart.lower == f"M{first.x} {first.lower_y}h{width}v{first.lower_height}H{first.x}z"
    assert chart.upper.split("z")[1] == f"M{second.x} {end}h{width}v{second.upper_height}H{second.x}"


@pytest.mark.parametrize(
    ("most", "values"),
    [
        (0, [0, 15]),
        (15, [0, 15]),
        (16, [0, 15, 30]),
        (60, [0, 15, 30, 45, 60]),
        (61, [0, 30, 60, 90]),
        (240, [0, 60, 120, 180, 240]),
        # Past the steps, every second or third one is written.
        (241, [0, 120, 240]),
        (600, [0, 180, 360, 540]),
    ],
)
def test_the_axis_ends_at_a_round_number(most: int, values: list[int]) -> None:
    assert [tick.value for tick in bar_chart(weeks((most, 0)), STEPS).ticks] == values


def test_dates_stand_below_as_many_bars_as_have_room_the_newest_always() -> None:
    for number, labelled in ((1, 1), (6, 6), (7, 4), (12, 6), (16, 6)):
        labels = [bar.label for bar in bar_chart(weeks(*[(1, 1)] * number), STEPS).bars]
        assert sum(label is not None for label in labels) == labelled
        assert labels[-1] == MONDAY + (number - 1) * WEEK


def test_nothing_draws_nothing() -> None:
    chart = bar_chart([], STEPS)
    assert chart.bars == ()


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 3000)), min_size=1, max_size=16))
def test_everything_is_within_the_figure(pairs: list[tuple[int, int]]) -> None:
    chart = bar_chart(weeks(*pairs), STEPS)
    for bar in chart.bars:
        assert chart.left <= bar.x
        assert bar.x + chart.bar_width <= chart.width
        assert bar.upper_y >= 0
    for tick in chart.ticks:
        assert 0 <= tick.y <= chart.bottom
    assert len(chart.ticks) <= 5


def points(line: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, _, y in (corner.partition(",") for corner in line.split())]


def test_levels_go_in_steps_up_to_the_last_day() -> None:
    chart = level_chart([LevelPoint(MONDAY, 2, 2), LevelPoint(MONDAY + WEEK, 4, 3)], 5, MONDAY, MONDAY + 2 * WEEK, 5)
    heights = dict(enumerate((float(line.partition("H")[0].split()[1]) for line in chart.grid.split("M")[1:]), start=1))
    assert [(level.value, level.y) for level in chart.named] == [(1, heights[1]), (5, heights[5])]
    left, right = float(chart.left), float(chart.width)
    middle = (left + right) / 2
    assert points(chart.counted) == [
        (left, heights[2]),
        (middle, heights[2]),
        (middle, heights[3]),
        (right, heights[3]),
    ]
    assert [y for _, y in points(chart.claimed)] == [heights[2], heights[2], heights[4], heights[4]]
    assert chart.target == heights[5] < heights[1] < chart.height


def test_a_single_day_is_a_level_line() -> None:
    chart = level_chart([LevelPoint(MONDAY, 3, 3)], 4, MONDAY, MONDAY, 5)
    (left, one), (right, other) = points(chart.counted)
    assert (left, right, one) == (chart.left, chart.width, other)


def test_a_dumbbell_reaches_from_the_rating_to_what_was_shown() -> None:
    chart = dumbbell_chart([("Metrics", 4, 2), ("Optimization", 1, 5)], 5)
    xs = {level: x for x, level in chart.marks}
    assert list(xs) == [1, 2, 3, 4, 5]
    assert sorted(xs.values()) == list(xs.values())
    first, second = chart.lines
    assert (first.rated_x, first.shown_x) == (xs[4], xs[2])
    assert (second.rated_x, second.shown_x) == (xs[1], xs[5])
    assert 0 < first.y < second.y < chart.bottom < chart.height
    assert 0 < xs[1] < xs[5] < chart.width
