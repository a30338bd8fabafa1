"""Keeps secret addresses out of logs: whoever reads a calendar's address there could read the calendar.

No Django in here: gunicorn's logger uses it before there is a Django.
"""

from __future__ import annotations

import logging
import re

# Whatever follows the folder, spelled as it may be: a mistyped or cut secret tells most of the true one.
PART = r"[^/\s?#\"']"
SECRET = re.compile(rf"(/plan/+calendar/+)(?!download\.ics(?!{PART})){PART}+", re.IGNORECASE)
MASK = r"\1***"


def mask_secrets(text: str) -> str:
    """``text`` without the secrets in the addresses that it names."""
    return SECRET.sub(MASK, text)


class MaskingFilter(logging.Filter):
    """Masks secrets in every record that passes, for all handlers that see it afterwards."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let ``record`` pass, its message masked."""
        text = record.getMessage()
        safe = mask_secrets(text)
        if safe != text:
            record.msg, record.args = safe, None
        return True
