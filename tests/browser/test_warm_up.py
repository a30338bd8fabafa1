"""The warm-up in a browser: one question at a time against a soft clock, by keyboard, and as one plain form."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from studyplan.accounts.models import User
from studyplan.practice.questions.bank import questions
from studyplan.practice.warm_up.services import attempts_of
from tests.browser.conftest import Troubles, hold_time
from tests.browser.variants import without_javascript
from tests.factories import NOW, PASSWORD, make_user

pytestmark = pytest.mark.usefixtures("transactional_db")
URL = "/practice/warm-up/"
PRESS_AT_ONCE = """keys => keys.forEach(key =>
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true})))"""
RESULT = re.compile(r"/practice/warm-up/result/$")
SignIn = Callable[[User], None]


@pytest.fixture(autouse=True)
def monday(freeze: Callable[[datetime], None], transactional_db: None) -> None:
    """The server's clock stands still."""
    freeze(NOW)


def begin(page: Page) -> None:
    """Open the warm-up and start."""
    page.goto(URL)
    page.get_by_role("button", name="Start the clock").press("Enter")
    expect(heading(page, 1)).to_be_focused()


def heading(page: Page, number: int) -> Locator:
    """The heading of a question, which has the focus when the question comes up."""
    return page.get_by_role("heading", name=re.compile(f"^Question {number} of"))


def step(page: Page) -> Locator:
    return page.locator("[data-step]:not([hidden])")


@without_javascript
def test_without_scripts_it_is_one_form(page: Page, sign_in: SignIn) -> None:
    ada = make_user()
    sign_in(ada)
    page.goto(URL)
    expect(page.get_by_role("heading", name=re.compile("^Question"))).to_have_count(len(questions("warm-up")))
    expect(page.get_by_role("button", name="Start the clock")).to_be_hidden()
    first = page.locator("#optimization")
    first.get_by_label("Your answer").fill("Momentum and scale")
    first.get_by_text("Show the answer").click()
    first.get_by_role("checkbox").nth(0).check()
    page.locator("#regularization").get_by_text("Show the answer").click()
    page.locator("#regularization").get_by_label("None of them").check()
    page.get_by_role("button", name="See the result").click()
    expect(page).to_have_url(RESULT)
    expect(page.get_by_role("heading", level=1)).to_have_text("Your warm-up")
    kept = {attempt.slug: (attempt.hits, attempt.answer, attempt.seconds) for attempt in attempts_of(ada)}
    assert kept == {"optimization": ([0], "Momentum and scale", None), "regularization": ([], "", None)}


def test_by_keyboard_alone(page: Page, sign_in: SignIn) -> None:
    ada = make_user()
    sign_in(ada)
    asked = questions("warm-up")
    hold_time(page)
    begin(page)
    # What is not shown yet cannot be ticked.
    page.keyboard.press("1")
    page.clock.fast_forward(21_000)
    page.keyboard.press("Space")
    expect(step(page).get_by_role("checkbox")).to_have_count(asked[0].points + 1)
    expect(step(page).get_by_role("checkbox", checked=True)).to_have_count(0)
    page.keyboard.press("1")
    page.keyboard.press("2")
    expect(step(page).get_by_role("checkbox", checked=True)).to_have_count(2)
    page.keyboard.press("0")
    expect(step(page).get_by_role("checkbox", checked=True)).to_have_count(1)
    page.keyboard.press("2")
    expect(step(page).get_by_label("None of them")).not_to_be_checked()
    page.keyboard.press("n")
    expect(heading(page, 2)).to_be_focused()
    expect(heading(page, 1)).to_be_hidden()
    # Looked at, and nothing ticked: that is none of them, however fast.
    page.evaluate(PRESS_AT_ONCE, [" ", "n"])
    expect(heading(page, 3)).to_be_focused()
    page.keyboard.press("b")
    expect(step(page).get_by_label("None of them")).to_be_checked()
    for number in range(3, len(asked) + 1):
        page.keyboard.press("n")
        expect(heading(page, number)).to_be_focused()
    expect(page.get_by_role("button", name="Next")).to_be_hidden()
    page.get_by_role("button", name="See the result").press("Enter")
    expect(page).to_have_url(RESULT)
    kept = {attempt.slug: (attempt.hits, attempt.seconds) for attempt in attempts_of(ada)}
    assert kept == {asked[0].topic.slug: ([1], 21), asked[1].topic.slug: ([], 0)}


def test_the_clock_is_soft_and_says_so_once(page: Page) -> None:
    hold_time(page)
    begin(page)
    clock, late = page.get_by_role("timer"), page.locator(".step-over")
    expect(clock).to_have_text("60")
    page.clock.fast_forward(59_000)
    expect(clock).to_have_text("1")
    expect(late).to_be_empty()
    page.clock.fast_forward(2_000)
    expect(clock).to_have_text("0")
    expect(late).to_have_text("The time is over: finish the sentence, then look.")
    expect(late).to_have_attribute("role", "status")
    # It takes nothing away, and the next question begins anew.
    step(page).get_by_label("Your answer").fill("Still here")
    page.get_by_role("button", name="Next").click()
    expect(late).to_be_empty()
    expect(clock).to_have_text("60")
    # Looking ends it.
    page.get_by_role("button", name="Show the answer").click()
    expect(clock).to_be_hidden()


def test_nothing_is_lost_on_reload_and_keys_are_off_while_typing(page: Page) -> None:
    begin(page)
    step(page).get_by_label("Your answer").press_sequentially("bias n 1 0 b")
    expect(heading(page, 1)).to_be_visible()
    page.get_by_role("button", name="Show the answer").click()
    step(page).get_by_role("checkbox").nth(2).check()
    page.get_by_role("button", name="Next").click()
    expect(heading(page, 2)).to_be_focused()
    page.reload()
    expect(heading(page, 2)).to_be_visible()
    page.get_by_role("button", name="Back").click()
    expect(step(page).get_by_label("Your answer")).to_have_value("bias n 1 0 b")
    expect(step(page).get_by_role("checkbox").nth(2)).to_be_checked()
    expect(step(page).get_by_role("checkbox", checked=True)).to_have_count(1)


def test_enter_in_a_box_sends_nothing_before_the_end(page: Page) -> None:
    begin(page)
    page.get_by_role("button", name="Show the answer").click()
    step(page).get_by_role("checkbox").nth(0).check()
    # A form's own button answers Enter in any field, unless it is disabled.
    expect(page.locator("[data-finish]")).to_be_disabled()
    step(page).get_by_role("checkbox").nth(0).press("Enter")
    page.get_by_role("button", name="Next").click()
    expect(heading(page, 2)).to_be_focused()


def test_after_the_result_it_begins_anew(page: Page) -> None:
    begin(page)
    page.keyboard.press("Space")
    page.keyboard.press("1")
    for _ in questions("warm-up")[1:]:
        page.keyboard.press("n")
    page.get_by_role("button", name="See the result").click()
    expect(page).to_have_url(RESULT)
    page.wait_for_load_state()
    page.get_by_role("link", name="Warm up again").click()
    expect(page.get_by_role("button", name="Start the clock")).to_be_visible()
    page.get_by_role("button", name="Start the clock").click()
    page.keyboard.press("Space")
    expect(step(page).get_by_role("checkbox").first).to_be_visible()
    expect(step(page).get_by_role("checkbox", checked=True)).to_have_count(0)


def test_what_is_wrong_comes_up_first(page: Page, troubles: Troubles) -> None:
    begin(page)
    page.keyboard.press("n")
    expect(heading(page, 2)).to_be_focused()
    step(page).get_by_label("Your answer").fill("Written, and not compared")
    for _ in questions("warm-up")[2:]:
        page.get_by_role("button", name="Next").click()
    troubles.expect("status of 422")
    page.get_by_role("button", name="See the result").click()
    expect(page.get_by_text("You wrote an answer: tick the key points")).to_be_visible()
    expect(heading(page, 2)).to_be_visible()
    expect(step(page).get_by_label("Your answer")).to_have_value("Written, and not compared")


def test_a_visitor_signs_up_and_keeps_the_result(page: Page) -> None:
    begin(page)
    page.keyboard.press("Space")
    page.keyboard.press("0")
    for _ in questions("warm-up")[1:]:
        page.keyboard.press("n")
    page.get_by_role("button", name="See the result").click()
    page.get_by_role("link", name="Sign up to keep this").click()
    page.get_by_label("E-mail address").fill("new@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign up").click()
    expect(page).to_have_url(RESULT)
    expect(page.get_by_role("heading", name="Stumbled")).to_be_visible()
    assert [attempt.hits for attempt in attempts_of(User.objects.get())] == [[]]
