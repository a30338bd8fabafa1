"""The password is asked for again before what could lock its owner out or reveal the data."""

from __future__ import annotations

import time
import unicodedata
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from studyplan.accounts.models import User
from tests.factories import PASSWORD, confirm_password

pytestmark = pytest.mark.django_db
URL = "/accounts/reauthenticate/"
GUARDED = ["/account/export/", "/account/email/"]


@pytest.mark.parametrize("path", GUARDED)
def test_it_is_asked_for_and_then_leads_on(owner: Client, path: str) -> None:
    asked = owner.get(path)["Location"]
    assert asked == f"{URL}?next={path.replace('/', '%2F')}"
    page = owner.get(asked).text
    assert "Confirm that it is you" in page
    assert f'name="next" value="{path}"' in page
    assert "This is not your password." in owner.post(URL, {"password": "wrong", "next": path}).text
    assert owner.get(path).status_code == 302
    assert owner.post(URL, {"password": PASSWORD, "next": path})["Location"] == path
    assert owner.get(path).status_code == 200


@pytest.mark.parametrize("path", GUARDED)
def test_it_is_asked_for_again_after_a_quarter_of_an_hour(owner: Client, path: str) -> None:
    confirm_password(owner)
    begun = time.time()
    for minutes, status in ((14, 200), (16, 302)):
        with patch("allauth.account.internal.flows.reauthentication.time.time", return_value=begun + 60 * minutes):
            assert owner.get(path).status_code == status


def test_who_has_just_logged_in_is_not_asked(client: Client, ada: User) -> None:
    client.post("/accounts/login/", {"login": ada.email, "password": PASSWORD})
    assert client.get("/account/export/").status_code == 200


def test_who_has_just_signed_up_is_not_asked(client: Client) -> None:
    client.post("/accounts/signup/", {"email": "g@example.org", "password1": PASSWORD, "password2": PASSWORD})
    assert client.get("/account/export/").status_code == 200


def test_a_password_of_earlier_days_confirms_without_logging_out(owner: Client, ada: User) -> None:
    typed = unicodedata.normalize("NFD", "crème brûlée à Orléans")
    User.objects.update(password=make_password(typed))
    ada.refresh_from_db()
    owner.force_login(ada)
    assert owner.post(URL, {"password": typed, "next": "/account/"})["Location"] == "/account/"
    assert owner.get("/account/").status_code == 200
