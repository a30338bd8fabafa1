from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from studyplan.planner.week_hours import GROUND, TOP, WIDTH, WeekHours, draw_hours

BEGINS = date(2026, 3, 2)


def weeks(*minutes: tuple[int, int, int], current: int | None = None) -> list[WeekHours]:
    return [
        WeekHours(BEGINS + timedelta(weeks=number), planned, done, free, number == current)
        for number, (planned, done, free) in enumerate(minutes)
    ]


def bars(path: str) -> list[tuple[float, float]]:
    """Where each bar begins, and how high it is."""
    return [(float(x), float(height)) for x, height in re.findall(r"M([\d.]+) [\d.]+v-([\d.]+)h", path)]


def test_the_highest_week_fills_the_picture_and_parts_stand_on_one_another() -> None:
    picture = draw_hours(weeks((300, 300, 0), (300, 100, 60), (120, 0, 0), current=1))
    assert picture
    assert picture.most == 360
    scale = (GROUND - TOP) / 360
    assert [height for _x, height in bars(picture.done)] == [round(300 * scale, 1), round(100 * scale, 1)]
    assert [height for _x, height in bars(picture.planned)] == [round(200 * scale, 1), round(120 * scale, 1)]
    assert [height for _x, height in bars(picture.free)] == [round(60 * scale, 1)]
    assert bars(picture.free)[0][0] == bars(picture.planned)[0][0] == float(picture.mark[1:].split()[0])


def test_without_minutes_there_is_nothing_to_draw() -> None:
    assert draw_hours([]) is None
    assert draw_hours(weeks((0, 0, 0))) is None


@pytest.mark.parametrize("count", [1, 7, 20, 60])
@pytest.mark.parametrize("current", [0, -1, None])
def test_labels_stay_inside_and_apart(count: int, current: int | None) -> None:
    picture = draw_hours(weeks(*[(60, 0, 0)] * count, current=None if current is None else current % count))
    assert picture
    for label in filter(None, (picture.peak, picture.current, picture.last)):
        assert 0 <= label.x <= WIDTH
    assert max(x for x, _height in bars(picture.planned)) < WIDTH
    if picture.current and picture.last:
        assert picture.last.x - picture.current.x > 90
    if picture.current and picture.first:
        assert picture.current.x > 90
