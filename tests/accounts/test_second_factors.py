"""Authenticator apps and recovery codes: set up, used, removed. Passkeys need a browser (tests/browser)."""

from __future__ import annotations

import base64
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client

from studyplan.accounts.models import User
from studyplan.outbox.sending import send_due_mail
from tests.factories import PASSWORD, confirm_password

pytestmark = pytest.mark.django_db
BASE = "/accounts/second-factors/"


def code_of(secret: str, ahead: int = 0) -> str:
    """What an authenticator app shows, now or so many half minutes later."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead)))


def log_in(next_page: str = "") -> Client:
    """A browser after the password."""
    browser = Client()
    response = browser.post("/accounts/login/", {"login": "ada@example.org", "password": PASSWORD, "next": next_page})
    assert response["Location"] == f"{BASE}authenticate/"
    assert "_auth_user_id" not in browser.session
    return browser


def try_code(browser: Client, code: str) -> bool:
    response = browser.post(f"{BASE}authenticate/", {"code": code})
    assert response.status_code == 302 or "Incorrect code." in response.text
    return "_auth_user_id" in browser.session


@pytest.fixture
def owner(owner: Client) -> Client:
    confirm_password(owner)
    return owner


@pytest.fixture
def secret(owner: Client) -> str:
    """The key of an app that she has set up."""
    page = owner.get(f"{BASE}app/add/").text
    assert 'src="data:image/svg+xml;base64,' in page
    drawn = base64.b64decode(re.findall(r"base64,([^\"]+)", page)[0]).decode()
    assert 'fill="white"' in drawn, "readable on a dark page, too"
    found: str = re.findall(r"Key: <code>(\w+)</code>", page)[0]
    assert "Incorrect code." in owner.post(f"{BASE}app/add/", {"code": "000000"}).text
    assert owner.post(f"{BASE}app/add/", {"code": code_of(found)})["Location"] == f"{BASE}codes/"
    return found


def recovery_codes(owner: Client) -> list[str]:
    return re.findall(r"<li><code>(\w+)</code>", owner.get(f"{BASE}codes/").text)


def test_the_account_leads_to_what_is_set_up(owner: Client, secret: str) -> None:
    assert f'href="{BASE}"' in owner.get("/account/").text
    page = owner.get(BASE).text
    assert "In use since" in page
    assert "10 codes are left." in page
    assert "Add a passkey" in page


def test_the_password_alone_no_longer_logs_in(secret: str) -> None:
    browser = log_in("/plan/")
    assert browser.get("/account/").status_code == 302
    assert "One more step" in browser.get(f"{BASE}authenticate/").text
    assert not try_code(browser, "000000")
    assert browser.post(f"{BASE}authenticate/", {"code": code_of(secret)})["Location"] == "/plan/"
    assert "_auth_user_id" in browser.session


def test_a_code_opens_once(secret: str) -> None:
    code = code_of(secret, ahead=1)
    assert try_code(log_in(), code)
    assert not try_code(log_in(), code)


def test_guessing_codes_is_limited(secret: str) -> None:
    browser = log_in()
    for _try in range(5):
        assert not try_code(browser, "000000")
    page = browser.post(f"{BASE}authenticate/", {"code": code_of(secret)})
    assert "Too many failed attempts" in page.text
    assert "_auth_user_id" not in browser.session


def test_a_recovery_code_opens_once(owner: Client, secret: str) -> None:
    code, other = recovery_codes(owner)[:2]
    assert try_code(log_in(), code)
    assert not try_code(log_in(), code)
    assert try_code(log_in(), other)
    assert "8 codes are left." in owner.get(BASE).text


def test_recovery_codes_are_downloaded_and_made_anew(owner: Client, secret: str) -> None:
    old = recovery_codes(owner)
    download = owner.get(f"{BASE}codes/download/")
    assert download["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert "no-store" in download["Cache-Control"]
    assert download.text.split() == old
    assert "The 10 codes that are left stop working." in owner.get(f"{BASE}codes/new/").text
    assert owner.post(f"{BASE}codes/new/")["Location"] == f"{BASE}codes/"
    new = recovery_codes(owner)
    assert len(new) == 10
    assert not set(old) & set(new)
    assert not try_code(log_in(), old[0])


def test_all_codes_used_up(owner: Client, secret: str) -> None:
    codes = Authenticator.objects.get(type="recovery_codes")
    codes.data["used_mask"] = 2**10 - 1
    codes.save()
    assert "All of them are used up." in owner.get(f"{BASE}codes/").text


def test_removing_the_app_takes_the_codes_along(owner: Client, secret: str) -> None:
    assert "your recovery codes go, too" in owner.get(f"{BASE}app/remove/").text
    assert owner.post(f"{BASE}app/remove/")["Location"] == BASE
    assert not Authenticator.objects.exists()
    browser = Client()
    browser.post("/accounts/login/", {"login": "ada@example.org", "password": PASSWORD})
    assert "_auth_user_id" in browser.session


def test_the_admin_is_entered_with_a_second_factor_only(owner: Client, ada: User, secret: str) -> None:
    User.objects.update(is_staff=True, is_superuser=True)
    browser = log_in("/admin/")
    assert browser.get("/admin/").status_code == 302
    try_code(browser, code_of(secret, ahead=1))
    assert browser.get("/admin/").status_code == 200
    assert browser.get("/admin/mfa/authenticator/").status_code == 200


@pytest.mark.parametrize("path", ["app/add/", "codes/new/", "passkeys/add/"])
def test_what_changes_them_asks_for_the_password(ada: User, path: str) -> None:
    browser = Client()
    browser.force_login(ada)
    assert browser.get(f"{BASE}{path}")["Location"].startswith("/accounts/reauthenticate/?next=")


def test_a_code_confirms_instead_of_the_password(ada: User, secret: str) -> None:
    browser = Client()
    browser.force_login(ada)
    page = browser.get("/accounts/reauthenticate/", {"next": "/account/email/"}).text
    way = f"{BASE}confirm/?next=%2Faccount%2Femail%2F"
    assert f'<a href="{way}">Use your authenticator app or a recovery code</a>' in page
    assert "Use your password" in browser.get(way).text
    assert browser.post(way, {"code": code_of(secret, ahead=1), "next": "/account/email/"})["Location"] == (
        "/account/email/"
    )
    assert browser.get("/account/email/").status_code == 200


@pytest.mark.usefixtures("mail_server")
@pytest.mark.django_db(transaction=True)
def test_the_owner_hears_of_it(ada: User, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("secret")
    send_due_mail()
    assert mail.outbox[0].to == [ada.email]
    assert "An authenticator app has been added to your account." in str(mail.outbox[0].body)


def test_passkeys_are_for_names_only(owner: Client) -> None:
    path = f"{BASE}passkeys/add/"
    page = owner.get(path, headers={"Host": "127.0.0.1:8123"}).text
    assert 'href="http://localhost:8123/accounts/second-factors/"' in page
    assert "This browser cannot use passkeys here." in owner.get(path, headers={"Host": "localhost:8123"}).text


@pytest.mark.parametrize("credential", ["", "nonsense", "{}", '{"response": {}}', "[]"])
def test_a_made_up_passkey_opens_nothing(client: Client, ada: User, credential: str) -> None:
    client.get(f"{BASE}passkeys/log-in/", headers={"Accept": "application/json"})
    assert client.post(f"{BASE}passkeys/log-in/", {"credential": credential})["Location"] == "/accounts/login/"
    assert "_auth_user_id" not in client.session
