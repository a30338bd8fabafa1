"""The link in a mail ends reminders without a log-in: by POST only, and only with a token that was made here."""

from __future__ import annotations

import pytest
from django.core.signing import Signer
from django.test import Client

from studyplan.accounts.models import User
from studyplan.reminders.links import SIGNER
from studyplan.reminders.models import Reminder
from tests.reminders.conftest import Rhythm

pytestmark = pytest.mark.django_db
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture(autouse=True)
def _reminders(ada: User, grace: User) -> None:
    for user in (ada, grace):
        Reminder.objects.create(user=user, rhythm=Rhythm.DAILY)


def url(user: User) -> str:
    return f"/reminders/stop/{SIGNER.sign(str(user.pk))}/"


def reminded() -> set[str]:
    return set(Reminder.objects.wanted().values_list("user__email", flat=True))


def test_looking_ends_nothing(client: Client, ada: User) -> None:
    """Programs that scan mail open every link in it."""
    page = client.get(url(ada))
    client.head(url(ada))
    assert '<form method="post">' in page.content.decode()
    assert ada.email not in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert len(reminded()) == 2


@pytest.mark.parametrize("data", [ONE_CLICK, {}])
def test_one_post_without_cookies_ends_them(ada: User, grace: User, data: dict[str, str]) -> None:
    browser = Client(enforce_csrf_checks=True)
    for _twice in range(2):
        response = browser.post(url(ada), data)
        assert response.status_code == 200
        assert "no more reminders" in response.content.decode()
    assert reminded() == {grace.email}


def test_whoever_is_logged_in_it_ends_those_of_the_mail(stranger: Client, ada: User, grace: User) -> None:
    stranger.post(url(ada), ONE_CLICK)
    assert reminded() == {grace.email}


def test_a_token_for_another_account_must_be_signed(client: Client, ada: User, grace: User) -> None:
    signature = SIGNER.sign(str(grace.pk)).partition(":")[2]
    forged = [
        f"{ada.pk}:{signature}",
        f"{ada.pk}",
        f"{ada.pk}:",
        Signer(salt="another").sign(str(ada.pk)),
        SIGNER.sign("no number"),
        SIGNER.sign(str(ada.pk))[:-1],
        "nonsense",
    ]
    for token in forged:
        for response in (client.get(f"/reminders/stop/{token}/"), client.post(f"/reminders/stop/{token}/", ONE_CLICK)):
            assert response.status_code == 404
            assert "This link is not valid" in response.content.decode()
    assert len(reminded()) == 2


def test_after_the_account_is_gone_the_link_still_answers(client: Client, ada: User) -> None:
    path = url(ada)
    ada.delete()
    assert client.post(path, ONE_CLICK).status_code == 200
