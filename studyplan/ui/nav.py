"""The menu as data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry: where it goes, its label, the key that opens it, and which paths light it."""

    view: str
    label: Promise
    key: str = ""
    signed_in: bool = False

    @property
    def url(self) -> str:
        return reverse(self.view)


MENU = (
    MenuItem("dashboard:home", _("Today"), key="t", signed_in=True),
    MenuItem("planner:plan_detail", _("Plan"), key="p", signed_in=True),
    MenuItem("progress:tracker", _("Tracker"), key="g", signed_in=True),
    MenuItem("practice:practice_home", _("Practice"), key="r"),
    MenuItem("catalog:topic_list", _("Topics"), key="l"),
    MenuItem("catalog:guide", _("Guide")),
    MenuItem("dashboard:find_list", _("Find"), key="/"),
)
BELONG = {"primer": "/topics/"}
"""Pages that belong to an entry without being below it, by the first part of their address."""


@cache
def menu_urls(*, signed_in: bool) -> tuple[str, ...]:
    """Where the entries go that a user, or a visitor, sees."""
    return tuple(item.url for item in MENU if signed_in or not item.signed_in)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the entries that this visitor sees, and the address of the one that the page belongs to.

    The entries are made only where they are asked for: pages keep the menu's text by that address.
    """
    signed_in = request.user.is_authenticated
    path = BELONG.get(request.path.split("/")[1], request.path)
    place = next((url for url in menu_urls(signed_in=signed_in) if is_current(url, path)), "")

    def menu() -> list[dict[str, Any]]:
        return [
            {"url": item.url, "label": item.label, "key": item.key, "current": item.url == place}
            for item in MENU
            if signed_in or not item.signed_in
        ]

    return {"menu": menu, "menu_place": place}


def is_current(url: str, path: str) -> bool:
    """Whether ``path`` is the page at ``url`` or below it."""
    return path == url or (url != "/" and path.startswith(url))
