"""/practice/probes/: what is claimed, what checks have made of it, and which check is the most useful next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from studyplan.accounts.models import User
from studyplan.assessment.services import levels_of
from studyplan.catalog.models import Topic
from studyplan.practice.checks.page import ClaimsPage, claims_page
from tests.factories import NOW, make_assessment, make_goal, ratings
from tests.practice.factories import make_check

pytestmark = pytest.mark.django_db
URL = "/practice/probes/"


@pytest.fixture(autouse=True)
def monday(freeze: Callable[[datetime], None]) -> None:
    freeze(NOW)


def claims(user: User) -> ClaimsPage:
    return claims_page(user, levels_of(user), NOW.date())


def text_of(client: Client) -> str:
    response = client.get(URL)
    assert response.status_code == 200
    return unescape(" ".join(response.content.decode().split()))


def test_every_topic_with_its_claim_and_its_target(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(1, optimization=3, regularization=4))
    text = text_of(owner)
    for topic in Topic.objects.current():
        assert topic.name in text
    assert 'href="/practice/probes/optimization/?level=3"' in text
    assert 'href="/practice/probes/optimization/?level=4">Test out at level 4' in text
    assert 'href="/practice/probes/regularization/?level=4">Check level 4' in text
    # Nobody has to show that they know nothing.
    assert 'href="/practice/probes/bias-variance/?level=1"' not in text
    assert "0 of 12 levels are shown." in text
    assert "no check has been answered" not in text


def test_the_weightiest_untested_claim_comes_next(ada: User) -> None:
    make_goal(ada, company="google", rounds=["ml-depth"])
    make_assessment(ada, ratings(2, probabilistic_ml=3, loss_functions=3, optimization=4))
    page = claims(ada)
    weights = {line.topic.slug: line.score.weight for line in page.lines if line.effective.rating >= 3}
    assert page.next
    assert weights[page.next.topic.slug] == max(weights.values())
    make_check(ada, page.next.topic.slug, page.next.effective.rating, "111")
    then = claims(ada)
    assert then.next
    assert then.next.topic != page.next.topic
    assert (page.tested, then.tested) == (0, 1)


def test_a_check_that_decides_nothing_leaves_the_claim_untested(ada: User) -> None:
    make_assessment(ada, ratings(2, optimization=4))
    make_check(ada, "optimization", 4, "0")
    line = claims(ada).next
    assert line
    assert line.topic.slug == "optimization"


def test_claims_of_little_are_not_worth_a_check(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(2))
    assert claims(ada).next is None
    assert "Your high ratings are all checked." in text_of(owner)


def test_who_has_tested_out_is_not_asked_to(ada: User) -> None:
    make_assessment(ada, ratings(2))
    before = {line.topic.slug: line.test_out_level for line in claims(ada).lines}
    make_check(ada, "optimization", 4, "111")
    after = {line.topic.slug: line.test_out_level for line in claims(ada).lines}
    assert (before["optimization"], after["optimization"]) == (4, None)
    assert before.items() - after.items() == {("optimization", 4)}


def test_where_a_level_failed_it_has_to_hold_first(ada: User) -> None:
    make_assessment(ada, ratings(3))
    make_check(ada, "optimization", 3, "000")
    line = next(line for line in claims(ada).lines if line.topic.slug == "optimization")
    assert (line.claim, line.test_out_level) == (3, None)


def test_who_failed_at_the_target_may_try_again(ada: User) -> None:
    make_assessment(ada, ratings(3))
    make_check(ada, "optimization", 4, "000")
    line = next(line for line in claims(ada).lines if line.topic.slug == "optimization")
    assert (line.claim, line.test_out_level) == (3, 4)


def test_checks_show_in_words(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(4))
    make_check(ada, "optimization", 4, "000")
    text = text_of(owner)
    assert "the plan counts 3" in text
    assert "/practice/readiness/optimization/" in text


def test_before_the_first_assessment_it_asks_for_one(owner: Client) -> None:
    text = text_of(owner)
    assert "Rate every topic first" in text
    assert 'href="/assessment/"' in text


def test_a_visitor_logs_in_first(client: Client) -> None:
    assert client.get(URL)["Location"].startswith("/accounts/login/")


def test_pages_about_levels_lead_here(owner: Client, client: Client, ada: User) -> None:
    make_assessment(ada)
    assert URL in owner.get("/result/").content.decode()
    assert URL in client.get("/practice/").content.decode()
    assert f'href="{URL}optimization/">Check your level</a>' in owner.get("/topics/optimization/").content.decode()


def test_queries_do_not_grow_with_checks(owner: Client, ada: User) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert owner.get(URL).status_code == 200
        return len(queries)

    make_assessment(ada)
    make_check(ada, "optimization", 4, "111")
    owner.get(URL)
    first = count()
    for topic in ("regularization", "bias-variance", "cross-validation"):
        make_check(ada, topic, 3, "101")
    owner.get(URL)
    assert count() == first
