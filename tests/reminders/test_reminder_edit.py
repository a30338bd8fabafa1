from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from studyplan.accounts.models import User
from studyplan.portability.services import describe_account, export_account
from studyplan.reminders.models import Reminder
from tests.factories import NOW

pytestmark = pytest.mark.django_db
URL = "/account/reminders/"
CHOICE = {"rhythm": "weekly", "hour": "18", "weekday": "6"}


@pytest.mark.usefixtures("mail_server")
def test_they_are_off_until_they_are_turned_on(owner: Client, ada: User) -> None:
    assert f'href="{URL}"' in owner.get("/account/").content.decode()
    page = owner.get(URL).content.decode()
    assert '<option value="off" selected>Off</option>' in page
    assert "6:00 PM" in page
    assert owner.post(URL, CHOICE)["Location"] == "/account/"
    assert Reminder.objects.filter(user=ada, rhythm="weekly", hour=18, weekday=6, last_on=None).count() == 1
    assert '<option value="weekly" selected>Once a week</option>' in owner.get(URL).content.decode()


@pytest.mark.usefixtures("mail_server")
def test_a_new_choice_keeps_what_was_sent(owner: Client, ada: User) -> None:
    Reminder.objects.create(user=ada, last_on=NOW.date())
    owner.post(URL, CHOICE)
    owner.post(URL, CHOICE | {"rhythm": "off"})
    reminder = Reminder.objects.get()
    assert (reminder.rhythm, reminder.hour, reminder.last_on) == ("off", 18, NOW.date())


@pytest.mark.usefixtures("mail_server")
@pytest.mark.parametrize("bad", [{}, CHOICE | {"hour": "24"}, CHOICE | {"rhythm": "hourly"}, CHOICE | {"weekday": "x"}])
def test_bad_input_is_refused_and_changes_nothing(owner: Client, bad: dict[str, str]) -> None:
    response = owner.post(URL, bad)
    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert not Reminder.objects.exists()


@pytest.mark.usefixtures("mail_server")
def test_it_says_that_an_address_must_be_confirmed(owner: Client, ada: User) -> None:
    assert "not confirmed yet" in owner.get(URL).content.decode()
    EmailAddress.objects.create(user=ada, email=ada.email, verified=True)
    assert "not confirmed yet" not in owner.get(URL).content.decode()


@pytest.mark.usefixtures("mail_server")
def test_everyone_sees_and_changes_their_own(owner: Client, stranger: Client, client: Client, ada: User) -> None:
    Reminder.objects.create(user=ada, rhythm="daily", hour=5)
    assert '<option value="off" selected>' in stranger.get(URL).content.decode()
    stranger.post(URL, CHOICE)
    assert Reminder.objects.get(user=ada).hour == 5
    assert client.get(URL)["Location"].startswith("/accounts/login/")
    assert owner.put(URL).status_code == 405


def test_without_a_mail_server_they_are_not_offered(owner: Client) -> None:
    assert URL not in owner.get("/account/").content.decode()
    page = owner.get(URL).content.decode()
    assert "cannot send reminders" in page
    assert 'name="rhythm"' not in page
    assert owner.post(URL, CHOICE).status_code == 405
    assert not Reminder.objects.exists()


def test_the_choice_is_downloaded_and_goes_with_the_account(ada: User) -> None:
    assert export_account(ada, NOW)["reminders"] is None
    reminder = Reminder.objects.create(user=ada, rhythm="daily", hour=5)
    assert export_account(ada, NOW)["reminders"] == {"rhythm": "daily", "hour": 5, "weekday": 0, "last_on": None}
    assert "the choice of reminders" in describe_account(ada)
    assert str(reminder) == "ada@example.org: Every study day"
    ada.delete()
    assert not Reminder.objects.exists()
