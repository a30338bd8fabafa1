"""What a user is asked: weights from their standing, history from their drills, questions that suit."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from studyplan.accounts.models import User
from studyplan.catalog.files.mocks import Format
from studyplan.catalog.guide import chains, mock_formats
from studyplan.practice.drills.select import (
    DrawnQuestions,
    DrillRequest,
    QuestionPool,
    asked_before,
    build_pool,
    draw_mock,
    draw_rapid_fire,
    draw_timed_set,
    next_chain,
    questions_for,
)
from studyplan.practice.questions.bank import PracticeQuestion, question_of
from tests.factories import NOW, make_assessment, make_goal, ratings
from tests.practice.factories import make_attempt, make_drill

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def pool(user: User, round_slug: str = "", company: str = "", seed: str = "1") -> QuestionPool:
    return build_pool(user, DrillRequest(round_slug, company, seed), TODAY)


def form(slug: str) -> Format:
    return next(mock_format for mock_format in mock_formats().formats if mock_format.slug == slug)


def asked(drawn: DrawnQuestions) -> list[PracticeQuestion]:
    questions = [
        question_of(drawn_question["kind"], drawn_question["topic"], drawn_question["slug"]) for drawn_question in drawn
    ]
    assert all(questions)
    return [question for question in questions if question]


def test_weights_follow_the_round_and_the_company(ada: User) -> None:
    plain = pool(ada).weights
    assert len(set(plain.values())) == 2  # only quick mixed questions have a frequency of their own
    deep = pool(ada, "phone-screen").weights
    assert deep["bias-variance"] > deep["loss-functions"] > deep["optimization"]
    meta = pool(ada, "", "meta").weights
    assert meta["feature-engineering"] > meta["handling-imbalance"] > meta["optimization"]


def test_weights_follow_weakness(ada: User) -> None:
    make_goal(ada, "mle")
    before = pool(ada).weights
    make_assessment(ada, ratings(4, optimization=2))
    rated = pool(ada).weights
    assert rated["optimization"] == before["optimization"] * 2  # two levels short, and as untested as before
    make_attempt(ada, "regularization", hits=4)
    make_attempt(ada, "bias-variance", hits=0)
    tested = pool(ada).weights
    assert tested["regularization"] < rated["regularization"]
    assert tested["bias-variance"] == rated["bias-variance"]  # tested, and stumbled on
    assert tested["optimization"] == rated["optimization"]


SLUGS = (
    "rapid-fire",
    "twenty-in-thirty",
    "phone-screen",
    "depth",
    "chain",
    "first-principles",
    "trade-off",
    "design-walk",
    "coding-screen",
    "explaining",
)


def test_every_format_is_tried() -> None:
    assert tuple(mock_format.slug for mock_format in mock_formats().formats) == SLUGS


@pytest.mark.parametrize("slug", SLUGS)
def test_every_format_asks_what_its_parts_say(ada: User, slug: str) -> None:
    drawn = draw_mock(form(slug), pool(ada))
    wanted = [(questions_for(part)[0].kind, part.seconds) for part in form(slug).parts for _ in range(part.count)]
    assert sorted((question["kind"], question["seconds"]) for question in drawn) == sorted(wanted)
    assert sum(question["seconds"] for question in drawn) == form(slug).minutes * 60
    assert len({(question["kind"], question["topic"], question["slug"]) for question in drawn}) == len(drawn)


def test_depth_stays_with_two_topics_one_after_the_other(ada: User) -> None:
    topics = [question["topic"] for question in draw_mock(form("depth"), pool(ada, "ml-depth"))]
    assert topics[:3] == [topics[0]] * 3
    assert topics[3:] == [topics[3]] * 3
    assert topics[0] != topics[3]


@pytest.mark.parametrize("round_slug", ["phone-screen", "ml-depth", "system-design"])
def test_problems_suit_the_round_and_the_time(ada: User, round_slug: str) -> None:
    for seed in "abcd":
        drawn = draw_mock(form("phone-screen"), pool(ada, round_slug, seed=seed))
        problem = asked(drawn)[-1]
        assert problem.kind == "problem"
        assert round_slug in problem.rounds
        assert problem.seconds <= 1080


def test_a_round_that_no_problem_suits_gets_one_all_the_same(ada: User) -> None:
    everywhere = pool(ada)
    nowhere = replace(everywhere, request=DrillRequest("no-such-round", "", "1"))
    assert [question.kind for question in asked(draw_mock(form("phone-screen"), nowhere))][-1] == "problem"


def test_a_company_is_asked_in_its_own_style(ada: User) -> None:
    questions = asked(draw_mock(form("phone-screen"), pool(ada, "phone-screen", "google")))
    assert [question.company for question in questions if question.kind == "company"] == ["google"] * 3


def test_a_company_with_few_questions_is_helped_out_by_others(ada: User) -> None:
    seven = form("phone-screen").parts[1].model_copy(update={"count": 9})
    longer = form("phone-screen").model_copy(update={"parts": (seven,)})
    companies = [question.company for question in asked(draw_mock(longer, pool(ada, "", "google")))]
    assert companies[:7] == ["google"] * 7
    assert "google" not in companies[7:]
    assert len(companies) == 9


def test_questions_of_attempts_and_of_drills_that_stopped_count_as_asked(ada: User) -> None:
    at = NOW - timedelta(days=2)
    names = [("rapid-fire", "optimization", f"question-{number}") for number in range(4)]
    questions = [{"kind": kind, "topic": topic, "slug": slug, "seconds": 60} for kind, topic, slug in names]
    drill = make_drill(ada, questions=questions, started_at=at, asked_at=at, ended_at=at)
    make_attempt(ada, "optimization", "rapid-fire", "question-0", at=NOW, drill=drill, place=0)
    # The one that was open had been read; those after it had not.
    assert asked_before(ada) == {names[0]: NOW, names[1]: at}


def test_nothing_comes_again_until_everything_was_asked(ada: User) -> None:
    seen: list[tuple[str, str]] = []
    for number in range(5):
        drawn = draw_mock(form("twenty-in-thirty"), pool(ada, "phone-screen", seed=str(number)))
        seen += [(question["topic"], question["slug"]) for question in drawn]
        make_drill(ada, questions=drawn, ended_at=NOW)
        for place, question in enumerate(drawn):
            make_attempt(ada, question["topic"], "rapid-fire", question["slug"], drill=ada.drills.last(), place=place)
    assert len(set(seen)) == len(seen) == 100


def test_chains_come_in_turn_unless_one_is_chosen(ada: User) -> None:
    begun = []
    for number in range(len(chains()) + 1):
        drawn = draw_mock(form("chain"), pool(ada, seed="1"))
        begun.append(drawn[0]["slug"].split("--")[0])
        at = NOW + timedelta(hours=number)
        make_drill(ada, questions=drawn, started_at=at, asked_at=at, ended_at=at)
    assert sorted(begun[:-1]) == sorted(chains())
    assert begun[-1] == begun[0]
    chosen = draw_mock(form("chain"), pool(ada), chain="wake-word")
    assert [question["slug"] for question in chosen] == [
        f"wake-word--{step.slug}" for step in chains()["wake-word"].steps
    ]
    assert next_chain(pool(ada)) == begun[1]


def test_a_format_of_one_pattern_asks_its_chains_in_turn(ada: User) -> None:
    begun = []
    for number in range(2):
        drawn = draw_mock(form("first-principles"), pool(ada, seed="1"))
        begun.append(drawn[0]["slug"].split("--")[0])
        at = NOW + timedelta(hours=number)
        make_drill(ada, questions=drawn, started_at=at, asked_at=at, ended_at=at)
    assert {chains()[slug].pattern for slug in begun} == {"first-principles"}
    assert begun[0] != begun[1]


def test_rapid_fire_of_one_topic_stays_with_it(ada: User) -> None:
    drawn = draw_rapid_fire(["optimization"], 5, pool(ada))
    assert [question["topic"] for question in drawn] == ["optimization"] * 5
    assert draw_rapid_fire(["no-such-topic"], 5, pool(ada)) == []


def test_a_timed_problem_is_short_and_against_the_plans_minutes(ada: User) -> None:
    (drawn,) = draw_timed_set(["ensemble-methods"], 10, pool(ada))
    assert drawn["seconds"] == 600
    assert asked([drawn])[0].seconds == 900  # the shortest there are
    assert draw_timed_set(["no-such-topic"], 10, pool(ada)) == []


def test_a_timed_set_fills_its_hour(ada: User) -> None:
    drawn = draw_timed_set(list(pool(ada).weights), 60, pool(ada))
    total = sum(question["seconds"] for question in drawn)
    assert 3000 < total <= 3600
    assert len({question["topic"] for question in drawn}) == len(drawn)
