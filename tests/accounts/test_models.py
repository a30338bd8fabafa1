from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from studyplan.accounts.models import Session, User
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def test_addresses_are_stored_in_lower_case() -> None:
    assert make_user("Ada@Example.ORG").email == "ada@example.org"
    assert User.objects.get_by_natural_key("ADA@example.org").email == "ada@example.org"


def test_addresses_differ_by_more_than_case() -> None:
    User.objects.bulk_create([User(email="ada@example.org")])
    with pytest.raises(IntegrityError, match="user_email_unique_ignoring_case"), transaction.atomic():
        User.objects.bulk_create([User(email="ADA@example.org")])


@pytest.mark.parametrize("hour", [13, 24])
def test_constraint_user_day_ends_by_noon(ada: User, hour: int) -> None:
    assert ada.day_ends_at == 4
    for allowed in (0, 12):
        User.objects.update(day_ends_at=allowed)
    with pytest.raises(IntegrityError, match="user_day_ends_by_noon"), transaction.atomic():
        User.objects.update(day_ends_at=hour)


def test_a_superuser_made_on_the_command_line_can_log_in(client: Client) -> None:
    User.objects.create_superuser("Root@Example.org", PASSWORD)
    client.post("/accounts/login/", {"login": "Root@Example.org", "password": PASSWORD})
    assert client.get("/admin/").status_code == 200


def test_a_session_belongs_to_who_is_logged_in(client: Client, ada: User) -> None:
    session = client.session
    session["kept"] = "yes"
    session.save()
    assert Session.objects.get().user is None
    client.force_login(ada)
    assert Session.objects.get().user == ada
    client.post("/accounts/logout/")
    assert not Session.objects.filter(user=ada).exists()


def test_a_session_names_its_store() -> None:
    assert Session.get_session_store_class().get_model_class() is Session
