"""What the tests about interviews and pauses share: a user with interviews ahead and over, and ways to ask."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.messages import get_messages
from django.test import Client

from studyplan.accounts.models import User
from studyplan.core.model import Goal, GoalInterview
from studyplan.goals.models import Interview
from studyplan.goals.services import goal_of, save_goal
from studyplan.planner.models import Plan
from tests.factories import NOW, make_assessment, make_plan, ratings

GOOGLE = GoalInterview("google", ("ml-depth",), date(2026, 5, 10))
META = GoalInterview("meta", ("phone-screen",), date(2026, 3, 20))
OVER = GoalInterview("amazon", (), date(2026, 2, 26))
HTMX = {"HX-Request": "true"}


def prepare(user: User, *interviews: GoalInterview) -> Plan:
    """A user in the middle of a plan for these interviews."""
    save_goal(user, Goal("mle", 60, interviews=interviews), NOW)
    make_assessment(user, ratings(2))
    return make_plan(user)


def row(user: User, company: str) -> Interview:
    """The user's interview there."""
    return Interview.objects.of(user).get(company__slug=company)


def companies(user: User) -> list[str | None]:
    """Of the user's interviews, nearest first."""
    return [interview.company for interview in goal_of(user).interviews]


def text(response: Any) -> str:
    """The page as words, blanks made one."""
    return " ".join(response.content.decode().split())


def messages_on(response: Any) -> list[str]:
    """The messages that the next page shows."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def ask(browser: Client, url: str, data: Mapping[str, Any]) -> str:
    """Post without confirmation: the answer shows what would change."""
    response = browser.post(url, data)
    assert response.status_code == 200, response.status_code
    page = text(response)
    assert 'name="confirm" value="1"' in page
    return page
