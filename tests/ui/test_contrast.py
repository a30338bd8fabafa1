"""The colors in ``static/css/tokens.css`` hold what WCAG 2.2 asks, in the light scheme and in the dark one."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings

CSS = Path(settings.BASE_DIR) / "static" / "css"
GROUNDS = ("paper", "raised", "sunk")
TEXT = ("ink", "muted", "accent", "danger")
MARKS = ("mark", "accent", "danger", "level-1", "level-2", "level-3", "level-4", "level-5")
EVERY_PAGE = ("fonts", "tokens", "base", "components", "pages", "print")


def schemes() -> dict[str, dict[str, str]]:
    """The color tokens of each scheme."""
    pairs = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{3,6}), (#[0-9a-f]{3,6})\);")
    tokens = pairs.findall((CSS / "tokens.css").read_text())
    return {
        "light": {name: light for name, light, _dark in tokens},
        "dark": {name: dark for name, _light, dark in tokens},
    }


def luminance(color: str) -> float:
    """Relative luminance as WCAG defines it."""
    digits = color[1:] if len(color) == 7 else "".join(2 * digit for digit in color[1:])
    channels = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colors, 1 to 21."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_marks_stand_out_from_every_ground(scheme: str) -> None:
    colors = schemes()[scheme]
    faults = [
        f"{color} on {ground}: {contrast(colors[color], colors[ground]):.2f} < {least}"
        for names, least in ((TEXT, 4.5), (MARKS, 3.0))
        for color in names
        for ground in GROUNDS
        if contrast(colors[color], colors[ground]) < least
    ]
    assert not faults


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_on_filled_buttons_and_toasts_is_readable(scheme: str) -> None:
    colors = schemes()[scheme]
    assert contrast(colors["on-accent"], colors["accent"]) >= 4.5
    assert contrast(colors["paper"], colors["ink"]) >= 4.5
    assert contrast(colors["level-4"], colors["paper"]) >= 4.5  # the title of a strong answer


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_figures_are_drawn_in_is_readable(scheme: str) -> None:
    """Series are labelled in their own color."""
    colors = schemes()[scheme]
    sheet = (CSS / "study.css").read_text()
    for number in (1, 2, 3):
        name = re.search(rf"\.series-{number} {{ color: var\(--([\w-]+)\); }}", sheet)
        assert name
        assert contrast(colors[name[1]], colors["paper"]) >= 4.5
    mix = re.search(r"\.series-4 { color: color-mix\(in srgb, var\(--([\w-]+)\) (\d+)%, var\(--([\w-]+)\)\); }", sheet)
    assert mix
    share = int(mix[2]) / 100
    pairs = [(int(colors[mix[1]][n : n + 2], 16), int(colors[mix[3]][n : n + 2], 16)) for n in (1, 3, 5)]
    mixed = "#" + "".join(f"{round(share * front + (1 - share) * back):02x}" for front, back in pairs)
    assert contrast(mixed, colors["paper"]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_tiers_stand_out_from_every_ground(scheme: str) -> None:
    """One tone for both schemes."""
    tiers = re.findall(r"\.tier-\d { --tier: (#[0-9a-f]{6}); }", (CSS / "catalog.css").read_text())
    assert len(tiers) == len(set(tiers)) == 4
    colors = schemes()[scheme]
    assert not [(tier, ground) for tier in tiers for ground in GROUNDS if contrast(tier, colors[ground]) < 3]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_higher_level_stands_out_more(scheme: str) -> None:
    colors = schemes()[scheme]
    steps = [contrast(colors[f"level-{level}"], colors["paper"]) for level in range(1, 6)]
    assert all(lower < higher for lower, higher in pairwise(steps))


def test_the_browser_bars_have_the_color_of_the_ground() -> None:
    base = (Path(settings.BASE_DIR) / "templates" / "base.html").read_text()
    for name, colors in schemes().items():
        of_the_system = f"""{{% if not theme %}} media="(prefers-color-scheme: {name})"{{% endif %}}"""
        assert f'content="{colors["paper"]}"{of_the_system}>' in base


def test_the_styles_of_every_page_together_stay_small() -> None:
    assert sum((CSS / f"{name}.css").stat().st_size for name in EVERY_PAGE) <= 20 * 1024
