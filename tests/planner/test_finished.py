"""Ticks by doing: a task whose items are all done ticks itself, and the tick can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.catalog.syllabus import syllabus
from studyplan.planner.documents import PlanDocument, StoredItem, StoredTask
from studyplan.planner.finished import FinishedTask, tick_answered, tick_read, tick_rehearsal
from studyplan.planner.models import Plan
from studyplan.planner.outline import make_outline
from studyplan.planner.services import document_in
from studyplan.practice.models import Attempt
from studyplan.practice.questions.bank import questions
from studyplan.progress.services import ticks_of
from tests.factories import NOW
from tests.planner.interviews.helpers import GOOGLE, HTMX, messages_on, prepare, text
from tests.practice.factories import make_attempt

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
TOPIC = "bias-variance"
PRACTICE = f"practice:{TOPIC}"


@pytest.fixture(autouse=True)
def now(freeze: Callable[[datetime], None]) -> None:
    freeze(NOW)


@pytest.fixture
def problems() -> list[str]:
    return [question.slug for question in questions(Attempt.Kind.PROBLEM, TOPIC)][:3]


def make_plan_of(user: User, *tasks: StoredTask) -> Plan:
    """A plan that holds these tasks on its first day, and no others."""
    prepare(user, GOOGLE)
    plan = user.plans.get()
    document = document_in(plan)
    week = document.weeks[0]
    day = week.days[0].model_copy(update={"tasks": tasks, "minutes": sum(task.minutes for task in tasks)})
    store(plan, document.model_copy(update={"weeks": (week.model_copy(update={"days": (day,)}),), "afterwards": ()}))
    return plan


def store(plan: Plan, document: PlanDocument) -> None:
    plan.document = document.model_dump(mode="json")
    plan.outline = make_outline(document).model_dump(mode="json")
    plan.save()


def make_task(key: str, *slugs: str, sitting: int = 0, topics: tuple[str, ...] = (TOPIC,)) -> StoredTask:
    items = tuple(StoredItem(slug=slug, title=slug, minutes=10) for slug in slugs)
    part = f"{sitting}/2" if sitting else None
    kind = key.split(":")[0]
    return StoredTask(
        key=key, kind=kind, topics=topics, minutes=30, part=part, sitting=sitting, items=items, reasons=()
    )


def is_done(user: User, key: str, sitting: int = 0) -> bool:
    return ticks_of(user).has(key, sitting, None)


def answer(user: User, slug: str, at: datetime = NOW, kind: str = "problem") -> list[FinishedTask]:
    make_attempt(user, TOPIC, kind, slug, at=at)
    return tick_answered(user, TOPIC, slug, at, at.date())


class TestAnswered:
    def test_the_last_item_ticks_the_task_with_its_minutes(self, ada: User) -> None:
        make_plan_of(ada, make_task(PRACTICE, "one", "two"))
        assert answer(ada, "one") == []
        assert answer(ada, "two") == [FinishedTask(PRACTICE, 0, "Practice Bias-Variance")]
        tick = ada.completions.get()
        assert (tick.task, tick.minutes, tick.done_on) == (PRACTICE, 30, TODAY)
        assert answer(ada, "two") == [], "it is ticked once"

    @pytest.mark.parametrize("kind", ["implement", "rapid-fire", "practice"])
    def test_whatever_is_answered_one_by_one(self, ada: User, kind: str) -> None:
        make_plan_of(ada, make_task(f"{kind}:{TOPIC}", "one"))
        asked = {"implement": "coding"}.get(kind, "problem")
        assert [task.key for task in answer(ada, "one", kind=asked)] == [f"{kind}:{TOPIC}"]

    def test_an_item_that_is_cut_ends_in_its_last_sitting(self, ada: User) -> None:
        make_plan_of(ada, make_task(PRACTICE, "one", "two", sitting=1), make_task(PRACTICE, "two", "three", sitting=2))
        answer(ada, "one")
        assert [task.sitting for task in answer(ada, "two")] == [1]
        assert [task.sitting for task in answer(ada, "three")] == [2]

    def test_a_second_asking_is_of_another_day(self, ada: User) -> None:
        make_plan_of(ada, make_task(PRACTICE, "one"), make_task(f"{PRACTICE}:extra", "one:again"))
        assert [task.key for task in answer(ada, "one")] == [PRACTICE]
        assert answer(ada, "one", NOW + timedelta(hours=1)) == []
        assert [task.key for task in answer(ada, "one", NOW + timedelta(days=5))] == [f"{PRACTICE}:extra"]

    def test_what_was_answered_before_the_plan_was_made_is_asked_again(self, ada: User) -> None:
        make_plan_of(ada, make_task(PRACTICE, "one", "two"))
        make_attempt(ada, TOPIC, "problem", "one", at=NOW - timedelta(days=1))
        assert answer(ada, "two") == []

    @pytest.mark.parametrize("slugs", [("one", "again"), ("two",)])
    def test_nothing_else_ticks(self, ada: User, slugs: tuple[str, ...]) -> None:
        make_plan_of(
            ada, make_task(PRACTICE, *slugs), make_task("practice:optimization", "one", topics=("optimization",))
        )
        assert answer(ada, "one") == []
        assert not ada.completions.exists()

    def test_without_a_plan_nothing_ticks(self, ada: User) -> None:
        assert answer(ada, "one") == []
        assert tick_read(ada, TOPIC, {"one"}, NOW, TODAY) == []
        assert tick_rehearsal(ada, "phone-screen", NOW, TODAY) == []

    def test_the_page_says_so_and_offers_an_undo(self, owner: Client, ada: User, problems: list[str]) -> None:
        make_plan_of(ada, make_task(PRACTICE, problems[0]))
        data = {"kind": "problem", "topic": TOPIC, "question": problems[0], "hits": "0"}
        response = owner.post("/practice/attempts/", data, headers=HTMX)
        assert "“Practice Bias-Variance” is ticked: all of it is done." in text(response)
        assert response.headers["HX-Trigger"]
        assert is_done(ada, PRACTICE)
        owner.post("/progress/", {"task": PRACTICE, "sitting": "0", "done": "0"})
        assert not is_done(ada, PRACTICE)

    def test_without_scripts_it_is_said_on_the_next_page(self, owner: Client, ada: User, problems: list[str]) -> None:
        make_plan_of(ada, make_task(PRACTICE, problems[0]))
        data = {"kind": "problem", "topic": TOPIC, "question": problems[0], "hits": "0"}
        assert messages_on(owner.post("/practice/attempts/", data))[-1].startswith("“Practice Bias-Variance” is ticked")


class TestRead:
    def test_the_last_section_ticks_the_reading_whose_primer_pages_cannot_be_marked(
        self, owner: Client, ada: User
    ) -> None:
        first, second = [item.slug for item in syllabus().material.topics[TOPIC].sections][:2]
        primer = next(iter(syllabus().material.primer))
        make_plan_of(ada, make_task(f"read:{TOPIC}", primer, first, second))
        url = f"/topics/{TOPIC}/lesson/"
        owner.post(url, {"section": first, "read": "1"})
        assert not is_done(ada, f"read:{TOPIC}")
        response = owner.post(url, {"section": second, "read": "1"}, headers=HTMX)
        assert "“Read Bias-Variance” is ticked: all of it is done." in text(response)
        assert is_done(ada, f"read:{TOPIC}")
        owner.post(url, {"section": second, "read": "0"})
        assert is_done(ada, f"read:{TOPIC}"), "a tick is taken back by hand alone"


class TestRehearsal:
    def test_the_next_open_one_in_this_format_is_ticked(self, ada: User) -> None:
        first, second, other = (
            make_task(f"rehearsal:{number}", slug, topics=())
            for number, slug in ((1, "phone-screen"), (2, "phone-screen"), (3, "design-walk"))
        )
        make_plan_of(ada, first, second, other)
        assert [task.key for task in tick_rehearsal(ada, "phone-screen", NOW, TODAY)] == ["rehearsal:1"]
        assert [task.key for task in tick_rehearsal(ada, "phone-screen", NOW, TODAY)] == ["rehearsal:2"]
        assert tick_rehearsal(ada, "phone-screen", NOW, TODAY) == []
