"""Interviews, debriefs and pauses as people go through them: the difference first, then a yes, then one undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from studyplan.accounts.models import User
from studyplan.core.model import GoalInterview
from studyplan.goals.services import goal_of
from tests.browser.variants import PHONE, with_and_without_javascript
from tests.factories import NOW, make_user
from tests.planner.interviews.helpers import GOOGLE, META, OVER, prepare

pytestmark = [pytest.mark.django_db(transaction=True), with_and_without_javascript]


@pytest.fixture
def user(sign_in: Callable[[User], None], freeze: Callable[[datetime], None]) -> User:
    """Somebody with an interview ahead and one that is over, signed in."""
    freeze(NOW)
    user = make_user()
    prepare(user, GOOGLE, OVER)
    sign_in(user)
    return user


@pytest.fixture
def width() -> int:
    return PHONE


def confirm(page: Page, axe: Callable[[Page], None], javascript: bool) -> None:
    """Look at the difference, and say yes."""
    heading = page.get_by_role("heading", name="What would change")
    expect(heading).to_be_focused()
    if javascript:
        axe(page)
    page.get_by_role("button", name="Use this plan").click()


def test_an_interview_is_added_and_undone(
    page: Page,
    user: User,
    axe: Callable[[Page], None],
    troubles: Any,
    javascript: bool,
    screenshot: Callable[..., None],
) -> None:
    troubles.expect("status of 422")
    before = goal_of(user)
    page.goto("/plan/interviews/")
    page.get_by_role("link", name="Add an interview").click()
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_text("one of them is enough")).to_be_visible()
    page.get_by_label("Company").select_option("meta")
    page.get_by_label("Phone Screen").check()
    page.get_by_label("Interview date").fill("2026-03-20")
    # Enter in a field is the same as the button that only shows.
    page.get_by_label("Interview date").press("Enter")
    confirm(page, axe, javascript)
    expect(page.get_by_text("The interview is added.")).to_be_visible()
    expect(page.get_by_role("heading", level=3)).to_have_text(["Meta", "Google", "Amazon"])
    screenshot(page, "interviews")
    assert goal_of(user).interviews == (OVER, META, GOOGLE)
    page.get_by_role("button", name="Bring back the plan before").click()
    expect(page.get_by_text("Your earlier plan is back")).to_be_visible()
    assert goal_of(user) == before


def test_an_interview_is_debriefed(page: Page, user: User, screenshot: Callable[..., None]) -> None:
    page.goto("/")
    page.get_by_role("link", name="Write the debrief").click()
    page.get_by_label("Which questions were asked?").fill("Why does L1 give sparse weights?")
    page.get_by_label("Waiting to hear").check()
    page.get_by_label("Regularization").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("This is how it would change your plan.")).to_be_visible()
    expect(page.get_by_text("Practice Regularization").first).to_be_visible()
    screenshot(page, "debrief-changes")
    page.get_by_role("button", name="Use the new plan").click()
    expect(page.get_by_text("You have a new plan from today.")).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("link", name="Write the debrief")).to_have_count(0)
    expect(page.get_by_role("link", name="Practice Regularization").first).to_be_visible()


def test_days_are_taken_off_and_back(
    page: Page, user: User, axe: Callable[[Page], None], javascript: bool, screenshot: Callable[..., None]
) -> None:
    page.goto("/plan/pause/")
    page.get_by_label("Last day off").fill("2026-03-06")
    page.get_by_role("button", name="See what would change").click()
    confirm(page, axe, javascript)
    expect(page.get_by_text("Paused until Saturday, March 7.")).to_be_visible()
    screenshot(page, "paused")
    assert len(goal_of(user).days_off) == 5
    page.get_by_role("button", name="Study on these days").click()
    confirm(page, axe, javascript)
    expect(page.get_by_text("These days are study days again.")).to_be_visible()
    assert goal_of(user).days_off == ()


def test_the_goals_form_keeps_the_other_interviews(
    page: Page, user: User, axe: Callable[[Page], None], javascript: bool
) -> None:
    page.goto("/plan/goal/")
    page.get_by_label("Interview date").fill("2026-04-01")
    page.get_by_role("button", name="See what this means for the plan").click()
    confirm(page, axe, javascript)
    expect(page.get_by_role("heading", name="Your plan")).to_be_visible()
    assert goal_of(user).interviews == (OVER, GoalInterview("google", ("ml-depth",), date(2026, 4, 1)))
