"""The plan and the tracker in a real browser: what unfolds, what the arrows do, and what is in reach of a thumb."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from studyplan.accounts.models import User
from studyplan.core.model import GoalInterview
from studyplan.progress.models import Completion
from tests.browser.variants import PHONE, at_each_width, with_and_without_javascript
from tests.factories import NOW, make_user
from tests.planner.interviews.helpers import GOOGLE, META, prepare

pytestmark = pytest.mark.django_db(transaction=True)
TARGET = 44


@pytest.fixture
def ada(sign_in: Callable[[User], None], freeze: Callable[[datetime], None]) -> User:
    """With a plan for two interviews, signed in."""
    freeze(NOW)
    user = make_user()
    prepare(user, META, GOOGLE, GoalInterview("amazon"))
    sign_in(user)
    return user


def size_of(element: Locator) -> tuple[float, float]:
    box = element.bounding_box()
    assert box
    return box["width"], box["height"]


@with_and_without_javascript
def test_a_task_says_on_demand_what_it_is_about(
    ada: User, page: Page, axe: Callable[[Page], None], screenshot: Callable[..., None], javascript: bool
) -> None:
    page.goto("/plan/")
    line = page.locator(".plan-day.is-today .plan-line").first
    expect(page.get_by_text("Why it is in your plan")).to_have_count(0)
    line.locator("summary").click()
    if not javascript:
        line.get_by_role("link", name="What to do, and why").click()
    expect(page.get_by_text("Why it is in your plan")).to_be_visible()
    screenshot(page, "task-about")
    if javascript:  # without it axe cannot run
        axe(page)
    page.get_by_role("button", name="Not today").click()
    expect(page.get_by_text("moves to Tue, Mar 3.")).to_be_visible()
    page.get_by_role("button", name="Bring back the plan before").click()
    expect(page.get_by_text("Your earlier plan is back.")).to_be_visible()


def test_the_picture_follows_a_tick(ada: User, page: Page) -> None:
    page.goto("/plan/")
    done = page.locator("#plan-totals .hours path.hours-done")
    expect(done).to_have_attribute("d", "")
    page.locator("main button[data-task]").first.click()
    expect(done).not_to_have_attribute("d", "")


@pytest.mark.parametrize("width", [PHONE], ids=["phone"])
@pytest.mark.parametrize("path", ["/plan/", "/progress/"])
def test_the_first_tick_is_on_the_first_screen_of_a_phone(ada: User, page: Page, path: str) -> None:
    page.set_viewport_size({"width": PHONE, "height": 780})
    page.goto(path)
    ticks = page.locator("main button[data-task]:visible")
    box = ticks.first.bounding_box()
    menu = page.get_by_role("navigation", name="Main").bounding_box()
    assert box
    assert menu
    assert box["y"] + box["height"] <= menu["y"]
    assert all(min(size_of(tick)) >= TARGET for tick in ticks.all())
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


@at_each_width
def test_arrows_move_in_the_trackers_grid(ada: User, page: Page, axe: Callable[[Page], None]) -> None:
    page.goto("/progress/")
    grid = page.get_by_role("grid")
    cell = grid.get_by_role("row").nth(1).get_by_role("gridcell")
    below = grid.get_by_role("row").nth(2).get_by_role("gridcell")
    reached = grid.locator("a:not([tabindex='-1']), button:not([tabindex='-1'])")
    expect(reached).to_have_count(1)
    cell.nth(0).get_by_role("button").focus()
    page.keyboard.press("ArrowRight")
    expect(cell.nth(1).get_by_role("button")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(below.nth(1).get_by_role("button")).to_be_focused()
    page.keyboard.press("Space")
    button = below.nth(1).get_by_role("button")
    expect(button).to_have_attribute("data-done", "1")
    expect(button).to_be_focused()
    expect(reached).to_have_count(1)
    page.keyboard.press("Home")
    expect(grid.get_by_role("row").nth(2).get_by_role("link")).to_be_focused()
    page.keyboard.press("Control+End")
    expect(grid.get_by_role("button").last).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(grid.get_by_role("button").last).to_be_focused()
    page.keyboard.press("Control+Home")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('table')"), "Tab leaves the grid"
    axe(page)
    assert Completion.objects.filter(user=ada).count() == 1
