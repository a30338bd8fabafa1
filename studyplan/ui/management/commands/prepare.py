"""``manage.py prepare``: everything between an installed checkout and a server that can start, in one process."""

from __future__ import annotations

import hashlib
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from studyplan.ui import static_files


class Command(BaseCommand):
    """Bring database, content and static files up to date; whatever is current already costs next to nothing."""

    help = "Migrates the database, loads the content and collects static files, so that a server can start."
    requires_system_checks = ()  # they would import every page of the app; bin/test runs them

    def handle(self, *args: object, **options: Any) -> None:
        self.migrate()
        call_command("createcachetable", verbosity=0)
        call_command("load_content", verbosity=1, stdout=self.stderr)
        call_command("sweep")
        if not settings.DEBUG:  # where they are served from their source
            self.collect_static()

    def migrate(self) -> None:
        """Say how many migrations there are to apply; a new database takes some seconds for all of them."""
        if migrations_on_disk() <= MigrationRecorder(connection).applied_migrations().keys():
            return  # planning would import each of them, and take longer than all the rest of a start without changes
        executor = MigrationExecutor(connection)
        if plan := executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stderr.write(f"Applying {len(plan)} migrations …", style_func=str)
            call_command("migrate", interactive=False, verbosity=0)

    def collect_static(self) -> None:
        """Hash and compress static files unless they are those of the last time."""
        collected = Path(settings.STATIC_ROOT)
        stamp = collected.with_suffix(".digest")
        digest = static_digest()
        is_current = (collected / "staticfiles.json").exists() and stamp.exists() and stamp.read_text() == digest
        if not is_current:
            self.stderr.write("Collecting static files …", style_func=str)
            stamp.unlink(missing_ok=True)  # what is cut short is done again, whatever the files are by then
            call_command("collectstatic", interactive=False, verbosity=0)
            stamp.write_text(digest)


def migrations_on_disk() -> set[tuple[str, str]]:
    """App and name of each, without importing any."""
    return {
        (app.label, module.name)
        for app in apps.get_app_configs()
        for module in iter_modules([str(Path(app.path) / "migrations")])
    }


def static_digest() -> str:
    """A digest of every static file's path, size and time, and of what processes them."""
    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    digest.update(Path(static_files.__file__).read_bytes())
    for finder in get_finders():
        for path, storage in finder.list(None):
            state = Path(storage.path(path)).stat()
            digest.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
