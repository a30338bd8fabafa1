"""/practice/problems/: every problem, and the one to go on with."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.practice.models import Attempt
from studyplan.practice.questions.bank import questions
from studyplan.practice.questions.page import problems_page
from tests.factories import NOW, make_assessment, make_goal, make_user, ratings
from tests.practice.factories import make_attempt

pytestmark = pytest.mark.django_db
URL = "/practice/problems/"
TODAY = NOW.date()


def test_a_visitor_sees_all_of_them(client: Client) -> None:
    page = client.get(URL).content.decode()
    for problem in questions(Attempt.Kind.PROBLEM):
        assert f'href="/topics/{problem.topic.slug}/problems/{problem.slug}/"' in page
    assert "attempted" not in page
    assert "Go on with:" in page


def test_the_newest_attempt_is_shown_and_counted(owner: Client, ada: User) -> None:
    problem = questions(Attempt.Kind.PROBLEM, "optimization")[0]
    for hits in (1, 3):
        make_attempt(ada, "optimization", slug=problem.slug, hits=hits)
    page = " ".join(owner.get(URL).content.decode().split())
    assert f"1 of {len(questions(Attempt.Kind.PROBLEM))} attempted" in page
    assert "3 of 4 on March 2" in page
    assert "1 of 4 on March 2" not in page


def test_nobody_elses_attempts_are_shown(owner: Client) -> None:
    problem = questions(Attempt.Kind.PROBLEM, "optimization")[0]
    make_attempt(make_user("grace@example.org"), "optimization", slug=problem.slug, hits=3)
    assert "0 of" in owner.get(URL).content.decode()


def test_a_stumble_comes_first_then_what_is_new_where_it_is_worth_most(ada: User) -> None:
    make_goal(ada, company="google")
    make_assessment(ada, ratings(5, loss_functions=1))
    first, second, *_ = questions(Attempt.Kind.PROBLEM, "loss-functions")
    new = problems_page(ada, TODAY).suggested
    assert new
    assert (new.problem.question, new.attempt) == (first, None)
    make_attempt(ada, "loss-functions", slug=first.slug, hits=4)
    after = problems_page(ada, TODAY).suggested
    assert after
    assert after.problem.question == second
    stumble = questions(Attempt.Kind.PROBLEM, "optimization")[2]
    make_attempt(ada, "optimization", slug=stumble.slug, hits=1)
    again = problems_page(ada, TODAY).suggested
    assert again
    assert again.problem.question == stumble


def test_with_everything_attempted_nothing_is_pressed_on_anyone(owner: Client, ada: User) -> None:
    for problem in questions(Attempt.Kind.PROBLEM):
        make_attempt(ada, problem.topic.slug, slug=problem.slug, hits=4)
    page = problems_page(ada, TODAY)
    assert page.suggested is None
    assert page.attempted == page.count
    text = owner.get(URL).content.decode()
    assert "Go on with:" not in text
    assert "Try again:" not in text


def test_more_attempts_cost_no_more_queries(owner: Client, ada: User, django_assert_max_num_queries: Any) -> None:
    owner.get(URL)
    for problem in questions(Attempt.Kind.PROBLEM):
        make_attempt(ada, problem.topic.slug, slug=problem.slug)
    with django_assert_max_num_queries(6):
        owner.get(URL)
