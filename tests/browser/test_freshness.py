"""What a page shows stays true, and what is typed in it stays there, whatever happens beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from studyplan.accounts.models import User
from tests.browser.pages import learner
from tests.factories import NOW

COME_BACK = "document.dispatchEvent(new Event('visibilitychange'))"
NOTE = "/topics/bias-variance/"


@pytest.fixture
def tracker(
    transactional_db: None, freeze: Callable[[datetime], None], sign_in: Callable[[User], None], page: Page
) -> Page:
    freeze(NOW)
    sign_in(learner())
    page.goto("/progress/")
    return page


def first_tick(page: Page) -> Locator:
    return page.locator("main button[data-task][data-sitting='0']").first


def tick_first(page: Page) -> None:
    with page.expect_response("**/progress/"):
        first_tick(page).click()
    expect(first_tick(page)).to_have_attribute("data-done", "1")


def test_a_tab_shows_what_was_done_in_another(tracker: Page, context: BrowserContext) -> None:
    other = context.new_page()
    other.goto("/progress/")
    tick_first(other)
    expect(first_tick(tracker)).to_have_attribute("data-done", "0")
    tracker.evaluate(COME_BACK)
    expect(first_tick(tracker)).to_have_attribute("data-done", "1")
    # Nothing new: the page stays.
    tracker.evaluate("window.sameDocument = true")
    tracker.evaluate(COME_BACK)
    other.evaluate(COME_BACK)
    assert tracker.evaluate("window.sameDocument")


def test_going_back_shows_what_was_done_since(tracker: Page) -> None:
    tracker.goto("/map/")
    tracker.goto("/assessment/bias-variance/")
    tracker.locator("[name=bias-variance][value='5']").check()
    tracker.get_by_role("button", name="Save this level").click()
    tracker.wait_for_url(lambda url: "/assessment/" not in url)
    tracker.goto("/privacy/")
    for _ in range(10):
        if "/map/" in tracker.url:
            break
        tracker.go_back()
    expect(tracker.locator("main a[href='/topics/bias-variance/']").filter(visible=True).first).to_contain_text("5")


def test_a_note_that_is_being_written_is_not_lost_to_another_tab(tracker: Page, context: BrowserContext) -> None:
    tracker.goto(NOTE)
    tracker.get_by_role("textbox", name="Your note").fill("Half a thought")
    tracker.evaluate("window.sameDocument = true")
    other = context.new_page()
    other.goto("/progress/")
    tick_first(other)
    tracker.evaluate(COME_BACK)
    assert tracker.evaluate("window.sameDocument")
    expect(tracker.get_by_role("textbox", name="Your note")).to_have_value("Half a thought")


def test_what_is_typed_while_a_note_is_saved_outlives_the_answer(tracker: Page) -> None:
    tracker.goto(NOTE)
    held: list[Route] = []
    tracker.route("**/notes/", lambda route: held.append(route))
    note = tracker.get_by_role("textbox", name="Your note")
    note.fill("First")
    with tracker.expect_request("**/notes/"):
        tracker.get_by_role("button", name="Save the note").click()
    note.press("End")
    note.press_sequentially(" and more")
    with tracker.expect_response("**/notes/"):
        held[0].continue_()
    # The form is the answer's: it knows of the text that was saved.
    expect(tracker.locator("#note [name=seen]")).not_to_have_value("")
    expect(note).to_have_value("First and more")
    expect(note).to_be_focused()
    expect(tracker.locator("#note [role=status]")).to_have_text("Not saved yet.")
