"""``/offline/pages/``: what a browser stores ahead for an account."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.dashboard.offline import ahead
from studyplan.dashboard.offline.ahead import list_pages_ahead
from studyplan.planner.services import planned_tasks, read_current_plan
from studyplan.planner.text.instructions import study_url
from studyplan.progress.services import set_done
from tests.factories import NOW, make_assessment, make_goal, make_plan

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def now(freeze: Callable[[datetime], None]) -> None:
    freeze(NOW)


@pytest.fixture
def learner(ada: User) -> User:
    """Somebody with a plan."""
    make_assessment(ada)
    make_goal(ada, on=TODAY + timedelta(days=28))
    make_plan(ada)
    return ada


def list_urls(user: User) -> list[str]:
    return [page["url"] for page in list_pages_ahead(user, TODAY)]


def test_it_is_the_accounts_own(learner: User, owner: Client, stranger: Client, client: Client) -> None:
    response = owner.get("/offline/pages/")
    assert response.json()["pages"] == list_pages_ahead(learner, TODAY)
    assert not any(page["url"].startswith("/study/") for page in stranger.get("/offline/pages/").json()["pages"])
    assert client.get("/offline/pages/").status_code == 302


def test_every_page_opens(learner: User, owner: Client) -> None:
    for url in list_urls(learner):
        assert owner.get(url).status_code == 200, url


def test_today_comes_first_and_is_fetched_most_often(learner: User) -> None:
    pages = list_pages_ahead(learner, TODAY)
    assert [page["url"] for page in pages[:2]] == ["/", "/offline/cards/"]
    assert pages[0]["seconds"] < min(page["seconds"] for page in pages[2:])


def test_it_names_the_open_sittings_of_seven_days_with_their_items(learner: User) -> None:
    current = read_current_plan(learner)
    assert current
    outline = current[1]
    days = [day for day in outline.days if day.on < TODAY + timedelta(days=7)]
    assert len(days) < len(outline.days)
    urls = list_urls(learner)
    named = {study_url(sitting.task, sitting.sitting) for day in days for sitting in day.sittings}
    assert named <= set(urls)
    later = {study_url(task, number) for day in outline.days[len(days) :] for task, number, _m in day.sittings}
    assert not (later - named) & set(urls)
    assert any("item=" in url for url in urls)


def test_what_is_done_is_not_named(learner: User) -> None:
    first = next(url for url in list_urls(learner) if url.startswith("/study/read:"))
    key = first.split("/")[2]
    planned = planned_tasks(learner)[key]
    for sitting in planned.sittings:
        set_done(learner, key, sitting, True, planned=planned, now=NOW, today=TODAY)
    assert not any(url.startswith(f"/study/{key}/") for url in list_urls(learner))


def test_there_is_an_end_to_it(learner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "MOST_SCREENS", 3)
    assert sum(url.startswith("/study/") for url in list_urls(learner)) == 3
