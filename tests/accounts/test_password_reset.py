from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from studyplan.accounts.models import User
from studyplan.outbox.models import Mail
from studyplan.outbox.sending import send_due_mail
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
URL = "/accounts/password/reset/"
NEW = "another horse battery"


def test_without_a_mail_server_the_page_says_so_and_what_to_do(client: Client) -> None:
    page = client.get(URL, {"next": "/plan/"}).content.decode()
    assert "This site has no mail server" in page
    assert "Ask the person who runs it" in page
    assert "manage.py reset_link" in page
    assert f"{reverse('account_login')}?next=%2Fplan%2F" in page
    assert 'name="email"' not in page


def test_without_a_mail_server_nothing_can_be_sent(client: Client, ada: User) -> None:
    assert client.post(URL, {"email": ada.email}).status_code == 405


@pytest.mark.usefixtures("mail_server")
def test_with_a_mail_server_a_link_is_sent_that_works_once(client: Client, ada: User) -> None:
    EmailAddress.objects.create(user=ada, email=ada.email, primary=True, verified=True)
    assert client.get(URL).status_code == 200
    response = client.post(URL, {"email": "ADA@example.org"}, follow=True)
    assert "Check your e-mail" in response.content.decode()
    send_due_mail()
    [message] = mail.outbox
    link = re.findall(r"http://testserver(\S+)", str(message.body))[0]
    form = client.get(link, follow=True).redirect_chain[0][0]
    assert client.post(form, {"password1": NEW, "password2": NEW})["Location"] == reverse("dashboard:home")
    ada.refresh_from_db()
    assert ada.check_password(NEW)
    assert "This link is no longer valid" in Client().get(link).content.decode()


@pytest.mark.usefixtures("mail_server")
def test_an_unknown_address_gets_the_same_answer(client: Client) -> None:
    response = client.post(URL, {"email": "nobody@example.org"})
    assert response["Location"] == reverse("account_reset_password_done")
    send_due_mail()
    assert mail.outbox[0].subject.endswith("There is no account with this address")


@pytest.mark.usefixtures("mail_server")
def test_five_mails_a_minute_to_one_address_are_enough(client: Client, ada: User) -> None:
    statuses = [client.post(URL, {"email": ada.email}).status_code for _ in range(6)]
    assert statuses == [302] * 5 + [429]
    assert Mail.objects.count() == 5


@pytest.mark.usefixtures("mail_server")
def test_what_is_no_address_is_refused(client: Client) -> None:
    assert "Enter a valid email address." in client.post(URL, {"email": "ada"}).content.decode()
    assert not Mail.objects.exists()


@pytest.mark.parametrize("key", ["1-abc-0123456789abcdef", "zzzzzzzzzzzzzzz-x", "1-set-password"])
def test_a_made_up_link_opens_nothing(client: Client, ada: User, key: str) -> None:
    response = client.get(f"/accounts/password/reset/key/{key}/")
    page = response.content.decode()
    assert "This link is no longer valid" in page
    assert 'name="password1"' not in page
    client.post(f"/accounts/password/reset/key/{key}/", {"password1": NEW, "password2": NEW})
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)
