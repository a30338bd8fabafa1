"""A topic's page, which stands at five addresses."""

from __future__ import annotations

import re

from django.test import Client

from tests.catalog.test_guide import words

PARTS = ("", "lesson/", "practice/", "cards/", "reference/")


def html_of(client: Client, slug: str) -> str:
    """All parts that there are, one after the other."""
    responses = [client.get(f"/topics/{slug}/{part}") for part in PARTS]
    return "\n".join(response.content.decode() for response in responses if response.status_code == 200)


def text_of_topic(client: Client, slug: str) -> str:
    return words(re.sub(r"(</t[hd]>)", r"\1 ", html_of(client, slug)))
