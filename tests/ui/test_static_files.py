"""A page never fails for want of collected static files; an error page least of all."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import storages
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import Client, override_settings
from pytest_django import Settings

from studyplan import settings as own
from studyplan.accounts.models import User

IMPORT = re.compile(r"^(?:import|export)\b[^;]*?[\"']([^\"']+)[\"'];", re.MULTILINE)


@pytest.fixture
def static_root(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """The storage that is served with, over a folder into which nothing was collected."""
    (tmp_path / "static").mkdir()
    with_hashes = {**settings.STORAGES, "staticfiles": own.STORAGES["staticfiles"]}
    with override_settings(STORAGES=with_hashes, STATIC_ROOT=tmp_path / "static"):
        yield tmp_path / "static"


def test_collected_files_are_hashed(static_root: Path) -> None:
    call_command("collectstatic", interactive=False, verbosity=0)
    name = staticfiles_storage.url("css/base.css").removeprefix("/static/")
    assert name.startswith("css/base.")
    assert name != "css/base.css"
    assert (static_root / name).exists()


def test_a_file_that_was_not_collected_has_its_plain_name(static_root: Path) -> None:
    assert staticfiles_storage.url("css/base.css") == "/static/css/base.css"
    assert staticfiles_storage.url("css/nowhere.css") == "/static/css/nowhere.css"


@pytest.mark.django_db
@pytest.mark.usefixtures("static_root")
def test_pages_and_error_pages_come_without_a_manifest(ada: User) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(ada)
    assert careful.get("/").status_code == 200
    assert careful.get("/nowhere/").status_code == 404
    assert careful.post("/progress/", {}).status_code == 403


@pytest.mark.usefixtures("static_root")
@pytest.mark.parametrize("name", ["403.html", "403_csrf.html", "404.html", "429.html", "500.html"])
def test_each_error_page_comes_without_a_manifest(name: str) -> None:
    assert "/static/css/base.css" in render_to_string(name)


def test_modules_import_each_other_by_hashed_names(tmp_path: Path) -> None:
    shutil.copytree(own.BASE_DIR / "static" / "js", tmp_path / "js")
    names = [f"js/{path.name}" for path in (tmp_path / "js").iterdir()]
    # Tests run with plain files; this is what serves.
    options = {"location": tmp_path, "base_url": "/static/"}
    storage: Any = storages.create_storage({**own.STORAGES["staticfiles"], "OPTIONS": options})
    hashed_names = {hashed for _, hashed, _ in storage.post_process({name: (storage, name) for name in names})}
    scripts = [(tmp_path / name).read_text() for name in hashed_names if name.endswith(".js")]
    assert len(scripts) == len(names)
    imports = {f"js/{path.removeprefix('./')}" for script in scripts for path in IMPORT.findall(script)}
    assert imports
    assert imports <= hashed_names - set(names)
