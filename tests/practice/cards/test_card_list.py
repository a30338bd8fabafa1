"""All cards by topic, the user's own, and given ones in the user's words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from studyplan.accounts.models import User
from studyplan.catalog.models import ContentVersion, Topic
from studyplan.practice.cards.deck import deck
from studyplan.practice.cards.own import texts_of
from studyplan.practice.models import OwnCard, Review
from tests.factories import NOW
from tests.practice.cards.helpers import AGAIN, DAY, GOOD, TODAY, asked, grade
from tests.practice.factories import a_card, make_memory, make_own_card

ALL = "/practice/cards/all/"
ADD = "/practice/cards/add/"
CARDS = "/practice/cards/"
WORDS = {"topic": "loss-functions", "front": "What is asked?", "back": "This."}


@pytest.fixture(autouse=True)
def now(freeze: Callable[[datetime], None]) -> None:
    freeze(NOW)


def own_url(own: OwnCard, what: str = "") -> str:
    return f"/practice/cards/own/{own.pk}/{what}"


def given_url() -> str:
    return f"/practice/cards/given/loss-functions/{a_card().slug}/"


def html_at(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def hidden_seen(page: str) -> str:
    found = re.search(r'name="seen" value="(\d+)"', page)
    assert found
    return found[1]


def test_their_addresses(ada: User) -> None:
    assert [reverse(f"practice:{name}") for name in ("card_list", "own_card_add")] == [ALL, ADD]
    own = make_own_card(ada)
    assert reverse("practice:own_card_edit", args=[own.pk]) == own_url(own)
    assert reverse("practice:card_rewrite", args=["loss-functions", a_card().slug]) == given_url()


# The list


def test_it_counts_by_topic(owner: Client, ada: User) -> None:
    make_memory(ada, reviewed_at=NOW - 10 * DAY)
    make_memory(ada, a_card(number=1), due_on=TODAY + DAY, due_at=NOW + DAY)
    make_own_card(ada)
    page = html_at(owner, ALL)
    whole = sum(text.topic == "loss-functions" for text in deck().values()) + 1
    assert f"2 of {whole} learned · 1 due" in page
    assert 'href="/practice/cards/?topic=loss-functions"' in page


def test_what_is_hard_to_remember_comes_first(owner: Client, ada: User) -> None:
    assert "Hard to remember" not in html_at(owner, ALL)
    make_memory(ada, reviewed_at=NOW - 10 * DAY, lapses=4)
    make_memory(ada, a_card(number=1), reviewed_at=NOW - 10 * DAY, lapses=6)
    page = html_at(owner, ALL)
    assert page.index("forgotten 6 times") < page.index("forgotten 4 times") < page.index("By topic")


def test_more_cards_ask_for_no_more_queries(owner: Client, ada: User) -> None:
    make_own_card(ada)
    make_own_card(ada, card=a_card(), front="")
    make_memory(ada, lapses=5)
    owner.get(ALL)
    with CaptureQueriesContext(connection) as few:
        owner.get(ALL)
    for number in range(1, 6):
        make_own_card(ada)
        make_own_card(ada, card=a_card(number=number), front="")
        make_memory(ada, a_card(number=number), lapses=5)
    with CaptureQueriesContext(connection) as many:
        owner.get(ALL)
    assert len(many) == len(few)


# Own cards


def test_an_own_card_comes_and_is_graded_like_any_other(owner: Client, ada: User) -> None:
    assert owner.post(ADD, WORDS)["Location"] == ALL
    own = ada.own_cards.get()
    assert asked(ada) == [own]
    page = html_at(owner, CARDS)
    assert "What is asked?" in page
    assert own_url(own) in page
    fields = dict(re.findall(r'type="hidden" name="(card|seen|shown)" value="([^"]*)"', page))
    assert fields["card"] == f"own:{own.pk}"
    owner.post(CARDS, fields | {"grade": 3})
    review = ada.card_reviews.get()
    assert (review.own, review.card) == (own, None)
    assert ada.card_memories.get().own == own
    owner.post("/practice/cards/undo/", {"review": review.pk})
    assert not ada.card_memories.exists()
    assert asked(ada) == [own]


def test_it_is_plain_text(ada: User) -> None:
    own = make_own_card(ada, front="Is 1 < 2\n& 2 < 3?", back="<script>alert(1)</script>\nYes.\n\nSure.")
    text = texts_of(ada)[-own.pk]
    assert text.front == "Is 1 &lt; 2<br>&amp; 2 &lt; 3?"
    assert text.back == "<p>&lt;script&gt;alert(1)&lt;/script&gt;<br>Yes.</p>\n\n<p>Sure.</p>"


def test_a_second_click_adds_nothing(owner: Client, ada: User) -> None:
    owner.post(ADD, WORDS)
    owner.post(ADD, WORDS)
    assert ada.own_cards.count() == 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"front": " "}, "Write the question."),
        ({"back": ""}, "Write the answer."),
        ({"front": "x" * 301}, "at most 300"),
        ({"back": "x" * 2001}, "at most 2000"),
        ({"topic": "astrology"}, "valid choice"),
        ({"topic": ""}, "required"),
    ],
)
def test_what_cannot_be_a_card_is_said_and_kept(owner: Client, ada: User, changes: dict[str, str], says: str) -> None:
    answer = owner.post(ADD, WORDS | changes)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert (WORDS | changes)["back"] in answer.content.decode()
    assert not ada.own_cards.exists()


def test_a_line_break_counts_once(owner: Client, ada: User) -> None:
    owner.post(ADD, WORDS | {"back": "\r\n".join(["x"] * 1000)})
    assert len(ada.own_cards.get().back) == 1999


def test_there_is_a_most(owner: Client, ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OwnCard, "MOST_CARDS", 1)
    make_own_card(ada)
    answer = owner.post(ADD, WORDS)
    assert answer.status_code == 422
    assert "Delete some first." in answer.content.decode()
    assert ada.own_cards.count() == 1


def test_an_undo_does_not_exceed_it(owner: Client, ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OwnCard, "MOST_CARDS", 1)
    deleted, rewritten = (make_own_card(ada, card=card, deleted_on=TODAY) for card in (None, a_card()))
    own = make_own_card(ada)
    assert "Delete some first." in owner.post(own_url(deleted, "restore/"), follow=True).content.decode()
    owner.post(own_url(rewritten, "restore/"))
    assert [*ada.own_cards.in_use()] == [rewritten, own], "Words for given cards do not count."


def test_an_edit_keeps_what_is_known_of_it(owner: Client, ada: User) -> None:
    own = make_own_card(ada)
    grade(ada, own, GOOD)
    before = ada.card_memories.values().get()
    page = html_at(owner, own_url(own))
    sent = WORDS | {"topic": "optimization", "seen": hidden_seen(page)}
    assert owner.post(f"{own_url(own)}?next={CARDS}", sent)["Location"] == CARDS
    own.refresh_from_db()
    assert (own.topic.slug, own.front, own.back) == ("optimization", WORDS["front"], WORDS["back"])
    assert ada.card_memories.values().get() == before


def test_a_stale_page_says_what_it_would_overwrite(
    owner: Client, ada: User, freeze: Callable[[datetime], None]
) -> None:
    own = make_own_card(ada)
    seen = hidden_seen(html_at(owner, own_url(own)))
    freeze(NOW + DAY)
    owner.post(own_url(own), WORDS | {"seen": seen, "front": "From the other window?"})
    answer = owner.post(own_url(own), WORDS | {"seen": seen})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "From the other window?" in page
    assert "This." in page
    owner.post(own_url(own), WORDS | {"seen": hidden_seen(page)})
    own.refresh_from_db()
    assert own.front == WORDS["front"]


def test_a_deleted_card_can_be_brought_back_with_all_that_is_known(owner: Client, ada: User) -> None:
    own = make_own_card(ada)
    grade(ada, own, AGAIN)
    before = ada.card_memories.values().get()
    owner.post(own_url(own, "delete/"))
    owner.post(own_url(own, "delete/"))
    assert asked(ada) == []
    page = html_at(owner, ALL)
    assert "Deleted: “What is &lt;b&gt;my&lt;/b&gt; question?”" in page
    owner.post(own_url(own, "restore/"))
    assert ada.card_memories.values().get() == before
    assert asked(ada) == [own]


def test_what_was_deleted_on_another_day_is_gone(owner: Client, ada: User, freeze: Callable[[datetime], None]) -> None:
    old, own = make_own_card(ada), make_own_card(ada)
    grade(ada, old, GOOD)
    owner.post(own_url(old, "delete/"))
    freeze(NOW + DAY)
    assert "Deleted" not in html_at(owner, ALL)
    owner.post(own_url(own, "delete/"))
    assert [row.pk for row in ada.own_cards.all()] == [own.pk]
    assert not ada.card_memories.exists()
    assert Review.objects.get().own is None, "The minutes of that day stay."
    assert owner.get(CARDS).status_code == 200


def test_a_stranger_gets_no_hold_of_it(owner: Client, stranger: Client, ada: User, grace: User) -> None:
    own = make_own_card(ada)
    assert stranger.get(own_url(own)).status_code == 404
    for what in ("", "delete/", "restore/"):
        assert stranger.post(own_url(own, what), WORDS).status_code == 404
    answer = stranger.post(CARDS, {"card": f"own:{own.pk}", "grade": 3, "seen": 0})
    assert answer.status_code == 422
    assert not grace.card_memories.exists()
    assert "my" not in html_at(stranger, ALL).split("Written by you")[1][:200]
    own.refresh_from_db()
    assert own.deleted_on is None


@pytest.mark.parametrize("key", ["own:", "own:x", "own:0", "own:²", f"own:{'9' * 40}"])
def test_a_key_that_names_no_own_card_is_refused(owner: Client, ada: User, key: str) -> None:
    assert owner.post(CARDS, {"card": key, "grade": 3, "seen": 0}).status_code == 422


# Given ones in the user's words


def test_words_of_ones_own_take_the_place_of_the_given_ones(owner: Client, ada: User) -> None:
    make_memory(ada, reviewed_at=NOW - 10 * DAY)
    given = deck()[a_card().pk]
    page = html_at(owner, given_url())
    assert given.front in page
    sent = {"front": "", "back": "In my words.", "seen": hidden_seen(page)}
    assert owner.post(f"{given_url()}?next={CARDS}", sent)["Location"] == CARDS
    page = html_at(owner, CARDS)
    assert "In my words." in page
    assert given.front in page
    assert given.back not in page
    assert deck()[a_card().pk] == given, "Nobody else sees it."
    ContentVersion.objects.update(digest="loaded anew")
    assert texts_of(ada)[a_card().pk].back == "<p>In my words.</p>"


def test_the_original_can_be_had_back_and_that_undone(owner: Client, ada: User) -> None:
    own = make_own_card(ada, card=a_card(), front="")
    assert "Go back to the original" in html_at(owner, given_url())
    owner.post(own_url(own, "delete/"))
    assert texts_of(ada)[a_card().pk] == deck()[a_card().pk]
    assert "The original card is back" in html_at(owner, ALL)
    owner.post(own_url(own, "restore/"))
    assert texts_of(ada)[a_card().pk].is_rewritten
    owner.post(own_url(own, "delete/"))
    owner.post(given_url(), {"front": "Anew?", "back": "", "seen": 0})
    assert [(row.pk, row.front, row.back) for row in ada.own_cards.in_use()] == [(own.pk, "Anew?", "")]


def test_nothing_written_is_nothing_changed(owner: Client, ada: User) -> None:
    answer = owner.post(given_url(), {"front": " ", "back": "", "seen": 0})
    assert answer.status_code == 422
    assert "Write the question or the answer in your words." in answer.content.decode()
    assert not ada.own_cards.exists()


@pytest.mark.parametrize("path", ["nowhere/nothing", "loss-functions/nothing"])
def test_what_is_not_given_cannot_be_rewritten(owner: Client, path: str) -> None:
    assert owner.get(f"/practice/cards/given/{path}/").status_code == 404


def test_topics_that_are_read_or_not_take_own_cards(owner: Client) -> None:
    page = html_at(owner, f"{ADD}?topic=optimization")
    assert re.search(r'value="optimization"\s+selected', page)
    assert all(f'value="{topic.slug}"' in page for topic in Topic.objects.current())
