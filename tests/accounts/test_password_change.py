from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from studyplan.accounts.models import User
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
URL = "/accounts/password/change/"
NEW = "another horse battery"


def fields(old: str = PASSWORD, new: str = NEW, again: str = NEW) -> dict[str, str]:
    return {"oldpassword": old, "password1": new, "password2": again}


def test_owner_changes_it_and_stays_logged_in_here_only(owner: Client, ada: User) -> None:
    elsewhere = Client()
    elsewhere.force_login(ada)
    assert owner.get(URL).status_code == 200
    response = owner.post(URL, fields(), follow=True)
    ada.refresh_from_db()
    assert ada.check_password(NEW)
    assert response.redirect_chain == [(reverse("accounts:account"), 302)]
    assert "Your password is changed." in response.content.decode()
    assert elsewhere.get("/account/").status_code == 302


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (fields(old="wrong"), "This is not your current password."),
        (fields(again="different"), "You must type the same password each time."),
        (fields(new="12345678", again="12345678"), "This password is entirely numeric."),
        ({}, "This field is required."),
    ],
)
def test_bad_input_changes_nothing(owner: Client, ada: User, bad: dict[str, str], message: str) -> None:
    assert message in owner.post(URL, bad).content.decode()
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


@pytest.mark.parametrize("url", [URL, "/accounts/password/set/"])
def test_anonymous_is_sent_to_the_log_in(client: Client, url: str) -> None:
    assert client.get(url)["Location"] == client.post(url, fields())["Location"] == f"/accounts/login/?next={url}"


def test_guessing_the_old_password_is_limited(owner: Client) -> None:
    assert [owner.post(URL, fields(old="wrong")).status_code for _ in range(6)] == [200] * 5 + [429]


def test_an_account_made_without_a_password_gets_its_first(owner: Client, ada: User) -> None:
    ada.set_unusable_password()
    ada.save()
    owner.force_login(ada)
    assert owner.get(URL)["Location"] == "/accounts/password/set/"
    assert owner.get("/accounts/password/set/").status_code == 200
    owner.post("/accounts/password/set/", {"password1": NEW, "password2": NEW})
    ada.refresh_from_db()
    assert ada.check_password(NEW)
