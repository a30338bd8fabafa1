"""Saying how long a task took, in a real browser: one tap, where the task is, with and without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from studyplan.accounts.models import User
from studyplan.planner.services import document_in
from tests.browser.variants import at_each_width, with_and_without_javascript
from tests.factories import NOW, make_plan, make_user

pytestmark = [at_each_width]
ANSWERS = ("shorter", "as-planned", "longer")


@pytest.fixture
def ada(transactional_db: None, freeze: Callable[[datetime], None], sign_in: Callable[[User], None]) -> User:
    """A user with a plan that begins today, logged in."""
    freeze(NOW)
    user = make_user()
    make_plan(user)
    sign_in(user)
    return user


def choices(page: Page) -> Locator:
    """The answers beside the first done task."""
    return page.get_by_role("group", name="How long it took").first.get_by_role("button")


def is_chosen(page: Page, *values: str) -> None:
    """Wait until that is pressed, and nothing else; what is done may be folded."""
    for summary in page.locator(".done-tasks:not([open]) > summary").all():
        summary.click()
    expect(choices(page)).to_have_count(len(ANSWERS))
    for value in ANSWERS:
        pressed = "true" if value in values else "false"
        expect(choices(page).and_(page.locator(f"[value={value}]"))).to_have_attribute("aria-pressed", pressed)


@with_and_without_javascript
@pytest.mark.parametrize("path", ["/"])
def test_one_tap_says_it(
    ada: User, page: Page, path: str, axe: Callable[[Page], None], screenshot: Callable[..., None], javascript: bool
) -> None:
    page.goto(path)
    expect(choices(page)).to_have_count(0)
    page.locator("main button[data-task]").first.click()
    is_chosen(page)
    for button in choices(page).all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
    for value in ("longer", "longer", "as-planned", "shorter"):
        # What is chosen already looks the same before the answer and after it.
        with page.expect_response("**/took/") if javascript else page.expect_navigation():
            page.locator(f"button[name=took][value={value}]").filter(visible=True).first.click()
        is_chosen(page, value)
        expect(page).to_have_url(re.compile(f"//[^/]+{path}$"))
        if javascript:
            expect(page.locator(f"button[name=took][value={value}]").first).to_be_focused()
    screenshot(page, f"took{path.replace('/', '-')}")
    if javascript:  # without it axe cannot run
        axe(page)
    page.reload()
    is_chosen(page, "shorter")
    page.locator("main button[data-task][data-done='1']").first.click()
    expect(choices(page)).to_have_count(0)
    assert not ada.completions.exists()


def test_the_weeks_follow_at_once(ada: User, page: Page) -> None:
    minutes = document_in(ada.plans.get()).tasks[0].minutes
    page.goto("/plan/")
    page.get_by_text("Hours and pace").click()
    taken = page.locator("#time-spent table", has_text="Time that your tasks took").locator("td")
    expect(page.locator("#time-spent")).to_contain_text("Nothing is done yet.")
    page.locator("main button[data-task]").first.click()
    expect(taken).to_have_text([f"{minutes} min"] * 2)
    page.locator(".plan-line summary").first.click()
    page.locator("button[name=took][value=longer]").click()
    expect(taken).to_have_text([f"{minutes} min", f"{(minutes * 3 + 1) // 2} min"])
