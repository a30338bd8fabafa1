"""What is a user's is found by an index, however many users there are; and no index is there that finds nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from studyplan.accounts.models import Session, User
from studyplan.portability.bulk import multiply
from studyplan.portability.demo import make_learner
from studyplan.portability.owned import paths_to_user, target_of
from studyplan.practice.models import Attempt
from studyplan.progress.models import Completion
from studyplan.ui import clock
from tests.addresses import ADDRESSES, name_arguments, path_of
from tests.factories import NOW, PASSWORD

OWNED = paths_to_user()
TABLES = {model._meta.db_table for model in OWNED}
OURS = [model for model in OWNED if model.__module__.startswith("studyplan.") and not model._meta.auto_created]
ASKED_OF_ALL = {"expire_date"}  # by manage.py clearsessions
COPIES = 50
EMAIL = "ada@example.org"


def leading_columns(model: type[Model]) -> list[str]:
    """The field that each index of ``model`` over several begins with."""
    constraints = [tuple(rule.fields) for rule in model._meta.total_unique_constraints]
    return [fields[0] for fields in [*constraints, *(tuple(index.fields) for index in model._meta.indexes)]]


def indexed_fields(model: type[Model]) -> set[str]:
    """Those that have an index of their own, and no unique one."""
    fields = [field for field in model._meta.concrete_fields if not field.unique]
    return {field.name for field in fields if getattr(field, "db_index", False)}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_no_column_is_indexed_twice_or_for_nothing(model: type[Model]) -> None:
    """Nobody asks for all users' rows of a topic, and content is retired, never deleted: its keys need no index."""
    assert not indexed_fields(model) & set(leading_columns(model))
    fields = {field.name: field for field in model._meta.concrete_fields}
    assert all(target_of(fields[name]) in OWNED for name in indexed_fields(model) - ASKED_OF_ALL)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_key_of_a_users_row_is_indexed(model: type[Model]) -> None:
    """What goes with an account is found by them."""
    keys = {field.name for field in model._meta.concrete_fields if target_of(field) in OWNED}
    unique = {field.name for field in model._meta.concrete_fields if field.unique}
    assert keys <= unique | indexed_fields(model) | set(leading_columns(model))


# What the database plans


@dataclass(frozen=True, slots=True)
class Learner:
    """One of many: her browser, and what addresses name."""

    browser: Client
    arguments: dict[str, str | int]

    def path(self, name: str) -> str:
        return path_of(name, self.arguments)


@pytest.fixture(scope="module")
def ada(kept_rows: None) -> Iterator[Learner]:
    """The learner of the demo among copies of herself."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(clock, "now", lambda: NOW)
        user = make_learner(EMAIL, PASSWORD, NOW)
        assert max(multiply([user], COPIES)) == COPIES
        # Of one session all is read by whichever index is at hand.
        Session.objects.bulk_create(
            Session(session_key=f"{number:032}", session_data="", expire_date=NOW, user=user) for number in range(500)
        )
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        browser = Client()
        browser.force_login(user)
        yield Learner(browser, name_arguments(user))


Statement = tuple[str, Any]


def statements_of(call: Callable[[], object]) -> list[Statement]:
    """What is asked of the database meanwhile, but for what only adds rows."""
    statements: list[Statement] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, *others: Any) -> Any:
        statements.append((sql, params))
        return execute(sql, params, *others)

    with connection.execute_wrapper(note):
        call()
    return [statement for statement in statements if statement[0].startswith(("SELECT", "UPDATE", "DELETE"))]


def unserved(statements: list[Statement]) -> list[str]:
    """Those for which a table of users is gone through, row by row or by an index that says nothing of whose."""
    with connection.cursor() as cursor:
        # Of small tables all is read although an index would serve: with these, only where none does.
        for way in ("enable_seqscan", "enable_hashjoin", "enable_mergejoin"):
            cursor.execute(f"SET LOCAL {way} = off")
        found = []
        for sql, params in statements:
            cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
            plan = cursor.fetchone()[0]
            plan = json.loads(plan) if isinstance(plan, str) else plan
            found += [f"{node['Node Type']} of {node['Relation Name']}: {sql}" for node in scans(plan[0]["Plan"])]
    return found


def scans(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The nodes of a plan that read all of a table of users."""
    is_by_key = "Index Cond" in node or node["Node Type"] == "Bitmap Heap Scan"
    if node.get("Relation Name") in TABLES and "Scan" in node["Node Type"] and not is_by_key:
        yield node
    if node["Node Type"] == "Bitmap Index Scan" and not is_by_key:
        yield node | {"Relation Name": node["Index Name"]}
    for inner in node.get("Plans", ()):
        yield from scans(inner)


@pytest.mark.postgresql_only
@pytest.mark.parametrize("name", [name for name, row in ADDRESSES.items() if row.owner == 200])
def test_a_page_reads_by_key(name: str, ada: Learner, db: None) -> None:
    assert unserved(statements_of(lambda: ada.browser.get(ada.path(name)))) == []


TASK = "read:loss-functions"


@pytest.mark.postgresql_only
@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("progress:tracker", {"task": TASK, "done": "1"}),
        ("progress:tracker", {"task": TASK, "done": "0"}),
        ("progress:took_set", {"task": TASK, "took": "longer"}),
        ("planner:plan_renew", {}),
        ("portability:account_delete", {"password": PASSWORD}),
    ],
)
def test_a_change_is_made_by_key(path: str, fields: dict[str, str], ada: Learner, db: None) -> None:
    assert unserved(statements_of(lambda: ada.browser.post(reverse(path), fields))) == []


@pytest.mark.postgresql_only
def test_a_log_in_finds_its_account_by_key(ada: Learner, db: None) -> None:
    fields = {"login": EMAIL, "password": PASSWORD}
    assert unserved(statements_of(lambda: Client().post(reverse("account_login"), fields))) == []


@pytest.mark.postgresql_only
def test_what_no_index_serves_is_noticed(ada: Learner, db: None) -> None:
    """The tests above do fail when they should."""
    user = User.objects.get(email=EMAIL)
    questions = [
        (user.completions.filter(done_on=NOW.date()), 0),
        (Completion.objects.filter(done_on=NOW.date()), 1),
        (Completion.objects.filter(minutes__gt=10).order_by("pk"), 1),
        (Attempt.objects.filter(drill__format="x"), 1),
    ]
    for rows, count in questions:
        assert len(unserved(statements_of(rows.first))) == count
