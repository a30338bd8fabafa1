"""How answers travel: compressed where that is worth it, styled by one sheet, timed in development."""

from __future__ import annotations

import gzip
import re

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from studyplan.accounts.models import User
from studyplan.ui.server_timing import ServerTimingMiddleware

pytestmark = pytest.mark.django_db
GZIP = {"Accept-Encoding": "gzip, deflate, br, zstd"}
FILE_NAME = 0x08  # the flag in the fourth byte of what gzip makes: a name follows, here one of random length


def test_pages_are_compressed_for_whoever_can_read_them(client: Client, ada: User) -> None:
    client.force_login(ada)
    for path in ("/", "/topics/", "/guide/"):
        plain, packed = client.get(path), client.get(path, headers=GZIP)
        assert "Content-Encoding" not in plain.headers
        assert packed.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in plain.headers["Vary"]
        assert "Accept-Encoding" in packed.headers["Vary"]
        assert int(packed.headers["Content-Length"]) == len(packed.content) < len(plain.content) / 2
        assert gzip.decompress(packed.content).decode().rstrip().endswith("</html>")


def test_a_compressed_page_hides_its_length(client: Client) -> None:
    """Else it would tell, guess by guess, what else is in it: the attack that is called BREACH."""
    lengths = {len(client.get("/privacy/", headers=GZIP).content) for _ in range(20)}
    assert client.get("/privacy/", headers=GZIP).content[3] & FILE_NAME
    assert max(lengths) - min(lengths) > 10


def test_what_is_tiny_is_not_compressed(client: Client) -> None:
    assert "Content-Encoding" not in client.get("/healthz", headers=GZIP).headers


def test_a_page_asks_for_one_sheet_that_every_page_has() -> None:
    links = re.findall(r'<link rel="stylesheet" [^>]+>', render_to_string("base.html"))
    assert links == ['<link rel="stylesheet" href="/static/css/site.css">']


def test_pages_are_not_timed_for_their_readers(client: Client) -> None:
    assert "Server-Timing" not in client.get("/privacy/").headers


def test_in_development_a_page_says_what_it_took() -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.execute("SELECT 2")
        return HttpResponse()

    timing = ServerTimingMiddleware(view)(RequestFactory().get("/")).headers["Server-Timing"]
    assert re.fullmatch(r'app;dur=\d+\.\d, sql;dur=\d+\.\d;desc="2 queries"', timing)
