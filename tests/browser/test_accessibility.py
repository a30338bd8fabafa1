"""Every page for everyone: axe, keyboard, narrow screens, zoom, fingers (axe's target-size), calm.

``--screenshots=DIR`` also takes every page's picture at three widths, light and dark, to be looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import takewhile
from pathlib import Path
from typing import Any, Literal

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.conftest import Troubles, finish_requests, open_context
from tests.browser.pages import PAGES, View, become, path_of
from tests.browser.variants import DESKTOP, PHONE
from tests.factories import NOW

TABLET = 768
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
# The smallest phone (and 1280 px at 400 %, WCAG 1.4.10), a usual one, and 1280 px at 200 %.
SMALLEST = 320
NARROW = (SMALLEST, PHONE, 640)
LONGEST_MOTION = 0.15  # seconds
MOST_PARTS = 30

WIDER = """() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    return [...document.querySelectorAll("body *")]
        .filter(each => each.getBoundingClientRect().right > room + 1 && !each.closest(".table-scroll"))
        .map(each => `${each.tagName} ${each.className} ${Math.round(each.getBoundingClientRect().right)}`).slice(0, 8);
}"""
MOTION = """() => [...document.querySelectorAll("*")].map(each => {
    const style = getComputedStyle(each);
    const times = `${style.transitionDuration},${style.animationDuration}`.split(",").map(parseFloat);
    return [each.tagName + "." + each.className, Math.max(...times), style.scrollBehavior];
}).filter(([, seconds, scroll]) => seconds > 0.001 || scroll === "smooth")"""
STOPS = """() => {
    const shown = each => each.checkVisibility({visibilityProperty: true}) && each.getClientRects().length > 0;
    const found = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")];
    window.stops = found.filter(each => each.tabIndex >= 0 && !each.disabled && each.type !== "hidden" && shown(each));
    return window.stops.map(each => each.type === "radio" ? `radio ${each.name}`
        : `${each.tagName} ${each.id} ${(each.getAttribute("aria-label") || each.textContent).trim().slice(0, 40)}`);
}"""
# Notes what has the focus after each Tab: to ask after each would cost more than to press it.
NOTE_FOCUS = """() => {
    const fixed = [...document.querySelectorAll("body *")].filter(each => getComputedStyle(each).position === "fixed");
    const marked = each => {
        const style = getComputedStyle(each);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    };
    const focused = at => {
        const box = at.getBoundingClientRect();
        const bars = fixed.filter(each => !each.contains(at) && each.getClientRects().length);
        const hidden = bars.some(bar => {
            const over = bar.getBoundingClientRect();
            return over.top <= box.top && over.bottom >= box.bottom && over.left <= box.left && over.right >= box.right;
        });
        return {
            number: window.stops.indexOf(at),
            name: at.outerHTML.slice(0, 160),
            // The parts of a date field are the browser's, and it marks the one in focus.
            marked: at.type === "date" || marked(at) || marked(at.closest("label") || at),
            seen: !hidden && box.bottom > 0 && box.top < innerHeight && box.width > 1 && box.height > 1,
        };
    };
    window.reached = [];
    addEventListener("keyup", () => {
        const at = document.activeElement;
        window.reached.push(!at || at === document.body ? null : focused(at));
    }, true);
}"""


@pytest.fixture(scope="module")
def household(
    django_db_setup: None, browser: Browser, live_server: LiveServer, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """What the cast has stored, for all pages: they only show it."""
    with django_db_blocker.unblock():
        with finish_requests():
            yield
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def transactional_db(household: None) -> None:
    """The household's database, which is emptied after the last page."""


@pytest.fixture(scope="module")
def page_of(
    browser: Browser, browser_context_args: dict[str, Any], base_url: str, household: None
) -> Iterator[Callable[[str], Page]]:
    """The window of one of the cast: ``page_of(VISITOR)``. Each has one, for all pages."""
    pages: dict[str, Page] = {}

    def page_of(cast: str) -> Page:
        if cast not in pages:
            context = open_context(browser.new_context, **browser_context_args)
            become(context, base_url, cast)
            pages[cast] = context.new_page()
        return pages[cast]

    yield page_of
    for page in pages.values():
        page.context.close()


@pytest.fixture
def visit(
    view: View, page_of: Callable[[str], Page], freeze: Callable[[datetime], None], troubles: Troubles
) -> Iterator[Page]:
    """The page, open, as its cast sees it."""
    freeze(NOW)
    page = page_of(view.cast)
    page.set_viewport_size({"width": PHONE, "height": 800})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    with troubles.watched(page):
        if view.status != 200:
            troubles.expect(f"status of {view.status}")
        response = page.goto(path_of(view))
        assert response
        assert response.status == view.status
        yield page


@pytest.mark.parametrize("view", PAGES, ids=str)
def test_a_page_is_for_everyone(
    visit: Page, view: View, axe: Callable[..., None], request: pytest.FixtureRequest
) -> None:
    faults = [*tab_through(visit)]
    skip_to_the_content(visit)
    faults += [*fit(visit), *keep_still(visit)]
    for width in (SMALLEST, DESKTOP):
        visit.set_viewport_size({"width": width, "height": 800})
        visit.emulate_media(color_scheme="light", reduced_motion="reduce")
        axe(visit)
        # Of all rules, the scheme is of concern to this one.
        visit.emulate_media(color_scheme="dark", reduced_motion="reduce")
        axe(visit, "color-contrast")
    if folder := request.config.getoption("--screenshots"):
        take_pictures(visit, view, Path(folder))
    assert not faults, "\n".join(faults)


def tab_through(page: Page) -> Iterator[str]:
    """Everything is reached by Tab, in order, in sight and marked."""
    stops: list[str] = page.evaluate(STOPS)
    # Of a group of radio buttons one is a stop; arrows lead to the others.
    groups = {stop for stop in stops if stop.startswith("radio ")}
    # A page may begin in its one field: from there to the end, and then from the top.
    for field in page.locator("[autofocus]").all():
        expect(field).to_be_focused()
    while page.evaluate("document.activeElement !== document.body"):
        page.keyboard.press("Tab")
    reached: list[int] = []
    for focused in reach(page, len(groups) + sum(stop not in groups for stop in stops)):
        if not focused["marked"]:
            yield f"no focus to be seen on {focused['name']}"
        if not focused["seen"]:
            yield f"focus out of sight on {focused['name']}"
        number = focused["number"]
        if number >= 0 and number not in reached[-1:]:
            reached.append(number)
    if len(reached) > len(stops):
        yield "Tab runs in circles"
        return
    if reached != sorted(reached):
        yield f"Tab jumps back and forth: {[stops[number] for number in reached]}"
    if not reached or not stops[reached[0]].endswith("Skip to the content"):
        yield "Tab does not begin with the link to the content"
    passed = {stops[number] for number in reached} & groups
    yield from (f"Tab misses {stop}" for n, stop in enumerate(stops) if n not in reached and stop not in passed)


def reach(page: Page, count: int) -> list[dict[str, Any]]:
    """What has the focus after each Tab until nothing has; that takes at least ``count`` of them, and one more."""
    page.evaluate(NOTE_FOCUS)
    for _ in range(count + 1):
        page.keyboard.press("Tab")
    # A date field has several parts.
    for _ in range(count + MOST_PARTS):
        if page.evaluate("window.reached.at(-1)") is None:
            break
        page.keyboard.press("Tab")
    return list(takewhile(bool, page.evaluate("window.reached")))


def skip_to_the_content(page: Page) -> None:
    """The first stop leads past the menu."""
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def fit(page: Page) -> Iterator[str]:
    """Nothing but tables scrolls sideways."""
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": 800})
        yield from (f"wider than {width} px: {element}" for element in page.evaluate(WIDER))


def keep_still(page: Page) -> Iterator[str]:
    """Motion is short, and there is none for those who asked for none."""
    yield from (f"moves all the same: {element}" for element in page.evaluate(MOTION))
    page.emulate_media(reduced_motion="no-preference")
    yield from (f"moves too long: {element}" for element in page.evaluate(MOTION) if element[1] > LONGEST_MOTION)


def take_pictures(page: Page, view: View, folder: Path) -> None:
    """The whole page, with what sticks to the screen's edges at the page's edges."""
    for width in (PHONE, TABLET, DESKTOP):
        page.set_viewport_size({"width": width, "height": 800})
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.screenshot(path=folder / f"{view}-{width}-{scheme}.png", full_page=True, animations="disabled")
