"""/healthz: whether this process can serve."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client

from studyplan.catalog import views
from studyplan.catalog.models import ContentVersion

pytestmark = pytest.mark.django_db


def test_it_is_well_with_database_and_content(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["Content-Type"] == "text/plain"
    assert "no-store" in response["Cache-Control"]
    assert settings.SESSION_COOKIE_NAME not in response.cookies


def test_without_content_it_is_not(client: Client) -> None:
    ContentVersion.objects.all().delete()
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (503, b"unavailable: ContentMissingError\n")


def test_without_a_database_it_is_not(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> str:
        raise OperationalError("could not connect to server")

    monkeypatch.setattr(views, "content_version", fail)
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (503, b"unavailable: OperationalError\n")
