"""On paper: black on white, nothing of the screen's, what is folded open, but answers as their reader left them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.pages import USER, become
from tests.factories import NOW

# A4 and Letter less their margins, in CSS pixels.
PAPER = [680, 702]
PDF_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


@pytest.mark.parametrize("colors", ["light", "dark"])
@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("plan", "/plan/"),
        ("whole-plan", "/plan/print/"),
        ("tracker", "/progress/"),
        ("cheat-sheet", "/cheat-sheet/"),
        ("topic", "/topics/optimization/"),
    ],
)
def test_paper(
    name: str,
    path: str,
    page: Page,
    context: BrowserContext,
    base_url: str,
    freeze: Callable[[datetime], None],
    request: pytest.FixtureRequest,
    colors: str,
) -> None:
    freeze(NOW)
    become(context, base_url, USER)
    page.goto(path)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for selector in (".site-head", ".site-foot", "#toasts", ".button", ".message"):
        for element in page.locator(selector).all():
            expect(element).to_be_hidden()
    for folded in page.locator("main details:not(.why, .answer, :has(.to-open))").all():
        expect(folded).to_have_attribute("open", "")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") in (
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    )
    for width in PAPER:
        page.set_viewport_size({"width": width, "height": 960})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    if folder := request.config.getoption("--screenshots"):
        page.screenshot(path=Path(folder) / f"print-{name}-{colors}.png", full_page=True)

    page.evaluate("dispatchEvent(new Event('afterprint'))")
    if name == "plan":
        assert page.locator("details.week:not([open])").count() > 0
    if folder:
        page.pdf(path=Path(folder) / f"print-{name}-{colors}.pdf", prefer_css_page_size=True)


def test_the_plan_takes_a_page_a_week(
    page: Page, context: BrowserContext, base_url: str, freeze: Callable[[datetime], None]
) -> None:
    freeze(NOW)
    become(context, base_url, USER)
    page.goto("/plan/print/")
    weeks = page.locator(".printed-week").count()
    assert weeks > 2
    for paper in ("A4", "Letter"):
        assert len(PDF_PAGE.findall(page.pdf(format=paper))) == weeks


def test_the_table_of_the_cheat_sheet_takes_one_page(page: Page) -> None:
    page.goto("/cheat-sheet/")
    expect(page.locator(".glance tbody tr")).to_have_count(12)
    pages = {paper: len(PDF_PAGE.findall(page.pdf(format=paper))) for paper in ("A4", "Letter")}
    page.evaluate("document.querySelector('.cards-head').remove()")
    for paper, count in pages.items():
        assert count > 1
        assert len(PDF_PAGE.findall(page.pdf(format=paper))) == 1, paper
    page.set_viewport_size({"width": min(PAPER), "height": 960})
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= min(PAPER)


def test_answers_are_printed_as_their_reader_left_them(page: Page) -> None:
    page.goto("/topics/optimization/cards/")
    answers = page.locator("details.answer")
    answers.nth(0).locator("summary").click()
    expect(answers.nth(0)).to_have_attribute("open", "")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(answers.nth(0).locator(".prose")).to_be_visible()
    expect(answers.nth(1).locator(".prose")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(answers.nth(0)).to_have_attribute("open", "")


def test_code_is_not_cut_off_on_paper(page: Page) -> None:
    page.emulate_media(media="print")
    page.set_viewport_size({"width": min(PAPER), "height": 960})
    page.goto("/topics/optimization/lesson/")
    expect(page.locator("pre").first).to_be_visible()
    assert page.evaluate("[...document.querySelectorAll('pre')].every(pre => pre.scrollWidth <= pre.clientWidth)")
