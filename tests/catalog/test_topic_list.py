"""/topics/: the topics by tier, with level and target where they are known."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from studyplan.catalog.models import Problem, Topic
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


def test_a_visitors_page_costs_one_query(client: Client) -> None:
    client.get(PAGE)
    with CaptureQueriesContext(connection) as queries:
        client.get(PAGE)
    assert len(queries) == 1


def test_a_star_on_a_topic_shows_and_filters(client: Client) -> None:
    user, html = make_user(), client.get(PAGE).content.decode()
    assert "★" not in html
    assert "Starred only" not in html
    optimization = Topic.objects.get(slug="optimization")
    user.notes.create(topic=optimization, is_starred=True)
    user.notes.create(topic=Topic.objects.get(slug="bias-variance"), text="A note without a star.")
    make_user("grace@example.org").notes.create(topic=Topic.objects.get(slug="regularization"), is_starred=True)
    client.force_login(user)
    html = client.get(PAGE).content.decode()
    assert html.count("★") == 1
    assert 'Optimization</a> <span class="starred" role="img" aria-label="starred">★</span>' in html
    assert f'<a href="{PAGE}?starred=1">Starred only</a>' in html
    html = client.get(PAGE, {"starred": "1"}).content.decode()
    assert html.count('<li class="topic-row">') == 1
    assert 'href="/topics/optimization/"' in html
    assert "Tier 1" not in html, "a tier without a starred topic is not shown"
    assert f'<a href="{PAGE}">All topics</a>' in html


def test_a_star_on_a_problem_is_none_on_its_topic(client: Client) -> None:
    user, problem = make_user(), Problem.objects.select_related("topic").first()
    assert problem is not None
    user.notes.create(topic=problem.topic, problem=problem, is_starred=True)
    client.force_login(user)
    html = client.get(PAGE, {"starred": "1"}).content.decode()
    assert "★" not in html
    assert html.count('<li class="topic-row">') == Topic.objects.current().count()


def test_stars_cost_one_query_however_many(client: Client) -> None:
    user = make_user()
    client.force_login(user)
    client.get(PAGE)
    counts = []
    for topics in (Topic.objects.none(), Topic.objects.filter(slug="optimization"), Topic.objects.current()):
        for topic in topics.exclude(pk__in=user.notes.values("topic")):
            user.notes.create(topic=topic, is_starred=True)
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        counts.append(len(queries))
    assert len(set(counts)) == 1
