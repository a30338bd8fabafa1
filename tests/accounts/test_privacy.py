from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
URL = "/privacy/"


def test_everyone_may_read_it(client: Client, owner: Client) -> None:
    visitor, user = (browser.get(URL).content.decode() for browser in (client, owner))
    assert 'href="/account/"' in visitor
    assert 'href="/account/export/"' in user
    assert 'href="/account/delete/"' in user


def test_it_names_every_cookie_that_is_set(client: Client, owner: Client) -> None:
    """Read off the responses of a whole visit, so that a new cookie must be named too."""
    client.get("/accounts/login/")
    owner.post("/account/", {"time_zone": "UTC"})
    page = client.get(URL).content.decode()
    assert {*client.cookies, *owner.cookies} >= {"csrftoken", "sessionid", "messages"}
    for name in {*client.cookies, *owner.cookies, "time_zone"}:
        assert f"<code>{name}</code>" in page


def test_it_says_whether_mail_is_sent(client: Client, request: pytest.FixtureRequest) -> None:
    assert "this site sends no e-mail" in client.get(URL).content.decode()
    request.getfixturevalue("mail_server")
    assert "E-mail is sent to confirm your address" in client.get(URL).content.decode()
