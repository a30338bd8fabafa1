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
    fields = re.findall(r'type="hidden" name="(card|seen|shown|more)" value="([^"]*)"', html_of(response))
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
    page = text_of(owner.get(URL))
    assert "The card before: Good." in page
    assert "It comes again in this sitting." in page


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
    assert "graded already" in text_of(response)
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


def test_the_intervals_are_there_on_demand(owner: Client, learner: User) -> None:
    page = text_of(owner.get(URL))
    assert "When would it come again? Again in this sitting, in 1 min or after the others" in page
    assert "Easy Tuesday, March 10, 2026" in page


# What the page says of the day


def test_how_it_relates_to_the_day_s_minutes(owner: Client, ada: User) -> None:
    make_goal(ada, minutes=60)
    make_plan(ada)
    page = text_of(owner.get(URL))
    assert "Cards take at most 5 min of the 1 h that you study a day." in page
    assert "Together that is" not in page
    PracticeSettings.objects.create(user=ada, card_minutes=30)
    page = text_of(owner.get(URL))
    assert "Cards take at most 30 min of the 1 h that you study a day." in page
    assert re.search(r"Today’s plan has \d\d min of tasks. Together that is 1 h \d\d: where it is too much", page)


def test_an_absence_has_an_end(owner: Client, learner: User) -> None:
    PracticeSettings.objects.create(user=learner, card_minutes=5)
    for card_text in [card_text for card_text in deck().values() if card_text.card.kind == "flashcard"][:50]:
        make_memory(learner, card_text.card, due_on=TODAY - 9 * DAY, due_at=NOW - 9 * DAY, reviewed_at=NOW - 20 * DAY)
    page = text_of(owner.get(URL))
    assert "20 cards left today, about 5 min" in page
    assert "30 more cards are due." in page
    assert "caught up by Wednesday, March 4." in page


def test_before_an_interview(owner: Client, learner: User) -> None:
    make_goal(learner, on=TODAY + 14 * DAY)
    make_memory(learner)
    page = text_of(owner.get(URL))
    assert "No card comes after Sunday, March 15, the day before the interview." in page
    assert "From Wednesday, March 11 on each that you know comes once more" in page
    make_goal(learner, on=TODAY + 3 * DAY)
    assert "In these last days each that you know comes once more: about 1 min are left." in text_of(owner.get(URL))


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
    assert "That was today’s time for cards. The next ones come on Tuesday, March 3." in text_of(page)
    more = re.search(r'href="(/practice/cards/\?more=\d+)"', page.content.decode())
    assert more
    page = owner.get(more[1])
    assert "cards left today" in text_of(page)
    response = owner.post(URL, sent(page))
    assert response["Location"] == more[1]


@pytest.mark.parametrize("more", ["", "x", "-1", "9" * 30])
def test_nonsense_asks_for_nothing_special(owner: Client, learner: User, more: str) -> None:
    assert owner.get(URL, {"more": more}).status_code == 200


def test_a_day_off(owner: Client, learner: User) -> None:
    make_goal(learner, days_off=[TODAY])
    page = text_of(owner.get(URL))
    assert "A day off. Rest is part of the plan." in page
    assert "cards left today" in text_of(owner.get(URL, {"more": 1}))


def test_the_day_of_the_interview(owner: Client, learner: User) -> None:
    make_goal(learner, on=TODAY)
    assert "The interview is today. Good luck." in text_of(owner.get(URL))


def test_all_done(owner: Client, ada: User) -> None:
    make_memory(ada, due_on=TODAY + 3 * DAY, due_at=NOW + 3 * DAY)
    page = text_of(owner.get(URL))
    assert "All cards are done for today." in page


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
