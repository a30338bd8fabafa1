"""Cards: today's session, grades, undo, misses."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from studyplan.accounts.models import User
from studyplan.catalog.models import Card, ContentVersion
from studyplan.goals.services import goal_of
from studyplan.portability.services import export_account
from studyplan.practice.cards.deck import deck
from studyplan.practice.cards.memories import memories_of, memory_version
from studyplan.practice.cards.queue import CardsDue, build_session, due_today, round_up_minutes
from studyplan.practice.cards.services import StaleCardError, give_grade, schedule_for_tomorrow, undo_review
from studyplan.practice.cards.state import load_card_state, preview_next_times, undoable_review
from studyplan.practice.cards.summary import add_to_summary, summarize_again
from studyplan.practice.models import CardMemory, PracticeSettings, Review, ReviewSummary
from studyplan.progress.services import NOT_PLANNED, set_done
from tests.factories import NOW, make_assessment, make_goal, make_user, ratings
from tests.practice.factories import a_card, make_memory

TODAY = NOW.date()
DAY = timedelta(days=1)
AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
fill_summaries = import_module("studyplan.practice.migrations.0004_fill_review_summaries").fill


def grade(user: User, card: Card, given: int, at: datetime = NOW, seconds: int | None = None) -> Review:
    """Grade the card as it is."""
    shown_at = None if seconds is None else at - timedelta(seconds=seconds)
    return give_grade(user, card, given, seen=memory_version(user, card), now=at, today=at.date(), shown_at=shown_at)


def asked(user: User, at: datetime = NOW, extra_batches: int = 0) -> list[Card]:
    return [queued.text.card for queued in build_session(user, at, at.date(), extra_batches).queue]


def memory_of(user: User, card: Card) -> CardMemory:
    return user.card_memories.get(card=card)


def comes_on(user: User, today: date) -> date | None:
    """The day on which the user's only card comes."""
    [stored] = memories_of(user)
    return load_card_state(user, goal_of(user), today).comes_on(stored)


def everything(user: User) -> str:
    """All that is stored of a user, and of cards what no export has too."""
    stored = [list(rows.order_by("pk").values()) for rows in (user.card_memories.all(), user.card_reviews.all())]
    return json.dumps([export_account(user, NOW), stored], default=repr)


def flashcards(count: int, topic: str = "loss-functions") -> list[Card]:
    return list(Card.objects.current().select_related("topic").filter(topic__slug=topic, kind="flashcard")[:count])


def limit(user: User, minutes: int) -> None:
    PracticeSettings.objects.update_or_create(user=user, defaults={"card_minutes": minutes})


def in_days(number: int | None) -> date | None:
    return None if number is None else TODAY + DAY * number


# New cards


def test_nobody_is_asked_what_they_never_met(ada: User) -> None:
    assert asked(ada) == []
    make_assessment(ada, ratings(1))
    assert asked(ada) == []


def test_new_cards_come_from_topics_that_were_seen_or_read(ada: User) -> None:
    make_assessment(ada, ratings(1, optimization=2))
    limit(ada, 120)
    make_goal(ada, minutes=120)
    assert {card.topic.slug for card in asked(ada)} == {"optimization"}
    set_done(ada, "read:regularization", 0, True, planned=NOT_PLANNED, now=NOW, today=TODAY)
    assert {card.topic.slug for card in asked(ada)} == {"optimization", "regularization"}


def test_new_cards_begin_with_facts_of_the_weightiest_topic(ada: User) -> None:
    make_assessment(ada, ratings(3))
    make_goal(ada, company="google", rounds=["ml-depth"], on=TODAY + 60 * DAY)
    weights = load_card_state(ada, goal_of(ada), TODAY).weights
    cards = asked(ada)
    assert weights[cards[0].topic.slug] == max(weights.values())
    first_topic = [card for card in cards if card.topic == cards[0].topic]
    kinds = [card.kind for card in first_topic]
    assert kinds == sorted(kinds)
    assert [weights[card.topic.slug] for card in cards] == sorted((weights[c.topic.slug] for c in cards), reverse=True)


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
    assert build_session(ada, NOW, TODAY).limit == 15 * 60
    assert due_today(ada, goal_of(ada), TODAY).minutes <= 15


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
    assert asked(ada, extra_batches=1)[: len(first)] == first
    assert len(asked(ada, extra_batches=1)) > len(first)


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
    assert len(asked(ada)) == 2
    for card in asked(ada):
        grade(ada, card, EASY)
    assert build_session(ada, NOW, TODAY).spent == 240 + 2 * 15, "What was not measured counts as usual."
    assert asked(ada, NOW + DAY)


def test_one_s_own_median_decides_once_there_is_one(ada: User) -> None:
    cards = flashcards(6)
    for card, seconds in zip(cards, (40, 50, 1, 60, 299, 50), strict=True):
        grade(ada, card, EASY, NOW - 5 * DAY, seconds=seconds)
    assert load_card_state(ada, goal_of(ada), TODAY).pace == {"flashcard": 50, "rapid-fire": 60}


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
    grade(ada, card, AGAIN, seconds=300)
    assert asked(ada) == [card]
    assert asked(ada, NOW + DAY)[0] == card


def test_midnight_ends_no_sitting(ada: User) -> None:
    card, late = a_card(), datetime(2026, 3, 2, 23, 59, 30, tzinfo=UTC)
    grade(ada, card, GOOD, late)
    assert memory_of(ada, card).due_on == TODAY
    assert asked(ada, late + timedelta(minutes=1)) == [card]


# Grades


def test_a_grade_is_kept_with_what_was_before(ada: User) -> None:
    card = a_card()
    first = grade(ada, card, GOOD, seconds=12)
    assert (first.before, first.seconds, first.reviewed_on) == (None, 12, TODAY)
    stored = memory_of(ada, card)
    second = grade(ada, card, GOOD, NOW + timedelta(minutes=10))
    assert second.before
    assert second.before["stability"] == stored.stability
    assert memory_of(ada, card).state == CardMemory.State.REVIEW


@pytest.mark.parametrize("given", [AGAIN, HARD, GOOD, EASY])
@pytest.mark.parametrize("interview", [None, 1, 2, 30])
def test_the_preview_is_what_happens(ada: User, given: int, interview: int | None) -> None:
    make_goal(ada, on=in_days(interview), weekdays=[0, 1, 3])
    for number in range(1, 8):
        make_memory(ada, a_card(number=number), due_on=TODAY + DAY * number, due_at=NOW + DAY * number)
    make_memory(ada, a_card(), reviewed_at=NOW - 6 * DAY)
    before = everything(ada)
    then = preview_next_times(load_card_state(ada, goal_of(ada), TODAY), a_card(), NOW)
    assert everything(ada) == before
    grade(ada, a_card(), given)
    stored = memory_of(ada, a_card())
    assert (stored.due_at, stored.due_on) == (then[given].due_at, then[given].due_on)
    assert (then[given].minutes > 0) == (given == AGAIN)


def test_a_stale_grade_changes_nothing(ada: User) -> None:
    card = a_card()
    seen = memory_version(ada, card)
    grade(ada, card, GOOD)
    before = everything(ada)
    with pytest.raises(StaleCardError):
        give_grade(ada, card, AGAIN, seen=seen, now=NOW, today=TODAY)
    assert everything(ada) == before


def test_the_same_time_on_the_clock_when_clocks_change(ada: User) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    with timezone.override(berlin):
        late = datetime(2026, 3, 28, 23, 30, tzinfo=berlin)
        make_memory(ada, a_card(), stability=0.5, reviewed_at=late - DAY, due_at=late)
        grade(ada, a_card(), HARD, late)
        stored = memory_of(ada, a_card())
        wait = (stored.due_on - late.date()).days
        due_at = stored.due_at.astimezone(berlin)
        assert (due_at.date(), due_at.hour) == (late.date() + DAY * wait, 23)
        assert comes_on(ada, late.date()) == stored.due_on


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue", "Asia/Kathmandu"])
def test_due_by_the_user_s_date(ada: User, zone: str) -> None:
    with timezone.override(ZoneInfo(zone)):
        today = timezone.localdate(NOW)
        give_grade(ada, a_card(), EASY, seen=0, now=NOW, today=today)
        on = memory_of(ada, a_card()).due_on
        before = datetime.combine(on, datetime.min.time(), tzinfo=ZoneInfo(zone)) - timedelta(seconds=1)
        assert build_session(ada, before, timezone.localdate(before)).queue == ()
        midnight = before + timedelta(seconds=1)
        assert [queued.text.card for queued in build_session(ada, midnight, timezone.localdate(midnight)).queue] == [
            a_card()
        ]


# Undo


def test_undo_of_a_first_grade_leaves_a_new_card(ada: User) -> None:
    before = everything(ada)
    review = grade(ada, a_card(), GOOD)
    assert undoable_review(ada, TODAY) == review
    assert undo_review(ada, review.pk, TODAY)
    assert everything(ada) == before


def test_undo_twice_takes_back_one(ada: User) -> None:
    grade(ada, a_card(), GOOD)
    before = everything(ada)
    review = grade(ada, a_card(number=1), AGAIN)
    assert undo_review(ada, review.pk, TODAY)
    assert undo_review(ada, review.pk, TODAY) is None
    assert everything(ada) == before


def test_only_one_s_own_newest_grade_of_today(ada: User, grace: User) -> None:
    older, newest = grade(ada, a_card(), GOOD), grade(ada, a_card(number=1), GOOD)
    before = everything(ada)
    assert undo_review(ada, older.pk, TODAY) is None
    assert undo_review(grace, newest.pk, TODAY) is None
    assert undo_review(ada, newest.pk, TODAY + DAY) is None
    assert undoable_review(ada, TODAY + DAY) is None
    assert everything(ada) == before


def test_a_card_that_was_taken_back_can_be_graded_from_either_window(ada: User) -> None:
    card, seen = a_card(), 0
    review = grade(ada, card, GOOD)
    undo_review(ada, review.pk, TODAY)
    assert give_grade(ada, card, AGAIN, seen=seen, now=NOW, today=TODAY).grade == AGAIN


class UndoTest(TestCase):
    """Undo against every history."""

    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(
        history=st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4), st.integers(0, 30)), max_size=6),
        last=st.tuples(st.integers(0, 3), st.integers(1, 4)),
        interview=st.none() | st.integers(1, 60),
    )
    def test_undo_is_exact(
        self, history: list[tuple[int, int, int]], last: tuple[int, int], interview: int | None
    ) -> None:
        user = make_user("undo@example.org")
        make_goal(user, on=in_days(interview))
        at = NOW
        for number, given_grade, gap in history:
            at += DAY * gap + timedelta(microseconds=123457)
            grade(user, a_card(number=number), given_grade, at, seconds=7)
        before = everything(user)
        review = grade(user, a_card(number=last[0]), last[1], at)
        assert everything(user) != before
        assert undo_review(user, review.pk, at.date())
        assert everything(user) == before


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
        zone: str,
    ) -> None:
        user, cards = make_user("due@example.org"), list(deck().values())
        make_assessment(user, ratings(1, optimization=level, regularization=level))
        make_goal(user, on=in_days(interview), weekdays=weekdays, minutes=60)
        limit(user, minutes)
        topics = list(dict.fromkeys(text.card.topic.slug for text in cards))
        known: dict[int, CardMemory] = {}
        for topic, number, state, reviewed, due, ideal, stability in memories:
            of_topic = [text.card for text in cards if text.card.topic.slug == topics[topic]]
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
        for is_aloud, seconds, day in sorted(reviews, key=lambda given: given[2]):
            card = next(text.card for text in cards if (text.card.kind == "rapid-fire") == is_aloud)
            at = NOW + DAY * day
            review = Review.objects.create(
                user=user, card=card, grade=GOOD, seconds=seconds, reviewed_at=at, reviewed_on=at.date()
            )
            add_to_summary(review, card.kind)
        with timezone.override(ZoneInfo(zone)):
            today = timezone.localdate(NOW)
            session = build_session(user, NOW, today)
            assert due_today(user, goal_of(user), today) == CardsDue(
                len(session.queue), round_up_minutes(session.seconds)
            )


class SummaryTest(TestCase):
    """The summary of reviews against the reviews."""

    @settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(
        steps=st.lists(
            st.tuples(st.booleans(), st.integers(0, 3), st.none() | st.integers(1, 400), st.integers(0, 2)), max_size=25
        )
    )
    def test_it_says_what_the_reviews_say(self, steps: list[tuple[bool, int, int | None, int]]) -> None:
        user, at = make_user("summary@example.org"), NOW
        cards = [*flashcards(2), *Card.objects.current().filter(topic__slug="loss-functions", kind="rapid-fire")[:2]]
        for is_undone, number, seconds, gap in steps:
            at += DAY * gap + timedelta(seconds=1)
            if is_undone and (newest := undoable_review(user, at.date())):
                assert undo_review(user, newest.pk, at.date())
            else:
                grade(user, cards[number], GOOD, at, seconds)
        kept = summary_of(user)
        assert kept == recount(user)
        summarize_again(user)
        assert summary_of(user) == kept
        ReviewSummary.objects.all().delete()
        fill_summaries(apps, None)
        assert summary_of(user) == kept


def summary_of(user: User) -> dict[str, Any] | None:
    columns = [field.attname for field in ReviewSummary._meta.concrete_fields if field.name != "id"]
    kept: dict[str, Any] | None = ReviewSummary.objects.filter(user=user).values(*columns).first()
    return kept


def recount(user: User) -> dict[str, Any] | None:
    """The summary as the rules have it, from all of the reviews."""
    reviews = list(user.card_reviews.select_related("card"))
    if not reviews:
        return None
    newest = reviews[-1]
    day = [review for review in reviews if review.reviewed_on == newest.reviewed_on]
    measured = [(review.card.kind, review.seconds) for review in reviews if review.seconds][-200:]

    def usual(kind: str) -> int | None:
        own = [seconds for of_kind, seconds in measured if of_kind == kind]
        return min(round(median(own)), 150) if len(own) >= 5 else None

    return {
        "user_id": user.pk,
        "newest_id": newest.pk,
        "reviewed_on": newest.reviewed_on,
        "seconds": sum(review.seconds or 0 for review in day),
        "unmeasured_flashcards": sum(r.seconds is None and r.card.kind == "flashcard" for r in day),
        "unmeasured_rapid_fire": sum(r.seconds is None and r.card.kind == "rapid-fire" for r in day),
        "flashcard_seconds": usual("flashcard"),
        "rapid_fire_seconds": usual("rapid-fire"),
        "measured": [[["flashcard", "rapid-fire"].index(kind), seconds] for kind, seconds in measured],
    }


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


# Misses


def test_a_miss_makes_a_new_card_come_tomorrow(ada: User) -> None:
    memory = schedule_for_tomorrow(ada, a_card(), TODAY)
    memory.refresh_from_db()
    assert (memory.due_on, memory.reviewed_at, memory.stability) == (TODAY + DAY, None, None)
    assert asked(ada) == []
    assert asked(ada, NOW + DAY) == [a_card()]
    assert not ada.card_reviews.exists()
    review = grade(ada, a_card(), GOOD, NOW + DAY)
    assert undo_review(ada, review.pk, TODAY + DAY)
    assert memory_of(ada, a_card()).due_on == TODAY + DAY


def test_a_miss_pulls_a_card_forward_and_never_back(ada: User) -> None:
    make_memory(ada, a_card(), due_on=TODAY + 30 * DAY, due_at=NOW + 30 * DAY)
    make_memory(ada, a_card(number=1), due_on=TODAY, due_at=NOW)
    for number in (0, 1):
        schedule_for_tomorrow(ada, a_card(number=number), TODAY)
        schedule_for_tomorrow(ada, a_card(number=number), TODAY)
    assert memory_of(ada, a_card()).due_on == TODAY + DAY
    assert memory_of(ada, a_card()).stability == 5.0
    assert memory_of(ada, a_card(number=1)).due_on == TODAY
    assert set(asked(ada, NOW + DAY)) == {a_card(), a_card(number=1)}


def test_a_miss_on_the_last_day_comes_the_same_day(ada: User) -> None:
    make_goal(ada, on=TODAY + DAY)
    grade(ada, a_card(), EASY)
    assert asked(ada) == []
    assert schedule_for_tomorrow(ada, a_card(), TODAY).due_on == TODAY
    assert asked(ada) == [a_card()]


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
