from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.messages import get_messages
from django.test import Client

from studyplan.accounts.models import Session, User
from studyplan.outbox.models import Mail
from studyplan.reminders.models import Reminder
from tests.factories import NOW, PASSWORD, make_user
from tests.portability.test_export_download import fill
from tests.portability.test_sections import owned_models, points_to

pytestmark = [pytest.mark.django_db, pytest.mark.rows]
URL = "/account/delete/"


def fill_to_the_brim(user: User) -> None:
    """Something in every table that can hold a row of a user, whether exported or not."""
    fill(user)
    address = EmailAddress.objects.get(user=user)
    EmailConfirmation.objects.create(email_address=address, key=user.email, sent=NOW)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    LogEntry.objects.create(user=user, action_flag=1, object_repr="something")
    user.groups.add(Group.objects.get_or_create(name="testers")[0])
    user.user_permissions.add(Permission.objects.all()[0])
    Reminder.objects.create(user=user)
    Mail.objects.create(user=user, recipient=user.email, created_at=NOW, next_try_at=NOW)
    browser = Client()
    browser.force_login(user)


def rows() -> dict[str, int]:
    """How many rows each table of users holds, tables that join two others included."""
    owned = owned_models()
    everything = apps.get_models(include_auto_created=True)
    joins = [model for model in everything if model._meta.auto_created and points_to(model, owned)]
    return {model._meta.label: model._base_manager.count() for model in [*owned, *joins]}


def test_owner_reads_what_goes(owner: Client, ada: User) -> None:
    fill(ada)
    page = owner.get(URL).content.decode()
    for phrase in (
        "the account ada@example.org",
        "2 assessments",
        "the goal, with 1 interview",
        "2 plans",
        "2 ticks",
        "1 section marked as read",
        "2 notes and stars",
        "1 card",
        "1 review",
        "1 attempt",
        "2 mock interviews and timed sets",
        "the secret address of the calendar",
    ):
        assert f"<li>{phrase}" in page
    assert User.objects.filter(pk=ada.pk).exists()


def test_what_is_not_there_is_not_counted(owner: Client) -> None:
    page = owner.get(URL).content.decode()
    assert page.count("<li>the account") == 1
    assert "0 " not in page[page.index("<li>the account") : page.index("It cannot be undone")]


def test_nothing_of_the_user_is_left_and_nothing_of_others_is_gone(owner: Client, ada: User) -> None:
    grace = make_user("grace@example.org")
    fill_to_the_brim(grace)
    before = rows()
    assert 0 not in before.values()
    fill_to_the_brim(ada)
    assert all(number > before[label] for label, number in rows().items() if label != "accounts.User")
    response = owner.post(URL, {"password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/")
    assert rows() == {**before, "accounts.User": 1, "accounts.Session": 1}
    assert User.objects.get() == grace


def test_every_browser_is_logged_out(owner: Client, ada: User) -> None:
    elsewhere = Client()
    elsewhere.force_login(ada)
    response = owner.post(URL, {"password": PASSWORD})
    assert [str(note) for note in get_messages(response.wsgi_request)] == ["Your account and all its data are deleted."]
    assert not Session.objects.exists()
    for browser in (owner, elsewhere):
        assert browser.get("/account/").status_code == 302
    login = Client().post("/accounts/login/", {"login": "ada@example.org", "password": PASSWORD})
    assert login.status_code == 200


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"password": "wrong"}, "This is not your password. Nothing was deleted."),
        ({"password": ""}, "Enter your password to delete the account."),
        ({}, "Enter your password to delete the account."),
        ({"email": "ada@example.org"}, "Enter your password to delete the account."),
    ],
)
def test_without_the_password_nothing_goes(owner: Client, ada: User, fields: dict[str, str], message: str) -> None:
    response = owner.post(URL, fields)
    assert response.status_code == 422
    assert message in response.content.decode()
    assert "_auth_user_id" in owner.session


def test_an_account_without_a_password_types_its_address(owner: Client, ada: User) -> None:
    ada.set_unusable_password()
    ada.save()
    owner.force_login(ada)
    assert "Type the account’s address" not in owner.get(URL).content.decode()
    assert "This is not the account&#39;s address" in owner.post(URL, {"email": "no@example.org"}).content.decode()
    assert owner.post(URL, {"email": "ADA@example.org"})["Location"] == "/"
    assert not User.objects.exists()


def test_guessing_the_password_is_limited(owner: Client, ada: User) -> None:
    assert [owner.post(URL, {"password": "wrong"}).status_code for _ in range(11)] == [422] * 10 + [429]
    assert owner.post(URL, {"password": PASSWORD}).status_code == 429
    assert User.objects.filter(pk=ada.pk).exists()


def test_anonymous_is_sent_to_the_log_in(client: Client, ada: User) -> None:
    to = f"/accounts/login/?next={URL}"
    assert client.get(URL)["Location"] == client.post(URL, {"password": PASSWORD})["Location"] == to
    assert User.objects.filter(pk=ada.pk).exists()
