"""/find/: topics, questions and the guide, as you type and without scripts."""

from __future__ import annotations

import re
import time
from statistics import median

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from studyplan.catalog.guide import topic_texts
from studyplan.catalog.models import ContentVersion, Problem, Topic
from studyplan.dashboard.search.index import list_entries
from studyplan.dashboard.search.search import MOST_RESULTS, search_entries, split_words

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
    assert html.strip().startswith('<section id="found"')
    assert "/topics/optimization/" in html
    assert "<form" not in html


def test_the_menu_leads_there_by_its_key(client: Client) -> None:
    html = client.get("/topics/").content.decode()
    assert '<a href="/find/" aria-keyshortcuts="/">Find</a>' in html


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
