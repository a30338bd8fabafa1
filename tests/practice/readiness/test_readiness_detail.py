"""Readiness: overall and per topic, for one's own goal or another, with the forecast and the calibration."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from studyplan.accounts.models import User
from studyplan.goals.models import StudyGoal
from tests.factories import NOW, make_assessment, make_goal, ratings
from tests.practice.factories import a_card, make_attempt, make_memory, make_probe_attempt

pytestmark = pytest.mark.django_db
URL = "/practice/readiness/"
FRAGMENT = {"HX-Request": "true", "HX-Target": "readiness"}
LF = "loss-functions"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def now(freeze: Callable[[datetime], None]) -> None:
    freeze(NOW)


def words_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def text_of(client: Client, query: str = "", **kwargs: object) -> str:
    """The page's words, without tags."""
    content = client.get(f"{URL}{query}", **kwargs).content.decode()  # type: ignore[arg-type]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", content)).split())


def topic(client: Client, slug: str, query: str = "") -> str:
    content = client.get(f"{URL}{query}").content.decode()
    part = content.split(f'<li class="ready" id="{slug}">')[1].split("</li>")[0]
    labels = " ".join(re.findall(r'aria-label="([^"]*)"', part))
    return " ".join(unescape(f"{re.sub(r'<[^>]*>', ' ', part)} {labels}").split())


def fail(user: User, slug: str, level: int) -> None:
    """Two checks of a level that do not hold."""
    for probe in ("one-thing", "another"):
        make_probe_attempt(user, slug, level, probe, passed=False)


def test_before_an_assessment_it_says_what_to_do(owner: Client) -> None:
    response = owner.get(URL)
    assert response.status_code == 200
    page = response.content.decode()
    assert "Rate every topic first" in page
    assert reverse("assessment:assessment_take") in page
    assert 'id="readiness"' not in page


def test_claims_alone(owner: Client, ada: User) -> None:
    """All threes for an engineer: 455 of 630, worked out by hand."""
    make_assessment(ada)
    page = text_of(owner)
    assert "72% Well on the way 72% from your ratings" in page
    assert "So far this rests on your ratings." in page
    assert "Expected recall: untested" in page
    assert "Together 630 455.0 = 72% untested" in page
    assert "Loss Functions 50 = 5 × 10 3 of 5 30.0 untested" in page
    assert page.count("○○○○ rated only") == 12
    assert page.count("Expected recall untested") == 12
    assert not re.search(r"\b0%", page)


def test_evidence_lowers_a_level_and_says_why(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(4))
    fail(ada, LF, 4)
    line = topic(owner, LF)
    assert "You gave yourself 4; two of two checks at level 4 did not hold (“another”, “one thing”)" in line
    assert "so the plan counts 3." in line
    assert "Level 3 of 5: Can explain; target 5" in line
    assert "at most" in line
    assert "●●●○ shown 0 of 2 answers at level 4 held." in line
    assert "Add one more practice of Loss Functions to the plan" in line
    assert "50 = 5 × 10 3 of 5" in text_of(owner)


def test_every_answer_moves_something(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(4))
    said = [topic(owner, LF)]
    for number, held in enumerate((True, False, True)):
        make_attempt(ada, LF, "chain", f"question-{number}", hits=4 * held, at=NOW + number * DAY)
        said.append(topic(owner, LF))
    assert len(set(said)) == 4
    assert "●○○○ one answer One answer at level 4, and it held." in said[1]
    assert "●○○○ answers differ 1 of 2 answers at level 4 held." in said[2]
    assert "●●○○ a few answers 2 of 3 answers at level 4 held." in said[3]
    assert "Newest answer Mar 4" in said[3]
    assert "2 check questions that hold settle it." in said[3]
    assert "3 answers count so far. Topics: 1 with a few answers, 11 rated only." in text_of(owner)


def test_one_next_step_stands_at_the_top(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(4, evaluation_metrics=2))
    page = owner.get(URL).content.decode()
    top = words_of(page.split('class="ready-next"')[1].split("</section>")[0])
    assert "Evaluation Metrics : 8% of your goal. You gave yourself 2, and no answer shows it yet." in top
    assert 'class="button" href="/practice/probes/evaluation-metrics/?level=2"' in page
    assert page.count('class="button" href') == 1


def test_a_target_that_was_shown_is_said(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(2))
    for probe in ("a", "b"):
        make_probe_attempt(ada, "bias-variance", 4, probe, passed=True)
    line = topic(owner, "bias-variance")
    assert "You have shown what the target asks for." in line
    assert "at most" not in line


def test_the_forecast_is_for_the_day_of_the_interview(owner: Client, ada: User) -> None:
    make_assessment(ada)
    make_goal(ada, on=NOW.date() + 30 * DAY)
    make_memory(ada, stability=30.0)
    assert "Expected recall on Wednesday, April 1: 90% of the cards reviewed, in one of 12 topics" in text_of(owner)
    assert "90% of 1 of" in topic(owner, LF)
    make_memory(ada, a_card("optimization"), stability=30.0)
    assert "in 2 of 12 topics." in text_of(owner)


def test_without_a_date_the_forecast_is_for_today(owner: Client, ada: User) -> None:
    make_assessment(ada)
    make_memory(ada, stability=3.0, reviewed_at=NOW - 3 * DAY)
    page = text_of(owner)
    assert "Expected recall on Monday, March 2: 90%" in page
    assert "That is today: no interview has a date yet." in page


def test_it_is_for_ones_own_goal(owner: Client, ada: User) -> None:
    make_assessment(ada)
    make_goal(ada, "mlops", company="google", rounds=["ml-depth"])
    page = text_of(owner)
    assert "MLOps Engineer · Google: ML Depth" in page
    # Google raises the target of two to three.
    assert "Level 3 of 5: Can explain; target 3" in topic(owner, "optimization")
    assert 'value="mlops" selected' in owner.get(URL).content.decode()


def test_an_interview_that_is_over_weighs_no_more(owner: Client, ada: User) -> None:
    make_assessment(ada)
    make_goal(ada, company="google", on=NOW.date() - DAY)
    page = text_of(owner)
    assert "72% Well on the way" in page
    assert "That is today" not in page


def test_another_goal_can_be_looked_at(owner: Client, ada: User) -> None:
    make_assessment(ada)
    make_goal(ada, on=date(2026, 4, 1))
    make_memory(ada)
    query = "?role=research-engineer&company=meta&rounds=phone-screen&rounds=coding"
    page = text_of(owner, query)
    assert "Research Engineer · Meta: Phone Screen, Coding" in page
    assert "Wednesday, April 1" in page  # the day stays that of the interview
    assert "target 5" in topic(owner, "dimensionality-reduction", query)
    goal = StudyGoal.objects.get(user=ada)
    assert goal.role.slug == "mle"
    assert text_of(owner) != page


def test_a_company_alone_keeps_the_role(owner: Client, ada: User) -> None:
    make_assessment(ada)
    make_goal(ada, "mlops")
    assert "MLOps Engineer · Amazon" in text_of(owner, "?company=amazon")


@pytest.mark.parametrize("query", ["?role=astronaut", "?role=", "?company=nowhere", "?rounds=lunch&rounds=coding"])
def test_what_is_not_offered_is_said_and_ones_own_goal_shown(owner: Client, ada: User, query: str) -> None:
    make_assessment(ada)
    response = owner.get(f"{URL}{query}")
    assert response.status_code == 422
    page = " ".join(response.content.decode().split())
    assert "Shown for your own goal:" in page
    assert "72%" in page
    assert 'class="errorlist"' in page


def test_the_figures_can_be_fetched_alone(owner: Client, ada: User) -> None:
    make_assessment(ada)
    fragment = owner.get(f"{URL}?company=google", headers=FRAGMENT).content.decode()
    assert fragment.strip().startswith('<div id="readiness"')
    assert "<form" not in fragment
    assert "· Google" in fragment


def test_every_topic_opens_to_what_it_is_made_of(owner: Client, ada: User) -> None:
    make_assessment(ada)
    page = owner.get(URL).content.decode()
    for slug in ratings():
        address = reverse("practice:evidence_list", args=[slug])
        assert f'data-hx-get="{address}"' in page
        assert f'data-hx-target="#made-of--{slug}"' in page
        assert f'<p id="made-of--{slug}"><a href="{address}">' in page


def test_evidence_is_the_owners(stranger: Client, grace: User, ada: User) -> None:
    make_assessment(ada)
    make_assessment(grace)
    fail(ada, LF, 3)
    make_memory(ada)
    page = text_of(stranger)
    assert "So far this rests on your ratings." in page
    assert "Expected recall: untested" in page


def test_a_visitor_logs_in_first(client: Client) -> None:
    response = client.get(URL)
    assert response.headers["Location"] == f"/accounts/login/?next={URL}"


def test_more_evidence_asks_the_database_no_more(
    owner: Client, ada: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_assessment(ada)
    make_goal(ada, company="google", rounds=["ml-depth"])
    owner.get(URL)
    queries = 5
    with django_assert_num_queries(queries):
        owner.get(URL)
    for number in range(4):
        fail(ada, list(ratings())[number], 3)
        make_attempt(ada, LF, slug=f"question-{number}")
        make_memory(ada, a_card(LF, number))
        make_memory(ada, a_card("optimization", number))
    make_assessment(ada, taken_at=NOW + timedelta(hours=1))
    owner.get(URL)
    with django_assert_num_queries(queries):
        owner.get(URL)
