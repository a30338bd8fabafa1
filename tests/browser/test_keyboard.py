"""Single-key shortcuts: as the menu says, off while typing, and switchable (WCAG 2.1.4)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from studyplan.accounts.models import User
from studyplan.ui.nav import keyed_entries
from tests.browser.pages import USER, become
from tests.factories import NOW

KEYS = keyed_entries(signed_in=True)
MORE = "More: all pages and settings"
ENTRY = {"/progress/": MORE, "/map/": MORE, "/find/": MORE}

PRESS = "event => { document.body.dispatchEvent(new KeyboardEvent('keydown', event)); }"


@pytest.fixture
def account(context: BrowserContext, base_url: str, page: Page, freeze: Callable[[datetime], None]) -> Page:
    """A learner on her account's page."""
    freeze(NOW)
    become(context, base_url, USER)
    page.goto("/account/")
    return page


def leads_to(page: Page, path: str) -> None:
    """Wait until the page is there."""
    expect(page).to_have_url(re.compile(f"//[^/]+{re.escape(path)}$"))
    page.wait_for_load_state()


def test_every_entry_of_the_menu_has_a_key_of_its_own() -> None:
    keys = [item.key for item in KEYS]
    assert len(set(keys)) == len(keys)
    assert {"t", "p", "g"} <= set(keys)


def test_keys_open_the_menu_s_pages(account: Page) -> None:
    for item in KEYS:
        account.keyboard.press(item.key)
        leads_to(account, reverse(item.view))
        current = account.get_by_role("navigation", name="Main").locator("[aria-current=page]")
        expect(current).to_have_text(ENTRY.get(item.url, str(item.label)))


def test_a_visitor_s_keys_open_what_a_visitor_sees(page: Page, transactional_db: None) -> None:
    page.goto("/privacy/")
    for item in KEYS:
        page.keyboard.press(item.key)
        if item.is_for(signed_in=False):
            leads_to(page, reverse(item.view))


def test_help_lists_the_keys_and_closes(account: Page) -> None:
    dialog = account.get_by_role("dialog")
    expect(dialog).to_have_count(0)
    account.keyboard.press("?")
    expect(dialog).to_be_visible()
    expect(dialog).to_have_accessible_name("Keyboard shortcuts")
    for item in KEYS:
        expect(dialog.locator("dt", has_text=re.compile(f"^{item.key}$"))).to_be_visible()
    # Inside the dialog no key leads away.
    account.keyboard.press("t")
    account.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    leads_to(account, "/account/")

    opener = account.get_by_role("button", name="Keyboard shortcuts")
    opener.press("Enter")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_have_count(0)
    expect(opener).to_be_focused()


def test_the_rating_form_adds_its_keys_to_the_help(account: Page) -> None:
    account.goto("/assessment/")
    account.keyboard.press("?")
    expect(account.get_by_role("dialog")).to_contain_text("Rate the topic, and go to the next")


def test_letters_stay_letters_while_typing(account: Page) -> None:
    account.goto("/find/")
    field = account.get_by_role("searchbox").last
    field.press_sequentially("tpglc/?u")
    expect(field).to_have_value("tpglc/?u")
    leads_to(account, "/find/")
    account.goto("/plan/goal/")
    minutes = account.get_by_label("Minutes a day")
    minutes.press("t")
    account.get_by_label("Role").press("p")
    leads_to(account, "/plan/goal/")
    account.get_by_label("Role").blur()
    account.keyboard.press("t")
    leads_to(account, "/")


def test_combinations_belong_to_the_browser(account: Page) -> None:
    for keys in ("Control+g", "Alt+t", "Meta+p"):
        account.keyboard.press(keys)
    leads_to(account, "/account/")
    account.keyboard.press("Shift+T")
    leads_to(account, "/")


@pytest.mark.parametrize(
    ("key", "code", "path"),
    [("е", "KeyT", "/"), ("τ", "KeyT", "/"), ("п", "KeyG", "/progress/"), (".", "Slash", ""), (",", "KeyM", "")],
    ids=["cyrillic", "greek", "cyrillic-g", "a-sign", "french-comma"],
)
def test_where_no_latin_letter_is_typed_the_key_s_place_counts(account: Page, key: str, code: str, path: str) -> None:
    account.evaluate(PRESS, {"key": key, "code": code, "bubbles": True, "cancelable": True})
    leads_to(account, path or "/account/")


@pytest.mark.parametrize(("shift", "rated"), [(False, 1), (True, 0)])
def test_a_french_keyboard_rates_by_the_top_row(account: Page, shift: bool, rated: int) -> None:
    account.goto("/assessment/")
    radios = account.locator("#assessment [value='2']")
    before = account.locator("#assessment [value='2']:checked").count()
    expect(radios.first).not_to_be_checked()
    account.locator("#assessment :checked").first.focus()
    account.evaluate(PRESS, {"key": "é", "code": "Digit2", "shiftKey": shift, "bubbles": True, "cancelable": True})
    expect(account.locator("#assessment [value='2']:checked")).to_have_count(before + rated)


def test_slash_goes_to_the_field_that_finds(account: Page) -> None:
    account.goto("/topics/")
    account.keyboard.press("/")
    leads_to(account, "/find/")
    field = account.get_by_role("searchbox")
    expect(field).to_be_focused()
    field.press("/")
    expect(field).to_have_value("/")
    field.blur()
    account.keyboard.press("/")
    expect(field).to_be_focused()
    leads_to(account, "/find/?q=%2F")


def test_shortcuts_can_be_switched_off(account: Page) -> None:
    switch = account.get_by_label("Single-key shortcuts")
    expect(switch).to_be_checked()
    switch.uncheck()
    account.get_by_role("button", name="Save").click()
    expect(account.get_by_text("single-key shortcuts: off")).to_be_visible()

    for key in ("t", "p", "g", "?", "u"):
        account.keyboard.press(key)
    leads_to(account, "/account/")
    expect(account.get_by_role("dialog")).to_have_count(0)
    account.goto("/assessment/")
    before = account.locator("#assessment [value='5']:checked").count()
    account.keyboard.press("5")
    expect(account.locator("#assessment [value='5']:checked")).to_have_count(before)
    account.get_by_role("button", name="Keyboard shortcuts").click()
    expect(account.get_by_role("dialog")).to_contain_text("They are switched off in your account’s settings.")
    assert User.objects.get().keyboard_shortcuts is False
