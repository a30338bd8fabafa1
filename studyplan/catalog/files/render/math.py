"""TeX to MathML, by Temml in an embedded JavaScript engine.

Temml's output is parsed and written anew: only elements, attributes and classes that are listed
here leave this module, and inline styles (which the content security policy would silently drop)
become classes of `static/css/math.css`. Whatever is not listed raises, so that a formula is never
shown subtly wrong.
"""

import json
import re
import threading
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import cast
from xml.etree import ElementTree

import quickjs

TEMML = Path(__file__).parent / "vendor" / "temml" / "temml.min.js"

# `trust: false` refuses \class, \id, \style, \data and \includegraphics; \href and \url do not
# exist in Temml. wrap "none": Temml's own line breaks tear brackets from what they hold.
SHIM = """
function renderTex(tex, display) {
  const options = { displayMode: display, throwOnError: true, trust: false, wrap: "none" };
  try {
    return JSON.stringify({ markup: temml.renderToString(tex, options) });
  } catch (error) {
    return JSON.stringify({ message: error.message, position: error.position ?? 0 });
  }
}
"""

MATHML_ELEMENTS = frozenset(
    {
        "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot", "msub", "msup",
        "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "none", "mtable", "mtr",
        "mtd", "mpadded", "mphantom", "mstyle", "menclose",
    }
)  # fmt: skip
MATHML_ATTRIBUTES = frozenset(
    {
        "accent", "accentunder", "class", "depth", "display", "displaystyle", "fence", "form", "height",
        "largeop", "linethickness", "lspace", "mathvariant", "maxsize", "minsize", "movablelimits",
        "notation", "rspace", "scriptlevel", "separator", "stretchy", "symmetric", "voffset", "width",
    }
)  # fmt: skip
# Temml's own classes that math.css defines.
TEMML_CLASSES = frozenset(
    {
        "tml-jot", "tml-small", "tml-left", "tml-right", "tml-prime", "tml-vec", "tml-sml-pad", "tml-med-pad",
        "tml-lrg-pad", "tml-overline", "tml-underline", "tml-fbox", "tml-cancel", "tml-xcancel", "upstrike",
        "downstrike", "sout", "wbk-acc", "wbk-sml", "wbk-med", "wbk-lrg", "wbk-sml-acc", "wbk-med-acc",
        "wbk-lrg-acc", "wbk-sml-vec", "wbk-med-vec", "wbk-lrg-vec",
    }
)  # fmt: skip
# And those that our font and browsers' own style sheets make needless; they are left out.
NEEDLESS_TEMML_CLASSES = frozenset(
    {
        "tml-display", "tml-tilde-2", "tml-tilde-3", "tml-tilde-4", "tml-hat-1", "tml-hat-2", "tml-hat-3",
        "tml-hat-4", "chr-sml", "chr-med", "chr-lrg", "chr-sml-vec", "chr-med-vec", "chr-lrg-vec", "wbk-vec",
        "mathcal", "mathscr", "ff-squash",
    }
)  # fmt: skip
# Every inline style declaration that we accept from Temml, and the class that stands for it.
# An empty class: the browser's own style sheet already does what the declaration says.
STYLE_CLASSES = {
    "display:block math": "",
    "math-depth:0": "math-depth-0",
    "margin-left:-0.1667em": "math-thin-back",
    "padding:3pt": "math-box-pad",
    "border:1px solid": "math-box-line",
    "padding-left:0em": "math-pl-0",
    "padding-left:0pt": "math-pl-0",
    "padding-left:0.1389em": "math-pl-small",
    "padding-left:0.4em": "math-pl-gap",
    "padding-left:5.9776pt": "math-pl-col",
    "padding-left:1em": "math-pl-wide",
    "padding-right:0em": "math-pr-0",
    "padding-right:0pt": "math-pr-0",
    "padding-right:0.1389em": "math-pr-small",
    "padding-right:0.4em": "math-pr-gap",
    "padding-right:5.9776pt": "math-pr-col",
    "border-top:0.06em solid": "math-rule-t",
    "border-right:0.06em solid": "math-rule-r",
    "border-bottom:0.06em solid": "math-rule-b",
    "border-left:0.06em solid": "math-rule-l",
    "text-align:left": "tml-left",
}
# Temml's inner state, which it prints by mistake as the style of a cell missing in a short row.
LEAKED_STATE = re.compile(
    r"level:\d;color:undefined;font:\w*;font-family:\w*;font-size:[\d.]+;"
    r"font-weight:\w*;font-shape:\w*;max-size:[\w,]+;"
)
# After these a long inline formula may go on in the next line, as in TeX.
BREAK_AFTER = frozenset("=≠≈≃≅≡∼∝<>≤≥≪≫∈∉⊂⊆→←↔⇒⇐⇔⟹⟺↦≔:∣+−±⋅×")
OPENING_BRACKETS = frozenset("([{⟨⌊⌈")
CLOSING_BRACKETS = frozenset(")]}⟩⌋⌉")
SCRIPTS = {
    "msub": "_",
    "munder": "_",
    "msup": "^",
    "mover": "^",
    "msubsup": "_^",
    "munderover": "_^",
}
# What stands over a letter, as the combining character; a brace under a sum is left out.
ACCENTS = {
    "\u0302": "\u0302", "\u0303": "\u0303", "ˆ": "\u0302", "^": "\u0302", "~": "\u0303", "‾": "\u0304",
    "¯": "\u0304", "˙": "\u0307", "¨": "\u0308", "→": "\u20d7", "⏟": "", "⏞": "", "⎵": "", "⎴": "",
}  # fmt: skip
# The children of an element; Temml's accents by the character that the font can stretch.
ARITY = {
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3,
}  # fmt: skip
STRETCHY_ACCENTS = {"ˆ": "\u0302", "~": "\u0303"}
FUNCTION_ELEMENTS = frozenset({"mi", "msub", "msup", "msubsup", "munder"})
PRIMES = frozenset("′″‴*†")
LARGE_OPERATORS = frozenset("∑∏∫∬⋃⋂⨁")
INVISIBLE_OPERATORS = range(0x2061, 0x2065)
# Signs of a numbered equation. Numbers need a width that would defeat the scrolling box.
NUMBERING_SIGNS = frozenset({"tml-eqn", "tml-tag", "tml-label", "tml-ref", "width:100%", "padding:0"})


class RenderError(Exception):
    """A source text that cannot be rendered; `line` counts from 1 within that text."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(f"line {line}: {message}")
        self.message = message
        self.line = line


class _Engines(threading.local):
    """One Temml per thread, made at first use: a QuickJS context belongs to its thread."""

    render: Callable[[str, bool], str] | None = None


_engines = _Engines()


def _engine() -> Callable[[str, bool], str]:
    if _engines.render is None:
        context = quickjs.Context()
        context.eval(TEMML.read_text(encoding="utf-8"))
        context.eval(SHIM)
        _engines.render = cast(Callable[[str, bool], str], context.get("renderTex"))
    return _engines.render


def render_tex(tex: str, display: bool) -> str:
    """MathML of one formula, given without its dollars. Raises RenderError."""
    tree = _parse_formula(tex, display)
    if not display:
        _allow_wrapping(tree)
    # The long form, <mrow></mrow>, is right for an HTML parser wherever it stands.
    return ElementTree.tostring(tree, encoding="unicode", short_empty_elements=False)


def tex_to_text(tex: str) -> str:
    """One formula as a line of plain text: `\\frac{a+b}{2}` is `(a + b)/2`. Raises RenderError."""
    text = re.sub(r"\s+", " ", _element_text(_parse_formula(tex, display=True)))
    text = re.sub(r"(?<=[(\[{]) | (?=[)\],;}])", "", text)
    return text.strip()


def _parse_formula(tex: str, display: bool) -> ElementTree.Element:
    if not tex.strip():
        raise RenderError("the formula is empty", 1)
    try:
        answer = json.loads(_engine()(tex, display))
    except (quickjs.JSException, quickjs.StackOverflow) as error:
        raise RenderError(f"the formula cannot be typeset: {error}", 1) from error
    if "markup" not in answer:
        # Temml underlines the culprit with combining characters, which terminals garble.
        message = " ".join(answer["message"].replace("\u0332", "").split())
        raise RenderError(message, 1 + tex[: answer["position"]].count("\n"))
    try:
        tree = ElementTree.fromstring(answer["markup"])  # noqa: S314 - our own engine wrote it
    except ElementTree.ParseError as error:
        raise RenderError("the formula contains a character that is not allowed", 1) from error
    for node in list(tree.iter()):
        _allow_listed(node)
        _fix_temml(node)
    return tree


def _allow_listed(node: ElementTree.Element) -> None:
    """Hold one element to the lists above and turn its style into classes, in place."""
    classes = [name for name in node.attrib.pop("class", "").split() if name not in NEEDLESS_TEMML_CLASSES]
    for name in classes:
        if name not in TEMML_CLASSES:
            raise _refusal(name)
    style = LEAKED_STATE.sub("", node.attrib.pop("style", ""))
    for declaration in filter(None, style.split(";")):
        if declaration.strip() not in STYLE_CLASSES:
            raise _refusal(declaration)
        classes.append(STYLE_CLASSES[declaration.strip()])
    if node.tag not in MATHML_ELEMENTS or not MATHML_ATTRIBUTES.issuperset(node.attrib):
        raise _refusal(f"<{node.tag} {' '.join(node.attrib)}>")
    if names := " ".join(dict.fromkeys(filter(None, classes))):
        node.set("class", names)


def _fix_temml(node: ElementTree.Element) -> None:
    """Put right, in place, what Temml 0.13.5 gets wrong."""
    surplus = len(node) - ARITY.get(node.tag, len(node))
    if surplus > 0:  # \widehat{\operatorname{Var}}: a base of several elements without its <mrow>
        base = ElementTree.Element("mrow")
        base.extend(child for child in node[: surplus + 1] if child.tag != "mspace")
        node[: surplus + 1] = [base]
    if node.tag == "mrow" and "displaystyle" in node.attrib:
        node.tag = "mstyle"  # \boxed: only this element may carry the attribute
    if node.tag == "mo" and node.get("stretchy") == "true" and node.text in STRETCHY_ACCENTS:
        node.text = STRETCHY_ACCENTS[node.text]
    if node.tag in ARITY:
        return  # its children are no row: a fraction's two would become three
    for place in range(len(node) - 1, 0, -1):
        if _names_function(node, place) and _is_operand(node[place - 1]):
            node.insert(place, ElementTree.Element("mspace", width="0.1667em"))


def _names_function(row: ElementTree.Element, place: int) -> bool:
    """Whether `log` stands here without the thin space that TeX puts before it."""
    node = row[place]
    if node.tag == "mrow" and len(node) > 1:
        row, place = node, 0
    follower = row[place + 1].text if place + 1 < len(row) else None
    return row.tag in ("mrow", "mtd", "math") and row[place].tag in FUNCTION_ELEMENTS and follower == "\u2061"


def _is_operand(node: ElementTree.Element) -> bool:
    last = "".join(node.itertext())[-1:]
    if node.tag in ("mi", "mn", "mfrac", "msqrt", "mroot", "mover", *SCRIPTS):
        return last not in LARGE_OPERATORS
    return last != "" and last in CLOSING_BRACKETS


def _refusal(cause: str) -> RenderError:
    if cause in NUMBERING_SIGNS:
        return RenderError("equations are not numbered: use aligned or align*, without \\tag or \\label", 1)
    return RenderError(f"a command is used that is not supported here: it would need {cause!r}", 1)


def _allow_wrapping(math: ElementTree.Element) -> None:
    """Cut an inline formula into the <mrow>s between which math.css lets a line break.

    No browser breaks lines in MathML by itself but Firefox, and at 360 px a formula of ten
    symbols would stick out of its paragraph. A cut comes after an operator outside brackets.
    """
    top = list(math)
    nodes = list(top[0]) if len(top) == 1 and top[0].tag == "mrow" and not top[0].attrib else top
    rows: list[list[ElementTree.Element]] = [[]]
    depth = 0
    for place, node in enumerate(nodes):
        rows[-1].append(node)
        # Over all the text of a node: a group is balanced, a squared bracket closes one.
        depth += sum((part in OPENING_BRACKETS) - (part in CLOSING_BRACKETS) for part in node.itertext())
        infix = node.tag == "mo" and node.get("form", "infix") == "infix" and len(rows[-1]) > 1
        if infix and depth <= 0 and node.text in BREAK_AFTER and place + 1 < len(nodes):
            node.set("form", "infix")  # the last child of a row would count as a postfix
            rows.append([])
    for child in top:
        math.remove(child)
    for row in rows:
        ElementTree.SubElement(math, "mrow").extend(row)


def _element_text(node: ElementTree.Element) -> str:
    """One MathML element as text, for a search index and a terminal, not for reading back."""
    parts = [_element_text(child) for child in node]
    match node.tag:
        case "mo":
            return _operator_text(node)
        case "mi" | "mn" | "mtext":
            return "".join(map(_plain_letter, node.text or ""))
        case "mspace":
            return " " if node.get("width", "0em").rstrip("em") not in ("0", "") else ""
        case "mfrac" if node.get("linethickness") == "0px":
            return f"{parts[0]} choose {parts[1]}"
        case "mfrac":
            return f"{_bracketed(parts[0])}/{_bracketed(parts[1])}"
        case "msqrt":
            return f"√{_bracketed(''.join(parts))}"
        case "mroot":
            return f"{_bracketed(parts[0])}^(1/{parts[1]})"
        case "mtable":
            return "; ".join(parts)
        case "mtr":
            return " ".join(parts)
        case "mphantom":
            return ""
        case tag if tag in SCRIPTS:
            return _script_text(SCRIPTS[tag], parts)
    return "".join(parts)


def _script_text(marks: str, parts: list[str]) -> str:
    text = parts[0]
    for mark, script in zip(marks, map(str.strip, parts[1:]), strict=True):
        if script in ACCENTS:
            text = (text if len(text) == 1 else f"({text})") + ACCENTS[script]
        elif script and set(script) <= PRIMES:
            text += script
        elif script:
            text += mark + _bracketed(script)
    return f"{text} " if parts[0] in LARGE_OPERATORS else text


def _operator_text(node: ElementTree.Element) -> str:
    text = "".join(_plain_letter(letter) for letter in node.text or "")
    if text == ",":
        return ", "
    spaced = text in BREAK_AFTER or (text == "|" and node.get("lspace") is not None)
    return f" {text} " if spaced and node.get("form", "infix") == "infix" else text


def _bracketed(text: str) -> str:
    """Brackets around what is more than one word, number or letter."""
    text = text.strip()
    single = re.fullmatch(r"[\w.\u0300-\u036f\u20d7]+|[(\[][^()\[\]]*[)\]]|\W", text)
    return text if single else f"({text})"


def _plain_letter(letter: str) -> str:
    """Mathematical alphabets as ordinary letters, so that a search for E finds the expectation."""
    if ord(letter) in INVISIBLE_OPERATORS:
        return ""
    styled = ord(letter) >= 0x1D400 or 0x2100 <= ord(letter) <= 0x214F
    return unicodedata.normalize("NFKC", letter) if styled else letter
