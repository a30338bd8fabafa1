"""Reminders come at the user's hour, once, and only where there is something to say."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.management import CommandError, call_command
from django.db import IntegrityError, OperationalError, connection
from django.test import Client
from pytest_django import Settings

from studyplan.accounts.models import User
from studyplan.goals.models import StudyGoal
from studyplan.outbox.models import Mail
from studyplan.outbox.sending import send_due_mail
from studyplan.planner.services import planned_tasks
from studyplan.progress.services import set_done
from studyplan.reminders.models import Reminder
from studyplan.reminders.services import LATEST, due_on, send_reminders
from tests.factories import NOW, make_user
from tests.outbox.servers import silent_server
from tests.reminders.conftest import Rhythm, remind

TODAY = NOW.date()
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _frozen(freeze: Callable[[datetime], None]) -> None:
    freeze(NOW)


def sent() -> list[EmailMultiAlternatives]:
    send_due_mail()
    return [message for message in mail.outbox if isinstance(message, EmailMultiAlternatives)]


# When


def due(zone: str, moment: datetime, hour: int = 7, **fields: Any) -> date | None:
    reminder = Reminder(user=User(time_zone=zone), hour=hour, **{"rhythm": Rhythm.DAILY} | fields)
    return due_on(reminder, moment)


@pytest.mark.parametrize(
    ("zone", "moment", "expected"),
    [
        ("UTC", datetime(2026, 3, 2, 6, 59, tzinfo=UTC), None),
        ("UTC", datetime(2026, 3, 2, 7, 0, tzinfo=UTC), date(2026, 3, 2)),
        ("UTC", datetime(2026, 3, 2, 10, 59, tzinfo=UTC), date(2026, 3, 2)),  # the server was down
        ("UTC", datetime(2026, 3, 2, 11, 0, tzinfo=UTC), None),
        ("Asia/Tokyo", datetime(2026, 3, 1, 22, 0, tzinfo=UTC), date(2026, 3, 2)),
        ("America/Los_Angeles", datetime(2026, 3, 2, 15, 0, tzinfo=UTC), date(2026, 3, 2)),
        ("Asia/Kolkata", datetime(2026, 3, 2, 1, 30, tzinfo=UTC), date(2026, 3, 2)),
        ("Pacific/Kiritimati", datetime(2026, 3, 1, 17, 0, tzinfo=UTC), date(2026, 3, 2)),
    ],
)
def test_the_hour_is_that_of_the_users_clock(zone: str, moment: datetime, expected: date | None) -> None:
    assert due(zone, moment) == expected


def every_ten_minutes(zone: str, first: datetime, hour: int) -> list[datetime]:
    """When the sender finds a reminder due within two days, each noted as it is sent."""
    found, last_on = [], None
    for number in range(2 * 24 * 6):
        moment = first + number * timedelta(minutes=10)
        if on := due(zone, moment, hour, last_on=last_on):
            found.append(moment)
            last_on = on
    return found


@pytest.mark.parametrize(
    ("first", "hour", "hours"),
    [
        # At two the clocks of Berlin go on to three: the hour that is missing counts as the next.
        (datetime(2026, 3, 28, 23, tzinfo=UTC), 2, [2, 25]),
        # At three they go back to two: the hour that comes twice brings one reminder.
        (datetime(2026, 10, 24, 22, tzinfo=UTC), 2, [2, 27]),
        # And at seven nothing is noticed of it.
        (datetime(2026, 10, 24, 22, tzinfo=UTC), 7, [8, 32]),
    ],
)
def test_one_reminder_a_day_when_the_clocks_change(first: datetime, hour: int, hours: list[int]) -> None:
    """``hours``: from the midnight before the change to each reminder."""
    assert every_ten_minutes("Europe/Berlin", first, hour) == [first + number * HOUR for number in hours]


def test_a_flight_west_brings_no_second_one() -> None:
    moment = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)  # seven in Los Angeles, on the second of March
    assert due("America/Los_Angeles", moment, last_on=date(2026, 3, 2)) is None
    assert due("America/Los_Angeles", moment, last_on=date(2026, 3, 1)) == date(2026, 3, 2)


def test_once_a_week_is_on_the_users_weekday() -> None:
    monday_in_tokyo = datetime(2026, 3, 1, 22, 0, tzinfo=UTC)
    assert due("Asia/Tokyo", monday_in_tokyo, rhythm=Rhythm.WEEKLY, weekday=0) == date(2026, 3, 2)
    assert due("Asia/Tokyo", monday_in_tokyo, rhythm=Rhythm.WEEKLY, weekday=6) is None


# What


def test_a_day_is_told_as_today_shows_it(reminded: User) -> None:
    assert send_reminders(NOW) == 1
    [message] = sent()
    client = Client()
    client.force_login(reminded)
    shown = client.get("/").content.decode()
    links = re.findall(r"http://127\.0\.0\.1:\d+(/study/\S+)", str(message.body))
    assert links
    assert all(link.replace("&", "&amp;") in shown for link in links)
    assert re.fullmatch(r"Today: \d+ tasks?, .*\d+.*", str(message.subject))
    assert "min)" in str(message.body)
    assert "Start:\nhttp" in str(message.body)
    assert "69 days to the interview." in str(message.body)
    assert message.to == [reminded.email]
    [(html, kind)] = message.alternatives
    assert kind == "text/html"
    assert all(link.replace("&", "&amp;") in str(html) for link in links)


def test_a_week_is_told_by_its_facts(reminded: User, freeze: Callable[[datetime], None]) -> None:
    Reminder.objects.update(rhythm=Rhythm.WEEKLY, weekday=(NOW + DAY).weekday())
    assert send_reminders(NOW) == 0
    freeze(NOW + DAY)
    assert send_reminders(NOW + DAY) == 1
    [message] = sent()
    body = str(message.body)
    assert re.search(r"You studied .+ on \d+ days?\.", body)
    assert re.search(r"You answered \d+ questions, \d+ of them well\.", body)
    assert re.search(r"The next seven days\n- .+ of tasks on \d days?\.", body)
    assert re.fullmatch(r"Your week: .+ on \d+ days?", str(message.subject))


def test_a_week_without_study_says_what_is_ahead(reminded: User, freeze: Callable[[datetime], None]) -> None:
    Reminder.objects.update(rhythm=Rhythm.WEEKLY, weekday=TODAY.weekday())
    freeze(NOW + 14 * DAY)
    assert send_reminders(NOW + 14 * DAY) == 1
    [message] = sent()
    assert re.fullmatch(r"Your week: .+ ahead", str(message.subject))
    assert "Nothing was recorded." in str(message.body)


def test_it_can_be_ended_in_one_click(reminded: User) -> None:
    send_reminders(NOW)
    [message] = sent()
    url = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert url in str(message.body)
    path = re.sub(r"^http://127\.0\.0\.1:\d+", "", url)
    assert Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Reminder.objects.get().rhythm == Rhythm.OFF
    assert send_reminders(NOW + DAY) == 0


# Not


def set_days_off(user: User) -> None:
    StudyGoal.objects.filter(user=user).update(days_off=[TODAY.isoformat()])


def finish_the_day(user: User) -> None:
    planned = planned_tasks(user)
    for task in planned:
        for sitting in planned[task].sittings:
            set_done(user, task, sitting, True, planned=planned[task], now=NOW, today=TODAY)


REASONS: dict[str, Callable[[User], object]] = {
    "they are off": lambda user: Reminder.objects.update(rhythm=Rhythm.OFF),
    "today is a day off": set_days_off,
    "all is done": finish_the_day,
    "there is no plan": lambda user: user.plans.all().delete(),
    "the address is not confirmed": lambda user: EmailAddress.objects.update(verified=False),
    "another address is confirmed": lambda user: EmailAddress.objects.update(email="old@example.org"),
    "the account is switched off": lambda user: User.objects.update(is_active=False),
    "today has had one": lambda user: Reminder.objects.update(last_on=TODAY),
}


@pytest.mark.parametrize("reason", REASONS)
def test_none_where(reason: str, reminded: User) -> None:
    REASONS[reason](reminded)
    assert send_reminders(NOW) == 0
    assert not Mail.objects.exists()


@pytest.mark.parametrize("rhythm", [Rhythm.DAILY, Rhythm.WEEKLY])
def test_none_after_the_plan(rhythm: str, reminded: User) -> None:
    Reminder.objects.update(rhythm=rhythm)
    assert send_reminders(NOW + 28 * DAY) == 1
    assert send_reminders(NOW + 140 * DAY) == 0


def test_the_night_belongs_to_the_day_before(reminded: User) -> None:
    """At one in the night it is still Sunday for who ends the day at four, and Sunday's tasks are Today's."""
    Reminder.objects.update(hour=1)
    with patch("studyplan.reminders.services.write_digest", return_value=None) as written:
        send_reminders(datetime(2026, 3, 2, 1, tzinfo=UTC))
    assert written.call_args.args == (reminded, Rhythm.DAILY, date(2026, 3, 1))


# Once


def test_many_rounds_bring_one(reminded: User) -> None:
    assert [send_reminders(NOW + minutes * HOUR / 12) for minutes in range(6)] == [1, 0, 0, 0, 0, 0]
    assert send_reminders(NOW + DAY) == 1


@pytest.mark.usefixtures("mail_server")
@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_bring_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have written it before either claims it."""
    ada = make_user()
    remind(ada)
    both_wrote, results = threading.Barrier(2, timeout=60), []

    def write(user: User, *_args: object) -> EmailMultiAlternatives:
        both_wrote.wait()
        return EmailMultiAlternatives("Today", "tasks", to=[user.email])

    def send() -> None:
        try:
            results.append(send_reminders(NOW))
        finally:
            connection.close()

    monkeypatch.setattr("studyplan.reminders.services.write_reminder", write)
    senders = [threading.Thread(target=send) for _ in range(2)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert sorted(results) == [0, 1]
    assert Mail.objects.count() == 1


def test_one_that_cannot_be_written_is_left_out_and_the_others_come(
    reminded: User, caplog: pytest.LogCaptureFixture
) -> None:
    other = make_user("grace@example.org")
    remind(other)
    message = EmailMultiAlternatives("Today", "tasks", to=[other.email])
    with patch("studyplan.reminders.services.write_reminder", side_effect=[ZeroDivisionError, message]):
        assert send_reminders(NOW) == 1
    assert "could not be written" in caplog.text
    assert send_reminders(NOW) == 0


def test_a_database_that_is_away_costs_no_reminder(reminded: User) -> None:
    with (
        patch("studyplan.reminders.services.write_reminder", side_effect=OperationalError),
        pytest.raises(OperationalError),
    ):
        send_reminders(NOW)
    assert send_reminders(NOW) == 1


def test_one_that_cannot_be_kept_is_not_taken_for_sent(reminded: User) -> None:
    with patch.object(Mail.objects, "create", side_effect=OperationalError), pytest.raises(OperationalError):
        send_reminders(NOW)
    assert send_reminders(NOW) == 1


def test_after_hours_without_a_server_it_is_dropped(
    reminded: User, settings: Settings, freeze: Callable[[datetime], None]
) -> None:
    with silent_server(settings):
        assert send_reminders(NOW) == 1
        send_due_mail()
    freeze(NOW + LATEST * HOUR)
    assert send_due_mail() == 0
    assert Mail.objects.get().state == Mail.State.FAILED


# The command


def test_the_command_sends_at_once(reminded: User, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("send_reminders")
    assert capsys.readouterr().out == "Reminders: 1. Mails sent: 1.\n"
    assert len(mail.outbox) == 1
    call_command("send_reminders")
    assert capsys.readouterr().out == ""


@pytest.mark.django_db
def test_without_a_mail_server_it_says_what_to_set() -> None:
    with pytest.raises(CommandError, match="Set EMAIL_URL"):
        call_command("send_reminders")


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("reminder_rhythm_known", {"rhythm": "hourly"}),
        ("reminder_hour_of_a_day", {"hour": 24}),
        ("reminder_weekday_of_a_week", {"weekday": 7}),
    ],
)
def test_the_database_refuses_what_is_no_time(name: str, fields: dict[str, object], ada: User) -> None:
    with pytest.raises(IntegrityError, match=name):
        remind(ada, **fields)
