"""Passkeys, made and used by a browser with an authenticator that says yes at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from studyplan.accounts.models import User
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db(transaction=True)
LINKS = "/accounts/second-factors/"


@pytest.fixture
def authenticator(page: Page) -> None:
    """A device with a sensor for fingers."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.fixture
def ada(transactional_db: None) -> User:
    return make_user()


def log_in(page: Page, to: str = "") -> None:
    page.goto(f"/accounts/login/?next={to}")
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()


def log_out(page: Page) -> None:
    page.goto("/account/")
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_text("You are logged out")).to_be_visible()


@pytest.mark.usefixtures("authenticator")
def test_a_passkey_is_made_and_logs_in_alone_or_after_the_password(
    page: Page, ada: User, axe: Callable[[Page], None], screenshot: Callable[..., None]
) -> None:
    log_in(page, LINKS)
    axe(page)
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name").fill("Laptop")
    axe(page)
    screenshot(page, "passkey-add")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    axe(page)
    page.goto(LINKS)
    expect(page.get_by_text("Laptop", exact=False).first).to_be_visible()
    screenshot(page, "second-factors")

    log_out(page)
    page.goto("/accounts/login/?next=/account/")
    axe(page)
    page.get_by_role("button", name="Log in with a passkey").click()
    expect(page.get_by_role("heading", name="Account", exact=True)).to_be_visible()

    log_out(page)
    log_in(page, "/account/")
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    axe(page)
    screenshot(page, "one-more-step")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="Account", exact=True)).to_be_visible()

    page.goto(f"/accounts/second-factors/passkeys/confirm/?next={LINKS}")
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("link", name="Remove").click()
    page.get_by_role("button", name="Remove the passkey").click()
    expect(page.get_by_text("The passkey is removed.")).to_be_visible()


def test_where_the_device_has_none_the_form_says_so(page: Page, ada: User) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": False}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Log in with a passkey").click()
    expect(page.get_by_text("That did not work. Try again, or use another way.")).to_be_visible()
