"""Copy users with all that is theirs inside the database: a crowd to measure with."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import CharField, Field, Max, Min, Model, QuerySet, UniqueConstraint

from studyplan.accounts.models import Session, User
from studyplan.portability.owned import paths_to_user, target_of

USERS_A_BATCH = 1_000  # in one transaction: the database keeps a note of each foreign key until its end


def multiply(users: Collection[User], copies: int) -> Iterator[int]:
    """Make ``copies`` of each of ``users``, and yield how many accounts there are so far.

    A copy of a row has the keys of the row itself and of users' rows that it names, each moved by what its table's
    originals span; what must differ, an address or a secret, begins with the copy's number. Log-ins are not copied.
    Nobody else may write meanwhile.
    """
    numbered = {model: path for model, path in paths_to_user().items() if model is not Session}
    models = {model: path for model, path in numbered.items() if _rows(model, path, users).exists()}
    spans = {model: _span(model, path, users) for model, path in models.items()}
    step = max(1, USERS_A_BATCH // len(users))
    with _originals(models, users):
        for first in range(1, copies + 1, step):
            last = min(first + step - 1, copies)
            with transaction.atomic(), connection.cursor() as cursor:
                for model in models:
                    cursor.execute(_insert(model, spans), [first, last])
                for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
                    cursor.execute(statement)
            yield last * len(users)


def _rows(model: type[Model], path: str, users: Collection[User]) -> QuerySet[Model]:
    return model._base_manager.filter(**{f"{path}__in": [user.pk for user in users]})


def _span(model: type[Model], path: str, users: Collection[User]) -> int:
    """From the first of the originals to the table's end, so that no copy takes a key that is in use."""
    first = _rows(model, path, users).aggregate(key=Min("pk"))["key"]
    return int(model._base_manager.aggregate(key=Max("pk"))["key"]) - int(first) + 1


@contextmanager
def _originals(models: Mapping[type[Model], str], users: Collection[User]) -> Iterator[None]:
    """The users' rows in tables of their own, so that what is copied is found without a search."""
    with connection.cursor() as cursor:
        for model, path in models.items():
            sql, params = _rows(model, path, users).order_by().query.sql_with_params()
            cursor.execute(f"CREATE TEMPORARY TABLE {_original(model)} AS {sql}", params)
        yield
        for model in models:
            cursor.execute(f"DROP TABLE {_original(model)}")


def _original(model: type[Model]) -> str:
    return connection.ops.quote_name(f"original_{model._meta.db_table}")


def _insert(model: type[Model], spans: Mapping[type[Model], int]) -> str:
    """Copies numbered from one parameter to the other, each as a block: then indexes grow at their end."""
    quote = connection.ops.quote_name
    fields = model._meta.concrete_fields
    columns = ", ".join(quote(field.column) for field in fields)
    values = ", ".join(_value(field, spans) for field in fields)
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    numbers = "SELECT %s UNION ALL SELECT number + 1 FROM copies WHERE number < %s"
    rows = f"SELECT {values} FROM copies CROSS JOIN {_original(model)} ORDER BY number, {key}"  # noqa: S608 - names only
    return f"WITH RECURSIVE copies(number) AS ({numbers}) INSERT INTO {table} ({columns}) {rows}"


def _value(field: Field[Any, Any], spans: Mapping[type[Model], int]) -> str:
    """SQL for the copy's value."""
    column = connection.ops.quote_name(field.column)
    model = field.model if field.primary_key else target_of(field)
    if model is not None and model in spans:
        return f"{column} + number * {spans[model]}"
    return f"CAST(number AS text) || '-' || {column}" if _is_unique_text(field) else column


def _is_unique_text(field: Field[Any, Any]) -> bool:
    constraints = field.model._meta.constraints
    alone = any(isinstance(rule, UniqueConstraint) and rule.fields == (field.name,) for rule in constraints)
    return isinstance(field, CharField) and (field.unique or alone)
