from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from studyplan.accounts.models import User
from tests.factories import NOW, make_assessment, make_retired_topic, make_user, ratings

pytestmark = pytest.mark.django_db
URL = "/assessment/history/"


def test_before_the_first_the_page_says_what_to_do(owner: Client) -> None:
    page = owner.get(URL).content.decode()
    assert "No assessment yet" in page
    assert 'href="/assessment/"' in page
    assert "<table" not in page


def test_one_assessment_shows_its_total_and_no_change(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(3))
    page = owner.get(URL).content.decode()
    assert "One assessment so far, with a total of 36." in " ".join(page.split())
    assert "Change since the first" not in page


def test_every_assessment_is_kept_with_the_change_since_the_first(owner: Client, ada: User) -> None:
    for days in range(3):
        make_assessment(ada, ratings(2, optimization=2 + days, regularization=2 - days // 2), NOW + timedelta(days))
    page = " ".join(owner.get(URL).content.decode().split())
    assert "3 assessments; the newest has a total of 25. Change since the first: +1." in page
    for day in ("Mar 2, 2026", "Mar 3, 2026", "Mar 4, 2026"):
        assert day in page
    row = page.split(">Optimization</a>")[1].split("</tr>")[0]
    assert "<td>+2</td>" in row
    assert [part[0] for part in row.split('aria-label="Level ')[1:]] == ["4", "3", "2"]
    assert "<td>−1</td>" in page.split(">Regularization</a>")[1].split("</tr>")[0]
    assert "<td>0</td>" in page.split(">Bias-Variance Tradeoff</a>")[1].split("</tr>")[0]


def test_the_times_are_the_users(client: Client) -> None:
    user = make_user("kiri@example.org", time_zone="Pacific/Kiritimati")
    make_assessment(user, taken_at=NOW.replace(hour=23))
    client.force_login(user)
    page = client.get(URL).content.decode()
    assert "Mar 3, 2026<br>13:00" in page


def test_a_topic_dropped_since_then_counts_in_its_old_total_only(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(3) | {make_retired_topic().slug: 5}, NOW)
    make_assessment(ada, ratings(3), NOW + timedelta(days=1))
    page = " ".join(owner.get(URL).content.decode().split())
    assert "Change since the first: 0." in page
    assert "<td>36</td><td>41</td>" in page
    assert "Kernel Methods" not in page


def test_nobody_elses(stranger: Client, ada: User) -> None:
    make_assessment(ada)
    assert "No assessment yet" in stranger.get(URL).content.decode()


def test_anonymous_is_sent_to_the_log_in(client: Client) -> None:
    to = f"{reverse('account_login')}?next={URL}"
    assert client.get(URL)["Location"] == to
    assert client.get(URL, headers={"HX-Request": "true"})["HX-Redirect"] == to


def test_more_assessments_ask_the_database_no_more(
    owner: Client, ada: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_assessment(ada)
    owner.get(URL)
    for _number in range(2):
        with django_assert_num_queries(5):
            owner.get(URL)
        make_assessment(ada)
        make_assessment(ada)


def test_head_is_answered_like_get(owner: Client) -> None:
    assert owner.head(URL).status_code == 200
