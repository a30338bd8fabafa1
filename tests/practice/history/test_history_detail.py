"""Minutes a week, levels over time, mock interviews and attempts; figures with the same as a table behind them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from studyplan.accounts.models import User
from studyplan.catalog.models import Company, Round
from studyplan.progress.models import Completion
from tests.factories import NOW, make_assessment, make_goal, ratings
from tests.practice.factories import make_attempt, make_drill, make_probe_attempt

pytestmark = pytest.mark.django_db
URL = "/practice/history/"
FRAGMENT = {"HX-Request": "true", "HX-Target": "attempts"}
LF = "loss-functions"
TODAY = NOW.date()
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def now(freeze: Callable[[datetime], None]) -> None:
    freeze(NOW)


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def page_of(client: Client, query: str = "") -> str:
    return client.get(f"{URL}{query}").content.decode()


def tick(user: User, days_ago: int, minutes: int = 30) -> None:
    at = NOW - days_ago * DAY
    Completion.objects.create(user=user, task=f"read:{days_ago}", minutes=minutes, done_at=at, done_on=at.date())


def test_an_empty_history_says_what_to_do(owner: Client) -> None:
    page = page_of(owner)
    assert "Nothing yet" in page
    assert 'href="/assessment/"' in page
    assert "<figure" not in page


def test_minutes_of_the_week_and_days_kept(owner: Client, ada: User) -> None:
    make_goal(ada, weekdays=(0, 1, 2, 3, 4))
    tick(ada, 4, 45)
    tick(ada, 0, 30)
    make_attempt(ada, LF, seconds=300, hits=4)
    page = words(page_of(owner))
    assert "This week so far: 35 min on one day." in page
    assert "planned day" not in page.split("The weeks as a table")[0]
    assert "Mar 2, 2026 35 min 30 min 5 min 1 0 1 1 1" in page
    assert "Feb 23, 2026 45 min 45 min 0 min 1 2 3 0 0" in page


def test_rest_is_said_kindly(owner: Client, ada: User, freeze: Callable[[datetime], None]) -> None:
    make_goal(ada, weekdays=(0, 1, 2, 3, 4))
    tick(ada, 0)
    tick(ada, -1)
    freeze(NOW + 5 * DAY)
    assert "This week so far: 1 h on 2 days. One planned day of rest." in words(page_of(owner))
    freeze(NOW + 6 * DAY)
    assert "2 planned days of rest." in words(page_of(owner))


def test_levels_over_time_have_a_figure_and_a_table_a_topic(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(4), NOW - 5 * DAY)
    for slug in ("a", "b"):
        make_probe_attempt(ada, LF, 4, slug, passed=False, at=NOW - 2 * DAY)
    page = page_of(owner)
    assert page.count('class="story"') == 12
    story = page.split('<ul class="stories">')[1].split("</li>")[1]
    assert 'aria-label="Level 3 of 5; target 5"' in story
    assert story.count("<polyline") == 2
    assert "Loss Functions Feb 25: 4 · Feb 28: 3 (rated 4)" in words(page)


def test_ratings_are_compared_with_what_was_shown(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(4))
    assert "No level has been shown yet." in words(page_of(owner))
    for slug in ("a", "b"):
        make_probe_attempt(ada, LF, 4, slug, passed=False)
        make_probe_attempt(ada, "optimization", 5, slug, passed=True)
    page = page_of(owner)
    said = words(page)
    assert "2 topics are shown. Rated too high: 1, too low: 1, right: 0." in said
    assert "Loss Functions 4 3 at most +1 Optimization 4 5 −1" in said
    assert page.count("dumbbell-shown") == 2


def test_what_changed_is_told_by_facts(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(2), NOW - 9 * DAY)
    for slug in ("a", "b", "c"):
        make_probe_attempt(ada, LF, 4, slug, passed=True, at=NOW - 3 * DAY)
    make_assessment(ada, ratings(2, regularization=4, optimization=1), NOW)
    changed = words(page_of(owner).split('id="changed-title"')[1].split("<details")[0])
    assert "+1 Your ratings: from 24 to 25" in changed
    assert "Loss Functions 2 → 4 shown clearly Regularization 2 → 4 rated only Optimization 2 → 1 rated only" in changed


def test_drills_that_are_over_are_listed(owner: Client, ada: User) -> None:
    over = make_drill(
        ada,
        ended_at=NOW,
        company=Company.objects.get(slug="google"),
        round=Round.objects.get(slug="phone-screen"),
    )
    make_attempt(ada, LF, "rapid-fire", hits=3, points=5, drill=over, place=0)
    make_drill(ada)
    section = page_of(owner).split('id="drills-title"')[1].split("</section>")[0]
    assert "Mar 2, 2026 Mock interview, 10 min · Google · Phone Screen 1 of 1 3 of 5" in words(section)
    assert section.count('<th scope="row"') == 1


def test_a_drill_without_an_answer_has_no_points(owner: Client, ada: User) -> None:
    make_attempt(ada, LF)
    make_drill(ada, kind="timed-set", ended_at=NOW, minutes=60)
    assert "Timed set, 1 h 0 of 1 –" in words(page_of(owner))


def test_answers_are_counted_by_week(owner: Client, ada: User) -> None:
    make_attempt(ada, LF, hits=3)
    make_attempt(ada, LF, hits=1, at=NOW + timedelta(hours=1))
    make_probe_attempt(ada, "optimization", 3, "a", passed=False)
    page = page_of(owner)
    assert "Mar 2, 2026 0 min 0 min 0 min 1 0 1 3 1" in words(page)
    listed = words(page.split('<div id="attempts"')[1])
    assert "Loss Functions · problem · 1 of 4 key points · Mar 2, 2026" in listed
    assert "Optimization · probe · level 3, did not hold · Mar 2, 2026" in listed


def test_attempts_come_in_pages(owner: Client, ada: User) -> None:
    for number in range(30):
        make_attempt(ada, LF, slug=f"question-{number:02}", at=NOW - timedelta(minutes=number))
    first, second = page_of(owner), page_of(owner, "?page=2")
    assert "question 09" in first
    assert "question 10" not in first
    assert "Page 1 of 3" in words(first)
    assert 'rel="next" href="?page=2#attempts"' in first
    assert 'rel="prev"' not in first
    assert "question 10" in second
    assert "question 09" not in second
    assert 'rel="prev" href="?page=1#attempts"' in second
    for odd in ("99", "0", "nonsense", ""):
        assert owner.get(URL, {"page": odd}).status_code == 200
    assert page_of(owner, "?page=99").count("question 29") == 1


def test_old_attempts_alone_are_listed(owner: Client, ada: User) -> None:
    make_attempt(ada, LF, slug="long-ago", at=NOW - 400 * DAY)
    page = page_of(owner)
    assert "long ago" in page


def test_the_attempts_can_be_fetched_alone(owner: Client, ada: User) -> None:
    make_attempt(ada, LF, slug="question-one")
    fragment = owner.get(URL, headers=FRAGMENT).content.decode()
    assert fragment.strip().startswith('<div id="attempts"')
    assert "question one" in fragment
    assert "<h1>" not in fragment


def test_it_is_the_owners(stranger: Client, ada: User) -> None:
    make_assessment(ada)
    tick(ada, 0)
    make_attempt(ada, LF)
    assert "Nothing yet" in page_of(stranger)


def test_a_visitor_logs_in_first(client: Client) -> None:
    assert client.get(URL).headers["Location"] == f"/accounts/login/?next={URL}"


def test_more_history_asks_the_database_no_more(
    owner: Client, ada: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def more(number: int) -> None:
        make_assessment(ada, taken_at=NOW - number * DAY)
        tick(ada, number)
        drill = make_drill(ada, ended_at=NOW)
        make_attempt(ada, LF, slug=f"question-{number}", drill=drill, place=0)
        make_probe_attempt(ada, LF, 3, f"probe-{number}", passed=True)

    make_goal(ada)
    more(0)
    owner.get(URL)
    for number in (1, 2, 3):
        with django_assert_num_queries(6):
            owner.get(URL)
        more(number)
