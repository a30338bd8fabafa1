"""``content/plot.py``: what figures are drawn with."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings

from tests.content.scripts import run

Figure = run(settings.CONTENT_DIR / "plot.py")[1]["Figure"]
SHAPES = run(settings.CONTENT_DIR / "plot_shapes.py")[1]
format_number, nice_ticks, log_ticks = (SHAPES[name] for name in ("format_number", "nice_ticks", "log_ticks"))
SVG = "{http://www.w3.org/2000/svg}"


def full_figure() -> Any:
    """A figure that uses everything that there is."""
    figure = Figure("A & B", "What there is to see.", x=(1, 100), y=(0, 4), x_log=True, x_label="x", y_label="y")
    figure.band([1, 100], [0, 1], [1, 2], series=1)
    figure.line([1, 10, 100], [0, 9, 2], series=1, label="one")
    figure.line([1, 100], [1, 2], series=2, label="two", dashed=True)
    figure.vertical(10, "here")
    figure.horizontal(3, "there")
    figure.arrow((2, 1), (4, 2))
    figure.text(2, 1, "a < b", anchor="middle")
    below = figure.panel(x=(0, 4), y=(-1, 1), heading="Below", x_ticks={1: "a", 2: "b"})
    below.bars([1, 2], [0.5, -0.5], series=3, names=["½", "−½"])
    for marker in ("circle", "square", "triangle", "cross"):
        below.points([1, 2], [0, 0.5], series=4, marker=marker, label="marks", label_at=(1, 0.2))
    return figure


def test_a_figure_is_xml_that_a_screen_reader_can_name() -> None:
    root = ElementTree.fromstring(full_figure().svg())
    title, desc = root[0], root[1]
    assert (title.tag, title.text) == (f"{SVG}title", "A & B")
    assert (desc.tag, desc.text) == (f"{SVG}desc", "What there is to see.")
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert root.get("role") == "img"
    assert root.get("viewBox") == "0 0 400 500"
    assert root.get("width") is root.get("height") is None


def test_every_color_is_the_readers() -> None:
    for element in ElementTree.fromstring(full_figure().svg()).iter():
        assert {element.get("fill", "none"), element.get("stroke", "none")} <= {"none", "currentColor"}
        assert "style" not in element.attrib


def test_the_same_data_give_the_same_picture() -> None:
    assert full_figure().svg() == full_figure().svg()


def test_a_line_is_cut_off_at_the_axes() -> None:
    figure = Figure("Cut", "A line that leaves.", x=(0, 2), y=(0, 1), y_ticks=[])
    figure.line([0, 1, 2], [0.5, 9, 0.5])
    figure.line([0, 2], [5, 5])
    paths = [element.get("d", "") for element in ElementTree.fromstring(figure.svg()).iter(f"{SVG}path")]
    lines = [path for path in paths if path.startswith("M16 1")]
    heights = [float(point.split(" ")[1]) for path in paths for point in path[1:].split("L")]
    assert len(lines) == 1
    assert min(heights) >= 8


@pytest.mark.parametrize(
    ("value", "written"), [(1.0, "1"), (1.25, "1.2"), (-0.01, "0"), (0.0, "0"), (10.0, "10"), (-3.14, "-3.1")]
)
def test_numbers_are_written_alike_everywhere(value: float, written: str) -> None:
    assert format_number(value) == written


def test_ticks_are_round_numbers() -> None:
    assert nice_ticks(0, 1) == [0, 0.2, 0.4, 0.6, 0.8, 1]
    assert nice_ticks(-3, 12) == [0, 5, 10]
    assert log_ticks(1, 1000) == [1, 10, 100, 1000]


@pytest.mark.parametrize("ends", [(1, 0), (2, 2)])
def test_an_axis_must_run_upwards(ends: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="runs upwards"):
        Figure("Bad", "No axis.", x=ends, y=(0, 1))


def test_markers_are_known() -> None:
    figure = Figure("Bad", "No such marker.", x=(0, 1), y=(0, 1))
    with pytest.raises(ValueError, match="a marker is one of"):
        figure.points([0], [0], marker="star")
