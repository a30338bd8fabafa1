"""/practice/probes/<topic>/result/: what a check says of the level, and what follows for the plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from studyplan.accounts.models import User
from studyplan.assessment.services import levels_of
from studyplan.practice.questions.bank import question_of
from tests.factories import NOW, make_assessment, ratings
from tests.practice.factories import make_check, probes_of

pytestmark = pytest.mark.django_db
TOPIC = "optimization"  # target 4 for the role that goals begin with
TAKE = f"/practice/probes/{TOPIC}/"
URL = f"{TAKE}result/"


@pytest.fixture(autouse=True)
def monday(freeze: Callable[[datetime], None]) -> None:
    freeze(NOW)


def text_of(client: Client, level: int | None = None) -> str:
    response = client.get(URL, {"level": level} if level else {})
    assert response.status_code == 200
    return unescape(" ".join(response.content.decode().split()))


def test_two_of_three_failed_leave_the_level_below(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(4))
    make_check(ada, TOPIC, 4, "010")
    text = text_of(owner, 4)
    assert "Optimization: level 4 does not hold yet" in text
    assert "the plan counts 3" in text
    assert "Level 3 of 5; target 4" in text
    assert "Your rating stays 4." in text
    assert f'<a href="/assessment/{TOPIC}/">rate yourself again</a>' in text
    assert 'href="/plan/renew/"' in text
    assert f"/plan/repair/{TOPIC}/" in text
    # The probes are named, with their answers: those that failed first.
    failed, passed = text.split('<h2 id="passed">')
    for number, slug in enumerate(probes_of(TOPIC, 4)[:3]):
        probe = question_of("probe", TOPIC, slug)
        assert probe
        shown = unescape(" ".join(probe.text.split()))
        assert shown in (passed if number == 1 else failed.split('<h2 id="failed">')[1])
    assert levels_of(ada)[TOPIC] == 4


def test_two_of_three_passed_confirm_the_claim(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(4))
    make_check(ada, TOPIC, 4, "101")
    text = text_of(owner, 4)
    assert "Optimization: level 4 holds" in text
    assert "it is confirmed" in text
    assert "/plan/renew/" not in text
    assert "You have tested out" not in text


def test_whoever_shows_the_target_has_tested_out(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(2))
    make_check(ada, TOPIC, 4, "111")
    text = text_of(owner, 4)
    assert "You have tested out: your goal asks for level 4." in text
    assert 'href="/plan/renew/"' in text
    assert not ada.completions.exists()


def test_more_than_claimed_and_less_than_asked_is_said_as_it_is(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(2))
    make_check(ada, TOPIC, 3, "111")
    text = text_of(owner, 3)
    assert "You have tested out" not in text
    assert "the plan counts 3" in text
    assert 'href="/plan/renew/"' in text


def test_a_lower_level_that_failed_decides(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(3))
    make_check(ada, TOPIC, 3, "000", at=NOW - timedelta(days=1))
    make_check(ada, TOPIC, 4, "111")
    text = text_of(owner, 4)
    assert "level 4 holds" in text
    assert "A lower level did not hold before, so it still counts." in text
    assert "You have tested out" not in text
    make_check(ada, TOPIC, 3, "111", at=NOW + timedelta(days=1))
    assert "A lower level did not hold before" not in text_of(owner, 4)


def test_one_answer_decides_nothing(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(4))
    make_check(ada, TOPIC, 4, "0")
    text = text_of(owner, 4)
    assert "level 4 is not decided yet" in text
    assert "/plan/renew/" not in text


def test_without_a_rating_the_outcome_stands_alone(owner: Client, ada: User) -> None:
    make_check(ada, TOPIC, 4, "111")
    text = text_of(owner, 4)
    assert "level 4 holds" in text
    assert "rate yourself on this topic" in text


def test_without_a_level_the_newest_check_is_meant(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(4))
    make_check(ada, TOPIC, 4, "111", at=NOW - timedelta(days=1))
    make_check(ada, TOPIC, 5, "000")
    assert "level 5 does not hold yet" in text_of(owner)


def test_without_a_check_there_is_no_result(owner: Client, stranger: Client, ada: User) -> None:
    make_check(ada, TOPIC, 3, "111")
    assert owner.get(URL, {"level": 4})["Location"] == TAKE
    assert stranger.get(URL)["Location"] == TAKE
    assert owner.get(URL, {"level": 9}).status_code == 404


def test_the_next_useful_check_is_offered(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(2, optimization=4, regularization=3))
    make_check(ada, TOPIC, 4, "111")
    assert 'href="/practice/probes/regularization/?level=3">Next check: Regularization</a>' in text_of(owner)


def test_a_probe_that_the_content_dropped_still_counts(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(4))
    make_check(ada, TOPIC, 4, "000")
    ada.attempts.filter(slug=probes_of(TOPIC, 4)[0]).update(slug="dropped-since")
    assert "level 4 does not hold yet" in text_of(owner, 4)


def test_queries_do_not_grow_with_checks(owner: Client, ada: User) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert owner.get(URL).status_code == 200
        return len(queries)

    make_assessment(ada)
    make_check(ada, TOPIC, 4, "111", at=NOW - timedelta(days=9))
    owner.get(URL)
    first = count()
    for day in range(1, 8):
        make_check(ada, TOPIC, 4, "101", at=NOW - timedelta(days=day))
    owner.get(URL)
    assert count() == first
