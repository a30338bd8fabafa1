"""Studying in a browser: lessons and problems, the reading place, notes and stars, and finding."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from studyplan.accounts.models import User
from studyplan.catalog.models import Problem, Topic
from studyplan.catalog.study import lesson_of, problems_of
from tests.browser.conftest import Troubles
from tests.browser.variants import at_each_width, in_both_schemes, with_and_without_javascript, without_javascript
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)
TOPIC = "bias-variance"
PAGE = f"/topics/{TOPIC}/"
CROWDED = """() => [...document.querySelectorAll(".figure svg")].flatMap(svg => {
    const frame = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text")].map(each => [each.textContent, each.getBoundingClientRect()]);
    const outside = texts.filter(([, box]) => box.left < frame.left - 1 || box.right > frame.right + 1
        || box.top < frame.top - 1 || box.bottom > frame.bottom + 1).map(([text]) => `outside: ${text}`);
    const overlapping = texts.flatMap(([text, box], place) => texts.slice(place + 1).filter(([, other]) =>
        Math.min(box.right, other.right) - Math.max(box.left, other.left) > 2
        && Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > box.height * 0.35)
        .map(([other]) => `${text} / ${other}`));
    return [...outside, ...overlapping];
})"""
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def user(sign_in: Callable[[User], None]) -> User:
    """Somebody who is signed in."""
    user = make_user()
    sign_in(user)
    return user


@pytest.fixture
def problem() -> Problem:
    """A problem with several hints."""
    many = {problem.slug for problem in problems_of(TOPIC) if len(problem.hints) > 1}
    return next(
        problem
        for problem in Problem.objects.current().select_related("topic")
        if problem.topic.slug == TOPIC and problem.slug in many
    )


@at_each_width
@in_both_schemes
def test_a_lesson_fits_and_is_accessible(
    page: Page, axe: Callable[[Page], None], screenshot: Callable[..., None]
) -> None:
    page.goto(PAGE)
    assert not page.evaluate(WIDER)
    expect(page.locator(".figure svg").first).to_be_visible()
    # A screen reader gets the figure's title, not its hundred lines.
    title = page.locator(".figure svg title").first.text_content() or ""
    expect(page.get_by_role("img", name=title)).to_have_count(1)
    screenshot(page, "lesson")
    axe(page)


def test_no_words_in_a_figure_leave_it_or_cover_each_other(page: Page) -> None:
    for topic in filter(lesson_of, Topic.objects.current().values_list("slug", flat=True)):
        page.goto(f"/topics/{topic}/")
        assert page.evaluate(CROWDED) == [], topic


@at_each_width
@in_both_schemes
def test_a_problem_fits_and_is_accessible_with_everything_open(
    page: Page, problem: Problem, axe: Callable[[Page], None], screenshot: Callable[..., None]
) -> None:
    page.goto(problem.get_absolute_url())
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    assert not page.evaluate(WIDER)
    screenshot(page, "problem")
    axe(page)


@with_and_without_javascript
def test_hints_come_one_by_one_and_the_solution_when_asked_for(page: Page, problem: Problem) -> None:
    page.goto(problem.get_absolute_url())
    first, second = page.get_by_text("Hint 1 of"), page.get_by_text("Hint 2 of")
    expect(second).to_be_hidden()
    expect(page.get_by_role("heading", name="Key points")).to_be_hidden()
    first.click()
    expect(second).to_be_visible()
    page.get_by_text("Show the solution").click()
    expect(page.get_by_role("heading", name="Key points")).to_be_visible()


# The reading place


def test_the_reading_place_is_kept_until_the_lesson_is_read(page: Page) -> None:
    lesson = lesson_of(TOPIC)
    assert lesson
    heading = lesson.headings[3]
    page.goto(PAGE)
    offer = page.locator("#go-on")
    expect(offer).to_be_hidden()
    page.locator(f"#{heading.anchor}").evaluate("each => each.scrollIntoView()")
    until(page, "key => localStorage.getItem(key) !== null", f"reading:{TOPIC}")
    page.goto("/topics/")
    page.goto(PAGE)
    expect(offer).to_be_visible()
    offer.get_by_role("link").click()
    expect(page).to_have_url(f"{PAGE}#{heading.anchor}")
    expect(page.locator(f"#{heading.anchor}")).to_be_in_viewport()
    page.locator("#kept").evaluate("each => each.scrollIntoView()")
    until(page, "key => !localStorage.getItem(key)", f"reading:{TOPIC}")
    page.goto("/topics/")
    page.goto(PAGE)
    expect(offer).to_be_hidden()


def test_a_link_into_the_lesson_is_followed_without_an_offer(page: Page) -> None:
    page.goto(PAGE)
    page.evaluate("key => localStorage.setItem(key, 'lesson-nonsense')", f"reading:{TOPIC}")
    page.reload()
    expect(page.locator("#go-on")).to_be_hidden()


# Notes and stars


@with_and_without_javascript
def test_a_star_and_a_note_are_kept(page: Page, user: User, problem: Problem) -> None:
    for path in (PAGE, problem.get_absolute_url()):
        page.goto(path)
        page.get_by_role("button", name="Star").click()
        expect(page.get_by_role("button", name="Star")).to_have_attribute("aria-pressed", "true")
        page.get_by_label("Your note").fill("Ask for σ² first.")
        page.get_by_role("button", name="Save the note").click()
        expect(page.get_by_text("Saved.")).to_be_visible()
        expect(page).to_have_url(path)
    page.goto("/notes/")
    expect(page.get_by_text("Ask for σ² first.")).to_have_count(2)
    assert user.notes.filter(is_starred=True).count() == 2


def test_starring_keeps_a_note_that_is_not_saved_yet(page: Page, user: User) -> None:
    page.goto(PAGE)
    page.get_by_label("Your note").fill("half a thought")
    page.get_by_role("button", name="Star").click()
    expect(page.get_by_role("button", name="Star")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="Star")).to_be_focused()
    expect(page.get_by_label("Your note")).to_have_value("half a thought")
    assert not user.notes.exclude(text="").exists()


def test_a_note_that_was_changed_in_another_tab_is_not_lost(page: Page, user: User, troubles: Troubles) -> None:
    troubles.expect("422")
    page.goto(PAGE)
    other = page.context.new_page()
    other.goto(PAGE)
    for tab, text in ((other, "theirs"), (page, "mine")):
        tab.get_by_label("Your note").fill(text)
        tab.get_by_role("button", name="Save the note").click()
        expect(tab.locator("#note [role=status], #note [role=alert]").first).not_to_be_empty()
    expect(page.get_by_text("this note was changed elsewhere")).to_be_visible()
    expect(page.get_by_label("Your note")).to_have_value("mine")
    expect(page.get_by_text("theirs")).to_be_visible()
    page.get_by_role("button", name="Save the note").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert user.notes.get().text == "mine"


# Finding


@at_each_width
@in_both_schemes
def test_results_come_as_one_types(page: Page, axe: Callable[[Page], None], screenshot: Callable[..., None]) -> None:
    page.goto("/find/")
    page.get_by_role("searchbox").press_sequentially("bias varianse")
    expect(page.locator("#found li").first).to_contain_text("Bias-Variance Tradeoff")
    expect(page).to_have_url("/find/?q=bias%20varianse")
    expect(page.get_by_role("searchbox")).to_be_focused()
    screenshot(page, "find")
    axe(page)
    page.locator("#found").get_by_role("link", name="Bias-Variance Tradeoff", exact=True).click()
    expect(page).to_have_url(PAGE)
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("bias varianse")


@without_javascript
def test_finding_works_without_scripts(page: Page) -> None:
    page.goto("/find/")
    page.get_by_role("searchbox").fill("bias varianse")
    page.get_by_role("button", name="Find").click()
    expect(page.locator("#found li").first).to_contain_text("Bias-Variance Tradeoff")


def until(page: Page, script: str, argument: str) -> None:
    """Wait for what a script says; Playwright's own waiting evaluates text in the page, which its policy forbids."""
    for _ in range(150):
        if page.evaluate(script, argument):
            return
        page.wait_for_timeout(100)
    raise AssertionError(script)
