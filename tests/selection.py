"""Which tests run where: all on SQLite, those about rows on PostgreSQL, the quick ones in ``bin/test --fast``."""

from __future__ import annotations

import pytest
from hypothesis import is_hypothesis_test

DATABASE = {"db", "transactional_db"}
BROWSERS_WITHOUT_A_SCREEN = {"client", "owner", "stranger"}
SLOW_FOLDERS = {"browser", "content", "simulation"}
SLOW_MODULES = {
    "test_backups",
    "test_bench",
    "test_check_content",
    "test_content_reload",
    "test_contributing",
    "test_deploy",
    "test_load",
    "test_load_content",
    "test_material",
    "test_mocks",
    "test_one_day",
    "test_plan_command",
    "test_project",
    "test_real_life",
    "test_runserver",
    "test_scripts",
    "test_seed_demo",
    "test_study",
    "test_upgrade",
}
"""They start processes, load content, or live through weeks."""
NOT_ABOUT_ROWS = {"test_bench", "test_content_reload", "test_plan_command", "test_real_life", "test_seed_demo"}
"""They store much, in no way of their own."""


def is_for_sqlite(item: pytest.Item) -> bool:
    """Everything runs on SQLite but what is about PostgreSQL."""
    return not item.get_closest_marker("postgresql_only")


def is_for_postgresql(item: pytest.Item) -> bool:
    """What the database may decide: constraints, races, queries, and what services store.

    What a page says of the same rows is the same. That its queries run on PostgreSQL, too, is shown by asking every
    address once.
    """
    if item.get_closest_marker("sqlite_only") or not _touches_rows(item):
        return False
    if _is_in(item, SLOW_FOLDERS | NOT_ABOUT_ROWS):
        return False
    if item.get_closest_marker("postgresql_only") or item.get_closest_marker("rows"):
        return True
    return bool(item.get_closest_marker("every_address")) or not (_goes_through_pages(item) or _is_by_chance(item))


def is_fast(item: pytest.Item) -> bool:
    """Neither slow, nor by chance, nor through pages, but for asking every address once."""
    if _is_in(item, SLOW_FOLDERS | SLOW_MODULES) or _is_by_chance(item):
        return False
    return bool(item.get_closest_marker("every_address")) or not _goes_through_pages(item)


def _touches_rows(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("django_db")) or bool(DATABASE & _fixtures(item))


def _goes_through_pages(item: pytest.Item) -> bool:
    return bool(BROWSERS_WITHOUT_A_SCREEN & _fixtures(item)) or "household" in _fixtures(item)


def _is_by_chance(item: pytest.Item) -> bool:
    return isinstance(item, pytest.Function) and is_hypothesis_test(item.obj)


def _is_in(item: pytest.Item, names: set[str]) -> bool:
    return not names.isdisjoint(item.path.relative_to(item.config.rootpath).with_suffix("").parts)


def _fixtures(item: pytest.Item) -> set[str]:
    return set(item.fixturenames) if isinstance(item, pytest.Function) else set()
