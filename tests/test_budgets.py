"""What a page may cost, once it is warm: counted, not timed. ``bin/bench pages`` says what that comes to in CPU."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from django.db import connection
from django.test import Client
from django.test.signals import template_rendered
from django.test.utils import CaptureQueriesContext
from django.utils.translation import trans_real

from studyplan.accounts.models import User
from studyplan.catalog.models import Topic
from studyplan.portability.demo import make_learner
from studyplan.ui import clock
from tests.factories import NOW

pytestmark = pytest.mark.django_db


class Cost(NamedTuple):
    queries: int
    kilobytes: int
    templates: int  # those of rows, by Jinja, not among them
    translations: int


# One query is everybody's: the session with its owner and the content's version. Above six is Today alone, which looks
# for new cards besides where the day has time for them. The plan asks for interviews while one is just over.
BUDGETS: dict[tuple[str, bool], Cost] = {
    ("/", True): Cost(queries=7, kilobytes=25, templates=4, translations=70),
    ("/study/practice:evaluation-metrics/", True): Cost(queries=6, kilobytes=22, templates=9, translations=60),
    ("/study/recall-3:evaluation-metrics/", True): Cost(queries=5, kilobytes=24, templates=9, translations=60),
    ("/study/read:evaluation-metrics/", True): Cost(queries=5, kilobytes=130, templates=9, translations=60),
    ("/plan/", True): Cost(queries=5, kilobytes=44, templates=5, translations=135),
    ("/progress/", True): Cost(queries=5, kilobytes=40, templates=3, translations=10),
    ("/result/", True): Cost(queries=3, kilobytes=28, templates=2, translations=100),
    ("/topics/bias-variance/", True): Cost(queries=6, kilobytes=25, templates=4, translations=30),
    ("/topics/bias-variance/lesson/", True): Cost(queries=2, kilobytes=100, templates=4, translations=20),
    ("/topics/bias-variance/practice/", True): Cost(queries=1, kilobytes=25, templates=3, translations=6),
    ("/topics/bias-variance/cards/", True): Cost(queries=1, kilobytes=70, templates=3, translations=6),
    ("/topics/bias-variance/reference/", True): Cost(queries=3, kilobytes=60, templates=4, translations=45),
    ("/map/", True): Cost(queries=3, kilobytes=33, templates=3, translations=30),
    ("/practice/", True): Cost(queries=5, kilobytes=8, templates=2, translations=25),
    ("/practice/problems/", True): Cost(queries=5, kilobytes=14, templates=2, translations=60),
    ("/practice/problems/?kind=derive", True): Cost(queries=5, kilobytes=16, templates=2, translations=120),
    ("/practice/cards/", True): Cost(queries=6, kilobytes=12, templates=4, translations=50),
    ("/practice/readiness/", True): Cost(queries=5, kilobytes=34, templates=3, translations=130),
    ("/practice/history/", True): Cost(queries=6, kilobytes=40, templates=2, translations=140),
    ("/find/", True): Cost(queries=2, kilobytes=7, templates=2, translations=20),
    ("/", False): Cost(queries=1, kilobytes=12, templates=2, translations=6),
    ("/topics/bias-variance/", False): Cost(queries=1, kilobytes=20, templates=3, translations=6),
    ("/topics/bias-variance/lesson/", False): Cost(queries=1, kilobytes=95, templates=3, translations=6),
    ("/topics/bias-variance/practice/", False): Cost(queries=1, kilobytes=20, templates=3, translations=6),
    ("/topics/bias-variance/reference/", False): Cost(queries=1, kilobytes=55, templates=3, translations=6),
    ("/primer/convexity/", False): Cost(queries=1, kilobytes=40, templates=2, translations=6),
}
MOST_KILOBYTES = 100


@pytest.fixture(scope="module")
def learner(kept_rows: None) -> Iterator[User]:
    """In week four, with cards, ticks, attempts and mocks."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(clock, "now", lambda: NOW)
        yield make_learner("demo@example.org", "a long password", NOW)


def count(client: Client, path: str, monkeypatch: pytest.MonkeyPatch) -> Cost:
    """The cost of ``path`` at a second visit, when what belongs to the content is there."""
    client.get(path)
    rendered: list[str] = []
    translated: list[str] = []

    def note_template(**_kwargs: object) -> None:
        rendered.append(path)

    def note_text(message: str) -> str:
        translated.append(message)
        return str(trans_real.gettext(message))

    template_rendered.connect(note_template)
    try:
        with monkeypatch.context() as patch, CaptureQueriesContext(connection) as queries:
            patch.setattr("django.utils.translation._trans.gettext", note_text)
            response = client.get(path)
    finally:
        template_rendered.disconnect(note_template)
    assert response.status_code == 200
    return Cost(len(queries), len(response.content) // 1000, len(rendered), len(translated))


@pytest.mark.parametrize(("path", "signed_in"), BUDGETS)
def test_a_page_keeps_its_budget(
    path: str, signed_in: bool, learner: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    if signed_in:
        client.force_login(learner)
    cost = count(client, path, monkeypatch)
    most = BUDGETS[path, signed_in]
    over = [name for name, spent, bound in zip(Cost._fields, cost, most, strict=True) if spent > bound]
    assert not over, f"{path} costs {cost}; {most} at most"


@pytest.mark.parametrize("part", ["", "lesson/", "practice/", "cards/", "reference/"])
def test_no_part_of_a_topic_is_large(part: str, learner: User, client: Client) -> None:
    client.force_login(learner)
    pages = {topic.slug: client.get(f"{topic.get_absolute_url()}{part}") for topic in Topic.objects.current()}
    assert not {slug for slug, page in pages.items() if len(page.content) > MOST_KILOBYTES * 1000}
