"""The main job, end to end: from a first rating to a plan that outlives log-outs, new levels and new goals."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from studyplan.catalog.models import Topic
from tests.browser.variants import at_each_width, with_and_without_javascript
from tests.factories import NOW, PASSWORD

EMAIL = "ada@example.org"
# 2 for the row on the landing page, then by turns: a total of 26 leads to path B.
LEVELS = [2, 1, 2, 3, 2, 1, 2, 3, 2, 3, 2, 3]
Ticks = dict[tuple[str, str], bool]
OTHER_ENTRIES = {"Tracker"}


class Browser:
    """What a person does, in words; each step waits for what it must see."""

    def __init__(self, page: Page, javascript: bool) -> None:
        self.page = page
        self.javascript = javascript
        self.topics = list(Topic.objects.current())

    # Going about

    def go(self, name: str) -> None:
        """Follow an entry of the main menu, or of the page More."""
        menu = self.page.get_by_role("navigation", name="Main")
        if name in OTHER_ENTRIES:
            menu.get_by_role("link", name=re.compile("^More")).click()
            self.follow(name)
        else:
            menu.get_by_role("link", name=re.compile(rf"^{name}\b")).click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(name)
        self.page.wait_for_load_state()

    def press(self, name: str) -> None:
        """Press a button of the page."""
        self.page.get_by_role("main").get_by_role("button", name=name).click()

    def follow(self, name: str) -> None:
        """Follow a link of the page."""
        self.page.get_by_role("main").get_by_role("link", name=name).first.click()

    def is_at(self, path: str) -> None:
        """Wait until the page at ``path`` is there, all of it."""
        expect(self.page).to_have_url(re.compile(f"//[^/]+{re.escape(path)}$"))
        self.page.wait_for_load_state()

    # Rating

    def option(self, number: int, level: int) -> Locator:
        """A radio button of topic ``number`` (from 0)."""
        return self.page.locator(f"input[name='{self.topics[number].slug}'][value='{level}']")

    def rate(self, number: int, level: int) -> None:
        """Choose a level with the mouse."""
        self.page.locator("label", has=self.option(number, level)).click()
        expect(self.option(number, level)).to_be_checked()

    def standing(self, text: str) -> None:
        """Wait for the live total, where there is one."""
        if self.javascript:
            expect(self.page.locator("#standing")).to_contain_text(text)

    def rate_all(self, levels: list[int], first: int = 0) -> None:
        """Rate from topic ``first`` on: half of them by mouse, half by key where keys work."""
        half = (first + len(levels)) // 2
        for number in range(first, half):
            self.rate(number, levels[number])
        if self.javascript:
            for level in levels[half:]:
                self.page.keyboard.press(str(level))
        else:
            for number in range(half, len(levels)):
                self.rate(number, levels[number])
        if not self.javascript:
            self.press("See your result")
        self.is_at("/result/")

    def rate_all_again(self, levels: list[int]) -> None:
        """The form starts from the last levels."""
        for number, level in enumerate(levels):
            self.rate(number, level)
        self.standing(f"Total {sum(levels)} of 60")
        self.press("Save these levels")
        self.is_at("/result/")

    # The goal

    def outcome(self, *texts: str) -> None:
        """Wait until the result says so."""
        for text in texts:
            expect(self.page.locator("#outcome")).to_contain_text(re.compile(text))

    def levels(self, *texts: str) -> None:
        """Wait until the part about levels and path says so."""
        for text in texts:
            expect(self.page.locator("#levels")).to_contain_text(text)

    def try_goal(self) -> None:
        """Without scripts a button shows what a change means; with them it shows at once."""
        if not self.javascript:
            self.press("Show the plan")

    # Ticks

    def ticks(self) -> Ticks:
        """The ticks of the page, by task and sitting."""
        ticks = self.page.locator("main button[data-task]").evaluate_all(
            "all => all.map(each => [each.dataset.task, each.dataset.sitting, each.dataset.done === '1'])"
        )
        return {(task, sitting): done for task, sitting, done in ticks}

    def done(self) -> set[tuple[str, str]]:
        """What is ticked on the page."""
        return {key for key, done in self.ticks().items() if done}

    def tick(self, task: str, sitting: str = "0") -> None:
        """Tick a task that is open."""
        button = self.page.locator(f"main button[data-task='{task}'][data-sitting='{sitting}']")
        expect(button).to_have_attribute("data-done", "0")
        button.click()
        expect(button).to_have_attribute("data-done", "1")

    def totals(self, name: str, text: str) -> None:
        """The bar and the line under it say the same."""
        totals = self.page.locator(f"#{name}-totals")
        expect(totals).to_contain_text(text)
        expect(totals.get_by_role("progressbar")).to_have_accessible_name(re.compile(re.escape(text)))

    # The account

    def log_out(self) -> None:
        """Log out by the button on the page More."""
        self.go("More")
        self.press("Log out")
        expect(self.page.get_by_role("banner").get_by_role("link", name="Sign up")).to_be_visible()

    def log_in(self) -> None:
        """Log in with address and password."""
        self.page.get_by_role("banner").get_by_role("link", name="Log in").click()
        self.page.get_by_label("E-mail address").fill(EMAIL)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()
        expect(self.page.get_by_role("heading", name="Today", exact=True)).to_be_visible()


@pytest.fixture
def browser_of_ada(transactional_db: None, page: Page, javascript: bool, freeze: Callable[[datetime], None]) -> Browser:
    """A visitor's browser on a Monday morning."""
    freeze(NOW)
    return Browser(page, javascript)


@at_each_width
@with_and_without_javascript
def test_the_journey(browser_of_ada: Browser, freeze: Callable[[datetime], None]) -> None:
    ada = browser_of_ada
    arrive_and_rate(ada)
    try_goals(ada)
    sign_up(ada)
    done = tick_everywhere(ada)
    come_back_tomorrow(ada, done, freeze)
    rate_again(ada, done, freeze)
    change_the_goal(ada)


def arrive_and_rate(ada: Browser) -> None:
    """From the landing page's first row to the result."""
    ada.page.goto("/")
    expect(ada.page.get_by_role("heading", level=1)).to_be_visible()
    if ada.javascript:
        ada.page.locator("label", has=ada.option(0, LEVELS[0])).click()
    else:
        ada.rate(0, LEVELS[0])
        ada.press("Next topic")
    ada.is_at("/assessment/#rating-loss-functions")
    expect(ada.option(0, LEVELS[0])).to_be_checked()
    expect(ada.page.locator("#standing")).to_contain_text("1 of 12 rated")
    ada.rate_all(LEVELS, first=1)
    expect(ada.page.get_by_role("main")).to_contain_text("26 of 60 · path B")
    ada.levels("The Targeted Sprinter", "leads to path B")
    ada.outcome("The first week", "until")
    expect(ada.page.locator(".bars > li")).to_have_count(len(LEVELS))


def try_goals(ada: Browser) -> None:
    """Role, company, rounds, date and minutes show at once what they do to the plan."""
    page = ada.page
    outcome = page.locator("#outcome")
    ada.levels("what the role Machine Learning Engineer asks for")
    ada.outcome("until")

    def changes(act: Callable[[], object], *texts: str) -> None:
        before = str(outcome.text_content())
        act()
        ada.try_goal()
        expect(outcome).not_to_have_text(before)
        ada.outcome(*texts)

    def study(minutes: str) -> None:
        field = page.get_by_label("Minutes a day")
        field.fill(minutes)
        field.blur()

    role, date = page.get_by_label("Role"), page.get_by_label("Interview date")
    changes(lambda: role.select_option("data-scientist"))
    ada.levels("the role Data Scientist asks for")
    changes(lambda: study("60"))
    changes(lambda: date.fill("2026-03-30"), "until March 29, 2026", "Short of their target:")
    changes(lambda: page.get_by_label("Company").select_option("google"))
    page.get_by_text("Rounds, study days and days off").click()
    changes(lambda: page.get_by_label("System Design").check())
    expect(role).to_have_value("data-scientist")


def sign_up(ada: Browser) -> None:
    """Keeps ratings and goal; leads to today's tasks."""
    page = ada.page
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    ada.press("Keep this plan – sign up")
    ada.is_at("/")
    expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    expect(page.get_by_text("Monday, March 2")).to_be_visible()
    expect(page.get_by_text(re.compile("28 days to "))).to_be_visible()
    ada.totals("today", "0 min of")
    # The goal that was tried is the account's.
    page.goto("/plan/goal/")
    expect(page.get_by_label("Role")).to_have_value("data-scientist")
    expect(page.get_by_label("Company")).to_have_value("google")
    expect(page.get_by_label("Minutes a day")).to_have_value("60")
    expect(page.get_by_label("Interview date")).to_have_value("2026-03-30")
    expect(page.get_by_label("System Design")).to_be_checked()


def slugs(ada: Browser) -> set[str]:
    return {topic.slug for topic in ada.topics}


def mocks(done: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of ``done`` that the tracker shows, too, whatever plan is in force."""
    mocks = {(task, sitting) for task, sitting in done if task.startswith("mock:")}
    assert mocks
    return mocks


def tick_everywhere(ada: Browser) -> set[tuple[str, str]]:
    """A tick on Today, one in the plan, one in the tracker: the same facts on all three."""
    page = ada.page
    ada.go("Today")
    (today_task, sitting), *_ = ada.ticks()
    minutes = str(page.locator(".task-minutes").first.text_content()).strip()
    first = page.locator(".task").first
    first.get_by_text("Why").click()
    expect(first.locator("details li").first).to_be_visible()
    ada.tick(today_task, sitting)
    ada.totals("today", f"{minutes} of")

    page.goto("/plan/")
    mock = next(task for task, _sitting in ada.ticks() if task.startswith("mock:") and task[5:] in slugs(ada))
    ada.go("Tracker")
    columns = {task.partition(":")[0] for task, _sitting in ada.ticks()}
    assert len(ada.ticks()) == len(columns) * len(ada.topics) == 60
    done_before = len(ada.done())
    ada.tick(mock)
    ada.totals("tracker", f"{done_before + 1} of 60 done")

    page.get_by_role("navigation", name="Main").get_by_role("link", name="Plan", exact=True).click()
    ada.is_at("/plan/")
    ticks = ada.ticks()
    assert ticks[today_task, sitting]
    assert ticks[mock, "0"]
    expect(page.locator("#plan-totals")).to_contain_text(" to go")
    opened = page.locator("details.week[open]").first
    expect(opened).to_contain_text("Week 1")
    visible = page.locator("details.week[open] button[data-done='0']:visible").first
    task, part = str(visible.get_attribute("data-task")), str(visible.get_attribute("data-sitting"))
    label = str(page.locator("#plan-totals").text_content())
    ada.tick(task, part)
    expect(page.locator("#plan-totals")).not_to_have_text(label)
    done = ada.done()
    assert {(today_task, sitting), (mock, "0"), (task, part)} <= done

    ada.go("Today")
    assert ada.done() == done & set(ada.ticks())
    return done


def come_back_tomorrow(ada: Browser, done: set[tuple[str, str]], freeze: Callable[[datetime], None]) -> None:
    """Everything is where it was left."""
    ada.log_out()
    expect(ada.page.get_by_role("link", name="Rate yourself")).to_be_visible()
    freeze(NOW + timedelta(days=1))
    ada.log_in()
    expect(ada.page.get_by_text("Tuesday, March 3")).to_be_visible()
    expect(ada.page.get_by_text("27 days to ")).to_be_visible()
    ada.page.goto("/plan/")
    assert ada.done() == done
    ada.go("Tracker")
    assert mocks(done) <= ada.done()


def rate_again(ada: Browser, done: set[tuple[str, str]], freeze: Callable[[datetime], None]) -> None:
    """All topics, then one: ticks survive, the history shows the change."""
    page = ada.page
    freeze(NOW + timedelta(days=2))
    page.goto("/assessment/history/")
    expect(page.get_by_role("main")).to_contain_text("26 Your first total")
    ada.follow("Rate yourself again")
    expect(page.get_by_text("Last time").first).to_be_visible()
    ada.is_at("/assessment/")
    ada.rate_all_again([min(level + 1, 5) for level in LEVELS])
    expect(page.get_by_role("main")).to_contain_text("Saved. +12: your total went from 26 to 38.")
    ada.levels("leads to path C")
    ada.follow("What changed since the first")
    expect(page.get_by_role("main")).to_contain_text("Your ratings: from 26 to 38")
    expect(page.get_by_role("main")).to_contain_text("+12")

    page.goto("/plan/")
    assert done <= ada.done()
    ada.go("Tracker")
    rated_again = {(f"self-assessment:{topic.slug}", "0") for topic in ada.topics}
    assert rated_again <= ada.done()

    # One topic, the way that Today's task of this kind leads there.
    freeze(NOW + timedelta(days=3))
    page.goto("/topics/optimization/")
    ada.follow("Rate yourself on this topic")
    ada.is_at("/assessment/optimization/")
    ada.rate(3, 5)
    ada.press("Save this level")
    ada.is_at("/topics/optimization/")
    expect(page.get_by_text("Saved. +1: your total went from 38 to 39. Optimization 4 → 5.")).to_be_visible()
    page.goto("/assessment/history/")
    expect(page.get_by_role("main")).to_contain_text("Your ratings: from 26 to 39")
    page.get_by_text("Your ratings as a table").click()
    row = page.get_by_role("row", name=re.compile("^Optimization"))
    expect(row).to_contain_text("+2")

    ada.follow("Your newest result")
    ada.press("Make it my plan")
    expect(page.get_by_role("main")).to_contain_text("Nothing else changes.")
    ada.press("Use this plan")
    ada.is_at("/plan/")
    expect(page.get_by_text("Your goal is saved. Your plan follows it from today.")).to_be_visible()
    ada.go("Tracker")
    assert rated_again | mocks(done) <= ada.done()


def change_the_goal(ada: Browser) -> None:
    """The difference first; then confirmed; then undone."""
    page = ada.page
    page.goto("/plan/")
    before = ada.ticks()
    ada.follow("Goal and hours")
    page.get_by_label("Minutes a day").fill("30")
    ada.press("See what this means for the plan")
    changes = page.get_by_role("main")
    expect(changes.get_by_role("heading", name="What would change")).to_be_visible()
    expect(changes).to_contain_text("Nothing else changes.")
    # Nothing has changed yet.
    page.goto("/plan/")
    assert ada.ticks() == before

    ada.follow("Goal and hours")
    expect(page.get_by_label("Minutes a day")).to_have_value("60")
    page.get_by_label("Minutes a day").fill("30")
    ada.press("See what this means for the plan")
    ada.press("Use this plan")
    ada.is_at("/plan/")
    expect(page.get_by_text("Your goal is saved.")).to_be_visible()
    assert ada.ticks() != before

    ada.press("Bring back the plan before")
    expect(page.get_by_text("Your earlier plan is back.")).to_be_visible()
    ada.is_at("/plan/")
    assert ada.ticks() == before
    ada.follow("Goal and hours")
    expect(page.get_by_label("Minutes a day")).to_have_value("60")


@with_and_without_javascript
def test_ratings_brought_to_an_account_that_has_some(browser_of_ada: Browser) -> None:
    ada = browser_of_ada
    arrive_and_rate(ada)
    ada.page.get_by_label("E-mail address").fill(EMAIL)
    ada.page.get_by_label("Password", exact=True).fill(PASSWORD)
    ada.page.get_by_label("The same password again").fill(PASSWORD)
    ada.press("Keep this plan – sign up")
    ada.is_at("/")
    ada.log_out()

    ada.page.goto("/assessment/")
    ada.rate_all([3] * len(LEVELS))
    ada.log_in()
    ada.follow("See these ratings")
    expect(ada.page.get_by_role("main")).to_contain_text("36 of 60")
    ada.press("Use them")
    expect(ada.page.get_by_text("Saved as your newest assessment.")).to_be_visible()
    ada.page.goto("/assessment/history/")
    expect(ada.page.get_by_role("main")).to_contain_text(re.compile("Your ratings: from .* to 36"))
