"""/topics/<slug>/problems/<problem>/: hints one by one, the solution when asked for."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from studyplan.accounts.models import User
from studyplan.catalog.models import Problem
from studyplan.catalog.study import problems_of
from studyplan.practice.questions.bank import questions
from tests.catalog.test_guide import text_of, words
from tests.factories import make_user
from tests.practice.factories import make_attempt

pytestmark = pytest.mark.django_db


class Nesting(HTMLParser):
    """How deep in disclosures each text stands."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.texts: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag == "details"

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "details"

    def handle_data(self, data: str) -> None:
        self.texts.append((self.depth, data.strip()))


def test_every_problem_has_its_page(client: Client) -> None:
    for problem in Problem.objects.current().select_related("topic"):
        text = text_of(client, problem.get_absolute_url())
        content = next(text for text in problems_of(problem.topic.slug) if text.slug == problem.slug)
        parts = [content.title, content.question, *content.hints, content.solution, *content.key_points]
        parts += [part for follow_up in content.follow_ups for part in (follow_up.question, follow_up.answer)]
        for part in parts:
            assert words(part) in text


def test_hints_open_one_after_the_other_and_the_solution_by_itself(client: Client) -> None:
    problem = next(
        problem
        for problem in Problem.objects.current().select_related("topic")
        if len(problems_of(problem.topic.slug)[0].hints)
    )
    hints = next(text for text in problems_of(problem.topic.slug) if text.slug == problem.slug).hints
    nesting = Nesting()
    nesting.feed(client.get(problem.get_absolute_url()).content.decode())
    depths = {text: depth for depth, text in nesting.texts}
    for number in range(1, len(hints) + 1):
        assert depths[f"Hint {number} of {len(hints)}"] == number
    assert depths["Show the solution"] == 1
    assert nesting.depth == 0


def test_it_leads_on(client: Client) -> None:
    first, second, *_others = Problem.objects.current().select_related("topic").filter(topic__slug="bias-variance")
    html = client.get(first.get_absolute_url()).content.decode()
    assert f'<a rel="next" href="{second.get_absolute_url()}">' in html
    assert 'rel="prev"' not in html
    assert f'<a rel="prev" href="{first.get_absolute_url()}">' in client.get(second.get_absolute_url()).content.decode()
    assert '<a href="/topics/bias-variance/practice/#problems">' in html


def test_a_problem_that_is_retired_or_unknown_is_not_found(client: Client) -> None:
    problem = Problem.objects.current()[0]
    assert client.get(problem.get_absolute_url() + "x/").status_code == 404
    assert client.get("/topics/optimization/problems/nothing/").status_code == 404
    assert client.get("/topics/nothing/problems/nothing/").status_code == 404


def test_a_visitor_costs_few_queries(client: Client) -> None:
    path = Problem.objects.current()[0].get_absolute_url()
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    assert len(queries) == 1


def test_a_visitor_reads_the_key_points_and_is_offered_to_log_in(client: Client) -> None:
    page = client.get(a_problem().get_absolute_url()).content.decode()
    assert 'name="hits"' not in page
    assert 'name="answer"' not in page
    assert "/accounts/login/" in page


def test_a_user_ticks_the_key_points_and_sees_what_was_kept(owner: Client, ada: User) -> None:
    problem = a_problem()
    before = owner.get(problem.get_absolute_url()).content.decode()
    assert before.count('name="hits"') == len(questions("problem", problem.topic.slug)[0].key_points)
    assert "key points on" not in before
    make_attempt(ada, problem.topic.slug, slug=problem.slug, hits=1)
    make_attempt(make_user("grace@example.org"), problem.topic.slug, slug=problem.slug, hits=3)
    after = owner.get(problem.get_absolute_url()).content.decode()
    assert "1 of 4 key points on March 2" in " ".join(after.split())
    assert "3 of 4" not in after


def a_problem() -> Problem:
    return Problem.objects.current().select_related("topic")[0]
