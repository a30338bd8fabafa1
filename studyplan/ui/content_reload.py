"""In development: a content file that changes is checked and loaded, and open pages reload."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils.autoreload import BaseReloader, autoreload_started, file_changed


def watch(sender: BaseReloader, **_kwargs: Any) -> None:
    sender.watch_dir(settings.CONTENT_DIR, "**/*")


def load_changed(file_path: Path, **_kwargs: Any) -> bool | None:
    """Load the content if ``file_path`` is of it: then code need not be reloaded, which True says."""
    if settings.CONTENT_DIR not in file_path.parents:
        return None
    if file_path.is_dir():  # what changed in it is told by itself
        return True
    sys.stderr.write(f"{file_path.relative_to(settings.CONTENT_DIR.parent)} changed, loading the content.\n")
    try:
        call_command("load_content", verbosity=1)
    except CommandError as error:
        sys.stderr.write(f"{error}\n")
    except Exception:  # a fault in a half-written file must not end the server
        traceback.print_exc()
    else:
        reload_pages()
    finally:
        connection.close()
    return True


def reload_pages() -> None:
    if apps.is_installed("django_browser_reload"):
        from django_browser_reload.views import trigger_reload_soon

        trigger_reload_soon()


autoreload_started.connect(watch, dispatch_uid="content_reload")
file_changed.connect(load_changed, dispatch_uid="content_reload")
