"""Boxes to stop at and try, in Markdown: a question in sight, and its answer under a summary, without JavaScript.

::: try 5
A question.

---

Its answer.
:::
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it.rules_block import StateBlock

from studyplan.catalog.files.render.math import RenderError

OPENING = re.compile(r":::[ \t]*try(?:[ \t]+([1-9]\d?))?[ \t]*")
MINUTES = 3  # that a box is worth, unless it says how many


def parse_box(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    opening = _line(state, start)
    if state.is_code_block(start) or not opening.startswith(":::"):
        return False
    match = OPENING.fullmatch(opening)
    if match is None:
        raise RenderError("a line with ::: opens or closes a box: write '::: try' to open one", start + 1)
    if silent:
        return True
    bare = [_line(state, line).strip() for line in range(start, end)]
    last = bare.index(":::") if ":::" in bare else 0
    divider = bare.index("---", 0, last) if "---" in bare[:last] else 0
    if not last:
        raise RenderError("the box is not closed: write ':::' on a line of its own after the answer", start + 1)
    if not divider:
        raise RenderError("the box has no answer: write '---' on a line of its own after the question", start + 1)
    if not any(bare[1:divider]) or not any(bare[divider + 1 : last]):
        raise RenderError("the box has an empty half: write a question, '---' and its answer", start + 1)
    box = state.push("try_open", "div", 1)
    box.map = [start, start + last]
    box.meta = {"minutes": int(match[1] or MINUTES)}
    _parse_lines(state, start + 1, start + divider)
    state.push("try_answer", "details", 0)
    _parse_lines(state, start + divider + 1, start + last)
    state.push("try_close", "div", -1)
    state.line = start + last + 1
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _parse_lines(state: StateBlock, start: int, end: int) -> None:
    """The blocks of some lines, which see nothing of those around them."""
    outer, state.lineMax = state.lineMax, end
    state.md.block.tokenize(state, start, end)
    state.lineMax = outer


def _render_try_open(*_: object) -> str:
    return '<div class="try">\n'


def _render_try_answer(*_: object) -> str:
    return "<details><summary>Stop and try, then uncover the answer</summary>\n"


def _render_try_close(*_: object) -> str:
    return "</details></div>\n"


BOX_RENDER_RULES: dict[str, Callable[..., str]] = {
    "try_open": _render_try_open,
    "try_answer": _render_try_answer,
    "try_close": _render_try_close,
}
