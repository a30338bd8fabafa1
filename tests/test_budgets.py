"""What a page may cost, once it is warm: counted, not timed. ``bin/bench pages`` says what that comes to in CPU."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from django.db import connection
from django.test import Client
from django.test.signals import template_rendered
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from studyplan.accounts.models import User
from studyplan.portability.demo import make_learner
from studyplan.ui import clock
from tests.factories import NOW

pytestmark = pytest.mark.django_db


class Cost(NamedTuple):
    queries: int
    kilobytes: int
    templates: int  # those of rows, by Jinja, not among them
    translations: int


class Budget(NamedTuple):
    """The most that an address may cost, and why where that is more than six queries."""

    signed_in: bool
    cost: Cost
    reason: str = ""


BUDGETS: dict[str, Budget] = {
    "/": Budget(signed_in=True, cost=Cost(7, 25, 9, 90), reason="cards are asked for besides the plan's day"),
}


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
    gettext = translation._trans.gettext

    def note_template(**_kwargs: object) -> None:
        rendered.append(path)

    def note_text(message: str) -> str:
        translated.append(message)
        return str(gettext(message))

    template_rendered.connect(note_template)
    try:
        with monkeypatch.context() as patch, CaptureQueriesContext(connection) as queries:
            patch.setattr(translation._trans, "gettext", note_text)
            response = client.get(path)
    finally:
        template_rendered.disconnect(note_template)
    assert response.status_code == 200
    return Cost(len(queries), len(response.content) // 1000, len(rendered), len(translated))


@pytest.mark.parametrize("path", BUDGETS)
def test_a_page_keeps_its_budget(
    path: str, learner: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    budget = BUDGETS[path]
    monkeypatch.setattr(clock, "now", lambda: NOW)
    if budget.signed_in:
        client.force_login(learner)
    cost = count(client, path, monkeypatch)
    over = [name for name, spent, most in zip(Cost._fields, cost, budget.cost, strict=True) if spent > most]
    assert not over, f"{path}: {cost}, and {budget.cost} at most"
    assert budget.cost.queries <= 6 or budget.reason
