"""Input that no browser sends is answered like any other mistake: never by a fault of ours."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from studyplan.accounts.models import User
from studyplan.ui.content_type import read_forms_as_utf8, simplify_content_type
from tests.factories import make_plan

pytestmark = pytest.mark.django_db
TICK = {"task": "read:bias-variance", "done": "1"}
FORM = "application/x-www-form-urlencoded"
PARTS, PART = "multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data; %b\r\n\r\n!\r\n--b--\r\n"


@pytest.mark.parametrize(
    "target", ["nowhere", "progress:tracker", "a.b", "//evil.example", "/\\evil.example", "\x00", "é"]
)
def test_next_leads_to_a_path_of_ours_or_to_the_usual_place(owner: Client, ada: User, target: str) -> None:
    make_plan(ada)
    response = owner.post("/progress/", {**TICK, "next": target})
    assert response.status_code == 302
    assert response.headers["Location"] == "/progress/"


@pytest.mark.parametrize("headers", [{"Referer": "http://["}, {"HX-Request": "true", "HX-Current-URL": "http://["}])
def test_a_page_that_is_no_address_is_no_page(client: Client, headers: dict[str, str]) -> None:
    response = client.post("/practice/attempts/", headers=headers)
    assert response.status_code in (200, 302)


@pytest.mark.parametrize("key", ["a" * 31 + "\x00", "é" * 32, "a b" * 11, "a" * 32])
def test_a_session_that_was_never_given_out_is_nobodys(client: Client, key: str) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    assert client.get("/plan/").status_code == 302
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (FORM, FORM),
        (f"{FORM}; charset=utf-8", FORM),
        (f"{FORM}; charset=base64", FORM),
        (f"{FORM}; charset*=nope''x", FORM),
        ("multipart/form-data; boundary=abc; charset=utf-16", 'multipart/form-data; boundary="abc"'),
        ('Multipart/Form-Data; charset=x; boundary="a b"', 'multipart/form-data; boundary="a b"'),
        ("multipart/form-data; boundary=", "multipart/form-data"),
        ("multipart/form-data", "multipart/form-data"),
        ("", ""),
    ],
)
def test_of_a_content_type_its_kind_and_boundary_are_read(given: str, read: str) -> None:
    assert simplify_content_type(given) == read


@pytest.mark.parametrize(
    "content_type", [f"{FORM}; charset=base64", f"{FORM}; charset*=nope''x", f"{FORM}; charset=idna"]
)
def test_a_form_in_an_unknown_character_set_is_read_as_utf_8(content_type: str) -> None:
    seen: dict[str, Any] = {}

    def application(environ: dict[str, Any], _start_response: object) -> list[bytes]:
        seen.update(environ)
        return []

    read_forms_as_utf8(application)({"CONTENT_TYPE": content_type}, lambda *_arguments: None)
    response = Client().generic("POST", "/accounts/login/", b"login=%C3%A9", content_type=seen["CONTENT_TYPE"])
    assert response.status_code == 200
    assert 'value="é"' in response.content.decode()


@pytest.mark.parametrize("path", ["/nowhere/", "/progress/", "/accounts/login/"])
@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", b"x"),
        (PARTS, PART % b"name*=nope''x"),
        (PARTS, PART % b'name="task"\r\nContent-Transfer-Encoding: base64'),
        (FORM, b"&".join([b"a=1"] * 3000)),
        (FORM, b"a=" + b"x" * 3_000_000),
        (FORM, b"task=%ff%00"),
        ("application/json", b"{"),
    ],
)
def test_a_body_that_cannot_be_read_is_a_bad_request(owner: Client, path: str, content_type: str, body: bytes) -> None:
    response = owner.generic("POST", path, body, content_type=content_type)
    assert response.status_code < 500
