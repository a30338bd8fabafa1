from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from studyplan.accounts.known_device import COOKIE_NAME, hash_account
from studyplan.accounts.middleware import COOKIE as TIME_ZONE_COOKIE
from studyplan.accounts.models import User
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
URL = "/accounts/login/"
OTHER_HOSTS = [
    "https://evil.example/",
    "//evil.example/",
    r"\\evil.example",
    "javascript:alert(1)",
    "http:///evil.example",
]


def attempt(client: Client, email: str = "ada@example.org", password: str = PASSWORD, **headers: str) -> Any:
    return client.post(URL, {"login": email, "password": password}, headers=headers)


def refused(response: Any) -> bool:
    return "Address and password do not match" in response.content.decode()


@pytest.fixture
def zone_at_log_in() -> Iterator[list[str]]:
    """The time zones that receivers of the log-in saw."""
    seen: list[str] = []

    def note(**kwargs: Any) -> None:
        seen.append(timezone.get_current_timezone_name())

    user_logged_in.connect(note)
    yield seen
    user_logged_in.disconnect(note)


def test_visitor_sees_two_fields_and_the_ways_elsewhere(client: Client) -> None:
    page = client.get(URL, {"next": "/plan/"}).content.decode()
    assert 'name="login"' in page
    assert 'name="password"' in page
    assert f"{reverse('account_signup')}?next=%2Fplan%2F" in page
    assert f"{reverse('account_reset_password')}?next=%2Fplan%2F" in page


@pytest.mark.parametrize("email", ["ada@example.org", "ADA@Example.ORG", " ada@example.org "])
def test_the_address_works_in_any_case(client: Client, ada: User, email: str) -> None:
    assert attempt(client, email)["Location"] == reverse("dashboard:home")
    assert client.session["_auth_user_id"] == str(ada.pk)


@pytest.mark.parametrize(("email", "password"), [("ada@example.org", "wrong"), ("nobody@example.org", PASSWORD)])
def test_a_wrong_password_and_an_unknown_address_look_alike(
    client: Client, ada: User, email: str, password: str
) -> None:
    response = attempt(client, email, password)
    assert refused(response)
    assert "_auth_user_id" not in client.session


def test_nothing_entered(client: Client) -> None:
    assert client.post(URL, {}).content.decode().count("This field is required.") == 2


def test_a_switched_off_account_is_told_so(client: Client, ada: User) -> None:
    User.objects.update(is_active=False)
    response = attempt(client)
    assert response["Location"] == reverse("account_inactive")
    assert "switched off" in client.get(response["Location"]).content.decode()


def test_what_the_visitor_entered_stays_in_the_session(client: Client, ada: User) -> None:
    session = client.session
    session["kept"] = "yes"
    session.save()
    attempt(client)
    assert client.session["kept"] == "yes"


def test_the_sessions_key_changes(client: Client, ada: User) -> None:
    session = client.session
    session["kept"] = "yes"
    session.save()
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    attempt(client)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before


def test_next_is_followed(client: Client, ada: User) -> None:
    response = client.post(URL, {"login": ada.email, "password": PASSWORD, "next": "/plan/"})
    assert response["Location"] == "/plan/"


@pytest.mark.parametrize("target", OTHER_HOSTS)
@pytest.mark.parametrize("url", [URL, "/accounts/signup/", "/accounts/logout/"])
def test_next_never_leads_to_another_host(client: Client, owner: Client, ada: User, url: str, target: str) -> None:
    data = {"login": ada.email, "password": PASSWORD, "next": target}
    data |= {"email": "grace@example.org", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post(url, data)["Location"] == "/"
    assert owner.post(f"{url}?next={target}")["Location"] == "/"


def test_who_is_logged_in_moves_on(owner: Client) -> None:
    assert owner.get(URL, {"next": "/plan/"})["Location"] == "/plan/"


# Time zone


def test_an_account_without_a_zone_takes_the_browsers(client: Client, zone_at_log_in: list[str]) -> None:
    user = make_user(time_zone="")
    client.cookies[TIME_ZONE_COOKIE] = "Pacific/Auckland"
    attempt(client)
    user.refresh_from_db()
    assert user.time_zone == "Pacific/Auckland"
    assert zone_at_log_in == ["Pacific/Auckland"]


def test_an_account_keeps_its_zone_and_is_greeted_in_it(client: Client, ada: User, zone_at_log_in: list[str]) -> None:
    client.cookies[TIME_ZONE_COOKIE] = "Pacific/Auckland"
    attempt(client)
    ada.refresh_from_db()
    assert ada.time_zone == "Europe/Berlin"
    assert zone_at_log_in == ["Europe/Berlin"]
    assert timezone.get_current_timezone_name() == "UTC"


# Rate limits


def test_five_wrong_passwords_stop_whoever_guesses_for_a_while(client: Client, ada: User) -> None:
    assert all(refused(attempt(client, password="wrong")) for _ in range(5))
    response = attempt(client)
    assert "Too many failed attempts. Wait five minutes and try again." in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_strangers_guesses_keep_the_owner_out_nowhere_else(client: Client, ada: User, settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    stranger, owner = {"X-Forwarded-For": "203.0.113.1"}, {"X-Forwarded-For": "203.0.113.2"}
    for _ in range(6):
        attempt(Client(), password="wrong", **stranger)
    assert "Too many failed attempts" in attempt(Client(), **stranger).content.decode()
    assert attempt(client, **owner).status_code == 302


def test_in_a_known_browser_the_owner_gets_in_from_the_strangers_network(client: Client, ada: User) -> None:
    attempt(client)
    client.post("/accounts/logout/")
    for number in range(12):
        attempt(Client(), password="wrong")
        attempt(Client(), f"user{number}@example.org", "wrong")
    assert not refused(attempt(Client())), "a new browser in the same network has to wait"
    assert attempt(client).status_code == 302


def test_a_known_browser_is_no_way_to_guess(client: Client, ada: User) -> None:
    attempt(client)
    client.post("/accounts/logout/")
    assert all(refused(attempt(client, password="wrong")) for _ in range(5))
    assert "Too many failed attempts" in attempt(client).content.decode()


def test_a_browser_knows_its_own_accounts_and_cannot_claim_others(client: Client, ada: User) -> None:
    make_user("grace@example.org")
    for email in ("ada@example.org", "grace@example.org", "ada@example.org"):
        attempt(client, email)
        client.post("/accounts/logout/")
    cookie = client.cookies[COOKIE_NAME]
    accounts = cookie.value.split(":")[0].split(".")
    assert accounts == [hash_account("ada@example.org"), hash_account("grace@example.org")]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    forger = Client()
    forger.cookies[COOKIE_NAME] = f"{hash_account('ada@example.org')}:made-up"
    for _ in range(5):
        attempt(forger, password="wrong")
    attempt(client)
    assert "_auth_user_id" in client.session


def test_the_limits_are_counted_where_every_process_sees_them(client: Client, ada: User) -> None:
    attempt(client, password="wrong")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache WHERE cache_key LIKE '%%allauth:rl:allauth.account:login%%'")
        assert cursor.fetchone()[0] >= 2


def limited_by_address(client: Client, forwarded: list[str]) -> bool:
    """Whether failing at so many accounts, from these addresses, shuts the door for one more."""
    responses = [
        attempt(client, f"user{number}@example.org", "wrong", **{"X-Forwarded-For": address})
        for number, address in enumerate(forwarded)
    ]
    return not refused(responses[-1])


def test_without_a_proxy_a_forwarded_address_is_not_believed(client: Client) -> None:
    assert limited_by_address(client, [f"203.0.113.{number}" for number in range(11)])


def test_behind_the_proxy_each_client_has_its_own_count(client: Client, settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert not limited_by_address(client, [f"203.0.113.{number}" for number in range(11)])


def test_behind_the_proxy_what_the_client_wrote_is_not_believed(client: Client, settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert limited_by_address(client, [f"198.51.100.{number}, 203.0.113.7" for number in range(11)])
