from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from studyplan.accounts.models import User
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client: Client) -> Client:
    """The browser of someone who runs the installation."""
    client.force_login(User.objects.create_superuser("root@example.org", PASSWORD))
    return client


def test_it_is_entered_by_the_apps_own_log_in(client: Client) -> None:
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0] == "/accounts/login/?next=%2Fadmin%2F"
    assert client.post("/admin/login/", {"username": "root@example.org", "password": PASSWORD}).status_code == 302


def test_users_are_refused(owner: Client) -> None:
    assert owner.get("/admin/login/").status_code == 403
    assert owner.get("/admin/accounts/user/").status_code == 302


def test_operators_find_switch_off_and_add_accounts(operator: Client, ada: User) -> None:
    assert "ada@example.org" in operator.get("/admin/accounts/user/", {"q": "ADA"}).content.decode()
    assert operator.get(f"/admin/accounts/user/{ada.pk}/change/").status_code == 200
    new = {"email": "New@Example.org", "usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    operator.post("/admin/accounts/user/add/", new)
    assert User.objects.filter(email="new@example.org").exists()


def test_a_changed_address_replaces_the_old_one(operator: Client, ada: User) -> None:
    EmailAddress.objects.create(user=ada, email=ada.email, primary=True)
    page = f"/admin/accounts/user/{ada.pk}/change/"
    form = operator.get(page).context["adminform"].form
    fields = {form.add_prefix(name): form[name].value() or "" for name in ("time_zone", "day_ends_at", "is_active")}
    joined = {"date_joined_0": "2026-03-02", "date_joined_1": "09:00:00"}
    operator.post(page, {**fields, **joined, "email": "Lovelace@example.org", "keyboard_shortcuts": "on"})
    for email, works in (("ada@example.org", False), ("lovelace@example.org", True)):
        browser = Client()
        browser.post("/accounts/login/", {"login": email, "password": PASSWORD})
        assert ("_auth_user_id" in browser.session) is works
