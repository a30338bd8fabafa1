from __future__ import annotations

import re
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from django.contrib.messages import get_messages
from django.core import mail
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from studyplan.accounts.middleware import COOKIE as TIME_ZONE_COOKIE
from studyplan.accounts.models import User
from studyplan.outbox.models import Mail
from studyplan.outbox.sending import send_due_mail
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
URL = "/accounts/signup/"


def fields(email: str = "grace@example.org", password1: str = PASSWORD, password2: str = PASSWORD) -> dict[str, str]:
    return {"email": email, "password1": password1, "password2": password2}


def test_visitor_sees_three_fields_and_the_ways_elsewhere(client: Client) -> None:
    response = client.get(URL)
    page = response.content.decode()
    assert response.status_code == 200
    assert re.findall(r'name="(email|password1|password2)"', page) == ["email", "password1", "password2"]
    assert reverse("account_login") in page
    assert reverse("accounts:privacy") in page
    assert "placeholder" not in page


def test_signing_up_logs_in_and_goes_to_today(client: Client) -> None:
    response = client.post(URL, fields("Grace@Example.org"))
    user = User.objects.get()
    assert (response.status_code, response["Location"]) == (302, reverse("dashboard:home"))
    assert user.email == "grace@example.org"
    assert user.check_password(PASSWORD)
    assert client.session["_auth_user_id"] == str(user.pk)
    assert EmailAddress.objects.get().user == user


def test_what_the_visitor_entered_stays_in_the_session(client: Client) -> None:
    session = client.session
    session["kept"] = "yes"
    session.save()
    client.post(URL, fields())
    assert client.session["kept"] == "yes"


@pytest.mark.parametrize(
    ("cookie", "stored"),
    [("Asia/Kolkata", "Asia/Kolkata"), ("Asia%2FCalcutta", "Asia/Calcutta"), ("Mars/Olympus", ""), ("localtime", "")],
)
def test_the_browsers_time_zone_is_kept_if_it_is_one(client: Client, cookie: str, stored: str) -> None:
    client.cookies[TIME_ZONE_COOKIE] = cookie
    client.post(URL, fields())
    assert User.objects.get().time_zone == stored


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (fields(email="grace"), "Enter a valid email address."),
        (fields(password2="something else"), "You must type the same password each time."),
        (fields(password1="12345678", password2="12345678"), "This password is entirely numeric."),
        (fields(password1="short", password2="short"), "It must contain at least 8 characters."),
        ({}, "This field is required."),
    ],
)
def test_bad_input_says_what_is_wrong_and_makes_no_account(client: Client, bad: dict[str, str], message: str) -> None:
    response = client.post(URL, bad)
    assert message in response.content.decode()
    assert not User.objects.exists()


@pytest.mark.rows
def test_a_known_address_is_refused_whatever_its_case(client: Client, ada: User) -> None:
    response = client.post(URL, fields("ADA@example.ORG"))
    assert "There is already an account with this address. Log in instead." in response.content.decode()
    assert User.objects.get() == ada


@pytest.mark.rows
def test_the_same_form_sent_twice_at_once_leads_to_the_log_in(client: Client, ada: User) -> None:
    email = "ada@example.org"
    with patch("allauth.account.internal.flows.manage_email.email_already_exists", return_value=(email, False)):
        response = client.post(URL, fields(email))
    assert (response.status_code, response["Location"]) == (302, reverse("account_login"))
    assert [str(note) for note in get_messages(response.wsgi_request)] == [
        "There is already an account with this address. Log in instead."
    ]
    assert User.objects.get() == ada


def test_next_is_followed_and_kept_by_the_links(client: Client) -> None:
    page = client.get(URL, {"next": "/plan/?week=2"}).content.decode()
    assert f"{reverse('account_login')}?next=%2Fplan%2F%3Fweek%3D2" in page
    assert '<input type="hidden" name="next" value="/plan/?week=2">' in page
    assert client.post(URL, {**fields(), "next": "/plan/?week=2"})["Location"] == "/plan/?week=2"


def test_who_is_logged_in_has_no_need_of_it(owner: Client) -> None:
    assert owner.get(URL)["Location"] == reverse("dashboard:home")


def test_twenty_attempts_a_minute_are_enough(client: Client) -> None:
    statuses = [client.post(URL, {}).status_code for _ in range(21)]
    assert statuses == [200] * 20 + [429]
    assert "Too many attempts" in client.post(URL, {}).content.decode()
    assert client.get(URL).status_code == 200


@pytest.mark.usefixtures("mail_server")
def test_with_a_mail_server_the_address_is_confirmed_first(client: Client) -> None:
    response = client.post(URL, fields(), follow=True)
    assert "Confirm your address" in response.content.decode()
    assert "_auth_user_id" not in client.session
    send_due_mail()
    [message] = mail.outbox
    link = re.findall(r"http://testserver(\S+)", str(message.body))[0]
    assert message.subject.endswith("Confirm your address")
    assert "Yes, confirm" in client.get(link).content.decode()
    assert client.post(link)["Location"] == reverse("dashboard:home")
    assert client.session["_auth_user_id"] == str(User.objects.get().pk)
    assert "This link is no longer valid" in client.get(link).content.decode()


@pytest.mark.usefixtures("mail_server")
def test_with_a_mail_server_a_known_address_is_not_revealed(client: Client, ada: User) -> None:
    unknown = client.post(URL, fields("new@example.org"))
    known = Client().post(URL, fields(ada.email))
    assert known["Location"] == unknown["Location"] == reverse("account_email_verification_sent")
    send_due_mail()
    assert [message.subject.split("] ")[1] for message in mail.outbox] == [
        "Confirm your address",
        "You already have an account",
    ]


@pytest.mark.rows
@pytest.mark.usefixtures("mail_server")
def test_an_account_whose_mail_cannot_be_kept_is_not_made(client: Client) -> None:
    with patch.object(Mail.objects, "create", side_effect=OperationalError), pytest.raises(OperationalError):
        client.post(URL, fields())
    assert not User.objects.exists()
    assert client.post(URL, fields())["Location"] == reverse("account_email_verification_sent")
    assert Mail.objects.get().user == User.objects.get()


@pytest.mark.rows
def test_an_account_that_cannot_take_the_ratings_is_not_made(client: Client) -> None:
    claim = "studyplan.dashboard.claiming.claim_ratings"
    with patch(claim, side_effect=OperationalError), pytest.raises(OperationalError):
        client.post(URL, fields())
    assert not User.objects.exists()
