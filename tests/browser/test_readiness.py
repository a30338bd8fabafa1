"""Readiness in the browser: figures open in place, another goal is looked at in place; both work without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.pages import USER, become
from tests.browser.variants import with_and_without_javascript, without_javascript
from tests.factories import NOW

URL = "/practice/readiness/"


@pytest.fixture
def opened(page: Page, context: BrowserContext, base_url: str, freeze: Callable[[datetime], None]) -> Page:
    freeze(NOW)
    become(context, base_url, USER)
    page.goto(URL)
    return page


def test_a_topic_opens_to_its_evidence_once(opened: Page) -> None:
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    summary = opened.locator("#loss-functions summary")
    evidence = opened.locator("#made-of--loss-functions")
    summary.click()
    expect(evidence).to_contain_text("Level 4: two of two checks did not hold.")
    expect(evidence).to_contain_text("1 of 4 key points")
    summary.click()
    expect(evidence).to_be_hidden()
    summary.click()
    expect(evidence).to_be_visible()
    assert sum(url.endswith("/readiness/loss-functions/") for url in asked) == 1


@without_javascript
def test_without_scripts_a_link_leads_to_the_evidence(opened: Page) -> None:
    opened.locator("#loss-functions summary").click()
    opened.get_by_role("link", name="Checks, attempts and cards on Loss Functions").click()
    expect(opened.get_by_role("heading", level=1)).to_have_text("Loss Functions")
    expect(opened.locator("main")).to_contain_text("two of two checks at level 4 did not hold")


@with_and_without_javascript
def test_another_goal_is_looked_at_and_ones_own_comes_back(opened: Page, javascript: bool) -> None:
    figures = opened.locator("#readiness")
    expect(figures).to_contain_text("Machine Learning Engineer · Google")
    opened.get_by_text("For another goal").click()
    opened.get_by_label("Role").select_option("mlops")
    if not javascript:
        opened.get_by_role("button", name="Show").click()
    expect(figures).to_contain_text("MLOps Engineer · Google")
    expect(opened).to_have_url(re.compile(r"\?role=mlops&company=google&rounds=ml-depth$"))
    opened.reload()
    expect(figures).to_contain_text("MLOps Engineer · Google")
    opened.get_by_role("link", name="Your own goal").click()
    expect(figures).to_contain_text("Machine Learning Engineer · Google")
