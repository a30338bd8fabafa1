"""Who asks for the pages: a learner, whose life is that of the demo account, and visitors."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from itertools import cycle
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client
from django.utils import timezone

from studyplan.accounts import time_zones
from studyplan.accounts.models import User
from studyplan.assessment import drafts
from studyplan.catalog.models import Topic
from studyplan.planner.services import document_in
from studyplan.portability.demo import make_learner
from studyplan.ui import clock
from tests.bench.pages import HOST, LEARNER, RATED, TICK, VISITOR, Page, Request

EMAIL, PASSWORD = "bench@studyplan.example", "three weeks in"
TOKEN = "bench" + "0" * 27
"""Of the form of a CSRF cookie."""
FORM = "application/x-www-form-urlencoded"


class Cast:
    """A learner in week four up to ``now``, a visitor who has rated topics, and one who has done nothing."""

    def __init__(self, now: datetime) -> None:
        with timezone.override(time_zones.get_zone(settings.DEFAULT_USER_TIME_ZONE)):
            user = make_learner(EMAIL, PASSWORD, now)
            self.tick = next_task(user, clock.day_of(now))
        learner, rated = Client(), Client()
        learner.force_login(user)
        session = rated.session
        drafts.save(session, dict.fromkeys(Topic.objects.current().values_list("slug", flat=True), 2))
        session.save()
        self.sessions = {LEARNER: session_of(learner), RATED: session_of(rated), VISITOR: ""}

    def requests(self, page: Page) -> Iterator[Request]:
        return requests(page, self.sessions[page.who], self.tick)


def requests(page: Page, session: str, tick: dict[str, str]) -> Iterator[Request]:
    """The page again and again; of the tick, every second one takes back what the one before it has set."""
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
    headers = {"Host": HOST} | ({"Cookie": cookies} if session else {})
    if page.name != TICK:
        return cycle([Request(page.path, headers)])
    headers |= {"X-CSRFToken": TOKEN, "HX-Request": "true", "Content-Type": FORM}
    bodies = (urlencode(tick | {"done": done}).encode() for done in ("1", "0"))
    return cycle([Request(page.path, headers, body) for body in bodies])


def next_task(user: User, today: date) -> dict[str, str]:
    """The fields of the last tick of the next day that has tasks, as Today's page sends them."""
    document = document_in(user.plans.current().get())
    days = (day for week in document.weeks for day in week.days if day.date >= today and day.tasks)
    task = next(days).tasks[-1]
    sitting = {"sitting": str(task.sitting)} if task.sitting else {}
    return {"task": task.key, "label": task.key, "next": "/", "with_took": "1"} | sitting


def session_of(client: Client) -> str:
    """The key in its cookie."""
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@cache
def browser() -> Client:
    """One for all, since a new one loads the middleware anew; what it is to send, requests say."""
    return Client(enforce_csrf_checks=True)


def ask(request: Request) -> bytes:
    """The body of this process's answer, through all of Django; the status must be 200."""
    content_type = request.headers.get("Content-Type", FORM)
    browser().cookies.clear()
    response = browser().generic(
        request.method, request.path, request.body, content_type=content_type, headers=request.headers
    )
    if response.status_code != 200:
        raise RuntimeError(f"{request.method} {request.path} answers {response.status_code}.")
    return response.content
