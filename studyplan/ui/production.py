"""Secrets and senders that are refused in production. No Django in here: the settings use it."""

from __future__ import annotations

import re
from email.utils import parseaddr

RECIPE = "python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"
SHORTEST_SECRET = 50
FEWEST_CHARACTERS = 10
# Words of secrets in tutorials and examples; a random secret holds one about once in ten million times.
EXAMPLE = re.compile(
    r"insecure|change.?(me|this|it)|replace.?(me|this|it)|example|secret|password|placeholder|your.?key", re.IGNORECASE
)


def weakness_of(secret: str) -> str:
    """Why ``secret`` could be guessed, as the end of a sentence; "" for a good one."""
    if secret.startswith("django-insecure-"):
        return "begins with django-insecure-, as in a project that is not deployed"
    if EXAMPLE.search(secret):
        return "looks like an example from a document"
    if len(secret) < SHORTEST_SECRET:
        return f"has {len(secret)} characters, fewer than {SHORTEST_SECRET}"
    if len(set(secret)) < FEWEST_CHARACTERS:
        return f"has {len(set(secret))} different characters, fewer than {FEWEST_CHARACTERS}"
    if secret in (secret + secret)[1:-1]:
        return "says the same several times"
    return ""


def is_local_sender(sender: str) -> bool:
    """Whether no mail server elsewhere would take mail from ``sender``, as in ``studyplan@localhost``."""
    host = parseaddr(sender)[1].rpartition("@")[2].lower().rstrip(".")
    return "." not in host or host.startswith("127.") or host.endswith((".localhost", ".localdomain", ".local"))
