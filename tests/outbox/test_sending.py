"""Mail is sent outside of requests, once, with tries that have an end, whatever the mail server does."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import connection
from django.test import Client
from pytest_django import Settings

from studyplan.accounts.models import User
from studyplan.outbox.models import Mail, MailQuerySet
from studyplan.outbox.sending import KEPT_FOR, MOST_TRIES, WAITS, claim, send_due_mail
from studyplan.outbox.services import put_mail
from tests.factories import NOW, PASSWORD, make_user
from tests.outbox.servers import answering_server, send_to, silent_server

MINUTE = timedelta(minutes=1)
State = Mail.State


@pytest.fixture(autouse=True)
def _frozen(freeze: Callable[[datetime], None]) -> None:
    freeze(NOW)


def put(recipient: str = "ada@example.org", user: User | None = None, **options: Any) -> Mail:
    put_mail(
        EmailMessage("Choose a new password", "https://secret", to=[recipient]),
        user.pk if user else None,
        NOW,
        **options,
    )
    return Mail.objects.latest("pk")


def reload(row: Mail) -> Mail:
    row.refresh_from_db()
    return row


# What a request does


@pytest.mark.rows
@pytest.mark.django_db
def test_no_request_waits_for_a_mail_server(client: Client, settings: Settings, ada: User) -> None:
    EmailAddress.objects.create(user=ada, email=ada.email, primary=True)
    with silent_server(settings) as listening:
        settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
        new = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
        assert client.post("/accounts/signup/", new).status_code == 302
        assert client.post("/accounts/login/", {"login": ada.email, "password": PASSWORD}).status_code == 302
        assert client.post("/accounts/password/reset/", {"email": ada.email}).status_code == 302
        with pytest.raises(BlockingIOError):
            listening.accept()
    assert [(row.recipient, row.user and row.user.email) for row in Mail.objects.order_by("pk")] == [
        ("new@example.org", "new@example.org"),
        (ada.email, ada.email),
        (ada.email, ada.email),
    ]


@pytest.mark.usefixtures("mail_server")
@pytest.mark.django_db
def test_mail_is_sent_as_it_was_written(ada: User) -> None:
    message = EmailMultiAlternatives(
        "Today", "two tasks", to=["a@example.org", "b@example.org"], headers={"X-Kind": "1"}
    )
    message.attach_alternative("<p>two tasks</p>", "text/html")
    put_mail(message, ada.pk, NOW)
    assert send_due_mail() == 2
    assert [sent.to for sent in mail.outbox] == [["a@example.org"], ["b@example.org"]]
    assert (mail.outbox[0].subject, mail.outbox[0].body) == ("Today", "two tasks")
    assert isinstance(mail.outbox[0], EmailMultiAlternatives)
    assert mail.outbox[0].alternatives == [("<p>two tasks</p>", "text/html")]
    assert mail.outbox[0].extra_headers["X-Kind"] == "1"
    assert mail.outbox[0].extra_headers["Message-ID"].endswith("@127.0.0.1>")


@pytest.mark.usefixtures("mail_server")
@pytest.mark.django_db
def test_attachments_are_refused_rather_than_lost() -> None:
    message = EmailMessage("Plan", "attached", to=["ada@example.org"])
    message.attach("plan.txt", "tasks", "text/plain")
    with pytest.raises(ValueError, match="attachments"):
        put_mail(message, None, NOW)


@pytest.mark.django_db
def test_without_a_mail_server_nothing_is_kept() -> None:
    put_mail(EmailMessage("Hello", to=["ada@example.org"]), None, NOW)
    assert not Mail.objects.exists()


# What becomes of it


@pytest.mark.usefixtures("mail_server")
@pytest.mark.django_db
def test_what_is_sent_keeps_no_text_and_is_forgotten_after_some_days(freeze: Callable[[datetime], None]) -> None:
    row = put()
    assert send_due_mail() == 1
    assert (reload(row).state, row.text, row.headers, row.sent_at) == (State.SENT, "", {}, NOW)
    assert send_due_mail() == 0
    freeze(NOW + KEPT_FOR)
    send_due_mail()
    assert not Mail.objects.exists()


@pytest.mark.django_db
def test_a_silent_server_is_given_up_for_now_and_asked_once_a_round(settings: Settings) -> None:
    with silent_server(settings):
        first, second = put(), put("grace@example.org")
        assert send_due_mail() == 0
    assert (reload(first).state, first.tries, first.next_try_at) == (State.WAITING, 1, NOW + WAITS[0] * MINUTE)
    assert "imed" in first.error  # TimeoutError: timed out
    assert (reload(second).tries, second.next_try_at) == (0, NOW)


@pytest.mark.django_db
def test_tries_come_after_growing_waits_and_have_an_end(settings: Settings, freeze: Callable[[datetime], None]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        send_to(settings, closed)
    row, moment, waits = put(), NOW, []
    while reload(row).state == State.WAITING:
        waits.append((row.next_try_at - moment) // MINUTE)
        moment = row.next_try_at
        freeze(moment)
        send_due_mail()
    assert waits == [0, *WAITS]
    assert waits == sorted(waits)
    assert (row.state, row.tries, row.text) == (State.FAILED, MOST_TRIES, "")
    assert "ConnectionRefusedError" in row.error


@pytest.mark.parametrize("answers", [{"RCPT": "550 no such user"}, {".": "554 looks like spam"}])
@pytest.mark.django_db
def test_a_mail_that_is_refused_for_good_is_not_tried_again(settings: Settings, answers: dict[str, str]) -> None:
    with answering_server(settings, **answers):
        row = put()
        assert send_due_mail() == 0
    assert (reload(row).state, row.tries, row.text) == (State.FAILED, 1, "")


@pytest.mark.parametrize("answers", [{"RCPT": "450 try later"}, {"MAIL": "550 not from you"}])
@pytest.mark.django_db
def test_what_may_work_later_is_tried_again(settings: Settings, answers: dict[str, str]) -> None:
    with answering_server(settings, **answers):
        row = put()
        assert send_due_mail() == 0
    assert (reload(row).state, row.tries) == (State.WAITING, 1)
    assert row.text
    assert row.error


@pytest.mark.django_db
def test_one_bad_recipient_does_not_hold_up_the_others(settings: Settings) -> None:
    with answering_server(settings) as heard:
        put("nobody\nin particular@example.org")
        put("grace@example.org")
        assert send_due_mail() == 1
    assert "RCPT TO:<grace@example.org>" in [
        line.upper().replace("GRACE@EXAMPLE.ORG", "grace@example.org") for line in heard
    ]


@pytest.mark.usefixtures("mail_server")
@pytest.mark.django_db
def test_what_comes_too_late_is_not_sent(freeze: Callable[[datetime], None]) -> None:
    row = put(give_up_at=NOW + 60 * MINUTE)
    freeze(NOW + 60 * MINUTE)
    assert send_due_mail() == 0
    assert (reload(row).state, row.text) == (State.FAILED, "")


@pytest.mark.usefixtures("mail_server")
@pytest.mark.django_db
def test_a_sender_that_dies_leaves_the_mail_to_the_next(freeze: Callable[[datetime], None]) -> None:
    row = put()
    assert claim(row.pk)
    assert claim(row.pk) is None
    assert send_due_mail() == 0
    freeze(NOW + WAITS[0] * MINUTE)
    assert send_due_mail() == 1


@pytest.mark.usefixtures("mail_server")
@pytest.mark.django_db(transaction=True)
def test_of_two_senders_one_gets_the_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have seen it waiting before either takes it."""
    row = put()
    both_saw, update, got = threading.Barrier(2, timeout=60), MailQuerySet.update, []

    def update_together(self: MailQuerySet, **fields: Any) -> int:
        both_saw.wait()
        return update(self, **fields)

    def take() -> None:
        try:
            got.append(claim(row.pk))
        finally:
            connection.close()

    monkeypatch.setattr(MailQuerySet, "update", update_together)
    senders = [threading.Thread(target=take) for _ in range(2)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert sorted(taken is None for taken in got) == [False, True]
    assert reload(row).tries == 1


@pytest.mark.usefixtures("mail_server")
@pytest.mark.django_db
def test_mail_goes_with_its_account() -> None:
    put(user=make_user())
    User.objects.get().delete()
    assert not Mail.objects.exists()
