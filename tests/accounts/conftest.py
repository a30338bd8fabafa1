"""What the account tests share: a user in Berlin, and her browser."""

from __future__ import annotations

import pytest
from django.test import Client

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
