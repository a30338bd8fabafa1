"""A page never fails for want of collected static files; an error page least of all."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import Client, override_settings
from pytest_django import Settings

from studyplan import settings as own
from studyplan.accounts.models import User

IMPORT = re.compile(r"^(?:import|export)\b[^;(]*?[\"']([^\"']+)[\"'];", re.MULTILINE)


@pytest.fixture
def static_root(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """The storage that is served with, over a folder into which nothing was collected."""
    (tmp_path / "static").mkdir()
    with_hashes = {**settings.STORAGES, "staticfiles": own.STORAGES["staticfiles"]}
    with override_settings(STORAGES=with_hashes, STATIC_ROOT=tmp_path / "static"):
        yield tmp_path / "static"


def test_collected_files_are_hashed(static_root: Path) -> None:
    call_command("collectstatic", interactive=False, verbosity=0)
    name = staticfiles_storage.url("css/site.css").removeprefix("/static/")
    assert name.startswith("css/site.")
    assert name != "css/site.css"
    assert (static_root / name).exists()


def test_the_sheet_of_every_page_is_one_file(static_root: Path) -> None:
    call_command("collectstatic", interactive=False, verbosity=0)
    sheet = (static_root / staticfiles_storage.url("css/site.css").removeprefix("/static/")).read_text()
    assert "@import" not in sheet
    sources = own.BASE_DIR / "static" / "css"
    places = [sheet.index((sources / f"{name}.css").read_text()) for name in ("tokens", "base", "components", "pages")]
    assert places == sorted(places)
    assert sheet.endswith(f"@media print {{\n{(sources / 'print.css').read_text()}}}\n")


def test_a_change_in_an_imported_sheet_changes_the_name(tmp_path: Path) -> None:
    def collect() -> str:
        options = {"location": tmp_path / "collected", "base_url": "/static/"}
        storage: Any = storages.create_storage({**own.STORAGES["staticfiles"], "OPTIONS": options})
        ((_name, hashed_name, _processed),) = storage.post_process({"css/all.css": (source, "css/all.css")})
        return str(hashed_name)

    source = FileSystemStorage(tmp_path / "source")
    for name, css in (("all", '@import "./part.css" print;\n'), ("part", "p { color: red; }\n")):
        source.save(f"css/{name}.css", ContentFile(css.encode()))
    before = collect()
    assert (tmp_path / "collected" / before).read_text() == "@media print {\np { color: red; }\n}\n"
    (tmp_path / "source" / "css" / "part.css").write_text("p { color: blue; }\n")
    assert collect() != before


def test_a_file_that_was_not_collected_has_its_plain_name(static_root: Path) -> None:
    assert staticfiles_storage.url("css/site.css") == "/static/css/site.css"
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
    assert "/static/css/site.css" in render_to_string(name)


def test_modules_import_each_other_by_hashed_names(tmp_path: Path) -> None:
    shutil.copytree(own.BASE_DIR / "static" / "js", tmp_path / "js")
    names = [f"js/{path.name}" for path in (tmp_path / "js").glob("*.js")]
    # Tests run with plain files; this is what serves.
    options = {"location": tmp_path, "base_url": "/static/"}
    storage: Any = storages.create_storage({**own.STORAGES["staticfiles"], "OPTIONS": options})
    hashed_names = {hashed for _, hashed, _ in storage.post_process({name: (storage, name) for name in names})}
    scripts = [(tmp_path / name).read_text() for name in hashed_names if name.endswith(".js")]
    assert len(scripts) == len(names)
    imports = {f"js/{path.removeprefix('./')}" for script in scripts for path in IMPORT.findall(script)}
    assert imports
    assert imports <= hashed_names - set(names)
