from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from studyplan.accounts.models import User
from studyplan.assessment import drafts
from studyplan.assessment.models import Assessment
from tests.factories import NOW, make_assessment, ratings

pytestmark = pytest.mark.django_db
URL = "/assessment/"
CHECKED = re.compile(r'name="([a-z-]+)" value="(\d)" checked')


def checked(client: Client) -> dict[str, int]:
    """The levels that the page shows as chosen."""
    return {slug: int(level) for slug, level in CHECKED.findall(client.get(URL).content.decode())}


def test_a_visitor_finds_one_group_of_five_for_each_topic(client: Client) -> None:
    page = client.get(URL).content.decode()
    assert re.findall(r'data-topic="([a-z-]+)"', page) == list(ratings())
    for slug in ratings():
        assert re.findall(rf'name="{slug}" value="(\d)"', page) == ["1", "2", "3", "4", "5"]
    assert "0 of 12 rated" in page
    assert "Last time" not in page
    assert "possible" not in page
    assert not client.session.keys()


def test_all_ratings_of_a_visitor_lead_to_the_result_and_stay_with_the_session(client: Client) -> None:
    response = client.post(URL, ratings(2, optimization=5))
    assert (response.status_code, response["Location"]) == (302, "/result/")
    assert checked(client) == ratings(2, optimization=5)
    assert not Assessment.objects.exists()
    assert "Path B" in client.get(URL).content.decode()


def test_all_ratings_of_a_user_become_an_assessment(
    owner: Client, ada: User, grace: User, freeze: Callable[[datetime], None]
) -> None:
    freeze(NOW)
    response = owner.post(URL, ratings(2, optimization=5))
    assert (response.status_code, response["Location"]) == (302, "/result/")
    assessment = ada.assessments.get()
    assert assessment.levels == ratings(2, optimization=5)
    assert assessment.taken_at == NOW
    assert not assessment.ratings.filter(is_copied=True).exists()
    assert checked(owner) == assessment.levels
    assert not owner.session.get(drafts.DRAFT_KEY)
    assert ada.plans.current().exists()
    assert not grace.assessments.exists()


def test_the_first_assessment_ticks_nothing_and_a_later_one_every_self_assessment(owner: Client, ada: User) -> None:
    owner.post(URL, ratings(2))
    assert not ada.completions.exists()
    plan = ada.plans.current().get()
    owner.post(URL, ratings(3))
    assert {tick.task for tick in ada.completions.all()} == {f"self-assessment:{slug}" for slug in ratings()}
    assert ada.plans.get() == plan
    assert ada.assessments.count() == 2


def test_a_double_click_makes_one_assessment(owner: Client, ada: User, freeze: Callable[[datetime], None]) -> None:
    for milliseconds in (0, 300):
        freeze(NOW + timedelta(milliseconds=milliseconds))
        assert owner.post(URL, ratings(3))["Location"] == "/result/"
    assert ada.assessments.count() == 1
    assert not ada.completions.exists()
    freeze(NOW + timedelta(minutes=1))
    owner.post(URL, ratings(3))
    assert ada.assessments.count() == 2


def test_other_levels_right_afterwards_are_another_assessment(
    owner: Client, ada: User, freeze: Callable[[datetime], None]
) -> None:
    freeze(NOW)
    owner.post(URL, ratings(3))
    owner.post(URL, ratings(4))
    owner.post("/assessment/optimization/", {"optimization": 4})
    assert ada.assessments.count() == 3


@pytest.mark.parametrize("who", ["client", "owner"])
def test_missing_ratings_are_named_and_the_others_kept(who: str, request: pytest.FixtureRequest) -> None:
    browser: Client = request.getfixturevalue(who)
    levels = ratings(4)
    del levels["optimization"], levels["ensemble-methods"]
    response = browser.post(URL, levels)
    page = response.content.decode()
    assert response.status_code == 422
    assert "2 topics are not rated yet: Optimization, Ensemble Methods." in page
    assert page.count("Not rated yet.") == 2
    assert 'aria-describedby="rating-optimization-error"' in page
    assert checked(browser) == levels
    assert not Assessment.objects.exists()


def test_one_missing_rating_is_named(client: Client) -> None:
    levels = ratings(4)
    del levels["optimization"]
    response = client.post(URL, levels)
    assert response.status_code == 422
    assert "One topic is not rated yet: Optimization." in response.content.decode()


def test_nothing_sent_names_every_topic(client: Client) -> None:
    response = client.post(URL)
    assert response.status_code == 422
    assert "12 topics are not rated yet: " in response.content.decode()
    assert not client.session.keys()


@pytest.mark.parametrize("level", ["0", "6", "-1", "2.5", "x", "", " ", "٣", "1e0", "01", "3\x00", "9" * 5000])
def test_what_is_no_level_is_refused(owner: Client, level: str) -> None:
    response = owner.post(URL, {**ratings(3), "optimization": level})
    page = response.content.decode()
    assert response.status_code == 422
    assert "One topic is not rated yet: Optimization." in page
    assert ("A level is a whole number from 1 to 5." in page) is bool(level)
    assert ("Not rated yet." in page) is (level == "")
    assert checked(owner) == {slug: 3 for slug in ratings() if slug != "optimization"}
    assert not Assessment.objects.exists()


def test_fields_that_are_no_topic_are_ignored(owner: Client, ada: User) -> None:
    owner.post(URL, {**ratings(3), "kernel-methods": 5, "user": 1})
    assert ada.assessments.get().levels == ratings(3)


def test_a_repeat_starts_from_the_last_levels(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(2, optimization=5))
    page = owner.get(URL).content.decode()
    assert page.count("Last time") == 12
    assert checked(owner) == ratings(2, optimization=5)
    assert "The form starts from your last levels." in page
    assert "/assessment/history/" in page
    owner.post("/assessment/rating/", {"optimization": 4})
    assert checked(owner) == ratings(2, optimization=4)
    assert ada.assessments.get().levels == ratings(2, optimization=5)


def test_a_repeat_says_what_changed(owner: Client, ada: User, freeze: Callable[[datetime], None]) -> None:
    make_assessment(ada, ratings(2))
    for minute, (levels, said) in enumerate(
        (
            (ratings(2, optimization=4, loss_functions=3), "+3: your total went from 24 to 27. Loss Functions 2 → 3, "),
            (ratings(1), "−15: your total went from 27 to 12.<"),
            (ratings(1), "Your levels are the same as last time."),
        ),
        start=1,
    ):
        freeze(NOW + timedelta(minutes=minute))
        page = owner.post(URL, levels, follow=True).content.decode()
        assert f"Saved. {said}" in page
    # A double click says nothing more.
    for milliseconds in (0, 300):
        freeze(NOW + timedelta(hours=1, milliseconds=milliseconds))
        owner.post(URL, ratings(4))
    assert owner.get("/result/").content.decode().count("Saved. ") == 1


def test_a_stranger_sees_nothing_of_it(owner: Client, stranger: Client, ada: User) -> None:
    make_assessment(ada, ratings(5))
    owner.post("/assessment/rating/", {"optimization": 4})
    page = stranger.get(URL).content.decode()
    assert "Last time" not in page
    assert checked(stranger) == {}


def test_the_form_says_whose_unsent_ratings_the_browser_may_restore(owner: Client, client: Client, ada: User) -> None:
    assert f'data-owner="{ada.pk}"' in owner.get(URL).content.decode()
    assert 'data-owner=""' in client.get(URL).content.decode()


def test_ratings_are_gone_after_logging_out(owner: Client) -> None:
    owner.post("/assessment/rating/", {"optimization": 4})
    assert checked(owner) == {"optimization": 4}
    owner.post("/accounts/logout/")
    assert checked(owner) == {}


def test_the_moment_is_stored_in_utc_whatever_the_zone(client: Client, freeze: Callable[[datetime], None]) -> None:
    user = User.objects.create_user("kiri@example.org", time_zone="Pacific/Kiritimati")
    client.force_login(user)
    moment = datetime(2026, 3, 2, 15, tzinfo=UTC)  # the third already in Kiritimati
    freeze(moment)
    client.post(URL, ratings(3))
    assert user.assessments.get().taken_at == moment
    assert user.plans.get().document["starts_on"] == "2026-03-03"


def test_the_page_asks_the_database_a_fixed_number_of_times(
    owner: Client, ada: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_assessment(ada)
    owner.get(URL)
    with django_assert_num_queries(3):
        owner.get(URL)
    for _more in range(3):
        make_assessment(ada)
    with django_assert_num_queries(3):
        owner.get(URL)


def test_head_is_answered_like_get(client: Client) -> None:
    assert client.head(URL).status_code == 200
