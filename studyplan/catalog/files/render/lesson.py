"""A topic's ``lesson.md`` to HTML: sections that can be linked to, figures drawn in place, examples with their output.

A page of the primer is read in the same way. Either is Markdown as in ``markdown``, and two kinds of picture, each in a
paragraph of its own:
``![caption](figures/name.svg)`` and ``![caption](examples/name.py)``, files beside the lesson.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Literal

from markdown_it.token import Token

from studyplan.catalog.files.pace import TextSize
from studyplan.catalog.files.render import markdown
from studyplan.catalog.files.render.figure import clean_svg
from studyplan.catalog.files.render.markdown import RenderError
from studyplan.catalog.files.yaml import Fault

INCLUDED_FILE = re.compile(r"(figures/[a-z0-9]+(?:-[a-z0-9]+)*)\.svg|(examples/[a-z0-9]+(?:-[a-z0-9]+)*)\.py")
WORD = re.compile(r"[^\W\d_][\w’'-]*")
Kind = Literal["lesson", "primer"]
"""Begins each anchor, which keeps a lesson's anchors apart from the page's own."""


@dataclass(frozen=True, slots=True)
class RenderedHeading:
    """An entry of the lesson's list of contents; ``level`` is 2 for a section, 3 for a part of one."""

    anchor: str
    html: str
    level: int


@dataclass(frozen=True, slots=True)
class RenderedSection:
    """``slug``: the heading's anchor without "lesson-"."""

    slug: str
    title: str  # plain text
    html: str = field(repr=False)
    size: TextSize


@dataclass(frozen=True, slots=True)
class RenderedLesson:
    """A lesson as it is shown."""

    source: str = field(repr=False)
    html: str = field(repr=False)
    headings: tuple[RenderedHeading, ...]
    sections: tuple[RenderedSection, ...]
    size: TextSize
    included: tuple[str, ...]  # figures and examples, as the lesson names them


def read_lesson(root: Path, path: Path, kind: Kind = "lesson") -> tuple[RenderedLesson | None, list[Fault]]:
    """The lesson at ``path``, and every fault in it and in what it includes, by file relative to ``root``."""
    reader = _Reader(root, path, kind)
    try:
        source = path.read_text(encoding="utf-8")
        tokens = list(reader.replace_pictures(markdown.parse(source)))
    except UnicodeDecodeError as error:
        return None, [Fault(reader.file, 1, f"not UTF-8: {error.reason} at byte {error.start}")]
    except RenderError as error:
        return None, [Fault(reader.file, error.line, error.message)]
    headings = tuple(reader.anchor_headings(tokens))
    before, *parts = _split_sections(tokens, reader.section_tag)
    if before and kind == "lesson":
        reader.faults.append(Fault(reader.file, 1, "begin with a '##' heading: a lesson is read section by section"))
    reader.add_faults(reader.file, markdown.typeset(tokens, markdown.render_tex))
    if reader.faults:
        return None, reader.faults
    contents = tuple(
        RenderedHeading(anchor, markdown.render_tokens([inline]), level) for anchor, inline, level in headings
    )
    sections = tuple(_render_section(part, len(reader.prefix)) for part in parts)
    html = markdown.render_tokens(tokens)
    return RenderedLesson(source, html, contents, sections, _measure(tokens), tuple(reader.included)), []


def _split_sections(tokens: Sequence[Token], tag: str) -> list[list[Token]]:
    """The tokens before the first section, and those of each, which begins with a heading of this ``tag``."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.type == "heading_open" and token.tag == tag:
            parts.append([])
        parts[-1].append(token)
    return parts


def _render_section(tokens: Sequence[Token], prefix: int) -> RenderedSection:
    title = markdown.plain_text(tokens[1].content)
    return RenderedSection(str(tokens[0].attrs["id"])[prefix:], title, markdown.render_tokens(tokens), _measure(tokens))


def _measure(tokens: Sequence[Token]) -> TextSize:
    """Of the words in boxes none are counted: a box says its own minutes."""
    words = formulas = displays = 0
    boxes: list[int] = []
    pictures: Counter[str] = Counter()
    in_box = False
    for token in tokens:
        if token.type == "try_open":
            boxes.append(token.meta["minutes"])
        in_box = token.type == "try_open" or (in_box and token.type != "try_close")
        if in_box:
            continue
        displays += token.type in ("math_block", "fence", "code_block")
        pictures[token.info] += token.type == "html_block"
        for child in token.children or ():
            words += len(WORD.findall(child.content)) if child.type == "text" else 0
            formulas += child.type == "math_inline"
    return TextSize(words, formulas, displays, pictures["figure"], pictures["example"], tuple(boxes))


def slugify_heading(text: str) -> str:
    """A heading as part of an address: "When it fails" → ``when-it-fails``."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")


class _Reader:
    """Collects the faults of one lesson and of the files that it includes."""

    def __init__(self, root: Path, path: Path, kind: Kind) -> None:
        self.root, self.folder, self.prefix = root, path.parent, f"{kind}-"
        self.lower = 1 if kind == "lesson" else 0  # a lesson's page has headings above those of the lesson
        self.section_tag = f"h{2 + self.lower}"
        self.file = path.relative_to(root).as_posix()
        self.faults: list[Fault] = []
        self.included: list[str] = []

    def add_faults(self, file: str, errors: Iterator[RenderError] | Sequence[RenderError]) -> None:
        self.faults += [Fault(file, error.line, error.message) for error in errors]

    def replace_pictures(self, tokens: Sequence[Token]) -> Iterator[Token]:
        """The tokens, with a figure or an example for every paragraph that names one."""
        skipped = 0
        for index, token in enumerate(tokens):
            if skipped:
                skipped -= 1
                continue
            inline = tokens[index + 1] if token.type == "paragraph_open" else token
            images = [child for child in inline.children or () if child.type == "image"]
            line = (token.map or [0])[0] + 1
            if images and token.type == "paragraph_open" and token.level == 0 and _holds_only_images(inline):
                yield from (self.render_picture(image, line) for image in images)
                skipped = 2  # the paragraph's text and its end
                continue
            if images and token.type == "inline":
                message = "a figure or an example stands in a paragraph of its own: leave a blank line around it"
                self.faults.append(Fault(self.file, line, message))
                token.children = [child for child in token.children or () if child.type != "image"]
            yield token

    def render_picture(self, image: Token, line: int) -> Token:
        """The figure or example at an image's address, as a token of raw HTML."""
        name = str(image.attrs.get("src", ""))
        match = INCLUDED_FILE.fullmatch(name)
        caption = self.render_caption(image.content, line)
        html = ""
        if match is None:
            advice = "write figures/<name>.svg or examples/<name>.py, in small letters, digits and hyphens"
            self.faults.append(Fault(self.file, line, f"a lesson cannot show '{name}': {advice}"))
        elif name in self.included:
            self.faults.append(Fault(self.file, line, f"'{name}' is shown twice"))
        else:
            self.included.append(name)
            render = self.render_figure if match[1] else self.render_example
            html = render(match[1] or match[2], caption, line)
        return Token("html_block", "", 0, content=html, info="figure" if name.startswith("figures/") else "example")

    def render_caption(self, text: str, line: int) -> str:
        if not text.strip():
            self.faults.append(Fault(self.file, line, "write a caption that says what to see"))
        try:
            return markdown.render_inline(text)
        except RenderError as error:
            self.faults.append(Fault(self.file, line, error.message))
            return ""

    def render_figure(self, name: str, caption: str, line: int) -> str:
        drawing = self.read_text(f"{name}.svg", line)
        self.read_text(f"{name}.py", line)
        anchor = name.replace("figures/", "figure-")
        markup, errors = clean_svg(drawing, f"{anchor}-") if drawing else ("", [])
        self.add_faults((self.folder / f"{name}.svg").relative_to(self.root).as_posix(), errors)
        return f'<figure class="figure" id="{anchor}">{markup}<figcaption>{caption}</figcaption></figure>\n'

    def render_example(self, name: str, caption: str, line: int) -> str:
        code, output = self.read_text(f"{name}.py", line), self.read_text(f"{name}.txt", line)
        anchor = name.replace("examples/", "example-")
        return (
            f'<figure class="example" id="{anchor}"><figcaption>{caption}</figcaption>'
            f'<pre tabindex="0"><code class="language-python">{escape(code, quote=False)}</code></pre>'
            f'<pre class="output" tabindex="0"><samp>{escape(output, quote=False)}</samp></pre></figure>\n'
        )

    def read_text(self, name: str, line: int) -> str:
        path = self.folder / name
        if not path.is_file():
            self.faults.append(Fault(self.file, line, f"'{name}' is missing"))
            return ""
        return path.read_text(encoding="utf-8")

    def anchor_headings(self, tokens: Sequence[Token]) -> Iterator[tuple[str, Token, int]]:
        """Give every heading its anchor, and the level that it has on the page."""
        seen: Counter[str] = Counter()
        for index, token in enumerate(tokens):
            if token.type not in ("heading_open", "heading_close"):
                continue
            level = int(token.tag[1:])
            token.tag = f"h{min(level + self.lower, 6)}"
            if token.type == "heading_close":
                continue
            line = (token.map or [0])[0] + 1
            inline = tokens[index + 1]
            if token.level:
                message = "a heading stands by itself: take it out of the list, quotation or box"
                self.faults.append(Fault(self.file, line, message))
            if level == 1:
                self.faults.append(Fault(self.file, line, "begin at '##': the topic's title is there already"))
            slug = slugify_heading("".join(child.content for child in inline.children or ()))
            seen[slug] += 1
            if not slug or seen[slug] > 1:
                message = f"'{inline.content}' gives no anchor of its own: name each heading differently, in words"
                self.faults.append(Fault(self.file, line, message))
            token.attrs["id"] = f"{self.prefix}{slug}"
            if level <= 3:
                yield f"{self.prefix}{slug}", inline, level


def _holds_only_images(inline: Token) -> bool:
    return all(child.type in ("image", "softbreak") for child in inline.children or ())
