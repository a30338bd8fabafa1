"""/practice/probes/<topic>/: the probes of a level, and what is kept of the answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from studyplan.accounts.models import User
from studyplan.catalog.models import Topic
from studyplan.catalog.syllabus import syllabus
from studyplan.practice.checks.services import draw_probes, level_to_check
from tests.factories import NOW, make_assessment, make_goal, make_user, ratings
from tests.practice.factories import make_check, make_probe_attempt, probes_of

pytestmark = pytest.mark.django_db
TOPIC = "optimization"  # with four probes at level 4
URL = f"/practice/probes/{TOPIC}/"
RESULT = f"{URL}result/?level=4"
Freeze = Callable[[datetime], None]


@pytest.fixture(autouse=True)
def monday(freeze: Freeze) -> None:
    freeze(NOW)


def drawn(user: User, level: int = 4) -> list[str]:
    """The slugs that the next check asks."""
    return [probe.slug for probe in draw_probes(user, Topic.objects.get(slug=TOPIC), level)]


def sent(slugs: list[str], held: str = "111", level: int = 4) -> dict[str, object]:
    """What a form with these probes sends."""
    marks = {f"held-{slug}": mark for slug, mark in zip(slugs, held, strict=True)}
    return {"level": str(level), "probe": slugs, **marks}


def kept(user: User) -> list[tuple[str, int | None, bool]]:
    """Slug, level, and whether it held, oldest first."""
    rows = user.attempts.order_by("attempted_at", "pk")
    return [(row.slug, row.level, row.hit_count == 1) for row in rows]


# Drawing


def test_three_of_four_are_drawn_in_order(ada: User) -> None:
    assert syllabus().policy.readiness.newest == 3
    four = probes_of(TOPIC, 4)
    assert len(four) == 4
    assert drawn(ada) == four[:3]


def test_what_was_never_asked_comes_first_then_what_was_asked_longest_ago(ada: User) -> None:
    one, two, three, four = probes_of(TOPIC, 4)
    make_check(ada, TOPIC, 4, "110", at=NOW - timedelta(days=3))
    assert drawn(ada) == [four, one, two]
    make_probe_attempt(ada, TOPIC, 4, one, passed=True, at=NOW - timedelta(days=2))
    assert drawn(ada) == [four, two, three]
    make_probe_attempt(ada, TOPIC, 4, four, passed=True, at=NOW - timedelta(days=1))
    assert drawn(ada) == [two, three, one]
    # Another level, another topic and another user have no part in it.
    make_check(ada, TOPIC, 3, "111")
    make_check(make_user("grace@example.org"), TOPIC, 4, "000")
    assert drawn(ada) == [two, three, one]


@pytest.mark.parametrize(("rating", "target", "level"), [(4, 5, 4), (5, 3, 5), (1, 4, 4), (None, 3, 3), (1, 1, 2)])
def test_the_level_to_check(db: None, rating: int | None, target: int, level: int) -> None:
    assert level_to_check(Topic.objects.get(slug=TOPIC), rating, target) == level


# The page


def test_a_visitor_logs_in_first(client: Client) -> None:
    for response in (client.get(URL), client.post(URL, sent(probes_of(TOPIC, 4)[:3]))):
        assert response["Location"].startswith("/accounts/login/")


def test_the_claim_is_asked_unless_a_level_is_named(owner: Client, ada: User) -> None:
    make_goal(ada)
    make_assessment(ada, ratings(4))
    html = owner.get(URL).content.decode()
    assert "Optimization: does level 4 hold?" in html
    assert "You gave yourself 4." in html
    assert [slug for slug in probes_of(TOPIC, 4) if f'value="{slug}"' in html] == probes_of(TOPIC, 4)[:3]
    html = owner.get(URL, {"level": "2"}).content.decode()
    assert "Optimization: does level 2 hold?" in html
    assert "You gave yourself 4. If 2 of 3 at this level do not hold" in html


def test_below_the_target_it_says_that_one_can_test_out(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(2))
    assert "need not read the topic" in owner.get(URL, {"level": "4"}).content.decode()
    assert "need not read the topic" not in owner.get(URL, {"level": "3"}).content.decode()


def test_without_a_rating_there_is_a_check_all_the_same(owner: Client) -> None:
    assert "does level 4 hold?" in owner.get(URL).content.decode()


@pytest.mark.parametrize("level", ["1", "6", "four", "", "04"])
def test_a_level_without_questions_is_not_found(owner: Client, level: str) -> None:
    assert owner.get(URL, {"level": level}).status_code == 404


def test_a_topic_that_is_not_taught_is_not_found(owner: Client) -> None:
    assert owner.get("/practice/probes/kernel-methods/").status_code == 404
    assert owner.post("/practice/probes/kernel-methods/").status_code == 404


# Keeping


def test_answers_are_kept(owner: Client, ada: User) -> None:
    slugs = probes_of(TOPIC, 4)[:3]
    response = owner.post(URL, sent(slugs, "101"))
    assert (response.status_code, response["Location"]) == (302, RESULT)
    assert kept(ada) == [(slugs[0], 4, True), (slugs[1], 4, False), (slugs[2], 4, True)]
    assert {(row.attempted_at, row.attempted_on, row.points) for row in ada.attempts.all()} == {(NOW, NOW.date(), 1)}


def test_a_second_click_is_the_same_check(owner: Client, ada: User, freeze: Freeze) -> None:
    slugs = probes_of(TOPIC, 4)[:3]
    owner.post(URL, sent(slugs, "101"))
    freeze(NOW + timedelta(seconds=2))
    assert owner.post(URL, sent(slugs, "101"))["Location"] == RESULT
    assert len(kept(ada)) == 3


def test_an_older_page_in_a_second_tab_is_a_later_check(owner: Client, ada: User, freeze: Freeze) -> None:
    slugs = probes_of(TOPIC, 4)[:3]
    owner.post(URL, sent(slugs, "101"))
    freeze(NOW + timedelta(minutes=1))
    assert owner.post(URL, sent(slugs, "000"))["Location"] == RESULT
    assert [held for _slug, _level, held in kept(ada)[3:]] == [False, False, False]


def test_a_repeated_check_counts_as_a_whole(owner: Client, ada: User, freeze: Freeze) -> None:
    """What fails again on the same day is as new as what fails for the first time."""
    one, two, three, four = probes_of(TOPIC, 4)
    owner.post(URL, sent([one, two, three], "001"))
    freeze(NOW + timedelta(hours=1))
    owner.post(URL, sent([four, one, two], "100"))
    assert "does not hold yet" in owner.get(RESULT).content.decode()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"level": ""}, "There are no questions of this level."),
        ({"level": "1"}, "There are no questions of this level."),
        ({"level": "x"}, "There are no questions of this level."),
        ({"probe": []}, "These questions are asked no longer."),
        ({"probe": ["no-such-probe"]}, "These questions are asked no longer."),
        ({"level": "3"}, "These questions are asked no longer."),
        ({"held": ""}, "Say of each question whether you had it."),
        ({"held": "yes"}, "Say of each question whether you had it."),
    ],
)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["plain", "htmx"])
def test_what_cannot_be_kept_is_said(
    owner: Client, ada: User, change: dict[str, object], said: str, headers: dict[str, str]
) -> None:
    slugs = probes_of(TOPIC, 4)[:3]
    data = sent(slugs, "100") | {key: value for key, value in change.items() if key != "held"}
    if "held" in change:
        data[f"held-{slugs[1]}"] = change["held"]
    response = owner.post(URL, data, headers=headers)
    html = response.content.decode()
    assert response.status_code == 422
    assert said in html
    assert not ada.attempts.exists()
    if "held" in change:
        assert f'name="held-{slugs[0]}" value="1" checked' in html
        assert f'name="held-{slugs[2]}" value="0" checked' in html
        assert html.count("Had it, or not?") == 1


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
    assert count() == first
