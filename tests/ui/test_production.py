"""What the app refuses to serve others with."""

from __future__ import annotations

import secrets

import pytest

from studyplan.ui.production import is_local_sender, weakness_of


@pytest.mark.parametrize(
    ("secret", "weakness"),
    [
        ("", "has 0 characters"),
        ("iklHalyIIHRzf4jZxRNYzdYagobjWzVUC945zQe9hjv5Jrhd4", "has 49 characters"),
        ("abcdefghi" + "a" * 60, "has 9 different characters"),
        ("django-insecure-" + "0123456789abcdefghij" * 3, "begins with django-insecure-"),
        ("0123456789abcdef" * 4, "says the same several times"),
        ("change-me-to-something-long-and-random-0123456789-abcdef", "looks like an example"),
        ("CHANGEME0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKL", "looks like an example"),
        ("correct-horse-battery-staple-my-Secret-key-0123456789-abc", "looks like an example"),
    ],
)
def test_a_secret_that_can_be_guessed_is_weak(secret: str, weakness: str) -> None:
    assert weakness_of(secret).startswith(weakness)


def test_a_random_secret_is_good() -> None:
    assert [weakness_of(secrets.token_urlsafe(64)) for _ in range(100)] == [""] * 100
    assert weakness_of("q8r2t5y7u1" + "0123456789" * 3 + "zxcvbnmasd") == ""


@pytest.mark.parametrize(
    "sender",
    ["studyplan@localhost", "Plan <plan@LOCALHOST.>", "plan@localhost.localdomain", "plan@host", "plan@127.0.0.1", ""],
)
def test_senders_that_are_known_here_only(sender: str) -> None:
    assert is_local_sender(sender)


@pytest.mark.parametrize("sender", ["plan@example.org", "Study plan <plan@mail.example.org>"])
def test_senders_that_are_known_elsewhere(sender: str) -> None:
    assert not is_local_sender(sender)
