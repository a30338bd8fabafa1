from __future__ import annotations

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.assessment import drafts
from studyplan.assessment.models import Assessment
from tests.factories import make_assessment, ratings

pytestmark = pytest.mark.django_db
URL = "/assessment/rating/"
HTMX = {"HX-Request": "true", "HX-Target": "standing"}


def kept(client: Client) -> dict[str, int]:
    """What the session holds."""
    return drafts.read_ratings(client.session, ratings())


@pytest.mark.parametrize("who", ["client", "owner"])
def test_each_rating_is_kept_and_answered_with_where_it_leads(who: str, request: pytest.FixtureRequest) -> None:
    browser: Client = request.getfixturevalue(who)
    page = browser.post(URL, {"bias-variance": 2}, headers=HTMX).content.decode()
    assert page.strip().startswith('<div id="standing"')
    assert "Total 2 of 60" in page
    assert "1 of 12 rated" in page
    assert "Paths A, B, C are possible" in page
    browser.post(URL, {"loss-functions": 3}, headers=HTMX)
    browser.post(URL, {"bias-variance": 1}, headers=HTMX)
    assert kept(browser) == {"bias-variance": 1, "loss-functions": 3}
    assert not Assessment.objects.exists()


def test_the_last_rating_names_the_path(client: Client) -> None:
    page = client.post(URL, ratings(1), headers=HTMX).content.decode()
    assert "12 of 12 rated" in page
    assert "Path A" in page
    assert "possible" not in page


def test_without_htmx_it_leads_to_the_next_topic_and_from_the_last_one_to_the_result(client: Client) -> None:
    response = client.post(URL, {"bias-variance": 2})
    assert (response.status_code, response["Location"]) == (302, "/assessment/#rating-loss-functions")
    assert kept(client) == {"bias-variance": 2}
    assert (
        client.post(URL, {"loss-functions": 2, "bias-variance": 2})["Location"] == "/assessment/#rating-regularization"
    )
    assert client.post(URL, ratings(2))["Location"] == "/result/"


def test_a_user_who_rates_again_keeps_only_what_differs(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(2))
    page = owner.post(URL, ratings(2, optimization=5), headers=HTMX).content.decode()
    assert "Total 27 of 60" in page
    assert kept(owner) == {"optimization": 5}
    owner.post(URL, ratings(2), headers=HTMX)
    assert kept(owner) == {}
    assert owner.post(URL, ratings(3))["Location"] == "/assessment/"


def test_after_a_reload_everything_is_still_there(client: Client) -> None:
    client.post(URL, {"bias-variance": 2, "optimization": 5}, headers=HTMX)
    page = client.get("/assessment/").content.decode()
    assert 'name="bias-variance" value="2" checked' in page
    assert 'name="optimization" value="5" checked' in page
    assert "2 of 12 rated" in page
    assert page.count(" checked") == 2


@pytest.mark.parametrize("level", ["0", "6", "2.5", "x", "", "true"])
def test_what_is_no_level_changes_nothing_and_does_not_hold_back_the_rest(client: Client, level: str) -> None:
    client.post(URL, {"bias-variance": 3}, headers=HTMX)
    response = client.post(URL, {"bias-variance": level, "optimization": 4}, headers=HTMX)
    assert response.status_code == 200
    assert kept(client) == {"bias-variance": 3, "optimization": 4}


def test_nothing_sent_keeps_what_was_there(client: Client) -> None:
    client.post(URL, {"bias-variance": 3}, headers=HTMX)
    client.post(URL, headers=HTMX)
    assert kept(client) == {"bias-variance": 3}


def test_one_visitors_ratings_are_not_anothers(client: Client, owner: Client) -> None:
    client.post(URL, {"bias-variance": 3})
    assert kept(owner) == kept(Client()) == {}
