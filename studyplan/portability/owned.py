"""Which tables hold rows of users, by foreign keys alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.db.models import Field, Model

from studyplan.accounts.models import User


def paths_to_user() -> dict[type[Model], str]:
    """Every model with a path of foreign keys to the user, tables of many-to-many fields included, and that path."""
    paths: dict[type[Model], str] = {User: "pk"}
    models = apps.get_models(include_auto_created=True)
    while more := {model: path for model in models if model not in paths and (path := _find_path(model, paths))}:
        paths |= more
    return paths


def target_of(field: Field[Any, Any]) -> type[Model] | None:
    """The model that a foreign key points to."""
    return field.related_model if isinstance(field.related_model, type) else None


def _find_path(model: type[Model], paths: Mapping[type[Model], str]) -> str | None:
    """The lookup that leads from ``model`` through one of those in ``paths``; the shortest comes first."""
    targets = {field.name: target for field in model._meta.concrete_fields if (target := target_of(field)) in paths}
    lookups = [name if target is User else f"{name}__{paths[target]}" for name, target in targets.items() if target]
    return min(lookups, key=len, default=None)
