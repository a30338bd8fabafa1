from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.goals.models import StudyGoal
from studyplan.goals.services import goal_of, trial_goal
from studyplan.planner.models import Plan
from tests.factories import NOW, make_assessment, make_goal, make_plan, make_retired_topic, ratings

pytestmark = pytest.mark.django_db
URL = "/result/"
HTMX = {"HX-Request": "true", "HX-Target": "outcome"}
TRIAL = {"role": "mlops", "company": "google", "minutes": "45", "minutes_sat": "120", "weekdays": ["sat", "sun", ""]}


@pytest.fixture(autouse=True)
def now(freeze: Callable[[datetime], None]) -> None:
    """The day on which it all happens."""
    freeze(NOW)


@pytest.fixture
def visitor(client: Client) -> Client:
    """A visitor who has rated every topic at 2, and optimization at 5."""
    client.post("/assessment/", ratings(2, optimization=5))
    return client


def get_page(client: Client, **headers: Any) -> str:
    """The page, its white space folded."""
    return " ".join(client.get(URL, headers=headers).content.decode().split())


@pytest.mark.parametrize("who", ["client", "owner"])
def test_before_every_topic_is_rated_it_leads_to_the_rating(who: str, request: pytest.FixtureRequest) -> None:
    browser: Client = request.getfixturevalue(who)
    for sent in ({}, {"optimization": 4}):
        browser.post("/assessment/rating/", sent)
        for response in (browser.get(URL, follow=True), browser.post(URL, TRIAL, follow=True)):
            assert response.redirect_chain == [("/assessment/", 302)]
            assert "Rate every topic first" in response.content.decode()
    assert browser.post(URL, TRIAL, headers=HTMX)["HX-Redirect"] == "/assessment/"


def test_total_path_and_the_reason_in_a_sentence(visitor: Client) -> None:
    page = get_page(visitor)
    assert "<strong>27</strong> of 60 · <strong>path B</strong>, 11 of 12 topics below target" in page
    assert "The Targeted Sprinter" in page
    assert "Your total of 27 lies between 20 and 35, which leads to path B." in page
    assert "11 topics are below what the role Machine Learning Engineer asks for." in page


def test_twelve_levels_against_the_targets_as_a_list_and_as_a_radar(visitor: Client) -> None:
    page = get_page(visitor)
    bars = page.split('<ol class="bars">')[1].split("</ol>")[0]
    assert bars.count("<li>") == 12
    assert 'aria-label="Level 5 of 5: Can teach; target 4"' in bars
    assert 'aria-label="Level 2 of 5: Vaguely familiar; target 5"' in bars
    radar = page.split('<svg class="radar"')[1].split("</svg>")[0]
    assert radar.count("<polygon") == 5 + 2
    assert radar.count("<text") == 12
    points = [len(points.split()) for points in re.findall(r'points="([^"]+)"', radar)]
    assert points == [12] * 7


def test_one_topic_below_is_one(client: Client) -> None:
    client.post("/assessment/", ratings(5, optimization=3))
    assert "One topic is below what the role" in get_page(client)


def test_the_outline_of_the_plan(visitor: Client) -> None:
    page = get_page(visitor)
    assert re.search(r"<p> \d+ weeks, about \d+ h, until \w+ \d+, 2026 </p>", page)
    assert "The first week" in page
    assert "5 more days" in page
    assert page.count('class="plan-topic"') == len(ratings()) + 1
    assert "data-task" not in page
    assert not Plan.objects.exists()


def test_a_visitor_is_offered_to_sign_up_and_may_try_goals(visitor: Client) -> None:
    page = get_page(visitor)
    assert '<form class="form" method="post" action="/accounts/signup/">' in page
    assert re.findall(r'name="(email|password1|password2)"', page) == ["email", "password1", "password2"]
    assert "Make it my plan" not in page
    assert "Use these newer ratings?" not in page
    assert 'value="mle" selected' in page
    names = re.findall(r'name="(interview_date|minutes|role|company|rounds)"', page.split('id="trial"')[1])
    assert [*dict.fromkeys(names)] == ["interview_date", "minutes", "role", "company", "rounds"]


def test_a_goal_tried_by_a_visitor_changes_the_plan_and_stays(visitor: Client) -> None:
    page = " ".join(visitor.post(URL, TRIAL).content.decode().split())
    assert "<html" in page
    assert "what the role MLOps Engineer asks for." in page
    trial = trial_goal(visitor.session)
    assert trial is not None
    assert (trial.role, trial.minutes, trial.weekdays) == ("mlops", 45, (5, 6))
    assert trial.weekday_minutes == (45, 45, 45, 45, 45, 120, 45)
    again = get_page(visitor)
    assert 'value="mlops" selected' in again
    assert 'value="google" selected' in again
    assert 'name="minutes" value="45"' in again
    assert 'name="minutes_sat" value="120"' in again
    assert not StudyGoal.objects.exists()
    assert trial_goal(Client().session) is None


def test_under_htmx_only_the_outcome_is_sent(visitor: Client) -> None:
    response = visitor.post(URL, TRIAL, headers=HTMX)
    page = response.content.decode()
    assert page.strip().startswith('<div id="outcome"')
    assert '<section id="levels" class="stack" aria-labelledby="levels-title" data-hx-swap-oob="true">' in page
    assert "MLOps Engineer" in page
    assert 'id="trial"' not in page
    assert trial_goal(visitor.session) is not None


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_goal_that_makes_no_sense_keeps_the_last_good_one(visitor: Client, headers: dict[str, str]) -> None:
    visitor.post(URL, TRIAL)
    wrong = TRIAL | {"role": "mle", "minutes": "5", "interview_date": "2026-03-01"}
    response = visitor.post(URL, wrong, headers=headers)
    page = " ".join(response.content.decode().split())
    assert response.status_code == 422
    assert "Minutes a day: Plan at least 15 minutes a day." in page
    assert "Interview date: The interview cannot be before 2026-03-02." in page
    assert "what the role MLOps Engineer asks for." in page
    assert ("<html" in page) is (not headers)
    if not headers:
        assert 'name="minutes" value="5"' in page
        assert 'value="mle" selected' in page
    trial = trial_goal(visitor.session)
    assert trial is not None
    assert trial.role == "mlops"


def test_an_interview_that_is_too_near_is_said(visitor: Client) -> None:
    page = " ".join(visitor.post(URL, TRIAL | {"role": "mle", "interview_date": "2026-03-08"}).content.decode().split())
    assert "The interview is 6 days away" in page
    assert page.count("Short of their target: ") == 1
    assert "before the interview there are" not in page
    assert "1 week, about " in page
    page = visitor.post(URL, TRIAL | {"interview_date": "2026-03-02"}).content.decode()
    assert "There is no study day before this date" in page
    assert "The first week" not in page


def test_a_near_interview_turns_an_extended_review_into_an_express_one(client: Client) -> None:
    client.post("/assessment/", ratings(4))
    assert "The interview is so near" not in get_page(client)
    page = client.post(URL, {"role": "mle", "minutes": "105", "interview_date": "2026-03-08"}).content.decode()
    assert "The interview is so near that the express form of it is planned." in page


def test_a_tried_interview_that_is_over_by_now_no_longer_counts(
    visitor: Client, freeze: Callable[[datetime], None]
) -> None:
    visitor.post(URL, TRIAL | {"interview_date": "2026-03-08"})
    freeze(NOW + timedelta(days=30))
    page = get_page(visitor)
    assert "Your total of 27" in page
    assert "2026-03-08" not in page


def test_a_user_sees_the_newest_levels_for_the_own_goal(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(5), NOW - timedelta(days=1))
    make_assessment(ada, ratings(2), NOW)
    make_goal(ada, "mlops")
    page = get_page(owner)
    assert "Your total of 24" in page
    assert "what the role MLOps Engineer asks for." in page
    assert 'formaction="/plan/goal/">Make it my plan' in page
    assert 'name="password1"' not in page


def test_a_goal_tried_by_a_user_is_stored_nowhere(owner: Client, ada: User) -> None:
    make_goal(ada)
    plan = make_plan(ada)
    before = goal_of(ada)
    page = owner.post(URL, TRIAL).content.decode()
    assert "MLOps Engineer" in page
    assert (goal_of(ada), ada.plans.get()) == (before, plan)
    assert trial_goal(owner.session) is None
    assert "what the role Machine Learning Engineer asks for." in get_page(owner)


def test_a_user_whose_interview_is_over_still_has_a_result(owner: Client, ada: User) -> None:
    make_assessment(ada)
    make_goal(ada, company="google", on=NOW.date() - timedelta(days=1))
    assert "Your total of 36" in get_page(owner)


def test_ratings_brought_to_an_account_come_first_and_are_asked_about(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(2))
    owner.post("/assessment/rating/", ratings(4))
    page = get_page(owner)
    assert "Your total of 48" in page
    assert "Use these newer ratings?" in page
    assert "Make it my plan" not in page


def test_a_topic_that_is_new_since_the_last_assessment_is_asked_for(owner: Client, ada: User) -> None:
    levels = ratings(3)
    del levels["optimization"]
    make_assessment(ada, levels)
    response = owner.get(URL, follow=True)
    assert response.redirect_chain == [("/assessment/optimization/?next=%2Fresult%2F", 302)]
    answer = owner.post("/assessment/optimization/", {"optimization": 2, "next": URL}, follow=True)
    assert "Your total of 35" in " ".join(answer.content.decode().split())


def test_a_topic_that_the_content_dropped_counts_no_more(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(3) | {make_retired_topic().slug: 5})
    assert "Your total of 36" in get_page(owner)


def test_nobody_elses_levels(stranger: Client, ada: User) -> None:
    make_assessment(ada)
    assert stranger.get(URL)["Location"] == "/assessment/"


def test_head_is_answered_like_get(visitor: Client) -> None:
    assert visitor.head(URL).status_code == 200
