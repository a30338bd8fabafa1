"""The fonts of text and headings: small, and no reason for a page to move when they come."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

STATIC = Path(settings.BASE_DIR) / "static"
FACES = re.findall(r"@font-face {(.*?)}", (STATIC / "css" / "fonts.css").read_text())
OWN = {face: re.findall(r'url\("\.\./(.*?)"\)', face) for face in FACES if "url(" in face}


def test_both_together_are_small() -> None:
    paths = [STATIC / path for urls in OWN.values() for path in urls]
    assert len(paths) == 2
    assert sum(path.stat().st_size for path in paths) <= 35_000


def test_text_is_shown_before_they_come_and_keeps_its_place() -> None:
    assert all("font-display: swap" in face for face in OWN)
    stand_ins = [set(re.findall(r"[\w-]+(?=:)", face)) for face in FACES if face not in OWN]
    assert stand_ins
    assert all({"size-adjust", "ascent-override", "descent-override"} <= properties for properties in stand_ins)


def test_every_family_that_is_named_is_there() -> None:
    tokens = (STATIC / "css" / "tokens.css").read_text()
    named = {name for line in re.findall(r"--(?:sans|serif): (.*);", tokens) for name in re.findall(r'"(.*?)"', line)}
    assert named == {name for face in FACES for name in re.findall(r'font-family: "(.*?)"', face)}
