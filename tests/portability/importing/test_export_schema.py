"""The published schema is that of the models which read the file."""

from __future__ import annotations

import json
from pathlib import Path

from django.conf import settings
from django.test import Client

from studyplan.portability.importing.document import describe_schema
from studyplan.portability.sections import SECTIONS

FILE: Path = settings.BASE_DIR / "docs" / "export.schema.json"


def test_the_published_schema_is_true() -> None:
    """Write it anew with ``manage.py export_schema``."""
    assert json.loads(FILE.read_text()) == describe_schema(), "Run manage.py export_schema."


def test_it_has_every_section() -> None:
    """But those of mails and log-ins, which are no state to come back to."""
    assert {section.name for section in SECTIONS} - set(describe_schema()["properties"]) == {"mails", "account_events"}


def test_it_is_served(client: Client) -> None:
    response = client.get("/account/export/schema.json")
    assert (response.status_code, response.json()) == (200, describe_schema())
