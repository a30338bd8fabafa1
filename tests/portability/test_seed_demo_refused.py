"""Where the demo account is not made."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from studyplan.accounts.models import User
from studyplan.portability.management.commands.seed_demo import EMAIL
from tests.factories import make_user


@pytest.mark.django_db
def test_somebodys_account_is_left_alone() -> None:
    user = make_user(EMAIL, "correct horse battery")
    with pytest.raises(CommandError, match="somebody's account"):
        call_command("seed_demo")
    assert User.objects.get() == user
    assert not user.assessments.exists()


@pytest.mark.django_db
def test_there_is_none_in_production(settings: Settings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="STUDYPLAN_ORIGIN"):
        call_command("seed_demo")
    assert not User.objects.exists()
