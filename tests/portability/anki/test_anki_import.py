"""Cards to Anki and from it, through the pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from studyplan.accounts.models import User
from studyplan.portability.anki.forms import AnkiForm
from studyplan.portability.anki.text import read_notes
from studyplan.practice.cards.deck import deck
from studyplan.practice.models import OwnCard
from tests.factories import NOW, make_user
from tests.practice.factories import a_card, make_own_card
from tests.soundness import Page

pytestmark = [pytest.mark.django_db, pytest.mark.rows]
URL, DOWNLOAD = "/account/anki/", "/account/anki/cards.txt"


def upload(client: Client, data: str | bytes, topic: str = "optimization") -> Any:
    content = data.encode() if isinstance(data, str) else data
    return client.post(URL, {"file": SimpleUploadedFile("notes.txt", content), "topic": topic})


def cards_of(user: User) -> list[tuple[str, str, str]]:
    return list(user.own_cards.values_list("topic__slug", "front", "back"))


def test_own_cards_go_and_come_back(owner: Client, ada: User) -> None:
    make_own_card(ada)
    make_own_card(ada, "optimization", front="# of moments in Adam?", back='"Two"\tof them')
    make_own_card(ada, front="Gone?", deleted_on=NOW.date())
    before = cards_of(ada)[:2]
    response = owner.get(DOWNLOAD, {"cards": "own"})
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Cache-Control"] == "no-store"
    assert "attachment" in response["Content-Disposition"]
    ada.own_cards.all().delete()
    assert upload(owner, response.content).status_code == 302
    assert cards_of(ada) == before


def test_all_cards_go_in_the_users_words(owner: Client, ada: User) -> None:
    make_own_card(ada, card=a_card(), front="In my words?", back="")
    make_own_card(ada, front="x < y?")
    text = owner.get(DOWNLOAD).content.decode()
    assert text.startswith("#separator:tab\n#html:true\n")
    assert '"In my words?"' in text
    assert '"x &lt; y?"' in text
    assert "<math>" in text
    assert len(list(read_notes(text))) == len(deck()) + 1


def test_only_ones_own_cards_go(owner: Client, ada: User) -> None:
    make_own_card(make_user("grace@example.org"), front="A secret?")
    assert b"A secret?" not in owner.get(DOWNLOAD).content + owner.get(DOWNLOAD, {"cards": "own"}).content


def test_topics_are_found_by_tag_and_deck(owner: Client, ada: User) -> None:
    text = "#deck column:3\n#tags column:4\n"
    text += "a\tb\t\tloss-functions\nc\td\tML::Loss Functions\t\ne\tf\tKitchen\tsalt\n"
    upload(owner, text)
    assert [topic for topic, _front, _back in cards_of(ada)] == ["loss-functions", "loss-functions", "optimization"]


def test_duplicates_are_skipped_and_told(owner: Client, ada: User) -> None:
    make_own_card(ada, front="a", back="b")
    response = upload(owner, "a\tb\nc\td\nc\td\n")
    assert "1 card added. 2 were there already." in owner.get(response["Location"]).content.decode()
    response = upload(owner, "c\td\n")
    assert "0 cards added. 1 was there already." in owner.get(response["Location"]).content.decode()
    assert ada.own_cards.count() == 2


def test_what_was_html_is_shown_as_text(owner: Client, ada: User) -> None:
    response = upload(owner, "#html:false\n<script>alert(1)</script>\tb\n")
    html = owner.get(response["Location"]).content.decode()
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert(1)" not in html


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "The file holds no cards."),
        (b"\xff\xfe", "This is not a text file in UTF-8."),
        (b"a\tb\nc\n", "Line 2: the answer is missing"),
        (b"\tb\n", "Line 1: the question is missing"),
        (b"#html:false\n" + b"x" * 301 + b"\tb", "Line 2: the question may have 300 characters at most, and has 301"),
        (b"a\t" + b"x" * 2001, "Line 1: the answer may have 2000 characters at most, and has 2001"),
        (b"a\0\tb", "Line 1: the question holds a null character"),
        (b'a\t"' + b"x" * 200_000, "The file cannot be split into cards"),
        (b"a\tb\n" * 5001, "The file holds too many cards: 5000 are allowed."),
    ],
)
def test_one_fault_and_no_card_is_added(owner: Client, ada: User, data: bytes, told: str) -> None:
    response = upload(owner, data)
    assert response.status_code == 422
    assert told in response.content.decode()
    assert not Page.of(response).faults()
    assert not ada.own_cards.exists()


def test_there_is_room_for_so_many(owner: Client, ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OwnCard, "MOST_CARDS", 2)
    make_own_card(ada)
    assert "room for 1 more" in upload(owner, "a\tb\nc\td\n").content.decode()
    assert ada.own_cards.count() == 1
    assert upload(owner, "a\tb\n").status_code == 302


def test_no_endless_file(owner: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AnkiForm.base_fields["file"], "most_bytes", 3)
    assert "The file is too large" in upload(owner, "a\tb\n").content.decode()


@pytest.mark.parametrize("posted", [{}, {"topic": "optimization"}, {"topic": "alchemy", "file": "text"}])
def test_without_a_file_or_topic_it_asks_again(owner: Client, posted: dict[str, str]) -> None:
    response = owner.post(URL, posted)
    assert response.status_code == 422
    assert "Choose the file." in response.content.decode()


def test_the_page_is_reached_from_account_and_cards(owner: Client) -> None:
    assert f'href="{URL}"' in owner.get("/account/").content.decode()
    assert f'href="{URL}"' in owner.get("/practice/cards/all/").content.decode()
    assert f'href="{DOWNLOAD}?cards=own" download' in owner.get(URL).content.decode()


def test_more_cards_cost_no_more_queries(owner: Client, ada: User, django_assert_max_num_queries: Any) -> None:
    for number in range(20):
        make_own_card(ada, front=f"Question {number}?")
    with django_assert_max_num_queries(6):
        owner.get(DOWNLOAD)
    with django_assert_max_num_queries(14):
        upload(owner, "".join(f"{number}\tb\n" for number in range(50)))
