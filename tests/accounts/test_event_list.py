"""What happened to an account: recorded by whatever page it came from, bounded, and for its owner only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.core.management import call_command
from django.core.signals import request_finished
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from studyplan.accounts import events
from studyplan.accounts.events import MOST_FAILED, MOST_OTHERS, network_of, record_event
from studyplan.accounts.models import AccountEvent, User
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
Freeze = Callable[[datetime], None]
URL = "/account/activity/"
Kind = AccountEvent.Kind
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
NEW_PASSWORD = "a much better one 93"


@pytest.fixture
def browser(ada: User) -> Client:
    return Client(headers={"User-Agent": FIREFOX})


def log_in(browser: Client, password: str = PASSWORD, email: str = "Ada@example.org") -> None:
    browser.post("/accounts/login/", {"login": email, "password": password})


def kinds(user: User) -> list[str]:
    return [event.kind for event in user.events.order_by("pk")]


def test_a_day_of_an_account(browser: Client, ada: User) -> None:
    log_in(browser, "wrong")
    log_in(browser)
    browser.get("/account/export/")
    browser.post("/account/sessions/", {"session": "others"})
    browser.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )
    browser.post("/account/delete/", {"password": "wrong"})
    browser.post("/accounts/logout/")
    expected = [
        Kind.LOG_IN_FAILED, Kind.LOG_IN, Kind.EXPORT, Kind.SESSION_ENDED, Kind.PASSWORD_CHANGED,
    ]  # fmt: skip
    assert kinds(ada)[:5] == expected
    assert Kind.DELETION_REFUSED in kinds(ada)
    assert kinds(ada)[-1] == Kind.LOG_OUT
    event = ada.events.all()[0]
    assert (event.user_agent, event.network) == (FIREFOX, "127.0.0.0/24")


def test_a_new_account_begins_with_its_sign_up(client: Client) -> None:
    client.post("/accounts/signup/", {"email": "new@example.org", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert set(kinds(User.objects.get(email="new@example.org"))) == {Kind.SIGN_UP, Kind.LOG_IN}


def test_a_confirmed_address_is_one(ada: User) -> None:
    address = EmailAddress.objects.create(user=ada, email=ada.email)
    email_confirmed.send(sender=EmailAddress, request=RequestFactory().get("/"), email_address=address)
    assert kinds(ada) == [Kind.EMAIL_CONFIRMED]


def test_an_address_without_account_writes_nothing_and_takes_as_many_queries(browser: Client, ada: User) -> None:
    """Until the answer is sent: afterward nobody is there to measure."""

    def queries(email: str) -> int:
        request_finished.disconnect(dispatch_uid="account event")
        try:
            with CaptureQueriesContext(
                connection,
            ) as captured:
                log_in(browser, "wrong", email)
        finally:
            request_finished.connect(events._record_failed, dispatch_uid="account event")
        return len(captured)

    queries("warm@example.org")
    assert queries("nobody@example.org") == queries("nobody2@example.org")
    events._failed.set(None)
    log_in(browser, "wrong", "nobody@example.org")
    assert not AccountEvent.objects.exists()


def test_the_owner_reads_it_newest_first(browser: Client, ada: User, freeze: Freeze) -> None:
    freeze(datetime(2026, 3, 2, 9, 30, tzinfo=UTC))
    log_in(browser, "wrong")
    freeze(datetime(2026, 3, 2, 9, 45, tzinfo=UTC))
    log_in(browser)
    page = browser.get(URL).text
    assert page.index("Logged in") < page.index("Log-in failed")
    assert "Firefox on Linux" in page
    assert "network 127.0.0.0/24" in page
    assert f'href="{URL}"' in browser.get("/account/").text


def test_nobody_else_does(ada: User, stranger: Client) -> None:
    record_event(ada, Kind.LOG_IN, None)
    page = stranger.get(URL).text
    assert "Logged in" not in page
    assert "Nothing has been recorded yet." in page


def test_queries_do_not_grow_with_events(owner: Client, ada: User) -> None:
    counts = []
    for _time in range(2):
        for _event in range(5):
            record_event(ada, Kind.LOG_IN, None)
        with CaptureQueriesContext(connection) as captured:
            owner.get(URL)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_guessing_does_not_push_out_what_happened_before(ada: User) -> None:
    record_event(ada, Kind.PASSWORD_CHANGED, None)
    for _guess in range(MOST_FAILED + 5):
        record_event(ada, Kind.LOG_IN_FAILED, None)
    assert kinds(ada).count(Kind.LOG_IN_FAILED) == MOST_FAILED
    assert Kind.PASSWORD_CHANGED in kinds(ada)
    for _time in range(MOST_OTHERS + 5):
        record_event(ada, Kind.EXPORT, None)
    assert len(kinds(ada)) == MOST_FAILED + MOST_OTHERS


def test_a_year_later_it_is_gone(ada: User, grace: User, freeze: Freeze) -> None:
    freeze(datetime(2026, 3, 2, 9, tzinfo=UTC))
    record_event(ada, Kind.LOG_IN, None)
    freeze(datetime(2026, 3, 2, 9, tzinfo=UTC) + events.EVENTS_KEPT_FOR + timedelta(days=1))
    record_event(grace, Kind.LOG_IN, None)
    call_command("sweep")
    assert [event.user for event in AccountEvent.objects.all()] == [grace]


def test_an_account_that_goes_at_the_same_moment_is_no_error(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_event: AccountEvent) -> None:
        raise IntegrityError

    monkeypatch.setattr(AccountEvent, "save", fail)
    record_event(ada, Kind.LOG_OUT, None)


def test_a_failed_log_in_that_cannot_be_written_is_no_error(
    browser: Client, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(events, "record_event", fail)
    log_in(browser, "wrong")
    assert kinds(ada) == []


@pytest.mark.parametrize(
    ("address", "network"),
    [("192.0.2.77", "192.0.2.0/24"), ("2001:db8:1:2:3::4", "2001:db8:1::/48"), ("", ""), ("unknown", "")],
)
def test_of_an_address_its_network_is_kept(address: str, network: str) -> None:
    assert network_of(RequestFactory().get("/", REMOTE_ADDR=address)) == network


def test_an_event_says_what_happened(ada: User) -> None:
    silent = AccountEvent(user=ada, kind="", happened_at=datetime(2026, 3, 2, tzinfo=UTC))
    with pytest.raises(IntegrityError, match="account_event_says_what"), transaction.atomic():
        silent.save()
    assert str(AccountEvent(user=make_user("eve@example.org"), kind=Kind.LOG_IN)) == "eve@example.org: Logged in"
