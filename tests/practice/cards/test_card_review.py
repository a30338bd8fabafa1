"""The page of cards: what it shows, and grades that are sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from studyplan.accounts.models import User
from studyplan.practice.cards.deck import deck
from studyplan.practice.cards.page import write_wait
from studyplan.practice.cards.queue import build_session
from studyplan.practice.cards.services import give_grade
from studyplan.practice.models import PracticeSettings
from tests.factories import NOW, make_assessment, make_goal, make_plan, ratings
from tests.practice.factories import a_card, make_memory

URL = "/practice/cards/"
TODAY = NOW.date()
DAY = timedelta(days=1)
HTMX = {"HX-Request": "true", "HX-Target": "sitting"}


@pytest.fixture(autouse=True)
def now(freeze: Callable[[datetime], None]) -> None:
    """It is a Monday morning."""
    freeze(NOW)


@pytest.fixture
def learner(ada: User) -> User:
    """Loss functions were seen before; nothing else was."""
    make_assessment(ada, ratings(1, loss_functions=3))
    return ada


def html_of(response: HttpResponseBase) -> str:
    return bytes(getattr(response, "content", b"")).decode()


def text_of(response: HttpResponseBase) -> str:
    """What is read, without the markup."""
    words = re.sub(r"<[^>]+>", " ", html_of(response))
    return re.sub(r"\s+", " ", words)


def sent(response: HttpResponseBase, grade: object = 3, **changes: object) -> dict[str, object]:
    """The form on the page, with a grade."""
    fields = re.findall(r'type="hidden" name="(card|seen|shown|more|topic)" value="([^"]*)"', html_of(response))
    return dict(fields) | {"grade": grade} | changes


def asked(user: User) -> str:
    """The front that comes now."""
    return build_session(user, NOW, TODAY).queue[0].text.front


def test_its_address() -> None:
    assert reverse("practice:card_review") == URL


def test_it_asks_one_card_and_hides_the_answer_in_a_disclosure(owner: Client, learner: User) -> None:
    page = owner.get(URL).content.decode()
    first = build_session(learner, NOW, TODAY).queue[0].text
    assert first.front in page
    assert page.index(first.front) < page.index("<details") < page.index(first.back)
    assert "css/math.css" in page
    for words in ("not recalled, or wrong", "recalled with effort", "recalled at once"):
        assert words in page
    for key in (1, 2, 3, 4):
        assert f'aria-keyshortcuts="{key}"' in page
    assert 'aria-keyshortcuts="Space"' in page


def test_rapid_fire_questions_show_their_key_points(owner: Client, learner: User) -> None:
    card_text = next(card_text for card_text in deck().values() if card_text.key_points)
    make_memory(learner, card_text.card, due_on=TODAY - 30 * DAY, reviewed_at=NOW - 60 * DAY)
    page = owner.get(URL).content.decode()
    assert all(point in page for point in card_text.key_points)


def test_a_grade_brings_the_next_card(owner: Client, learner: User) -> None:
    first = asked(learner)
    response = owner.post(URL, sent(owner.get(URL)))
    assert (response.status_code, response["Location"]) == (302, URL)
    assert [review.grade for review in learner.card_reviews.all()] == [3]
    assert asked(learner) != first
    assert "Undo “Good”" in text_of(owner.get(URL))


def test_with_htmx_the_next_card_comes_in_place(owner: Client, learner: User) -> None:
    response = owner.post(URL, sent(owner.get(URL)), headers=HTMX)
    page = response.content.decode()
    assert response.status_code == 200
    assert page.strip().startswith('<div class="sitting" id="sitting"')
    assert asked(learner) in page
    assert "<html" not in page


def test_the_time_it_took_is_kept(owner: Client, learner: User, freeze: Callable[[datetime], None]) -> None:
    form = sent(owner.get(URL))
    freeze(NOW + timedelta(seconds=21))
    owner.post(URL, form)
    assert learner.card_reviews.get().seconds == 21


@pytest.mark.parametrize("shown", ["", "1e300", "-1e300"])
def test_a_moment_that_is_none_is_not_measured(owner: Client, learner: User, shown: str) -> None:
    owner.post(URL, sent(owner.get(URL), shown=shown))
    assert learner.card_reviews.get().seconds is None


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"grade": 0}, "Say a grade from 1 to 4."),
        ({"grade": 5}, "Say a grade from 1 to 4."),
        ({"grade": "good"}, "Say a grade from 1 to 4."),
        ({"grade": ""}, "Say a grade from 1 to 4."),
        ({"card": ""}, "Say which card."),
        ({"card": "loss-functions"}, "There is no such card."),
        ({"card": "nowhere/nothing"}, "There is no such card."),
        ({"card": "x" * 200}, "130"),
        ({"seen": "-1"}, "0"),
        ({"seen": "much"}, "whole number"),
        ({"shown": "noon"}, "number"),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["form", "htmx"])
def test_nonsense_is_refused_in_words(
    owner: Client, learner: User, changes: dict[str, object], says: str, headers: dict[str, str]
) -> None:
    response = owner.post(URL, sent(owner.get(URL), **changes), headers=headers)
    assert response.status_code == 422
    assert says in text_of(response)
    assert asked(learner) in response.content.decode()
    assert not learner.card_reviews.exists()


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["form", "htmx"])
def test_a_second_window_changes_nothing(owner: Client, learner: User, headers: dict[str, str]) -> None:
    form = sent(owner.get(URL))
    owner.post(URL, form)
    memory = learner.card_memories.values().get()
    response = owner.post(URL, form | {"grade": 1}, headers=headers, follow=True)
    assert "already graded" in text_of(response)
    assert asked(learner) in response.content.decode()
    assert learner.card_memories.values().get() == memory
    assert [review.grade for review in learner.card_reviews.all()] == [3]


def test_a_stranger_grades_their_own_memory_only(owner: Client, stranger: Client, learner: User, grace: User) -> None:
    form = sent(owner.get(URL))
    stranger.post(URL, form)
    assert not learner.card_reviews.exists()
    assert grace.card_reviews.count() == 1


def test_a_visitor_logs_in_first(client: Client) -> None:
    assert client.get(URL)["Location"] == f"/accounts/login/?next={URL}"
    assert client.post(URL, {"grade": 3})["Location"].startswith("/accounts/login/")


def test_two_buttons(owner: Client, learner: User) -> None:
    PracticeSettings.objects.create(user=learner, has_two_buttons=True)
    page = owner.get(URL).content.decode()
    buttons = re.findall(r'name="grade" value="(\d)" aria-keyshortcuts="(\d)"', page)
    assert buttons == [("1", "1"), ("3", "2")]
    assert "recalled with effort" not in page


def test_each_grade_says_when_the_card_comes_again(owner: Client, learner: User) -> None:
    page = text_of(owner.get(URL))
    assert "Again 1 min 1 Hard 6 min 2 Good 10 min 3 Easy 8 d 4" in page
    assert "recalled at once: comes again on Tuesday, March 10" in page


@pytest.mark.parametrize(
    ("days", "says"),
    [
        (None, "done"),
        (0, "10 min"),
        (1, "1 d"),
        (13, "13 d"),
        (14, "2 wk"),
        (60, "9 wk"),
        (61, "2 mo"),
        (729, "24 mo"),
        (730, "2 yr"),
    ],
)
def test_a_wait_is_brief(days: int | None, says: str) -> None:
    assert write_wait(days, 10) == says


def test_on_the_last_day_a_card_is_done(owner: Client, learner: User) -> None:
    make_goal(learner, on=TODAY + DAY)
    assert "Easy done 4" in text_of(owner.get(URL))


# One topic


def test_a_session_for_one_topic_stays_with_it(owner: Client, learner: User) -> None:
    make_memory(learner, a_card("optimization"), reviewed_at=NOW - 10 * DAY)
    page = owner.get(URL, {"topic": "optimization"})
    assert "Cards: Optimization" in text_of(page)
    form = sent(page)
    assert form["topic"] == "optimization"
    response = owner.post(URL, form)
    assert response["Location"] == f"{URL}?topic=optimization"
    again = owner.post(URL, sent(owner.get(response["Location"])), headers=HTMX)
    assert html_of(again).count('name="topic" value="optimization"') >= 2
    assert {review.card.topic.slug for review in learner.card_reviews.all() if review.card} == {"optimization"}


def test_a_topic_without_cards_today_leads_to_the_others(owner: Client, learner: User) -> None:
    PracticeSettings.objects.create(user=learner, new_cards=0)
    page = owner.get(URL, {"topic": "optimization"})
    assert "No more cards of Optimization today." in text_of(page)
    assert "All cards" in text_of(page)
    assert "done for today" not in text_of(page), "Others may wait."


def test_a_topic_that_is_none_is_said_to_be_none(owner: Client, learner: User) -> None:
    page = owner.get(URL, {"topic": "astrology"})
    assert page.status_code == 200
    assert "There is no such topic." in text_of(page)


# Leeches


def test_a_card_that_is_forgotten_again_and_again_is_pointed_out(owner: Client, learner: User) -> None:
    make_memory(learner, reviewed_at=NOW - 10 * DAY, lapses=3)
    says = "You have forgotten this card"
    assert says not in text_of(owner.get(URL))
    learner.card_memories.update(lapses=4)
    page = owner.get(URL)
    assert f"{says} 4 times after learning it." in text_of(page)
    assert a_card().topic.lesson_url in html_of(page)
    assert f"/practice/cards/given/loss-functions/{a_card().slug}/?next=/practice/cards/" in html_of(page)
    learner.card_memories.update(stability=30.0, reviewed_at=NOW - 40 * DAY)
    assert says not in text_of(owner.get(URL)), "It has been learned for good."


# What the page says of the day


def test_how_it_relates_to_the_day_s_minutes(owner: Client, ada: User) -> None:
    make_goal(ada, minutes=60)
    make_plan(ada)
    assert "Cards and tasks take" not in text_of(owner.get(URL))
    PracticeSettings.objects.create(user=ada, card_minutes=45, new_cards=100)
    page = text_of(owner.get(URL))
    assert re.search(r"Cards and tasks take 1 h \d+ today, and you study 1 h a day. Do the cards first", page)


def test_an_absence_has_an_end(owner: Client, learner: User) -> None:
    PracticeSettings.objects.create(user=learner, card_minutes=5)
    for card_text in [card_text for card_text in deck().values() if card_text.card.kind == "flashcard"][:50]:
        make_memory(learner, card_text.card, due_on=TODAY - 9 * DAY, due_at=NOW - 9 * DAY, reviewed_at=NOW - 20 * DAY)
    page = text_of(owner.get(URL))
    assert "20 left today, about 5 min" in page
    assert "new" not in page.split("left today")[1][:40], "All of them are due."
    assert "30 more cards are due." in page
    assert "You are caught up by Wednesday, March 4." in page


def test_before_an_interview(owner: Client, learner: User) -> None:
    make_goal(learner, on=TODAY + 14 * DAY)
    make_memory(learner)
    page = text_of(owner.get(URL))
    assert "From Wednesday, March 11 on, each card that you know comes once more before the interview" in page
    make_goal(learner, on=TODAY + 3 * DAY)
    assert "Before the interview each card that you know comes once more: about 1 min left." in text_of(owner.get(URL))


def test_what_does_not_fit_is_listed(owner: Client, learner: User) -> None:
    PracticeSettings.objects.create(user=learner, card_minutes=5)
    make_goal(learner, on=TODAY + DAY)
    texts = [card_text for card_text in deck().values() if card_text.card.kind == "flashcard"][:30]
    for card_text in texts:
        make_memory(learner, card_text.card, reviewed_at=NOW - 20 * DAY)
    page = owner.get(URL)
    left_out = build_session(learner, NOW, TODAY).overflow
    assert len(left_out) == 10
    assert "10 cards do not fit into those days" in text_of(page)
    assert all(f"<li>{card_text.front}</li>" in page.content.decode() for card_text in left_out)


def test_it_says_how_many_are_due_and_how_many_new(owner: Client, learner: User) -> None:
    make_memory(learner, reviewed_at=NOW - 10 * DAY)
    count = len(build_session(learner, NOW, TODAY).queue)
    assert re.search(rf"{count} left today, about \d+ min: 1 due, {count - 1} new", text_of(owner.get(URL)))


# When nothing comes


def test_nothing_was_met_yet(owner: Client, ada: User) -> None:
    page = text_of(owner.get(URL))
    assert "No cards yet." in page
    assert "Read a topic" in page


def test_the_day_s_time_is_over_and_more_can_be_asked_for(owner: Client, learner: User) -> None:
    PracticeSettings.objects.create(user=learner, card_minutes=5)
    for number in range(3):
        card = build_session(learner, NOW, TODAY).queue[0].text.card
        shown_at = NOW - timedelta(seconds=90 + number)
        give_grade(learner, card, 4, seen=0, now=NOW, today=TODAY, shown_at=shown_at)
    give_grade(learner, a_card("optimization"), 4, seen=0, now=NOW, today=TODAY, shown_at=NOW - timedelta(seconds=60))
    page = owner.get(URL)
    said = text_of(page)
    assert "Cards done for today." in said
    assert "reviews 4 recalled 4 time 6 min learned of" in said
    assert "The next cards come on Tuesday, March 3." in said
    assert "Go on with Today" in said
    more = re.search(r'href="(/practice/cards/\?more=\d+)"', page.content.decode())
    assert more
    page = owner.get(more[1])
    assert " left today" in text_of(page)
    response = owner.post(URL, sent(page))
    assert response["Location"] == more[1]


@pytest.mark.parametrize("more", ["", "x", "-1", "9" * 30])
def test_nonsense_asks_for_nothing_special(owner: Client, learner: User, more: str) -> None:
    assert owner.get(URL, {"more": more}).status_code == 200


def test_a_day_off(owner: Client, learner: User) -> None:
    make_goal(learner, days_off=[TODAY])
    page = text_of(owner.get(URL))
    assert "A day off. Rest is part of the plan." in page
    assert " left today" in text_of(owner.get(URL, {"more": 1}))


def test_the_day_of_the_interview(owner: Client, learner: User) -> None:
    make_goal(learner, on=TODAY)
    assert "The interview is today. Good luck." in text_of(owner.get(URL))


def test_all_done(owner: Client, ada: User) -> None:
    make_memory(ada, due_on=TODAY + 3 * DAY, due_at=NOW + 3 * DAY)
    page = text_of(owner.get(URL))
    assert "No cards are due today." in page
    assert "The next cards come on Thursday, March 5." in page


# Cost


def test_more_cards_ask_for_no_more_queries(owner: Client, learner: User) -> None:
    make_memory(learner)
    make_goal(learner, on=TODAY + 30 * DAY)
    owner.get(URL)
    with CaptureQueriesContext(connection) as few:
        owner.get(URL)
    for card_text in deck().values():
        if card_text.card != a_card():
            make_memory(learner, card_text.card, reviewed_at=NOW - 10 * DAY)
    with CaptureQueriesContext(connection) as many:
        form = sent(owner.get(URL))
    assert len(many) == len(few)
    with CaptureQueriesContext(connection) as graded:
        owner.post(URL, form, headers=HTMX)
    assert len(graded) < 2 * len(few) + 10
