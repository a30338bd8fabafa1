"""Choosing and beginning a mock interview."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from studyplan.accounts.models import User
from studyplan.practice.models import Drill
from tests.factories import NOW, make_goal
from tests.practice.factories import begin_drill, make_attempt

PATH = "/practice/mock/"


def text(client: Client) -> str:
    return " ".join(client.get(PATH).content.decode().split())


def test_it_begins_with_the_company_of_the_next_interview(owner: Client, ada: User) -> None:
    make_goal(ada, company="meta", rounds=["phone-screen"])
    assert '<option value="meta" selected>' in text(owner)


def test_a_post_begins_one_for_that_round_and_company(owner: Client, ada: User) -> None:
    response = owner.post(PATH, {"format": "phone-screen", "round": "system-design", "company": "amazon"})
    drill = ada.drills.get()
    assert response["Location"] == f"/practice/drills/{drill.pk}/"
    assert (drill.kind, drill.format, drill.minutes, drill.task) == ("mock", "phone-screen", 45, "")
    assert drill.round
    assert drill.company
    assert (drill.round.slug, drill.company.slug) == ("system-design", "amazon")
    assert drill.started_at == drill.asked_at == NOW
    assert len(drill.questions) == 14


def test_a_chain_can_be_chosen_and_gives_its_name(owner: Client, ada: User) -> None:
    owner.post(PATH, {"format": "chain", "chain": "wake-word"})
    assert {question["slug"].split("--")[0] for question in ada.drills.get().questions} == {"wake-word"}
    assert "“The wake word” from March 2 is still open." in text(owner)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose a length."),
        ({"format": "three-days"}, "There is no such mock interview."),
        ({"format": "depth", "round": "lunch"}, "There is no such round."),
        ({"format": "depth", "company": "acme"}, "There is no such company."),
        ({"format": "chain", "chain": "daisy"}, "There is no such chain."),
    ],
)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["plain", "htmx"])
def test_what_is_wrong_is_said_and_nothing_begins(
    owner: Client, ada: User, sent: dict[str, str], said: str, headers: dict[str, str]
) -> None:
    response = owner.post(PATH, sent, headers=headers)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not ada.drills.exists()


def test_a_second_click_leads_to_the_one_that_is_open(owner: Client, ada: User) -> None:
    owner.post(PATH, {"format": "rapid-fire"})
    first = ada.drills.get()
    response = owner.post(PATH, {"format": "depth"}, follow=True)
    assert response.redirect_chain == [(f"/practice/drills/{first.pk}/", 302)]
    assert "This one is still open." in response.content.decode()
    assert ada.drills.get() == first


def test_an_open_one_can_be_ended_from_the_list(owner: Client, ada: User) -> None:
    drill = begin_drill(ada)
    assert "End it" in text(owner)
    owner.post(f"/practice/drills/{drill.pk}/end/")
    page = text(owner)
    assert "Still open" not in page
    assert "nothing answered" in page


def test_others_see_nothing_of_it(stranger: Client, ada: User) -> None:
    begin_drill(ada)
    begin_drill(ada, ended_at=NOW)
    page = text(stranger)
    assert "Still open" not in page
    assert "Your mock interviews" not in page


def test_queries_do_not_grow_with_drills(owner: Client, ada: User) -> None:
    def queries() -> int:
        owner.get(PATH)
        with CaptureQueriesContext(connection) as queries:
            owner.get(PATH)
        return len(queries)

    add_drill(ada)
    before = queries()
    for _ in range(5):
        add_drill(ada)
    assert queries() == before


def test_queries_of_a_beginning_do_not_grow_with_drills(owner: Client, ada: User) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as queries:
            owner.post(PATH, {"format": "rapid-fire"})
        Drill.objects.filter(ended_at=None).update(ended_at=NOW)
        return len(queries)

    add_drill(ada)
    queries()
    before = queries()
    for _ in range(5):
        add_drill(ada)
    queries()
    assert queries() == before


def add_drill(user: User) -> None:
    drill = begin_drill(user, ended_at=NOW)
    make_attempt(user, "optimization", "rapid-fire", drill.questions[0]["slug"], drill=drill, place=0)


def test_a_managers_answer_names_the_words_to_avoid(owner: Client, ada: User) -> None:
    owner.post(PATH, {"format": "explaining"})
    path = f"/practice/drills/{ada.drills.get().pk}/"
    assert "Words to avoid" not in owner.get(path).content.decode()
    owner.post(f"{path}answer/", {"place": 0})
    assert "Words to avoid:" in owner.get(path).content.decode()


def test_a_coding_screen_begins_with_a_program(owner: Client, ada: User) -> None:
    owner.post(PATH, {"format": "coding-screen"})
    page = owner.get(f"/practice/drills/{ada.drills.get().pk}/").content.decode()
    assert '<code class="language-python">def ' in page
