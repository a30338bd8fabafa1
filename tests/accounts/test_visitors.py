"""What the app stores of a visitor is small, whatever they send, and is deleted soon."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from studyplan.accounts.device import MESSAGES
from studyplan.accounts.models import Session, User
from studyplan.catalog.models import Topic
from studyplan.goals.fields import MOST_DAYS_OFF
from studyplan.practice.warm_up.services import MOST_OF_A_VISITOR
from tests.addresses import ADDRESSES, Row
from tests.factories import NOW

pytestmark = pytest.mark.django_db
MOST_BYTES = 48 * 1024
DAY = 60 * 60 * 24
# Letters of four bytes each, in no order, so that nothing makes them shorter.
TEXT = "".join(map(chr, random.Random(14).choices(range(0x10000, 0x30000), k=MOST_OF_A_VISITOR)))


def everything() -> dict[str, object]:
    """All that any form of a visitor takes, as long as it may be."""
    slugs = [topic.slug for topic in Topic.objects.current()]
    each = MOST_OF_A_VISITOR // len(slugs)
    goal = {
        "role": "mlops",
        "minutes": "120",
        "weekdays": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        "days_off": ",".join((NOW.date() + timedelta(days=day)).isoformat() for day in range(MOST_DAYS_OFF)),
    }
    answers: dict[str, object] = {}
    for number, slug in enumerate(slugs):
        answers |= {slug: "4", f"{slug}-hits": ["0", "1"], f"{slug}-seconds": "3600"}
        answers[f"{slug}-answer"] = TEXT[number * each : (number + 1) * each]
    account = dict.fromkeys(("email", "login", "password", "password1", "password2", "next"), TEXT[:1000])
    return goal | answers | {"theme": "dark", "level": "3"} | account


def path_for_visitors(name: str, row: Row) -> str:
    """Its address, for what every visitor can name; "" where it takes something of an account."""
    return reverse(name, args=["optimization"] if row.arguments else []) if row.arguments in ((), ("slug",)) else ""


def test_whatever_a_visitor_sends_little_is_stored(client: Client, freeze: Callable[[datetime], None]) -> None:
    paths = [path for name, row in ADDRESSES.items() if (path := path_for_visitors(name, row))]
    freeze(NOW)
    for number in range(3):  # a new day each: the same warm-up again would not be stored
        freeze(NOW + timedelta(days=number))
        for path in paths:
            client.post(path, everything())
            client.get(path)
    (session,) = Session.objects.all()
    stored = client.session
    assert len(stored["ratings"]) == Topic.objects.current().count()
    assert len(stored["trial_goal"]["days_off"]) > 1000
    assert (
        sum(len(answer["text"]) for warm_up in stored["warm_ups"] for answer in warm_up["said"])
        > MOST_OF_A_VISITOR * 0.9
    )
    assert MOST_BYTES / 2 < len(session.session_data) < MOST_BYTES


def test_messages_that_nobody_reads_fill_no_session(client: Client) -> None:
    for _time in range(50):
        client.get("/result/")
    assert not Session.objects.exists()
    assert len(client.cookies[MESSAGES].value) < 3000


def test_a_visitors_session_ends_after_a_month(client: Client, ada: User, settings: Settings) -> None:
    client.post("/assessment/rating/", {"optimization": 4})
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 30 * DAY
    client.force_login(ada)
    client.post("/assessment/rating/", {"optimization": 3})
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 90 * DAY


def test_sessions_that_have_ended_are_deleted_at_the_start(client: Client, owner: Client) -> None:
    client.post("/assessment/rating/", {"optimization": 4})
    Session.objects.filter(user=None).update(expire_date=timezone.now() - timedelta(seconds=1))
    call_command("clearsessions")
    assert [session.user_id is None for session in Session.objects.all()] == [False]
