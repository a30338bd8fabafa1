"""The interface's texts, as they stand in modules and templates."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from jinja2 import Environment
from jinja2.ext import extract_from_ast

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
FUNCTIONS = {
    "_": 1,
    "gettext": 1,
    "gettext_lazy": 1,
    "gettext_noop": 1,
    "ngettext": 2,
    "ngettext_lazy": 2,
}
"""Names of functions that translate, and how many of their arguments are texts."""

STRING = r"""(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')"""
TRANSLATED = re.compile(rf"(?:\{{%\s*translate\s+|\b_\(){STRING}")
BLOCK = re.compile(r"\{%\s*blocktranslate\b.*?%\}(.*?)\{%\s*endblocktranslate\s*%\}", re.DOTALL)
PLURAL = re.compile(r"\{%\s*plural\s*%\}")
COMMENT = re.compile(r"\{%\s*comment\s*%\}.*?\{%\s*endcomment\s*%\}|\{#.*?#\}", re.DOTALL)
CLASSES = re.compile(r"\{%\s*block \w+_class\s*%\}.*?\{%\s*endblock.*?%\}", re.DOTALL)
CODE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{2,}")
SPOKEN = {"alt", "aria-label", "placeholder", "title"}
NO_LANGUAGE = {"code", "kbd", "pre", "script", "style"}
NAMES = {"studyplan"}


class Text(NamedTuple):
    place: str
    text: str


def list_texts() -> list[Text]:
    """Every text that is translated, with the file that it is in."""
    return [*_in_modules(), *_in_templates(), *_in_rows()]


def _in_modules() -> Iterator[Text]:
    for path in sorted((ROOT / "studyplan").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                for argument in node.args[: FUNCTIONS.get(node.func.id, 0)]:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield Text(f"{_name(path)}:{argument.lineno}", argument.value)


def _in_templates() -> Iterator[Text]:
    for path in sorted(TEMPLATES.rglob("*.html")):
        source = COMMENT.sub("", path.read_text(encoding="utf-8"))
        for double, single in TRANSLATED.findall(source):
            yield Text(_name(path), double or single)
        for block in BLOCK.findall(source):
            for text in PLURAL.split(block):
                yield Text(_name(path), " ".join(text.split()))


def _in_rows() -> Iterator[Text]:
    environment = Environment()
    for path in sorted(TEMPLATES.rglob("*.jinja")):
        tree = environment.parse(path.read_text(encoding="utf-8"))
        for line, _function, message in extract_from_ast(tree, ("_", "gettext", "ngettext")):
            for text in (message,) if isinstance(message, str) else message or ():
                if text:
                    yield Text(f"{_name(path)}:{line}", text)


def list_bare_texts() -> list[Text]:
    """Words in templates that no translation can reach."""
    found = []
    for path in sorted([*TEMPLATES.rglob("*.html"), *TEMPLATES.rglob("*.jinja")]):
        if path.is_relative_to(TEMPLATES / "rows" / "django"):
            continue
        source = path.read_text(encoding="utf-8")
        for pattern in (COMMENT, BLOCK, CLASSES, CODE):
            source = pattern.sub("", source)
        reader = _WordReader()
        reader.feed(source)
        found += [Text(_name(path), text) for text in reader.found]
    return found


class _WordReader(HTMLParser):
    """Collects the words of a page that a reader sees or hears."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in NO_LANGUAGE:
            self._silent.append(tag)
        for name, value in attrs:
            if name in SPOKEN:
                self._note(value or "")

    def handle_endtag(self, tag: str) -> None:
        """What follows code is language again."""
        if self._silent and self._silent[-1] == tag:
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._note(data)

    def _note(self, text: str) -> None:
        if set(WORD.findall(text)) - NAMES:
            self.found.append(" ".join(text.split()))


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
