from __future__ import annotations

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.test import Client

from studyplan.accounts.device import MESSAGES
from studyplan.accounts.middleware import COOKIE as TIME_ZONE_COOKIE
from studyplan.accounts.models import User

pytestmark = pytest.mark.django_db
URL = "/privacy/"
KINDS = {
    "Account": ("accounts.User", "account.EmailAddress", "account.EmailConfirmation"),
    "Sessions": ("accounts.Session",),
    "Assessments": ("assessment.Assessment", "assessment.Rating"),
    "Goal and interviews": ("goals.StudyGoal", "goals.Interview", "goals.Debrief"),
    "Plans": ("planner.Plan",),
    "Progress": ("progress.Completion", "progress.SectionRead", "progress.TaskChoice"),
    "Practice": ("practice.Drill", "practice.Attempt", "practice.AnswerSummary", "practice.Repair"),
    "Cards": (
        *("practice.PracticeSettings", "practice.OwnCard", "practice.CardMemory"),
        *("practice.Review", "practice.ReviewSummary"),
    ),
    "Notes": ("notes.Note",),
    "Calendar": ("planner.CalendarFeed",),
    "Reminders": ("reminders.Reminder",),
    "Mail to you": ("outbox.Mail",),
    "Passkeys and second factors": ("mfa.Authenticator",),
    "Invitations": ("accounts.Invitation",),
    "Administration": ("admin.LogEntry",),
}
NOBODYS = {
    "catalog": "what is taught, from files",
    "auth": "groups and permissions, not who has them",
    "contenttypes": "the names of tables",
    "sessions": "Django's own table, which stays empty",
}


def test_everyone_may_read_it(client: Client, owner: Client) -> None:
    visitor, user = (browser.get(URL).content.decode() for browser in (client, owner))
    assert 'href="/account/"' in visitor
    assert 'href="/account/export/"' in user
    assert 'href="/account/delete/"' in user


def test_it_names_every_cookie_that_is_set(client: Client, owner: Client) -> None:
    """Read off the responses of a whole visit, so that a new cookie must be named too."""
    client.get("/accounts/login/")
    owner.post("/account/", {"time_zone": "UTC"})
    page = client.get(URL).content.decode()
    assert {*client.cookies, *owner.cookies} >= {settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_NAME, MESSAGES}
    for name in {*client.cookies, *owner.cookies, TIME_ZONE_COOKIE}:
        assert f"<code>{name}</code>" in page


@pytest.mark.parametrize("kind", KINDS)
def test_it_names_every_kind_of_row(client: Client, kind: str) -> None:
    assert f"<dt>{kind}</dt>" in client.get(URL).content.decode()


def test_every_table_is_named_or_nobodys() -> None:
    """What belongs to a user by a chain of keys is theirs; other tables say here why they are nobody's."""
    named = {name for names in KINDS.values() for name in names}
    tables = {model._meta.label: model for model in apps.get_models() if model._meta.app_label not in NOBODYS}
    assert named == tables.keys(), "Name it in the privacy page and in KINDS, or its app in NOBODYS."
    assert not [model._meta.label for model in apps.get_models() if is_personal(model) and model not in tables.values()]


def is_personal(model: type[Model]) -> bool:
    parents = {field.related_model for field in model._meta.concrete_fields if field.is_relation} - {model}
    return model is User or any(isinstance(parent, type) and is_personal(parent) for parent in parents)


def test_it_says_whether_mail_is_sent(client: Client, request: pytest.FixtureRequest) -> None:
    assert "this site sends no e-mail" in client.get(URL).content.decode()
    request.getfixturevalue("mail_server")
    assert "E-mail is sent to confirm your address" in client.get(URL).content.decode()
