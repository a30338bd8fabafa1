"""A session brings its owner along; whoever that is, Django's rules decide who has signed in."""

from __future__ import annotations

import pytest
from django.contrib import auth
from django.test import Client

from studyplan.accounts.models import Session, User

pytestmark = pytest.mark.django_db


def is_signed_in(client: Client) -> bool:
    return "Log out" in client.get("/more/").content.decode()


def test_the_owner_is_signed_in(owner: Client) -> None:
    assert is_signed_in(owner)


def test_an_account_that_is_switched_off_is_not(owner: Client, ada: User) -> None:
    User.objects.filter(pk=ada.pk).update(is_active=False)
    assert not is_signed_in(owner)


def test_a_new_password_ends_the_session(owner: Client, ada: User) -> None:
    ada.set_password("another long password")
    ada.save()
    assert not is_signed_in(owner)
    assert not Session.objects.filter(user=ada).exists()


@pytest.mark.parametrize(
    ("key", "value"),
    [(auth.SESSION_KEY, "0"), (auth.BACKEND_SESSION_KEY, "elsewhere.Backend"), (auth.HASH_SESSION_KEY, "")],
)
def test_data_that_does_not_fit_signs_nobody_in(owner: Client, key: str, value: str) -> None:
    session = owner.session
    session[key] = value
    session.save()
    Session.objects.update(user=User.objects.get())
    assert not is_signed_in(owner)
