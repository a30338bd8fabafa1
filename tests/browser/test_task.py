"""The core loop in a browser: start, do, done, next; on a phone and a desk, with and without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from studyplan.accounts.models import User
from studyplan.planner.outline import PlanOutline
from studyplan.planner.services import read_current_plan
from studyplan.progress.services import ticks_of
from studyplan.ui import clock
from tests.browser.variants import PHONE, at_each_width, with_and_without_javascript
from tests.factories import make_assessment, make_goal, make_plan, make_user, ratings

pytestmark = pytest.mark.django_db(transaction=True)
RECALL = "/study/recall-3:bias-variance/"
IN_SIGHT = (
    "element => { const box = element.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"
)


@pytest.fixture
def user(sign_in: Callable[[User], None]) -> User:
    """Somebody at the beginning of a plan that asks for four hours a day."""
    user = make_user()
    now = clock.now()
    make_assessment(user, ratings(1), taken_at=now)
    make_goal(user, company="google", on=now.date() + timedelta(days=60), minutes=240, now=now)
    make_plan(user, now)
    sign_in(user)
    return user


def outline_of(user: User) -> PlanOutline:
    current = read_current_plan(user)
    assert current
    return current[1]


def finish(page: Page, task: str) -> None:
    """Press the bar's last button until another task is there; what it uncovers or asks is the work itself."""
    button = page.locator(".dock").get_by_role("button").last
    while f"/study/{task}/" in page.url:
        assert button.evaluate(IN_SIGHT)
        before = page.url
        if button.get_attribute("data-show") is not None:
            button.click()
            continue
        button.click()
        expect(page).not_to_have_url(before)


@at_each_width
@with_and_without_javascript
def test_from_today_to_the_second_task_done_in_three_taps(page: Page, user: User) -> None:
    first, second, *_later = outline_of(user).days[0].sittings
    page.goto("/")
    start = page.get_by_role("link", name="Start")
    assert start.evaluate(IN_SIGHT)
    start.click()
    for sitting in (first, second):
        page.wait_for_url(re.compile(f"/study/{sitting.task}/"))
        finish(page, sitting.task)
        expect(page.get_by_text("Done:", exact=True)).to_be_visible()
    ticks = ticks_of(user)
    assert all(outline_of(user).is_done(sitting, ticks) for sitting in (first, second))


@at_each_width
@with_and_without_javascript
def test_what_was_finished_can_be_undone_on_the_next_screen(page: Page, user: User) -> None:
    first = outline_of(user).days[0].sittings[0]
    page.goto(f"/study/{first.task}/")
    page.locator(".dock").get_by_role("button").last.click()
    page.get_by_role("button", name="Undo").click()
    page.wait_for_url(re.compile(f"/study/{first.task}/"))
    assert not outline_of(user).is_done(first, ticks_of(user))


@at_each_width
def test_a_recall_asks_first_and_is_done_by_keys(page: Page, user: User) -> None:
    page.goto(RECALL)
    show, keep = page.locator("[data-show]"), page.get_by_role("button", name="Keep")
    expect(show).to_be_visible()
    expect(keep).to_be_hidden()
    expect(page.locator("[name=hits]").first).to_be_hidden()
    page.keyboard.press("Space")
    expect(show).to_be_hidden()
    expect(keep).to_be_visible()
    page.keyboard.press("1")
    page.keyboard.press("3")
    page.keyboard.press("n")
    page.wait_for_url(re.compile("done="))
    assert user.attempts.get().hits == [0, 2]


def test_what_was_typed_is_there_after_a_reload_and_gone_once_it_is_kept(page: Page, user: User) -> None:
    page.goto(RECALL)
    field = page.get_by_role("textbox", name="What you remember")
    field.fill("Bias squared, variance, noise")
    page.reload()
    expect(field).to_have_value("Bias squared, variance, noise")
    page.locator("[data-show]").click()
    page.get_by_role("button", name="Keep").click()
    page.wait_for_url(re.compile("done="))
    page.goto(RECALL)
    expect(field).to_have_value("")
    assert user.attempts.get().answer == "Bias squared, variance, noise"


@pytest.mark.parametrize("width", [PHONE])
@pytest.mark.parametrize("javascript", [False])
def test_without_scripts_the_answer_unfolds_and_can_be_graded(page: Page, user: User) -> None:
    page.goto(RECALL)
    page.locator("summary", has_text="Compare").click()
    page.locator("[name=hits]").first.check()
    page.get_by_role("button", name="Keep").click()
    page.wait_for_url(re.compile("done="))
    assert user.attempts.get().hits == [0]
