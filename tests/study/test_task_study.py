"""``/study/<task key>/``: one place to do a task, and one step forward."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.assessment.services import levels_of
from studyplan.catalog import study
from studyplan.core.model import GoalInterview
from studyplan.core.planning.items import AGAIN
from studyplan.planner.documents import PlanDocument, StoredItem, StoredTask
from studyplan.planner.models import Plan
from studyplan.planner.outline import make_outline
from studyplan.planner.services import document_in
from studyplan.practice.models import Attempt
from studyplan.practice.questions.bank import questions
from studyplan.progress import keys
from studyplan.progress.models import SectionRead
from studyplan.progress.services import NOT_PLANNED, set_done, ticks_of
from studyplan.study.find import MOST_ONCE_MORE
from tests.factories import NOW, make_retired_topic, make_user
from tests.planner.interviews.helpers import prepare, text
from tests.practice.factories import make_attempt

pytestmark = pytest.mark.django_db
TOPIC = "bias-variance"
TODAY = NOW.date()
LATER = "cheat-sheet:bias-variance"
GOOGLE = GoalInterview("google", ("ml-depth",), date(2026, 5, 10))


@pytest.fixture(autouse=True)
def now(freeze: Callable[[datetime], None]) -> None:
    freeze(NOW)


def make_task(key: str, *slugs: str, sitting: int = 0) -> StoredTask:
    kind, topic, *_suffix = key.split(":")
    items = tuple(StoredItem(slug=slug, title=f"Title of {slug}", minutes=10) for slug in slugs)
    part = f"{sitting}/2" if sitting else None
    topics = (topic,) if not topic.isdecimal() else ()
    return StoredTask(
        key=key, kind=kind, topics=topics, minutes=30, part=part, sitting=sitting, items=items, reasons=()
    )


def plan_days(user: User, *days: tuple[StoredTask, ...]) -> Plan:
    """A plan that holds these days from today on, and nothing else."""
    prepare(user, GOOGLE)
    plan = user.plans.get()
    document = document_in(plan)
    week = document.weeks[0]
    stored = tuple(
        day.model_copy(update={"tasks": tuple(map(with_reasons(document), tasks))})
        for day, tasks in zip(week.days, days, strict=False)
    )
    document = document.model_copy(update={"weeks": (week.model_copy(update={"days": stored}),), "afterwards": ()})
    plan.document = document.model_dump(mode="json")
    plan.outline = make_outline(document).model_dump(mode="json")
    plan.save()
    return plan


def with_reasons(document: PlanDocument) -> Callable[[StoredTask], StoredTask]:
    """Any reason will do: the screen prints what there is."""
    reason = document.tasks[0].reasons[:1]
    return lambda task: task.model_copy(update={"reasons": reason})


def slugs_of(kind: str) -> list[str]:
    return [question.slug for question in questions(kind, TOPIC)]


def url_of(key: str) -> str:
    return f"/study/{key}/"


def follow(client: Client, key: str, **data: object) -> str:
    """Where Done → next leads."""
    response = client.post(url_of(key), {"sitting": 0, **data})
    assert response.status_code == 302, text(response)
    return str(response.headers["Location"])


def is_done(user: User, key: str, sitting: int = 0) -> bool:
    return ticks_of(user).has(key, sitting, None)


class TestReading:
    KEY = f"read:{TOPIC}"

    @pytest.fixture
    def sections(self, ada: User) -> list[str]:
        lesson = study.lesson_of(TOPIC)
        assert lesson
        slugs = [section.slug for section in lesson.sections[:3]]
        plan_days(ada, (make_task(self.KEY, *slugs), make_task(LATER)))
        return slugs

    def test_the_sections_of_the_sitting_are_there_and_no_others(self, owner: Client, sections: list[str]) -> None:
        page = owner.get(url_of(self.KEY)).content.decode()
        assert re.findall(r'<h3[^>]* id="lesson-([^"]+)"', page) == sections

    def test_a_section_is_kept_and_the_screen_stays(self, owner: Client, ada: User, sections: list[str]) -> None:
        assert follow(owner, self.KEY, item=sections[1]) == url_of(self.KEY)
        assert list(ada.sections_read.values_list("section", flat=True)) == [sections[1]]
        assert not is_done(ada, self.KEY)

    def test_the_last_section_finishes_the_task(self, owner: Client, ada: User, sections: list[str]) -> None:
        for slug in sections[:-1]:
            follow(owner, self.KEY, item=slug)
        assert follow(owner, self.KEY, item=sections[-1]) == f"{url_of(LATER)}?done=read%3A{TOPIC}%2F0"
        assert is_done(ada, self.KEY)

    def test_done_reads_the_whole_sitting_and_leads_to_the_next_task(
        self, owner: Client, ada: User, sections: list[str]
    ) -> None:
        to = follow(owner, self.KEY)
        assert to.startswith(url_of(LATER))
        assert set(ada.sections_read.values_list("section", flat=True)) == set(sections)
        page = text(owner.get(to))
        assert "Done:</strong> Read Bias-Variance" in page
        assert f'name="next" value="{url_of(self.KEY)}"' in page  # where the undo leads

    def test_what_a_later_sitting_goes_on_with_is_not_read_yet(self, owner: Client, ada: User) -> None:
        lesson = study.lesson_of(TOPIC)
        assert lesson
        first, second = (section.slug for section in lesson.sections[:2])
        plan_days(ada, (make_task(self.KEY, first, second, sitting=1),), (make_task(self.KEY, second, sitting=2),))
        owner.post(url_of(self.KEY), {"sitting": 1})
        assert list(ada.sections_read.values_list("section", flat=True)) == [first]
        assert "sitting 2 of 2" in text(owner.get(url_of(self.KEY)))

    def test_sections_that_the_content_has_dropped_stop_nobody(self, owner: Client, ada: User) -> None:
        plan_days(ada, (make_task(self.KEY, "gone-for-good"),))
        assert "this item is gone" in text(owner.get(url_of(self.KEY)))
        follow(owner, self.KEY)
        assert is_done(ada, self.KEY)

    def test_a_section_that_is_not_in_the_sitting_is_kept_and_ticks_nothing(
        self, owner: Client, ada: User, sections: list[str]
    ) -> None:
        lesson = study.lesson_of(TOPIC)
        assert lesson
        for section in (lesson.sections[3].slug, "no-such-section"):
            assert follow(owner, self.KEY, item=section) == url_of(self.KEY)
        assert list(ada.sections_read.values_list("section", flat=True)) == [lesson.sections[3].slug]
        assert not is_done(ada, self.KEY)

    def test_pages_of_the_primer_are_kept_without_a_topic(self, owner: Client, ada: User) -> None:
        plan_days(ada, (make_task(self.KEY, "convexity"),))
        assert follow(owner, self.KEY) == f"/?done=read%3A{TOPIC}%2F0"
        assert list(SectionRead.objects.values_list("topic", "section")) == [("", "convexity")]


class TestQuestions:
    KEY = f"practice:{TOPIC}"

    @pytest.fixture
    def problems(self, ada: User) -> list[str]:
        slugs = slugs_of(Attempt.Kind.PROBLEM)[:3]
        plan_days(ada, (make_task(self.KEY, *slugs),))
        return slugs

    def test_answers_lead_from_item_to_item_and_finish_the_task(
        self, owner: Client, ada: User, problems: list[str]
    ) -> None:
        first, second, third = problems
        assert (
            follow(owner, self.KEY, item=first, hits=[0, 1], answer="It depends.")
            == f"{url_of(self.KEY)}?item={second}"
        )
        attempt = ada.attempts.get()
        assert (attempt.slug, attempt.hits, attempt.answer) == (first, [0, 1], "It depends.")
        follow(owner, self.KEY, item=third, hits=[0])
        assert not is_done(ada, self.KEY)
        assert follow(owner, self.KEY, item=second, hits=[0]) == f"/?done=practice%3A{TOPIC}%2F0"
        assert is_done(ada, self.KEY)

    def test_it_goes_on_where_it_was_left(self, owner: Client, ada: User, problems: list[str]) -> None:
        make_attempt(ada, TOPIC, "problem", problems[0])
        page = owner.get(url_of(self.KEY)).content.decode()
        assert f'name="item" value="{problems[1]}"' in page
        assert page.count('class="is-done"') == 1

    def test_an_item_can_be_chosen_and_nonsense_is_not(self, owner: Client, problems: list[str]) -> None:
        chosen = owner.get(url_of(self.KEY), {"item": problems[2]}).content.decode()
        assert f'name="item" value="{problems[2]}"' in chosen
        page = owner.get(url_of(self.KEY), {"item": "nonsense", "sitting": "²", "done": "x/²"}).content.decode()
        assert f'name="item" value="{problems[0]}"' in page

    def test_bad_input_is_said_and_stays_on_the_page(self, owner: Client, ada: User, problems: list[str]) -> None:
        sent = {"sitting": 0, "item": problems[0], "hits": ["1", "99"], "answer": "It <b>depends."}
        response = owner.post(url_of(self.KEY), sent)
        assert response.status_code == 422
        assert "The question has fewer key points." in text(response)
        page = response.content.decode()
        assert f'name="item" value="{problems[0]}"' in page
        assert re.findall(r'name="hits" value="(\d+)" checked', page) == ["1"]
        assert "It &lt;b&gt;depends.</textarea>" in page
        assert not ada.attempts.exists()

    def test_a_new_line_counts_as_one_character(self, owner: Client, ada: User, problems: list[str]) -> None:
        follow(owner, self.KEY, item=problems[0], answer="x\r\n" * (Attempt.MOST_CHARACTERS // 2))
        assert ada.attempts.get().answer == "x" + "\nx" * (Attempt.MOST_CHARACTERS // 2 - 1)

    def test_an_item_of_another_sitting_is_kept_and_ticks_nothing(
        self, owner: Client, ada: User, problems: list[str]
    ) -> None:
        for item in problems[:2]:
            follow(owner, self.KEY, item=item, hits=[0])
        other = slugs_of(Attempt.Kind.PROBLEM)[3]
        assert follow(owner, self.KEY, item=other, hits=[0]) == url_of(self.KEY)
        assert ada.attempts.count() == 3
        assert not is_done(ada, self.KEY)

    def test_a_second_click_keeps_one_answer(self, owner: Client, ada: User, problems: list[str]) -> None:
        for _click in range(2):
            follow(owner, self.KEY, item=problems[0], hits=[0])
        assert ada.attempts.count() == 1

    def test_an_item_that_the_content_has_dropped_stops_nobody(self, owner: Client, ada: User) -> None:
        plan_days(ada, (make_task(self.KEY, "gone-for-good"),))
        assert "this item is gone" in text(owner.get(url_of(self.KEY)))
        follow(owner, self.KEY, item="gone-for-good")
        assert is_done(ada, self.KEY)

    @pytest.mark.parametrize(
        ("kind", "asked"), [("derive", "derivation"), ("implement", "coding"), ("rapid-fire", "rapid-fire")]
    )
    def test_each_kind_asks_its_own(self, owner: Client, ada: User, kind: str, asked: str) -> None:
        key, slug = f"{kind}:{TOPIC}", slugs_of(asked)[0]
        plan_days(ada, (make_task(key, slug),))
        page = owner.get(url_of(key)).content.decode()
        assert 'name="hits" value="0"' in page
        assert ("check.py" in page) == (asked == "coding")
        follow(owner, key, item=slug, hits=[0])
        assert list(ada.attempts.values_list("kind", "slug", "hits")) == [(asked, slug, [0])]
        assert is_done(ada, key)

    def test_a_derivation_is_graded_by_its_steps(self, owner: Client, ada: User) -> None:
        text_of = study.derivations_of(TOPIC)[0]
        plan_days(ada, (make_task(f"derive:{TOPIC}", text_of.slug),))
        page = owner.get(url_of(f"derive:{TOPIC}")).content.decode()
        assert page.count("I had this step") == len(text_of.steps)
        refused = owner.post(url_of(f"derive:{TOPIC}"), {"item": text_of.slug, "hits": [0, 999]})
        assert re.findall(r'name="hits" value="(\d+)" checked', refused.content.decode()) == ["0"]
        follow(owner, f"derive:{TOPIC}", item=text_of.slug)
        assert ada.attempts.get().points == len(text_of.steps)

    def test_once_more_names_what_went_worst(self, owner: Client, ada: User) -> None:
        slugs = slugs_of(Attempt.Kind.PROBLEM)[: MOST_ONCE_MORE + 1]
        plan_days(ada, (make_task(self.KEY, AGAIN),))
        assert "Nothing went wrong so far." in text(owner.get(url_of(self.KEY)))
        for number, slug in enumerate(slugs):
            make_attempt(ada, TOPIC, "problem", slug, hits=number, points=5)
        page = owner.get(url_of(self.KEY)).content.decode()
        listed = re.findall(rf'href="/topics/{TOPIC}/problems/([^/"]+)/"', page)
        assert listed == slugs[:MOST_ONCE_MORE]


class TestRecall:
    KEY = f"recall-3:{TOPIC}"

    def test_it_asks_first_and_keeps_what_was_known(self, owner: Client, ada: User) -> None:
        plan_days(ada, (make_task(self.KEY),))
        page = owner.get(url_of(self.KEY)).content.decode()
        asked, _summary, answer = page.partition("Compare</summary>")
        topic = text_in(asked)
        assert "<math" not in asked
        assert "<math" in answer
        assert "Notes closed" in topic
        follow(owner, self.KEY, hits=[0, 2], answer="A sum of three.")
        attempt = ada.attempts.get()
        assert (attempt.kind, attempt.slug, attempt.hits, attempt.points) == ("recall", TOPIC, [0, 2], 3)
        assert is_done(ada, self.KEY)
        refused = owner.post(url_of(self.KEY), {"hits": [1, 9], "answer": "A sum."})
        assert refused.status_code == 422
        assert re.findall(r'name="hits" value="(\d+)" checked', refused.content.decode()) == ["1"]
        assert "A sum.</textarea>" in refused.content.decode()
        assert "Last time, on Mar 2, you missed: the formula." in text(owner.get(url_of(self.KEY)))


def text_in(html: str) -> str:
    return " ".join(html.split())


class TestSelfAssessment:
    KEY = f"self-assessment:{TOPIC}"

    def test_the_check_comes_before_the_rating(self, owner: Client, ada: User) -> None:
        plan_days(ada, (make_task(self.KEY),))
        page = owner.get(url_of(self.KEY)).content.decode()
        assert page.index(f"/practice/probes/{TOPIC}/") < page.index(f'name="{TOPIC}" value="1"')

    def test_a_rating_is_a_new_assessment_and_ticks(self, owner: Client, ada: User) -> None:
        plan_days(ada, (make_task(self.KEY),))
        follow(owner, self.KEY, **{TOPIC: 4})
        assert levels_of(ada)[TOPIC] == 4
        assert ada.assessments.count() == 2
        assert is_done(ada, self.KEY)

    def test_without_a_level_it_says_so(self, owner: Client, ada: User) -> None:
        plan_days(ada, (make_task(self.KEY),))
        response = owner.post(url_of(self.KEY), {"sitting": 0})
        assert response.status_code == 422
        assert "Choose a level first." in text(response)
        assert not is_done(ada, self.KEY)

    def test_who_has_rated_nothing_rates_all(self, owner: Client) -> None:
        assert follow(owner, self.KEY, **{TOPIC: 4}) == "/assessment/"


@pytest.mark.parametrize("key", [f"mock:{TOPIC}", "rehearsal:1", "timed-set:1"])
def test_what_runs_against_the_clock_begins_here(owner: Client, ada: User, key: str) -> None:
    plan_days(ada, (make_task(key),))
    assert f'formaction="/practice/tasks/{key}/"' in owner.get(url_of(key)).content.decode()
    owner.post(f"/practice/tasks/{key}/")
    drill = ada.drills.get()
    page = owner.get(url_of(key)).content.decode()
    assert f'href="/practice/drills/{drill.pk}/"' in page
    assert "formaction" not in page


@pytest.mark.parametrize("kind", ["cheat-sheet", "pass", "review"])
def test_the_card_is_covered_but_in_a_pass(owner: Client, ada: User, kind: str) -> None:
    key = f"{kind}:{TOPIC}"
    plan_days(ada, (make_task(key),))
    page = owner.get(url_of(key)).content.decode()
    assert ("From memory" in page) == (kind != "pass")
    assert "Instant red flag" in page
    follow(owner, key)
    assert is_done(ada, key)


class TestOrder:
    def test_the_next_open_task_of_today_follows_and_those_before_come_last(self, owner: Client, ada: User) -> None:
        first, second, third = (f"cheat-sheet:{topic}" for topic in (TOPIC, "optimization", "regularization"))
        plan_days(ada, tuple(map(make_task, (first, second, third))))
        assert follow(owner, second).startswith(url_of(third))
        assert follow(owner, third).startswith(url_of(first))
        assert follow(owner, first).startswith("/?done=")

    def test_without_a_sitting_it_is_the_first_open_one(self, owner: Client, ada: User) -> None:
        slugs = slugs_of(Attempt.Kind.PROBLEM)[:2]
        key = f"practice:{TOPIC}"
        plan_days(ada, (make_task(key, slugs[0], sitting=1),), (make_task(key, slugs[1], sitting=2),))
        assert "sitting 1 of 2" in text(owner.get(url_of(key)))
        set_done(ada, key, 1, True, planned=NOT_PLANNED, now=NOW, today=TODAY)
        assert "sitting 2 of 2" in text(owner.get(url_of(key)))
        assert "sitting 1 of 2" in text(owner.get(url_of(key), {"sitting": 1}))

    def test_a_page_older_than_the_plan_ticks_nothing_and_loses_nothing(self, owner: Client, ada: User) -> None:
        slug, key = slugs_of(Attempt.Kind.PROBLEM)[0], f"practice:{TOPIC}"
        plan_days(ada, (make_task(key, slug),))
        response = owner.post(url_of(key), {"sitting": 3, "item": slug, "hits": ["0"]})
        assert response.headers["Location"] == url_of(key)
        assert ada.attempts.count() == 1
        assert "Your plan has changed since this page was opened." in text(owner.get(url_of(key)))

    def test_a_task_that_no_plan_holds_can_be_done(self, owner: Client, ada: User) -> None:
        key = "practice:optimization"
        assert "/topics/optimization/practice/" in owner.get(url_of(key)).content.decode()
        assert follow(owner, key) == "/?done=practice%3Aoptimization%2F0"
        assert is_done(ada, key)

    @pytest.mark.parametrize("subject", [TOPIC, "1", "maintenance-2"])
    def test_every_task_that_can_be_ticked_has_a_screen(self, owner: Client, subject: str) -> None:
        across = {"mock", "rehearsal", "timed-set"}
        for kind in sorted(keys.kinds() if subject == TOPIC else across):
            assert owner.get(url_of(f"{kind}:{subject}")).status_code == 200, kind

    @pytest.mark.parametrize("kind", ["read", "practice", "recall-3", "cheat-sheet"])
    def test_of_a_topic_that_the_content_has_dropped_nothing_is_left_to_open(
        self, owner: Client, ada: User, kind: str
    ) -> None:
        key = f"{kind}:{make_retired_topic().slug}"
        plan_days(ada, (make_task(key, *(["gone"] if kind in ("read", "practice") else [])),))
        page = owner.get(url_of(key)).content.decode()
        assert "this item is gone" in page
        assert page.count('href="/topics/"') >= 2
        follow(owner, key)
        assert is_done(ada, key)

    def test_a_recall_after_the_last_study_day_is_there(self, owner: Client, ada: User) -> None:
        prepare(ada)
        document = document_in(ada.plans.get())
        task = document.afterwards[-1].tasks[0]
        page = text(owner.get(url_of(task.key)))
        assert "Notes closed" in page
        assert f'value="{task.key}"' in page

    def test_each_screen_tells_all_reasons_whatever_the_tasks_before_told(self, owner: Client, ada: User) -> None:
        prepare(ada, GOOGLE)
        tasks = [task for task in document_in(ada.plans.get()).days[0].tasks if task.kind != "rehearsal"]
        assert len({task.topics for task in tasks}) < len(tasks)
        for task in tasks:
            assert "Your level in" in text(owner.get(url_of(task.key), {"sitting": task.sitting})), task.key

    def test_undo_is_offered_for_what_is_done_only(self, owner: Client, ada: User) -> None:
        plan_days(ada, (make_task(LATER),))
        address = f"{url_of(LATER)}?done={LATER}/0"
        assert "Done:</strong>" not in owner.get(address).content.decode()
        set_done(ada, LATER, 0, True, planned=NOT_PLANNED, now=NOW, today=TODAY)
        assert "Done:</strong>" in owner.get(address).content.decode()


def test_a_stranger_does_their_own(ada: User) -> None:
    plan_days(ada, (make_task(LATER),))
    stranger = make_user("eve@example.org")
    client = Client()
    client.force_login(stranger)
    assert client.post(url_of(LATER), {"sitting": 0}).status_code == 302
    assert is_done(stranger, LATER)
    assert not is_done(ada, LATER)


@pytest.mark.parametrize("key", ["nonsense", "read:nowhere", "dance:bias-variance"])
def test_an_unknown_task_is_not_found(owner: Client, key: str) -> None:
    assert owner.get(url_of(key)).status_code == 404
    assert owner.post(url_of(key)).status_code == 404
