"""Rating oneself in a real browser: nothing is lost, a keyboard is enough, and the total follows."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from studyplan.accounts.models import User
from studyplan.assessment.models import Assessment
from studyplan.catalog.models import Topic
from tests.browser.conftest import Troubles
from tests.browser.variants import at_each_width, with_and_without_javascript, without_javascript
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
    page.get_by_role("button", name="See where that leads").click()


@at_each_width
def test_total_and_path_follow_each_rating(form: Page, slugs: list[str]) -> None:
    expect(standing(form)).to_contain_text("0 of 60")
    rate(form, slugs[0], 5)
    expect(standing(form)).to_contain_text("5 of 60")
    rated(form, 1)
    expect(standing(form)).to_contain_text("still possible: path")
    rate(form, slugs[0], 2)
    expect(standing(form)).to_contain_text("2 of 60")
    rated(form, 1)
    for number, slug in enumerate(slugs[1:], start=2):
        rate(form, slug, 2)
        rated(form, number)
    expect(standing(form)).to_contain_text("24 of 60")
    expect(standing(form)).to_contain_text("Path B")
    submit(form)
    expect(form).to_have_url(re.compile("/result/$"))
    expect(form.locator("#outcome")).to_contain_text("24 of 60")


def test_ratings_in_quick_succession_all_arrive(form: Page, slugs: list[str]) -> None:
    for slug in slugs:
        rate(form, slug, 4)
    rated(form, 12)
    expect(standing(form)).to_contain_text("48 of 60")
    form.reload()
    expect(standing(form)).to_contain_text("48 of 60")


@with_and_without_javascript
def test_missing_ratings_are_named_and_the_others_kept(form: Page, slugs: list[str], troubles: Troubles) -> None:
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
    submit(form)
    expect(form).to_have_url(re.compile("/result/$"))


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
    assert later.evaluate("localStorage.length") == 0
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
    expect(form).to_have_url(re.compile("/result/$"))


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
    expect(form).to_have_url(re.compile("/result/$"))


def test_a_page_older_than_the_session_keeps_what_is_entered(form: Page, slugs: list[str], troubles: Troubles) -> None:
    troubles.expect("403")
    form.context.clear_cookies(name="csrftoken")
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
    form.keyboard.press("5")
    rated(form, 12)
    for slug, level in zip(slugs, "312345123455", strict=True):
        expect(option(form, slug, int(level))).to_be_checked()
    expect(form.get_by_role("button", name="See where that leads")).to_be_focused()
    form.keyboard.press("Enter")
    expect(form).to_have_url(re.compile("/result/$"))
    expect(form.locator("#outcome")).to_contain_text("38 of 60")


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


@without_javascript
def test_the_landing_row_is_where_the_form_begins(slugs: list[str], page: Page) -> None:
    page.goto("/")
    rate(page, slugs[0], 4)
    page.get_by_role("button", name="Rate the other topics").click()
    expect(page).to_have_url(re.compile("/assessment/$"))
    expect(option(page, slugs[0], 4)).to_be_checked()
    rated(page, 1)


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
    expect(page.get_by_text("Saved. Your other levels stay as they were.")).to_be_visible()
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
    rated(form, 0)
