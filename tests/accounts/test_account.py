from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from studyplan.accounts.middleware import COOKIE as TIME_ZONE_COOKIE
from studyplan.accounts.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db
URL = "/account/"
HTMX = {"HX-Request": "true", "HX-Target": "account-settings"}


def test_owner_sees_settings_and_the_ways_to_everything_else(owner: Client, freeze: Callable[[datetime], None]) -> None:
    freeze(datetime(2026, 3, 2, 23, 30, tzinfo=UTC))
    page = owner.get(URL).content.decode()
    assert "ada@example.org" in page
    assert '<option value="Europe/Berlin" selected>Berlin</option>' in page
    assert "It is Tuesday, March 3, 12:30 AM there." in page
    assert "Right now it still counts as Monday." in page
    assert '<option value="4" selected>4 a.m.</option>' in page
    assert "(optional)" not in page
    for name in (
        "account_change_password",
        "portability:export_download",
        "portability:account_delete",
        "account_logout",
    ):
        assert reverse(name) in page


def test_another_zone_in_the_browser_is_one_tap_away(owner: Client, ada: User) -> None:
    owner.cookies[TIME_ZONE_COOKIE] = "Asia/Calcutta"
    page = owner.get(URL).content.decode()
    assert "Use Asia/Calcutta" in page
    assert '<input type="hidden" name="time_zone" value="Asia/Calcutta">' in page
    owner.post(URL, {"time_zone": "Asia/Calcutta", "keyboard_shortcuts": "on"})
    ada.refresh_from_db()
    assert (ada.time_zone, ada.keyboard_shortcuts) == ("Asia/Calcutta", True)
    assert "Use Asia/Calcutta" not in owner.get(URL).content.decode()


def test_an_account_without_a_zone_is_shown_the_browsers(client: Client) -> None:
    client.force_login(make_user(time_zone=""))
    client.cookies[TIME_ZONE_COOKIE] = "Asia/Tokyo"
    assert '<option value="Asia/Tokyo" selected>Tokyo</option>' in client.get(URL).content.decode()


def test_without_any_hint_the_installations_zone_is_shown(client: Client) -> None:
    client.force_login(make_user(time_zone=""))
    assert '<option value="UTC" selected>UTC</option>' in client.get(URL).content.decode()


def test_saving_confirms_what_is_set(owner: Client, ada: User) -> None:
    response = owner.post(URL, {"time_zone": "America/Indiana/Knox"}, follow=True)
    ada.refresh_from_db()
    assert (ada.time_zone, ada.keyboard_shortcuts) == ("America/Indiana/Knox", False)
    assert response.redirect_chain == [(URL, 302)]
    page = response.content.decode()
    assert "Saved. Time zone: Knox, Indiana; end of the day: 4 a.m.; single-key shortcuts: off" in page
    assert 'data-shortcuts="off"' in page


def test_saving_under_htmx_loads_the_page_anew(owner: Client, ada: User) -> None:
    response = owner.post(URL, {"time_zone": "Asia/Tokyo", "keyboard_shortcuts": "on"}, headers=HTMX)
    assert response["HX-Redirect"] == URL
    page = owner.get(URL).content.decode()
    assert "Saved. Time zone: Tokyo; end of the day: 4 a.m.; single-key shortcuts: on" in page


@pytest.mark.parametrize(("hour", "name"), [("0", "midnight"), ("1", "1 a.m."), ("12", "noon")])
def test_the_day_ends_when_one_says(
    owner: Client, ada: User, freeze: Callable[[datetime], None], hour: str, name: str
) -> None:
    freeze(datetime(2026, 3, 2, 11, 30, tzinfo=UTC))  # 12:30 in Berlin
    response = owner.post(URL, {"time_zone": "Europe/Berlin", "day_ends_at": hour}, follow=True)
    ada.refresh_from_db()
    assert ada.day_ends_at == int(hour)
    page = response.content.decode()
    assert f"Time zone: Berlin; end of the day: {name};" in page
    assert f'<option value="{hour}" selected>{name}</option>' in page
    assert "Right now" not in page


def test_an_hour_that_is_not_sent_stays(owner: Client, ada: User) -> None:
    User.objects.update(day_ends_at=6)
    for sent in ({}, {"day_ends_at": ""}):
        owner.post(URL, {"time_zone": "Asia/Tokyo"} | sent)
        ada.refresh_from_db()
        assert (ada.time_zone, ada.day_ends_at) == ("Asia/Tokyo", 6)


@pytest.mark.parametrize("hour", ["13", "-1", "4.5", "late"])
def test_an_hour_that_is_none_is_refused(owner: Client, ada: User, hour: str) -> None:
    response = owner.post(URL, {"time_zone": "Asia/Tokyo", "day_ends_at": hour})
    assert response.status_code == 422
    assert "Select a valid choice." in response.content.decode()
    ada.refresh_from_db()
    assert (ada.time_zone, ada.day_ends_at) == ("Europe/Berlin", 4)


@pytest.mark.parametrize(
    ("zone", "message"),
    [
        ("Mars/Olympus", "“Mars/Olympus” is not a time zone. Use a name such as Europe/Berlin."),
        ("../../etc/passwd", "“../../etc/passwd” is not a time zone."),
        ("<script>", "“&lt;script&gt;” is not a time zone."),
        ("", "Choose a time zone."),
    ],
)
def test_what_is_no_zone_is_refused_and_nothing_saved(owner: Client, ada: User, zone: str, message: str) -> None:
    for headers in ({}, HTMX):
        response = owner.post(URL, {"time_zone": zone}, headers=headers)
        page = response.content.decode()
        assert response.status_code == 422
        assert message in page
        assert ("<html" in page) is (not headers)
        assert 'id="account-settings"' in page
    assert owner.post(URL).status_code == 422
    ada.refresh_from_db()
    assert (ada.time_zone, ada.keyboard_shortcuts) == ("Europe/Berlin", True)


def test_saving_touches_only_ones_own_account(owner: Client) -> None:
    grace = make_user("grace@example.org", time_zone="Asia/Tokyo")
    owner.post(URL, {"time_zone": "UTC", "id": grace.pk, "email": grace.email, "is_staff": "on"})
    grace.refresh_from_db()
    assert grace.time_zone == "Asia/Tokyo"
    assert not User.objects.filter(is_staff=True).exists()


def test_anonymous_is_sent_to_the_log_in(client: Client) -> None:
    to = f"{reverse('account_login')}?next={URL}"
    assert client.get(URL)["Location"] == client.post(URL)["Location"] == to
    assert client.post(URL, headers=HTMX)["HX-Redirect"] == to
