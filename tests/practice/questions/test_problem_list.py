"""/practice/problems/: the topics with their problems, the filters, and the one to go on with."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from studyplan.accounts.models import User
from studyplan.practice.models import Attempt
from studyplan.practice.questions.bank import questions
from studyplan.practice.questions.filter_form import LEVELS_ASKED, MOST_MINUTES
from studyplan.practice.questions.listed import FORMS, VIEWS, ListedProblem, listed_problems
from studyplan.practice.questions.page import ON_A_PAGE, ProblemsPage
from tests.factories import NOW, make_assessment, make_goal, make_user, ratings
from tests.practice.factories import make_attempt

pytestmark = pytest.mark.django_db
URL = "/practice/problems/"
TODAY = NOW.date()
HTMX = {"HX-Request": "true", "HX-Target": "problem-results"}


def page_of(user: User, query: str = "") -> ProblemsPage:
    return ProblemsPage(user, QueryDict(query), TODAY)


def listed(page: ProblemsPage) -> list[ListedProblem]:
    return [line.problem for line in page.fitting]


def titles(client: Client, address: str) -> list[str]:
    return re.findall(r'<a class="problem-title" href="([^"]+)">', client.get(address).content.decode())


# What is there


def test_it_opens_with_the_topics_and_never_with_all_problems(client: Client) -> None:
    html = " ".join(client.get(URL).content.decode().split())
    addresses = titles(client, URL)
    assert addresses == [f"{URL}?topic={slug}" for slug in dict.fromkeys(p.topic.slug for p in listed_problems())]
    assert f"0 of {len(listed_problems())} tried" in html
    assert "Start:" in html


def test_page_by_page_every_problem_derivation_and_coding_problem_can_be_reached(client: Client) -> None:
    reached = set()
    for topic in titles(client, URL):
        address = topic
        while address:
            html = client.get(address).content.decode()
            shown = re.findall(r'<a class="problem-title" href="([^"]+)">', html)
            assert 0 < len(shown) <= ON_A_PAGE
            reached |= set(shown)
            after = re.search(r'rel="next" href="([^"]+)"', html)
            address = after[1].replace("&amp;", "&") if after else ""
    assert reached == {problem.url for problem in listed_problems()}
    assert len(reached) == sum(len(questions(kind)) for kind in VIEWS)


def test_the_newest_attempt_is_shown_and_counted(owner: Client, ada: User) -> None:
    problem = questions(Attempt.Kind.PROBLEM, "optimization")[0]
    for hits in (1, 3):
        make_attempt(ada, "optimization", slug=problem.slug, hits=hits)
    assert f"1 of {len(listed_problems())} tried" in owner.get(URL).content.decode()
    page = owner.get(URL, {"topic": "optimization"}).content.decode()
    assert "3 of 4 on March 2" in page
    assert "1 of 4 on March 2" not in page


def test_nobody_elses_attempts_are_shown(owner: Client) -> None:
    problem = questions(Attempt.Kind.PROBLEM, "optimization")[0]
    make_attempt(make_user("grace@example.org"), "optimization", slug=problem.slug, hits=3)
    assert "0 of" in owner.get(URL).content.decode()
    assert "3 of 4" not in owner.get(URL, {"topic": "optimization"}).content.decode()


# Filters


def test_each_filter_leaves_what_it_says(ada: User) -> None:
    everything = listed_problems()
    for level in LEVELS_ASKED:
        assert listed(page_of(ada, f"level={level}")) == [p for p in everything if p.level == level]
    for form in FORMS:
        assert listed(page_of(ada, f"kind={form}")) == [p for p in everything if p.form == form] != []
    for most in MOST_MINUTES:
        assert listed(page_of(ada, f"minutes={most}")) == [p for p in everything if p.question.minutes <= most] != []
    both = listed(page_of(ada, "topic=optimization&kind=coding"))
    assert both == [p for p in everything if p.topic.slug == "optimization" and p.form == "coding"] != []


def test_open_is_what_is_new_or_was_stumbled_on(owner: Client, ada: User) -> None:
    done, stumbled, *_others = questions(Attempt.Kind.PROBLEM, "optimization")
    make_attempt(ada, "optimization", slug=done.slug, hits=4)
    make_attempt(ada, "optimization", slug=stumbled.slug, hits=1)
    assert [p.question for p in listed(page_of(ada, "state=done"))] == [done]
    assert [p.question for p in listed(page_of(ada, "state=again"))] == [stumbled]
    still_open = [p.question for p in listed(page_of(ada, "state=open"))]
    assert done not in still_open
    assert stumbled in still_open
    assert len(still_open) == len(listed_problems()) - 1


def test_a_derivation_that_was_done_is_done(ada: User) -> None:
    derivation = questions(Attempt.Kind.DERIVATION, "optimization")[0]
    make_attempt(ada, "optimization", kind=Attempt.Kind.DERIVATION, slug=derivation.slug, hits=4)
    assert [p.question for p in listed(page_of(ada, "state=done"))] == [derivation]


def test_a_visitor_is_not_asked_what_is_done(client: Client) -> None:
    html = client.get(URL, {"state": "done"}).content.decode()
    assert 'name="state"' not in html
    assert "problem-title" in html


def test_where_nothing_fits_it_says_what_to_change(client: Client) -> None:
    query = {"topic": "interview-questions", "minutes": "20", "kind": "design"}
    html = client.get(URL, query).content.decode()
    assert "No problem fits all of these filters" in html
    ways = re.findall(r'<a class="button button-quiet" href="([^"]+)">Any (\w+): (\d+)</a>', html)
    assert ways
    for address, name, count in ways:
        wider = client.get(address.replace("&amp;", "&")).content.decode()
        assert f"{count} problem" in wider, name


@pytest.mark.parametrize(
    "query", ["level=9", "topic=astrology", "minutes=x", "kind=%00", "page=0", "page=-1", "page=x"]
)
def test_what_cannot_be_is_said_or_passed_over(client: Client, query: str) -> None:
    response = client.get(f"{URL}?{query}")
    assert response.status_code == 200
    assert len(titles(client, f"{URL}?{query}")) == len({p.topic.slug for p in listed_problems()})
    assert ("errorlist" in response.content.decode()) == (not query.startswith("page"))


def test_a_page_after_the_last_is_the_last(client: Client) -> None:
    last = -(-len([p for p in listed_problems() if p.form == "derive"]) // ON_A_PAGE)
    assert titles(client, f"{URL}?kind=derive&page=99999") == titles(client, f"{URL}?kind=derive&page={last}")


def test_a_plain_form_ends_at_the_plain_address(client: Client) -> None:
    response = client.get(f"{URL}?topic=&level=4&kind=&minutes=")
    assert (response.status_code, response["Location"]) == (302, f"{URL}?level=4")
    assert client.get(f"{URL}?topic=&level=")["Location"] == URL


def test_htmx_gets_the_results_alone_and_the_plain_address(client: Client) -> None:
    response = client.get(f"{URL}?topic=&level=4&kind=", headers=HTMX)
    html = response.content.decode().strip()
    assert html.startswith('<section class="problem-results" id="problem-results"')
    assert "<select" not in html
    assert response["HX-Push-Url"] == f"{URL}?level=4"


# Which one to go on with


def test_a_stumble_comes_first_then_what_is_new_where_it_is_worth_most(ada: User) -> None:
    make_goal(ada, company="google")
    make_assessment(ada, ratings(5, loss_functions=1))
    first, second, *_ = questions(Attempt.Kind.PROBLEM, "loss-functions")
    new = page_of(ada).suggested
    assert new
    assert (new.problem.question, new.attempt) == (first, None)
    make_attempt(ada, "loss-functions", slug=first.slug, hits=4)
    after = page_of(ada).suggested
    assert after
    assert after.problem.question == second
    stumble = questions(Attempt.Kind.PROBLEM, "optimization")[2]
    make_attempt(ada, "optimization", slug=stumble.slug, hits=1)
    again = page_of(ada).suggested
    assert again
    assert again.problem.question == stumble


def test_with_everything_attempted_nothing_is_pressed_on_anyone(owner: Client, ada: User) -> None:
    for problem in questions(Attempt.Kind.PROBLEM):
        make_attempt(ada, problem.topic.slug, slug=problem.slug, hits=4)
    assert page_of(ada).suggested is None
    text = owner.get(URL).content.decode()
    assert "Start:" not in text
    assert "Try again:" not in text


def test_more_attempts_cost_no_more_queries(owner: Client, ada: User, django_assert_max_num_queries: Any) -> None:
    owner.get(URL)
    for problem in questions(Attempt.Kind.PROBLEM):
        make_attempt(ada, problem.topic.slug, slug=problem.slug)
    with django_assert_max_num_queries(6):
        owner.get(URL)
    with django_assert_max_num_queries(6):
        owner.get(URL, {"state": "done"})
