"""/topics/<slug>/code/<problem>/: files to download, hints, and the reference after an attempt."""

from __future__ import annotations

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.catalog.models import CodingProblem
from studyplan.catalog.study import code_of, coding_problems_of
from tests.catalog.test_guide import text_of, words
from tests.dashboard.topics.test_problem_detail import Nesting

pytestmark = pytest.mark.django_db


@pytest.fixture
def problem() -> CodingProblem:
    return CodingProblem.objects.current().select_related("topic").filter(topic__slug="optimization")[0]


def test_every_coding_problem_has_its_page(client: Client) -> None:
    problems = CodingProblem.objects.current().select_related("topic")
    assert problems
    for problem in problems:
        text = text_of(client, problem.get_absolute_url())
        content = next(text for text in coding_problems_of(problem.topic.slug) if text.slug == problem.slug)
        parts = [content.title, content.task, *content.hints, content.walkthrough, content.complexity]
        parts += [*content.key_points, *(follow_up.question for follow_up in content.follow_ups)]
        for part in parts:
            assert words(part) in text


def test_the_reference_is_covered(client: Client, problem: CodingProblem) -> None:
    nesting = Nesting()
    nesting.feed(client.get(problem.get_absolute_url()).content.decode())
    depths = {text: depth for depth, text in nesting.texts}
    assert depths["Show the reference solution"] == 1
    assert depths["Reference solution"] == 1
    assert depths["Signature"] == 0
    assert nesting.depth == 0


@pytest.mark.parametrize("name", ["solution", "check"])
def test_its_files_are_downloaded(client: Client, problem: CodingProblem, name: str) -> None:
    response = client.get(f"{problem.get_absolute_url()}{name}.py")
    files = code_of("optimization")[problem.slug]
    assert response.content.decode() == (files.starter if name == "solution" else files.check)
    assert response.headers["Content-Type"].startswith("text/x-python")
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}.py"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_what_is_unknown_is_not_found(client: Client, problem: CodingProblem) -> None:
    assert client.get("/topics/optimization/code/nothing/").status_code == 404
    assert client.get("/topics/optimization/code/nothing/check.py").status_code == 404
    assert client.get(f"{problem.get_absolute_url()}reference.py").status_code == 404


def test_an_attempt_is_kept(owner: Client, ada: User, problem: CodingProblem) -> None:
    html = owner.get(problem.get_absolute_url()).content.decode()
    assert 'name="hits"' in html
    fields = {"kind": "coding", "topic": "optimization", "question": problem.slug, "hits": ["0", "1"]}
    owner.post("/practice/attempts/", fields)
    assert ada.attempts.get().kind == "coding"
    assert "2 of" in text_of(owner, problem.get_absolute_url())


def test_it_leads_on(client: Client) -> None:
    first, second, *_others = CodingProblem.objects.current().select_related("topic").filter(topic__slug="optimization")
    html = client.get(first.get_absolute_url()).content.decode()
    assert f'<a rel="next" href="{second.get_absolute_url()}">' in html
    assert f'<a rel="prev" href="{first.get_absolute_url()}">' in client.get(second.get_absolute_url()).content.decode()
