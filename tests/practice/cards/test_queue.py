"""Cards: which come today, in which order, and how many."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from studyplan.accounts.models import User
from studyplan.catalog.models import Card, ContentVersion
from studyplan.catalog.study import lesson_of
from studyplan.goals.services import goal_of
from studyplan.practice.cards.deck import deck
from studyplan.practice.cards.queue import CardsDue, build_session, due_today, round_up_minutes
from studyplan.practice.cards.services import schedule_for_tomorrow
from studyplan.practice.cards.state import load_card_state
from studyplan.practice.cards.summary import add_to_summary
from studyplan.practice.models import CardMemory, OwnCard, Review
from studyplan.progress.sections import set_read
from studyplan.progress.services import NOT_PLANNED, set_done
from tests.factories import NOW, make_assessment, make_goal, make_user, ratings
from tests.practice.cards.helpers import (
    AGAIN,
    DAY,
    EASY,
    GOOD,
    TODAY,
    asked,
    comes_on,
    flashcards,
    grade,
    in_days,
    limit,
    memory_of,
)
from tests.practice.factories import a_card, make_memory, make_own_card

# New cards


def test_nobody_is_asked_what_they_never_met(ada: User) -> None:
    assert asked(ada) == []
    make_assessment(ada, ratings(1))
    assert asked(ada) == []


def topics_of(cards: Iterable[Card | OwnCard]) -> list[str]:
    return [card.topic.slug for card in cards]


def tick_reading(user: User, topic: str, at: datetime = NOW, sitting: int = 0) -> None:
    set_done(user, f"read:{topic}", sitting, True, planned=NOT_PLANNED, now=at, today=at.date())


def test_new_cards_come_from_topics_that_were_seen_or_read(ada: User) -> None:
    make_assessment(ada, ratings(1, optimization=2))
    limit(ada, 120, new_cards=100)
    make_goal(ada, minutes=120)
    assert set(topics_of(asked(ada))) == {"optimization"}
    tick_reading(ada, "regularization")
    assert set(topics_of(asked(ada))) == {"optimization", "regularization"}


def test_new_cards_follow_the_reading_in_its_order(ada: User) -> None:
    make_assessment(ada, ratings(3))
    set_read(ada, "regularization", first_section("regularization"), True, NOW - 2 * DAY)
    tick_reading(ada, "bias-variance", NOW - DAY, sitting=1)
    in_turn = ["regularization", "regularization", "bias-variance", "bias-variance"]
    assert topics_of(asked(ada)) == in_turn * 5
    set_read(ada, "regularization", first_section("regularization"), False, NOW)
    assert set(topics_of(asked(ada))) == {"bias-variance"}


def first_section(topic: str) -> str:
    lesson = lesson_of(topic)
    assert lesson
    return lesson.sections[0].slug


def test_no_day_has_more_new_cards_than_wanted(ada: User) -> None:
    make_assessment(ada, ratings(3))
    make_goal(ada, minutes=240)
    limit(ada, 60)
    assert len(asked(ada)) == 20
    limit(ada, 60, new_cards=7)
    session = build_session(ada, NOW, TODAY)
    assert (session.new, session.has_new, due_today(ada, goal_of(ada), TODAY).new) == (7, True, 7)
    for card in asked(ada)[:3]:
        grade(ada, card, EASY)
    assert len(asked(ada)) == 4, "Those of today count."
    assert len(asked(ada, extra_batches=1)) == 11
    assert len(asked(ada, NOW + DAY)) == 7
    limit(ada, 60, new_cards=0)
    session = build_session(ada, NOW, TODAY)
    assert (session.new, session.has_new) == (0, False)


def test_topics_are_mixed_whatever_is_most_urgent(ada: User) -> None:
    limit(ada, 30)
    for number, card in enumerate([*flashcards(12, "optimization"), *flashcards(5, "regularization")]):
        make_memory(ada, card, stability=1.0 + number, reviewed_at=NOW - 10 * DAY)
    came: list[str] = []
    at = NOW
    while queue := asked(ada, at):
        came.append(queue[0].topic.slug)
        at += timedelta(seconds=20)
        grade(ada, queue[0], EASY, at)
    assert len(came) == 17
    rows = [came[place : place + 3] for place in range(len(came) - 2)]
    assert all(len(set(row)) > 1 for row in rows), came


def test_new_cards_are_mixed_with_those_that_are_due(ada: User) -> None:
    make_assessment(ada, ratings(1, loss_functions=3))
    limit(ada, 10)
    for card in flashcards(12, "optimization"):
        make_memory(ada, card, reviewed_at=NOW - 10 * DAY)
    came: list[bool] = []
    at = NOW
    while queue := build_session(ada, at, TODAY).queue:
        came.append(queue[0].memory is None)
        at += timedelta(seconds=20)
        grade(ada, queue[0].text.card, EASY, at)
    assert came.count(False) == 12
    assert not came[0], "What is due comes first."
    half = came[: len(came) // 2]
    assert 4 <= half.count(False) <= 8


def test_a_session_may_be_about_one_topic(ada: User) -> None:
    make_assessment(ada, ratings(1))
    known, other = flashcards(1, "optimization"), flashcards(1, "regularization")
    for card in [*known, *other]:
        make_memory(ada, card, reviewed_at=NOW - 10 * DAY)
    session = build_session(ada, NOW, TODAY, topic="optimization")
    cards = [card.text.card for card in session.queue]
    assert known[0] in cards
    assert set(topics_of(cards)) == {"optimization"}
    assert session.new > 0, "Who asks for a topic has met it."
    assert build_session(ada, NOW, TODAY).new == 0


def test_without_reading_they_begin_with_facts_of_the_weightiest_topic(ada: User) -> None:
    make_assessment(ada, ratings(3))
    make_goal(ada, company="google", rounds=["ml-depth"], on=TODAY + 60 * DAY)
    weights = load_card_state(ada, goal_of(ada), TODAY).weights
    cards = asked(ada)
    assert weights[cards[0].topic.slug] == max(weights.values())
    first_topic = [card for card in cards if card.topic == cards[0].topic]
    kinds = [card.kind for card in first_topic]
    assert kinds == sorted(kinds)
    topics = list(dict.fromkeys(topics_of(cards)))
    assert [weights[topic] for topic in topics] == sorted((weights[topic] for topic in topics), reverse=True)


def test_new_cards_follow_from_the_minutes(ada: User) -> None:
    make_assessment(ada)
    limit(ada, 5)
    assert len(asked(ada)) == 5 * 60 // (2 * 15), "Each comes twice on its first day."
    assert build_session(ada, NOW, TODAY).new == 10
    due = flashcards(14)
    for card in due:
        make_memory(ada, card)
    assert build_session(ada, NOW, TODAY).new == (300 - 14 * 15) // 30
    for card in [*flashcards(14, "optimization")]:
        make_memory(ada, card)
    assert build_session(ada, NOW, TODAY).new == 0


def test_no_day_has_more_cards_than_minutes_to_study(ada: User) -> None:
    make_assessment(ada)
    limit(ada, 120)
    make_goal(ada, minutes=15)
    assert build_session(ada, NOW, TODAY).limit == 5 * 60, "A plan keeps the least that a day may have."
    assert due_today(ada, goal_of(ada), TODAY).minutes <= 5


@pytest.mark.parametrize(
    ("minutes", "own", "share"),
    [(15, None, 5), (55, None, 5), (60, None, 5), (120, None, 10), (200, None, 15), (720, None, 30), (60, 40, 40)],
)
def test_cards_have_what_the_plan_leaves_to_them(ada: User, minutes: int, own: int | None, share: int) -> None:
    limit(ada, own)
    make_goal(ada, minutes=minutes)
    assert build_session(ada, NOW, TODAY).limit == 60 * share


def test_days_with_more_minutes_hold_more_cards(ada: User) -> None:
    make_goal(ada, minutes=60, weekday_minutes=(60, 240, 60, 60, 60, 60, 60))
    for card in deck().values():
        make_memory(ada, card.card, due_on=TODAY, due_at=NOW, reviewed_at=NOW - 25 * DAY)
    session = build_session(ada, NOW, TODAY)
    assert TODAY.weekday() == 0
    assert (session.limit, session.days.minutes_today) == (5 * 60, 60)
    tuesday = sum(card.seconds for card in session.to_come.days[TODAY + DAY])
    assert 15 * 60 < tuesday <= 20 * 60


# What is due


def test_the_most_useful_first(ada: User) -> None:
    forgotten, fresh, heavy = flashcards(3)
    make_memory(ada, fresh, stability=100.0, reviewed_at=NOW - DAY)
    make_memory(ada, forgotten, stability=1.0, reviewed_at=NOW - 30 * DAY)
    make_memory(ada, heavy, stability=10.0, reviewed_at=NOW - 10 * DAY)
    missed = flashcards(4)[3]
    schedule_for_tomorrow(ada, missed, TODAY - DAY)
    assert asked(ada) == [missed, forgotten, heavy, fresh]


def test_what_is_due_another_day_does_not_come(ada: User) -> None:
    card, later = flashcards(2)
    make_memory(ada, card, due_on=TODAY)
    make_memory(ada, later, due_on=TODAY + DAY, due_at=NOW + DAY)
    assert asked(ada) == [card]
    assert asked(ada, NOW + DAY) == [card, later]


def test_retired_cards_are_not_drawn(ada: User) -> None:
    make_memory(ada)
    Card.objects.filter(pk=a_card().pk).update(is_retired=True)
    ContentVersion.objects.update(digest="without it")
    assert asked(ada) == []


def test_an_absence_makes_no_wall(ada: User) -> None:
    limit(ada, 5)
    for card in deck().values():
        make_memory(ada, card.card, due_on=TODAY - 20 * DAY, due_at=NOW - 20 * DAY, reviewed_at=NOW - 25 * DAY)
    session, due = build_session(ada, NOW, TODAY), due_today(ada, goal_of(ada), TODAY)
    assert due.minutes <= 5
    assert session.new == 0
    assert due.count + session.later == len(deck())
    total = sum(15 if card_text.card.kind == "flashcard" else 60 for card_text in deck().values())
    assert session.to_come.caught_up_on
    assert total / 300 - 1 <= (session.to_come.caught_up_on - TODAY).days <= total / 240
    first = asked(ada)
    assert asked(ada, NOW) == first
    assert set(first) < set(asked(ada, extra_batches=1))


def test_the_stated_day_is_kept_by_whoever_keeps_the_days(ada: User) -> None:
    make_goal(ada, weekdays=[0, 1, 3])
    limit(ada, 5)
    for card in [*flashcards(14), *flashcards(14, "optimization"), *flashcards(14, "regularization")]:
        make_memory(ada, card, due_on=TODAY - 20 * DAY, due_at=NOW - 20 * DAY, reviewed_at=NOW - 25 * DAY)
    stated = build_session(ada, NOW, TODAY).to_come.caught_up_on
    assert stated == TODAY + 3 * DAY
    for number in range(4):
        at = NOW + DAY * number
        while queue := asked(ada, at):
            grade(ada, queue[0], EASY, at)
    assert not ada.card_memories.filter(reviewed_at__lt=NOW).exists()
    assert build_session(ada, NOW + 3 * DAY, stated).to_come.caught_up_on == stated


def test_a_day_off_asks_nothing_but_what_is_asked_for(ada: User) -> None:
    make_assessment(ada)
    make_goal(ada, days_off=[TODAY])
    make_memory(ada)
    session = build_session(ada, NOW, TODAY)
    assert (len(session.queue), session.later, session.to_come.caught_up_on) == (0, 1, TODAY + DAY)
    assert due_today(ada, goal_of(ada), TODAY) == CardsDue(0, 0)
    assert a_card() in asked(ada, extra_batches=1)


def test_on_the_day_of_the_interview_nothing_is_asked(ada: User) -> None:
    make_goal(ada, on=TODAY)
    make_memory(ada)
    assert due_today(ada, goal_of(ada), TODAY).count == 0


def test_only_what_is_left_of_the_day_counts(ada: User) -> None:
    make_assessment(ada, ratings(1, loss_functions=2))
    limit(ada, 5)
    cards = asked(ada)
    for card in cards[:4]:
        grade(ada, card, EASY, seconds=60)
    assert build_session(ada, NOW, TODAY).spent == 240
    assert len(asked(ada)) == 1, "A card takes 28 seconds by now, and a new one comes twice."
    for card in asked(ada):
        grade(ada, card, EASY)
    assert build_session(ada, NOW, TODAY).spent == 240 + 28, "What was not measured counts as usual."
    assert asked(ada, NOW + DAY)


def test_one_s_own_median_moves_the_estimate(ada: User) -> None:
    cards = flashcards(6)
    for card, seconds in zip(cards, (40, 50, 1, 60, 299, 50), strict=True):
        grade(ada, card, EASY, NOW - 5 * DAY, seconds=seconds)
    assert load_card_state(ada, goal_of(ada), TODAY).pace == {"flashcard": 28, "rapid-fire": 60}


def test_nobody_is_measured_while_away(ada: User) -> None:
    one, two, three = flashcards(3)
    assert grade(ada, one, GOOD, seconds=301).seconds is None
    assert grade(ada, two, GOOD, seconds=300).seconds == 300
    assert grade(ada, three, GOOD, seconds=-5).seconds is None


# The same sitting


def test_learning_steps_come_back_after_the_others(ada: User) -> None:
    make_assessment(ada, ratings(1, loss_functions=2))
    first, *others = asked(ada)
    grade(ada, first, AGAIN)
    assert asked(ada) == [*others, first]
    assert asked(ada, NOW + timedelta(minutes=2)) == [first, *others], "Its minute has passed."
    grade(ada, first, GOOD, NOW + timedelta(minutes=2))
    grade(ada, first, GOOD, NOW + timedelta(minutes=14))
    assert first not in asked(ada, NOW + timedelta(minutes=15))
    assert memory_of(ada, first).due_on > TODAY


def test_what_is_begun_is_finished_whatever_the_limit(ada: User) -> None:
    make_assessment(ada)
    limit(ada, 5)
    card = asked(ada)[0]
    grade(ada, card, AGAIN, seconds=290)
    assert asked(ada) == [card]
    assert asked(ada, NOW + DAY)[0] == card


def test_midnight_ends_no_sitting(ada: User) -> None:
    card, late = a_card(), datetime(2026, 3, 2, 23, 59, 30, tzinfo=UTC)
    grade(ada, card, GOOD, late)
    assert memory_of(ada, card).due_on == TODAY
    assert asked(ada, late + timedelta(minutes=1)) == [card]


# Its size


class DueTodayTest(TestCase):
    """The number that other pages show, against the queue that it stands for."""

    @settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(
        memories=st.lists(
            st.tuples(
                st.integers(0, 11),  # topic
                st.integers(0, 20),  # card
                st.sampled_from(CardMemory.State.values),
                st.none() | st.integers(-30, 0),  # reviewed
                st.integers(-12, 12),  # due
                st.integers(-20, 40),  # as FSRS says
                st.floats(0.1, 90),
            ),
            max_size=40,
        ),
        reviews=st.lists(st.tuples(st.booleans(), st.none() | st.integers(1, 300), st.integers(-1, 0)), max_size=12),
        minutes=st.sampled_from([5, 15, 120]),
        interview=st.none() | st.integers(0, 20),
        weekdays=st.sampled_from([[0, 1, 2, 3, 4, 5, 6], [0, 3], [1, 2]]),
        level=st.integers(1, 3),
        new_cards=st.integers(0, 30),
        own_cards=st.lists(st.tuples(st.integers(0, 11), st.booleans(), st.booleans()), max_size=4),
        zone=st.sampled_from(["UTC", "Pacific/Kiritimati", "Pacific/Niue"]),
    )
    def test_it_is_the_size_of_the_queue(
        self,
        memories: list[tuple[int, int, int, int | None, int, int, float]],
        reviews: list[tuple[bool, int | None, int]],
        minutes: int,
        interview: int | None,
        weekdays: list[int],
        level: int,
        new_cards: int,
        own_cards: list[tuple[int, bool, bool]],
        zone: str,
    ) -> None:
        user, cards = make_user("due@example.org"), list(deck().values())
        make_assessment(user, ratings(1, optimization=level, regularization=level))
        make_goal(user, on=in_days(interview), weekdays=weekdays, minutes=60)
        limit(user, minutes, new_cards=new_cards)
        topics = list(dict.fromkeys(text.topic for text in cards))
        known: dict[int, CardMemory] = {}
        for topic, number, state, reviewed, due, ideal, stability in memories:
            of_topic = [text.card for text in cards if text.topic == topics[topic]]
            card = of_topic[number % len(of_topic)]
            facts = {} if reviewed is None else {"stability": stability, "difficulty": 5.0}
            known[card.pk] = CardMemory(
                user=user,
                card=card,
                state=state,
                step=None if state == CardMemory.State.REVIEW else 0,
                due_at=NOW + DAY * ideal,
                due_on=TODAY + DAY * due,
                reviewed_at=None if reviewed is None else NOW + DAY * reviewed,
                **facts,
            )
        CardMemory.objects.bulk_create(known.values())
        for topic_number, is_due, is_deleted in own_cards:
            own = make_own_card(user, topics[topic_number], deleted_on=TODAY if is_deleted else None)
            if is_due:
                user.card_memories.create(own=own, due_at=NOW, due_on=TODAY)
        for is_aloud, seconds, day in sorted(reviews, key=lambda given: given[2]):
            card = next(text.card for text in cards if (text.card.kind == "rapid-fire") == is_aloud)
            at = NOW + DAY * day
            review = Review.objects.create(
                user=user, card=card, grade=GOOD, seconds=seconds, reviewed_at=at, reviewed_on=at.date()
            )
            add_to_summary(review, card.kind, is_new=is_aloud)
        with timezone.override(ZoneInfo(zone)):
            today = timezone.localdate(NOW)
            session = build_session(user, NOW, today)
            assert due_today(user, goal_of(user), today) == CardsDue(
                len(session.queue), round_up_minutes(session.seconds), session.new, session.state.done.reviews
            )


# Before an interview


def due_days(user: User) -> Iterable[date]:
    return user.card_memories.values_list("due_on", flat=True)


class InterviewTest(TestCase):
    """Whatever is graded, nothing comes on the day of the interview or after it."""

    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(
        interview=st.integers(1, 40),
        steps=st.lists(st.tuples(st.integers(0, 5), st.integers(1, 4), st.integers(0, 12)), max_size=10),
    )
    def test_nothing_is_due_on_the_interview_or_after(self, interview: int, steps: list[tuple[int, int, int]]) -> None:
        user = make_user("end@example.org")
        end = TODAY + DAY * interview
        make_goal(user, on=end)
        at = NOW
        for number, given_grade, gap in steps:
            at = min(at + DAY * gap, NOW + DAY * (interview - 1))
            grade(user, a_card(number=number), given_grade, at)
            assert all(on < end for on in due_days(user))
        session = build_session(user, at, at.date())
        assert all(on < end for on in session.to_come.days)
        for on, cards in session.to_come.days.items():
            assert sum(card.seconds for card in cards) <= session.limit * session.days.is_open(on)


def test_every_known_card_comes_once_more_in_the_last_days(ada: User) -> None:
    end = TODAY + 20 * DAY
    make_goal(ada, on=end)
    cards = flashcards(8)
    for card in cards:
        make_memory(ada, card, stability=60.0, due_on=end - 5 * DAY, due_at=NOW + 60 * DAY)
    comes: dict[int, list[date]] = {card.pk: [] for card in cards}
    for number in range(20):
        at = NOW + DAY * number
        while queue := asked(ada, at):
            comes[queue[0].pk].append(at.date())
            grade(ada, queue[0], GOOD, at)
    assert all(len(days) == 1 for days in comes.values())
    assert all(end - 5 * DAY <= day < end for days in comes.values() for day in days)


def test_what_the_last_days_cannot_hold_is_named(ada: User) -> None:
    make_goal(ada, on=TODAY + 2 * DAY)
    limit(ada, 5)
    cards = flashcards(14) + flashcards(14, "optimization") + flashcards(14, "regularization")
    for card in cards:
        make_memory(ada, card, stability=60.0, due_on=TODAY, due_at=NOW + 60 * DAY, reviewed_at=NOW - 20 * DAY)
    session = build_session(ada, NOW, TODAY)
    assert len(session.queue) == 20
    assert len(session.final_review_cards) == 40
    assert len(session.overflow) == len(cards) - 40
    assert session.to_come.caught_up_on is None


def test_an_interview_that_is_moved_moves_the_last_days(ada: User) -> None:
    make_goal(ada, on=TODAY + 6 * DAY)
    grade(ada, a_card(), EASY)
    grade(ada, a_card(), EASY, NOW + DAY)
    assert memory_of(ada, a_card()).due_on <= TODAY + 5 * DAY
    make_goal(ada, on=TODAY + 90 * DAY)
    on = comes_on(ada, TODAY + DAY)
    assert on
    assert on > TODAY + 6 * DAY
    make_goal(ada, on=TODAY + 3 * DAY)
    assert comes_on(ada, TODAY + DAY) is None, "It came in its last days."


# Cost


def count_own(queries: CaptureQueriesContext) -> int:
    """Without the content's version, which a page asks for once."""
    return sum("contentversion" not in query["sql"] for query in queries)


def test_more_cards_ask_for_no_more_queries(ada: User) -> None:
    make_assessment(ada)
    make_memory(ada)
    goal = goal_of(ada)
    deck()
    with CaptureQueriesContext(connection) as one:
        due_today(ada, goal, TODAY)
    for card_text in deck().values():
        if card_text.card != a_card():
            make_memory(ada, card_text.card)
    with CaptureQueriesContext(connection) as all_of_them:
        due_today(ada, goal, TODAY)
    assert count_own(one) == 2
    assert count_own(all_of_them) == 1, "There is no time for new cards."
    with CaptureQueriesContext(connection) as graded:
        grade(ada, a_card(), GOOD)
    assert len(graded) < 20
