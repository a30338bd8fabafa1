"""The menu as data."""

from __future__ import annotations

from dataclasses import dataclass
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


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the entries that this visitor sees, and which of them is the current page."""
    signed_in = request.user.is_authenticated
    items = [
        {"url": item.url, "label": item.label, "key": item.key, "current": is_current(item.url, request.path)}
        for item in MENU
        if signed_in or not item.signed_in
    ]
    return {"menu": items}


def is_current(url: str, path: str) -> bool:
    """Whether ``path`` is the page at ``url`` or below it."""
    return path == url or (url != "/" and path.startswith(url))
