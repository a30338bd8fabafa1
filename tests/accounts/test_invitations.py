"""Who may sign up: anybody, people with an invitation, or nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.conf import settings as django_settings
from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from studyplan.accounts.adapter import INVITATION
from studyplan.accounts.models import Invitation, User
from studyplan.ui import clock
from tests.factories import PASSWORD, ratings

pytestmark = pytest.mark.django_db
SIGN_UP = "/accounts/signup/"
FIELDS = {"email": "grace@example.org", "password1": PASSWORD, "password2": PASSWORD}


def invite(*arguments: str) -> str:
    """The path of the link that the command prints."""
    out = StringIO()
    call_command("invite", *arguments, stdout=out)
    link = out.getvalue()
    assert link.startswith(django_settings.BASE_URL)
    assert link.count("\n") == 1
    return link.strip().removeprefix(django_settings.BASE_URL)


@pytest.fixture
def by_invitation(settings: Settings) -> None:
    settings.SIGNUP = "invitation"


@pytest.mark.parametrize(
    ("mode", "heading"), [("closed", "This site takes no new accounts"), ("invitation", "You need an invitation")]
)
def test_where_it_is_not_open_the_page_says_so(client: Client, settings: Settings, mode: str, heading: str) -> None:
    settings.SIGNUP = mode
    assert heading in client.get(SIGN_UP).text
    assert heading in client.post(SIGN_UP, FIELDS).text
    assert not User.objects.exists()


@pytest.mark.parametrize("mode", ["closed", "invitation"])
@pytest.mark.parametrize("path", ["/", "/more/", "/accounts/login/", "/topics/", "/find/?q=sign"])
def test_where_it_is_not_open_nothing_leads_there(client: Client, settings: Settings, mode: str, path: str) -> None:
    assert SIGN_UP in client.get(path).text
    settings.SIGNUP = mode
    caches["template_fragments"].clear()
    assert SIGN_UP not in client.get(path).text


@pytest.mark.usefixtures("by_invitation")
def test_a_link_lets_one_person_in_once(client: Client) -> None:
    link = invite("for Grace")
    assert Invitation.objects.get().note == "for Grace"
    assert client.get(link)["Location"] == SIGN_UP
    assert 'name="password1"' in client.get(SIGN_UP).text
    assert "easy to guess" in client.post(SIGN_UP, FIELDS | {"password1": "Winter2025!"}).text
    assert client.post(SIGN_UP, FIELDS)["Location"] == "/"
    assert User.objects.get().email == "grace@example.org"
    assert INVITATION not in client.session
    assert not Invitation.objects.exists()
    assert "This invitation is no longer valid" in Client().get(link).text


@pytest.mark.usefixtures("by_invitation")
def test_of_two_browsers_with_one_link_the_second_is_too_late(client: Client) -> None:
    link, other = invite(), Client()
    client.get(link)
    other.get(link)
    client.post(SIGN_UP, FIELDS)
    assert "You need an invitation" in other.post(SIGN_UP, FIELDS | {"email": "late@example.org"}).text
    assert User.objects.count() == 1


@pytest.mark.usefixtures("by_invitation")
def test_who_was_faster_between_two_looks_leaves_no_half_account(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get(invite())
    monkeypatch.setattr("studyplan.accounts.adapter.AccountAdapter.is_open_for_signup", lambda *_args: True)
    Invitation.objects.all().delete()
    assert client.post(SIGN_UP, FIELDS)["Location"] == SIGN_UP
    assert not User.objects.exists()


@pytest.mark.usefixtures("by_invitation")
def test_a_link_ends(client: Client, freeze: Callable[[datetime], None]) -> None:
    freeze(datetime(2026, 3, 2, 9, tzinfo=UTC))
    link = invite("--days", "2")
    freeze(datetime(2026, 3, 4, 8, 59, tzinfo=UTC))
    client.get(link)
    assert 'name="password1"' in client.get(SIGN_UP).text
    freeze(datetime(2026, 3, 4, 9, 1, tzinfo=UTC))
    assert "You need an invitation" in client.post(SIGN_UP, FIELDS).text
    assert client.get(link).status_code == 404
    invite()
    assert Invitation.objects.count() == 1, "what has expired is swept when a new one is made"


@pytest.mark.usefixtures("by_invitation")
def test_a_link_cannot_be_made_up(client: Client) -> None:
    link = invite()
    forged = link.replace(str(Invitation.objects.get().pk), "1000000", 1)
    for path in (forged, f"{link[:-2]}/", "/accounts/invitation/nonsense/"):
        assert client.get(path).status_code == 404
    assert INVITATION not in client.session


@pytest.mark.parametrize("days", ["0", "366"])
def test_days_that_make_no_sense_are_refused(days: str) -> None:
    with pytest.raises(CommandError, match="1 to 365 days"):
        invite("--days", days)


def test_the_admin_makes_and_lists_them(client: Client) -> None:
    client.force_login(User.objects.create_superuser("root@example.org", PASSWORD))
    expires = clock.now() + timedelta(days=3)
    fields = {"note": "Grace", "expires_at_0": f"{expires:%Y-%m-%d}", "expires_at_1": "12:00:00"}
    assert client.get("/admin/accounts/invitation/add/").status_code == 200
    client.post("/admin/accounts/invitation/add/", fields)
    invitation = Invitation.objects.get()
    assert invitation.link in client.get("/admin/accounts/invitation/").text
    assert invitation.link in client.get(f"/admin/accounts/invitation/{invitation.pk}/change/").text
    assert str(invitation) == "Grace"


def test_the_result_offers_to_log_in_where_nobody_signs_up(client: Client, settings: Settings) -> None:
    settings.SIGNUP = "closed"
    client.post("/assessment/", ratings())
    page = client.get("/result/").text
    assert SIGN_UP not in page
    assert "/accounts/login/?next=/result/" in page
    settings.SIGNUP = "invitation"
    client.get(invite())
    assert SIGN_UP in client.get("/result/").text
