"""A result as an address: the levels and the goal that a plan is made from, as ``manage.py plan`` takes them.

Nothing else of whoever shares it is in there, and what is opened is planned from the reader's today on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from statistics import mode
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from studyplan.catalog.syllabus import syllabus
from studyplan.core.model import Goal, GoalInterview
from studyplan.goals.fields import write_stretch
from studyplan.goals.forms import GoalForm
from studyplan.goals.services import WEEKDAY_COLUMNS, ahead, default_goal, form_values, make_goal_form
from studyplan.goals.values import DAY_CODES, find_stretches

RATINGS = "ratings"
PARAMETERS = (RATINGS, "role", "company", "date", "minutes", "rounds", "weekdays", "days_off")
FIELDS = {"interview_date": "date", **dict.fromkeys(WEEKDAY_COLUMNS, "minutes")}
"""The goal form's names, where an address has others."""


@dataclass(frozen=True, slots=True)
class SharedPlan:
    """What an address asks for: ``goal`` is ``None`` where it makes no sense, and ``errors`` say why."""

    levels: Mapping[str, int]
    form: GoalForm
    goal: Goal | None
    errors: tuple[str, ...]


def names_shared_plan(query: QueryDict) -> bool:
    return any(name in query for name in PARAMETERS)


def is_canonical(query: QueryDict) -> bool:
    """Whether it is written as ``write_address`` does, and not as a form's fields are sent."""
    return all(name in PARAMETERS for name in query)


def write_address(levels: Mapping[str, int], goal: Goal, today: date) -> str:
    """The query of the plan for ``levels`` (all topics) and for what of ``goal`` is ahead: the next interview alone."""
    interview = next(iter(ahead(goal, today).interviews), GoalInterview())
    minutes = goal.weekday_minutes or (goal.minutes,)
    stretches = find_stretches(day for day in goal.days_off if day >= today)
    weekdays = [DAY_CODES[day] for day in goal.weekdays]
    values = {
        RATINGS: ",".join(str(levels[topic.slug]) for topic in syllabus().topics),
        "role": goal.role,
        "company": interview.company or "",
        "date": interview.on.isoformat() if interview.on else "",
        "minutes": ",".join(map(str, minutes)),
        "rounds": ",".join(interview.rounds),
        "weekdays": ",".join(weekdays) if len(weekdays) < len(DAY_CODES) else "",
        "days_off": ",".join(map(write_stretch, stretches)),
    }
    return urlencode({name: value for name, value in values.items() if value}, safe=",/")


def read_address(query: QueryDict, today: date) -> SharedPlan:
    """The plan that ``query`` asks for. The goal is checked by its own form, so that the same is allowed."""
    errors = []
    try:
        levels = read_levels(query.get(RATINGS, ""))
    except ValueError as error:
        levels = {}
        errors.append(f"{RATINGS}: {error}")
    form = make_goal_form(today, data=form_values(default_goal()) | read_goal_fields(query))
    unknown = find_unknown(query)
    errors += unknown.values()
    errors += [
        f"{FIELDS.get(name, name)}: {error}"
        for name, found in form.errors.items()
        for error in found
        if name not in unknown
    ]
    return SharedPlan(levels, form, None if errors else form.goal, tuple(dict.fromkeys(errors)))


def read_levels(text: str) -> dict[str, int]:
    """Levels by topic, from one for each in topic order; raises ``ValueError`` with a sentence."""
    topics, levels = syllabus().topics, range(1, syllabus().top_level + 1)
    given = [part.strip() for part in text.split(",")] if text.strip() else []
    if len(given) != len(topics):
        raise ValueError(
            _("%(topics)d levels are needed, separated by commas; here are %(given)d.")
            % {"topics": len(topics), "given": len(given)}
        )
    for part in given:
        if part not in map(str, levels):
            raise ValueError(_("“%(part)s” is not a level from 1 to %(top)d.") % {"part": part[:20], "top": levels[-1]})
    return {topic.slug: int(part) for topic, part in zip(topics, given, strict=True)}


def find_unknown(query: QueryDict) -> dict[str, str]:
    """By parameter: what names no role, company or round, with those that there are."""
    taught = syllabus()
    offered = {"role": taught.targets, "company": taught.frequencies, "rounds": taught.depths}
    unknown = {}
    for name, known in offered.items():
        for slug in read_list(query, name):
            if slug not in known:
                values = {"slug": slug[:40], "known": ", ".join(sorted(known))}
                unknown[name] = f"{name}: " + _("“%(slug)s” is none of %(known)s.") % values
    return unknown


def read_goal_fields(query: QueryDict) -> dict[str, Any]:
    """The goal form's fields: from an address, from options of ``manage.py plan``, or as that form sends them."""
    lists = {name: read_list(query, name) for name in ("rounds", "weekdays", "days_off") if name in query}
    if "days-off" in query:
        lists["days_off"] = read_list(query, "days-off")
    fields: dict[str, Any] = {name: query[name] for name in ("role", "company") if query.get(name)}
    dates = (query.get(name) for name in ("date", "interview", "interview_date"))
    fields["interview_date"] = next(filter(None, dates), "")
    minutes = read_list(query, "minutes")
    if len(minutes) == len(WEEKDAY_COLUMNS):
        fields |= {"minutes": mode(minutes), **dict(zip(WEEKDAY_COLUMNS, minutes, strict=True))}
    elif minutes:
        fields["minutes"] = ",".join(minutes)
    own = {name: query[name] for name in (*WEEKDAY_COLUMNS, "days_off_first", "days_off_last") if query.get(name)}
    return fields | lists | own


def read_list(query: QueryDict, name: str) -> list[str]:
    """Values with commas between them, or one again and again."""
    return [part.strip() for text in query.getlist(name) for part in text.split(",") if part.strip()]
