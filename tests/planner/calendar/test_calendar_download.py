from __future__ import annotations

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.planner.models import CalendarFeed
from tests.factories import NOW, make_plan

pytestmark = pytest.mark.django_db
URL = "/plan/calendar/download.ics"


def test_it_is_a_file_that_no_cache_keeps(owner: Client, ada: User) -> None:
    make_plan(ada)
    response = owner.get(URL)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="study-plan.ics"'
    assert response["Cache-Control"] == "no-store"


def test_it_needs_no_secret_address_and_holds_what_the_address_gives(owner: Client, client: Client, ada: User) -> None:
    make_plan(ada)
    content = owner.get(URL).content
    assert not CalendarFeed.objects.exists()
    feed = CalendarFeed.objects.make(ada, NOW)
    assert client.get(f"/plan/calendar/{feed.token}.ics").content == owner.get(URL).content == content


def test_everybody_gets_their_own(owner: Client, stranger: Client, ada: User, grace: User) -> None:
    for user in (ada, grace):
        make_plan(user)
    assert owner.get(URL).content != stranger.get(URL).content


def test_without_a_plan_there_is_none(owner: Client) -> None:
    response = owner.get(URL)
    assert (response.status_code, response["Location"]) == (302, "/plan/")


def test_head(owner: Client, ada: User) -> None:
    make_plan(ada)
    response = owner.head(URL)
    assert (response.status_code, response.content) == (200, b"")


def test_anonymous_is_sent_to_the_log_in(client: Client) -> None:
    assert client.get(URL)["Location"] == f"/accounts/login/?next={URL}"
