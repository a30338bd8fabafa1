"""Links from one text of the content to a page of the app: whether what they name is there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from studyplan.catalog.files.yaml import suggestion

LINK = re.compile(r'href="([^"]*)"')
PAGES = frozenset(
    {
        "/", "/assessment/", "/cheat-sheet/", "/guide/", "/guide/anti-patterns/", "/guide/companies/", "/guide/paths/",
        "/guide/patterns/", "/guide/resources/", "/guide/roles/", "/guide/rounds/", "/guide/warm-up/", "/map/",
        "/plan/", "/practice/mock/", "/progress/", "/result/", "/topics/",
    }
)  # fmt: skip
"""Addresses that texts may name, besides the topics' own; a test resolves each."""
TOPIC_ADDRESS = re.compile(r"/topics/([^/]*)/(?:(problems|derivations|code)/([^/]*)/)?")
PRIMER_ADDRESS = re.compile(r"/primer/([^/]+)/")
ITEM_NAMES = {"problems": "problem", "derivations": "derivation", "code": "coding problem"}


@dataclass(frozen=True)
class LinkTargets:
    """Pages whose anchors are known, with those anchors; topics, with what has a page of its own; the primer's pages.

    Where a file is not written yet, any of its items may be named.
    """

    anchors: Mapping[str, Collection[str]]
    items: Mapping[str, Mapping[str, Collection[str]]]  # topic → part of the address → slugs, if the file is there
    primer: Collection[str]


def find_broken_links(html: str, targets: LinkTargets, page: str = "") -> Iterator[tuple[str, str]]:
    """Every link in ``html`` that leads nowhere, with what is wrong; ``page``: where a bare ``#anchor`` is."""
    for href in map(unescape, LINK.findall(html)):
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            continue
        path = parts.path or page
        if wrong := _path_error(path, targets) or _anchor_error(path, parts.fragment, targets):
            yield href, f"the link to '{href}' leads nowhere: {wrong}"


def _path_error(path: str, targets: LinkTargets) -> str:
    if match := TOPIC_ADDRESS.fullmatch(path):
        topic, part, slug = match.groups()
        if topic not in targets.items:
            return f"there is no topic '{topic}'{suggestion(topic, targets.items)}"
        known = targets.items[topic].get(part)
        if known is not None and slug not in known:
            return f"there is no {ITEM_NAMES[part]} '{slug}'{suggestion(slug, known)}"
        return ""
    if match := PRIMER_ADDRESS.fullmatch(path):
        slug = match[1]
        known = targets.primer
        return f"there is no primer page '{slug}'{suggestion(slug, known)}" if known and slug not in known else ""
    if path in PAGES:
        return ""
    return f"write a page's whole address, such as '/topics/<slug>/'{suggestion(path, PAGES)}"


def _anchor_error(path: str, anchor: str, targets: LinkTargets) -> str:
    known = targets.anchors.get(path)
    if not anchor or known is None or anchor in known:
        return ""
    return f"there is no '#{anchor}' on that page{suggestion(anchor, known)}"
