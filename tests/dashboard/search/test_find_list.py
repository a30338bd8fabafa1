"""/find/: topics, questions and the guide, as you type and without scripts."""

from __future__ import annotations

import re
import time
from statistics import median

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from studyplan.accounts.models import User
from studyplan.catalog.guide import topic_texts
from studyplan.catalog.models import ContentVersion, LessonSection, Problem, Topic
from studyplan.dashboard.search.excerpt import cut_excerpt, split_words
from studyplan.dashboard.search.index import list_entries
from studyplan.dashboard.search.search import MOST_RESULTS, search, search_entries
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def kinds(query: str) -> list[tuple[str, str]]:
    """What is found: titles and kinds."""
    return [(str(entry.title), str(entry.kind)) for entry in search_entries(query)]


@pytest.mark.parametrize(
    ("query", "url"),
    [
        ("bias variance", "/topics/bias-variance/"),
        ("Bias–Variance", "/topics/bias-variance/"),
        ("biasvariance", "/topics/bias-variance/"),
        ("regularisation", "/topics/regularization/"),
        ("régularizàtion", "/topics/regularization/"),
        ("OPTIMIZAT", "/topics/optimization/"),
        ("optmization", "/topics/optimization/"),
        ("google", "/guide/companies/#google"),
        ("phone screen", "/guide/rounds/#phone-screen"),
        ("machine learning engineer", "/guide/roles/#mle"),
    ],
)
def test_what_is_meant_comes_first(query: str, url: str) -> None:
    assert search_entries(query)[0].url == url


def test_two_words_may_be_one() -> None:
    """Adagrad, wherever it is told of, written as people write it."""
    together = {entry.url for entry in search_entries("adagrad")}
    assert together
    assert together <= {entry.url for entry in search_entries("ada grad")}
    assert search_entries("ada grad")[0].url in together


def test_every_topic_and_problem_is_found_by_its_name() -> None:
    for topic in Topic.objects.current():
        assert search_entries(topic.name)[0].url == topic.get_absolute_url()
    for problem in Problem.objects.current().select_related("topic"):
        assert problem.get_absolute_url() in [entry.url for entry in search_entries(problem.title)][:3]


def test_every_warm_up_question_is_found() -> None:
    for slug, text in topic_texts().items():
        assert f"/topics/{slug}/practice/#warm-up" in [entry.url for entry in search_entries(text.warm_up.question)][:3]


def test_every_entry_leads_to_its_place(client: Client) -> None:
    pages: dict[str, str] = {}
    for entry, _body in list_entries():
        path, _, anchor = entry.url.partition("#")
        if path not in pages:
            pages[path] = client.get(path).content.decode()
        assert not anchor or re.search(rf'\bid="{re.escape(anchor)}"', pages[path]), entry.url


def test_where_no_entry_holds_every_word_those_with_most_are_shown() -> None:
    assert search_entries("regularization xylophone")[0].url.startswith("/topics/regularization/")
    assert search_entries("xylophone") == search_entries("") == search_entries(" ?! ") == []


def test_results_are_few() -> None:
    assert len(search_entries("the")) <= MOST_RESULTS
    assert search_entries("x" * 10_000) == []


def test_words_have_no_case_accents_or_signs() -> None:
    assert split_words("Café-NAÏVE, L₂ und λ!") == ["cafe", "naive", "l2", "und", "lambda"]


# Excerpts


def test_an_excerpt_shows_the_first_hit_with_all_hits_marked() -> None:
    text = "One two three four five six seven eight nine ten eleven twelve; Déjà vu & déjà <b> again. " + "Word " * 60
    excerpt = cut_excerpt(text, {"deja"})
    assert excerpt.startswith(
        "… seven eight nine ten eleven twelve; <mark>Déjà</mark> vu &amp; <mark>déjà</mark> &lt;b"
    )
    assert excerpt.endswith("Word …")
    assert cut_excerpt("Short & sweet.", {"absent"}) == "Short &amp; sweet."
    assert cut_excerpt("", {"absent"}) == ""


def test_every_result_with_a_text_shows_a_piece_of_it() -> None:
    hits = search("momentum")
    assert [hit for hit in hits if "<mark>" in hit.excerpt.lower()]
    assert all(len(hit.excerpt) < 600 and "<math" not in hit.excerpt for hit in hits)


# The app's own pages


@pytest.mark.parametrize(
    ("query", "url"),
    [
        ("time zone", "/account/"),
        ("dark mode", "/account/"),
        ("theme", "/account/"),
        ("export", "/account/"),
        ("keyboard shortcuts", "/account/"),
        ("password", "/accounts/password/change/"),
        ("calendar", "/plan/calendar/"),
        ("days off", "/plan/goal/"),
        ("mock interviews", "/practice/mock/"),
        ("tracker", "/progress/"),
        ("notes", "/notes/"),
    ],
)
def test_pages_and_settings_are_found(query: str, url: str) -> None:
    assert url in [entry.url for entry in search_entries(query)][:3]


def test_it_opens_with_places_to_go(client: Client, owner: Client, ada: User) -> None:
    html = client.get("/find/").content.decode()
    for url in ("/map/", "/cheat-sheet/", "/practice/problems/"):
        assert f'<a class="button button-quiet" href="{url}">' in html
    assert "You are reading" not in html
    section = LessonSection.objects.current().filter(topic__slug="optimization")[0]
    ada.sections_read.create(topic="optimization", section=section.slug, read_at=NOW)
    html = owner.get("/find/").content.decode()
    assert "You are reading" in html
    assert "/topics/optimization/lesson/#lesson-" in html
    assert "Places to go" in owner.get("/find/", {"q": "xyzzy"}).content.decode()
    assert "Places to go" not in owner.get("/find/", {"q": "adam"}).content.decode()


# The page


def test_it_works_as_a_plain_form(client: Client) -> None:
    empty = client.get("/find/").content.decode()
    assert '<form class="form" role="search" action="/find/"' in empty
    assert "Nothing fits" not in empty
    html = client.get("/find/", {"q": "optimization"}).content.decode()
    assert '<a href="/topics/optimization/">Optimization</a> <span class="small muted">Topic</span>' in html
    assert 'value="optimization"' in html
    assert "<title>Find “optimization” · studyplan</title>" in html
    assert "Nothing fits “&lt;xyzzy&gt;”." in client.get("/find/", {"q": "<xyzzy>"}).content.decode()


def test_results_come_alone_as_one_types(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Target": "found"}
    html = client.get("/find/", {"q": "optim"}, headers=headers).content.decode()
    assert html.strip().startswith('<section class="found" id="found"')
    assert "/topics/optimization/" in html
    assert "<form" not in html


def test_the_menu_leads_there_by_its_key(client: Client) -> None:
    html = client.get("/topics/").content.decode()
    assert 'href="/find/" aria-keyshortcuts="/">' in html


def test_finding_asks_the_database_for_the_version_only(client: Client) -> None:
    client.get("/find/", {"q": "bias"})
    with CaptureQueriesContext(connection) as queries:
        client.get("/find/", {"q": "variance"})
    assert len(queries) == 1


def test_other_content_is_found_at_once() -> None:
    assert search_entries("bias")
    Topic.objects.filter(slug="optimization").update(name="Optimization")
    ContentVersion.objects.update(digest="other")
    assert search_entries("optimization")[0].url == "/topics/optimization/"


def test_it_takes_a_few_milliseconds() -> None:
    queries = ["ada grad", "regularisation", "double descnt", "cross entropy loss", "λ", "what is auc", "phone"]
    search_entries("warm")
    taken = []
    for query in queries * 3:
        # Of this process, which a busy machine does not lengthen.
        start = time.process_time()
        search_entries(query)
        taken.append(time.process_time() - start)
    assert median(taken) < 0.02
