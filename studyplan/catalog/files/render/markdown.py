"""Markdown with LaTeX math to safe HTML, done when content is loaded and never per request.

The dialect is CommonMark with tables, without raw HTML and without images, and with math:

- `$…$` is inline math. The opening dollar is followed by something other than a space; the next
  dollar closes, if it is preceded by something other than a space and not followed by a digit.
- `$$…$$` is display math and stands on lines of its own, without a blank line inside.
- A dollar before a digit that opens no math by these rules is money: $500, "$5 to $10".
- Any other dollar is an error, for it is nearly always a formula that was not closed. `\\$` is
  always a dollar sign, and code is left alone.
- Straight quotation marks and apostrophes become curly ones, outside of code and math.
- `::: try` opens a box to stop at: a question, `---`, its answer, `:::`; `::: try 5` says how many
  minutes it is worth.
- In a table write `\\mid`, not `|`: a bar separates cells even inside a formula.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from studyplan.catalog.files.render.boxes import BOX_RENDER_RULES, parse_box
from studyplan.catalog.files.render.math import RenderError, render_tex, tex_to_text

__all__ = [
    "RenderError",
    "has_math",
    "parse",
    "plain_text",
    "render_block",
    "render_inline",
    "render_tex",
    "render_tokens",
    "typeset",
]

SAFE_SCHEMES = frozenset({"", "http", "https", "mailto"})
ENDS_LINE = frozenset(
    {"paragraph_close", "heading_close", "tr_close", "fence", "code_block", "math_block", "hardbreak"}
)
# Not followed by a second dollar: display math inside a paragraph is an error, not two formulas.
INLINE_MATH = re.compile(r"\$(?![\s$])(?:[^$\\`]|\\.)*(?<!\s)\$(?![\d$])", re.DOTALL)


def render_block(source: str) -> str:
    """HTML of a Markdown text. Raises RenderError."""
    return _typeset_and_render(parse(source))


def render_inline(source: str) -> str:
    """HTML of one paragraph, without an element around it. Raises RenderError."""
    return _typeset_and_render(_parse_inline(source)).strip()


def plain_text(source: str) -> str:
    """A Markdown text without its markup, one block a line, for search, calendars and terminals.

    Raises RenderError.
    """
    tokens = parse(source)
    _raise_first(typeset(tokens, lambda tex, _display: tex_to_text(tex)))
    lines = "".join(_plain_parts(tokens)).split("\n")
    return "\n".join(line.rstrip() for line in lines if line.strip())


def has_math(html: str) -> bool:
    """Whether rendered HTML needs math.css; a code sample about <math> is escaped and does not."""
    return "<math" in html


def parse(source: str) -> list[Token]:
    """A Markdown text as tokens, math not typeset yet. Raises RenderError."""
    return _markdown().parse(source)


def _parse_inline(source: str) -> list[Token]:
    if re.search(r"\n[ \t]*\n", source.strip()):
        raise RenderError("only one paragraph is possible here, and there is a blank line", 1)
    return _markdown().parseInline(source)


def render_tokens(tokens: Sequence[Token]) -> str:
    """The HTML of tokens that are typeset."""
    markdown = _markdown()
    return str(markdown.renderer.render(tokens, markdown.options, {}))


def _typeset_and_render(tokens: Sequence[Token]) -> str:
    _raise_first(typeset(tokens, render_tex))
    return render_tokens(tokens)


def _raise_first(errors: Iterator[RenderError]) -> None:
    for error in errors:
        raise error


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "typographer": True}).enable(["table", "smartquotes"])
    # html_block and html_inline stay off with "html": tags come out as the text that they are.
    markdown.validateLink = _is_safe_link  # type: ignore[method-assign]
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    markdown.block.ruler.before("fence", "math_block", _parse_math_block, interrupts)
    markdown.block.ruler.before("fence", "try_box", parse_box, interrupts)
    markdown.inline.ruler.before("escape", "math_inline", _parse_math_inline)
    for name, rule in _RENDER_RULES.items():
        markdown.add_render_rule(name, rule)
    return markdown


def _is_safe_link(url: str) -> bool:
    """An unsafe link stays as its source text; allowing known schemes is safer than refusing bad ones."""
    try:
        return urlsplit(url.strip()).scheme.lower() in SAFE_SCHEMES
    except ValueError:
        return False


def _parse_math_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    begin = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith("$$", begin):
        return False
    if silent:
        return True
    last = _find_closing_line(state, start, end)
    source = state.getLines(start, last + 1, state.sCount[start], False).strip()
    token = state.push("math_block", "", 0)
    token.content = source[2:-2]
    token.map = [start, last + 1]
    state.line = last + 1
    return True


def _find_closing_line(state: StateBlock, start: int, end: int) -> int:
    for line in range(start, end):
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()
        outdented = state.sCount[line] < state.blkIndent
        if not text or outdented:
            break
        body = text[2:] if line == start else text
        if body.endswith("$$") and body.count("$$") == 1:
            return line
        if "$$" in body:
            raise RenderError("text beside $$: display math stands on lines of its own", line + 1)
    raise RenderError("$$ opens display math that is not closed before a blank line", start + 1)


def _parse_math_inline(state: StateInline, silent: bool) -> bool:
    """One of: a formula; money, left to the text rule; or a token that reports a stray dollar."""
    begin, source = state.pos, state.src
    if source[begin] != "$":
        return False
    end = _find_closing_dollar(source, begin, state.posMax)
    if end is None and source[begin + 1 : begin + 2].isdecimal():
        return False
    if not silent:
        token = state.push("math_inline" if end else "stray_dollar", "", 0)
        token.content = source[begin + 1 : end] if end else ""
        token.meta = {"offset": begin}
    state.pos = end + 1 if end else begin + 1
    return True


def _find_closing_dollar(source: str, begin: int, limit: int) -> int | None:
    match = INLINE_MATH.match(source, begin, limit)
    return match.end() - 1 if match else None


def typeset(tokens: Sequence[Token], render: Callable[[str, bool], str]) -> Iterator[RenderError]:
    """Render the TeX of every math token in place; yield an error for each token that is refused."""
    for token in tokens:
        line = token.map[0] + 1 if token.map else 1
        if token.type == "math_block":
            yield from _typeset_token(token, render, True, line)
        elif token.type in ("th_open", "td_open") and (style := token.attrs.pop("style", "")):
            token.attrs["class"] = str(style).replace("text-align:", "align-")
        for child in token.children or ():
            place = line + token.content[: child.meta.get("offset", 0)].count("\n")
            if child.type == "math_inline":
                yield from _typeset_token(child, render, False, place)
            elif child.type == "stray_dollar":
                yield RenderError(
                    "a dollar sign that neither opens nor closes math: write \\$, close the "
                    "formula, or put display math ($$) on lines of its own",
                    place,
                )
            elif child.type == "image":
                yield RenderError("images are not rendered from Markdown", line)


def _typeset_token(token: Token, render: Callable[[str, bool], str], display: bool, line: int) -> Iterator[RenderError]:
    try:
        token.content = render(token.content, display)
    except RenderError as error:
        yield RenderError(error.message, line + error.line - 1)


def _plain_parts(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.children:
            yield from _plain_parts(token.children)
        elif token.type == "list_item_open":
            yield f"{token.info}{token.markup} " if token.info else "- "
        elif token.type in ("softbreak", "td_close", "th_close"):
            yield " "
        else:
            yield token.content
        if token.type in ENDS_LINE:
            yield "\n"


def _scroll_box(name: str, label: str) -> str:
    """Open a box that scrolls by itself and that the keyboard can reach, for content wider than a phone."""
    return f'<div class="{name}" role="group" aria-label="{label}" tabindex="0">'


def _render_math_block(_self: RendererHTML, tokens: Sequence[Token], place: int, *_rest: object) -> str:
    return f"{_scroll_box('math-display', 'Formula')}{tokens[place].content}</div>\n"


def _render_math_inline(_self: RendererHTML, tokens: Sequence[Token], place: int, *_rest: object) -> str:
    return tokens[place].content


def _render_code(self: RendererHTML, tokens: Sequence[Token], place: int, options: OptionsDict, env: EnvType) -> str:
    render = self.fence if tokens[place].type == "fence" else self.code_block
    return render(tokens, place, options, env).replace("<pre>", '<pre tabindex="0">', 1)


def _render_table_edge(_self: RendererHTML, tokens: Sequence[Token], place: int, *_rest: object) -> str:
    opens = tokens[place].nesting == 1
    return f"{_scroll_box('table-scroll', 'Table')}<table>\n" if opens else "</table></div>\n"


_RENDER_RULES: dict[str, Callable[..., str]] = {
    "math_block": _render_math_block,
    "math_inline": _render_math_inline,
    "fence": _render_code,
    "code_block": _render_code,
    **BOX_RENDER_RULES,
    "table_open": _render_table_edge,
    "table_close": _render_table_edge,
}
