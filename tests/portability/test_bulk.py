"""Copies of users: all that is theirs is there again, and belongs to nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.urls import reverse

from studyplan.accounts.models import Session, User
from studyplan.planner.models import CalendarFeed
from studyplan.portability.bulk import multiply
from studyplan.portability.services import export_account
from tests.factories import NOW, make_user
from tests.portability.test_account_delete import fill_to_the_brim

pytestmark = pytest.mark.django_db


@pytest.fixture
def originals() -> list[User]:
    """Two users with something in every table, between others."""
    make_user("first@example.org")
    users = [make_user("ada@example.org"), make_user("grace@example.org")]
    for user in users:
        fill_to_the_brim(user)
    make_user("last@example.org")
    return users


def stored(user: User) -> dict[str, Any]:
    """All of a user's, but for the addresses, which differ."""
    data = export_account(user, NOW)
    del data["account"]["email"], data["account"]["email_addresses"]
    return data


def test_a_copy_has_all_that_the_original_has(originals: list[User]) -> None:
    before = [stored(user) for user in originals]
    assert list(multiply(originals, 3)) == [6]
    connection.check_constraints()
    for number in ("", "1-", "2-", "3-"):
        copies = [User.objects.get(email=f"{number}{user.email}") for user in originals]
        assert [stored(user) for user in copies] == before
        assert [EmailAddress.objects.get(user=user).email for user in copies] == [user.email for user in copies]
    assert User.objects.count() == 4 + 6
    tokens = set(CalendarFeed.objects.values_list("token", flat=True))
    assert len({reverse("planner:calendar_feed", args=[token]) for token in tokens}) == 8


def test_log_ins_are_not_copied(originals: list[User]) -> None:
    before = set(Session.objects.values_list("user", flat=True))
    assert list(multiply(originals, 1))
    assert before == set(Session.objects.values_list("user", flat=True)) == {user.pk for user in originals}


def test_keys_go_on_after_the_copies(originals: list[User]) -> None:
    assert list(multiply(originals, 2))
    fill_to_the_brim(another := make_user("next@example.org"))
    assert list(multiply([another], 2)) == [2]
    connection.check_constraints()


def test_many_are_made_in_batches(originals: list[User], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studyplan.portability.bulk.USERS_A_BATCH", 4)
    assert list(multiply(originals, 5)) == [4, 8, 10]
    assert User.objects.count() == 4 + 10
