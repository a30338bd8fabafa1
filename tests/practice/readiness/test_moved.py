"""What answers moved, and where results say so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.practice.models import Attempt
from studyplan.practice.readiness.moved import Moved, what_moved
from tests.factories import NOW, make_assessment, ratings
from tests.practice.factories import begin_drill, make_attempt, make_check, make_probe_attempt, make_warm_up

pytestmark = pytest.mark.django_db
LF, OPT = "loss-functions", "optimization"
TODAY = NOW.date()
DAY = timedelta(days=1)


def moved_by(user: User, attempts: list[Attempt]) -> Moved:
    moved = what_moved(user, attempts, TODAY)
    assert moved
    return moved


def test_a_check_that_failed_lowers_level_and_readiness(ada: User) -> None:
    make_assessment(ada, ratings(4))
    make_check(ada, LF, 4, "00")
    moved = moved_by(ada, list(ada.attempts.all()))
    (move,) = moved.topics
    assert (move.topic.slug, move.before.level, move.after.level) == (LF, 4, 3)
    assert moved.after < moved.before
    assert move.says == "Looks lower than your rating of 4: your answers show 3."
    assert move.step
    assert move.step.url == f"/plan/repair/{LF}/"


def test_a_single_answer_names_what_looks_higher_and_what_settles_it(ada: User) -> None:
    make_assessment(ada, ratings(2))
    moved = moved_by(ada, [make_attempt(ada, OPT, "chain", hits=4)])
    (move,) = moved.topics
    assert not move.is_level_moved
    assert moved.before == moved.after
    assert moved.looking_before < moved.looking_after
    assert move.says == f"Looks higher than your rating of 2: your answers show {move.after.shown}."
    assert move.step
    assert move.step.url == f"/practice/probes/{OPT}/?level={move.after.shown}"


def test_answers_before_and_after_count_as_they_did_then(ada: User) -> None:
    make_assessment(ada, ratings(4))
    make_probe_attempt(ada, LF, 4, "a", passed=False, at=NOW - 2 * DAY)
    decisive = make_probe_attempt(ada, LF, 4, "b", passed=False, at=NOW - DAY)
    for slug in ("a", "b"):
        make_probe_attempt(ada, LF, 4, slug, passed=True)
    (move,) = moved_by(ada, [decisive]).topics
    assert (move.before.level, move.after.level) == (4, 3)


def test_without_ratings_or_answers_nothing_is_said(ada: User) -> None:
    attempt = make_attempt(ada, LF)
    assert what_moved(ada, [attempt], TODAY) is None
    make_assessment(ada)
    assert what_moved(ada, [], TODAY) is None


def test_of_many_topics_those_as_rated_are_only_named(ada: User) -> None:
    make_assessment(ada)
    make_warm_up(ada, optimization=0)
    moved = moved_by(ada, list(ada.attempts.all()))
    assert len(moved.topics) == 12
    assert OPT in {move.topic.slug for move in moved.told}
    assert {*map(id, moved.told), *map(id, moved.as_rated)} == set(map(id, moved.topics))
    assert all(move.after.shown == 3 for move in moved.as_rated)


def test_results_lead_to_the_topics_row(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(4))
    drill = begin_drill(ada, 1, ended_at=NOW)
    make_attempt(ada, OPT, "rapid-fire", drill.questions[0]["slug"], drill=drill, place=0, seconds=30)
    make_check(ada, OPT, 4, "11")
    make_warm_up(ada)
    for path in (
        f"/practice/drills/{drill.pk}/result/",
        f"/practice/probes/{OPT}/result/?level=4",
        "/practice/warm-up/result/",
    ):
        page = owner.get(path).content.decode()
        assert f'href="/practice/readiness/#{OPT}"' in page, path
    assert f'id="{OPT}"' in owner.get("/practice/readiness/").content.decode()
