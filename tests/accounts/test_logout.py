from __future__ import annotations

import pytest
from django.test import Client

from studyplan.accounts.models import Session

pytestmark = pytest.mark.django_db
URL = "/accounts/logout/"


def test_asking_shows_a_page_and_logs_nobody_out(owner: Client) -> None:
    response = owner.get(URL)
    assert "Log out?" in response.content.decode()
    assert "_auth_user_id" in owner.session


def test_posting_logs_out_and_leaves_no_session(owner: Client) -> None:
    response = owner.post(URL)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert not Session.objects.exists()
    assert owner.get("/account/")["Location"].startswith("/accounts/login/")


def test_a_visitor_goes_to_the_start(client: Client) -> None:
    assert client.get(URL)["Location"] == client.post(URL)["Location"] == "/"
