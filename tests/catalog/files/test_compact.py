"""Figures in fewer letters."""

from __future__ import annotations

import pytest

from studyplan.catalog.files.render.compact import compact_svg, shorten_path, straighten

COLOR = 'fill="currentColor"'


@pytest.mark.parametrize(
    ("data", "short"),
    [
        ("M35.8 180L388 180", "m35.8 180 352.2 0"),
        ("M360.2 94.5L362.8 89.3L365.4 94.5Z", "m360.2 94.5 2.6-5.2 2.6 5.2z"),
        ("M338 312.5h9M329 330.5h9", "m338 312.5h9m-18 18h9"),
        ("M0 0L10 0.5L0 0.5ZM5 5L6 9", "m0 0 10 .5-10 0zm5 5 1 4"),
        ("M1 1C2 3 4 5 6 7", "M1 1C2 3 4 5 6 7"),
        ("m1 1l2 2", "m1 1l2 2"),
        ("M0 0L10 10L20 20.1L30 30", "m0 0 30 30"),
        ("M0 0L10 10L20 0", "m0 0 10 10 10-10"),
        ("M0 0L10 10L0 0", "m0 0 10 10-10-10"),
    ],
)
def test_a_path_is_written_in_steps(data: str, short: str) -> None:
    assert shorten_path(data) == short


def test_points_that_matter_stay() -> None:
    curve = [(x * 100, x * x) for x in range(40)]
    kept = straighten(curve)
    assert kept[0] == curve[0]
    assert kept[-1] == curve[-1]
    assert 2 < len(kept) < len(curve)


def test_lines_that_are_drawn_alike_are_one_path() -> None:
    line = '<path class="grid" fill="none" stroke="currentColor" d="M0 0L9 0"/>'
    other = line.replace("M0 0L9 0", "M0 5L9 5")
    assert compact_svg(f"<svg>{line}\n{other}</svg>").count("<path") == 1
    pale = line.replace("<path", '<path stroke-opacity="0.5"'), other.replace("<path", '<path stroke-opacity="0.5"')
    assert compact_svg(f"<svg>{''.join(pale)}</svg>").count("<path") == 2


def test_dots_and_squares_are_strokes_without_a_length() -> None:
    dots = "".join(f'<circle cx="{x}" cy="7.5" r="3" {COLOR}></circle>' for x in (1, 2, 3))
    assert 'stroke-width="6" stroke-linecap="round" d="m1 7.5h0m1 0h0m1 0h0"' in compact_svg(f"<svg>{dots}</svg>")
    squares = "".join(f'<rect x="{x}" y="7" width="5" height="5" {COLOR}></rect>' for x in (1, 2, 3))
    assert 'stroke-linecap="square" d="m3.5 9.5h0m1 0h0m1 0h0"' in compact_svg(f"<svg>{squares}</svg>")
    assert compact_svg(f'<svg><g fill-opacity="0.5">{dots}</g></svg>').count("<circle") == 3


def test_triangles_of_one_shape_are_one_path() -> None:
    triangle = f'<path d="M1 9L3 5L5 9Z" {COLOR}/>'
    moved, turned = triangle.replace("M1 9L3 5L5 9", "M4 8L6 4L8 8"), triangle.replace("M1 9L3 5L5 9", "M4 8L8 8L6 4")
    assert 'd="m1 9 2-4 2 4zm3-1 2-4 2 4z"' in compact_svg(f"<svg>{triangle}\n{moved}</svg>")
    assert compact_svg(f"<svg>{triangle}{turned}</svg>").count("<path") == 2
    assert compact_svg(f'<svg><g fill-opacity="0.5">{triangle}{moved}</g></svg>').count("<path") == 2


def test_what_is_filled_gets_its_color_from_the_figure() -> None:
    assert compact_svg(f"<svg><text {COLOR}>a</text></svg>") == f"<svg {COLOR}><text>a</text></svg>"
    grouped = f'<svg><g fill="none"><text {COLOR}>a</text></g></svg>'
    assert compact_svg(grouped) == grouped
