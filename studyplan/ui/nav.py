"""The menu as data: five entries in sight, and the page of all others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

THEMES = {"system": _("Like the system"), "light": _("Light"), "dark": _("Dark")}
THEME_COOKIE = f"{settings.COOKIE_PREFIX}theme"
ONE_YEAR = 60 * 60 * 24 * 365


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry: where it goes, its label, the key that opens it, and who sees it."""

    view: str
    label: Promise
    icon: str = ""
    key: str = ""
    hint: Promise | str = ""
    sees: Literal["all", "user", "visitor"] = "all"

    @property
    def url(self) -> str:
        return reverse(self.view)

    def is_for(self, *, signed_in: bool) -> bool:
        if self.view == "account_signup" and settings.SIGNUP != "open":
            return False  # people with an invitation have a link
        return self.sees in ("all", "user" if signed_in else "visitor")


MENU = (
    MenuItem("dashboard:home", _("Today"), icon="today", key="t", sees="user"),
    MenuItem("dashboard:home", _("Start"), icon="home", sees="visitor"),
    MenuItem("planner:plan_detail", _("Plan"), icon="plan", key="p", sees="user"),
    MenuItem("practice:practice_home", _("Practice"), icon="practice", key="r"),
    MenuItem("catalog:topic_list", _("Topics"), icon="topics", key="l"),
    MenuItem("catalog:guide", _("Guide"), icon="guide", sees="visitor"),
    MenuItem("ui:more_list", _("More"), icon="more", hint=_("all pages and settings")),
)
MORE: tuple[tuple[Promise, tuple[MenuItem, ...]], ...] = (
    (
        _("Study"),
        (
            MenuItem("progress:tracker", _("Tracker"), key="g", sees="user", hint=_("Every topic and task, to tick")),
            MenuItem("dashboard:map_detail", _("Map"), key="m", hint=_("Which topic builds on which")),
            MenuItem("practice:problem_list", _("Problems"), hint=_("All of them, by topic, level and kind")),
            MenuItem("catalog:cheat_sheet", _("Cheat sheet"), hint=_("Twelve topics at a glance")),
            MenuItem("catalog:primer_list", _("Primer"), hint=_("The mathematics that lessons use")),
            MenuItem("notes:note_list", _("Notes and stars"), sees="user", hint=_("What you wrote and marked")),
        ),
    ),
    (
        _("Where you stand"),
        (
            MenuItem("practice:readiness_detail", _("Readiness"), sees="user", hint=_("What you can show today")),
            MenuItem("practice:history_detail", _("History"), sees="user", hint=_("Levels and minutes over time")),
            MenuItem("assessment:assessment_take", _("Rate yourself"), hint=_("Every topic, from 1 to 5")),
            MenuItem("dashboard:result", _("Result"), hint=_("Your path, and the plan for another goal")),
        ),
    ),
    (
        _("Interviews"),
        (
            MenuItem("planner:goal_edit", _("Goal and hours"), sees="user", hint=_("Role, company, date, minutes")),
            MenuItem("planner:interview_list", _("Interviews"), sees="user", hint=_("Dates, and how they went")),
            MenuItem("planner:calendar_detail", _("Calendar"), sees="user", hint=_("The plan in your calendar")),
            MenuItem("catalog:guide", _("Guide"), hint=_("Rounds, companies, roles, patterns")),
        ),
    ),
    (
        _("This app"),
        (
            MenuItem("dashboard:find_list", _("Find"), key="/", hint=_("Search everything")),
            MenuItem("accounts:account", _("Account"), sees="user", hint=_("Time zone, password, your data")),
            MenuItem("account_login", _("Log in"), sees="visitor"),
            MenuItem("account_signup", _("Sign up"), sees="visitor", hint=_("Keeps your ratings and your plan")),
            MenuItem("accounts:privacy", _("Privacy"), hint=_("What is stored, and where")),
        ),
    ),
)
FOOT = ("progress:tracker", "dashboard:map_detail", "catalog:guide", "accounts:privacy")
"""What stands below every page, too: keys need something to press."""

BELONG = {"primer": "/topics/", "study": "/"}
"""Pages that belong to an entry without being below it, by the first part of their address."""


def entries(*, signed_in: bool) -> list[MenuItem]:
    """The menu as a user, or a visitor, sees it."""
    return [item for item in MENU if item.is_for(signed_in=signed_in)]


def other_entries(*, signed_in: bool) -> list[tuple[Promise, list[MenuItem]]]:
    """What is under More, by group."""
    groups = [(title, [item for item in items if item.is_for(signed_in=signed_in)]) for title, items in MORE]
    return [(title, items) for title, items in groups if items]


def keyed_entries(*, signed_in: bool) -> list[MenuItem]:
    """The entries that a key opens."""
    others = [item for _title, items in other_entries(signed_in=signed_in) for item in items]
    return [item for item in [*entries(signed_in=signed_in), *others] if item.key]


@cache
def menu_urls(*, signed_in: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Where the menu's entries go, and those under More."""
    others = (item for _title, items in other_entries(signed_in=signed_in) for item in items)
    return tuple(item.url for item in entries(signed_in=signed_in)), tuple(item.url for item in others)


@cache
def footer_entries(*, signed_in: bool) -> tuple[MenuItem, ...]:
    """The entries under More that every page ends with."""
    others = [item for _title, items in other_entries(signed_in=signed_in) for item in items]
    return tuple(item for view in FOOT for item in others if item.view == view)


def find_menu_entry(path: str, *, signed_in: bool) -> str:
    """The address of the menu's entry that a page belongs to; "" if to none."""
    path = BELONG.get(path.split("/")[1], path)
    urls, others = menu_urls(signed_in=signed_in)
    place = next((url for url in urls if is_current(url, path)), "")
    if not place and any(is_current(url, path) for url in others):
        return reverse("ui:more_list")
    return place


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the entries that this visitor sees, the one that the page belongs to, and the theme.

    The entries are made only where they are asked for: pages keep the menu's text by that address.
    """
    signed_in = request.user.is_authenticated
    place = find_menu_entry(request.path, signed_in=signed_in)

    def menu() -> list[dict[str, Any]]:
        return [
            {
                "url": item.url,
                "label": item.label,
                "hint": item.hint,
                "icon": item.icon,
                "key": item.key,
                "current": item.url == place,
            }
            for item in entries(signed_in=signed_in)
        ]

    return {
        "menu": menu,
        "signup_mode": settings.SIGNUP,
        "menu_place": place,
        "foot": partial(footer_entries, signed_in=signed_in),
        "shortcuts": partial(keyed_entries, signed_in=signed_in),
        "theme": chosen_theme(request),
        "cookie_prefix": settings.COOKIE_PREFIX,
    }


def chosen_theme(request: HttpRequest) -> str:
    """The theme that this browser was told to keep, or "" for the system's."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return theme if theme in THEMES and theme != "system" else ""


def keep_theme(response: HttpResponse, theme: str) -> None:
    """Have this browser keep ``theme``, one of ``THEMES``."""
    if theme == "system":
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    else:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(THEME_COOKIE, theme, max_age=ONE_YEAR, samesite="Lax", secure=secure, httponly=True)


def is_current(url: str, path: str) -> bool:
    """Whether ``path`` is the page at ``url`` or below it."""
    return path == url or (url != "/" and path.startswith(url))
