"""Export all data of an account, and delete it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from studyplan.accounts.models import User
from studyplan.portability.sections import SECTIONS

EXPORT_FORMAT = 2  # docs/export-format.md; raise it when a reader of the old format would go wrong


def export_account(user: User, now: datetime) -> dict[str, Any]:
    """Everything that belongs to ``user``, ready for JSON (dates and times become ISO 8601)."""
    head = {"application": "studyplan", "format": EXPORT_FORMAT, "exported_at": now}
    return head | {section.name: section.export(user) for section in SECTIONS}


def describe_account(user: User) -> list[str]:
    """Phrases with counts of all that ``delete_account`` would delete."""
    return [phrase for section in SECTIONS if (phrase := section.counted(user))]


@transaction.atomic
def delete_account(user: User) -> None:
    """Delete ``user`` and, by foreign keys, all that belongs to the account: data, addresses, open sessions."""
    User.objects.lock(user)
    user.delete()
