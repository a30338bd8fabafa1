"""``manage.py plan``: a plan without an account, as text to pin up or as JSON."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from datetime import date
from statistics import mode
from typing import Any, NoReturn

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from studyplan.catalog.models import ContentVersion
from studyplan.catalog.syllabus import syllabus
from studyplan.core.model import Goal
from studyplan.goals.services import WEEKDAY_COLUMNS, default_goal, form_values, make_goal_form
from studyplan.planner.conversion import export_for_command
from studyplan.planner.documents import PlanDocument, PlanInputs, StoredItem
from studyplan.planner.printed import printed_plan
from studyplan.planner.proposals import propose
from studyplan.planner.text import wording
from studyplan.planner.text.items import title_of
from studyplan.planner.text.names import load_names
from studyplan.ui import clock

BAD_INPUT = 2
LATEST_START = date(9900, 12, 31)


def refuse(message: object) -> NoReturn:
    """Raise a ``CommandError`` of one line, which ends with the status for bad input."""
    raise CommandError(" ".join(str(message).split()), returncode=BAD_INPUT)


class Command(BaseCommand):
    help = "Build a plan from ratings, role, company, rounds, date and hours, and print it."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Django's parser prints its usage with every error; this one says in one line what is wrong."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)

        def error(message: str) -> NoReturn:
            sys.stderr.write(f"{message}\n")
            raise SystemExit(BAD_INPUT)

        parser.error = error  # type: ignore[method-assign]
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--ratings", required=True, help="levels 1 to 5 in topic order, separated by commas")
        parser.add_argument("--role")
        parser.add_argument("--company")
        parser.add_argument("--rounds", help="separated by commas")
        parser.add_argument("--start", help="the first day, such as 2026-11-23; today if absent")
        parser.add_argument("--interview", help="the interview's date")
        parser.add_argument("--minutes", help="a day; or seven numbers, Monday first, separated by commas")
        parser.add_argument("--weekdays", help="mon to sun, separated by commas")
        parser.add_argument("--days-off", help="dates, separated by commas")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        ensure_content()
        starts_on = parse_start(options["start"])
        inputs = PlanInputs(
            ratings=parse_ratings(options["ratings"]), goal=parse_goal(options, starts_on), starts_on=starts_on, done=()
        )
        document = propose(inputs).document
        if options["format"] == "text":
            self.stdout.write(printed_plan(document, inputs.goal))
            return
        self.stdout.write(json.dumps(make_export(document), indent=2, ensure_ascii=False))


def make_export(document: PlanDocument) -> dict[str, Any]:
    """The contract's JSON, with warnings as text and every item under the title that people read."""
    data, names = export_for_command(document), load_names()
    for day in [day for week in data["weeks"] for day in week["days"]] + data["afterwards"]:
        for item in [item for task in day["tasks"] for item in task["items"]]:
            item["title"] = title_of(StoredItem(**item))
    data["warnings"] = [wording.describe_warning(names, note) for note in document.warnings]
    return data


def ensure_content() -> None:
    """On a fresh clone there are no tables yet: make them, and load the content."""
    if ContentVersion._meta.db_table not in connection.introspection.table_names():
        call_command("migrate", interactive=False, verbosity=0)
    if not ContentVersion.objects.exists():
        call_command("load_content", verbosity=0)


def parse_ratings(text: str) -> dict[str, int]:
    """Levels 1–5, separated by commas, by the topic of the same position."""
    topics = [topic.slug for topic in syllabus().topics]
    top = syllabus().top_level
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != len(topics):
        refuse(_("--ratings needs %(topics)d levels, not %(given)d.") % {"topics": len(topics), "given": len(parts)})
    for part in parts:
        if part not in map(str, range(1, top + 1)):
            refuse(_("--ratings: “%(part)s” is not a level from 1 to %(top)d.") % {"part": part, "top": top})
    return dict(zip(topics, map(int, parts), strict=True))


def parse_start(text: str | None) -> date:
    if text is None:
        return clock.today()
    try:
        start = date.fromisoformat(text)
    except ValueError:
        refuse(_("--start: “%(text)s” is not a date such as 2026-11-23.") % {"text": text})
    if start > LATEST_START:
        refuse(_("--start: %(text)s is too late, for the calendar ends with the year 9999.") % {"text": text})
    return start


def check_known(option: str, slugs: Iterable[str | None], known: Iterable[str]) -> None:
    """Refuse a slug that names nothing, and list those that do. An empty one counts as none."""
    names = sorted(known)
    for slug in slugs:
        if slug and slug not in names:
            values = {"option": option, "slug": slug, "known": ", ".join(names)}
            refuse(_("--%(option)s: “%(slug)s” is none of %(known)s.") % values)


def parse_minutes(text: str) -> dict[str, str]:
    """The goal form's minutes: one number for all days, or one for each; most days' is the usual one then."""
    parts = [part.strip() for part in text.split(",")]
    if not all(parts) or len(parts) not in (1, len(WEEKDAY_COLUMNS)):
        refuse(_("--minutes: give one number, or seven separated by commas, Monday first."))
    usual = {"minutes": mode(parts)}
    return usual if len(parts) == 1 else usual | dict(zip(WEEKDAY_COLUMNS, parts, strict=True))


def parse_goal(options: dict[str, Any], starts_on: date) -> Goal:
    """Checked by the goal form itself, so that the command allows what the page allows."""
    lists = {
        name: [part.strip() for part in options[name].split(",") if part.strip()]
        for name in ("rounds", "weekdays")
        if options[name] is not None
    }
    single = {"role": "role", "company": "company", "interview": "interview_date"}
    given = {field: options[name] for name, field in single.items() if options[name] is not None}
    taught = syllabus()
    check_known("role", [given.get("role")], taught.targets)
    check_known("company", [given.get("company")], taught.frequencies)
    check_known("rounds", lists.get("rounds", []), taught.depths)
    if options["minutes"] is not None:
        given |= parse_minutes(options["minutes"])
    given |= lists | ({"days_off": options["days_off"]} if options["days_off"] else {})
    form = make_goal_form(starts_on, data=form_values(default_goal()) | given)
    if not form.is_valid():
        names = {field: name for name, field in single.items()} | {"days_off": "days-off"}
        names |= dict.fromkeys(WEEKDAY_COLUMNS, "minutes")
        field, errors = next(iter(form.errors.items()))
        refuse(f"--{names.get(field, field)}: {errors[0]}")
    return form.goal
