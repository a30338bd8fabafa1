"""The app in a train: what opens without a connection, what is kept and sent later, and what stays after a log-out."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Error, Locator, Page, expect

from studyplan.accounts.models import User
from studyplan.planner.text.instructions import study_url
from studyplan.practice.models import Attempt
from studyplan.progress.services import set_done, ticks_of
from tests.browser.conftest import PATIENCE, PATIENCE_WITH_PAGES, Troubles
from tests.factories import make_assessment, make_goal, make_plan, make_user

CARDS = "/practice/cards/"
IS_STORED = """async () => {
    for (const name of await caches.keys()) if (name.startsWith("pages:")) {
        const pages = await caches.open(name);
        const list = await pages.match("/offline/pages/", { ignoreVary: true });
        if (!list) return false;
        const urls = (await list.json()).pages.map(page => page.url);
        const stored = await Promise.all(urls.map(url => pages.match(url, { ignoreVary: true })));
        return stored.every(Boolean) && Boolean(navigator.serviceWorker.controller);
    }
    return false;
}"""
WAITING = """async () => {
    const bodies = [];
    for (const name of await caches.keys()) if (name.startsWith("queue:")) {
        const queue = await caches.open(name);
        for (const key of await queue.keys()) bodies.push(await (await queue.match(key)).text());
    }
    return bodies;
}"""
INSTALL = """async () => {
    const { installing } = await navigator.serviceWorker.register("/sw.js");
    return new Promise(resolve => installing.addEventListener("statechange", () => resolve(installing.state)));
}"""
PRIVATE = "async () => (await caches.keys()).filter(name => /^(pages|queue):/.test(name))"


@pytest.fixture
def service_workers() -> str:
    return "allow"


@pytest.fixture
def now(freeze: Callable[[datetime], None]) -> datetime:
    """The real moment, at which the app's clock stands still."""
    moment = timezone.now()
    freeze(moment)
    return moment


@pytest.fixture
def ada(transactional_db: None, now: datetime, sign_in: Callable[[User], None]) -> User:
    """Somebody on the first day of a plan."""
    user = make_user()
    make_assessment(user, taken_at=now)
    make_goal(user, on=now.date() + timedelta(days=21), minutes=120, now=now)
    make_plan(user, now)
    sign_in(user)
    return user


@pytest.fixture
def train(ada: User, page: Page, troubles: Troubles) -> Page:
    """A page of hers, once all that it needs is stored."""
    troubles.expect("ERR_INTERNET_DISCONNECTED|ERR_FAILED|Clear-Site-Data")
    page.goto("/")
    wait_until(page, IS_STORED, lambda stored: stored is True)
    return page


def wait_until(page: Page, script: str, is_so: Callable[[Any], bool]) -> None:
    """Ask the page until its answer is right."""
    end = time.monotonic() + 3 * PATIENCE_WITH_PAGES
    while not is_so(answer := page.evaluate(script)):
        assert time.monotonic() < end, answer
        page.wait_for_timeout(100)


def list_waiting(page: Page) -> list[str]:
    """The addresses to which something waits to be sent, in order."""
    return [json.loads(change)["path"] for change in page.evaluate(WAITING)]


def wait_until_sent(page: Page) -> None:
    wait_until(page, WAITING, lambda waiting: waiting == [])


@pytest.mark.parametrize(("status", "state"), [(200, "installed"), (503, "redundant")])
def test_no_worker_is_installed_with_an_error_for_its_page(
    page: Page, transactional_db: None, troubles: Troubles, monkeypatch: pytest.MonkeyPatch, status: int, state: str
) -> None:
    troubles.expect("503|ERR_")
    page.goto("/privacy/")
    monkeypatch.setattr("studyplan.dashboard.offline.views.render", lambda *_about: HttpResponse("…", status=status))
    assert page.evaluate(INSTALL) == state


def test_pages_open_without_a_connection(train: Page, context: BrowserContext, screenshot: Callable[..., None]) -> None:
    context.set_offline(True)
    train.goto("/")
    expect(train.locator("#offline")).to_contain_text("Offline: as of")
    for path, title in (("/topics/", "Topics"), ("/cheat-sheet/", "Cheat sheet"), (CARDS, "Cards")):
        train.goto(path)
        expect(train.get_by_role("heading", level=1)).to_have_text(title)
    expect(train.locator("[data-card]:visible")).to_have_count(1)
    screenshot(train, "offline-cards")
    train.goto("/")
    train.locator(".task-title a").first.click()
    expect(train.locator("#step")).to_be_visible()
    screenshot(train, "offline-study")
    train.goto("/account/")
    expect(train.get_by_role("heading", level=1)).to_have_text("You are offline")
    expect(train.locator("#stored").get_by_role("link", name="Cheat sheet", exact=True)).to_be_visible()
    screenshot(train, "offline-page")


def test_a_tick_is_kept_shown_and_sent_once(
    ada: User, train: Page, context: BrowserContext, screenshot: Callable[..., None]
) -> None:
    context.set_offline(True)
    button = train.locator("button[data-task^='read:']").first
    task = button.get_attribute("data-task") or ""
    button.click()
    expect(button).to_have_attribute("data-done", "1")
    expect(train.locator("[data-waiting]")).to_contain_text("waiting to be sent")
    expect(train.locator("#offline")).to_contain_text("One change is kept on this device.")
    screenshot(train, "offline-tick")
    train.goto("/")
    expect(train.locator(f"button[data-task='{task}']").first).to_have_attribute("data-done", "1")
    assert list_waiting(train) == ["/progress/"]
    context.set_offline(False)
    wait_until_sent(train)
    expect(train.locator("#toasts")).to_contain_text("Changes sent: 1.")
    expect(train.locator("[data-waiting]")).to_have_count(0)
    assert ada.completions.filter(task=task).count() == 1


def test_the_last_of_two_ticks_wins(ada: User, train: Page, context: BrowserContext) -> None:
    context.set_offline(True)
    button = train.locator("button[data-task^='read:']").first
    button.click()
    expect(button).to_have_attribute("data-done", "1")
    button.click()
    expect(button).to_have_attribute("data-done", "0")
    assert list_waiting(train) == ["/progress/", "/progress/"]
    context.set_offline(False)
    train.goto("/")
    wait_until_sent(train)
    assert not ada.completions.exists()


def test_what_is_kept_while_others_are_sent_goes_before_what_is_newer(
    ada: User, train: Page, context: BrowserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_answer = threading.Event()

    def set_done_later(*args: Any, **kwargs: Any) -> object:
        may_answer.wait(PATIENCE)
        return set_done(*args, **kwargs)

    monkeypatch.setattr("studyplan.progress.views.set_done", set_done_later)
    buttons = train.locator("button[data-task]")
    first, second = buttons.nth(0), buttons.nth(1)
    task = first.get_attribute("data-task")
    context.set_offline(True)
    first.click()
    expect(train.locator("#offline")).to_contain_text("One change")
    context.set_offline(False)
    second.click()
    expect(train.locator("#offline")).to_contain_text("2 changes")
    second.click()
    may_answer.set()
    expect(second).to_have_attribute("data-done", "0")
    train.goto("/")
    wait_until_sent(train)
    assert [row.task for row in ada.completions.all()] == [task]


def test_one_goes_through_a_task_and_on_to_the_next(ada: User, train: Page, context: BrowserContext) -> None:
    tasks = train.locator(".task .tick button").evaluate_all("all => all.map(one => one.dataset.task)")
    context.set_offline(True)
    train.goto(study_url(tasks[0]))
    train.locator("#step button[name=next]").click()
    train.wait_for_url(f"**/study/{tasks[1]}/**")
    expect(train.locator("#offline")).to_contain_text("One change is kept on this device.")
    train.goto("/")
    expect(train.locator(f"button[data-task='{tasks[0]}']").first).to_have_attribute("data-done", "1")
    context.set_offline(False)
    train.goto("/")
    wait_until_sent(train)
    train.goto("/")
    assert ticks_of(ada).is_done(tasks[0])
    expect(train.locator("#offline")).to_be_hidden()


def test_questions_come_one_after_the_other(ada: User, train: Page, context: BrowserContext) -> None:
    """Each once, though the pages were made when none was answered; after the last one comes what follows."""
    questions = list_questions(train)
    context.set_offline(True)
    train.goto(questions[0])
    for number, _url in enumerate(questions, start=1):
        train.evaluate("document.querySelectorAll('[data-answer]').forEach(answer => answer.open = true)")
        train.locator("#step button[name=next]").click()
        expect(train.locator("#offline")).to_contain_text("One" if number == 1 else f"{number} changes")
    assert "item=" not in train.url
    assert list_waiting(train) == [questions[0].split("?")[0]] * len(questions)
    context.set_offline(False)
    train.goto("/")
    wait_until_sent(train)
    assert Attempt.objects.filter(user=ada).count() == len(questions)


def list_questions(page: Page) -> list[str]:
    """The screens of the first sitting with several of them."""
    urls = page.evaluate("fetch('/offline/pages/').then(r => r.json()).then(r => r.pages.map(p => p.url))")
    with_items = [url for url in urls if "item=" in url]
    sittings = {url: url.split("item=")[0] for url in with_items}
    several = next(sitting for sitting in sittings.values() if list(sittings.values()).count(sitting) > 1)
    return [url for url in with_items if sittings[url] == several]


def test_cards_are_graded_one_by_one(ada: User, train: Page, context: BrowserContext) -> None:
    context.set_offline(True)
    train.goto(CARDS)
    fronts = []
    for number in (1, 2):
        card = train.locator("[data-card]:visible")
        expect(card).to_have_count(1)
        fronts.append(card.get_attribute("data-card"))
        train.keyboard.press("Space")
        train.keyboard.press("3")
        expect(train.locator("#offline")).to_contain_text("One" if number == 1 else f"{number} changes")
    assert fronts[0] != fronts[1]
    expect(train.locator(f"[data-card='{fronts[0]}']")).to_be_hidden()
    context.set_offline(False)
    train.goto(CARDS)
    wait_until_sent(train)
    reviews = ada.card_reviews.order_by("pk").values_list("card__topic__slug", "card__slug")
    assert ["/".join(names) for names in reviews] == fronts


def test_a_grade_that_is_kept_leaves_other_pages_alone(train: Page, context: BrowserContext) -> None:
    find = open_search(context)
    train.goto(CARDS)
    context.set_offline(True)
    train.keyboard.press("Space")
    train.keyboard.press("3")
    expect(train.locator("#offline")).to_contain_text("One change")
    expect(train.locator("[data-card]:visible")).to_have_count(1)
    expect(find).to_have_value("Typed")


def open_search(context: BrowserContext) -> Locator:
    """A field with a text in it, on another page."""
    page = context.new_page()
    page.goto("/find/")
    field = page.locator("#main [name=q]")
    with page.expect_response("**/find/?q=Typed"):
        field.fill("Typed")
    return field


def test_what_another_session_left_is_sent_after_the_log_in(
    ada: User, train: Page, context: BrowserContext, sign_in: Callable[[User], None]
) -> None:
    find = open_search(context)
    context.set_offline(True)
    train.locator("button[data-task^='read:']").first.click()
    expect(train.locator("[data-waiting]")).to_be_visible()
    context.clear_cookies()
    context.set_offline(False)
    train.goto("/plan/")
    expect(train).to_have_url("/accounts/login/?next=/plan/")
    wait_until(train, PRIVATE, lambda names: [name[:6] for name in names] == ["queue:"])
    expect(find).to_have_value("Typed")
    sign_in(ada)
    train.goto("/")
    wait_until_sent(train)
    assert ada.completions.count() == 1


def test_another_account_gets_nothing_of_it(
    ada: User, train: Page, context: BrowserContext, sign_in: Callable[[User], None], now: datetime
) -> None:
    context.set_offline(True)
    train.locator("button[data-task^='read:']").first.click()
    expect(train.locator("[data-waiting]")).to_be_visible()
    before = train.evaluate(PRIVATE)
    context.clear_cookies()
    grace = make_user("grace@example.org")
    sign_in(grace)
    context.set_offline(False)
    train.goto("/")
    wait_until(train, PRIVATE, lambda names: not set(names) & set(before))
    assert not grace.completions.exists()
    assert not ada.completions.exists()


def test_what_another_site_posts_is_not_kept(train: Page, context: BrowserContext, base_url: str) -> None:
    """Sent later, it would have the token that it must not have."""
    form = f"""<form method="post" action="{base_url}/progress/">
        <input name="task" value="read:optimization"><input name="done" value="1"></form>"""
    context.route("http://elsewhere.test/", lambda route: route.fulfill(content_type="text/html", body=form))
    context.set_offline(True)
    train.goto("http://elsewhere.test/")
    with train.expect_event("framenavigated"):
        train.evaluate("document.forms[0].submit()")
    train.goto("/")
    assert list_waiting(train) == []


def test_nothing_stays_after_the_log_out(ada: User, train: Page, context: BrowserContext) -> None:
    train.evaluate("localStorage.setItem('studyplan:ratings:1', '{}'); sessionStorage.setItem('study:1', 'A draft')")
    log_out(train)
    wait_until(train, PRIVATE, lambda names: names == [])
    kept = train.evaluate("[sessionStorage.getItem('study:1'), localStorage.getItem('studyplan:ratings:1')]")
    assert kept == [None, None]
    train.go_back()
    expect(train.locator("body")).not_to_contain_text(ada.email)
    expect(train.locator("[data-account]")).to_have_count(0)
    context.set_offline(True)
    for path in ("/", "/topics/", CARDS):  # the worker itself has gone, too
        with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
            train.goto(path)


def test_what_waits_is_sent_before_the_log_out(ada: User, train: Page, context: BrowserContext) -> None:
    context.set_offline(True)
    train.locator("button[data-task^='read:']").first.click()
    expect(train.locator("[data-waiting]")).to_be_visible()
    context.set_offline(False)
    log_out(train)
    assert ada.completions.count() == 1


def test_a_browser_that_forbids_storage_logs_out(ada: User, page: Page) -> None:
    page.add_init_script("CacheStorage.prototype.match = () => Promise.reject(new DOMException('', 'SecurityError'))")
    page.goto("/")
    log_out(page)


def log_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Log out").click()
    page.wait_for_url("/")
    expect(page.locator("[data-account]")).to_have_count(0)
