"""What the account tests share: a user, her browser, and a mail server that keeps what it is given."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from studyplan.accounts.models import User
from tests.factories import make_user


@pytest.fixture
def ada(db: None) -> User:
    return make_user("ada@example.org", time_zone="Europe/Berlin")


@pytest.fixture
def owner(ada: User) -> Client:
    client = Client()
    client.force_login(ada)
    return client


@pytest.fixture
def mail_server(settings: Settings) -> None:
    """An installation that can send mail, as EMAIL_URL makes it."""
    settings.EMAIL_CONFIGURED = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_EMAIL_NOTIFICATIONS = True
