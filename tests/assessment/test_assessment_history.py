"""The history of assessments: a part of the one history, under an address of its own."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from studyplan.accounts.models import User
from tests.factories import NOW, make_assessment, make_retired_topic, make_user, ratings

pytestmark = pytest.mark.django_db
URL = "/assessment/history/"


def words(client: Client) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", client.get(URL).content.decode())).split())


def row(page: str, topic: str) -> list[str]:
    """The cells of a topic in the table of ratings: its change, then its levels, the newest first."""
    table = page.split("Your ratings as a table")[1].split("</tbody>")[0]
    cells = table.split(f'<th scope="row">{topic}</th>')[1].split("</tr>")[0]
    return re.findall(r"<td>(.*?)</td>", cells)


def test_it_is_the_same_page_as_the_history_of_practice(owner: Client, ada: User) -> None:
    make_assessment(ada)
    pages = [owner.get(url).content.decode().split("<main")[1] for url in (URL, "/practice/history/")]
    assert pages[0] == pages[1]


def test_one_assessment_shows_its_total_and_no_change(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(3))
    assert "36 Your first total No level has changed yet." in words(owner)


def test_every_assessment_is_kept_with_the_change_since_the_first(owner: Client, ada: User) -> None:
    for days in range(3):
        make_assessment(ada, ratings(2, optimization=2 + days, regularization=2 - days // 2), NOW + timedelta(days))
    page = owner.get(URL).content.decode()
    assert "+1 Your ratings: from 24 to 25" in words(owner)
    for day in ("Mar 2, 2026", "Mar 3, 2026", "Mar 4, 2026"):
        assert day in page
    assert row(page, "Optimization") == ["+2", "4", "3", "2"]
    assert row(page, "Regularization")[0] == "−1"
    assert row(page, "Bias-Variance")[0] == "0"


def test_a_topic_is_compared_with_the_first_time_it_was_rated(owner: Client, ada: User) -> None:
    first, second = ratings(2), ratings(3, optimization=1)
    del first["loss-functions"], second["regularization"]
    make_assessment(ada, first, NOW)
    make_assessment(ada, second, NOW + timedelta(days=1))
    page = owner.get(URL).content.decode()
    assert row(page, "Loss Functions") == ["0", "3", "–"]
    assert row(page, "Regularization") == ["0", "–", "2"]
    # Not the difference of the totals: a topic that was new the second time is no progress.
    assert "+8 Your ratings: from 22 to 31" in words(owner)


def test_of_many_the_first_and_the_newest_are_shown(owner: Client, ada: User) -> None:
    for days in range(20):
        make_assessment(ada, ratings(1 + (days > 0) + (days > 18)), NOW + timedelta(days))
    cells = row(owner.get(URL).content.decode(), "Optimization")
    assert cells == ["+2", "3", *["2"] * 10, "1"]


def test_the_times_are_the_users(client: Client) -> None:
    user = make_user("kiri@example.org", time_zone="Pacific/Kiritimati")
    make_assessment(user, taken_at=NOW.replace(hour=23))
    client.force_login(user)
    assert "Mar 3, 2026<br>1:00 PM" in client.get(URL).content.decode()


def test_a_topic_dropped_since_then_counts_no_more(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(3) | {make_retired_topic().slug: 5}, NOW)
    make_assessment(ada, ratings(3), NOW + timedelta(days=1))
    page = words(owner)
    assert "Your ratings: from 36 to 36" in page
    assert "Kernel Methods" not in page


def test_nobody_elses(stranger: Client, ada: User) -> None:
    make_assessment(ada)
    assert "Nothing yet" in stranger.get(URL).content.decode()


def test_anonymous_is_sent_to_the_log_in(client: Client) -> None:
    to = f"{reverse('account_login')}?next={URL}"
    assert client.get(URL)["Location"] == to
    assert client.get(URL, headers={"HX-Request": "true"})["HX-Redirect"] == to


def test_head_is_answered_like_get(owner: Client) -> None:
    assert owner.head(URL).status_code == 200
