"""What makes an answer sound: its headers, and its HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

from django.http import HttpResponseBase

Attributes = dict[str, str | None]
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
NAMED_BY_TEXT = {"title", "a", "button"}
UNLABELLED = {"hidden", "submit", "button", "reset", "image"}


def content(response: HttpResponseBase) -> bytes:
    return bytes(getattr(response, "content", b""))


def header_faults(response: HttpResponseBase) -> list[str]:
    """What is missing among the headers that every answer must carry."""
    headers = response.headers
    policy = headers.get("Content-Security-Policy", "")
    must = {
        "a policy that denies by default": "default-src 'none'" in policy,
        "no unsafe sources": "unsafe" not in policy and "*" not in policy,
        "no framing": "frame-ancestors 'none'" in policy and headers.get("X-Frame-Options") == "DENY",
        "forms to here only": "form-action 'self'" in policy,
        "no use of the device": headers.get("Permissions-Policy", "").startswith("camera=()"),
        "nosniff": headers.get("X-Content-Type-Options") == "nosniff",
        "a referrer policy": headers.get("Referrer-Policy") in ("same-origin", "no-referrer"),
        "an opener policy": headers.get("Cross-Origin-Opener-Policy") == "same-origin",
        "Vary: HX-Request": "HX-Request" in headers.get("Vary", ""),
        "stored by nobody, or asked for each time": is_stored_soundly(response),
    }
    return [what for what, is_there in must.items() if not is_there]


def is_stored_soundly(response: HttpResponseBase) -> bool:
    cache_control = response.headers.get("Cache-Control", "")
    return "no-store" in cache_control or ("no-cache" in cache_control and "ETag" in response.headers)


class Page(HTMLParser):
    """A page's elements, with those that each is inside of."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, Attributes, tuple[int, ...]]] = []
        self.texts: dict[int, str] = {}
        self._open: list[int] = []
        self._errors: list[str] = []

    @classmethod
    def of(cls, response: HttpResponseBase) -> Page:
        """The page in a response."""
        page = cls()
        page.feed(content(response).decode())
        page.close()
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len({name for name, _value in attrs}) < len(attrs):
            self._errors.append(f"an attribute twice on <{tag}>")
        self.elements.append((tag, dict(attrs), tuple(self._open)))
        if tag not in VOID and not self._is_closed_at_once(tag):
            self._open.append(len(self.elements) - 1)

    def _is_closed_at_once(self, tag: str) -> bool:
        return (self.get_starttag_text() or "").endswith("/>") and tag not in VOID

    def handle_endtag(self, tag: str) -> None:
        """Close the element; every one must be closed in its turn."""
        if tag in VOID or ((self.get_starttag_text() or "").endswith("/>") and not self._open):
            return
        if not self._open or self.elements[self._open[-1]][0] != tag:
            opened = self.elements[self._open[-1]][0] if self._open else "nothing"
            self._errors.append(f"</{tag}> while <{opened}> is open")
            return
        self._open.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that is closed at once, as in SVG and MathML."""
        self.elements.append((tag, dict(attrs), tuple(self._open)))

    def handle_data(self, data: str) -> None:
        """Add text to what it names."""
        for number in self._open:
            if self.elements[number][0] in NAMED_BY_TEXT:
                self.texts[number] = self.texts.get(number, "") + data

    def all(self, *tags: str) -> list[Attributes]:
        """The attributes of all elements of these kinds."""
        return [attributes for tag, attributes, _within in self.elements if tag in tags]

    def text(self, tag: str) -> str:
        """The text of the first element of a kind."""
        number = next((number for number, element in enumerate(self.elements) if element[0] == tag), -1)
        return " ".join(self.texts.get(number, "").split())

    def is_within(self, within: tuple[int, ...], *tags: str) -> bool:
        """Whether one of the elements that something is inside of is of these kinds."""
        return any(self.elements[number][0] in tags for number in within)

    def ids(self) -> list[str]:
        return [str(attributes["id"]) for _tag, attributes, _within in self.elements if "id" in attributes]

    def faults(self) -> list[str]:
        """All that is wrong with the page."""
        return [*self._errors, *self._frame(), *self._inline(), *self._references(), *self._forms(), *self._names()]

    def _frame(self) -> Iterator[str]:
        html = self.all("html")
        if not html or not html[0].get("lang"):
            yield "no language"
        if len(self.all("h1")) != 1:
            yield f"{len(self.all('h1'))} h1"
        for tag in ("main", "title"):
            if (
                len([name for name, _a, within in self.elements if name == tag and not self.is_within(within, "svg")])
                != 1
            ):
                yield f"not one {tag}"
        if self.text("title").startswith("·"):
            yield "no title of its own"
        if not any(meta.get("name") == "viewport" for meta in self.all("meta")):
            yield "no viewport"

    def _inline(self) -> Iterator[str]:
        if self.all("style"):
            yield "an inline style sheet"
        if any("src" not in script for script in self.all("script")):
            yield "an inline script"
        for tag, attributes, _within in self.elements:
            bad = [name for name in attributes if name == "style" or name.startswith("on")]
            if bad:
                yield f"{bad} on <{tag}>"

    def _references(self) -> Iterator[str]:
        ids = Counter(self.ids())
        yield from (f"id {id_!r} twice" for id_, count in ids.items() if count > 1)
        for tag, attributes, _within in self.elements:
            if tag == "mo":  # in MathML "form" is a form of an operator
                continue
            for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "form", "list", "data-opens"):
                for target in (attributes.get(name) or "").split():
                    if target not in ids:
                        yield f"{name}={target!r} on <{tag}> leads nowhere"

    def _forms(self) -> Iterator[str]:
        with_token = {
            number
            for _tag, attributes, within in self.elements
            if attributes.get("name") == "csrfmiddlewaretoken"
            for number in within
        }
        for number, (tag, attributes, within) in enumerate(self.elements):
            if tag == "form" and attributes.get("method", "get") == "post" and number not in with_token:
                yield f"no CSRF token in the form to {attributes.get('action')}"
            if tag == "form" and self.is_within(within, "form"):
                yield "a form within a form"

    def _names(self) -> Iterator[str]:
        labels = {label.get("for") for label in self.all("label")}
        for number, (tag, attributes, within) in enumerate(self.elements):
            named = attributes.get("aria-label") or attributes.get("aria-labelledby")
            is_field = tag in ("select", "textarea") or (tag == "input" and attributes.get("type") not in UNLABELLED)
            if is_field and not (named or attributes.get("id") in labels or self.is_within(within, "label")):
                yield f"no label for {attributes.get('name')}"
            is_hidden = any("hidden" in self.elements[place][1] for place in (*within, number))
            if tag in ("a", "button") and not (named or is_hidden or self.texts.get(number, "").strip()):
                yield f"a nameless {tag}: {attributes}"
            if tag == "img" and "alt" not in attributes:
                yield f"no alt for {attributes.get('src')}"
