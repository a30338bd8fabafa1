"""Take a download into an account: read and checked as a whole, then written in one transaction, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from pydantic import ValidationError

from studyplan.accounts.models import User
from studyplan.portability.importing.consistency import find_faults
from studyplan.portability.importing.document import ExportDocument, GoalRecord
from studyplan.portability.importing.faults import UnreadableFileError, describe_too_large, put_into_words, unreadable
from studyplan.portability.importing.holdings import SECTION_LABELS, count_holdings, delete_holdings, fingerprint
from studyplan.portability.importing.selection import LeftOutRows, Selection
from studyplan.portability.importing.write import RowWriter

MOST_IMPORTED_BYTES = 32 * 1024 * 1024
"""Of a file: years of study, and no more than a worker has memory to read."""


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many rows of a kind the account has ``here``, and how many come from the file."""

    label: str | Promise
    here: int
    there: int


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """``seen``: tells the account's state from a later one. ``left_out``: a sentence for each kind.

    ``unfinished_ratings`` are no assessment yet: the page keeps them in the session, the command cannot.
    """

    kinds: tuple[KindCount, ...]
    left_out: tuple[str, ...]
    is_used: bool
    seen: str
    unfinished_ratings: Mapping[str, int]


class AccountInUseError(Exception):
    """The account holds something, and nobody said that it may be replaced, or it is not what was shown."""

    def __init__(self, preview: ImportPreview) -> None:
        super().__init__()
        self.preview = preview


def read_document(data: bytes, now: datetime) -> ExportDocument:
    """The file as it is to be written. Raises ``UnreadableFileError`` with all that is wrong."""
    if len(data) > MOST_IMPORTED_BYTES:
        raise unreadable(describe_too_large(MOST_IMPORTED_BYTES))
    if not data.strip():
        raise unreadable(_("The file is empty."))
    try:
        document = ExportDocument.model_validate_json(data.removeprefix(b"\xef\xbb\xbf"), context={"now": now})
    except ValidationError as error:
        raise put_into_words(error) from error
    if faults := find_faults(document):
        raise UnreadableFileError(faults)
    return document


def preview_import(user: User, document: ExportDocument) -> ImportPreview:
    return make_preview(user, Selection(document))


def make_preview(user: User, selection: Selection) -> ImportPreview:
    here = count_holdings(user)
    counts = (
        KindCount(label, here[section], count_rows(getattr(selection.document, section)))
        for section, label in SECTION_LABELS.items()
    )
    kinds = tuple(kind for kind in counts if kind.here or kind.there)
    unfinished = selection.document.unfinished_ratings
    return ImportPreview(
        kinds,
        describe_left_out(selection.left_out),
        is_used=any(here.values()),
        seen=fingerprint(user),
        unfinished_ratings=unfinished[-1] if unfinished else {},
    )


def count_rows(rows: Any) -> int:
    """Of a section that was read: a list, an object, or nothing; a goal counts with its interviews."""
    if isinstance(rows, list):
        return len(rows)
    return 1 + len(rows.interviews) if isinstance(rows, GoalRecord) else int(rows is not None)


def describe_left_out(left_out: LeftOutRows) -> tuple[str, ...]:
    return tuple(
        _("%(kind)s: %(count)d (%(names)s)")
        % {"kind": SECTION_LABELS[section], "count": count, "names": left_out.names_in(section)}
        for section, count in left_out.counts.items()
    )


@transaction.atomic
def import_document(user: User, document: ExportDocument, *, seen: str | None = None) -> ImportPreview:
    """Write ``document`` into the account, in place of what is there; returns what was done.

    ``seen``: the preview's, by which its owner agreed; ``None``: only an account that holds nothing takes it.
    Raises ``AccountInUseError``.
    """
    User.objects.lock(user)
    selection = Selection(document)
    preview = make_preview(user, selection)
    if preview.is_used and preview.seen != seen:
        raise AccountInUseError(preview)
    delete_holdings(user)
    RowWriter(user, selection.document, selection.content).write()
    return preview
