"""The calendar's page in a real browser: made, copied, replaced and revoked, with scripts and without."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from studyplan.accounts.models import User
from studyplan.planner.models import CalendarFeed
from tests.browser.variants import at_each_width, in_both_schemes, with_and_without_javascript
from tests.factories import NOW, make_plan, make_user

URL = "/plan/calendar/"


@pytest.fixture
def ada(transactional_db: None, freeze: Callable[[datetime], None], sign_in: Callable[[User], None]) -> User:
    """A learner with a plan, logged in."""
    freeze(NOW)
    user = make_user()
    make_plan(user)
    sign_in(user)
    return user


@with_and_without_javascript
def test_an_address_from_its_making_to_its_end(page: Page, ada: User) -> None:
    page.goto(URL)
    page.get_by_role("button", name="Make a secret address").click()
    field = page.get_by_label("Secret address")
    first = field.input_value()
    assert page.request.get(first).status == 200
    page.get_by_role("link", name="Make a new address").click()
    page.get_by_role("button", name="Make a new address").click()
    expect(field).not_to_have_value(first)
    second = field.input_value()
    assert (page.request.get(first).status, page.request.get(second).status) == (404, 200)
    page.get_by_role("link", name="Turn it off").click()
    page.get_by_role("button", name="Turn off the address").click()
    expect(page.get_by_role("button", name="Make a secret address")).to_be_visible()
    assert page.request.get(second).status == 404


def test_one_click_copies_the_address(page: Page, context: BrowserContext, ada: User) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    feed = CalendarFeed.objects.make(ada, NOW)
    page.goto(URL)
    page.get_by_role("button", name="Copy the address").click()
    expect(page.get_by_text("The address is copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.get_by_label("Secret address").input_value()
    assert feed.token in page.get_by_label("Secret address").input_value()


def test_where_copying_is_refused_the_address_is_selected(page: Page, ada: User) -> None:
    CalendarFeed.objects.make(ada, NOW)
    page.add_init_script("Clipboard.prototype.writeText = () => Promise.reject(new Error())")
    page.goto(URL)
    page.get_by_role("button", name="Copy the address").click()
    field = page.get_by_label("Secret address")
    expect(field).to_be_focused()
    assert page.evaluate("getSelection().toString()") == field.input_value()


@at_each_width
@in_both_schemes
def test_it_is_for_everyone(page: Page, ada: User, axe: Callable[[Page], None]) -> None:
    page.goto(URL)
    axe(page)
    CalendarFeed.objects.make(ada, NOW)
    for query in ("", "?ask=renew", "?ask=revoke"):
        page.goto(URL + query)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
