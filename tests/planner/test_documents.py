from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pydantic import ValidationError

from studyplan.accounts.models import User
from studyplan.core.model import NO_RECORD, CompletedTask, Goal, Ratings
from studyplan.core.planning.build import build
from studyplan.planner.conversion import STORED_ONLY, export_for_command, make_document
from studyplan.planner.documents import (
    PLAN_FORMAT,
    PlanDocument,
    PlanInputs,
    StoredCompletion,
    StoredNote,
)
from studyplan.planner.models import Plan
from studyplan.planner.services import adopt, document_in, inputs_of, propose_for
from tests.core import twelve
from tests.core.requests import START, goals, ratings
from tests.factories import NOW, make_assessment

FORMATS = Path(__file__).parent / "formats"
done = st.lists(
    st.builds(
        CompletedTask,
        key=st.sampled_from([f"{kind}:{slug}" for kind in ("read", "mock") for slug in twelve.SLUGS.values()]),
        sitting=st.integers(0, 3),
        minutes=st.none() | st.integers(1, 24).map(lambda fives: fives * 5),
        level=st.none() | st.integers(1, 5),
        on=st.just(START),
    ),
    max_size=5,
    unique_by=lambda task: (task.key, task.sitting),
)


class RoundTripTest(TestCase):
    """What is stored is read back as it was."""

    @settings(max_examples=40)
    @given(ratings=ratings, goal=goals(), done=done)
    def test_every_plan_survives_its_database(self, ratings: Ratings, goal: Goal, done: list[CompletedTask]) -> None:
        document = make_document(build(twelve.syllabus(), ratings, goal, START, done), "a version")
        kept = tuple(
            StoredCompletion(
                key=task.key, sitting=task.sitting, minutes=task.minutes, level=task.level, on=task.on or START
            )
            for task in done
        )
        inputs = PlanInputs(ratings=dict(ratings), goal=goal, starts_on=START, done=kept)
        user = User.objects.create_user("ada@example.org")
        user.plans.create(
            inputs=inputs.model_dump(mode="json"),
            document=document.model_dump(mode="json"),
            content_version="a version",
            built_at=NOW,
        )
        stored = Plan.objects.get()
        assert document_in(stored) == document
        assert inputs_of(stored) == inputs
        assert PlanDocument.model_validate_json(document.model_dump_json()) == document

    @settings(max_examples=40)
    @given(ratings=ratings, goal=goals())
    def test_the_contract_is_the_document_without_what_only_storing_needs(self, ratings: Ratings, goal: Goal) -> None:
        document = make_document(build(twelve.syllabus(), ratings, goal, START), "a version")
        data = export_for_command(document)
        full = document.model_dump(mode="json")
        assert full.keys() - data.keys() == STORED_ONLY
        tasks = [task for week in data["weeks"] for day in week["days"] for task in day["tasks"]]
        assert len(tasks) == sum(len(day.tasks) for day in document.days)
        assert not any("sitting" in task for task in tasks)
        assert document.model_dump(mode="json") == full


def stored(number: int) -> dict[str, Any]:
    """A plan as that format stored it."""
    data: dict[str, Any] = json.loads((FORMATS / f"{number}.json").read_text())
    return data


def test_every_format_that_was_ever_stored_has_a_file() -> None:
    assert sorted(path.name for path in FORMATS.iterdir()) == [f"{number}.json" for number in range(1, PLAN_FORMAT + 1)]


@pytest.mark.django_db
@pytest.mark.parametrize("number", range(1, PLAN_FORMAT + 1))
def test_a_plan_of_any_format_is_read_shown_ticked_and_replaced(number: int, owner: Client, ada: User) -> None:
    data = stored(number)
    plan = ada.plans.create(**data, content_version="an old one", built_at=NOW)
    document, inputs = document_in(plan), inputs_of(plan)
    assert (document.starts_on, document.interview_on) == (date(2026, 3, 2), date(2026, 3, 12))
    assert inputs.goal.interviews[0].company == "google"
    assert inputs.done[0].key == "read:bias-variance"
    for url in ("/plan/", "/plan/weeks/2/", "/plan/print/", "/plan/calendar/download.ics", "/", "/progress/"):
        assert owner.get(url).status_code == 200
    sitting = {"task": "practice:bias-variance", "sitting": "1", "done": "1"}
    assert owner.post("/progress/", sitting).status_code == 302
    assert ada.completions.filter(task="practice:bias-variance", sitting=1).exists()
    plan.refresh_from_db()
    assert plan.document == data["document"]
    make_assessment(ada)
    assert owner.get("/plan/renew/").status_code == 200
    proposal = propose_for(ada, NOW.date())
    assert proposal is not None
    assert adopt(ada, proposal, NOW).previous == plan


def test_the_newest_format_is_what_is_written() -> None:
    data = stored(PLAN_FORMAT)["document"]
    assert data["format"] == PLAN_FORMAT
    assert PlanDocument.model_validate(data).model_dump(mode="json") == data


def test_what_was_added_since_may_be_missing() -> None:
    data = stored(PLAN_FORMAT)["document"]
    for name in ("pace", "what_if", "began_on", "past"):
        del data[name]
    document = PlanDocument.model_validate(data)
    assert (document.pace, document.what_if, document.began_on, document.past) == (100, None, None, ())


def test_what_format_1_lacks_is_empty_and_its_recalls_left_out_are_a_number() -> None:
    before = stored(1)["document"]
    recalls = [item for item in before["left_out"] if item["kind"]]
    document = PlanDocument.model_validate(before)
    assert recalls
    assert document.recalls_dropped == len(recalls)
    assert [item.topic for item in document.left_out] == [
        item["topic"] for item in before["left_out"] if item["kind"] is None
    ]
    assert not any(task.items for task in document.tasks)
    assert not any(day.cards or day.free for day in document.days)
    assert PlanDocument.model_validate_json(json.dumps(before)) == document
    assert PlanDocument.model_validate(document.model_dump(mode="json")) == document


def test_format_2_names_items_and_keeps_the_past() -> None:
    document = PlanDocument.model_validate(stored(2)["document"])
    practice = next(task for task in document.tasks if task.kind == "practice")
    assert [item.slug for item in practice.items] == ["knn-best-k"]
    assert (document.days[0].cards, document.days[0].free) == (5, 5)
    assert document.recalls_dropped == 1
    assert document.began_on == date(2026, 2, 28) == document.past[0].date
    record = PlanInputs.model_validate(stored(2)["inputs"]).record
    assert record.began_on == document.began_on
    assert record.attempted == {("bias-variance", "the-setting"), ("", "convexity")}
    assert record.skipped == {"mock:optimization"}
    assert record.deferred == {"read:loss-functions": date(2026, 3, 4)}


def test_inputs_of_format_1_record_nothing() -> None:
    assert PlanInputs.model_validate(stored(1)["inputs"]).record == NO_RECORD


@pytest.mark.parametrize(
    ("change", "what"),
    [({"format": 99}, "format"), ({"color": "red"}, "color"), ({"starts_on": "soon"}, "starts_on")],
)
def test_what_is_no_plan_is_refused(change: dict[str, Any], what: str) -> None:
    with pytest.raises(ValidationError, match=what):
        PlanDocument.model_validate(stored(PLAN_FORMAT)["document"] | change)


def test_a_stored_plan_cannot_be_changed_by_accident() -> None:
    document = PlanDocument.model_validate(stored(PLAN_FORMAT)["document"])
    with pytest.raises(ValidationError, match="frozen"):
        document.path = "B"


def test_a_day_is_found_by_its_date() -> None:
    document = PlanDocument.model_validate(stored(PLAN_FORMAT)["document"])
    first = document.days[0]
    assert document.day_on(first.date) == first
    assert document.day_on(date(2026, 3, 10)) is None


def test_parameters_of_a_note_by_type() -> None:
    note = StoredNote(
        code="x", params={"topic": "a", "topics": ("a", "b"), "on": "2026-03-02", "days": 3, "tiers": (1, 2)}
    )
    assert (note.text("topic"), note.number("days"), note.day("on")) == ("a", 3, date(2026, 3, 2))
    assert (note.slugs("topics"), note.slugs("topic"), note.slugs("tiers")) == (("a", "b"), ("a",), ("1", "2"))
