"""What is wrong with a file, in words: each fault with its place in the file, and what is allowed there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from pydantic import ValidationError

MOST_FAULTS_NAMED = 20
MOST_FAULTS_READ = 2_000
"""A file with more is none of ours, and their list would take more memory than the file."""

WORDS: Mapping[str, str] = {
    "missing": gettext_noop("is missing"),
    "string_type": gettext_noop("must be text"),
    "int_type": gettext_noop("must be a whole number"),
    "int_from_float": gettext_noop("must be a whole number"),
    "int_parsing_size": gettext_noop("is too large a number"),
    "float_type": gettext_noop("must be a number"),
    "finite_number": gettext_noop("must be a number"),
    "bool_type": gettext_noop("must be true or false"),
    "list_type": gettext_noop("must be a list"),
    "tuple_type": gettext_noop("must be a list"),
    "dict_type": gettext_noop("must be an object"),
    "model_type": gettext_noop("must be an object"),
    "dataclass_type": gettext_noop("must be an object"),
    "enum": gettext_noop("must be %(expected)s"),
    "literal_error": gettext_noop("must be %(expected)s"),
    "greater_than": gettext_noop("must be more than %(gt)g"),
    "greater_than_equal": gettext_noop("must be %(ge)s or more"),
    "less_than_equal": gettext_noop("must be %(le)s or less"),
    "string_too_long": gettext_noop("may have %(max_length)s characters at most"),
    "too_long": gettext_noop("may have %(max_length)s entries at most"),
    "too_short": gettext_noop("must not be empty"),
    "string_pattern_mismatch": gettext_noop("is not a name as studyplan writes it"),
    "string_unicode": gettext_noop("holds a character that does not exist"),
    "datetime_type": gettext_noop("must be a time such as 2026-03-02T09:00:00Z"),
    "datetime_parsing": gettext_noop("must be a time such as 2026-03-02T09:00:00Z"),
    "datetime_from_date_parsing": gettext_noop("must be a time such as 2026-03-02T09:00:00Z"),
    "timezone_aware": gettext_noop("must be a time with its zone, such as 2026-03-02T09:00:00Z"),
    "date_type": gettext_noop("must be a date such as 2026-03-02"),
    "date_parsing": gettext_noop("must be a date such as 2026-03-02"),
    "date_from_datetime_parsing": gettext_noop("must be a date such as 2026-03-02"),
    "extra_forbidden": gettext_noop("is not known here"),
}


@dataclass(frozen=True, slots=True)
class ImportFault:
    """``path`` as JSONPath writes it: ``$.completions[3].done_at``; "" where the file as a whole is meant."""

    path: str
    text: str

    def __str__(self) -> str:
        return f"{self.path}: {self.text}" if self.path else self.text


class UnreadableFileError(Exception):
    """A file that is not taken, with its first faults, and in ``count`` how many there are."""

    def __init__(self, faults: Sequence[ImportFault], count: int | None = None) -> None:
        super().__init__(str(faults[0]))
        self.faults = tuple(faults[:MOST_FAULTS_NAMED])
        self.count = len(faults) if count is None else count

    @property
    def lines(self) -> list[str]:
        """The faults, and how many more there are."""
        lines = [str(fault) for fault in self.faults]
        if (more := self.count - len(lines)) > 0:
            lines.append(ngettext("%(count)d more fault.", "%(count)d more faults.", more) % {"count": more})
        return lines


def unreadable(text: str) -> UnreadableFileError:
    """One fault of the file as a whole."""
    return UnreadableFileError([ImportFault("", text)])


def describe_too_large(most_bytes: int) -> str:
    return _("The file is too large: %(most)d MB are allowed.") % {"most": most_bytes // 1024**2}


def put_into_words(error: ValidationError) -> UnreadableFileError:
    """The faults that pydantic found."""
    if error.error_count() > MOST_FAULTS_READ:
        return unreadable(_("This is not a studyplan download: almost nothing in it is as it should be."))
    faults = [describe_fault(fault) for fault in error.errors(include_url=False, include_input=False)]
    return UnreadableFileError(faults)


def describe_fault(error: Mapping[str, Any]) -> ImportFault:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "json_invalid":
        return ImportFault("", _("This is not a JSON file: %(reason)s.") % {"reason": context.get("error", "")})
    words = WORDS.get(kind)
    text = _(words) % context if words else str(error["msg"])
    return ImportFault(write_path(error["loc"]), text)


def write_path(steps: Iterable[int | str]) -> str:
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
