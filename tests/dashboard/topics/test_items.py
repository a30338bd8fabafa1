from __future__ import annotations

import pytest
from django.test import Client

from studyplan.catalog.study import code_of, coding_problems_of, derivations_of, lesson_of, primer_pages

pytestmark = pytest.mark.django_db
TOPIC = "optimization"


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_every_step_of_a_derivation_is_uncovered_by_itself(client: Client) -> None:
    first, second, *_others = derivations_of(TOPIC)
    page = read(client, f"/topics/{TOPIC}/derivations/{first.slug}/")
    assert str(first.statement) in page
    assert page.count('<details class="answer">') == len(first.steps) + len(first.hints)
    for step in first.steps:
        assert str(step.move) in page
        assert str(step.reason) in page
    assert f'href="/topics/{TOPIC}/#lesson-{first.section}"' in page
    assert f'rel="next" href="/topics/{TOPIC}/derivations/{second.slug}/"' in page
    assert 'rel="prev"' not in page


def test_the_last_derivation_leads_back(client: Client) -> None:
    *_others, before, last = derivations_of(TOPIC)
    page = read(client, f"/topics/{TOPIC}/derivations/{last.slug}/")
    assert f'rel="prev" href="/topics/{TOPIC}/derivations/{before.slug}/"' in page
    assert 'rel="next"' not in page


def test_where_there_is_nothing_to_derive_one_argues(client: Client) -> None:
    argument = derivations_of("interview-questions")[0]
    assert "Argument 1 of" in read(client, f"/topics/interview-questions/derivations/{argument.slug}/")


def test_a_coding_problem_gives_its_files(client: Client) -> None:
    first, second, *_others = coding_problems_of(TOPIC)
    url = f"/topics/{TOPIC}/code/{first.slug}/"
    page = read(client, url)
    assert str(first.task) in page
    assert f'href="{url}solution.py"' in page
    assert f'rel="next" href="/topics/{TOPIC}/code/{second.slug}/"' in page
    files = code_of(TOPIC)[first.slug]
    for name, text in (("solution", files.starter), ("check", files.check)):
        response = client.get(f"{url}{name}.py")
        assert response.content.decode() == text
        assert response["Content-Disposition"] == f'attachment; filename="{name}.py"'
        assert response["Content-Type"] == "text/x-python; charset=utf-8"
        assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/topics/optimization/derivations/nothing/",
        "/topics/nothing/derivations/nothing/",
        "/topics/optimization/code/nothing/",
        "/topics/optimization/code/nothing/check.py",
        "/topics/optimization/code/adamw/reference.py",
        "/primer/nothing/",
    ],
)
def test_what_is_not_there_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_topic_leads_to_all_of_them(client: Client) -> None:
    page = read(client, f"/topics/{TOPIC}/")
    for derivation in derivations_of(TOPIC):
        assert f"/topics/{TOPIC}/derivations/{derivation.slug}/" in page
    for problem in coding_problems_of(TOPIC):
        assert f"/topics/{TOPIC}/code/{problem.slug}/" in page


def test_the_primer_is_a_row_of_pages(client: Client) -> None:
    pages = primer_pages()
    listed = read(client, "/primer/")
    for before, page, after in zip((None, *pages), pages, (*pages[1:], None), strict=False):
        url = f"/primer/{page.slug}/"
        assert f'href="{url}"' in listed
        text = read(client, url)
        assert ('rel="prev"' in text) == bool(before)
        assert ('rel="next"' in text) == bool(after)


def test_lessons_link_to_the_primer() -> None:
    lesson = lesson_of(TOPIC)
    assert lesson
    assert "/primer/" in lesson.html
