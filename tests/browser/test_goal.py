"""The goal's form as people fill it in: minutes by weekday, and days off by date pickers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from studyplan.accounts.models import User
from studyplan.goals.services import goal_of
from tests.browser.variants import PHONE, at_each_width, with_and_without_javascript
from tests.factories import NOW, make_goal, make_plan, make_user

pytestmark = pytest.mark.django_db(transaction=True)
CHRISTMAS = (date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26))


@pytest.fixture
def user(sign_in: Callable[[User], None], freeze: Callable[[datetime], None]) -> User:
    """Somebody with a plan and one day off, signed in."""
    freeze(NOW)
    user = make_user()
    make_goal(user, minutes=60, days_off=[date(2026, 3, 6)])
    make_plan(user)
    sign_in(user)
    return user


@at_each_width
@with_and_without_javascript
def test_some_days_get_minutes_of_their_own(
    page: Page, user: User, axe: Callable[[Page], None], javascript: bool, width: int, screenshot: Callable[..., None]
) -> None:
    page.goto("/plan/goal/")
    saturday = page.get_by_role("spinbutton", name="Saturday")
    expect(saturday).to_be_hidden()
    page.get_by_text("Different minutes on some days").click()
    saturday.fill("240")
    screenshot(page, "goal-minutes")
    if javascript:
        axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    saturday.press("Enter")
    expect(page.get_by_role("heading", name="What would change")).to_be_visible()
    expect(saturday).to_have_value("240")
    page.get_by_role("button", name="Use this plan").click()
    expect(page.get_by_text("Your goal is saved.")).to_be_visible()
    assert goal_of(user).weekday_minutes == (60, 60, 60, 60, 60, 240, 60)


@at_each_width
def test_days_off_are_picked_and_taken_back(
    page: Page, user: User, axe: Callable[[Page], None], width: int, screenshot: Callable[..., None]
) -> None:
    page.goto("/plan/goal/")
    first, last = page.get_by_label("First day off"), page.get_by_label("Last day off")
    add = page.get_by_role("button", name="Add", exact=True)
    first.fill("2026-12-24")
    last.fill("2026-12-26")
    add.click()
    expect(first).to_be_focused()
    for _twice in range(2):
        first.fill("2026-12-31")
        add.click()
    boxes = page.locator("#days-off [type=checkbox]")
    expect(boxes).to_have_count(3)
    expect(page.get_by_label("Thu, Dec 24 to Sat, Dec 26, 2026")).to_be_checked()
    expect(page.get_by_label("Thu, Dec 31, 2026")).to_be_checked()
    page.get_by_label("Fri, Mar 6, 2026").uncheck()
    screenshot(page, "goal-days-off")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="See what this means for the plan").click()
    expect(page.get_by_role("heading", name="What would change")).to_be_visible()
    expect(boxes).to_have_count(2)
    expect(add).to_be_visible()
    page.get_by_role("button", name="Use this plan").click()
    expect(page.get_by_text("Your goal is saved.")).to_be_visible()
    assert goal_of(user).days_off == (*CHRISTMAS, date(2026, 12, 31))


@pytest.mark.parametrize("width", [PHONE])
@pytest.mark.parametrize("javascript", [False])
def test_without_a_script_the_dates_come_back_as_boxes(page: Page, user: User, screenshot: Callable[..., None]) -> None:
    page.goto("/plan/goal/")
    expect(page.get_by_role("button", name="Add", exact=True)).to_be_hidden()
    page.get_by_label("First day off").fill("2026-12-24")
    page.get_by_label("Last day off").fill("2026-12-26")
    page.get_by_label("Another day off").nth(1).fill("2026-12-31")
    page.get_by_label("Fri, Mar 6, 2026").uncheck()
    page.get_by_role("button", name="See what this means for the plan").click()
    expect(page.get_by_label("Thu, Dec 24 to Sat, Dec 26, 2026")).to_be_checked()
    expect(page.get_by_label("First day off")).to_have_value("")
    screenshot(page, "goal-days-off")
    page.get_by_role("button", name="Use this plan").click()
    assert goal_of(user).days_off == (*CHRISTMAS, date(2026, 12, 31))


def test_a_result_changes_with_the_days_that_are_added(page: Page, user: User, troubles: Any) -> None:
    page.goto("/result/")
    form = page.locator("#trial")
    form.get_by_text("Rounds, study days and days off").click()
    with page.expect_response(lambda response: response.request.method == "POST" and response.ok):
        form.get_by_label("First day off").fill("2026-12-24")
        form.get_by_label("First day off").blur()
    with page.expect_response(lambda response: response.request.method == "POST" and response.ok) as answered:
        form.get_by_role("button", name="Add", exact=True).click()
    assert "days_off=2026-12-24" in (answered.value.request.post_data or "")


def test_a_date_is_told_in_words_below_its_field(page: Page, user: User) -> None:
    page.goto("/plan/goal/")
    field = page.get_by_label("Interview date")
    field.fill("2026-12-24")
    expect(page.locator(".field", has=field).locator("[data-words]")).to_have_text("Thu, Dec 24, 2026")
    field.fill("")
    expect(page.locator(".field", has=field).locator("[data-words]")).to_have_text("")
