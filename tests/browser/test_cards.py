"""Cards in a browser: by keyboard and by hand, with and without scripts, in two windows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Request, Route, expect

from studyplan.accounts.models import User
from studyplan.catalog.models import Card
from studyplan.practice.cards.deck import deck
from studyplan.practice.cards.queue import build_session
from studyplan.practice.models import PracticeSettings
from tests.browser.variants import at_each_width, in_both_schemes, with_and_without_javascript
from tests.factories import NOW, make_assessment, make_goal, make_user, ratings
from tests.practice.factories import make_memory

CARDS = "/practice/cards/"
DAY = timedelta(days=1)


@pytest.fixture
def ada(transactional_db: None, freeze: Callable[[datetime], None], sign_in: Callable[[User], None]) -> User:
    """A user with a few known cards, an interview in two weeks, and loss functions to learn."""
    freeze(NOW)
    user = make_user()
    make_assessment(user, ratings(1, loss_functions=3))
    make_goal(user, on=NOW.date() + 14 * DAY)
    for number, card_text in enumerate(topic_faces("regularization")[:4], start=1):
        make_memory(user, card_text, reviewed_at=NOW - 10 * DAY, stability=float(number))
    sign_in(user)
    return user


def topic_faces(topic: str) -> list[Card]:
    """The topic's cards, as new ones come."""
    return [card_text.card for card_text in deck().values() if card_text.topic == topic]


def front(page: Page) -> Locator:
    return page.locator("#front")


def grade_button(page: Page, name: str) -> Locator:
    """A grade, once the answer is shown."""
    return page.locator(".grades").get_by_role("button", name=name)


def left(page: Page, count: int) -> None:
    """Wait until so many cards are left."""
    words = "One left today" if count == 1 else f"{count} left today"
    expect(page.locator("#sitting")).to_contain_text(words)


def test_by_keyboard_alone(ada: User, page: Page) -> None:
    page.goto(CARDS)
    expect(front(page)).to_be_visible()
    first = front(page).text_content() or ""
    before = int(page.locator(".session-head p").first.inner_text().split()[0])
    page.keyboard.press("3")
    expect(page.locator("#sitting")).to_contain_text(f"{before} left today")
    expect(grade_button(page, "Good")).to_be_hidden()
    page.keyboard.press("Space")
    expect(grade_button(page, "Good")).to_be_visible()
    page.keyboard.press("3")
    left(page, before - 1)
    expect(front(page)).to_be_focused()
    expect(grade_button(page, "Good")).to_be_hidden()
    assert ada.card_reviews.count() == 1
    page.keyboard.press("u")
    left(page, before)
    expect(front(page)).to_have_text(first)
    assert ada.card_reviews.count() == 0
    page.keyboard.press("Space")
    page.keyboard.press("1")
    expect(page.locator(".card-undo")).to_contain_text("Again")


def test_keys_can_be_switched_off(ada: User, page: Page) -> None:
    ada.keyboard_shortcuts = False
    ada.save()
    page.goto(CARDS)
    page.keyboard.press("Space")
    expect(grade_button(page, "Good")).to_be_hidden()
    page.locator("summary", has_text="Show the answer").click()
    expect(grade_button(page, "Good")).to_be_visible()
    page.keyboard.press("3")
    expect(front(page)).to_be_visible()
    assert ada.card_reviews.count() == 0


@with_and_without_javascript
@at_each_width
@in_both_schemes
def test_a_session_by_hand(
    ada: User,
    page: Page,
    axe: Callable[[Page], None],
    screenshot: Callable[..., None],
    javascript: bool,
    width: int,
    colors: str,
) -> None:
    PracticeSettings.objects.create(user=ada, card_minutes=5)
    page.goto(CARDS)
    screenshot(page, "cards-front")
    page.locator("summary", has_text="Show the answer").click()
    page.get_by_text("What the grades mean").click()
    expect(grade_button(page, "Easy")).to_be_visible()
    if javascript:
        axe(page)
    screenshot(page, "cards-back")
    for button in page.locator(".grades button").all():
        box = button.bounding_box()
        assert box
        assert box["height"] >= 44
    number = 0
    while count := len(build_session(ada, NOW, NOW.date()).queue):
        left(page, count)
        if number:
            page.locator("summary", has_text="Show the answer").click()
        grade_button(page, "Easy").click()
        expect(page.locator(".card-undo")).to_contain_text("Easy")
        expect(page.locator(".sheet-back[open]")).to_have_count(0)
        number += 1
        assert ada.card_reviews.count() == number
    expect(page.get_by_text("Cards done for today.")).to_be_visible()
    screenshot(page, "cards-done")
    if javascript:
        axe(page)
    page.get_by_role("link", name="5 min more").click()
    expect(front(page)).to_be_visible()
    page.locator("summary", has_text="Show the answer").click()
    grade_button(page, "Again").click()
    expect(page.locator(".card-undo")).to_contain_text("Again")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Grade undone.")).to_be_visible()


def test_two_buttons_have_two_keys(ada: User, page: Page) -> None:
    page.goto(CARDS)
    page.get_by_role("link", name="Minutes and buttons").click()
    page.get_by_label("Only two buttons").check()
    page.get_by_label("Minutes of cards a day").fill("20")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.locator(".grades button")).to_have_count(2)
    page.keyboard.press("2")
    expect(page.locator(".card-undo")).to_contain_text("Good")


def test_the_same_card_in_two_windows(ada: User, page: Page, context: BrowserContext) -> None:
    other = context.new_page()
    for window in (page, other):
        window.goto(CARDS)
        window.keyboard.press("Space")
        expect(grade_button(window, "Good")).to_be_visible()
    grade_button(page, "Good").click()
    expect(page.locator(".card-undo")).to_contain_text("Good")
    grade_button(other, "Again").click()
    expect(other.locator("#sitting")).to_contain_text("already graded")
    expect(front(other)).to_have_text(front(page).text_content() or "")
    assert [review.grade for review in ada.card_reviews.all()] == [3]


def test_a_double_click_grades_once_and_opens_nothing(ada: User, page: Page) -> None:
    page.goto(CARDS)
    page.keyboard.press("Space")
    grade_button(page, "Good").dblclick()
    expect(page.locator(".card-undo")).to_contain_text("Good")
    # Its second click may come after the next card, whose summary is where the pointer is.
    page.locator("summary", has_text="Show the answer").hover()
    page.mouse.down(click_count=2)
    page.mouse.up(click_count=2)
    expect(page.locator(".sheet-back[open]")).to_have_count(0)
    assert ada.card_reviews.count() == 1


def test_what_comes_while_a_grade_is_kept_takes_no_other_back(ada: User, page: Page) -> None:
    page.goto(CARDS)
    page.keyboard.press("Space")
    page.keyboard.press("3")
    expect(page.locator(".card-undo")).to_contain_text("Good")
    held: list[Route] = []
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    page.route(f"**{CARDS}", lambda route: held.append(route))
    page.keyboard.press("Space")
    with page.expect_request(f"**{CARDS}"):
        page.keyboard.press("4")
    page.keyboard.press("u")
    held[0].continue_()
    expect(page.locator(".card-undo")).to_contain_text("Easy")
    assert len(asked) == 1
    assert ada.card_reviews.count() == 2


def test_a_double_click_on_the_answer_gives_no_grade(ada: User, page: Page) -> None:
    page.goto(CARDS)
    page.locator("summary", has_text="Show the answer").dblclick()
    page.wait_for_load_state("networkidle")
    assert ada.card_reviews.count() == 0
    page.reload()
    page.locator("summary", has_text="Show the answer").click()
    expect(grade_button(page, "Good")).to_be_visible()


def longest() -> Card:
    return max(deck().values(), key=lambda text: len(text.back) + sum(map(len, text.key_points))).card


@with_and_without_javascript
def test_the_grades_are_in_reach_however_long_the_answer(ada: User, page: Page, javascript: bool) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    ada.card_memories.all().delete()
    make_memory(ada, longest(), reviewed_at=NOW - 10 * DAY, lapses=4)
    page.goto(f"{CARDS}?topic={longest().topic.slug}")
    expect(page.locator(".sheet")).to_contain_text("forgotten 4 times")
    show = page.locator("summary .button", has_text="Show the answer")
    before = show.bounding_box()
    show.click()
    expect(grade_button(page, "Good")).to_be_in_viewport(ratio=1)
    after = grade_button(page, "Good").bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) < 8, "What one presses stays at its place."
    assert after["height"] >= 44
    assert page.evaluate("scrollY") == 0
    grade_button(page, "Again").click()
    expect(page.locator(".card-undo")).to_be_visible()
    assert ada.card_memories.get().lapses == 5


@with_and_without_javascript
def test_a_card_set_aside_and_back(ada: User, page: Page, javascript: bool) -> None:
    page.goto(f"{CARDS}?topic=regularization")
    first = front(page).text_content() or ""
    page.locator("summary", has_text="Show the answer").click()
    page.get_by_role("button", name="Set aside").click()
    expect(page.get_by_text("The card is set aside.")).to_be_visible()
    expect(front(page)).not_to_have_text(first)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("The card is back.")).to_be_visible()
    expect(front(page)).to_have_text(first)


@at_each_width
@in_both_schemes
def test_a_card_of_ones_own(
    ada: User, page: Page, screenshot: Callable[..., None], axe: Callable[[Page], None], width: int, colors: str
) -> None:
    page.goto(CARDS)
    page.get_by_role("link", name="Your cards").click()
    page.get_by_role("link", name="Add a card").click()
    page.get_by_label("Question").fill("What is asked?")
    page.get_by_label("Answer").fill("First.\nSecond.")
    axe(page)
    screenshot(page, "cards-own")
    page.get_by_role("button", name="Add the card").click()
    axe(page)
    screenshot(page, "cards-all")
    page.get_by_role("link", name="What is asked?").click()
    page.get_by_role("button", name="Delete the card").click()
    page.get_by_role("button", name="Undo").click()
    page.goto(f"{CARDS}?topic=bias-variance")
    expect(front(page)).to_have_text("What is asked?")
    page.locator("summary", has_text="Show the answer").click()
    expect(page.locator(".sheet-back .prose")).to_contain_text("Second.")
    page.goto(f"{CARDS}forecast/")
    expect(page.get_by_role("img", name="Cards due each day")).to_be_visible()
    axe(page)
    screenshot(page, "cards-forecast")
    wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wider)


@at_each_width
@in_both_schemes
def test_what_does_not_fit(
    ada: User, page: Page, screenshot: Callable[..., None], axe: Callable[[Page], None], width: int, colors: str
) -> None:
    PracticeSettings.objects.create(user=ada, card_minutes=5)
    known = set(ada.card_memories.values_list("card", flat=True))
    for pk, card_text in deck().items():
        if pk not in known:
            make_memory(ada, card_text.card, reviewed_at=NOW - 10 * DAY)
    page.goto(CARDS)
    expect(page.locator(".outlook")).to_contain_text("Not all cards fit before the interview")
    expect(page.locator(".outlook")).to_contain_text("do not fit into those days")
    page.locator(".outlook summary").first.click()
    screenshot(page, "cards-overflow")
    axe(page)
    wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wider)
