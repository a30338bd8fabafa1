"""Studying in a browser: lessons and problems, what is read, notes and stars, and finding."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from studyplan.accounts.models import User
from studyplan.catalog.models import CodingProblem, Derivation, Problem, Topic
from studyplan.catalog.study import lesson_of, problems_of
from tests.browser.conftest import Troubles
from tests.browser.variants import at_each_width, in_both_schemes, with_and_without_javascript, without_javascript
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)
TOPIC = "bias-variance"
PAGE = f"/topics/{TOPIC}/"
LESSON = f"{PAGE}lesson/"
CROWDED = """() => [...document.querySelectorAll(".figure svg")].flatMap(svg => {
    const frame = svg.getBoundingClientRect();
    const shown = [...svg.querySelectorAll("text")].filter(each => each.getClientRects().length);
    const texts = shown.map(each => [each.textContent, each.getBoundingClientRect()]);
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
    page.goto(LESSON)
    assert not page.evaluate(WIDER)
    expect(page.locator(".figure svg").first).to_be_visible()
    # A screen reader gets the figure's title, not its hundred lines.
    title = page.locator(".figure svg title").first.text_content() or ""
    expect(page.get_by_role("img", name=title)).to_have_count(1)
    screenshot(page, "lesson")
    axe(page)


def test_no_words_in_a_figure_leave_it_or_cover_each_other(page: Page) -> None:
    for topic in filter(lesson_of, Topic.objects.current().values_list("slug", flat=True)):
        page.goto(f"/topics/{topic}/lesson/")
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


# The parts of a topic, and what is read


@with_and_without_javascript
def test_a_section_is_marked_as_read_on_every_device(page: Page, user: User) -> None:
    lesson = lesson_of(TOPIC)
    assert lesson
    first, second, *others = lesson.sections
    page.goto(LESSON)
    button = page.locator(f"#set-read-{first.slug}")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#lesson-place")).to_contain_text(f"1 of {len(others) + 2} sections read")
    assert user.sections_read.get().section == first.slug
    page.get_by_role("link", name="Go on:").click()
    expect(page).to_have_url(f"{LESSON}#lesson-{second.slug}")
    expect(page.locator(f"#lesson-{second.slug}")).to_be_in_viewport()
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert not user.sections_read.exists()


@pytest.mark.parametrize(
    ("anchor", "part"), [("problems", "practice"), ("rapid-fire", "cards"), ("card", "reference"), ("formula", "")]
)
def test_a_link_from_before_there_were_parts_is_followed(page: Page, anchor: str, part: str) -> None:
    page.goto(f"{PAGE}#{anchor}")
    expect(page).to_have_url(f"{PAGE}{part}{'/' if part else ''}#{anchor}")
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()


def test_a_figure_is_moved_by_its_slider(page: Page, axe: Callable[[Page], None]) -> None:
    page.goto(LESSON)
    figure = page.locator("figure:has([data-slider])").first
    slider = figure.get_by_role("slider")
    before = slider.get_attribute("aria-valuetext")
    expect(figure.locator("output")).to_have_text(before or "nothing")
    slider.press("ArrowLeft")
    expect(figure.locator("output")).not_to_have_text(before or "")
    shown = figure.locator(".frame.is-shown")
    expect(shown).to_have_count(1)
    expect(shown).to_have_attribute("data-value", slider.get_attribute("aria-valuetext") or "")
    axe(page)


@without_javascript
def test_a_figure_stands_still_without_scripts(page: Page) -> None:
    page.goto(LESSON)
    figure = page.locator("figure:has([data-slider])").first
    expect(figure.get_by_role("slider")).to_have_count(0)
    expect(figure.locator(".frame.is-shown")).to_be_visible()


@with_and_without_javascript
def test_steps_are_uncovered_one_by_one_by_keyboard(page: Page) -> None:
    page.goto(Derivation.objects.current().select_related("topic")[0].get_absolute_url())
    first, second = (page.locator("summary", has_text=f"Show step {number} of") for number in (1, 2))
    expect(second).to_be_hidden()
    first.press("Enter")
    expect(second).to_be_visible()
    expect(page.get_by_text("Show step 1 of")).to_be_hidden()
    expect(page.get_by_text("Show step 3 of")).to_be_hidden()
    second.press("Space")
    expect(page.get_by_text("Show step 3 of")).to_be_visible()


@at_each_width
@in_both_schemes
@pytest.mark.parametrize("kind", [Derivation, CodingProblem])
def test_an_item_fits_and_is_accessible_with_everything_open(
    page: Page,
    kind: type[Derivation] | type[CodingProblem],
    axe: Callable[[Page], None],
    screenshot: Callable[..., None],
) -> None:
    page.goto(kind.objects.current().select_related("topic")[0].get_absolute_url())
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    assert not page.evaluate(WIDER)
    screenshot(page, kind.__name__.lower())
    axe(page)


# Notes and stars


@with_and_without_javascript
def test_a_star_and_a_note_are_kept(page: Page, user: User, problem: Problem) -> None:
    for path in (PAGE, problem.get_absolute_url()):
        page.goto(path)
        page.get_by_role("button", name="Star").click()
        expect(page.get_by_role("button", name="Star")).to_have_attribute("aria-pressed", "true")
        page.get_by_role("textbox", name="Your note").fill("Ask for σ² first.")
        page.get_by_role("button", name="Save the note").click()
        expect(page.get_by_text("Saved.")).to_be_visible()
        expect(page).to_have_url(path)
    page.goto("/notes/")
    expect(page.get_by_text("Ask for σ² first.")).to_have_count(2)
    assert user.notes.filter(is_starred=True).count() == 2


def test_starring_keeps_a_note_that_is_not_saved_yet(page: Page, user: User) -> None:
    page.goto(PAGE)
    page.get_by_role("textbox", name="Your note").fill("half a thought")
    page.get_by_role("button", name="Star").click()
    expect(page.get_by_role("button", name="Star")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="Star")).to_be_focused()
    expect(page.get_by_role("textbox", name="Your note")).to_have_value("half a thought")
    assert not user.notes.exclude(text="").exists()


def test_a_note_that_was_changed_in_another_tab_is_not_lost(page: Page, user: User, troubles: Troubles) -> None:
    troubles.expect("422")
    page.goto(PAGE)
    other = page.context.new_page()
    other.goto(PAGE)
    for tab, text in ((other, "theirs"), (page, "mine")):
        tab.get_by_role("textbox", name="Your note").fill(text)
        tab.get_by_role("button", name="Save the note").click()
        expect(tab.locator("#note [role=status], #note [role=alert]").first).not_to_be_empty()
    expect(page.get_by_text("Not saved: this note was changed elsewhere.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Your note")).to_have_value("mine")
    expect(page.get_by_text("theirs")).to_be_visible()
    page.get_by_role("button", name="Save the note").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert user.notes.get().text == "mine"


def test_what_is_typed_while_a_save_runs_stays_and_is_said_not_to_be_saved(page: Page, user: User) -> None:
    page.goto(PAGE)
    held: list[Route] = []
    page.route("**/notes/", lambda route: held.append(route))
    note, status = page.get_by_role("textbox", name="Your note"), page.locator("#note-state [role=status]")
    note.fill("first")
    expect(status).to_have_text("Not saved yet.")
    with page.expect_request("**/notes/"):
        page.get_by_role("button", name="Save the note").click()
    note.press_sequentially(" and more")
    with page.expect_response("**/notes/"):
        held[0].continue_()
    expect(note).to_have_value("first and more")
    expect(status).to_have_text("Not saved yet.")
    page.unroute("**/notes/")
    page.get_by_role("button", name="Save the note").click()
    expect(status).to_have_text("Saved.")
    assert user.notes.get().text == "first and more"


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
