from __future__ import annotations

import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from studyplan.accounts.models import User
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "another horse battery"


def printed(email: str) -> str:
    out = StringIO()
    call_command("reset_link", email, stdout=out)
    return out.getvalue()


def path_of(link: str) -> str:
    return link.strip().removeprefix(django_settings.BASE_URL)


def test_it_prints_one_absolute_link(ada: User, settings: Settings) -> None:
    settings.BASE_URL = "https://plan.example.org"
    output = printed("ADA@example.org")
    assert output.startswith("https://plan.example.org/accounts/password/reset/key/")
    assert output.count("\n") == 1


def test_the_link_sets_a_password_once_and_logs_in(client: Client, ada: User) -> None:
    link = path_of(printed(ada.email))
    form = client.get(link)["Location"]
    assert "set-password" in form
    assert "Choose a new password" in client.get(form).content.decode()
    assert client.post(form, {"password1": NEW, "password2": NEW})["Location"] == "/"
    ada.refresh_from_db()
    assert ada.check_password(NEW)
    assert client.session["_auth_user_id"] == str(ada.pk)
    again = Client()
    assert "This link is no longer valid" in again.get(link).content.decode()


def test_a_bad_new_password_leaves_the_link_usable(client: Client, ada: User) -> None:
    form = client.get(path_of(printed(ada.email)))["Location"]
    assert "same password each time" in client.post(form, {"password1": NEW, "password2": "x"}).content.decode()
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)
    assert client.post(form, {"password1": NEW, "password2": NEW}).status_code == 302


def test_a_log_in_ends_the_link(client: Client, ada: User) -> None:
    link = path_of(printed(ada.email))
    client.post("/accounts/login/", {"login": ada.email, "password": PASSWORD})
    assert "This link is no longer valid" in Client().get(link).content.decode()


def test_the_link_logs_out_whoever_else_is_there(ada: User) -> None:
    grace = User.objects.create_user("grace@example.org", PASSWORD)
    browser = Client()
    browser.force_login(grace)
    form = browser.get(path_of(printed(ada.email)))["Location"]
    browser.post(form, {"password1": NEW, "password2": NEW})
    grace.refresh_from_db()
    assert grace.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("email", "message"),
    [
        ("nobody@example.org", "There is no account with the address nobody@example.org."),
        ("off@example.org", "The account off@example.org is switched off; switch it on first."),
    ],
)
def test_no_link_says_why(email: str, message: str) -> None:
    User.objects.create_user("off@example.org", PASSWORD, is_active=False)
    with pytest.raises(CommandError, match=message) as failure:
        call_command("reset_link", email)
    assert failure.value.returncode == 1


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "http://127.0.0.1:8000 0"),
        ({"PORT": "8123"}, "http://127.0.0.1:8123 0"),
        (
            {"STUDYPLAN_ORIGIN": "https://plan.example.org", "STUDYPLAN_SECRET_KEY": "0123456789" * 6 + "abc"},
            "https://plan.example.org 1",
        ),
    ],
)
def test_where_the_app_is_and_whether_a_proxy_is_believed_come_from_the_environment(
    environment: dict[str, str], expected: str, tmp_path: object
) -> None:
    show = "import studyplan.settings as s; print(s.BASE_URL, getattr(s, 'ALLAUTH_TRUSTED_PROXY_COUNT', 0))"
    run = subprocess.run(
        [sys.executable, "-c", show],
        env={"STUDYPLAN_DATA": str(tmp_path), **environment},
        cwd=django_settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == expected
