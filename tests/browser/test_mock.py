"""A mock interview in a browser: begun, answered, reloaded, opened twice, ended; the clock and the recorder."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from studyplan.accounts.models import User
from studyplan.practice.models import Drill
from tests.browser.conftest import hold_time
from tests.browser.variants import (
    PHONE,
    at_each_width,
    in_both_schemes,
    with_and_without_javascript,
    without_javascript,
)
from tests.factories import NOW, make_user
from tests.practice.factories import begin_drill

pytestmark = pytest.mark.django_db(transaction=True)
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def user(sign_in: Callable[[User], None], freeze: Callable[[datetime], None]) -> User:
    """Somebody who is signed in; the server's clock stands still."""
    freeze(NOW)
    user = make_user()
    sign_in(user)
    return user


def show(page: Page) -> None:
    page.get_by_role("button", name="Show the answer").click()
    expect(page.get_by_role("heading", name="Model answer")).to_be_visible()


@with_and_without_javascript
def test_from_beginning_to_end(page: Page, user: User) -> None:
    page.goto("/practice/")
    page.get_by_role("link", name="Mock interviews").click()
    page.get_by_role("radio", name=re.compile("A chain of questions")).check()
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_role("heading", name="Question 1 of 6")).to_be_visible()
    expect(page.get_by_role("heading", name="Model answer")).to_have_count(0)
    page.get_by_label("Your answer").fill("Because the base rate is low.")
    show(page)
    expect(page.get_by_text("Because the base rate is low.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Because the base rate is low.")).to_be_visible()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Next question").click()
    expect(page.get_by_role("heading", name="Question 2 of 6")).to_be_visible()
    show(page)
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name=re.compile("^End")).click()
    expect(page.get_by_role("heading", name="What to fix")).to_be_visible()
    page.get_by_role("checkbox", name="State: the answer in one sentence").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.").first).to_be_visible()
    page.reload()
    expect(page.get_by_role("checkbox", name="State: the answer in one sentence")).to_be_checked()
    page.get_by_role("link", name="Another mock interview").click()
    expect(page.locator(".drill-line a")).to_have_count(1)


@with_and_without_javascript
def test_a_second_tab_and_the_back_button_lead_to_the_open_question(
    page: Page, context: BrowserContext, user: User
) -> None:
    drill = begin_drill(user)
    path = f"/practice/drills/{drill.pk}/"
    other = context.new_page()
    page.goto(path)
    other.goto(path)
    show(page)
    page.get_by_role("button", name="Next question").click()
    expect(page.get_by_role("heading", name="Question 2 of 3")).to_be_visible()
    other.get_by_label("Your answer").fill("Too late, from another tab")
    other.get_by_role("button", name="Show the answer").click()
    expect(other.get_by_role("heading", name="Question 2 of 3")).to_be_visible()
    expect(other.get_by_label("Your answer")).to_be_visible()
    page.goto("/practice/mock/")
    page.go_back()
    expect(page.get_by_role("heading", name="Question 2 of 3")).to_be_visible()
    assert drill.attempts.get().answer == ""


def test_the_clock_counts_on_and_says_once_when_time_is_up(
    page: Page, user: User, freeze: Callable[[datetime], None]
) -> None:
    drill = begin_drill(user)
    hold_time(page)
    page.goto(f"/practice/drills/{drill.pk}/")
    clock = page.get_by_role("timer")
    expect(clock).to_have_text(re.compile(r"1:00\s+left"))
    page.clock.run_for(15_000)
    expect(clock).to_have_text(re.compile(r"0:45\s+left"))
    page.clock.run_for(38_000)
    expect(clock).to_have_class(re.compile("is-soon"))
    says = page.locator("#clock-says")
    expect(says).to_be_empty()
    page.clock.run_for(10_000)
    expect(clock).to_have_text(re.compile(r"0:03\s+over"))
    expect(says).to_contain_text("The time for this question is up.")
    freeze(NOW + timedelta(seconds=100))
    page.reload()
    expect(clock).to_have_text(re.compile(r"0:40\s+over"))
    expect(says).to_be_empty()
    show(page)
    expect(page.get_by_text("used, over 1:00")).to_be_visible()


@without_javascript
def test_without_scripts_the_server_says_what_time_is_left(
    page: Page, user: User, freeze: Callable[[datetime], None]
) -> None:
    drill = begin_drill(user)
    freeze(NOW + timedelta(seconds=75))
    page.goto(f"/practice/drills/{drill.pk}/")
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"0:15\s+over"))
    expect(page.get_by_role("button", name="Record this answer")).to_have_count(0)


def test_what_is_typed_outlives_a_reload(page: Page, user: User) -> None:
    drill = begin_drill(user)
    page.goto(f"/practice/drills/{drill.pk}/")
    page.get_by_label("Your answer").press_sequentially("A long thought")
    page.reload()
    expect(page.get_by_label("Your answer")).to_have_value("A long thought")
    show(page)
    page.get_by_role("button", name="Next question").click()
    expect(page.get_by_label("Your answer")).to_have_value("")


def test_a_voice_is_played_back_beside_the_answer_and_never_leaves(page: Page, user: User) -> None:
    drill = begin_drill(user)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.method} {request.url} {request.post_data or ''}"))
    page.goto(f"/practice/drills/{drill.pk}/")
    expect(page.get_by_text("The recording stays on this device")).to_be_visible()
    page.get_by_role("button", name="Record this answer").click()
    expect(page.get_by_text("Recording.", exact=True)).to_be_visible()
    show(page)
    voice = page.locator("audio")
    expect(voice).to_be_visible()
    expect(voice).to_have_attribute("src", re.compile("^blob:"))
    expect(voice).not_to_have_js_property("readyState", 0)
    page.get_by_role("button", name="Next question").click()
    expect(page.get_by_role("heading", name="Question 2 of 3")).to_be_visible()
    expect(voice).to_be_hidden()
    expect(page.get_by_role("button", name="Record this answer")).to_be_visible()
    posts = [request for request in sent if request.startswith("POST")]
    assert len(posts) == 2
    assert all(len(request) < 400 for request in posts), posts


def test_recording_belongs_to_the_time_before_the_answer(page: Page, user: User) -> None:
    drill = begin_drill(user)
    page.goto(f"/practice/drills/{drill.pk}/")
    expect(page.get_by_role("button", name="Record this answer")).to_be_visible()
    show(page)
    expect(page.locator("#recorder")).to_be_hidden()
    page.reload()
    expect(page.get_by_role("heading", name="Model answer")).to_be_visible()
    expect(page.locator("#recorder")).to_be_hidden()
    page.get_by_role("button", name="Next question").click()
    expect(page.get_by_role("button", name="Record this answer")).to_be_visible()


def test_a_microphone_that_is_allowed_too_late_records_nothing(page: Page, user: User) -> None:
    drill = begin_drill(user)
    page.add_init_script(
        """const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = async (wish) => {
          const stream = await ask(wish);
          document.documentElement.dataset.asked = "1";
          await new Promise((resolve) => document.addEventListener("allow", resolve));
          const [track] = stream.getTracks();
          const stop = track.stop.bind(track);
          track.stop = () => { stop(); document.documentElement.dataset.ended = "1"; };
          return stream;
        };"""
    )
    page.goto(f"/practice/drills/{drill.pk}/")
    page.get_by_role("button", name="Record this answer").click()
    expect(page.locator("html[data-asked]")).to_be_attached()
    show(page)
    page.evaluate("document.dispatchEvent(new Event('allow'))")
    expect(page.locator("html[data-ended]")).to_be_attached()
    expect(page.locator("#recorder")).to_be_hidden()
    expect(page.locator("audio")).to_be_hidden()


@pytest.mark.parametrize("width", [PHONE])
@with_and_without_javascript
def test_nothing_is_scrolled_to_act_on_a_phone(page: Page, user: User) -> None:
    page.goto("/practice/mock/")
    expect(page.get_by_role("button", name="Begin", exact=True)).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("radio").first).to_be_in_viewport()
    page.get_by_role("button", name="Begin", exact=True).click()
    for name in ("Show the answer", "Next question"):
        expect(page.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
        expect(page.get_by_role("button", name=re.compile("^End"))).to_be_in_viewport(ratio=1)
        expect(page.locator(".dock .clock")).to_be_in_viewport(ratio=1)
        page.get_by_role("button", name=name).click()
    expect(page.get_by_role("heading", name="Question 2 of 10")).to_be_visible()


@with_and_without_javascript
def test_what_is_typed_is_kept_when_it_ends(page: Page, user: User) -> None:
    drill = begin_drill(user)
    page.goto(f"/practice/drills/{drill.pk}/")
    page.get_by_label("Your answer").fill("Half a thought")
    page.get_by_role("button", name=re.compile("^End")).click()
    expect(page.get_by_role("heading", name="Typed, but not compared")).to_be_visible()
    expect(page.get_by_text("Half a thought")).to_be_visible()


def test_without_a_microphone_the_page_says_so(page: Page, user: User) -> None:
    drill = begin_drill(user)
    page.add_init_script("navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('no'))")
    page.goto(f"/practice/drills/{drill.pk}/")
    page.get_by_role("button", name="Record this answer").click()
    expect(page.get_by_text("The browser gave no microphone.")).to_be_visible()
    show(page)


def test_a_browser_that_cannot_record_offers_no_recording(page: Page, user: User) -> None:
    drill = begin_drill(user)
    page.add_init_script("delete window.MediaRecorder")
    page.goto(f"/practice/drills/{drill.pk}/")
    expect(page.get_by_role("timer")).to_be_visible()
    expect(page.locator("#recorder")).to_be_hidden()


def test_keys_show_the_answer_and_go_on(page: Page, user: User) -> None:
    drill = begin_drill(user)
    page.goto(f"/practice/drills/{drill.pk}/")
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", name="Model answer")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", name="Question 2 of 3")).to_be_visible()
    # In the field a space is a space.
    page.get_by_label("Your answer").press_sequentially("a b")
    expect(page.get_by_role("heading", name="Question 2 of 3")).to_be_visible()


@at_each_width
@in_both_schemes
def test_every_step_fits_and_is_accessible(
    page: Page, user: User, axe: Callable[[Page], None], screenshot: Callable[..., None]
) -> None:
    page.goto("/practice/mock/")
    page.get_by_role("button", name="Begin: The late parcels").click()
    expect(page.get_by_role("heading", name="Question 1 of 6")).to_be_visible()
    screenshot(page, "mock-asked")
    show(page)
    axe(page)
    assert not page.evaluate(WIDER)
    screenshot(page, "mock-revealed")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name=re.compile("^End")).click()
    expect(page.get_by_role("heading", name="What to fix")).to_be_visible()
    for summary in page.locator("details.answer > summary").all():
        summary.click()
    axe(page)
    assert not page.evaluate(WIDER)
    screenshot(page, "mock-result")
    assert Drill.objects.get().ended_at
    page.goto("/practice/mock/")
    screenshot(page, "mock-list")
    page.goto("/practice/tasks/timed-set:1/")
    screenshot(page, "mock-task")
