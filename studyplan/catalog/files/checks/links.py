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
        "/plan/", "/progress/", "/result/", "/topics/",
    }
)  # fmt: skip
"""Addresses that texts may name, besides the topics' own; a test asks for each."""
TOPIC_ADDRESS = re.compile(r"/topics/([^/]*)/(?:problems/([^/]*)/)?")


@dataclass(frozen=True)
class LinkTargets:
    """Pages whose anchors are known, with those anchors; and the topics, with their problems' slugs."""

    anchors: Mapping[str, Collection[str]]
    problems: Mapping[str, Collection[str]]  # topic → slugs


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
        topic, problem = match.groups()
        if topic not in targets.problems:
            return f"there is no topic '{topic}'{suggestion(topic, targets.problems)}"
        if problem is not None and problem not in targets.problems[topic]:
            return f"there is no problem '{problem}'{suggestion(problem, targets.problems[topic])}"
        return ""
    if path in PAGES:
        return ""
    return f"write a page's whole address, such as '/topics/<slug>/'{suggestion(path, PAGES)}"


def _anchor_error(path: str, anchor: str, targets: LinkTargets) -> str:
    known = targets.anchors.get(path)
    if not anchor or known is None or anchor in known:
        return ""
    return f"there is no '#{anchor}' on that page{suggestion(anchor, known)}"
