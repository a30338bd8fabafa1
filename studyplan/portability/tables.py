"""How the download is described: tables with their columns, in sections."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from studyplan.accounts.models import User
from studyplan.catalog.models import Material, Slugged

IMPLIED = "its place in the document says it"


@dataclass(frozen=True)
class Table:
    """The columns of ``model`` that are exported as they are; every other one is in ``otherwise`` with the reason."""

    model: type[Model]
    columns: tuple[str, ...]
    otherwise: Mapping[str, str] = field(default_factory=dict)

    def row(self, instance: Model) -> dict[str, Any]:
        """The columns of ``instance``; content is named by its slug, never by a number of this installation."""
        values = {name: getattr(instance, name) for name in self.columns}
        return {name: _named(value) for name, value in values.items()}


@dataclass(frozen=True)
class Section:
    """One key of the export: its tables, how to read them, and a phrase that counts what a user has ("": nothing)."""

    name: str
    tables: tuple[Table, ...]
    export: Callable[[User], Any]
    counted: Callable[[User], str]


def _named(value: Any) -> Any:
    if isinstance(value, Slugged):
        return value.slug
    return str(value) if isinstance(value, Material) else value
