"""Figures that a slider moves, and that show one frame without it."""

from __future__ import annotations

import pytest

from studyplan.catalog.files.render.figure import clean_svg

FRAMES = "".join(
    f'<g class="frame{" is-shown" if value == 3 else ""}" data-value="{value}"><path d="M0 {value}"/></g>\n'
    for value in range(1, 6)
)
SVG = f"""<svg viewBox="0 0 400 250" role="img" aria-labelledby="t d" data-slider="λ">
<title id="t">A curve</title>
<desc id="d">It falls.</desc>
<path class="axis" d="M0 0L10 10"/>
{FRAMES}</svg>
"""


def test_a_figure_with_frames_is_kept_as_it_is() -> None:
    markup, errors = clean_svg(SVG, "figure-x-")
    assert errors == []
    assert 'data-slider="λ"' in markup
    assert '<g class="frame is-shown" data-value="3">' in markup
    assert markup.count('class="frame"') == 4


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (' data-slider="λ"', "", 'frames and data-slider="…" on <svg>, their label, need each other'),
        (FRAMES, "", 'frames and data-slider="…" on <svg>, their label, need each other'),
        ('<g class="frame" data-value="1"><path d="M0 1"/></g>', "", "4 frames: draw 5 to 12"),
        ('data-value="1"', 'data-value="2"', "give each frame a data-value of its own"),
        (' data-value="1"', "", "give each frame a data-value of its own"),
        (" is-shown", "", '0 frames are shown at first: write class="frame is-shown" on one'),
        ('class="frame" data', 'class="frame is-shown" data', "2 frames are shown at first"),
        ('<path class="axis"', '<path class="frame"', "only a frame, <g"),
        ('<path class="axis"', '<path data-value="3"', "only a frame, <g"),
        ('<path class="axis"', '<path data-slider="k"', "the attribute data-slider of <path> is not allowed"),
        ("It falls.", "It falls. " * 5000, "bytes: draw with fewer points or frames, 40,960 at most"),
    ],
)
def test_a_slider_could_not_walk_through(old: str, new: str, message: str) -> None:
    assert old in SVG
    errors = clean_svg(SVG.replace(old, new, 1), "figure-x-")[1]
    assert [error for error in errors if message in error.message], errors
