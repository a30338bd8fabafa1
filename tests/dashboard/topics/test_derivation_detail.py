"""/topics/<slug>/derivations/<derivation>/: hints and steps, one after the other."""

from __future__ import annotations

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.catalog.models import Derivation
from studyplan.catalog.study import derivations_of
from tests.catalog.test_guide import text_of, words
from tests.dashboard.topics.test_problem_detail import Nesting

pytestmark = pytest.mark.django_db


def test_every_derivation_has_its_page(client: Client) -> None:
    derivations = Derivation.objects.current().select_related("topic")
    assert derivations
    for derivation in derivations:
        text = text_of(client, derivation.get_absolute_url())
        content = next(text for text in derivations_of(derivation.topic.slug) if text.slug == derivation.slug)
        parts = [content.title, content.statement, *content.hints]
        parts += [part for step in content.steps for part in (step.move, step.reason)]
        for part in parts:
            assert words(part) in text


def test_a_step_is_uncovered_after_the_one_before(client: Client) -> None:
    derivation = Derivation.objects.current().select_related("topic")[0]
    text = next(text for text in derivations_of(derivation.topic.slug) if text.slug == derivation.slug)
    nesting = Nesting()
    nesting.feed(client.get(derivation.get_absolute_url()).content.decode())
    depths = {text: depth for depth, text in nesting.texts}
    count = len(text.steps)
    for number in range(1, count + 1):
        assert depths[f"Step {number} of {count}"] == number
    assert depths["Hint 1 of 2"] == 1
    assert depths["Hint 2 of 2"] == 2
    assert nesting.depth == 0


def test_it_leads_on_and_back(client: Client) -> None:
    first, second, *_others, last = (
        Derivation.objects.current().select_related("topic").filter(topic__slug="optimization")
    )
    html = client.get(first.get_absolute_url()).content.decode()
    assert f'<a rel="next" href="{second.get_absolute_url()}">' in html
    assert 'rel="prev"' not in html
    assert f'href="/topics/optimization/lesson/#lesson-{first.section}"' in html
    assert '<a href="/topics/optimization/practice/#derivations">' in html
    assert f'href="{second.get_absolute_url()}">Next derivation</a>' in html
    assert 'href="/practice/problems/">All problems</a>' in client.get(last.get_absolute_url()).content.decode()


def test_what_is_unknown_is_not_found(client: Client) -> None:
    assert client.get("/topics/optimization/derivations/nothing/").status_code == 404
    assert client.get("/topics/nothing/derivations/nothing/").status_code == 404


def test_a_user_ticks_the_steps_and_keeps_the_attempt(owner: Client, ada: User) -> None:
    derivation = Derivation.objects.current().select_related("topic").filter(topic__slug="optimization")[0]
    address = derivation.get_absolute_url()
    count = len(next(text for text in derivations_of("optimization") if text.slug == derivation.slug).steps)
    html = owner.get(address).content.decode()
    assert html.count('name="hits"') == html.count('form="attempt"') - 1 == count
    fields = {"kind": "derivation", "topic": "optimization", "question": derivation.slug, "hits": ["0", "2"]}
    assert owner.post("/practice/attempts/", fields | {"next": address})["Location"] == address
    assert ada.attempts.get().hits == [0, 2]
    assert f"2 of {count} key points on" in " ".join(owner.get(address).content.decode().split())
    other = Client()
    assert 'name="hits"' not in other.get(address).content.decode()
    assert "key points on" not in other.get(address).content.decode()
