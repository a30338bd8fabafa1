"""From the landing page to the first tick: how many taps it takes, and what a visitor sees on the way."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from studyplan.catalog.models import Topic
from tests.browser.conftest import Troubles
from tests.browser.pages import RATED, become
from tests.browser.variants import PHONE, at_each_width, in_both_schemes, with_and_without_javascript
from tests.factories import NOW, PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
LEVELS = ",".join("232213223212")
MEASURE_SHIFT = """
    window.shift = 0;
    const add = (list) => { for (const entry of list.getEntries()) window.shift += entry.value; };
    new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
"""
MOST_TAPS = 18
WORDS_A_MINUTE = 238  # adults, reading silently
MOST_MINUTES = 3
MOST_SHIFT = 0.01  # a tenth of what counts as good: another font may break one line elsewhere
VISIBLE_HEIGHT = 780


@pytest.fixture(autouse=True)
def now(freeze: Callable[[datetime], None]) -> None:
    """A Monday morning."""
    freeze(NOW)


class Thumb:
    """Counts what a person does: a tap or a field filled is one; and the words of what there is to read."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0
        self.words = 0

    def read(self, part: Locator) -> None:
        self.words += len(part.inner_text().split())

    def tap(self, target: Locator) -> None:
        self.taps += 1
        target.click()

    def fill(self, label: str, text: str) -> None:
        self.taps += 1
        field = self.page.get_by_label(label, exact=True)
        field.fill(text)
        field.blur()


@at_each_width
def test_from_the_landing_page_to_the_first_tick(page: Page) -> None:
    thumb = Thumb(page)
    page.goto("/")
    thumb.read(page.locator(".hero"))
    for slug in Topic.objects.current().values_list("slug", flat=True):
        row = page.locator(f"#rating-{slug}")
        if thumb.taps:
            expect(row).to_be_in_viewport()
        thumb.read(row)
        thumb.tap(row.locator("label").nth(1))
    expect(page).to_have_url(re.compile("/result/$"))
    before = str(page.locator("#outcome").text_content())
    thumb.read(page.locator("main .page-head").first)
    thumb.read(page.locator(".goal-main label").first)
    thumb.read(page.locator("#keep"))
    thumb.fill("Interview date", "2026-04-20")
    expect(page.locator("#outcome")).not_to_have_text(before)
    thumb.fill("E-mail address", "ada@example.org")
    thumb.fill("Password", PASSWORD)
    thumb.fill("The same password again", PASSWORD)
    thumb.tap(page.get_by_role("button", name="Keep this plan – sign up"))
    expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    expect(page.get_by_text(re.compile("49 days to the interview"))).to_be_visible()
    thumb.read(page.locator(".today-head"))
    thumb.read(page.locator(".task").first)
    tick = page.locator("main button[data-task]").first
    thumb.tap(tick)
    expect(tick).to_have_attribute("data-done", "1")
    assert thumb.taps <= MOST_TAPS
    assert thumb.words <= MOST_MINUTES * WORDS_A_MINUTE


@pytest.mark.parametrize("width", [PHONE])
@in_both_schemes
def test_the_first_screen_of_a_phone_says_it_and_has_one_button(
    page: Page, transactional_db: None, screenshot: Callable[..., None], axe: Callable[[Page], None]
) -> None:
    page.set_viewport_size({"width": PHONE, "height": VISIBLE_HEIGHT})
    page.goto("/")
    menu = page.get_by_role("navigation", name="Main").bounding_box()
    assert menu
    fold = min(menu["y"], VISIBLE_HEIGHT) if menu["y"] > VISIBLE_HEIGHT / 2 else VISIBLE_HEIGHT
    buttons = [button.bounding_box() for button in page.locator("main .button").all()]
    above = [box for box in buttons if box and box["y"] + box["height"] <= fold]
    assert len(above) == 1
    assert above[0]["height"] >= 44
    expect(page.get_by_role("heading", level=1)).to_contain_text("machine-learning interview")
    picture = page.get_by_role("img", name="The plan as a picture").bounding_box()
    assert picture
    assert picture["y"] + picture["height"] / 2 < fold
    axe(page)
    screenshot(page, "landing")


@at_each_width
def test_nothing_shifts_as_the_first_page_loads(page: Page, transactional_db: None) -> None:
    page.add_init_script(MEASURE_SHIFT)
    page.goto("/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shift") <= MOST_SHIFT


@at_each_width
@with_and_without_javascript
def test_a_shared_plan_is_seen_changed_and_left_for_ones_own(
    page: Page,
    transactional_db: None,
    javascript: bool,
    axe: Callable[[Page], None],
    screenshot: Callable[..., None],
) -> None:
    page.goto(f"/result/?ratings={LEVELS}&role=mle&date=2026-04-20&minutes=60")
    expect(page.get_by_role("heading", level=1)).to_have_text("A shared plan")
    screenshot(page, "result-shared")
    role = page.get_by_label("Role")
    role.select_option("mlops")
    if javascript:
        expect(page.locator("#levels")).to_contain_text("MLOps Engineer")
        axe(page)
    else:
        page.get_by_role("button", name="Show the plan").click()
    expect(page).to_have_url(re.compile(f"/result/\\?ratings={LEVELS}&role=mlops&date=2026-04-20&minutes=60$"))
    page.reload()
    expect(page.locator("#levels")).to_contain_text("MLOps Engineer")
    page.get_by_role("link", name="Make my own plan").click()
    expect(page).to_have_url(re.compile("/assessment/$"))


def test_the_address_is_copied(page: Page, base_url: str, transactional_db: None) -> None:
    become(page.context, base_url, RATED)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/result/")
    page.get_by_text("Share this plan").click()
    field = page.get_by_label("Address to share")
    page.get_by_role("button", name="Share", exact=True).click()
    expect(page.locator("#toasts")).to_contain_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == field.input_value()
    page.goto(field.input_value())
    expect(page.get_by_role("heading", level=1)).to_have_text("A shared plan")


@at_each_width
@in_both_schemes
def test_the_result_of_a_visitor(
    page: Page,
    base_url: str,
    transactional_db: None,
    axe: Callable[[Page], None],
    screenshot: Callable[..., None],
    troubles: Troubles,
    width: int,
) -> None:
    troubles.expect("422")
    become(page.context, base_url, RATED)
    page.goto("/result/")
    controls = [page.get_by_label(name, exact=True) for name in ("Interview date", "Minutes a day", "Role", "Company")]
    first, *rest = [box for box in (control.bounding_box() for control in controls) if box]
    assert all((first["y"], first["x"]) <= (box["y"], box["x"]) for box in rest)
    assert first["y"] < VISIBLE_HEIGHT / 2
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    screenshot(page, "result")
    axe(page)
    email = page.get_by_label("E-mail address")
    email.fill("ada@example.org")
    controls[1].fill("5")
    controls[1].blur()
    expect(page.get_by_role("alert")).to_contain_text("Minutes a day: Plan at least 15 minutes a day.")
    axe(page)
    controls[1].fill("45")
    controls[1].blur()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(email).to_have_value("ada@example.org")
