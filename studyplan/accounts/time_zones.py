"""Time zones: which names are known, which are offered to choose from; and the hours at which a day may end."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from studyplan.ui import clock

AREAS: dict[str, Promise] = {
    "Africa": _("Africa"),
    "America": _("America"),
    "Antarctica": _("Antarctica"),
    "Arctic": _("Arctic"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic"),
    "Australia": _("Australia"),
    "Europe": _("Europe"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific"),
}
DAY_ENDS = (
    (0, _("midnight")),
    *((hour, format_lazy(_("{hour} a.m."), hour=hour)) for hour in range(1, clock.LATEST_DAY_END)),
    (clock.LATEST_DAY_END, _("noon")),
)
OTHER_AREA = _("Other")

ZoneGroup = tuple[Promise, list[tuple[str, str]]]


@cache
def known_zones() -> frozenset[str]:
    """Every IANA name of this installation; cached, because asking opens some hundred files."""
    # "localtime" and "Factory" mean something else on every machine.
    return frozenset(available_timezones() - {"localtime", "Factory"})


def get_zone(name: str) -> ZoneInfo:
    """The zone called ``name``, or the installation's own where ``name`` is empty or no longer known."""
    return ZoneInfo(name if name in known_zones() else settings.DEFAULT_USER_TIME_ZONE)


@cache
def offered_zones() -> tuple[str, ...]:
    """The zones that people live in, without the old spellings that ``known_zones`` still accepts."""
    table = resources.files("tzdata").joinpath("zoneinfo/zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    return tuple(sorted({row[2] for row in rows} & known_zones()))


def group_zones(also: Iterable[str] = ()) -> list[ZoneGroup]:
    """The offered zones as a select's groups, by area and then by city; ``also`` names zones to offer in any case."""
    names = {*offered_zones(), "UTC", *(name for name in also if name)}
    groups: dict[str, list[tuple[str, str]]] = {area: [] for area in [*AREAS, ""]}
    for name in names:
        area = name.partition("/")[0]
        groups[area if area in AREAS else ""].append((name, city_name(name)))
    labels = {**AREAS, "": OTHER_AREA}
    return [(labels[area], sorted(zones, key=lambda pair: pair[1])) for area, zones in groups.items() if zones]


def city_name(name: str) -> str:
    """The label of the zone ``name`` under its area: “Knox, Indiana” for America/Indiana/Knox."""
    _area, *places = name.replace("_", " ").split("/")
    return ", ".join(reversed(places)) or name
