"""/topics/: the topics by tier, with level and target where they are known."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from studyplan.catalog.models import Topic
from tests.factories import make_assessment, make_goal, make_user, ratings

pytestmark = pytest.mark.django_db
PAGE = "/topics/"


def test_a_visitor_sees_tiers_topics_and_targets(client: Client) -> None:
    html = client.get(PAGE).content.decode()
    for text in ("Foundation", "Start here: no prerequisites.", "Capstone", "Builds on", "Comes after"):
        assert text in html
    for topic in Topic.objects.current():
        assert f'href="/topics/{topic.slug}/"' in html
    assert "Target 4" in html
    assert "Targets are those of the role Machine Learning Engineer." in html
    assert "Rate yourself to see where you stand" in html


def test_a_user_sees_levels_against_the_own_goal(client: Client) -> None:
    user = make_user()
    make_assessment(user, ratings(2))
    make_goal(user, "mlops", company="google")
    client.force_login(user)
    html = client.get(PAGE).content.decode()
    assert "role MLOps Engineer." in html
    assert "Level 2 of 5; target 3" in html
    assert "Target 4" not in html
    assert "Rate yourself to see where you stand" not in html


def test_it_is_only_read(client: Client) -> None:
    assert client.post(PAGE).status_code == 405
    assert client.head(PAGE).status_code == 200


def test_a_visitors_page_costs_one_query(client: Client) -> None:
    client.get(PAGE)
    with CaptureQueriesContext(connection) as queries:
        client.get(PAGE)
    assert len(queries) == 1
