"""What one topic's level and forecast are made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from studyplan.accounts.models import User
from studyplan.catalog.study import flashcards_of, probes_of, problems_of, rapid_fire_of
from tests.factories import NOW, make_assessment, make_goal, make_retired_topic, ratings
from tests.practice.factories import a_card, make_attempt, make_memory, make_probe_attempt

pytestmark = pytest.mark.django_db
LF = "loss-functions"
URL = f"/practice/readiness/{LF}/"
FRAGMENT = {"HX-Request": "true", "HX-Target": f"made-of--{LF}"}
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def now(freeze: Callable[[datetime], None]) -> None:
    freeze(NOW)


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def rows(client: Client) -> list[str]:
    """Each listed answer, attempt and card, as words."""
    content = client.get(URL).content.decode().split("<main")[1]
    return [words(part.split("</li>")[0]) for part in re.split("<li[^>]*>", content)[1:]]


def test_with_nothing_shown_each_part_says_so(owner: Client, ada: User) -> None:
    make_assessment(ada)
    page = words(owner.get(URL).content.decode())
    assert "You gave yourself 3. You have not answered anything yet." in page
    assert "You have not answered a question of this topic yet." in page
    assert "You have not reviewed a card of this topic yet" in page


def test_an_unrated_topic_asks_for_a_rating(owner: Client) -> None:
    page = owner.get(URL).content.decode()
    assert f'href="/assessment/{LF}/"' in page
    assert "You gave yourself" not in page
    assert 'role="img"' not in page.split("<main")[1]


def test_probes_are_listed_newest_first_and_an_older_answer_counts_no_more(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(4))
    first, second, third = (probe for probe in probes_of(LF) if probe.level == 4)
    make_probe_attempt(ada, LF, 4, first.slug, passed=False, at=NOW - 2 * DAY)
    make_probe_attempt(ada, LF, 4, second.slug, passed=True, at=NOW - DAY)
    make_probe_attempt(ada, LF, 4, first.slug, passed=True)
    make_probe_attempt(ada, LF, 3, "no-longer-asked", passed=False, at=NOW - 3 * DAY)
    probes = [row for row in rows(owner) if re.search(r"Level \d ·", row)]
    assert [row.partition("Level ")[2] for row in probes] == [
        "4 · held · Mar 2, 2026",
        "4 · held · Mar 1, 2026",
        "4 · did not hold · Feb 28, 2026 · a newer answer counts",
        "3 · did not hold · Feb 27, 2026",
    ]
    assert probes[0].split()[0] == words(first.question).split()[0]
    assert probes[3].startswith("no longer asked")
    assert third.slug not in owner.get(URL).content.decode()


def test_attempts_name_what_was_asked(owner: Client, ada: User) -> None:
    problem, question = problems_of(LF)[0], rapid_fire_of(LF)[0]
    make_attempt(ada, LF, "problem", problem.slug, hits=3, points=5)
    make_attempt(ada, LF, "rapid-fire", question.slug, hits=1, points=4, at=NOW - DAY)
    make_attempt(ada, "optimization", "problem", "another-topic")
    lines = rows(owner)
    assert f"{problem.title} problem · 3 of 5 key points · Mar 2, 2026" in lines
    assert f"{words(question.question)} rapid-fire question · 1 of 4 key points · Mar 1, 2026" in lines
    assert not any("another topic" in row for row in lines)


def test_the_newest_attempts_are_listed_and_the_others_counted(owner: Client, ada: User) -> None:
    for number in range(12):
        make_attempt(ada, LF, slug=f"question-number-{number}", at=NOW - number * DAY)
    questions = [row for row in rows(owner) if row.startswith("question number")]
    assert [row.split()[2] for row in questions] == [str(number) for number in range(10)]
    page = owner.get(URL).content.decode()
    assert "2 more in your history" in page
    assert 'href="/practice/history/"' in page


def test_cards_are_listed_with_their_retrievability_on_the_day(owner: Client, ada: User) -> None:
    make_assessment(ada)
    make_goal(ada, on=NOW.date() + 30 * DAY)
    flash = next(number for number in range(40) if a_card(LF, number).kind == "flashcard")
    make_memory(ada, a_card(LF, flash), stability=30.0)
    page = words(owner.get(URL).content.decode())
    assert "cards. The chance that you recall it on Wednesday, April 1 is 90%." in page
    front = next(card.front for card in flashcards_of(LF) if card.slug == a_card(LF, flash).slug)
    assert f"{words(front)} 90%" in rows(owner)
    make_memory(ada, a_card(LF, flash + 1), stability=3000.0)
    page = words(owner.get(URL).content.decode())
    assert "On Wednesday, April 1 you will probably recall 95% of them." in page
    assert "That is today" not in page


def test_without_a_date_the_day_is_today(owner: Client, ada: User) -> None:
    make_memory(ada)
    assert "That is today: no interview has a date yet." in words(owner.get(URL).content.decode())


def test_it_can_be_fetched_alone(owner: Client, ada: User) -> None:
    make_assessment(ada)
    fragment = owner.get(URL, headers=FRAGMENT).content.decode()
    assert fragment.strip().startswith(f'<div class="made-of" id="made-of--{LF}">')
    assert "<h4>" in fragment
    assert "<h1>" not in fragment
    page = owner.get(URL).content.decode()
    assert "<h1>Loss Functions</h1>" in page
    assert "<h2>The level</h2>" in page


def test_it_is_the_owners(stranger: Client, ada: User) -> None:
    make_assessment(ada)
    make_probe_attempt(ada, LF, 3, "a", passed=True)
    make_attempt(ada, LF, slug="something-private")
    make_memory(ada)
    page = words(stranger.get(URL).content.decode())
    assert "something private" not in page
    assert "Level 3" not in page
    assert "You have not reviewed a card of this topic yet" in page


def test_a_visitor_logs_in_first(client: Client) -> None:
    assert client.get(URL).headers["Location"] == f"/accounts/login/?next={URL}"


def test_no_such_topic(owner: Client) -> None:
    make_retired_topic()
    for slug in ("nowhere", "kernel-methods"):
        assert owner.get(f"/practice/readiness/{slug}/").status_code == 404


def test_more_evidence_asks_the_database_no_more(
    owner: Client, ada: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_assessment(ada)
    make_goal(ada)
    owner.get(URL)
    for number in range(3):
        make_probe_attempt(ada, LF, 3, f"probe-{number}", passed=True)
        make_attempt(ada, LF, slug=f"question-{number}")
        make_memory(ada, a_card(LF, number))
        owner.get(URL)
        with django_assert_num_queries(6):
            owner.get(URL)
