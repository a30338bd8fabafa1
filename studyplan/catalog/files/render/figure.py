"""An SVG file to markup that may stand in a page: only what is listed here leaves this module.

A figure takes its colors from the page (``currentColor`` and our own classes), has a title and a description for
screen readers, and no size of its own. Its ids get a prefix, since several figures share a page. One with a slider has
frames, of which one is shown without it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from xml.parsers import expat

from studyplan.catalog.files.render.compact import compact_svg
from studyplan.catalog.files.render.math import RenderError

SVG_ELEMENTS = frozenset(
    {
        "svg", "title", "desc", "g", "defs", "clipPath", "marker", "path", "line", "polyline", "polygon", "rect",
        "circle", "ellipse", "text", "tspan",
    }
)  # fmt: skip
SVG_ATTRIBUTES = frozenset(
    {
        "viewBox", "role", "aria-labelledby", "aria-hidden", "class", "id", "transform", "d", "points", "x", "y", "x1",
        "y1", "x2", "y2", "dx", "dy", "cx", "cy", "r", "rx", "ry", "width", "height", "fill", "fill-opacity",
        "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap",
        "stroke-linejoin", "opacity", "font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline",
        "baseline-shift", "clip-path", "marker-start", "marker-mid", "marker-end", "markerWidth", "markerHeight",
        "markerUnits", "orient", "refX", "refY", "preserveAspectRatio",
    }
)  # fmt: skip
FIGURE_CLASSES = frozenset({"series-1", "series-2", "series-3", "series-4", "axis", "grid", "muted"})
FRAME_CLASSES = frozenset({"frame", "is-shown"})
FRAMES = (5, 12)
MOST_BYTES = 40 * 1024  # of a figure with frames
FIGURE_COLORS = frozenset({"none", "currentColor"})
IGNORED_ATTRIBUTES = frozenset({"xmlns", "version", "xml:space"})  # HTML has no use for them
ID_REFERENCE = re.compile(r"url\(#([\w.-]+)\)")


def clean_svg(source: str, prefix: str) -> tuple[str, list[RenderError]]:
    """The figure as markup, its ids after ``prefix``; and everything in it that is refused, by line."""
    cleaner = _Cleaner(prefix)
    try:
        cleaner.parser.Parse(source, True)
    except expat.ExpatError as error:
        return "", [RenderError(f"not valid XML: {expat.ErrorString(error.code)}", error.lineno)]
    cleaner.check_names()
    cleaner.check_frames(len(source.encode()))
    return compact_svg("".join(cleaner.out)), cleaner.errors


@dataclass
class _Cleaner:
    """Writes the allowed part of what it reads anew; ``errors`` lists the rest."""

    prefix: str
    out: list[str] = field(default_factory=list)
    errors: list[RenderError] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)  # element with a text for screen readers → its id
    labelled_by: str = ""
    open: list[str] = field(default_factory=list)
    spoken: dict[str, str] = field(default_factory=dict)  # title and desc → their texts
    slider: str | None = None  # the label of what the frames vary
    frames: list[str] = field(default_factory=list)  # their values
    shown: int = 0  # frames that are seen without a slider

    def __post_init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.StartDoctypeDeclHandler = lambda *_: self.refuse("a DOCTYPE has no place in a figure")

    def refuse(self, message: str) -> None:
        """Note an error at the parser's line."""
        self.errors.append(RenderError(message, self.parser.CurrentLineNumber))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name not in SVG_ELEMENTS:
            self.refuse(f"<{name}> is not allowed in a figure")
        if not self.open:
            self.check_root(name, attributes)
        self.open.append(name)
        if len(self.open) == 2 and name in ("title", "desc"):
            self.names[name] = attributes.get("id", "")
        self.note_frame(name, attributes)
        written = [self.attribute(name, *pair) for pair in attributes.items() if pair[0] not in IGNORED_ATTRIBUTES]
        self.out.append("<" + " ".join([name, *filter(None, written)]) + ">")

    def check_root(self, name: str, attributes: dict[str, str]) -> None:
        """The outermost element says what the figure is, and leaves its size to the page."""
        if name != "svg":
            self.refuse(f"expected <svg>, not <{name}>")
        if "viewBox" not in attributes:
            self.refuse("<svg> needs a viewBox")
        if attributes.get("role") != "img":
            self.refuse('<svg> needs role="img"')
        if sizes := {"width", "height"} & attributes.keys():
            self.refuse(f"take {' and '.join(sorted(sizes))} off <svg>: the page gives a figure its size")
        self.labelled_by = attributes.get("aria-labelledby", "")
        self.slider = attributes.get("data-slider")

    def note_frame(self, name: str, attributes: dict[str, str]) -> None:
        classes = {*attributes.get("class", "").split()}
        if name == "g" and "frame" in classes:
            self.frames.append(attributes.get("data-value", ""))
            self.shown += "is-shown" in classes
        elif classes & FRAME_CLASSES or "data-value" in attributes:
            self.refuse('only a frame, <g class="frame" data-value="…">, may be shown at first or have a value')

    def attribute(self, element: str, name: str, value: str) -> str:
        """The attribute as markup, "" where it is refused."""
        if name not in SVG_ATTRIBUTES | {"data-value"} and not (name == "data-slider" and len(self.open) == 1):
            hint = ": a figure takes its color from currentColor and the classes" if name == "style" else ""
            self.refuse(f"the attribute {name} of <{element}> is not allowed{hint}")
            return ""
        if name in ("fill", "stroke") and value not in FIGURE_COLORS:
            self.refuse(f'{name}="{value}": write "currentColor" or "none", and choose the color by a class')
        if name == "class" and (unknown := sorted({*value.split()} - FIGURE_CLASSES - FRAME_CLASSES)):
            self.refuse(f"there is no class {', '.join(unknown)}; known are: {', '.join(sorted(FIGURE_CLASSES))}")
        if name == "id" or name == "aria-labelledby":
            value = " ".join(f"{self.prefix}{name}" for name in value.split())
        value = ID_REFERENCE.sub(rf"url(#{self.prefix}\1)", value)
        return f'{name}="{escape(value)}"'

    def end(self, name: str) -> None:
        self.open.pop()
        self.out.append(f"</{name}>")

    def text(self, data: str) -> None:
        if self.open[1:] in (["title"], ["desc"]):
            name = self.open[1]
            self.spoken[name] = self.spoken.get(name, "") + data
        self.out.append(escape(data, quote=False))

    def check_names(self) -> None:
        """Refuse a figure that a screen reader cannot name and describe."""
        for name in ("title", "desc"):
            if not self.spoken.get(name, "").strip():
                self.errors.append(RenderError(f"write a <{name}> directly inside <svg>", 1))
        ids = [self.names.get("title", ""), self.names.get("desc", "")]
        if all(ids) and self.labelled_by.split() != ids:
            self.errors.append(RenderError(f'<svg> needs aria-labelledby="{" ".join(ids)}"', 1))

    def check_frames(self, size: int) -> None:
        """Refuse a figure whose frames a slider could not walk through, or that shows none or several without it."""
        fewest, most = FRAMES
        if bool(self.slider) != bool(self.frames):
            self.errors.append(RenderError('frames and data-slider="…" on <svg>, their label, need each other', 1))
        if not self.frames:
            return
        if not fewest <= len(self.frames) <= most:
            self.errors.append(RenderError(f"{len(self.frames)} frames: draw {fewest} to {most}", 1))
        if "" in self.frames or len({*self.frames}) < len(self.frames):
            self.errors.append(RenderError("give each frame a data-value of its own", 1))
        if self.shown != 1:
            message = f'{self.shown} frames are shown at first: write class="frame is-shown" on one'
            self.errors.append(RenderError(message, 1))
        if size > MOST_BYTES:
            message = f"{size:,} bytes: draw with fewer points or frames, {MOST_BYTES:,} at most"
            self.errors.append(RenderError(message, 1))
