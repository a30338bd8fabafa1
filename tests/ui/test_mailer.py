"""``manage.py mailer``: mail every two seconds, reminders now and then, and a rest after a fault."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable
from datetime import datetime
from unittest.mock import Mock, call

import pytest

from studyplan.ui.management.commands import mailer, runserver, serve
from studyplan.ui.management.commands.mailer import PAUSE, REMINDERS_EVERY, REST, Command, keep_sending
from tests.factories import NOW

MAIL, REMINDERS = call("send_mail", verbosity=0), call("send_reminders", verbosity=0)


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch, freeze: Callable[[datetime], None]) -> Mock:
    """The management commands that are called."""
    freeze(NOW)
    called = Mock()
    monkeypatch.setattr(mailer, "call_command", called)
    monkeypatch.setattr(mailer, "close_old_connections", Mock())
    return called


def test_mail_goes_every_round_and_reminders_every_few_minutes(
    commands: Mock, freeze: Callable[[datetime], None]
) -> None:
    rounds = keep_sending()
    assert [next(rounds), next(rounds)] == [PAUSE, PAUSE]
    freeze(NOW + REMINDERS_EVERY)
    next(rounds)
    assert commands.mock_calls == [MAIL, REMINDERS, MAIL, MAIL, REMINDERS]


def test_a_fault_is_logged_and_the_next_round_comes_later(commands: Mock, caplog: pytest.LogCaptureFixture) -> None:
    rounds = keep_sending()
    commands.side_effect = OSError("away")
    with caplog.at_level(logging.ERROR):
        assert next(rounds) == REST
    assert "away" in caplog.text
    commands.side_effect = None
    assert next(rounds) == PAUSE


def test_it_ends_with_the_server_that_started_it(commands: Mock, monkeypatch: pytest.MonkeyPatch) -> None:
    sleep, parents = Mock(), iter([7, 7, 7, 1])
    monkeypatch.setattr(time, "sleep", sleep)
    monkeypatch.setattr(os, "getppid", lambda: next(parents))
    Command().handle()
    assert sleep.mock_calls == [call(PAUSE)] * 2


def test_serve_starts_it_in_a_process_that_ends_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    execute, leave = Mock(), Mock()
    monkeypatch.setattr(serve, "execute_from_command_line", execute)
    monkeypatch.setattr(os, "_exit", leave)
    monkeypatch.setattr(os, "fork", lambda: 4711)
    serve.start_mailer()
    assert not execute.called
    monkeypatch.setattr(os, "fork", lambda: 0)
    serve.start_mailer()
    execute.assert_called_once_with(["manage.py", "mailer"])
    leave.assert_called_once_with(0)


def test_the_server_for_development_starts_it(monkeypatch: pytest.MonkeyPatch) -> None:
    called = Mock()
    monkeypatch.setattr(runserver, "call_command", called)
    monkeypatch.setattr("django.contrib.staticfiles.management.commands.runserver.Command.inner_run", Mock())
    runserver.Command().inner_run()
    assert call("mailer") in called.mock_calls
