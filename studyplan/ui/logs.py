"""Log lines about a request carry its ID, as text or as JSON. No Django: gunicorn's logger also uses it."""

from __future__ import annotations

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from studyplan.ui.masking import mask_secrets

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The ID of the request that is being answered; "" outside of one."""


class TextFormatter(logging.Formatter):
    """The message, after the request's ID where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and a traceback where there is one."""
        text = mask_secrets(super().format(record))
        return f"[{current}] {text}" if (current := request_id.get()) else text


class JsonFormatter(logging.Formatter):
    """One JSON object a line; ``extra={"fields": {…}}`` of a log call stands beside the rest."""

    def format(self, record: logging.LogRecord) -> str:
        """Secret addresses are masked wherever they stand, in tracebacks too."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if current := request_id.get():
            line["request_id"] = current
        line |= getattr(record, "fields", {})
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        masked = {name: mask_secrets(value) if isinstance(value, str) else value for name, value in line.items()}
        return json.dumps(masked, ensure_ascii=False, default=str)
