"""An installation of an earlier day is brought up to date with its data, and back where an upgrade has to be undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test import Client

from studyplan.accounts.models import User
from studyplan.portability.demo import make_learner
from studyplan.portability.services import export_account

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows]
NOW = datetime(2026, 3, 23, 21, tzinfo=UTC)
BEFORE = {
    "account": "0009_emailaddress_unique_primary_email",
    "accounts": "0002_the_end_of_the_day",
    "admin": "0003_logentry_add_action_flag_choices",
    "assessment": "0002_fewer_indexes",
    "auth": "0012_alter_user_first_name_max_length",
    "catalog": "0004_what_the_plan_names",
    "contenttypes": "0002_remove_content_type_name",
    "goals": "0003_minutes_by_weekday",
    "notes": "0002_fewer_indexes",
    "planner": "0003_superseded_plans",
    "practice": "0008_attempts_at_derivations_and_recalls",
    "progress": "0004_task_choices",
}
"""The migrations of 2026-11-29, before outages, mail, import and account activity. Apps that came later have none."""

LATER = {"account_events", "own_cards", "exported_at"}
"""Sections of the download for which there was no table, and when it was made."""


def migrate_back() -> None:
    for app in sorted({app for app, _name in MigrationLoader(connection).disk_migrations}):
        call_command("migrate", app, BEFORE.get(app, "zero"), verbosity=0)


@pytest.fixture
def learner() -> Iterator[User]:
    """Three weeks of an account, without cards of its own: their reviews have no place in the earlier tables."""
    user = make_learner("ada@example.org", "correct horse battery", NOW)
    user.card_reviews.filter(card=None).delete()
    user.own_cards.all().delete()
    yield user
    call_command("migrate", verbosity=0)


def kept(user: User) -> dict[str, Any]:
    """What there was a place for on that day."""
    export = {name: value for name, value in export_account(user, NOW).items() if name not in LATER}
    for interview in export["goal"]["interviews"]:
        if interview["debrief"]:
            del interview["debrief"]["outcome"], interview["debrief"]["notes"]
    return export


def rows_of_users() -> dict[str, int]:
    """By plain SQL: today's models don't fit the tables of that day."""
    with connection.cursor() as cursor:
        counts = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            if table.startswith(("accounts_", "assessment_", "goals_", "notes_", "planner_", "practice_", "progress_")):
                cursor.execute(f'SELECT count(*) FROM "{table}"')
                counts[table] = cursor.fetchone()[0]
    return counts


def test_back_and_forth_with_data(learner: User) -> None:
    before, rows = kept(learner), rows_of_users()
    migrate_back()
    then = rows_of_users()
    assert "accounts_accountevent" not in then
    assert {table: rows[table] for table in then} == then
    call_command("migrate", verbosity=0)
    assert kept(User.objects.get()) == before
    browser = Client()
    browser.force_login(User.objects.get())
    for path in ("/", "/plan/", "/practice/", "/practice/cards/", "/practice/readiness/", "/account/activity/"):
        assert browser.get(path, follow=True).status_code == 200
