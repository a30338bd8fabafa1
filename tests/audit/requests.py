"""Requests that no browser sends: every address, verb, field, header and cookie, with what fits and what does not."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import quote, urlencode

from django.conf import settings
from django.test import Client

from studyplan.accounts.former_cookies import NAMES
from tests.addresses import ADDRESSES, path_of

WHO = ("visitor", "owner", "stranger")
VERBS = ("GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW")
NASTY = (
    *(
        "",
        " ",
        "0",
        "-1",
        "1",
        "2",
        "3",
        "5",
        "6",
        "99",
        "1001",
        "9" * 30,
        "1.5",
        "1e999",
        "nan",
        "²",
        "٣",
        "½",
        "True",
        "None",
    ),
    *(
        "\0",
        "a\0b",
        "\r\n",
        "\x1b[0m",
        "\u202e",
        "\ud800",
        "\ufffe",
        "𝔘" * 50,
        "é" * 300,
        "x" * 5000,
        "<script>",
        "{{ 7*7 }}",
    ),
    *(
        "%",
        "%00",
        "%s%s",
        "../../etc/passwd",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http://[",
        "?#&=;",
    ),
    *(
        "0001-01-01",
        "9999-12-31",
        "2026-02-30",
        "2026-03-02/2026-03-01",
        "2026-12-24/2029-12-31",
        "24:00",
        "now",
        "[]",
        '{"a": 1}',
    ),
    *(
        "' OR 1=1 --",
        "read:optimization",
        "practice:optimization:extra",
        "timed-set:1",
        "read:",
        ":",
        "optimization/",
        "a/b",
    ),
)
HEADERS: Mapping[str, Sequence[str]] = {
    "HX-Request": ("true", "false", ""),
    "HX-Target": ("main", "tracker-totals", "nowhere", "\x7f"),
    "HX-Current-URL": ("http://testserver/plan/", "http://[", "//", "é", "x" * 3000),
    "HX-Boosted": ("true",),
    "HX-Trigger-Name": ("task", "%"),
    "HX-Prompt": ("%ff", "yes"),
    "Referer": ("http://testserver/topics/", "http://[", "mailto:x", ""),
    "Accept": ("application/json", "*/*", ""),
    "Accept-Encoding": ("gzip", "br;q=0", "identity;q=nan"),
    "Accept-Language": ("de", "x" * 600, "*", "en;q=9", "\xe9"),
    "If-None-Match": ('W/"abc"', "*", '"'),
    "If-Modified-Since": ("Mon, 01 Jan 0001 00:00:00 GMT", "never"),
    "Range": ("bytes=0-1", "bytes=9-1"),
    "Origin": ("null", "https://evil.example", "http://testserver"),
    "Host": ("testserver", "evil.example", "[::1]:x", "a_b", "127.0.0.1:99999"),
    "X-Forwarded-For": ("1.2.3.4, x", "999.9.9.9"),
    "X-Forwarded-Proto": ("https", "gopher"),
    "X-HTTP-Method-Override": ("DELETE",),
    "X-CSRFToken": ("x" * 64, "é"),
    "Studyplan-Account": ("none", "0" * 16, "é"),
    "Content-Length": ("0",),  # what does not fit the body, no server passes on
}
CONTENT_TYPES = (
    *("application/x-www-form-urlencoded",) * 6,
    *(
        "multipart/form-data; boundary=b",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "text/plain",
        "",
        "/",
    ),
    *(
        "application/json",
        "application/x-www-form-urlencoded; charset=utf-16",
        "multipart/form-data; boundary=é",
        "a/b; charset=nope",
    ),
)
NAMED = re.compile(r'<(?:input|select|textarea|button)\b[^>]*?\bname="([^"]+)"[^>]*')
VALUE = re.compile(r'\bvalue="([^"]*)"')
# A browser that is kept out or logged out tries nothing more.
SPARED = ("/accounts/logout/", "/account/delete/")


@dataclass(frozen=True, slots=True)
class FuzzRequest:
    """``number`` with the run's seed makes it again."""

    number: int
    who: str
    verb: str
    path: str
    query: str
    body: bytes
    content_type: str
    headers: Mapping[str, str]
    cookies: Mapping[str, str]

    def send(self, browser: Client) -> int:
        """The status."""
        kept = {name: morsel.value for name, morsel in browser.cookies.items()}
        # As a header: as cookies, newer Pythons refuse what no browser sends.
        sent = "; ".join(
            f"{name}={browser.cookies.value_encode(value)[1]}" for name, value in {**kept, **self.cookies}.items()
        )
        try:
            response = browser.generic(
                self.verb,
                self.path,
                self.body,
                self.content_type,
                headers=self.headers,
                QUERY_STRING=self.query,
                HTTP_COOKIE=sent,
            )
            return response.status_code
        finally:
            browser.cookies.clear()
            browser.cookies.load(kept)


@dataclass(frozen=True, slots=True)
class Forms:
    """The addresses, and the fields that their pages have, each with the values that it offers."""

    paths: Sequence[str]
    fields: Mapping[str, Sequence[str]]
    own: Mapping[str, Sequence[str]]
    """Path → the names of its page's fields."""
    posting: frozenset[str]
    """The paths to which something can be sent."""

    def make(self, seed: int, number: int) -> FuzzRequest:
        chance = random.Random(f"{seed}/{number}")
        path = chance.choice(self.paths)
        own = self.own.get(path, ())
        if chance.random() < 0.15:
            parts = path.split("/")
            parts[chance.randrange(len(parts))] = quote(encode(chance.choice(NASTY)), safe="")
            path = "/" + "/".join(parts).lstrip("/")
        usual = "POST" if path in self.posting and chance.random() < 0.8 else "GET"
        verb = usual if chance.random() < 0.8 else chance.choice(VERBS)
        names = [name for name in own if chance.random() < 0.7]
        names += [self.pick_name(chance) for _field in range(chance.choice((0, 0, 1, 3, 8)))]
        pairs = [(name, self.pick_value(chance, name)) for name in names]
        encoded = urlencode([(encode(name), encode(value)) for name, value in pairs])
        content_type = chance.choice(CONTENT_TYPES)
        body = b"" if verb in ("GET", "HEAD") else make_body(chance, encoded, pairs, content_type)
        return FuzzRequest(
            number,
            chance.choice(WHO),
            verb,
            path,
            encoded if chance.random() < 0.3 else "",
            body,
            content_type,
            {
                name: chance.choice(HEADERS[name])
                for name in chance.sample(sorted(HEADERS), chance.choice((0, 0, 1, 2, 4)))
            },
            {name: cookie_text(chance) for name in chance.sample(COOKIES, chance.choice((0, 0, 0, 0, 0, 1, 2)))},
        )

    def pick_name(self, chance: random.Random) -> str:
        return chance.choice(sorted(self.fields)) if chance.random() < 0.95 else chance.choice(NASTY)

    def pick_value(self, chance: random.Random, name: str) -> str:
        """One that its pages offer, more often than not."""
        return chance.choice(self.fields[name] if name in self.fields and chance.random() < 0.7 else NASTY)


COOKIES = sorted({*NAMES, *NAMES.values(), *(f"{settings.COOKIE_PREFIX}{name}" for name in ("messages", "time_zone"))})


def encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def cookie_text(chance: random.Random) -> str:
    """What a cookie can hold at all: no line ends, and Latin-1."""
    return chance.choice(NASTY).encode("latin-1", "replace").decode("latin-1").translate({10: None, 13: None})


def make_body(chance: random.Random, encoded: str, pairs: Sequence[tuple[str, str]], content_type: str) -> bytes:
    if content_type.startswith("multipart"):
        parts = [
            b'--b\r\nContent-Disposition: form-data; name="%b"\r\n\r\n%b\r\n' % (encode(n), encode(v)) for n, v in pairs
        ]
        return b"".join(parts) + (b"--b--\r\n" if chance.random() < 0.8 else b"")
    return chance.randbytes(40) if chance.random() < 0.05 else encoded.encode()


def read_forms(browsers: Mapping[str, Client], arguments: Mapping[str, str | int]) -> Forms:
    """All addresses, and what the forms of their pages send."""
    paths = [path_of(name, arguments) for name in ADDRESSES]
    fields: dict[str, set[str]] = {
        "next": {"/plan/"},
        "confirm": {"1"},
        "done": {"0", "1"},
        "task": {"read:optimization"},
    }
    own: dict[str, set[str]] = {}
    for browser in browsers.values():
        for path in paths:
            if path in SPARED:
                continue
            for match in NAMED.finditer(browser.get(path).content.decode(errors="replace")):
                value = VALUE.search(match[0])
                fields.setdefault(unescape(match[1]), set()).add(unescape(value[1]) if value else "")
                own.setdefault(path, set()).add(unescape(match[1]))
    paths += ["/admin/", "/admin/catalog/topic/", "/nowhere/", "/static/js/app.js", "/static/%00", "/favicon.ico"]
    posting = frozenset(path_of(name, arguments) for name, row in ADDRESSES.items() if row.takes_post)
    return Forms([path for path in paths if path not in SPARED], sort_values(fields), sort_values(own), posting)


def sort_values(sets: Mapping[str, set[str]]) -> dict[str, list[str]]:
    return {name: sorted(values) for name, values in sets.items()}
