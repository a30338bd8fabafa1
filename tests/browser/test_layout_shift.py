"""Nothing moves under the thumb once a page is seen: what scripts show later has its place from the start."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from studyplan.accounts.models import User
from studyplan.portability.demo import make_learner
from studyplan.ui import clock
from tests.browser.variants import PHONE
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
WATCH = """new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) window.shifted = (window.shifted ?? 0) + shift.value;
}).observe({ type: "layout-shift", buffered: true });"""
A_LINE_OF_TEXT = 0.005


PATHS = ("/", "/plan/", "/study/recall-3:bias-variance/", "/practice/cards/", "/result/")


@pytest.fixture
def service_workers() -> str:
    return "allow"


@pytest.mark.parametrize("width", [PHONE])
def test_nothing_moves_once_it_is_seen(page: Page, sign_in: Callable[[User], None]) -> None:
    sign_in(make_learner("demo@example.org", PASSWORD, clock.now()))
    page.add_init_script(WATCH)
    shifted = {}
    for path in PATHS:
        page.goto(path)
        expect(page.locator("#offline")).to_be_attached()  # the last thing that is added
        shifted[path] = page.evaluate("navigator.serviceWorker.ready.then(() => window.shifted ?? 0)")
    assert {path: value for path, value in shifted.items() if value > A_LINE_OF_TEXT} == {}
