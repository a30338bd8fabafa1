"""The plan at a secret address: who may read it, until when, and what it leaves behind."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from icalendar import Calendar

from studyplan.accounts.middleware import COOKIE as TIME_ZONE_COOKIE
from studyplan.accounts.models import User
from studyplan.planner.models import CalendarFeed, make_token
from tests.factories import NOW, PASSWORD, make_assessment, make_goal, make_plan, make_user

pytestmark = pytest.mark.django_db


def path(feed: CalendarFeed) -> str:
    return f"/plan/calendar/{feed.token}.ics"


@pytest.fixture
def feed(ada: User) -> CalendarFeed:
    """Ada's calendar, at its address."""
    make_goal(ada, company="google", on=date(2026, 4, 6))
    make_plan(ada)
    return CalendarFeed.objects.make(ada, NOW)


# Who may read it


def test_whoever_knows_the_address_reads_the_plan(client: Client, feed: CalendarFeed) -> None:
    response = client.get(path(feed))
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(response.content)
    assert len(calendar.walk("VEVENT")) > 20


def test_it_is_the_owners_whoever_asks_from_wherever(feed: CalendarFeed, owner: Client, stranger: Client) -> None:
    elsewhere = Client()
    elsewhere.cookies[TIME_ZONE_COOKIE] = "Pacific/Kiritimati"
    answers = {browser.get(path(feed)).content for browser in (Client(), owner, stranger, elsewhere)}
    assert len(answers) == 1


def test_it_links_to_the_address_at_which_it_was_asked_for(client: Client, feed: CalendarFeed) -> None:
    assert b"URL:http://localhost/\r\n" in client.get(path(feed), headers={"host": "localhost"}).content


def test_it_links_to_the_installations_address(
    client: Client, feed: CalendarFeed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "ORIGIN", "https://plan.example.org")
    assert b"URL:https://plan.example.org/\r\n" in client.get(path(feed)).content


@pytest.mark.parametrize("token", ["x", "0" * 32, make_token()], ids=["short", "zeros", "random"])
def test_an_unknown_address_is_not_there(client: Client, feed: CalendarFeed, token: str) -> None:
    response = client.get(f"/plan/calendar/{token}.ics")
    assert (response.status_code, response["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert not response.cookies


def test_the_secrets_case_matters(client: Client, feed: CalendarFeed) -> None:
    assert client.get(path(feed).swapcase().replace("/PLAN/CALENDAR/", "/plan/calendar/")).status_code == 404
    assert client.get(f"/plan/calendar/{feed.token.swapcase()}.ics").status_code == 404


def test_a_revoked_address_is_gone_at_once_like_one_that_never_was(client: Client, feed: CalendarFeed) -> None:
    CalendarFeed.objects.revoke(feed.user)
    revoked, unknown = client.get(path(feed)), client.get(f"/plan/calendar/{make_token()}.ics")
    assert (revoked.status_code, revoked.content) == (unknown.status_code, unknown.content)
    revoked_headers, unknown_headers = dict(revoked.headers), dict(unknown.headers)
    assert revoked_headers.pop("X-Request-ID") != unknown_headers.pop("X-Request-ID")
    assert revoked_headers == unknown_headers


def test_a_new_address_takes_the_place_of_the_old_one(client: Client, feed: CalendarFeed) -> None:
    before = client.get(path(feed)).content
    renewed = CalendarFeed.objects.renew(feed.user, NOW)
    assert client.get(path(feed)).status_code == 404
    # The same events: a calendar that gets the new address as well shows nothing twice.
    assert client.get(path(renewed)).content == before


def test_a_closed_account_has_no_calendar(client: Client, feed: CalendarFeed) -> None:
    User.objects.update(is_active=False)
    assert client.get(path(feed)).status_code == 404


def test_a_deleted_account_has_no_calendar(client: Client, owner: Client, feed: CalendarFeed) -> None:
    assert owner.post("/account/delete/", {"password": PASSWORD}).status_code == 302
    assert not CalendarFeed.objects.exists()
    assert client.get(path(feed)).status_code == 404


def test_there_is_none_without_a_plan(client: Client, feed: CalendarFeed) -> None:
    feed.user.plans.all().delete()
    assert client.get(path(feed)).status_code == 404


# What it leaves behind


@pytest.mark.parametrize("exists", [True, False])
def test_nothing_keeps_indexes_or_passes_on_the_address(client: Client, feed: CalendarFeed, exists: bool) -> None:
    if not exists:
        feed.delete()
    response = client.get(path(feed))
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies


def test_it_sets_no_cookie_in_a_browser_that_is_logged_in_either(stranger: Client, feed: CalendarFeed) -> None:
    assert not stranger.get(path(feed)).cookies


def test_head(client: Client, feed: CalendarFeed) -> None:
    response = client.head(path(feed))
    assert (response.status_code, response.content) == (200, b"")
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
def test_wrong_verb(client: Client, feed: CalendarFeed, verb: str) -> None:
    response = getattr(client, verb)(path(feed))
    assert (response.status_code, response["Cache-Control"]) == (405, "no-store")


@pytest.mark.parametrize("verb", ["get", "post", "put"])
def test_djangos_log_does_not_tell_the_secret(
    client: Client, feed: CalendarFeed, verb: str, caplog: pytest.LogCaptureFixture
) -> None:
    feed.delete()
    with caplog.at_level(logging.DEBUG):
        getattr(client, verb)(path(feed))
        getattr(client, verb)(path(feed).removesuffix(".ics"))
        getattr(Client(enforce_csrf_checks=True), verb)(path(feed))
    refused = [record for record in caplog.records if record.name.startswith("django.")]
    assert len(refused) >= 3
    assert all("/plan/calendar/***" in record.getMessage() for record in refused)
    assert feed.token not in caplog.text


# Whose day it is


@pytest.mark.parametrize(
    ("zone", "moment", "today"),
    [
        ("Pacific/Kiritimati", datetime(2026, 3, 2, 14, 30, tzinfo=UTC), date(2026, 3, 3)),
        ("Pacific/Pago_Pago", datetime(2026, 3, 2, 14, 30, tzinfo=UTC), date(2026, 3, 1)),
        ("America/New_York", datetime(2026, 3, 8, 7, 59, tzinfo=UTC), date(2026, 3, 7)),  # the end of a day of 23 hours
        ("America/New_York", datetime(2026, 3, 8, 8, 0, tzinfo=UTC), date(2026, 3, 8)),
        ("Europe/Berlin", datetime(2026, 10, 25, 2, 59, tzinfo=UTC), date(2026, 10, 24)),  # and of one of 25
        ("Europe/Berlin", datetime(2026, 10, 25, 3, 0, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_the_first_day_is_the_users_today(
    freeze: Callable[[datetime], None], zone: str, moment: datetime, today: date
) -> None:
    freeze(moment)
    user = make_user(time_zone=zone)
    make_assessment(user, taken_at=moment)
    browser = Client()
    browser.force_login(user)
    assert browser.post("/plan/renew/").status_code == 302
    calendar = Calendar.from_ical(Client().get(path(CalendarFeed.objects.make(user, moment))).content)
    assert calendar.walk("VEVENT")[0].decoded("dtstart") == today
    assert calendar["x-wr-timezone"] == zone


def test_flying_across_the_date_line_moves_no_event(freeze: Callable[[datetime], None], client: Client) -> None:
    freeze(datetime(2026, 3, 2, 10, 30, tzinfo=UTC))
    user = make_user(time_zone="Pacific/Kiritimati")
    make_plan(user)
    feed = CalendarFeed.objects.make(user, NOW)
    before = client.get(path(feed)).content
    user.time_zone = "Pacific/Pago_Pago"
    user.save()
    after = client.get(path(feed)).content
    assert after == before.replace(b"Pacific/Kiritimati", b"Pacific/Pago_Pago")


# What the database holds


def test_secrets_are_long_and_each_its_own() -> None:
    tokens = {make_token() for _number in range(100)}
    assert len(tokens) == 100
    assert {len(token) for token in tokens} == {32}  # 192 bits


def test_making_it_twice_keeps_the_address(ada: User) -> None:
    assert CalendarFeed.objects.make(ada, NOW).token == CalendarFeed.objects.make(ada, NOW).token
    assert str(CalendarFeed.objects.get()) == "ada@example.org, 2026-03-02"


def test_two_feeds_never_share_a_secret(ada: User, grace: User) -> None:
    token = CalendarFeed.objects.make(ada, NOW).token
    with pytest.raises(IntegrityError, match=r"calendar_feed_token_unique|planner_calendarfeed\.token"):
        CalendarFeed.objects.create(user=grace, token=token, created_at=NOW)


def test_one_feed_each(ada: User) -> None:
    CalendarFeed.objects.make(ada, NOW)
    with pytest.raises(IntegrityError):
        CalendarFeed.objects.create(user=ada, token=make_token(), created_at=NOW)


@pytest.mark.parametrize("token", ["", "guessable", "x" * 31])
def test_a_short_secret_is_refused(ada: User, token: str) -> None:
    with pytest.raises(IntegrityError, match="calendar_feed_token_long"), transaction.atomic():
        CalendarFeed.objects.create(user=ada, token=token, created_at=NOW)
    assert not CalendarFeed.objects.exists()
