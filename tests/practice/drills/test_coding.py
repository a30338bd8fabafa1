"""A coding screen: what it asks where coding problems are written, and until then."""

from __future__ import annotations

import pytest

from studyplan.accounts.models import User
from studyplan.catalog import study
from studyplan.catalog.files.fields import SchemaT
from studyplan.catalog.files.material import CodeFiles, CodingProblem
from studyplan.catalog.files.mocks import Part
from studyplan.catalog.guide import mock_formats
from studyplan.practice.drills.select import DrillRequest, build_pool, draw_mock, questions_for
from studyplan.practice.models import Attempt
from studyplan.practice.questions import bank
from studyplan.practice.questions.bank import question_of
from tests.catalog import sample
from tests.factories import NOW

pytestmark = pytest.mark.django_db
TOPIC = "optimization"
CODING = Part(kind="coding", count=1, seconds=1800)


def parsed(model: type[SchemaT], data: object) -> SchemaT:
    return model.model_validate(data)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two coding problems of one topic; the second takes longer than a screen has."""
    problems = sample.implement(TOPIC)["problems"]
    problems[1]["minutes"] = 40
    files = {name: text for name, text in sample.CODE.items() if name in CodeFiles.model_fields}
    codes = {problem["slug"]: parsed(CodeFiles, files) for problem in problems}
    by_topic = {TOPIC: tuple(parsed(CodingProblem, problem) for problem in problems)}
    monkeypatch.setattr(study, "coding_problems_of", lambda topic: by_topic.get(topic, ()))
    monkeypatch.setattr(study, "code_of", lambda topic: codes if topic == TOPIC else {})
    monkeypatch.setattr(bank, "_by_name", bank._by_name.__wrapped__)  # type: ignore[attr-defined]


@pytest.fixture
def unwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(study, "coding_problems_of", lambda _topic: ())
    monkeypatch.setattr(bank, "_by_name", bank._by_name.__wrapped__)  # type: ignore[attr-defined]


@pytest.mark.usefixtures("written")
def test_a_coding_problem_shows_what_to_write_and_then_a_solution() -> None:
    question = question_of(Attempt.Kind.CODING, TOPIC, "code-1")
    assert question
    assert question.text.endswith("def double(x: int) -&gt; int: ...</code></pre>")
    assert "return 2 * x" in question.answer
    assert "It adds." in question.answer
    assert (question.seconds, question.rounds, question.points) == (1800, ("coding",), 3)
    assert hasattr(question.text, "__html__")


@pytest.mark.usefixtures("written")
def test_a_screen_asks_the_one_that_fits_its_time(ada: User) -> None:
    pool = build_pool(ada, DrillRequest("coding", "", "1"), NOW.date())
    screen = next(mock_format for mock_format in mock_formats().formats if mock_format.slug == "coding-screen")
    drawn = draw_mock(screen, pool)
    assert [question["kind"] for question in drawn] == ["coding", *["rapid-fire"] * 6]
    assert (drawn[0]["slug"], drawn[0]["seconds"]) == ("code-1", 2160)


@pytest.mark.usefixtures("unwritten")
def test_without_coding_problems_it_is_worked_out_on_paper() -> None:
    questions = questions_for(CODING)
    assert {question.kind for question in questions} == {"problem"}
    assert {question.form for question in questions} == {"derive", "design"}


def test_a_design_walk_asks_for_designs() -> None:
    questions = questions_for(Part(kind="design", count=1, seconds=2700))
    assert questions
    assert {question.form for question in questions} == {"design"}
