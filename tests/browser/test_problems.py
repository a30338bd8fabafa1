"""A problem in a browser: attempt it, look, tick the key points, keep it; take the practice that a stumble offers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from studyplan.accounts.models import User
from studyplan.practice.models import Attempt
from studyplan.practice.questions.bank import questions
from tests.browser.pages import learner
from tests.browser.variants import with_and_without_javascript
from tests.factories import NOW


@pytest.fixture
def ada(transactional_db: None, freeze: Callable[[datetime], None], sign_in: Callable[[User], None]) -> User:
    """A learner on a study day, logged in."""
    freeze(NOW)
    user = learner()
    sign_in(user)
    return user


@with_and_without_javascript
def test_attempt_look_tick_keep_and_repair(ada: User, page: Page, javascript: bool) -> None:
    problem = questions(Attempt.Kind.PROBLEM, "optimization")[0]
    page.goto("/practice/problems/")
    page.get_by_role("link", name=problem.title, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(problem.title)
    page.wait_for_load_state()
    page.get_by_label("Your attempt").fill("The first step is a sign.")
    points = page.get_by_role("checkbox")
    expect(points.first).to_be_hidden()
    page.get_by_text("Show the solution").click()
    expect(points).to_have_count(problem.points)
    points.nth(1).check()
    page.get_by_role("button", name="Keep this attempt").click()
    if javascript:
        expect(page.locator("#attempts")).to_contain_text("Kept.")
        expect(points.nth(1)).to_be_checked()
    expect(page.locator("#attempts")).to_contain_text(f"1 of {problem.points} key points on March 2.")
    page.locator("#attempts").get_by_text("What you wrote").click()
    expect(page.locator("#attempts")).to_contain_text("The first step is a sign.")
    attempt = ada.attempts.get(kind=Attempt.Kind.PROBLEM)
    assert (attempt.hits, attempt.answer) == ([1], "The first step is a sign.")

    page.get_by_role("link", name="Take one more practice of Optimization into the plan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("One more practice of Optimization")
    assert not ada.repairs.exists()
    page.get_by_role("button", name="Add it to the plan").click()
    expect(page.get_by_text("Your plan has one more practice of Optimization.")).to_be_visible()
    assert ada.repairs.count() == 1
