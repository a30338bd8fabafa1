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

import quickjs  # type: ignore[import-untyped]

TEMML = Path(__file__).parent / "vendor" / "temml" / "temml.min.js"

# `trust: false` refuses \class, \id, \style, \data and \includegraphics; \href and \url do not
# exist in Temml. Breaks after top-level operators ("tex") let a long inline formula wrap.
SHIM = """
function renderTex(tex, display) {
  const options = {
    displayMode: display, throwOnError: true, trust: false, wrap: display ? "none" : "tex",
  };
  try {
    return JSON.stringify({ markup: temml.renderToString(tex, options) });
  } catch (error) {
    return JSON.stringify({ message: error.message, position: error.position ?? 0 });
  }
}
"""

ELEMENTS = frozenset(
    "math mrow mi mn mo mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover "
    "mmultiscripts mprescripts none mtable mtr mtd mpadded mphantom mstyle menclose".split()
)
ATTRIBUTES = frozenset(
    "accent accentunder class depth display displaystyle fence form height largeop linethickness "
    "lspace mathvariant maxsize minsize movablelimits notation rspace scriptlevel separator "
    "stretchy symmetric voffset width".split()
)
# Temml's own classes that math.css defines, or that need no rule because they only name a thing.
CLASSES = frozenset(
    "tml-display tml-jot tml-small tml-left tml-right tml-tag tml-tageqn tml-prime tml-vec "
    "tml-sml-pad tml-med-pad tml-lrg-pad tml-overline tml-underline tml-fbox "
    "tml-cancel tml-xcancel upstrike downstrike sout "
    "tml-tilde-2 tml-tilde-3 tml-tilde-4 tml-hat-1 tml-hat-2 tml-hat-3 tml-hat-4 "
    "chr-sml chr-med chr-lrg chr-sml-vec chr-med-vec chr-lrg-vec "
    "wbk-acc wbk-vec wbk-sml wbk-med wbk-lrg wbk-sml-acc wbk-med-acc wbk-lrg-acc "
    "wbk-sml-vec wbk-med-vec wbk-lrg-vec mathcal mathscr ff-squash".split()
)
# Every inline style declaration that we accept from Temml, and the class that stands for it.
# An empty class: the browser's own style sheet already does what the declaration says.
STYLE_CLASSES = {
    "display:block math": "",
    "math-depth:0": "math-depth-0",
    "margin-left:-0.1667em": "math-thin-back",
    "padding:0": "math-p-0",
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
    "width:50%": "math-w-half",
    "width:100%": "math-w-full",
}
HINTS = {
    "tml-eqn": "equations are not numbered automatically: use aligned, align* or \\tag",
    "tml-label": "\\label and \\ref are not supported: use \\tag and name it in the text",
    "tml-ref": "\\label and \\ref are not supported: use \\tag and name it in the text",
}


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
    tree = _tree(tex, display)
    for node in tree.iter():
        _clean(node, tex)
    # <mrow></mrow>, not <mrow/>: an HTML parser may see this outside of <math> only if broken,
    # but the long form is right in both worlds.
    return ElementTree.tostring(tree, encoding="unicode", short_empty_elements=False)


def tex_text(tex: str) -> str:
    """One formula as a line of plain text: `\\frac{a+b}{2}` is `(a + b)/2`. Raises RenderError."""
    text = re.sub(r"\s+", " ", _linear(_tree(tex, display=False)))
    text = re.sub(r"([(\[{|‖]) (?=\S)", r"\1", text)
    return re.sub(r" (?=[)\],;:])", "", text).strip()


def _tree(tex: str, display: bool) -> ElementTree.Element:
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
        return ElementTree.fromstring(answer["markup"])
    except ElementTree.ParseError as error:
        raise RenderError("the formula contains a character that is not allowed", 1) from error


def _clean(node: ElementTree.Element, tex: str) -> None:
    """Hold one element to the lists above and turn its style into classes, in place."""
    classes = node.attrib.pop("class", "").split()
    for name in classes:
        if name not in CLASSES:
            raise RenderError(HINTS.get(name, f"not supported in a formula: {name}"), 1)
    for declaration in filter(None, node.attrib.pop("style", "").split(";")):
        if declaration.strip() not in STYLE_CLASSES:
            raise RenderError(
                f"not supported in a formula: it would need the inline style {declaration!r}", 1
            )
        classes.append(STYLE_CLASSES[declaration.strip()])
    if node.tag not in ELEMENTS or not ATTRIBUTES.issuperset(node.attrib):
        raise RenderError(f"not supported in a formula: <{node.tag}> {sorted(node.attrib)}", 1)
    if names := " ".join(dict.fromkeys(filter(None, classes))):
        node.set("class", names)
