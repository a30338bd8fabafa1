from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from studyplan.accounts.models import User
from studyplan.assessment import drafts
from studyplan.catalog.models import Problem, Topic
from studyplan.goals.models import Debrief, Interview
from studyplan.notes.models import Note
from studyplan.planner.models import CalendarFeed, Plan
from studyplan.practice.cards.summary import add_to_summary
from studyplan.practice.evidence import summarize_answers
from studyplan.practice.models import PracticeSettings, Repair, Review
from studyplan.progress.models import Completion, SectionRead, TaskChoice
from tests.factories import NOW, make_assessment, make_goal, make_user, ratings
from tests.practice.factories import a_card, make_attempt, make_drill, make_memory, make_own_card

pytestmark = [pytest.mark.django_db, pytest.mark.rows]
URL = "/account/export/"


def fill(user: User) -> None:
    EmailAddress.objects.create(user=user, email=user.email, primary=True)
    make_assessment(user, ratings(3, loss_functions=1))
    make_assessment(user, ratings(4), taken_at=datetime(2026, 3, 9, tzinfo=UTC))
    make_goal(
        user,
        company="google",
        rounds=["phone-screen"],
        on=date(2026, 4, 1),
        weekdays=(0, 2),
        days_off=[date(2026, 3, 6)],
        weekday_minutes=(60, 60, 90, 60, 60, 60, 60),
    )
    debrief = Debrief.objects.create(
        interview=Interview.objects.get(goal__user=user),
        outcome="waiting",
        asked="Why ROC on rare classes?",
        notes="Kind people.",
        written_at=NOW,
    )
    debrief.topics.set(Topic.objects.filter(slug="evaluation-metrics"))
    first = make_plan(user, is_current=False, document={"weeks": [1]})
    make_plan(user, previous=first, document={"weeks": [2]})
    Completion.objects.create(user=user, task="read:bayes", minutes=30, done_at=NOW, done_on=NOW.date())
    Completion.objects.create(user=user, task="read:bayes", sitting=2, level=3, done_at=NOW, done_on=NOW.date())
    SectionRead.objects.create(user=user, topic="optimization", section="momentum", read_at=NOW)
    TaskChoice.objects.create(user=user, task="derive:optimization", kind="skip", reason="Known.", made_at=NOW)
    CalendarFeed.objects.make(user, NOW)
    problem = Problem.objects.select_related("topic").order_by("pk")[0]
    Note.objects.create(user=user, topic=problem.topic, is_starred=True)
    Note.objects.create(user=user, topic=problem.topic, problem=problem, text="Again.", written_at=NOW)
    fill_practice(user)


def fill_practice(user: User) -> None:
    """Something in every table of practice."""
    card = a_card()
    PracticeSettings.objects.create(user=user, card_minutes=20)
    make_own_card(user)
    make_memory(user, card)
    review = Review.objects.create(user=user, card=card, grade=3, seconds=8, reviewed_at=NOW, reviewed_on=NOW.date())
    add_to_summary(review, card.kind)
    summarize_answers(user)
    make_drill(user, ended_at=NOW)
    make_attempt(user, hits=1, drill=make_drill(user), place=0)
    Repair.objects.create(user=user, topic=card.topic, taken_at=NOW, taken_on=NOW.date())


def make_plan(user: User, **fields: Any) -> Plan:
    return Plan.objects.create(
        user=user, inputs={"today": "2026-03-02"}, content_version="c0ffee", built_at=NOW, **fields
    )


def export(client: Client) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(client.get(URL).content)
    return document


def test_it_is_a_file(owner: Client, freeze: Callable[[datetime], None]) -> None:
    freeze(datetime(2026, 3, 3, 1, 30, tzinfo=UTC))  # late on Monday evening in Berlin
    response = owner.get(URL)
    assert response["Content-Type"] == "application/json"
    assert response["Content-Disposition"] == 'attachment; filename="studyplan-2026-03-02.json"'
    assert export(owner)["exported_at"] == "2026-03-03T01:30:00Z"


def test_it_holds_everything(owner: Client, ada: User) -> None:
    fill(ada)
    document = export(owner)
    assert (document["application"], document["format"]) == ("studyplan", 2)
    account = document["account"]
    assert (account["email"], account["time_zone"], account["day_ends_at"], account["keyboard_shortcuts"]) == (
        "ada@example.org",
        "Europe/Berlin",
        4,
        True,
    )
    assert account["email_addresses"] == [{"email": "ada@example.org", "verified": False, "primary": True}]
    first, second = document["assessments"]
    assert first["taken_at"] == "2026-03-02T09:00:00Z"
    assert {"topic": "loss-functions", "level": 1, "is_copied": False} in first["ratings"]
    assert {rating["level"] for rating in second["ratings"]} == {4}
    assert len(first["ratings"]) == len(ratings())


def test_the_goal_reads_as_its_form_is_filled_in(owner: Client, ada: User) -> None:
    fill(ada)
    goal = export(owner)["goal"]
    assert (goal["role"], goal["minutes"], goal["weekdays"], goal["days_off"]) == (
        "mle",
        60,
        ["mon", "wed"],
        ["2026-03-06"],
    )
    assert goal["weekday_minutes"] == {"wed": 90}
    debrief = {
        "outcome": "waiting",
        "asked": "Why ROC on rare classes?",
        "notes": "Kind people.",
        "topics": ["evaluation-metrics"],
        "written_at": "2026-03-02T09:00:00Z",
    }
    assert goal["interviews"] == [
        {"company": "google", "on": "2026-04-01", "rounds": ["phone-screen"], "debrief": debrief}
    ]


def test_plans_name_the_one_before_them(owner: Client, ada: User) -> None:
    fill(ada)
    first, second = export(owner)["plans"]
    assert (first["number"], first["previous"], first["is_current"]) == (1, None, False)
    assert (second["number"], second["previous"], second["is_current"]) == (2, 1, True)
    assert second["document"] == {"weeks": [2]}
    assert second["inputs"] == {"today": "2026-03-02"}


def test_a_plan_that_undo_does_not_bring_back_has_no_document(owner: Client, ada: User) -> None:
    fill(ada)
    ada.plans.filter(is_current=False).compact()
    first, second = export(owner)["plans"]
    assert (first["document"], first["inputs"]) == (None, {"today": "2026-03-02"})
    assert second["document"] == {"weeks": [2]}


def test_ticks_are_all_there(owner: Client, ada: User) -> None:
    fill(ada)
    whole, sitting = export(owner)["completions"]
    assert whole == {
        "task": "read:bayes",
        "sitting": 0,
        "minutes": 30,
        "pace": 100,
        "took": "",
        "level": None,
        "done_at": "2026-03-02T09:00:00Z",
        "done_on": "2026-03-02",
    }
    assert (sitting["sitting"], sitting["level"]) == (2, 3)


def test_notes_say_what_they_are_about(owner: Client, ada: User) -> None:
    fill(ada)
    problem = Problem.objects.select_related("topic").order_by("pk")[0]
    star, note = export(owner)["notes"]
    assert star == {"about": problem.topic.slug, "text": "", "is_starred": True, "written_at": None}
    assert (note["about"], note["text"]) == (f"{problem.topic.slug}/{problem.slug}", "Again.")
    assert note["written_at"] == "2026-03-02T09:00:00Z"


def test_of_the_calendars_address_it_says_only_when_it_was_made(owner: Client, ada: User) -> None:
    fill(ada)
    assert export(owner)["calendar_feed"] == {"created_at": "2026-03-02T09:00:00Z"}
    assert CalendarFeed.objects.get().token not in owner.get(URL).content.decode()


def test_ratings_that_are_not_saved_yet_are_there_too(owner: Client) -> None:
    session = owner.session
    drafts.save(session, {"loss-functions": 2})
    session.save()
    assert export(owner)["unfinished_ratings"] == [{"loss-functions": 2}]


def test_a_new_account_has_an_empty_one(owner: Client) -> None:
    document = export(owner)
    assert document["goal"] is None
    assert document["calendar_feed"] is None
    assert [document[name] for name in ("assessments", "unfinished_ratings", "completions", "plans")] == [
        [],
        [],
        [],
        [],
    ]


def test_nobody_elses_data_and_no_secret_is_in_it(owner: Client, ada: User) -> None:
    grace = make_user("grace@example.org")
    fill(grace)
    text = owner.get(URL).content.decode()
    assert "grace" not in text
    assert ada.password not in text
    assert "password" not in text
    assert "c0ffee" not in text


def test_practice_is_there_with_cards_and_drills_by_name(owner: Client, ada: User) -> None:
    fill(ada)
    document = export(owner)
    card = str(a_card())
    assert document["practice_settings"] == {
        "card_minutes": 20,
        "new_cards": 20,
        "has_two_buttons": False,
    }
    assert [(memory["card"], memory["stability"], memory["due_on"]) for memory in document["cards"]] == [
        (card, 5.0, "2026-03-02")
    ]
    assert [(row["card"], row["grade"], row["seconds"]) for row in document["card_reviews"]] == [(card, 3, 8)]
    assert [(drill["number"], drill["ended_at"]) for drill in document["drills"]] == [
        (1, "2026-03-02T09:00:00Z"),
        (2, None),
    ]
    (attempt,) = document["attempts"]
    assert (attempt["topic"], attempt["hits"], attempt["drill"], attempt["place"]) == ("loss-functions", [0], 2, 0)
    assert [repair["topic"] for repair in document["repairs"]] == ["loss-functions"]


def test_own_cards_are_there_and_memories_name_them(owner: Client, ada: User) -> None:
    deleted = make_own_card(ada, deleted_on=NOW.date())
    own = make_own_card(ada, front="Mine?", back="Yes.")
    make_own_card(ada, card=a_card(), front="", back="In my words.")
    for card in (own, deleted):
        ada.card_memories.create(own=card, due_at=NOW, due_on=NOW.date(), lapses=2, is_set_aside=True)
        Review.objects.create(user=ada, own=card, grade=3, reviewed_at=NOW, reviewed_on=NOW.date())
    document = export(owner)
    written_at = "2026-03-02T09:00:00Z"
    topic = a_card().topic.slug
    assert document["own_cards"] == [
        {"number": 1, "topic": topic, "card": None, "front": "Mine?", "back": "Yes.", "written_at": written_at},
        {
            "number": 2,
            "topic": topic,
            "card": str(a_card()),
            "front": "",
            "back": "In my words.",
            "written_at": written_at,
        },
    ]
    assert [(row["card"], row["own"], row["lapses"], row["is_set_aside"]) for row in document["cards"]] == [
        (None, 1, 2, True)
    ]
    assert {(row["card"], row["own"]) for row in document["card_reviews"]} == {(None, 1), (None, None)}


def test_more_rows_cost_no_more_queries(owner: Client, ada: User, django_assert_max_num_queries: Any) -> None:
    fill(ada)
    for number in range(5):
        make_plan(ada, is_current=False, document={})
        make_assessment(ada)
        make_memory(ada, a_card("optimization", number))
        make_attempt(ada)
        make_own_card(ada)
    with django_assert_max_num_queries(38):
        owner.get(URL)


def test_anonymous_is_sent_to_the_log_in(client: Client) -> None:
    assert client.get(URL)["Location"] == f"/accounts/login/?next={URL}"
