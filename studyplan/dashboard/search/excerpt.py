"""The words of a text, and the piece of it that holds some of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set as AbstractSet

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

GREEK = {"α": "alpha", "β": "beta", "γ": "gamma", "η": "eta", "κ": "kappa", "λ": "lambda", "σ": "sigma", "ρ": "rho"}
LETTERS_AND_DIGITS = re.compile(r"[^\W_]+")
BEFORE, LETTERS = 40, 150  # of an excerpt: those before its first hit, and all


def split_words(text: str) -> list[str]:
    """The words of a text without case, accents and punctuation."""
    letters = "".join(
        letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter)
    )
    return re.findall(r"[^\W_]+", "".join(GREEK.get(letter, letter) for letter in letters))


def cut_excerpt(text: str, meant: AbstractSet[str]) -> SafeString:
    """The piece of ``text`` around the first of the words ``meant``, all of them marked; its beginning without any."""
    first_hit = next((match.start() for match in LETTERS_AND_DIGITS.finditer(text) if _is_meant(match[0], meant)), 0)
    start = max(0, first_hit - BEFORE)
    if start:
        start = text.index(" ", start) + 1 if " " in text[start:first_hit] else first_hit
    end = len(text) if len(text) <= start + LETTERS else max(text.rfind(" ", start, start + LETTERS), start + BEFORE)
    pieces, place = ["… " if start else ""], start
    for match in LETTERS_AND_DIGITS.finditer(text, start, end):
        if _is_meant(match[0], meant):
            pieces += [escape(text[place : match.start()]), f"<mark>{escape(match[0])}</mark>"]
            place = match.end()
    pieces += [escape(text[place:end]), " …" if end < len(text) else ""]
    return mark_safe("".join(pieces))  # noqa: S308 - each piece is escaped


def _is_meant(word: str, meant: AbstractSet[str]) -> bool:
    # Most words are of the alphabet's plain letters, and most texts hold the word early.
    plain = word.lower() if word.isascii() else " ".join(split_words(word))
    return plain in meant
