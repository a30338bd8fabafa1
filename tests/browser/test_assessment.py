"""Rating oneself in a real browser: nothing is lost, a keyboard is enough, and the total follows."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.conf import settings
from playwright.sync_api import Locator, Page, Route, expect

from studyplan.accounts.models import User
from studyplan.assessment.models import Assessment
from studyplan.catalog.models import Topic
from tests.browser.conftest import Troubles
from tests.browser.variants import at_each_width, with_and_without_javascript
from tests.factories import NOW, make_assessment, make_user, ratings

OFFLINE = "ERR_INTERNET_DISCONNECTED|htmx:sendError"


@pytest.fixture
def slugs(transactional_db: None) -> list[str]:
    """The topics, in the form's order."""
    return list(Topic.objects.current().values_list("slug", flat=True))


@pytest.fixture
def form(slugs: list[str], page: Page, freeze: Callable[[datetime], None]) -> Page:
    freeze(NOW)
    page.goto("/assessment/")
    return page


def option(page: Page, slug: str, level: int) -> Locator:
    """The radio button of one level of one topic."""
    return page.locator(f"input[name='{slug}'][value='{level}']")


def rate(page: Page, slug: str, level: int) -> None:
    """Choose a level as people do, on the words."""
    page.locator("label", has=option(page, slug, level)).click()


def standing(page: Page) -> Locator:
    """The line with the total."""
    return page.locator("#standing")


def rated(page: Page, count: int) -> None:
    """Wait until the server knows so many ratings."""
    expect(standing(page)).to_contain_text(f"{count} of 12 rated")


def submit(page: Page) -> None:
    page.get_by_role("button", name=re.compile("See your result|Save these levels")).click()


def at_result(page: Page) -> None:
    """Wait until the result is there."""
    expect(page).to_have_url(re.compile("/result/$"))


@at_each_width
def test_total_and_path_follow_each_rating_and_the_last_one_opens_the_result(form: Page, slugs: list[str]) -> None:
    expect(standing(form)).to_contain_text("Total 0 of 60")
    rate(form, slugs[0], 5)
    expect(standing(form)).to_contain_text("Total 5 of 60")
    rated(form, 1)
    expect(standing(form)).to_contain_text("Paths A, B, C are possible")
    rate(form, slugs[0], 2)
    expect(standing(form)).to_contain_text("Total 2 of 60")
    rated(form, 1)
    for number, slug in enumerate(slugs[1:-1], start=2):
        rate(form, slug, 2)
        rated(form, number)
    rate(form, slugs[-1], 2)
    at_result(form)
    expect(form.get_by_role("main")).to_contain_text("24 of 60 · path B")
    form.get_by_role("link", name="Change a rating").click()
    rated(form, 12)
    rate(form, slugs[-1], 5)
    expect(standing(form)).to_contain_text("Total 27 of 60 · Path B")
    submit(form)
    at_result(form)
    expect(form.get_by_role("main")).to_contain_text("27 of 60")


@at_each_width
def test_a_first_choice_leads_on_and_a_correction_stays(
    form: Page, slugs: list[str], axe: Callable[[Page], None], screenshot: Callable[..., None]
) -> None:
    rate(form, slugs[0], 4)
    expect(option(form, slugs[1], 1)).to_be_focused()
    expect(form.locator(f"#rating-{slugs[1]}")).to_be_in_viewport(ratio=0.9)
    rate(form, slugs[1], 3)
    expect(option(form, slugs[2], 1)).to_be_focused()
    place = form.evaluate("scrollY")
    # Already rated, and still in sight or above it.
    option(form, slugs[0], 2).focus()
    form.locator(f"#rating-{slugs[0]}").scroll_into_view_if_needed()
    place = form.evaluate("scrollY")
    rate(form, slugs[0], 2)
    rated(form, 2)
    expect(standing(form)).to_contain_text("Total 5 of 60")
    assert form.evaluate("scrollY") == place
    expect(option(form, slugs[0], 2)).to_be_focused()
    # With the topics between rated, the next one that is not.
    rate(form, slugs[3], 3)
    expect(option(form, slugs[4], 1)).to_be_focused()
    rate(form, slugs[2], 3)
    expect(option(form, slugs[4], 1)).to_be_focused()
    # An arrow key chooses, and stays.
    form.keyboard.press("ArrowDown")
    expect(option(form, slugs[4], 2)).to_be_focused()
    axe(form)
    screenshot(form, "assessment")


def test_a_double_click_rates_one_topic(form: Page, slugs: list[str]) -> None:
    form.locator("label", has=option(form, slugs[0], 4)).dblclick()
    rated(form, 1)
    expect(option(form, slugs[0], 4)).to_be_checked()


def test_ratings_in_quick_succession_all_arrive(form: Page, slugs: list[str]) -> None:
    for slug in slugs:
        rate(form, slug, 4)
    at_result(form)
    expect(form.get_by_role("main")).to_contain_text("48 of 60")
    form.goto("/assessment/")
    expect(standing(form)).to_contain_text("48 of 60")


@with_and_without_javascript
def test_missing_ratings_are_named_and_the_others_kept(
    form: Page, slugs: list[str], troubles: Troubles, javascript: bool
) -> None:
    troubles.expect("422")
    names = dict(Topic.objects.values_list("slug", "name"))
    for slug in slugs[:10]:
        rate(form, slug, 3)
    submit(form)
    message = form.get_by_role("alert")
    expect(message).to_contain_text(f"2 topics are not rated yet: {names[slugs[10]]}, {names[slugs[11]]}.")
    expect(form.locator(f"#rating-{slugs[10]}")).to_have_accessible_description("Not rated yet.")
    expect(form.get_by_text("Not rated yet.")).to_have_count(2)
    for slug in slugs[:10]:
        expect(option(form, slug, 3)).to_be_checked()
    rate(form, slugs[10], 3)
    rate(form, slugs[11], 3)
    if not javascript:
        submit(form)
    at_result(form)


def test_a_reload_loses_nothing(form: Page, slugs: list[str]) -> None:
    rate(form, slugs[0], 4)
    rated(form, 1)
    rate(form, slugs[5], 2)
    # Left at once: the request may not have arrived.
    form.reload()
    expect(option(form, slugs[0], 4)).to_be_checked()
    expect(option(form, slugs[5], 2)).to_be_checked()
    rated(form, 2)
    form.goto("/topics/")
    form.go_back()
    expect(option(form, slugs[5], 2)).to_be_checked()
    rated(form, 2)


def test_a_lost_connection_loses_nothing(form: Page, slugs: list[str], troubles: Troubles) -> None:
    troubles.expect(OFFLINE)
    rate(form, slugs[0], 4)
    rated(form, 1)
    form.context.set_offline(True)
    rate(form, slugs[1], 3)
    expect(form.locator("#toasts")).to_contain_text("Your ratings are kept on this device")
    with form.expect_event("requestfailed"):
        rate(form, slugs[2], 2)
    expect(option(form, slugs[1], 3)).to_be_checked()

    form.context.set_offline(False)
    rated(form, 3)
    expect(form.locator("#toasts")).to_contain_text("Back online: your ratings are saved.")
    form.reload()
    for slug, level in zip(slugs, (4, 3, 2), strict=False):
        expect(option(form, slug, level)).to_be_checked()
    rated(form, 3)


def test_a_request_that_fails_late_does_not_silence_that_all_is_saved(
    form: Page, slugs: list[str], troubles: Troubles
) -> None:
    troubles.expect(OFFLINE)
    held: list[Route] = []
    form.route("**/rating/", lambda route: route.continue_() if held else held.append(route))
    with form.expect_request("**/rating/"):
        rate(form, slugs[0], 4)
    form.context.set_offline(True)
    form.context.set_offline(False)
    held[0].abort("internetdisconnected")
    rated(form, 1)
    expect(form.locator("#toasts")).to_contain_text("Back online: your ratings are saved.")


def test_ratings_of_a_page_that_was_left_without_a_connection_are_sent_later(
    form: Page, slugs: list[str], troubles: Troubles
) -> None:
    troubles.expect(OFFLINE)
    form.context.set_offline(True)
    rate(form, slugs[1], 3)
    expect(form.locator("#toasts")).to_contain_text("Your ratings are kept on this device")
    form.close()
    form.context.set_offline(False)

    later = form.context.new_page()
    later.goto("/assessment/")
    expect(option(later, slugs[1], 3)).to_be_checked()
    rated(later, 1)
    later.reload()
    assert later.evaluate("Object.keys(localStorage).filter(name => name.startsWith('studyplan:ratings'))") == []
    expect(option(later, slugs[1], 3)).to_be_checked()


def test_sending_without_a_connection_keeps_every_rating(form: Page, slugs: list[str], troubles: Troubles) -> None:
    troubles.expect(OFFLINE)
    for slug in slugs[:11]:
        rate(form, slug, 3)
    rated(form, 11)
    form.context.set_offline(True)
    rate(form, slugs[11], 3)
    expect(form.locator("#toasts")).to_contain_text("Your ratings are kept on this device")
    with form.expect_event("requestfailed"):
        submit(form)
    expect(option(form, slugs[11], 3)).to_be_checked()
    form.context.set_offline(False)
    rated(form, 12)
    submit(form)
    at_result(form)


def test_a_server_that_does_not_answer_is_not_left_for(form: Page, slugs: list[str], troubles: Troubles) -> None:
    troubles.expect("ERR_CONNECTION_REFUSED|htmx:sendError")
    for slug in slugs[:11]:
        rate(form, slug, 3)
    rated(form, 11)
    form.route("**/assessment/**", lambda route: route.abort("connectionrefused"))
    with form.expect_event("requestfailed"):
        rate(form, slugs[11], 3)
    with form.expect_event("requestfailed"):
        submit(form)
    expect(form.locator("#toasts")).to_contain_text("Your ratings are kept on this device")
    form.unroute("**/assessment/**")
    form.reload()
    expect(option(form, slugs[11], 3)).to_be_checked()
    rated(form, 12)
    submit(form)
    at_result(form)


def test_a_page_older_than_the_session_keeps_what_is_entered(form: Page, slugs: list[str], troubles: Troubles) -> None:
    troubles.expect("403")
    form.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    rate(form, slugs[0], 4)
    expect(form.locator("#toasts")).to_contain_text("Not saved: this page is out of date.")
    expect(option(form, slugs[0], 4)).to_be_checked()
    form.reload()
    expect(option(form, slugs[0], 4)).to_be_checked()
    rated(form, 1)


def test_a_keyboard_is_enough(form: Page, slugs: list[str]) -> None:
    form.keyboard.press("3")
    for level in "1234512345":
        form.keyboard.press(level)
    expect(option(form, slugs[11], 1)).to_be_focused()
    rated(form, 11)
    for slug, level in zip(slugs, "31234512345", strict=False):
        expect(option(form, slug, int(level))).to_be_checked()
    form.keyboard.press("5")
    at_result(form)
    expect(form.get_by_role("main")).to_contain_text("38 of 60")


def test_arrows_and_digits_change_the_topic_in_focus(form: Page, slugs: list[str]) -> None:
    option(form, slugs[3], 2).focus()
    form.keyboard.press("Space")
    form.keyboard.press("ArrowRight")
    expect(option(form, slugs[3], 3)).to_be_checked()
    form.keyboard.press("5")
    expect(option(form, slugs[3], 5)).to_be_checked()
    expect(option(form, slugs[4], 1)).to_be_focused()
    expect(option(form, slugs[0], 5)).not_to_be_checked()
    rated(form, 1)
    expect(standing(form)).to_contain_text("5 of 60")


@at_each_width
@with_and_without_javascript
def test_the_landing_row_is_where_the_form_begins(slugs: list[str], page: Page, javascript: bool) -> None:
    page.goto("/")
    rate(page, slugs[0], 4)
    if not javascript:
        page.get_by_role("button", name="Next topic").click()
    expect(page).to_have_url(re.compile(f"/assessment/#rating-{slugs[1]}$"))
    expect(page.locator(f"#rating-{slugs[1]}")).to_be_in_viewport()
    expect(option(page, slugs[0], 4)).to_be_checked()
    rated(page, 1)
    page.goto("/")
    page.get_by_role("link", name="Go on: 1 of 12 rated").click()
    expect(page).to_have_url(re.compile(f"/assessment/#rating-{slugs[1]}$"))


def test_an_arrow_key_on_the_landing_row_leads_nowhere_and_a_digit_does(slugs: list[str], page: Page) -> None:
    page.goto("/")
    option(page, slugs[0], 1).focus()
    page.keyboard.press("ArrowDown")
    expect(option(page, slugs[0], 2)).to_be_checked()
    expect(page).to_have_url(re.compile("//[^/]+/$"))
    page.keyboard.press("4")
    expect(page).to_have_url(re.compile(f"/assessment/#rating-{slugs[1]}$"))
    expect(option(page, slugs[0], 4)).to_be_checked()


@with_and_without_javascript
def test_one_topic_again(
    slugs: list[str],
    page: Page,
    sign_in: Callable[[User], None],
    freeze: Callable[[datetime], None],
    troubles: Troubles,
    javascript: bool,
) -> None:
    troubles.expect("422")
    freeze(NOW)
    ada = make_user()
    make_assessment(ada, ratings(2))
    sign_in(ada)
    page.goto(f"/assessment/{slugs[2]}/")
    expect(option(page, slugs[2], 2)).to_be_checked()
    rate(page, slugs[2], 4)
    page.get_by_role("button", name="Save this level").click()
    expect(page.get_by_text("Saved. +2: your total went from 24 to 26. Regularization 2 → 4.")).to_be_visible()
    newest = Assessment.objects.filter(user=ada).first()
    assert newest
    assert newest.levels == ratings(2) | {slugs[2]: 4}


def test_drafts_on_a_shared_device_stay_with_whoever_entered_them(
    form: Page, slugs: list[str], troubles: Troubles, sign_in: Callable[[User], None]
) -> None:
    troubles.expect(OFFLINE)
    form.context.set_offline(True)
    rate(form, slugs[1], 3)
    expect(form.locator("#toasts")).to_contain_text("Your ratings are kept on this device")
    form.context.set_offline(False)
    rated(form, 1)
    grace = make_user("grace@example.org")
    make_assessment(grace, ratings(5))
    sign_in(grace)
    form.goto("/assessment/")
    rated(form, 12)
    expect(standing(form)).to_contain_text("Total 60 of 60")
