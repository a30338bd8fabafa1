"""A check of a level in a browser: by keyboard, one question at a time; and as one plain form."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from studyplan.accounts.models import User
from tests.browser.conftest import Troubles
from tests.browser.variants import without_javascript
from tests.factories import NOW, make_assessment, make_user, ratings

pytestmark = pytest.mark.usefixtures("transactional_db")
LIST = "/practice/probes/"
TAKE = re.compile(r"/practice/probes/optimization/\?level=4$")
RESULT = re.compile(r"/practice/probes/optimization/result/\?level=4$")


@pytest.fixture
def ada(freeze: Callable[[datetime], None], transactional_db: None, sign_in: Callable[[User], None]) -> User:
    """Somebody who claims level 4 of one topic."""
    freeze(NOW)
    user = make_user()
    make_assessment(user, ratings(2, optimization=4))
    sign_in(user)
    return user


def step(page: Page) -> Locator:
    return page.locator("[data-step]:not([hidden])")


def held(user: User) -> list[int]:
    """What was kept, in order."""
    return list(user.attempts.order_by("pk").values_list("hit_count", flat=True))


def test_by_keyboard_from_the_list_to_what_it_says(page: Page, ada: User) -> None:
    page.goto(LIST)
    page.get_by_role("link", name="Check next: Optimization, level 4").press("Enter")
    expect(page).to_have_url(TAKE)
    page.wait_for_load_state()
    expect(step(page)).to_have_count(1)
    for number, key in enumerate("122", start=1):
        expect(step(page).get_by_role("heading", name=f"Question {number} of 3")).to_be_visible()
        page.keyboard.press("Space")
        page.keyboard.press(key)
        expect(step(page).get_by_role("radio", name="I had it" if key == "1" else "I did not have it")).to_be_checked()
        if number < 3:
            page.keyboard.press("n")
    page.get_by_role("button", name="See the result").press("Enter")
    expect(page).to_have_url(RESULT)
    expect(page.get_by_role("heading", level=1)).to_have_text("Optimization: level 4 does not hold yet")
    assert held(ada) == [1, 0, 0]


def test_a_double_click_does_one_thing(page: Page, ada: User) -> None:
    page.goto("/practice/probes/optimization/?level=4")
    page.get_by_role("button", name="Show the answer").dblclick()
    expect(step(page).get_by_role("heading", name="Question 1 of 3")).to_be_visible()
    expect(step(page).locator(":checked")).to_have_count(0)
    for number in (2, 3):
        page.get_by_role("button", name="I had it", exact=True).dblclick()
        expect(step(page).get_by_role("heading", name=f"Question {number} of 3")).to_be_visible()
        expect(step(page).locator("details[open]")).to_have_count(0)
        page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("button", name="I had it", exact=True).dblclick()
    expect(page.get_by_role("button", name="See the result")).to_be_focused()
    assert held(ada) == []


def test_a_question_left_open_comes_up_again(page: Page, ada: User, troubles: Troubles) -> None:
    page.goto("/practice/probes/optimization/?level=4")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Show the answer").click()
    step(page).get_by_role("radio", name="I had it").check()
    page.reload()
    expect(step(page).get_by_role("radio", name="I had it")).to_be_checked()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Show the answer").click()
    step(page).get_by_role("radio", name="I had it").check()
    troubles.expect("status of 422")
    page.get_by_role("button", name="See the result").click()
    expect(page.get_by_role("alert")).to_have_text("Say of each question whether you had it.")
    expect(step(page).get_by_role("heading", name="Question 1 of 3")).to_be_visible()
    step(page).get_by_role("radio", name="I did not have it").check()
    page.get_by_role("button", name="Next").click()
    expect(step(page).get_by_role("radio", name="I had it")).to_be_checked()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="See the result").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Optimization: level 4 holds")
    assert held(ada) == [0, 1, 1]


def test_one_tap_marks_a_question_and_goes_on(page: Page, ada: User) -> None:
    page.goto("/practice/probes/optimization/?level=4")
    for number, name in enumerate(("I had it", "I did not have it", "I had it"), start=1):
        expect(step(page).get_by_role("heading", name=f"Question {number} of 3")).to_be_visible()
        expect(page.get_by_role("button", name=name, exact=True)).to_be_hidden()
        page.get_by_role("button", name="Show the answer").click()
        page.get_by_role("button", name=name, exact=True).click()
    page.get_by_role("button", name="See the result").click()
    expect(page).to_have_url(RESULT)
    assert held(ada) == [1, 0, 1]


@without_javascript
def test_without_scripts_it_is_one_form(page: Page, ada: User) -> None:
    page.goto("/topics/optimization/")
    page.get_by_role("link", name="Check your level").click()
    expect(page.get_by_role("heading", name=re.compile("^Question"))).to_have_count(3)
    for step in page.locator("[data-step]").all():
        step.get_by_text("Show the answer").click()
        step.get_by_role("radio", name="I had it").check()
    page.get_by_role("button", name="See the result").click()
    expect(page).to_have_url(RESULT)
    expect(page.get_by_text("it is confirmed")).to_be_visible()
    assert held(ada) == [1, 1, 1]
