"""A problem in a browser: attempt it, look, tick the key points, keep it; take the practice that a stumble offers."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from studyplan.accounts.models import User
from studyplan.practice.models import Attempt
from studyplan.practice.questions.bank import questions
from studyplan.practice.questions.listed import listed_problems
from tests.browser.pages import learner
from tests.browser.variants import PHONE, at_each_width, in_both_schemes, with_and_without_javascript
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
    page.get_by_role("link", name="Optimization", exact=True).click()
    page.get_by_role("link", name=problem.title, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(problem.title)
    page.wait_for_load_state()
    page.get_by_label("Your attempt").fill("The first step is a sign.")
    points = page.get_by_role("checkbox")
    keep = page.get_by_role("button", name="Keep this attempt")
    expect(points.first).to_be_hidden()
    expect(keep).to_be_hidden()
    page.get_by_text("Show the solution").click()
    expect(points).to_have_count(problem.points)
    points.nth(1).check()
    expect(page.locator(".attempt-dock")).to_contain_text(f"of {problem.points} key points")
    keep.click()
    if javascript:
        expect(page.locator("#attempt-result")).to_contain_text(f"Kept: 1 of {problem.points} key points.")
        expect(page.get_by_role("link", name="Next problem")).to_be_in_viewport()
        expect(points.nth(1)).to_be_checked()
        expect(keep).to_be_hidden()
        points.nth(2).check()
        expect(keep).to_be_visible()
        points.nth(2).uncheck()
    else:
        expect(page.get_by_text(f"Kept: 1 of {problem.points} key points.")).to_be_visible()
    expect(page.locator("#attempts")).to_contain_text(f"1 of {problem.points} key points on March 2.")
    page.locator("#attempts").get_by_text("What you wrote").click()
    expect(page.locator("#attempts")).to_contain_text("The first step is a sign.")
    attempt = ada.attempts.get(kind=Attempt.Kind.PROBLEM)
    assert (attempt.hits, attempt.answer) == ([1], "The first step is a sign.")

    page.get_by_role("link", name="Add one more practice of Optimization to the plan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("One more practice of Optimization")
    assert not ada.repairs.exists()
    page.get_by_role("button", name="Add it to the plan").click()
    expect(page.get_by_text("Your plan has one more practice of Optimization.")).to_be_visible()
    assert ada.repairs.count() == 1


@pytest.mark.parametrize("width", [PHONE])
def test_what_one_acts_on_is_in_reach_of_the_thumb(ada: User, page: Page) -> None:
    problem = questions(Attempt.Kind.PROBLEM, "optimization")[0]
    page.goto(f"/topics/optimization/problems/{problem.slug}/")
    show = page.get_by_text("Show the solution")
    expect(show).to_be_in_viewport(ratio=1)
    show.click()
    expect(page.get_by_role("checkbox").first).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Keep this attempt")).to_be_in_viewport(ratio=1)


def test_a_problem_is_done_by_keyboard(ada: User, page: Page) -> None:
    problem = questions(Attempt.Kind.PROBLEM, "optimization")[0]
    page.goto(f"/topics/optimization/problems/{problem.slug}/")
    page.wait_for_load_state()
    page.keyboard.press("h")
    expect(page.get_by_text("Hint 2 of")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", name="Key points")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", name="Key points")).to_be_visible()
    page.keyboard.press("2")
    expect(page.get_by_role("checkbox").nth(1)).to_be_checked()
    page.keyboard.press("k")
    expect(page.locator("#attempt-result")).to_contain_text("Kept: 1 of")
    assert ada.attempts.get(kind=Attempt.Kind.PROBLEM).hits == [1]


@with_and_without_javascript
def test_a_derivation_is_ticked_step_by_step(ada: User, page: Page, javascript: bool) -> None:
    derivation = questions(Attempt.Kind.DERIVATION, "optimization")[0]
    page.goto(f"/topics/optimization/derivations/{derivation.slug}/")
    page.wait_for_load_state()
    for number in range(1, derivation.points + 1):
        expect(page.get_by_role("button", name="Keep this attempt")).to_be_hidden()
        page.locator("summary", has_text=f"Show step {number} of").press("Enter")
        if number != 2:
            page.get_by_role("checkbox").nth(number - 1).press("Space")
    page.get_by_role("button", name="Keep this attempt").click()
    expect(page.get_by_text(f"Kept: {derivation.points - 1} of").first).to_be_visible()
    assert ada.attempts.get(kind=Attempt.Kind.DERIVATION).hits == [0, *range(2, derivation.points)]


# The list


@with_and_without_javascript
def test_filters_narrow_the_list_and_are_its_address(page: Page, javascript: bool) -> None:
    page.goto("/practice/problems/")
    page.wait_for_load_state()
    page.get_by_label("Kind").select_option(label="Code")
    if javascript:
        expect(page).to_have_url("/practice/problems/?kind=coding")
    page.get_by_label("Level").select_option(label="Level 4")
    if not javascript:
        page.get_by_role("button", name="Show problems").click()
    expect(page).to_have_url(re.compile(r"/practice/problems/\?(?=.*kind=coding)(?=.*level=4)(?!.*=&)(?!.*=$)"))
    fitting = [p for p in listed_problems() if p.form == "coding" and p.level == 4]
    expect(page.get_by_text(f"{len(fitting)} problems")).to_be_visible()
    expect(page.locator(".problem-title").first).to_have_text(fitting[0].question.title)
    page.go_back()
    if javascript:
        expect(page).to_have_url("/practice/problems/?kind=coding")
        expect(page.get_by_label("Level")).to_have_value("")


@at_each_width
@in_both_schemes
@pytest.mark.parametrize("query", ["", "?kind=derive", "?kind=coding&minutes=20"])
def test_the_list_fits_and_is_accessible(
    page: Page, query: str, axe: Callable[[Page], None], screenshot: Callable[..., None]
) -> None:
    page.goto(f"/practice/problems/{query}")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    screenshot(page, f"problems-{query[1:5] or 'all'}")
    axe(page)
