from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.assessment import drafts
from studyplan.assessment.models import Assessment
from tests.factories import NOW, make_assessment, make_retired_topic, ratings

pytestmark = pytest.mark.django_db
URL = "/assessment/optimization/"
LATER = datetime(2026, 3, 9, 9, tzinfo=UTC)


def test_one_topic_makes_a_new_assessment_with_the_other_levels_copied(
    owner: Client, ada: User, freeze: Callable[[datetime], None]
) -> None:
    make_assessment(ada, ratings(2), NOW)
    freeze(LATER)
    response = owner.post(URL, {"optimization": 4})
    assert (response.status_code, response["Location"]) == (302, "/topics/optimization/")
    newest, first = ada.assessments.newest_first()
    assert (first.levels, newest.levels) == (ratings(2), ratings(2, optimization=4))
    assert newest.taken_at == LATER
    assert {rating.topic.slug for rating in newest.ratings.filter(is_copied=True)} == ratings().keys() - {
        "optimization"
    }


def test_it_ticks_the_self_assessment_of_that_topic_only(
    owner: Client, ada: User, freeze: Callable[[datetime], None]
) -> None:
    make_assessment(ada, ratings(2), NOW)
    freeze(LATER)
    owner.post(URL, {"optimization": 2})
    tick = ada.completions.get()
    assert (tick.task, tick.sitting, tick.done_on) == ("self-assessment:optimization", 0, LATER.date())
    owner.post(URL, {"optimization": 3})
    assert ada.completions.get() == tick


def test_the_page_shows_the_level_of_last_time(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(2, optimization=4))
    page = owner.get(URL).content.decode()
    assert "Last time" in page
    assert 'name="optimization" value="4" checked' in page
    assert page.count("data-topic=") == 1


def test_saving_says_so_and_goes_back_to_where_one_came_from(owner: Client, ada: User) -> None:
    make_assessment(ada)
    page = owner.get(f"{URL}?next=/plan/").content.decode()
    assert '<input type="hidden" name="next" value="/plan/">' in page
    response = owner.post(URL, {"optimization": 4, "next": "/progress/"}, follow=True)
    assert response.redirect_chain == [("/progress/", 302)]
    assert "Saved. +1: your total went from 36 to 37. Optimization 3 → 4." in response.content.decode()


def test_a_topic_that_is_new_since_the_last_assessment_is_no_level_that_stayed(owner: Client, ada: User) -> None:
    before = ratings(3)
    del before["optimization"]
    make_assessment(ada, before)
    page = owner.post(URL, {"optimization": 4}, follow=True).content.decode()
    assert "Saved. +4: your total went from 33 to 37.<" in page


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_it_never_leads_to_another_host(owner: Client, ada: User, target: str) -> None:
    make_assessment(ada)
    assert target not in owner.get(URL, {"next": target}).content.decode()
    assert owner.post(URL, {"optimization": 4, "next": target})["Location"] == "/topics/optimization/"


@pytest.mark.parametrize("level", ["0", "6", "2.5", "x", ""])
def test_what_is_no_level_is_refused(owner: Client, ada: User, level: str) -> None:
    make_assessment(ada, ratings(2))
    response = owner.post(URL, {"optimization": level, "next": "/plan/"})
    page = response.content.decode()
    assert response.status_code == 422
    assert ("A level is a whole number from 1 to 5." in page) is bool(level)
    assert ("Not rated yet." in page) is (level == "")
    assert 'name="next" value="/plan/"' in page
    assert ada.assessments.count() == 1


@pytest.mark.parametrize("who", ["client", "owner"])
def test_before_the_first_assessment_it_is_kept_among_the_other_ratings(
    who: str, request: pytest.FixtureRequest
) -> None:
    browser: Client = request.getfixturevalue(who)
    browser.post("/assessment/rating/", {"bias-variance": 3})
    response = browser.post(URL, {"optimization": 4})
    assert (response.status_code, response["Location"]) == (302, "/assessment/")
    assert drafts.read_ratings(browser.session, ratings()) == {"bias-variance": 3, "optimization": 4}
    assert 'name="optimization" value="4" checked' in browser.get(URL).content.decode()
    assert not Assessment.objects.exists()


def test_nobody_elses_levels_are_shown_or_copied(owner: Client, stranger: Client, ada: User, grace: User) -> None:
    make_assessment(ada, ratings(5))
    make_assessment(grace, ratings(1))
    assert 'value="5" checked' not in stranger.get(URL).content.decode()
    stranger.post(URL, {"optimization": 2})
    newest = grace.assessments.latest_one()
    assert newest is not None
    assert newest.levels == ratings(1, optimization=2)
    assert ada.assessments.get().levels == ratings(5)
    assert not ada.completions.exists()


def test_a_topic_that_is_new_since_the_last_assessment_is_rated_here(owner: Client, ada: User) -> None:
    levels = ratings(3)
    del levels["optimization"]
    make_assessment(ada, levels)
    assert " checked" not in owner.get(URL).content.decode()
    owner.post(URL, {"optimization": 2})
    newest = ada.assessments.latest_one()
    assert newest is not None
    assert newest.levels == ratings(3, optimization=2)


def test_of_two_new_topics_either_may_be_rated_first(owner: Client, ada: User) -> None:
    levels = ratings(3)
    del levels["optimization"], levels["bias-variance"]
    make_assessment(ada, levels)
    assert owner.post(URL, {"optimization": 2}).status_code == 302
    assert not ada.plans.exists()
    assert owner.post("/assessment/bias-variance/", {"bias-variance": 1}).status_code == 302
    assert ada.plans.current().exists()


def test_a_topic_that_the_content_dropped_is_neither_rated_nor_copied(owner: Client, ada: User) -> None:
    old = make_retired_topic()
    make_assessment(ada, ratings(3) | {old.slug: 4})
    assert owner.get(f"/assessment/{old.slug}/").status_code == 404
    owner.post(URL, {"optimization": 2})
    newest = ada.assessments.latest_one()
    assert newest is not None
    assert newest.levels == ratings(3, optimization=2)


def test_an_unknown_topic_is_not_found(owner: Client) -> None:
    assert owner.get("/assessment/kernel-methods/").status_code == 404
    assert owner.post("/assessment/kernel-methods/", {"kernel-methods": 3}).status_code == 404


def test_head_is_answered_like_get(owner: Client, ada: User) -> None:
    make_assessment(ada)
    assert owner.head(URL).status_code == 200
    assert ada.assessments.count() == 1
