"""/topics/: the topics by tier, with level and target where they are known."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from studyplan.catalog.models import LessonSection, Problem, Topic
from tests.factories import NOW, make_assessment, make_goal, make_user, ratings

pytestmark = pytest.mark.django_db
PAGE = "/topics/"


def test_a_visitor_sees_tiers_topics_and_targets(client: Client) -> None:
    html = client.get(PAGE).content.decode()
    for text in ("Foundation", "Start here: no prerequisites.", "Capstone", "Builds on", "Better after"):
        assert text in html
    for topic in Topic.objects.current():
        assert f'href="/topics/{topic.slug}/"' in html
    assert "Target 4" in html
    assert "Targets are for the role Machine Learning Engineer." in html
    assert ">Rate yourself</a>" in html


def test_a_user_sees_levels_against_the_own_goal(client: Client) -> None:
    user = make_user()
    make_assessment(user, ratings(2))
    make_goal(user, "mlops", company="google")
    client.force_login(user)
    html = client.get(PAGE).content.decode()
    assert "for the role MLOps Engineer." in html
    assert "Level 2 of 5; target 3" in html
    assert "Target 4" not in html
    assert ">Rate yourself</a>" not in html


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
    assert "tier-1" not in html, "a tier without a starred topic is not shown"
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


def test_what_is_being_read_comes_first(client: Client) -> None:
    user = make_user()
    client.force_login(user)
    assert "Go on with" not in client.get(PAGE).content.decode()
    first, second = LessonSection.objects.current().filter(topic__slug="optimization")[:2]
    count = LessonSection.objects.current().filter(topic__slug="optimization").count()
    older = LessonSection.objects.current().filter(topic__slug="regularization")[0]
    user.sections_read.create(topic="regularization", section=older.slug, read_at=NOW - timedelta(days=1))
    user.sections_read.create(topic="optimization", section=first.slug, read_at=NOW)
    user.sections_read.create(topic="optimization", section="gone-by-now", read_at=NOW)
    make_user("grace@example.org").sections_read.create(topic="loss-functions", section="any", read_at=NOW)
    html = client.get(PAGE).content.decode()
    assert f'href="/topics/optimization/lesson/#lesson-{second.slug}">Go on with Optimization</a>' in html
    assert f"1 of {count} sections read" in html
    for section in LessonSection.objects.current().filter(topic__slug="optimization")[1:]:
        user.sections_read.create(topic="optimization", section=section.slug, read_at=NOW + timedelta(days=1))
    html = client.get(PAGE).content.decode()
    assert "Go on with Regularization" in html, "what is read to the end is not gone on with"
    assert f"{count} of {count} sections read" in html
