"""The manifest and the service worker, and what they name."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from studyplan.catalog.models import ContentVersion
from studyplan.dashboard.offline import worker

pytestmark = pytest.mark.django_db


def find_file(address: str) -> str | None:
    found: str | None = finders.find(urlsplit(address).path.removeprefix("/static/"))
    return found


def test_the_manifest_names_icons_that_are_there(client: Client) -> None:
    response = client.get("/manifest.webmanifest")
    assert response.headers["Content-Type"] == "application/manifest+json"
    manifest = response.json()
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}
    for icon in manifest["icons"]:
        path = find_file(icon["src"])
        assert path
        side = int(icon["sizes"].split("x")[0])
        assert Path(path).read_bytes()[16:24] == side.to_bytes(4, "big") * 2
    assert client.get(manifest["start_url"]).status_code == 200


def test_every_page_names_the_manifest(client: Client) -> None:
    assert '<link rel="manifest" href="/manifest.webmanifest">' in client.get("/").content.decode()


def test_a_worker_may_run(client: Client) -> None:
    assert "worker-src 'self'" in client.get("/sw.js").headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/sw.js", "/manifest.webmanifest"])
def test_browsers_ask_each_time_and_get_it_once(client: Client, path: str) -> None:
    first = client.get(path)
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_worker_is_the_same_for_everybody(client: Client, owner: Client) -> None:
    response = client.get("/sw.js")
    assert response.headers["Content-Type"].startswith("text/javascript")
    assert response.content == owner.get("/sw.js").content


def test_other_content_makes_another_worker(client: Client) -> None:
    before = client.get("/sw.js").content
    ContentVersion.objects.update(digest="other content")
    assert client.get("/sw.js").content != before


def test_other_code_makes_another_worker(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    ContentVersion.objects.update(digest="some content")
    before = client.get("/sw.js").content
    ContentVersion.objects.update(digest="the same, seen anew")
    client.get("/sw.js")
    ContentVersion.objects.update(digest="some content")
    assert client.get("/sw.js").content == before
    ContentVersion.objects.update(digest="the same, seen anew")
    client.get("/sw.js")
    ContentVersion.objects.update(digest="some content")
    monkeypatch.setattr(worker, "code_version", lambda: "other code")
    assert client.get("/sw.js").content != before


def test_it_stores_what_pages_are_made_with() -> None:
    files = worker.list_files()
    assert all(find_file(file) for file in files)
    for needed in ("css/site.css", "css/study.css", "js/app.js", "js/study.js", "django_htmx/htmx-2.min.js"):
        assert f"/static/{needed}" in files
    assert not any("/worker/" in file or "rare" in file for file in files)


def test_what_is_left_out_is_there() -> None:
    assert all((settings.BASE_DIR / "static" / name).exists() for name in worker.NOT_STORED)
