"""Another e-mail address: by a link where mail can be sent, at once where it cannot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from studyplan.accounts.email_change import LINK_LASTS, make_email_key
from studyplan.accounts.models import User
from studyplan.outbox.sending import send_due_mail
from tests.factories import PASSWORD, confirm_password, make_user

pytestmark = pytest.mark.django_db
URL = "/account/email/"
NEW = "lovelace@example.org"


@pytest.fixture
def owner(owner: Client) -> Client:
    confirm_password(owner)
    return owner


def opens(email: str) -> bool:
    browser = Client()
    browser.post("/accounts/login/", {"login": email, "password": PASSWORD})
    return "_auth_user_id" in browser.session


def sent_link() -> str:
    send_due_mail()
    path: str = re.findall(r"http://testserver(\S+)", str(mail.outbox[-1].body))[0]
    return path


def test_without_mail_it_is_changed_at_once(owner: Client, ada: User) -> None:
    EmailAddress.objects.create(user=ada, email=ada.email, primary=True, verified=True)
    assert "this site cannot send mail" in owner.get(URL).text
    page = owner.post(URL, {"email": "Lovelace@Example.org"}, follow=True)
    assert page.redirect_chain == [("/account/", 302)]
    assert "Your address is now lovelace@example.org." in page.text
    assert (opens(NEW), opens("ada@example.org")) == (True, False)
    address = EmailAddress.objects.get(user=ada)
    assert (address.email, address.primary, address.verified) == (NEW, True, False)


@pytest.mark.parametrize(
    ("email", "message"),
    [
        ("", "This field is required."),
        ("ada", "Enter a valid email address."),
        ("ADA@example.org", "This is your address already."),
        ("Grace@example.org", "There is already an account with this address."),
    ],
)
def test_bad_input_changes_nothing(owner: Client, ada: User, email: str, message: str) -> None:
    make_user("grace@example.org")
    response = owner.post(URL, {"email": email})
    assert response.status_code == 422
    assert message in response.text
    assert User.objects.get(pk=ada.pk).email == "ada@example.org"


def test_an_address_that_is_taken_in_the_same_moment_is_refused(owner: Client, ada: User) -> None:
    make_user(NEW)
    with patch("studyplan.accounts.forms.EmailChangeForm.clean_email", lambda form: form.cleaned_data["email"]):
        response = owner.post(URL, {"email": NEW})
    assert response.status_code == 422
    assert User.objects.get(pk=ada.pk).email == "ada@example.org"


@pytest.mark.usefixtures("mail_server")
def test_with_mail_a_link_changes_it_and_the_old_address_hears_of_it(owner: Client, ada: User) -> None:
    page = owner.post(URL, {"email": NEW}, follow=True)
    assert f"We have sent a link to {NEW}." in page.text
    send_due_mail()
    assert [message.to for message in mail.outbox] == [[NEW]]
    assert User.objects.get(pk=ada.pk).email == "ada@example.org"
    link, elsewhere = sent_link(), Client()
    assert f"From then on you log in with {NEW}." in elsewhere.get(link).text
    assert User.objects.get(pk=ada.pk).email == "ada@example.org", "opening it alone changes nothing"
    assert elsewhere.post(link)["Location"] == "/accounts/login/"
    assert User.objects.get(pk=ada.pk).email == NEW
    assert EmailAddress.objects.get(user=ada).verified
    send_due_mail()
    assert mail.outbox[-1].to == ["ada@example.org"]
    assert f"from ada@example.org to {NEW}" in str(mail.outbox[-1].body)
    assert "This link is no longer valid" in owner.get(link).text
    assert owner.post(link).status_code == 404


@pytest.mark.usefixtures("mail_server")
def test_with_mail_a_taken_address_is_not_revealed(owner: Client, ada: User) -> None:
    make_user("grace@example.org")
    page = owner.post(URL, {"email": "grace@example.org"}, follow=True)
    assert "We have sent a link to grace@example.org." in page.text
    send_due_mail()
    assert mail.outbox[0].subject.endswith("You already have an account")
    assert "/accounts/email/" not in str(mail.outbox[0].body)


@pytest.mark.usefixtures("mail_server")
def test_an_address_that_was_taken_before_the_link_was_opened(owner: Client, ada: User) -> None:
    owner.post(URL, {"email": NEW})
    make_user(NEW)
    assert "This link is no longer valid" in owner.post(sent_link()).text
    assert User.objects.get(pk=ada.pk).email == "ada@example.org"


@pytest.mark.usefixtures("mail_server")
def test_the_owner_comes_back_to_the_account(owner: Client, ada: User) -> None:
    owner.post(URL, {"email": NEW})
    assert owner.post(sent_link())["Location"] == "/account/"


@pytest.fixture
def later() -> Iterator[None]:
    """After the last day of links that are made now."""
    moment = datetime.now().timestamp() + LINK_LASTS.total_seconds() + timedelta(hours=1).total_seconds()
    with patch("django.core.signing.time.time", return_value=moment):
        yield


def test_a_link_lasts_three_days(client: Client, ada: User, request: pytest.FixtureRequest) -> None:
    path = f"/accounts/email/{make_email_key(ada, NEW)}/"
    assert client.get(path).status_code == 200
    request.getfixturevalue("later")
    assert client.get(path).status_code == 404


@pytest.mark.usefixtures("mail_server")
def test_ten_tries_a_minute_are_enough(owner: Client) -> None:
    assert [owner.post(URL, {}).status_code for _ in range(11)] == [422] * 10 + [429]
