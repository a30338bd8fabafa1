"""One public name, one thing: a name that stands in two modules makes its reader look twice."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

PACKAGE: Path = settings.BASE_DIR / "studyplan"
BY_CONVENTION = {"logger"}
"""Every module that logs has its own."""


def public_names(module: Path) -> Iterator[str]:
    """The functions, classes and constants that a module defines at its top."""
    for node in ast.parse(module.read_text()).body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                names = [name]
            case ast.Assign(targets=targets):
                names = [target.id for target in targets if isinstance(target, ast.Name)]
            case ast.AnnAssign(target=ast.Name(id=name)):
                names = [name]
            case _:
                names = []
        yield from (name for name in names if not name.startswith("_"))


def is_djangos(module: Path) -> bool:
    """Whether Django gives the module its names: migrations, commands, app configurations, views and forms."""
    framework = {"migrations", "management"} & set(module.parts)
    return bool(framework) or module.stem in {"apps", "admin", "urls", "forms"} or module.stem.endswith("views")


def test_one_public_name_is_one_thing() -> None:
    places: dict[str, list[Path]] = defaultdict(list)
    for module in sorted(PACKAGE.rglob("*.py")):
        if not is_djangos(module):
            for name in set(public_names(module)) - BY_CONVENTION:
                places[name].append(module.relative_to(PACKAGE))
    models_with_schema = {
        name
        for name, modules in places.items()
        if len(modules) == 2
        and {module.name for module in modules} & {"models.py"}
        and any("files" in module.parts for module in modules)
    }
    shared = {name: modules for name, modules in places.items() if len(modules) > 1 and name not in models_with_schema}
    listing = "\n".join(f"{name}: {', '.join(map(str, modules))}" for name, modules in sorted(shared.items()))
    assert not shared, listing
