"""The real browser: Debian's Chromium, against the live server, on the real content.

A test takes ``page`` and goes to paths. ``javascript``, ``width`` and ``colors`` are fixtures that a test varies with
the marks of ``tests.browser.variants``. Console errors, failed requests and uncaught exceptions fail the test unless it
expects them.
"""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request, Response, expect
from pytest_django.live_server_helper import LiveServer

from studyplan.accounts.models import User
from tests.browser.variants import DESKTOP
from tests.factories import NOW

# Playwright's synchronous interface runs an event loop in this thread, and Django refuses to query beside one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

INSTALL = "apt-get install -y --no-install-recommends chromium-headless-shell libatomic1 fonts-dejavu-core"
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
LAUNCH = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whoever asks for the microphone gets one that beeps.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
]
# Seconds. A machine that does much else at the same time is slow, not wrong.
PATIENCE, PATIENCE_WITH_PAGES = 15, 30
expect.set_options(timeout=PATIENCE * 1000)
# htmx calls it an error that a newer request has taken an older one's place. What is one goes by a second name, too.
# Where a test has no service worker, the page is told so each time.
SUPERSEDED = re.compile("console: (htmx:(afterRequest|sendAbort)|Service Worker registration blocked)")
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = "([context, options]) => axe.run(context, options).then(report => report.violations)"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = next(filter(None, map(shutil.which, BROWSERS)), None)
    if chromium is None:
        pytest.skip(f"No Chromium here. As root: {INSTALL}")
    return {**browser_type_launch_args, "executable_path": chromium, "args": LAUNCH}


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    return live_server.url


@pytest.fixture
def javascript() -> bool:
    """Whether the browser runs scripts."""
    return True


@pytest.fixture
def width() -> int:
    """The viewport's width in CSS pixels."""
    return DESKTOP


@pytest.fixture
def service_workers() -> str:
    """Whether pages may install one: ``block`` or ``allow``."""
    return "block"


@pytest.fixture
def colors() -> str:
    """What the system prefers: ``light`` or ``dark``."""
    return "light"


class Troubles:
    """What went wrong in the browser, less what the test expects: ``troubles.expect("404")``, a pattern."""

    def __init__(self) -> None:
        self._seen: list[str] = []
        self._expected: list[str] = []

    def expect(self, pattern: str) -> None:
        """Let what matches ``pattern`` pass."""
        self._expected.append(pattern)

    def watch(self, page: Page) -> None:
        """Note what goes wrong on ``page`` from now on."""
        for event, listener in self._listeners().items():
            page.on(event, listener)  # type: ignore[call-overload]

    @contextmanager
    def watched(self, page: Page) -> Iterator[None]:
        """Note what goes wrong on ``page`` meanwhile."""
        self.watch(page)
        yield
        for event, listener in self._listeners().items():
            page.remove_listener(event, listener)

    def _listeners(self) -> dict[str, Callable[..., None]]:
        return {
            "console": self._reported,
            "pageerror": self._raised,
            "requestfailed": self._failed,
            "response": self._answered,
        }

    def _note(self, is_trouble: bool, text: str) -> None:
        if is_trouble and not SUPERSEDED.match(text):
            self._seen.append(text)

    def _reported(self, message: ConsoleMessage) -> None:
        self._note(message.type in {"error", "warning"}, f"console: {message.text}")

    def _raised(self, error: Error) -> None:
        self._note(True, f"exception: {error}")

    def _failed(self, request: Request) -> None:
        # A page that is left drops the requests under way.
        self._note("ERR_ABORTED" not in (request.failure or ""), f"failed: {request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        self._note(response.status >= 500, f"answered {response.status}: {response.url}")

    def unexpected(self) -> list[str]:
        return [text for text in self._seen if not any(re.search(pattern, text) for pattern in self._expected)]


@pytest.fixture
def troubles() -> Iterator[Troubles]:
    """What the page reports; anything unexpected fails the test."""
    troubles = Troubles()
    yield troubles
    if unexpected := troubles.unexpected():
        pytest.fail("The browser reported:\n" + "\n".join(unexpected))


@contextmanager
def finish_requests() -> Iterator[None]:
    """Let the server finish what closed pages have asked for, before the database is emptied under it."""
    before = threading.enumerate()
    yield
    for thread in threading.enumerate():
        if thread not in before:
            thread.join(PATIENCE)


@pytest.fixture
def server_at_rest(browser: Browser, live_server: LiveServer) -> Iterator[None]:
    with finish_requests():
        yield


def open_context(new_context: Callable[..., BrowserContext], **ways: Any) -> BrowserContext:
    """A browser of somebody in Berlin who asks for little motion."""
    ways = {"service_workers": "block", **ways}
    context = new_context(reduced_motion="reduce", locale="en-GB", timezone_id="Europe/Berlin", **ways)
    context.set_default_timeout(PATIENCE_WITH_PAGES * 1000)
    return context


@pytest.fixture
def context(
    server_at_rest: None,
    new_context: Callable[..., BrowserContext],
    troubles: Troubles,
    javascript: bool,
    width: int,
    colors: str,
    service_workers: str,
) -> BrowserContext:
    viewport = {"width": width, "height": 800}
    ways = {"java_script_enabled": javascript, "color_scheme": colors, "service_workers": service_workers}
    context = open_context(new_context, viewport=viewport, **ways)
    context.on("page", troubles.watch)
    return context


@pytest.fixture
def sign_in(context: BrowserContext, base_url: str) -> Callable[[User], None]:
    """Sign a user in without the form: ``sign_in(make_user())``."""

    def sign_in(user: User) -> None:
        client = Client()
        client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": base_url}])

    return sign_in


def hold_time(page: Page) -> None:
    """From here on the browser's clock moves only when it is told to."""
    page.clock.install(time=NOW)
    page.clock.pause_at(NOW + timedelta(hours=1))


@pytest.fixture
def screenshot(request: pytest.FixtureRequest, width: int, colors: str, javascript: bool) -> Callable[..., None]:
    """Take a picture of the whole page, kept where ``--screenshots`` says: ``screenshot(page, "result")``."""
    folder = request.config.getoption("--screenshots")

    def screenshot(page: Page, name: str) -> None:
        if folder:
            scripts = "" if javascript else "-no-js"
            path = Path(folder, f"{name}-{width}-{colors}{scripts}.png")
            page.screenshot(path=path, full_page=True, animations="disabled")

    return screenshot


@pytest.fixture
def axe() -> Callable[..., None]:
    """Fail with a readable list if axe finds the page wanting, by all rules or some: ``axe(page, "list")``."""

    def check(page: Page, *rules: str) -> None:
        if not page.evaluate("'axe' in window"):
            page.evaluate(Axe().axe_script)
        # A formula has hundreds of elements and no rule of its own; its text is in the ink of the text around it.
        without_formulas = {"exclude": [["math"]]}
        # Its one rule that reads style sheets is none of these, and it stumbles over a sheet that imports others.
        options = {"runOnly": list(rules) or AXE_RULES, "resultTypes": ["violations"], "preload": False}
        violations = page.evaluate(RUN_AXE, [without_formulas, options])
        lines = []
        for violation in violations:
            lines.append(f"{violation['id']}: {violation['help']}")
            lines += [f"    {node['html']}\n      {node['failureSummary']}" for node in violation["nodes"]]
        if lines:
            pytest.fail(f"axe on {page.url}:\n" + "\n".join(lines))

    return check
