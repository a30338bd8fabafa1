from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.catalog.models import Topic
from studyplan.core.model import Goal, GoalInterview
from studyplan.goals.models import Debrief
from studyplan.goals.services import save_goal
from studyplan.planner.interviews.page import make_interviews_page
from tests.factories import NOW
from tests.planner.interviews.helpers import GOOGLE, META, OVER, prepare, row, text

pytestmark = pytest.mark.django_db
URL = "/plan/interviews/"
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def monday(freeze: Callable[[datetime], None]) -> None:
    freeze(NOW)


def test_ahead_nearest_first_then_those_over(owner: Client, ada: User) -> None:
    prepare(ada, GOOGLE, META, OVER, GoalInterview(None, ("coding",)))
    page = text(owner.get(URL))
    places = [page.index(word) for word in ("Meta</h3>", "Google</h3>", "company not decided</h3>", "Amazon</h3>")]
    assert places == sorted(places)
    assert places[2] < page.index(">Over</h2>") < places[3]
    assert "Friday, March 20 <" in page
    assert "in 18 days" in page
    assert "No date yet" in page
    assert page.count(">How did it go?<") == 1


def test_what_each_asks_for_beyond_the_others(ada: User) -> None:
    prepare(ada, GOOGLE, META)
    meta, google = make_interviews_page(ada, TODAY).ahead
    heavier = {topic.slug for topic in meta.weighs}, {topic.slug for topic in google.weighs}
    assert "feature-engineering" in heavier[0]
    assert "bias-variance" in heavier[1]
    assert not heavier[0] & heavier[1]


def test_a_target_that_one_interview_raises(owner: Client, ada: User) -> None:
    save_goal(ada, Goal("mlops", 60, interviews=(GOOGLE,)), NOW)
    (line,) = make_interviews_page(ada, TODAY).ahead
    assert line.raises
    assert all(raised.target == 3 and raised.without == 2 for raised in line.raises)
    assert line.weighs == (), "there is nothing to compare with"
    assert "from 2 to 3" in text(owner.get(URL))


def test_two_that_ask_alike_say_so(owner: Client, ada: User) -> None:
    prepare(ada, GOOGLE, replace(GOOGLE, on=date(2026, 6, 1)))
    assert text(owner.get(URL)).count("Asks nothing more than your other interviews.") == 2


def test_one_held_today_is_not_over_but_can_be_debriefed(owner: Client, ada: User) -> None:
    prepare(ada, GoalInterview("google", (), TODAY), GoalInterview("meta", (), date(2026, 3, 3)))
    page = text(owner.get(URL))
    assert "· today<" in page
    assert "· tomorrow<" in page
    assert page.count(">How did it go?<") == 1
    assert ">Over</h2>" not in page


def test_a_debrief_is_shown_with_its_topics(owner: Client, ada: User) -> None:
    prepare(ada, OVER)
    assert text(owner.get(URL)).count(">How did it go?<") == 1
    debrief = Debrief.objects.create(
        interview=row(ada, "amazon"), outcome="passed", asked="Why <b>L1</b>?", notes="Long <hr>", written_at=NOW
    )
    assert "Stumbled on" not in text(owner.get(URL))
    debrief.topics.set(Topic.objects.filter(slug="regularization"))
    page = text(owner.get(URL))
    assert "Why &lt;b&gt;L1&lt;/b&gt;?" in page
    assert "Long &lt;hr&gt;" in page
    assert ">Passed<" in page
    assert "How did it go?" not in page
    assert "/topics/regularization/" in page
    assert "None. Until you add one" in page


def test_empty_it_says_what_to_do(owner: Client) -> None:
    page = text(owner.get(URL))
    assert "No interview yet" in page
    assert 'href="/plan/interviews/add/"' in page


def test_more_interviews_cost_no_more_queries(owner: Client, ada: User, django_assert_max_num_queries: Any) -> None:
    prepare(ada, *(replace(GOOGLE, on=date(2026, month, 1)) for month in range(1, 13)))
    with django_assert_max_num_queries(16):
        owner.get(URL)


def test_a_stranger_sees_their_own(stranger: Client, ada: User) -> None:
    prepare(ada, GOOGLE)
    assert "No interview yet" in text(stranger.get(URL))


def test_anonymous_is_sent_to_the_log_in(client: Client) -> None:
    assert client.get(URL)["Location"] == f"/accounts/login/?next={URL}"
