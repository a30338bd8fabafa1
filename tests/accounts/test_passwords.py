"""Which passwords are refused, and that a password is the same from every keyboard."""

from __future__ import annotations

import unicodedata
from typing import Any, Literal

import pytest
from django.contrib.auth.hashers import get_hasher, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from studyplan.accounts.models import User
from tests.factories import PASSWORD, make_user

COMPOSED = "crème brûlée à Orléans"
DECOMPOSED = unicodedata.normalize("NFD", COMPOSED)


@pytest.mark.parametrize(
    "password",
    [
        "summer2024",
        "Summer2024!",
        "Winter2025!",
        "correcthorse",
        "correcthorsebatterystaple",
        "2024Summer!",
        "Herbst2024!",
        "Frühling2024",
        "October-2025",
        "P@ssw0rd1",
        "Berlin2024!",
        "qwertyuiop1",
        "monkeymonkey",
        "fqrg7cs493",  # looks random, and is in Django's list
        "studyplan2024",
        "ｓｕｍｍｅｒ２０２４",
        f"{'a' * 400}",
    ],
)
def test_what_is_guessed_first_is_refused(password: str) -> None:
    with pytest.raises(ValidationError, match="easy to guess"):
        validate_password(password)


@pytest.mark.parametrize("password", [PASSWORD, "kx9vq2mt", "xV7#pq2L", "another horse battery", COMPOSED])
def test_what_takes_long_to_guess_is_taken(password: str) -> None:
    validate_password(password)


@pytest.mark.django_db
def test_signing_up_says_what_to_do_instead(client: Client) -> None:
    fields = {"email": "grace@example.org", "password1": "Winter2025!", "password2": "Winter2025!"}
    assert "Use four words that have nothing to do with each other" in client.post("/accounts/signup/", fields).text
    assert not User.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stored", "typed"), [(COMPOSED, DECOMPOSED), (DECOMPOSED, COMPOSED), ("ﬁfty 漢字 ½", "fifty 漢字 1⁄2")]
)
def test_every_keyboard_types_the_same_password(client: Client, stored: str, typed: str) -> None:
    make_user(password=stored)
    client.post("/accounts/login/", {"login": "ada@example.org", "password": typed})
    assert "_auth_user_id" in client.session


@pytest.mark.django_db
def test_a_password_of_earlier_days_opens_once_as_it_is_and_is_then_normalized(client: Client) -> None:
    ada = make_user()
    User.objects.update(password=make_password(DECOMPOSED))
    client.post("/accounts/login/", {"login": ada.email, "password": DECOMPOSED})
    assert "_auth_user_id" in client.session
    assert client.get("/account/").status_code == 200
    for typed in (COMPOSED, DECOMPOSED):
        assert User.objects.get().check_password(typed)
    assert not User.objects.get().check_password(COMPOSED.upper())
    assert not User.objects.get().check_password("")


@pytest.mark.django_db
def test_what_a_mac_and_a_linux_machine_type_is_one_password_at_sign_up(client: Client) -> None:
    fields = {"email": "grace@example.org", "password1": COMPOSED, "password2": DECOMPOSED}
    client.post("/accounts/signup/", fields)
    assert User.objects.get().check_password(COMPOSED)


def count_hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords that are hashed from now on."""
    hashed: list[str] = []
    hasher = type(get_hasher())
    encode = hasher.encode

    def count(self: Any, password: str, *args: Any, **kwargs: Any) -> str:
        hashed.append(password)
        return encode(self, password, *args, **kwargs)

    monkeypatch.setattr(hasher, "encode", count)
    return hashed


@pytest.mark.django_db
@pytest.mark.parametrize(("email", "password"), [("ada@example.org", "wrong é"), ("nobody@example.org", "wrong é")])
@pytest.mark.parametrize(("form", "hashes"), [("NFC", 1), ("NFD", 2)])
def test_an_unknown_address_takes_as_many_hashes(
    client: Client, monkeypatch: pytest.MonkeyPatch, email: str, password: str, form: Literal["NFC", "NFD"], hashes: int
) -> None:
    make_user()
    hashed = count_hashes(monkeypatch)
    client.post("/accounts/login/", {"login": email, "password": unicodedata.normalize(form, password)})
    assert len(hashed) == hashes


@pytest.mark.django_db
@pytest.mark.usefixtures("mail_server")
@pytest.mark.parametrize("email", ["ada@example.org", "new@example.org"])
def test_signing_up_with_a_taken_address_takes_a_hash_as_well(
    client: Client, monkeypatch: pytest.MonkeyPatch, email: str
) -> None:
    make_user()
    hashed = count_hashes(monkeypatch)
    client.post("/accounts/signup/", {"email": email, "password1": PASSWORD, "password2": PASSWORD})
    assert len(hashed) == 1
