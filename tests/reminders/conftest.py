from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress

from studyplan.accounts.models import User
from studyplan.reminders.models import Reminder
from tests.browser.pages import learner

Rhythm = Reminder.Rhythm


def remind(user: User, **fields: object) -> Reminder:
    """Reminders every day at nine, in the user's time zone, to a confirmed address."""
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return Reminder.objects.create(user=user, **{"rhythm": Rhythm.DAILY, "hour": 9} | fields)


@pytest.fixture
def reminded(mail_server: None, db: None) -> User:
    """A learner some days into a plan (tests.browser.pages), reminded every day at nine."""
    user = learner()
    remind(user)
    return user
