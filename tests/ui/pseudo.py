"""A language that nobody speaks: English with strange letters, many twice, so that texts are 1.4 times as long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.utils import translation

LANGUAGE = "en-xa"
PAIRS = zip("aeioutnsAEIOU", "àéîöûtñsÀÉÎÖÛ", strict=True)
STRANGE: dict[str, str | int | None] = {letter: strange * 2 for letter, strange in PAIRS}
# What a text keeps: values to be filled in, elements, and characters by name.
KEPT = re.compile(r"(%(?:\(\w+\))?[\d.]*[sdf%]|\{\w*\}|<[^>]+>|&\w+;)")


def estrange(text: str) -> str:
    """“Read” → “Rééààd”, without touching what is filled in."""
    parts = KEPT.split(text)
    return "".join(part if number % 2 else part.translate(str.maketrans(STRANGE)) for number, part in enumerate(parts))


def estrange_counted(one: str, many: str, number: int) -> str:
    return estrange(one if number == 1 else many)


@contextmanager
def speak_strangely() -> Iterator[None]:
    """Translate all that can be translated, in every thread."""
    translation.gettext("")  # from here on the functions are attributes that can be replaced
    translation.ngettext("", "", 1)
    translation.get_language()
    functions = vars(translation)["_trans"]
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(functions, "gettext", estrange)
        monkeypatch.setattr(functions, "ngettext", estrange_counted)
        monkeypatch.setattr(functions, "get_language", lambda: LANGUAGE)
        yield
    cache.clear()
