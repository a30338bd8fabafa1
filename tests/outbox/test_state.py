"""Where mail that waits or has failed can be seen, and what is never shown of it."""

from __future__ import annotations

import json

import pytest
from django.db import IntegrityError
from django.test import Client

from studyplan.accounts.models import User
from studyplan.outbox.models import Mail
from studyplan.portability.services import describe_account, export_account
from tests.factories import NOW, PASSWORD

pytestmark = pytest.mark.django_db
SECRET = "https://plan.example.org/accounts/password/reset/key/1-abc/"


def make_mail(user: User | None, **fields: object) -> Mail:
    values = {
        "recipient": "ada@example.org",
        "subject": "Choose a new password",
        "text": SECRET,
        "html": f"<p>{SECRET}",
    }
    if fields.get("state", Mail.State.WAITING) != Mail.State.WAITING:
        values |= {"text": "", "html": ""}
    return Mail.objects.create(user=user, created_at=NOW, next_try_at=NOW, **values | fields)


@pytest.mark.usefixtures("mail_server")
def test_the_account_says_what_waits_and_what_failed(owner: Client, stranger: Client, ada: User) -> None:
    assert "Choose a new password" not in owner.get("/account/").content.decode()
    make_mail(ada)
    make_mail(ada, subject="Confirm your address", tries=1)
    make_mail(ada, subject="Welcome", tries=7, state="failed")
    make_mail(ada, subject="Hello", tries=1, state="sent")
    make_mail(None, subject="There is no account")
    page = owner.get("/account/").content.decode()
    assert "The mail “Choose a new password” to ada@example.org is about to be sent." in page
    assert "The mail “Confirm your address” could not be sent to ada@example.org yet." in page
    assert "Next try: Monday, March 2" in page
    assert "The mail “Welcome” could not be sent to ada@example.org." in page
    assert "Hello" not in page
    assert "There is no account" not in page
    assert SECRET not in page
    assert "ada@example.org" not in stranger.get("/account/").content.decode()


def test_without_a_mail_server_the_account_does_not_ask(owner: Client, ada: User) -> None:
    make_mail(ada)
    assert "Choose a new password" not in owner.get("/account/").content.decode()


def test_operators_see_the_state_and_never_the_text(client: Client, ada: User) -> None:
    row = make_mail(ada, error="TimeoutError: timed out")
    client.force_login(User.objects.create_superuser("root@example.org", PASSWORD))
    listed = client.get("/admin/outbox/mail/").content.decode()
    shown = client.get(f"/admin/outbox/mail/{row.pk}/change/").content.decode()
    for page in (listed, shown):
        assert "TimeoutError: timed out" in page
        assert "Choose a new password" in page
        assert SECRET not in page
    assert client.get("/admin/outbox/mail/add/").status_code == 403
    assert client.post(f"/admin/outbox/mail/{row.pk}/change/", {"text": "Hello"}).status_code == 403


def test_the_download_lists_mails_without_their_text(ada: User) -> None:
    make_mail(ada)
    document = export_account(ada, NOW)
    assert [mail["subject"] for mail in document["mails"]] == ["Choose a new password"]
    assert SECRET not in json.dumps(document, default=str)
    assert "1 mail that was sent or waits" in describe_account(ada)


def test_a_mail_that_is_done_holds_no_text(ada: User) -> None:
    with pytest.raises(IntegrityError, match="mail_done_holds_no_text"):
        make_mail(ada, state="sent", text=SECRET)


def test_there_are_no_other_states(ada: User) -> None:
    with pytest.raises(IntegrityError, match="mail_state_known"):
        make_mail(ada, state="lost")
