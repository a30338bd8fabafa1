"""The map in a browser: pointing at a topic lights all that it builds on; a phone has a map of its own."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.variants import PHONE


def are_lit(page: Page, *topics: str) -> None:
    """Wait until these topics are lit and no other."""
    expect(page.locator(".node.lit:visible")).to_have_count(len(topics))
    for topic in topics:
        expect(page.locator(f'.node.lit[data-topic="{topic}"]:visible')).to_have_count(1)


def test_pointing_and_tabbing_light_what_a_topic_builds_on(page: Page) -> None:
    page.goto("/map/")
    page.locator('.map-columns .node[data-topic="regularization"]').hover()
    are_lit(page, "regularization", "bias-variance", "loss-functions")
    expect(page.locator(".map-columns .edge.lit")).to_have_count(2)
    page.get_by_role("heading", name="The map as a list").hover()
    are_lit(page)
    page.mouse.move(0, 0)
    page.locator('.map-columns .node[data-topic="bias-variance"]').focus()
    page.keyboard.press("Tab")
    are_lit(page, "loss-functions")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/topics/loss-functions/")


@pytest.mark.parametrize("width", [PHONE])
def test_a_phone_has_a_map_in_rows(page: Page) -> None:
    page.goto("/map/")
    expect(page.locator(".map-columns")).to_be_hidden()
    drawing = page.locator(".map-rows")
    expect(drawing.locator(".node").first).to_be_in_viewport()
    names = (
        "[...document.querySelectorAll('.map-rows .node')].filter(node => {const box = node.querySelector('.node-box')"
    )
    names += (
        ".getBoundingClientRect(); return node.querySelector('.node-name').getBoundingClientRect().right > box.right})"
    )
    assert page.evaluate(f"{names}.length") == 0, "names stay in their boxes"
    drawing.locator('.node[data-topic="ensemble-methods"]').focus()
    drawing.get_by_role("link", name="Probabilistic ML; ").click()
    expect(page).to_have_url("/topics/probabilistic-ml/")
