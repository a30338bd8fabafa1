"""Texts 1.4 times as long break no layout, on the narrowest phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.pages import PAGES, USER, VISITOR, become, path_of
from tests.ui.pseudo import speak_strangely

pytestmark = pytest.mark.django_db(transaction=True)
WIDER = """() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return [];
    return [...document.querySelectorAll("main *, header *, footer *, nav *")]
        .filter(element => element.getBoundingClientRect().right > wide + 1)
        .map(element => element.outerHTML.slice(0, 120)).slice(0, 5);
}"""
NARROWEST = 320


@pytest.fixture
def strange_language() -> Iterator[None]:
    with speak_strangely():
        yield


@pytest.mark.parametrize("width", [NARROWEST])
@pytest.mark.parametrize("cast", [VISITOR, USER])
def test_longer_texts_fit(
    page: Page, context: BrowserContext, base_url: str, cast: str, strange_language: None, troubles: object
) -> None:
    become(context, base_url, cast)
    faults = {}
    for view in PAGES:
        if view.cast == cast and view.status == 200:
            page.goto(path_of(view))
            if wider := page.evaluate(WIDER):
                faults[str(view)] = wider
    assert not faults
