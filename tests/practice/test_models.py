"""Rules that the database holds."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from studyplan.accounts.models import User
from studyplan.catalog.models import Topic
from studyplan.practice.models import Drill, PracticeSettings, Repair, Review
from tests.factories import NOW, make_user
from tests.practice.factories import a_card, make_attempt, make_drill, make_memory, make_own_card

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> User:
    return make_user()


def refused(constraint: str) -> Any:
    """The database says no, and why."""
    return pytest.raises(IntegrityError, match=constraint)


@pytest.mark.parametrize("minutes", [4, 121])
def test_the_limit_of_cards_is_one_that_somebody_can_mean(ada: User, minutes: int) -> None:
    with refused("practice_settings_minutes_within_reason"):
        PracticeSettings.objects.create(user=ada, card_minutes=minutes)


def test_a_card_is_remembered_once(ada: User) -> None:
    make_memory(ada)
    with refused("card_memory_unique|practice_cardmemory.user_id, practice_cardmemory.card_id"):
        make_memory(ada)


@pytest.mark.parametrize(
    "fields",
    [{"reviewed_at": None}, {"stability": None}, {"difficulty": None}, {"stability": 0.0}, {"difficulty": 10.5}],
)
def test_a_memory_is_measured_if_and_only_if_it_was_reviewed(ada: User, fields: dict[str, Any]) -> None:
    with refused("card_memory_measured_if_reviewed"):
        make_memory(ada, **fields)


def test_a_memory_has_a_state_that_fsrs_knows(ada: User) -> None:
    with refused("card_memory_state_known"):
        make_memory(ada, state=4)


@pytest.mark.parametrize("grade", [0, 5])
def test_a_grade_is_one_of_four(ada: User, grade: int) -> None:
    with refused("review_grade_1_to_4"):
        Review.objects.create(user=ada, card=a_card(), grade=grade, reviewed_at=NOW, reviewed_on=NOW.date())


def test_one_drill_is_open_at_a_time(ada: User) -> None:
    make_drill(ada, ended_at=NOW)
    make_drill(ada)
    with refused("drill_one_open|practice_drill.user_id"), transaction.atomic():
        make_drill(ada)
    make_drill(make_user("grace@example.org"))


def test_a_drill_ends_after_it_starts(ada: User) -> None:
    with refused("drill_ends_after_start"):
        make_drill(ada, ended_at=NOW - timedelta(seconds=1))


def test_an_answer_is_shown_after_its_question(ada: User) -> None:
    with refused("drill_reveals_after_asking"):
        make_drill(ada, revealed_at=NOW - timedelta(seconds=1))


def test_a_drill_has_a_known_kind(ada: User) -> None:
    with refused("drill_kind_known"):
        make_drill(ada, kind="quiz")


def test_a_question_of_a_drill_is_answered_once(ada: User) -> None:
    drill = make_drill(ada)
    make_attempt(ada, drill=drill, place=0)
    with refused("attempt_once_in_drill|practice_attempt.drill_id, practice_attempt.place"):
        make_attempt(ada, drill=drill, place=0)


def test_a_place_is_one_in_a_drill(ada: User) -> None:
    with refused("attempt_has_place_in_drill"):
        make_attempt(ada, place=0)


@pytest.mark.parametrize(("hits", "points"), [(5, 4), (0, 0)])
def test_no_more_key_points_are_hit_than_there_are(ada: User, hits: int, points: int) -> None:
    with refused("attempt_hits_at_most_points"):
        make_attempt(ada, hits=hits, points=points)


@pytest.mark.parametrize(("kind", "level"), [("probe", None), ("probe", 1), ("probe", 6), ("problem", 3)])
def test_probes_alone_check_a_level(ada: User, kind: str, level: int | None) -> None:
    with refused("attempt_level_of_probe"):
        make_attempt(ada, kind=kind, level=level)


def test_an_attempt_has_a_known_kind(ada: User) -> None:
    with refused("attempt_kind_known"):
        make_attempt(ada, kind="essay")


def test_a_second_click_takes_no_second_repair(ada: User) -> None:
    topic = Topic.objects.get(slug="loss-functions")
    Repair.objects.create(user=ada, topic=topic, taken_at=NOW, taken_on=NOW.date())
    with refused("repair_once_a_day|practice_repair"):
        Repair.objects.create(user=ada, topic=topic, taken_at=NOW + timedelta(hours=1), taken_on=NOW.date())


@pytest.mark.parametrize(("hits", "points", "is_stumble"), [(1, 4, True), (2, 4, False), (1, 3, True), (0, 1, True)])
def test_less_than_half_of_the_key_points_is_a_stumble(ada: User, hits: int, points: int, is_stumble: bool) -> None:
    assert make_attempt(ada, hits=hits, points=points).is_stumble is is_stumble


def test_rows_name_themselves(ada: User) -> None:
    card = a_card()
    review = Review.objects.create(user=ada, card=card, grade=3, reviewed_at=NOW, reviewed_on=NOW.date())
    repair = Repair(topic=card.topic)
    named = [str(row) for row in (make_memory(ada, card), review, make_attempt(ada), make_drill(ada), repair)]
    assert named == [
        str(card),
        f"{card}: Good",
        "problem Loss Functions/a-question",
        "mock interview (rapid-fire)",
        "Loss Functions",
    ]
    assert str(PracticeSettings(user=ada)) == "ada@example.org"
    assert Drill.objects.count() == 1


def test_new_cards_a_day_are_within_reason(ada: User) -> None:
    with refused("practice_settings_new_cards_within_reason"):
        PracticeSettings.objects.create(user=ada, new_cards=101)


@pytest.mark.parametrize("words", [{"front": ""}, {"back": ""}])
def test_an_own_card_has_both_sides(ada: User, words: dict[str, str]) -> None:
    with refused("own_card_says_something"):
        make_own_card(ada, **words)


def test_words_for_a_given_card_say_something_and_are_there_once(ada: User) -> None:
    with refused("own_card_says_something"), transaction.atomic():
        make_own_card(ada, card=a_card(), front="", back="")
    make_own_card(ada, card=a_card(), front="")
    with refused("own_card_one_for_each_given|practice_owncard.user_id, practice_owncard.card_id"):
        make_own_card(ada, card=a_card(), back="")


def test_a_memory_is_of_one_card(ada: User) -> None:
    own = make_own_card(ada)
    for cards in ({}, {"card": a_card(), "own": own}):
        with refused("card_memory_of_one_card"), transaction.atomic():
            ada.card_memories.create(due_at=NOW, due_on=NOW.date(), **cards)
    ada.card_memories.create(own=own, due_at=NOW, due_on=NOW.date())
    with refused("card_memory_own_unique|practice_cardmemory.own_id"):
        ada.card_memories.create(own=own, due_at=NOW, due_on=NOW.date())


def test_a_review_is_of_one_card_at_most(ada: User) -> None:
    with refused("review_of_one_card_at_most"):
        ada.card_reviews.create(card=a_card(), own=make_own_card(ada), grade=3, reviewed_at=NOW, reviewed_on=NOW.date())
