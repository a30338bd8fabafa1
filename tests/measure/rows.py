"""Jinja's templates, marked as modules are: what Jinja makes of one is a module whose lines know their template's."""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from types import CodeType

from jinja2 import Environment

from tests.measure.modules import MARK, Marks

DEBUG_INFO = re.compile(r"^debug_info = '([\d=&]*)'", re.MULTILINE)
MARKER = f"import {__name__} as measured\n{MARK} = measured.markers[%r]"
LAST_LINES = 4
"""What follows the last line that is told: a macro's or a block's end."""

rendered: defaultdict[str, set[int]] = defaultdict(set)
"""File → the lines that were rendered."""
markers: dict[str, Callable[[Iterable[int]], None]] = {}


def mark_rows(folder: Path) -> None:
    """From here on, note the lines of templates below ``folder`` that are rendered."""
    compile_source = Environment._compile

    def compile_marked(self: Environment, source: str, filename: str) -> CodeType:
        if not filename.startswith(f"{folder}/"):
            return compile_source(self, source, filename)
        markers[filename] = make_marker(filename, source)
        tree = Marks().visit(ast.parse(source))
        tree.body[:0] = ast.parse(MARKER % filename).body
        return compile(ast.fix_missing_locations(tree), filename, "exec")

    Environment._compile = compile_marked  # type: ignore[method-assign]


def make_marker(filename: str, source: str) -> Callable[[Iterable[int]], None]:
    """Each line of the module stands for the template's lines up to the next that has one of its own."""
    found = DEBUG_INFO.search(source)
    pairs = [tuple(map(int, pair.split("="))) for pair in found[1].split("&")] if found and found[1] else []
    ours, theirs = [pair[1] for pair in pairs], [pair[0] for pair in pairs]
    ends = sorted(set(theirs))

    def mark(numbers: Iterable[int]) -> None:
        for number in numbers:
            place = bisect_right(ours, number) - 1
            if place >= 0:
                first = theirs[place]
                after = bisect_right(ends, first)
                rendered[filename].update(range(first, ends[after] if after < len(ends) else first + LAST_LINES))

    return mark
