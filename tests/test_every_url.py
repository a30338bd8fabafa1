"""Every address of the app, as a visitor, its owner and a stranger get it (tests/addresses.py).

An address without an entry there fails the test. Every answer carries the security headers, every page is sound HTML,
and every link on every page leads somewhere.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from studyplan.accounts.models import User
from studyplan.catalog.models import Topic
from studyplan.goals.models import StudyGoal
from studyplan.planner.models import CalendarFeed
from studyplan.portability.services import export_account
from studyplan.ui import clock
from tests.addresses import ADDRESSES, CONFIRM, DRILL, HOME, LOGIN, STUDY, TODAY, Answer, name_arguments, path_of
from tests.browser.pages import learner
from tests.factories import NOW, make_user
from tests.soundness import Page, content, header_faults

VERBS = ("put", "patch", "delete", "trace")
EVERYBODYS = ("dashboard:manifest", "dashboard:service_worker")
"""The same for everybody, signed in or not: browsers keep it and ask each time."""
SIGNED = {"reminders:unsubscribe"}
"""Posted to without cookies, by mail programs: the address itself is the token."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who looks: three browsers, and the user whose data it is."""

    ada: User
    visitor: Client
    owner: Client
    stranger: Client
    arguments: Mapping[str, str | int]
    stored: str
    """All that the app stores of the owner at first."""

    def path(self, name: str) -> str:
        """The owner's address of that name."""
        return path_of(name, self.arguments)


@pytest.fixture(scope="module")
def household(kept_rows: None) -> Iterator[Cast]:
    """A user with a plan, ticks, an interview ahead and one that is over; and a stranger with nothing."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(clock, "now", lambda: NOW)
        yield gather()


def gather() -> Cast:
    ada, grace = learner(), make_user("grace@example.org")
    goal = StudyGoal.objects.get(user=ada)
    goal.interviews.create(on=(NOW - timedelta(days=1)).date())
    CalendarFeed.objects.make(ada, NOW)
    owner, stranger = Client(), Client()
    owner.force_login(ada)
    stranger.force_login(grace)
    return Cast(ada, Client(), owner, stranger, name_arguments(ada), snapshot(ada))


@pytest.fixture
def cast(household: Cast, db: None) -> Cast:
    """The household, each in a browser as it was before the first test."""
    visitor, owner, stranger = Client(), Client(), Client()
    owner.cookies, stranger.cookies = copy.deepcopy(household.owner.cookies), copy.deepcopy(household.stranger.cookies)
    ada = User.objects.get(pk=household.ada.pk)
    return replace(household, ada=ada, visitor=visitor, owner=owner, stranger=stranger)


def patterns(inner: list[URLPattern | URLResolver] | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every pattern of the urlconf by its full name."""
    for pattern in get_resolver().url_patterns if inner is None else inner:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name or ''}", pattern
        else:
            yield from patterns(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)


def is_answered(response: HttpResponseBase, expected: Answer) -> bool:
    """Whether the answer is the expected status, or a redirect to the expected place."""
    if isinstance(expected, int):
        return response.status_code == expected
    place = str(getattr(response, "url", ""))
    return response.status_code == 302 and (
        place.startswith(expected) if expected in (LOGIN, CONFIRM, DRILL, STUDY, TODAY) else place == expected
    )


def check(response: HttpResponseBase, expected: Answer, what: str) -> None:
    """The answer is as expected, with every security header, and if it is a page, a sound one."""
    answer = f"{response.status_code} {getattr(response, 'url', '')}"
    assert is_answered(response, expected), f"{what}: expected {expected}, got {answer}"
    assert not header_faults(response), f"{what}: {header_faults(response)}"
    if response.headers.get("Content-Type", "").startswith("text/html") and response.status_code in (200, 404, 422):
        page = Page.of(response)
        assert not page.faults(), f"{what}: {page.faults()}"


def test_every_address_has_an_entry() -> None:
    names = {name for name, _pattern in patterns() if not name.startswith("admin:")}
    assert names - ADDRESSES.keys() == set(), "Say in ADDRESSES who gets what there."
    assert ADDRESSES.keys() - names == set(), "These addresses are gone."


def test_every_view_is_where_only_urls_may_import_it() -> None:
    """The contract "Only urls imports views" knows views by the names of their modules."""
    modules = {pattern.callback.__module__ for _name, pattern in patterns() if pattern.callback is not None}
    ours = {module for module in modules if module.startswith("studyplan.")}
    assert ours
    assert {module.rpartition(".")[2] for module in ours} <= {"views", "start_views"}


@pytest.mark.every_address
@pytest.mark.parametrize("name", ADDRESSES)
def test_get(name: str, cast: Cast) -> None:
    row, path = ADDRESSES[name], cast.path(name)
    browsers = {"visitor": cast.visitor, "owner": cast.owner, "stranger": cast.stranger}
    for who, expected in zip(browsers, (row.visitor, row.owner, row.stranger), strict=True):
        response = browsers[who].get(path)
        check(response, expected, f"GET {path} as {who}")
        if who != "owner" and "token" not in row.arguments:
            assert cast.ada.email.encode() not in content(response)
        if who != "visitor":
            assert ("no-store" in response.headers["Cache-Control"]) is (name not in EVERYBODYS), path
        if who == "owner":
            check_head(cast.owner, path, response)
            check_microphone(name, response)


def check_head(client: Client, path: str, response: HttpResponseBase) -> None:
    """What answers a GET answers a HEAD alike, without a body."""
    cache.clear()
    head = client.head(path)
    assert head.status_code == response.status_code, f"HEAD {path}"
    assert content(head) == b""


def check_microphone(name: str, response: HttpResponseBase) -> None:
    """It is for one page only."""
    headers, is_for_it = response.headers, name == "practice:drill_detail"
    assert ("microphone=(self)" in headers["Permissions-Policy"]) is is_for_it
    assert ("microphone=()" in headers["Permissions-Policy"]) is not is_for_it
    assert ("media-src blob:" in headers["Content-Security-Policy"]) is is_for_it


@pytest.mark.rows
@pytest.mark.parametrize("name", [name for name, row in ADDRESSES.items() if row.takes_post])
def test_an_empty_post(name: str, cast: Cast) -> None:
    row, path = ADDRESSES[name], cast.path(name)
    check(cast.visitor.post(path), row.post[0], f"POST {path} as visitor")
    check(cast.stranger.post(path), row.post[2], f"POST {path} as stranger")
    assert snapshot(cast.ada) == cast.stored, f"{path}: a stranger has changed the owner's data."
    check(cast.owner.post(path), row.post[1], f"POST {path} as owner")


@pytest.mark.parametrize("name", [name for name, row in ADDRESSES.items() if row.takes_post and name not in SIGNED])
def test_a_post_without_a_token_changes_nothing(name: str, cast: Cast) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(cast.ada)
    response = careful.post(cast.path(name), {"confirm": "1", "use": "1", "task": "read:optimization", "done": "1"})
    assert response.status_code == 403
    assert snapshot(cast.ada) == cast.stored


@pytest.mark.parametrize("name", ADDRESSES)
def test_wrong_verbs(name: str, cast: Cast) -> None:
    row, path = ADDRESSES[name], cast.path(name)
    verbs = VERBS if row.takes_post else ("post", *VERBS)
    for verb in verbs:
        assert getattr(cast.owner, verb)(path).status_code == 405, f"{verb} {path} as owner"
    assert getattr(cast.stranger, verbs[0])(path).status_code == 405, f"{verbs[0]} {path} as stranger"
    # Who must log in anyway may be told that first.
    answer = getattr(cast.visitor, verbs[0])(path)
    assert is_answered(answer, 405) or is_answered(answer, LOGIN), f"{verbs[0]} {path} as visitor"
    assert snapshot(cast.ada) == cast.stored


def test_nobody_but_staff_enters_the_admin(cast: Cast) -> None:
    arguments = {"content_type_id": "1", "object_id": "1", "id": "1", "app_label": "accounts", "url": "nowhere"}
    named = [(name, pattern) for name, pattern in patterns() if name.startswith("admin:") and name != "admin:"]
    assert named
    for name, pattern in named:
        wanted = [*pattern.pattern.converters, *pattern.pattern.regex.groupindex]
        path = reverse(name, kwargs={argument: arguments[argument] for argument in wanted})
        for client in (cast.visitor, cast.owner):
            for response in (client.get(path), client.post(path)):
                assert response.status_code in (302, 403), f"{path} answered {response.status_code}"
                assert not header_faults(response)
    assert cast.owner.get("/admin/", follow=True).status_code == 403
    assert is_answered(cast.visitor.get("/admin/login/"), "/accounts/login/?next=%2Fadmin%2Flogin%2F")


def test_a_key_of_password_reset_opens_the_form(cast: Cast) -> None:
    uid, key = user_pk_to_url_str(cast.ada), default_token_generator.make_token(cast.ada)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": key})
    check(cast.visitor.get(path, follow=True), 200, path)


@pytest.mark.parametrize("path", ["/nowhere/", "/topics/nowhere/", "/assessment/nowhere/", "/plan/calendar/wrong.ics"])
def test_no_such_page(path: str, cast: Cast) -> None:
    for client in (cast.visitor, cast.owner):
        check(client.get(path), 404, path)


def snapshot(user: User) -> str:
    """All that the app stores of a user, but when they last logged in, which the tests do."""
    data = export_account(user, NOW)
    del data["account"]["last_login"]
    return json.dumps(data, default=str, sort_keys=True)


# Links


def links(page: Page) -> Iterator[str]:
    """Where a page leads to, and what it is made of."""
    for tag, attributes, _within in page.elements:
        for name in ("href", "src", "action", "formaction", "data-hx-get", "data-hx-post"):
            target = attributes.get(name)
            if target and not (tag == "use" or urlsplit(target).scheme):
                yield target


@pytest.mark.parametrize("who", ["visitor", "owner"])
def test_every_link_leads_somewhere(who: str, cast: Cast) -> None:
    client: Client = getattr(cast, who)
    # Logging out would end the walk.
    seen = {cast.path(name) for name, row in ADDRESSES.items() if not row.takes_get or name == "account_logout"}
    pages: dict[str, Page] = {}
    places: dict[str, set[str]] = {}
    wanted: dict[str, set[str]] = {}
    waiting, faults = [HOME], []
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        if path.startswith("/static/"):
            if not finders.find(unquote(path.removeprefix("/static/"))):
                faults.append(f"{path}: no such file")
            continue
        response = client.get(path, follow=True)
        if response.status_code != 200:
            faults.append(f"{path} answered {response.status_code}")
            continue
        pages[path] = Page.of(response) if response["Content-Type"].startswith("text/html") else Page()
        places[path] = set(pages[path].ids())
        for link in links(pages[path]):
            target, fragment = urldefrag(urljoin(path, link))
            wanted.setdefault(f"{target}#{fragment}", set()).add(path)
            waiting.append(target)
    for link, sources in wanted.items():
        target, fragment = urldefrag(link)
        if fragment and target in pages and fragment not in places[target]:
            faults.append(f"{link} on {sorted(sources)[:3]}: no such place")
    assert not faults, "\n".join(faults)
    reached = {urlsplit(path).path for path in pages}
    assert {topic.get_absolute_url() for topic in Topic.objects.current()} <= reached
