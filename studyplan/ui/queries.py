"""Queries that are put together once: Django takes several times longer to build one than a database to answer it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression
from django.db.models.sql.compiler import SQLCompiler


class Parameter(Expression):
    """The place of a value in a prepared query: a keyword of the call, of the type of ``output_field`` (else a key)."""

    def __init__(self, name: str, output_field: models.Field[Any, Any] | None = None) -> None:
        super().__init__(output_field=output_field or models.BigIntegerField())
        self.name = name

    def as_sql(self, _compiler: SQLCompiler, _connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        return "%s", [self]

    def read(self, values: dict[str, Any], connection: BaseDatabaseWrapper) -> Any:
        return self.output_field.get_db_prep_value(values[self.name], connection)


class Prepared(NamedTuple):
    """What is sent to the database, and by column what turns its answer into Python's values."""

    sql: str
    parameters: tuple[Any, ...]
    converters: tuple[tuple[int, Sequence[Callable[..., Any]], Expression], ...]


class PreparedQuery:
    """A query of some pages' every request, as rows of values.

    ``build`` makes it from managers, with a ``Parameter`` in the place of each value, and ends in ``values_list``.
    It is asked once per process and kind of database; what it answers depends on nothing but its parameters.
    """

    def __init__(self, build: Callable[[], models.QuerySet[Any, Any]]) -> None:
        self._build = build
        self._prepared: dict[str, Prepared] = {}

    def fetch(self, **values: Any) -> list[tuple[Any, ...]]:
        """The rows for these ``values`` of the parameters."""
        connection = connections["default"]
        prepared = self._prepared.get(connection.vendor) or self._prepare(connection)
        parameters = [
            parameter.read(values, connection) if isinstance(parameter, Parameter) else parameter
            for parameter in prepared.parameters
        ]
        with connection.cursor() as cursor:
            cursor.execute(prepared.sql, parameters)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        if not prepared.converters:
            return rows
        return [convert(row, prepared.converters, connection) for row in rows]

    def fetch_one(self, **values: Any) -> tuple[Any, ...] | None:
        """The first row, or ``None``."""
        rows = self.fetch(**values)
        return rows[0] if rows else None

    def _prepare(self, connection: BaseDatabaseWrapper) -> Prepared:
        compiler = self._build().query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        columns = [expression for expression, _sql, _alias in compiler.select]
        converters = tuple(
            (place, functions, expression)
            for place, (functions, expression) in compiler.get_converters(columns).items()
        )
        self._prepared[connection.vendor] = prepared = Prepared(sql, tuple(parameters), converters)
        return prepared


def convert(
    row: tuple[Any, ...],
    converters: tuple[tuple[int, Sequence[Callable[..., Any]], Expression], ...],
    connection: BaseDatabaseWrapper,
) -> tuple[Any, ...]:
    values = list(row)
    for place, functions, expression in converters:
        for function in functions:
            values[place] = function(values[place], expression, connection)
    return tuple(values)
