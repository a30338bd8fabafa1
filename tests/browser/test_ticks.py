"""Ticks in a real browser: in place, everywhere on the page, safe whatever the clicks, the tabs and the network do."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from studyplan.accounts.models import User
from studyplan.progress.models import Completion
from tests.browser.conftest import Troubles
from tests.browser.pages import learner
from tests.browser.variants import with_and_without_javascript, without_javascript
from tests.factories import NOW, PASSWORD

OFFLINE = "ERR_INTERNET_DISCONNECTED|htmx:sendError"


@pytest.fixture
def ada(transactional_db: None, freeze: Callable[[datetime], None], sign_in: Callable[[User], None]) -> User:
    """A learner on a study day, logged in."""
    freeze(NOW)
    user = learner()
    sign_in(user)
    return user


@pytest.fixture
def today(ada: User, page: Page) -> Page:
    page.goto("/")
    return page


def tick(page: Page, number: int = 0) -> Locator:
    """One of the page's ticks, by its id: what is swapped in for it counts as the same."""
    control = page.locator("main button[data-task]").filter(visible=True).nth(number)
    return page.locator(f"[id='{control.get_attribute('id')}']")


def is_done(button: Locator, done: bool = True) -> None:
    """Wait until the tick says so, to everyone."""
    expect(button).to_have_attribute("data-done", "1" if done else "0")
    expect(button).to_have_attribute("aria-pressed", "true" if done else "false")


def ticks_of(user: User, button: Locator) -> int:
    """How often the database holds what the button ticks."""
    return Completion.objects.filter(user=user, task=button.get_attribute("data-task")).count()


def log_out_elsewhere(page: Page) -> Page:
    """Log out in another tab, which is returned."""
    other = page.context.new_page()
    other.goto("/more/")
    other.get_by_role("main").get_by_role("button", name="Log out").click()
    expect(other.get_by_role("banner").get_by_role("link", name="Log in")).to_be_visible()
    return other


def log_in(page: Page) -> None:
    """Fill in the log-in form that is open."""
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()


def test_a_tick_answers_in_place(ada: User, today: Page) -> None:
    button = tick(today)
    name = str(button.get_attribute("aria-label"))
    minutes = str(today.locator(".task-minutes").first.text_content()).strip()
    expect(today.locator("#today-totals")).to_contain_text("0 min of")
    today.evaluate("window.sameDocument = true")

    button.click()

    is_done(button)
    expect(today.locator("#today-totals")).to_contain_text(f"{minutes} of")
    expect(today.get_by_role("progressbar")).to_have_accessible_name(re.compile(f"^{minutes} of"))
    expect(today.locator("#toasts")).to_contain_text(f"Done: {name}")
    expect(button).to_be_focused()
    expect(button).to_have_accessible_name(name)
    assert today.evaluate("window.sameDocument")
    assert ticks_of(ada, button) == 1


@with_and_without_javascript
def test_a_tick_keeps_its_name_and_can_be_taken_back(ada: User, today: Page) -> None:
    button = tick(today)
    name = str(button.get_attribute("aria-label"))
    for done in (True, False, True):
        button.click()
        is_done(button, done)
        for summary in today.locator(".done-tasks:not([open]) > summary").all():
            summary.click()
        expect(button).to_have_accessible_name(name)
        assert ticks_of(ada, button) == done


@without_javascript
def test_a_plain_form_comes_back_to_the_page_of_the_tick(ada: User, page: Page) -> None:
    for path in ("/plan/", "/topics/evaluation-metrics/", "/progress/"):
        page.goto(path)
        button = tick(page, 4)
        was_done = button.get_attribute("data-done") == "1"
        button.click()
        is_done(button, not was_done)
        expect(page).to_have_url(re.compile(f"{path}$"))


@with_and_without_javascript
def test_going_back_shows_what_has_been_ticked_since(ada: User, page: Page) -> None:
    for path in ("/", "/plan/", "/progress/", "/topics/evaluation-metrics/"):
        page.goto(path)
        button = tick(page, -1)
        button.click()
        is_done(button)
        page.goto("/privacy/")
        page.go_back()
        expect(page).to_have_url(re.compile(f"{path}$"))
        is_done(button)


def test_the_same_fact_in_two_places_changes_at_once(today: Page) -> None:
    button = tick(today)
    today.evaluate(
        """id => {
            const form = document.getElementById(id).form;
            const copy = form.cloneNode(true);
            copy.id += "-again";
            copy.querySelector("button").id += "-again";
            copy.querySelector("[name=with_took]").remove();
            copy.insertAdjacentHTML("afterbegin", "<input type=hidden name=place value=again>");
            form.after(copy);
            htmx.process(copy);
        }""",
        button.get_attribute("id"),
    )
    again = today.locator(f"[id='{button.get_attribute('id')}-again']")

    button.click()
    is_done(button)
    is_done(again)

    again.click()
    is_done(again, False)
    is_done(button, False)
    expect(again).to_be_focused()


def test_a_double_click_ticks_once(ada: User, today: Page) -> None:
    button, marker = tick(today), tick(today, 1)
    button.dblclick()
    is_done(button)
    # A second click that comes after the answer was drawn is still the same double click.
    button.click(click_count=1)
    is_done(button, False)
    button.hover()
    today.mouse.down(click_count=1)
    today.mouse.up(click_count=1)
    is_done(button)
    today.mouse.down(click_count=2)
    today.mouse.up(click_count=2)

    marker.press("Enter")
    is_done(marker)
    is_done(button)
    assert ticks_of(ada, button) == 1


def test_the_total_follows_the_last_of_two_quick_ticks(today: Page) -> None:
    held: list[Route] = []
    today.route(
        lambda address: urlsplit(address).path == "/", lambda route: route.continue_() if held else held.append(route)
    )
    totals = today.locator("#today-totals")
    before = str(totals.text_content())
    first, second = tick(today), tick(today, 1)
    first.click()
    is_done(first)
    second.click()
    is_done(second)
    expect(totals).not_to_have_text(before)
    after = str(totals.text_content())
    held[0].abort()
    today.reload()
    expect(totals).to_have_text(after)


def test_two_tabs_set_the_same_state(ada: User, today: Page, context: BrowserContext) -> None:
    other = context.new_page()
    other.goto("/")
    here, there = tick(today), tick(other)

    here.click()
    is_done(here)
    is_done(there, False)
    there.click()
    is_done(there)
    assert ticks_of(ada, here) == 1

    there.click()
    is_done(there, False)
    here.click()
    is_done(here, False)
    assert ticks_of(ada, here) == 0


@with_and_without_javascript
def test_logged_out_meanwhile_leads_to_the_log_in_and_back(ada: User, page: Page) -> None:
    page.goto("/plan/")
    button = tick(page)
    was_done = button.get_attribute("data-done") == "1"
    log_out_elsewhere(page)

    button.click()
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    log_in(page)

    expect(page).to_have_url(re.compile("^[^?]*/plan/$"))
    is_done(button, was_done)
    button.click()
    is_done(button, not was_done)


@without_javascript
def test_logged_out_meanwhile_undoing_a_plan_leads_back_to_the_plan(ada: User, page: Page) -> None:
    page.goto("/plan/")
    log_out_elsewhere(page)
    page.get_by_role("button", name="Bring back the plan before").click()
    log_in(page)
    expect(page).to_have_url(re.compile("^[^?]*/plan/$"))
    expect(page.get_by_role("heading", name="Your plan")).to_be_visible()


def test_a_page_older_than_the_session_says_so(ada: User, today: Page, troubles: Troubles) -> None:
    troubles.expect("403")
    button = tick(today)
    other = log_out_elsewhere(today)
    other.get_by_role("link", name="Log in").click()
    log_in(other)
    expect(other.get_by_role("heading", name="Today")).to_be_visible()

    button.click()
    expect(today.locator("#toasts")).to_contain_text("Not saved: this page is out of date.")
    is_done(button, False)
    assert ticks_of(ada, button) == 0

    today.reload()
    button.click()
    is_done(button)


def test_without_a_connection_nothing_pretends(ada: User, today: Page, troubles: Troubles) -> None:
    troubles.expect(OFFLINE)
    button = tick(today)
    today.context.set_offline(True)
    button.click()
    expect(today.locator("#toasts")).to_contain_text("Not saved – no connection.")
    is_done(button, False)
    expect(button).to_be_focused()

    today.context.set_offline(False)
    button.click()
    is_done(button)
    assert ticks_of(ada, button) == 1


def test_a_failing_server_is_not_a_tick(ada: User, today: Page, troubles: Troubles) -> None:
    troubles.expect("500")
    button = tick(today)
    today.route("**/progress/", lambda route: route.fulfill(status=500, body="broken"))
    button.click()
    expect(today.locator("#toasts")).to_contain_text("Not saved – the server could not do that.")
    is_done(button, False)
    assert ticks_of(ada, button) == 0


@pytest.mark.parametrize("way", ["button", "keyboard", "key u"])
def test_undo(ada: User, today: Page, way: str) -> None:
    button = tick(today)
    button.click()
    is_done(button)
    undo = today.locator("#toasts").get_by_role("button", name="Undo")
    if way == "button":
        undo.click()
    elif way == "keyboard":
        undo.press("Enter")
    else:
        today.keyboard.press("u")
    is_done(button, False)
    expect(undo).to_have_count(0)
    expect(button).to_be_focused()
    expect(today.locator("#today-totals")).to_contain_text("0 min of")
    assert ticks_of(ada, button) == 0


def test_undo_of_taking_back(ada: User, today: Page) -> None:
    button = tick(today)
    button.click()
    is_done(button)
    button.click()
    is_done(button, False)
    expect(today.locator("#toasts")).to_contain_text("Open again:")
    today.keyboard.press("u")
    is_done(button)


def test_a_cell_of_the_tracker_settles_its_sittings(ada: User, page: Page) -> None:
    page.goto("/plan/")
    task = page.locator("button[data-sitting='1'][data-done='0']").first.get_attribute("data-task")
    split = page.locator(f"button[data-task='{task}'][data-sitting='1']")
    split.click()
    is_done(split)

    page.goto("/progress/")
    cell = page.locator("td", has=page.locator(f"button[data-task='{task}']"))
    expect(cell).to_contain_text(re.compile(r"1 of \d"))
    cell.get_by_role("button").click()
    is_done(cell.get_by_role("button"))
    expect(cell).not_to_contain_text(re.compile(r"\d of \d"))

    page.goto("/plan/")
    for sitting in page.locator(f"button[data-task='{task}']").all():
        is_done(sitting)
