"""Notes as Anki's text files have them: lines of fields below a few lines that say how to read them.

https://docs.ankiweb.net/importing/text-files.html. No Django here, and no database.
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " "}
OTHER_COLUMNS = ("guid column", "notetype column", "deck column", "tags column")
"""Header lines that name a column, counted from 1, which is no side of the card."""
BLOCKS = frozenset({"div", "p", "li", "tr", "h1", "h2", "h3"})
NOT_SHOWN = frozenset({"script", "style", "head", "title"})
TOKEN = re.compile(
    r"""</?(?P<tag>[a-z][a-z0-9]*+)(?:[^<>"']|"[^"]*"|'[^']*')*+>|<[!?][^<>]*+>|(?P<text>[^<]+|<)""", re.IGNORECASE
)
"""A tag, whose quoted values may hold ``>``; a comment or the like; or text."""
COLUMN_NUMBER = re.compile("[1-9][0-9]?")


@dataclass(frozen=True, slots=True)
class AnkiNote:
    """``line``: where it stands in a file that was read; ``deck`` with its parents, joined by ``::``."""

    front: str
    back: str
    deck: str = ""
    tags: tuple[str, ...] = ()
    line: int = 0


def write_notes(notes: Iterable[AnkiNote], *, is_html: bool) -> str:
    """The text of a file. Every field is in quotes: a question may begin with ``#`` or hold several lines."""
    out = io.StringIO()
    out.write(f"#separator:tab\n#html:{str(is_html).lower()}\n#deck column:3\n#tags column:4\n")
    writer = csv.writer(out, delimiter="\t", quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows((note.front, note.back, note.deck, " ".join(note.tags)) for note in notes)
    return out.getvalue()


def read_notes(text: str) -> Iterator[AnkiNote]:
    """The notes of a file as plain text. Raises ``csv.Error`` where it cannot be split."""
    lines = list(io.StringIO(text, newline=""))
    header = read_header(lines)
    start = sum(1 for _line in header_lines(lines))
    separator = find_separator(header, lines[start] if start < len(lines) else "")
    special = {name: int(header[name]) - 1 for name in OTHER_COLUMNS if COLUMN_NUMBER.fullmatch(header.get(name, ""))}
    clean = strip_html if header.get("html", "").lower() == "true" else str
    rows = csv.reader(lines[start:], delimiter=separator)
    for fields in rows:
        sides = [
            clean(unify_line_ends(field)).strip() for place, field in enumerate(fields) if place not in special.values()
        ]
        if any(sides):
            yield AnkiNote(
                front=sides[0],
                back=sides[1] if len(sides) > 1 else "",
                deck=_field(fields, special, "deck column") or header.get("deck", ""),
                tags=tuple(f"{_field(fields, special, 'tags column')} {header.get('tags', '')}".split()),
                line=start + rows.line_num,
            )


def unify_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def header_lines(lines: Iterable[str]) -> Iterator[str]:
    """The lines at the top that begin with ``#``."""
    for line in lines:
        if not line.startswith("#"):
            return
        yield line


def read_header(lines: Iterable[str]) -> Mapping[str, str]:
    """Name → value, of lines such as ``#separator:tab``."""
    pairs = (line[1:].rstrip("\r\n").partition(":") for line in header_lines(lines))
    return {name.strip().lower(): value.strip() if value.strip() else value for name, _colon, value in pairs}


def find_separator(header: Mapping[str, str], first: str) -> str:
    """The one that the header names, or else the first that the ``first`` line has."""
    named = header.get("separator", "")
    if named.lower() in SEPARATORS:
        return SEPARATORS[named.lower()]
    is_sign = len(named) == 1 and named not in '"\0'  # newer versions of Python refuse to split by these
    return named if is_sign else next((sign for sign in "\t;," if sign in first), "\t")


def _field(fields: list[str], columns: Mapping[str, int], name: str) -> str:
    place = columns.get(name, len(fields))
    return fields[place].strip() if place < len(fields) else ""


def strip_html(source: str) -> str:
    """What a reader sees. Python's own parser takes minutes where tags never end, and raises where ``<![`` begins."""
    parts: list[str] = []
    hidden = 0
    for token in TOKEN.finditer(source):
        tag = (token["tag"] or "").lower()
        if tag in NOT_SHOWN:
            hidden = max(0, hidden + (-1 if token[0].startswith("</") else 1))
        elif tag == "br" or (tag in BLOCKS and parts and not parts[-1].endswith("\n")):
            parts.append("\n")
        elif token["text"] and not hidden:
            parts.append(unescape_html(token["text"]))
    return "".join(parts).replace("\xa0", " ")


def unescape_html(text: str) -> str:
    try:
        return html.unescape(text)
    except ValueError:  # ``&#`` with more digits than Python makes a number of
        return text
