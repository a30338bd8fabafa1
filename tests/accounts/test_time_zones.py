"""Whose clocks count: the account's zone, else the browser's, else the installation's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from studyplan.accounts import time_zones
from studyplan.accounts.middleware import COOKIE as TIME_ZONE_COOKIE
from studyplan.accounts.middleware import TimeZoneMiddleware
from studyplan.accounts.models import User, validate_time_zone
from studyplan.ui import clock

NAMES: dict[str, str] = {value: label for _area, zones in time_zones.group_zones() for value, label in zones}


def day_for(user: User | AnonymousUser, cookie: str = "") -> date:
    """The date that a view sees as today."""
    seen: list[date] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(clock.today())
        return HttpResponse()

    request = RequestFactory().get("/")
    request.COOKIES[TIME_ZONE_COOKIE] = cookie
    request.user = user
    TimeZoneMiddleware(view)(request)
    return seen[0]


@pytest.fixture(autouse=True)
def evening_in_london(freeze: Callable[[datetime], None]) -> None:
    """It is morning farthest east and farthest west, on two dates."""
    freeze(datetime(2026, 3, 2, 18, tzinfo=UTC))


def test_the_accounts_zone_comes_first() -> None:
    assert day_for(User(time_zone="Pacific/Kiritimati"), "Pacific/Pago_Pago") == date(2026, 3, 3)
    assert day_for(User(time_zone="Pacific/Pago_Pago"), "Pacific/Kiritimati") == date(2026, 3, 2)


def test_then_the_browsers() -> None:
    assert day_for(AnonymousUser(), "Pacific/Kiritimati") == date(2026, 3, 3)
    assert day_for(AnonymousUser(), "Pacific%2FKiritimati") == date(2026, 3, 3)
    assert day_for(User(time_zone=""), "Pacific/Kiritimati") == date(2026, 3, 3)


@pytest.mark.parametrize("cookie", ["", "nonsense", "../../etc/passwd", "Pacific/Kiritimati\x00"])
def test_then_the_installations(settings: Settings, cookie: str) -> None:
    assert day_for(AnonymousUser(), cookie) == date(2026, 3, 2)
    settings.DEFAULT_USER_TIME_ZONE = "Pacific/Kiritimati"
    assert day_for(AnonymousUser(), cookie) == date(2026, 3, 3)


def test_a_stored_zone_that_has_vanished_does_no_harm() -> None:
    assert day_for(User(time_zone="Soviet/Somewhere")) == date(2026, 3, 2)


def test_the_zone_ends_with_the_request() -> None:
    day_for(User(time_zone="Pacific/Kiritimati"))
    assert timezone.get_current_timezone_name() == "UTC"


@pytest.mark.django_db
def test_pages_vary_by_cookie(client: Client) -> None:
    assert "Cookie" in client.get("/privacy/")["Vary"]


@pytest.mark.django_db
def test_finding_the_zone_costs_a_visitor_nothing_and_a_user_her_row(
    client: Client, owner: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        client.get("/privacy/")
    with django_assert_num_queries(1):  # the session, with its user
        owner.get("/privacy/")


# Names


@pytest.mark.parametrize("name", ["Europe/Berlin", "UTC", "Asia/Calcutta", "America/Argentina/Buenos_Aires"])
def test_iana_names_are_time_zones(name: str) -> None:
    validate_time_zone(name)
    assert time_zones.get_zone(name).key == name


@pytest.mark.parametrize("name", ["europe/berlin", "Berlin", "localtime", "Factory", "/etc/passwd", "GMT+25", "\x00"])
def test_other_names_are_not(name: str) -> None:
    with pytest.raises(ValidationError, match="is not a time zone"):
        validate_time_zone(name)


def test_what_is_offered_is_what_people_live_in() -> None:
    assert {"Europe/Berlin", "Asia/Kolkata", "America/Argentina/Buenos_Aires", "UTC"} <= NAMES.keys()
    assert not {"Asia/Calcutta", "America/Buenos_Aires", "Etc/GMT+5", "US/Pacific"} & NAMES.keys()
    assert all(name in time_zones.known_zones() for name in NAMES)


def test_cities_are_sorted_within_their_area() -> None:
    groups = {str(area): [label for _value, label in zones] for area, zones in time_zones.group_zones()}
    assert list(groups)[-1] == "Other"
    assert all(labels == sorted(labels) for labels in groups.values())
    assert "Knox, Indiana" in groups["America"]


def test_the_accounts_own_zone_is_offered_under_any_name() -> None:
    groups = {str(area): zones for area, zones in time_zones.group_zones(also=["Asia/Calcutta", "", "Etc/GMT+5"])}
    assert ("Asia/Calcutta", "Calcutta") in groups["Asia"]
    assert ("Etc/GMT+5", "GMT+5") in groups["Other"]
