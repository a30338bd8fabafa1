"""What these tests share: a user and her browser."""

from __future__ import annotations

import pytest
from django.test import Client

from studyplan.accounts.models import User
from tests.factories import PASSWORD, make_user


@pytest.fixture
def ada(db: None) -> User:
    """The owner of an account."""
    return make_user("ada@example.org", time_zone="Europe/Berlin")


@pytest.fixture
def owner(ada: User) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": ada.email, "password": PASSWORD})
    return client
