"""Marks that run a browser test once for each of several browsers' ways; they combine."""

import pytest

PHONE, DESKTOP = 360, 1280

at_each_width = pytest.mark.parametrize("width", [PHONE, DESKTOP], ids=["phone", "desktop"])
in_both_schemes = pytest.mark.parametrize("colors", ["light", "dark"])
with_and_without_javascript = pytest.mark.parametrize("javascript", [True, False], ids=["js", "no-js"])
without_javascript = pytest.mark.parametrize("javascript", [False], ids=["no-js"])
