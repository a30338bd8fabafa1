"""Every address of the app, as a visitor, its owner and a stranger: who gets what, in one table.

An address without an entry fails the test. Every answer carries the security headers, every page is sound HTML, and
every link on every page leads somewhere.
"""

from __future__ import annotations

import copy
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from html.parser import HTMLParser
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
from studyplan.catalog.models import Problem, Topic
from studyplan.goals.models import StudyGoal
from studyplan.planner.models import CalendarFeed
from studyplan.portability.services import export_account
from studyplan.ui import clock
from tests.browser.pages import learner
from tests.factories import NOW, make_user

LOGIN = "/accounts/login/?next="
RATE = "/assessment/"
DRILL = "/practice/drills/"
HOME = "/"
PLAN = "/plan/"
RESULT = "/result/"
CHECK = "/practice/probes/optimization/"

Answer = int | str
"""A status, or where the answer redirects to (only how it begins: ``LOGIN``, ``DRILL``)."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a GET gets: as a visitor, as the owner, as a stranger (a user who has nothing yet); and an empty POST."""

    visitor: Answer
    owner: Answer
    stranger: Answer
    post: tuple[Answer, Answer, Answer] = (405, 405, 405)
    arguments: tuple[str, ...] = field(default=())

    @property
    def takes_get(self) -> bool:
        """Whether the address may be asked for at all."""
        return self.owner != 405

    @property
    def takes_post(self) -> bool:
        """Whether something can be sent to it."""
        return self.post[1] != 405


def open_page(*arguments: str) -> Row:
    return Row(200, 200, 200, arguments=arguments)


def own_page(stranger: Answer = 200) -> Row:
    """A page for whoever is logged in; a stranger sees his own, or is led elsewhere."""
    return Row(LOGIN, 200, stranger, post=(LOGIN, 405, 405))


def own_form(stranger: Answer = 200, post: tuple[Answer, Answer] = (422, 422), arguments: tuple[str, ...] = ()) -> Row:
    """A form for whoever is logged in; sent empty, it says what is missing (``post``: owner, stranger)."""
    return Row(LOGIN, 200, stranger, post=(LOGIN, *post), arguments=arguments)


ADDRESSES: dict[str, Row] = {
    "dashboard:home": open_page(),
    "dashboard:result": Row(RATE, 200, RATE, post=(RATE, 422, RATE)),
    "dashboard:ratings_claim": Row(LOGIN, 405, 405, post=(LOGIN, RESULT, RESULT)),
    "dashboard:topic_detail": open_page("slug"),
    "dashboard:problem_detail": open_page("problem_of", "problem"),
    "dashboard:map_detail": open_page(),
    "dashboard:find_list": open_page(),
    "catalog:topic_list": open_page(),
    "catalog:cheat_sheet": open_page(),
    "catalog:guide": open_page(),
    "catalog:guide_rounds": open_page(),
    "catalog:guide_companies": open_page(),
    "catalog:guide_roles": open_page(),
    "catalog:guide_patterns": open_page(),
    "catalog:guide_anti_patterns": open_page(),
    "catalog:guide_warm_up": open_page(),
    "catalog:guide_paths": open_page(),
    "catalog:guide_resources": open_page(),
    "catalog:healthz": open_page(),
    "assessment:assessment_take": Row(200, 200, 200, post=(422, 422, 422)),
    "assessment:rating_save": Row(405, 405, 405, post=(RATE, RATE, RATE)),
    "assessment:assessment_history": own_page(),
    "assessment:topic_assess": Row(200, 200, 200, post=(422, 422, 422), arguments=("slug",)),
    "planner:plan_detail": own_page(),
    "planner:plan_week": Row(LOGIN, 200, 200, post=(LOGIN, 405, 405), arguments=("week",)),
    "planner:plan_afterwards": own_page(),
    "planner:plan_print": own_page(),
    "planner:goal_edit": own_form(),
    "planner:plan_renew": own_form(RATE, post=(PLAN, RATE)),
    "planner:plan_undo": Row(LOGIN, 405, 405, post=(LOGIN, PLAN, PLAN)),
    "planner:plan_pause": own_form(),
    "planner:repair_take": own_form(RATE, post=(PLAN, RATE), arguments=("slug",)),
    "planner:interview_list": own_page(),
    "planner:interview_add": own_form(),
    "planner:interview_edit": own_form(404, post=(422, 404), arguments=("ahead",)),
    "planner:interview_remove": own_form(404, post=(200, 404), arguments=("ahead",)),
    "planner:interview_debrief": own_form(404, post=("/plan/renew/", 404), arguments=("held",)),
    "planner:calendar_detail": own_form(PLAN, post=(422, PLAN)),
    "planner:calendar_download": own_page(PLAN),
    "planner:calendar_feed": open_page("token"),
    "progress:tracker": own_form(),
    "notes:note_list": own_form(),
    "practice:practice_home": open_page(),
    "practice:problem_list": open_page(),
    "practice:readiness_detail": own_page(),
    "practice:evidence_list": Row(LOGIN, 200, 200, post=(LOGIN, 405, 405), arguments=("slug",)),
    "practice:history_detail": own_page(),
    "practice:warm_up": Row(200, 200, 200, post=(422, 422, 422)),
    "practice:warm_up_result": Row("/practice/warm-up/", 200, "/practice/warm-up/"),
    "practice:card_review": own_form(),
    "practice:card_undo": Row(LOGIN, 405, 405, post=(LOGIN, 422, 422)),
    "practice:card_settings": own_form(),
    "practice:probe_list": own_page(),
    "practice:probe_take": own_form(arguments=("slug",)),
    "practice:probe_result": Row(LOGIN, CHECK, CHECK, post=(LOGIN, 405, 405), arguments=("slug",)),
    "practice:attempt_add": Row(LOGIN, 405, 405, post=(LOGIN, 422, 422)),
    "practice:mock_list": own_form(),
    "practice:task_start": own_form(post=(DRILL, DRILL), arguments=("task",)),
    "practice:drill_detail": Row(LOGIN, 200, 404, post=(LOGIN, 405, 405), arguments=("open_drill",)),
    "practice:drill_answer": Row(LOGIN, 405, 405, post=(LOGIN, 422, 404), arguments=("open_drill",)),
    "practice:drill_next": Row(LOGIN, 405, 405, post=(LOGIN, 422, 404), arguments=("open_drill",)),
    "practice:drill_end": Row(LOGIN, 405, 405, post=(LOGIN, DRILL, 404), arguments=("open_drill",)),
    "practice:drill_result": own_form(404, post=(DRILL, 404), arguments=("drill_over",)),
    "practice:drill_credit": Row(LOGIN, 405, 405, post=(LOGIN, DRILL, 404), arguments=("drill_over",)),
    "progress:took_set": Row(LOGIN, 405, 405, post=(LOGIN, 422, 422)),
    "account_signup": Row(200, HOME, HOME, post=(200, HOME, HOME)),
    "account_login": Row(200, HOME, HOME, post=(200, HOME, HOME)),
    "account_logout": Row(HOME, 200, 200, post=(HOME, HOME, HOME)),
    "account_inactive": open_page(),
    "account_change_password": own_form(post=(200, 200)),
    "account_set_password": Row(
        LOGIN,
        "/accounts/password/change/",
        "/accounts/password/change/",
        post=(LOGIN, "/accounts/password/change/", "/accounts/password/change/"),
    ),
    "account_reset_password": open_page(),
    "account_reset_password_done": open_page(),
    "account_reset_password_from_key_done": open_page(),
    "account_reset_password_from_key": Row(200, 200, 200, post=(200, 200, 200), arguments=("uidb36", "key")),
    "account_email_verification_sent": open_page(),
    "account_confirm_email": Row(200, 200, 200, post=(404, 404, 404), arguments=("key",)),
    "accounts:account": own_form(),
    "accounts:privacy": open_page(),
    "portability:export_download": own_page(),
    "portability:account_delete": own_form(),
}
VERBS = ("put", "patch", "delete", "trace")


@dataclass(frozen=True, slots=True)
class Cast:
    """Who looks: three browsers, and the user whose data it is."""

    ada: User
    visitor: Client
    owner: Client
    stranger: Client
    arguments: dict[str, str]
    stored: str
    """All that the app stores of the owner at first."""

    def path(self, name: str) -> str:
        """The owner's address of that name."""
        names = {
            "week": "number",
            "ahead": "pk",
            "held": "pk",
            "problem_of": "slug",
            "open_drill": "pk",
            "drill_over": "pk",
        }
        return reverse(name, kwargs={names.get(key, key): self.arguments[key] for key in ADDRESSES[name].arguments})


@pytest.fixture(scope="module")
def household(kept_rows: None) -> Iterator[Cast]:
    """A user with a plan, ticks, an interview ahead and one that is over; and a stranger with nothing."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(clock, "now", lambda: NOW)
        yield gather()


def gather() -> Cast:
    ada, grace = learner(), make_user("grace@example.org")
    goal = StudyGoal.objects.get(user=ada)
    held = goal.interviews.create(on=(NOW - timedelta(days=1)).date())
    ahead = goal.interviews.exclude(pk=held.pk).get()
    CalendarFeed.objects.make(ada, NOW)
    owner, stranger = Client(), Client()
    owner.force_login(ada)
    stranger.force_login(grace)
    arguments = {
        "slug": "optimization",
        "week": "1",
        "problem_of": "bias-variance",
        "problem": Problem.objects.filter(topic__slug="bias-variance")[0].slug,
        "ahead": str(ahead.pk),
        "held": str(held.pk),
        "token": CalendarFeed.objects.get(user=ada).token,
        "task": "mock:optimization",
        "open_drill": str(ada.drills.get(ended_at=None).pk),
        "drill_over": str(ada.drills.exclude(ended_at=None).get().pk),
        "uidb36": "1",
        "key": "nonsense",
    }
    return Cast(ada, Client(), owner, stranger, arguments, snapshot(ada))


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
        place.startswith(expected) if expected in (LOGIN, DRILL) else place == expected
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


@pytest.mark.parametrize("name", [name for name, row in ADDRESSES.items() if row.takes_post])
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


def content(response: HttpResponseBase) -> bytes:
    return bytes(getattr(response, "content", b""))


# Headers


def header_faults(response: HttpResponseBase) -> list[str]:
    """What is missing among the headers that every answer must carry."""
    headers = response.headers
    policy = headers.get("Content-Security-Policy", "")
    must = {
        "a policy that denies by default": "default-src 'none'" in policy,
        "no unsafe sources": "unsafe" not in policy and "*" not in policy,
        "no framing": "frame-ancestors 'none'" in policy and headers.get("X-Frame-Options") == "DENY",
        "forms to here only": "form-action 'self'" in policy,
        "no use of the device": headers.get("Permissions-Policy", "").startswith("camera=()"),
        "nosniff": headers.get("X-Content-Type-Options") == "nosniff",
        "a referrer policy": headers.get("Referrer-Policy") in ("same-origin", "no-referrer"),
        "an opener policy": headers.get("Cross-Origin-Opener-Policy") == "same-origin",
        "Vary: HX-Request": "HX-Request" in headers.get("Vary", ""),
    }
    return [what for what, is_there in must.items() if not is_there]


# Pages


Attributes = dict[str, str | None]
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
NAMED_BY_TEXT = {"title", "a", "button"}
UNLABELLED = {"hidden", "submit", "button", "reset", "image"}


class Page(HTMLParser):
    """A page's elements, with those that each is inside of."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, Attributes, tuple[int, ...]]] = []
        self.texts: dict[int, str] = {}
        self._open: list[int] = []
        self._errors: list[str] = []

    @classmethod
    def of(cls, response: HttpResponseBase) -> Page:
        """The page in a response."""
        page = cls()
        page.feed(content(response).decode())
        page.close()
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len({name for name, _value in attrs}) < len(attrs):
            self._errors.append(f"an attribute twice on <{tag}>")
        self.elements.append((tag, dict(attrs), tuple(self._open)))
        if tag not in VOID and not self._is_closed_at_once(tag):
            self._open.append(len(self.elements) - 1)

    def _is_closed_at_once(self, tag: str) -> bool:
        return (self.get_starttag_text() or "").endswith("/>") and tag not in VOID

    def handle_endtag(self, tag: str) -> None:
        """Close the element; every one must be closed in its turn."""
        if tag in VOID or ((self.get_starttag_text() or "").endswith("/>") and not self._open):
            return
        if not self._open or self.elements[self._open[-1]][0] != tag:
            opened = self.elements[self._open[-1]][0] if self._open else "nothing"
            self._errors.append(f"</{tag}> while <{opened}> is open")
            return
        self._open.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that is closed at once, as in SVG and MathML."""
        self.elements.append((tag, dict(attrs), tuple(self._open)))

    def handle_data(self, data: str) -> None:
        """Add text to what it names."""
        for number in self._open:
            if self.elements[number][0] in NAMED_BY_TEXT:
                self.texts[number] = self.texts.get(number, "") + data

    def all(self, *tags: str) -> list[Attributes]:
        """The attributes of all elements of these kinds."""
        return [attributes for tag, attributes, _within in self.elements if tag in tags]

    def text(self, tag: str) -> str:
        """The text of the first element of a kind."""
        number = next((number for number, element in enumerate(self.elements) if element[0] == tag), -1)
        return " ".join(self.texts.get(number, "").split())

    def is_within(self, within: tuple[int, ...], *tags: str) -> bool:
        """Whether one of the elements that something is inside of is of these kinds."""
        return any(self.elements[number][0] in tags for number in within)

    def ids(self) -> list[str]:
        return [str(attributes["id"]) for _tag, attributes, _within in self.elements if "id" in attributes]

    def faults(self) -> list[str]:
        """All that is wrong with the page."""
        return [*self._errors, *self._frame(), *self._inline(), *self._references(), *self._forms(), *self._names()]

    def _frame(self) -> Iterator[str]:
        html = self.all("html")
        if not html or not html[0].get("lang"):
            yield "no language"
        if len(self.all("h1")) != 1:
            yield f"{len(self.all('h1'))} h1"
        for tag in ("main", "title"):
            if (
                len([name for name, _a, within in self.elements if name == tag and not self.is_within(within, "svg")])
                != 1
            ):
                yield f"not one {tag}"
        if self.text("title").startswith("·"):
            yield "no title of its own"
        if not any(meta.get("name") == "viewport" for meta in self.all("meta")):
            yield "no viewport"

    def _inline(self) -> Iterator[str]:
        if self.all("style"):
            yield "an inline style sheet"
        if any("src" not in script for script in self.all("script")):
            yield "an inline script"
        for tag, attributes, _within in self.elements:
            bad = [name for name in attributes if name == "style" or name.startswith("on")]
            if bad:
                yield f"{bad} on <{tag}>"

    def _references(self) -> Iterator[str]:
        ids = Counter(self.ids())
        yield from (f"id {id_!r} twice" for id_, count in ids.items() if count > 1)
        for tag, attributes, _within in self.elements:
            if tag == "mo":  # in MathML "form" is a form of an operator
                continue
            for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "form", "list", "data-opens"):
                for target in (attributes.get(name) or "").split():
                    if target not in ids:
                        yield f"{name}={target!r} on <{tag}> leads nowhere"

    def _forms(self) -> Iterator[str]:
        with_token = {
            number
            for _tag, attributes, within in self.elements
            if attributes.get("name") == "csrfmiddlewaretoken"
            for number in within
        }
        for number, (tag, attributes, within) in enumerate(self.elements):
            if tag == "form" and attributes.get("method", "get") == "post" and number not in with_token:
                yield f"no CSRF token in the form to {attributes.get('action')}"
            if tag == "form" and self.is_within(within, "form"):
                yield "a form within a form"

    def _names(self) -> Iterator[str]:
        labels = {label.get("for") for label in self.all("label")}
        for number, (tag, attributes, within) in enumerate(self.elements):
            named = attributes.get("aria-label") or attributes.get("aria-labelledby")
            is_field = tag in ("select", "textarea") or (tag == "input" and attributes.get("type") not in UNLABELLED)
            if is_field and not (named or attributes.get("id") in labels or self.is_within(within, "label")):
                yield f"no label for {attributes.get('name')}"
            is_hidden = any("hidden" in self.elements[place][1] for place in (*within, number))
            if tag in ("a", "button") and not (named or is_hidden or self.texts.get(number, "").strip()):
                yield f"a nameless {tag}: {attributes}"
            if tag == "img" and "alt" not in attributes:
                yield f"no alt for {attributes.get('src')}"


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
