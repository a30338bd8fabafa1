"""``manage.py export_schema``: write docs/export.schema.json, which a test holds to be that of the models."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from studyplan.portability.importing.document import describe_schema


class Command(BaseCommand):
    help = "Write the JSON schema of the download to docs/export.schema.json."

    def handle(self, *args: object, **options: Any) -> None:
        path = settings.BASE_DIR / "docs" / "export.schema.json"
        path.write_text(json.dumps(describe_schema(), indent=2) + "\n")
