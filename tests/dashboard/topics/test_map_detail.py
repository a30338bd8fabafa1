"""/map/: tiers as columns, prerequisites as curves, and the same as a list."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from studyplan.catalog.models import Topic
from studyplan.catalog.syllabus import syllabus
from tests.factories import make_assessment, make_goal, make_user, ratings

pytestmark = pytest.mark.django_db


def test_every_topic_and_every_edge_is_drawn(client: Client) -> None:
    html = client.get("/map/").content.decode()
    for edge in (*syllabus().hard, *syllabus().soft):
        assert html.count(f'data-before="{edge.before}" data-after="{edge.after}"') == 1
    for topic in Topic.objects.current():
        assert f'data-topic="{topic.slug}"' in html
        assert html.count(f'href="{topic.get_absolute_url()}"') >= 2
    assert 'data-topic="probabilistic-ml" data-ancestors="ensemble-methods dimensionality-reduction' in html
    assert "style=" not in html


def test_nodes_say_level_target_and_what_they_build_on(client: Client) -> None:
    assert (
        'aria-label="Optimization; not rated; target 4; builds on Loss Functions"'
        in client.get("/map/").content.decode()
    )
    user = make_user()
    make_assessment(user, ratings(2))
    make_goal(user, "mlops")
    client.force_login(user)
    html = client.get("/map/").content.decode()
    assert 'aria-label="Optimization; level 2; target 2; builds on Loss Functions"' in html


def test_nodes_do_not_overlap_and_arrows_run_rightwards(client: Client) -> None:
    html = client.get("/map/").content.decode()
    width, height = map(int, re.findall(r'class="map" viewBox="0 0 (\d+) (\d+)"', html)[0])
    corners = [tuple(map(int, corner)) for corner in re.findall(r'<svg x="(\d+)" y="(\d+)" width="204"', html)]
    assert len(set(corners)) == len(Topic.objects.current())
    for x, y in corners:
        assert x + 204 <= width
        assert y + 66 <= height
        assert not [1 for other in corners if other != (x, y) and abs(other[0] - x) < 204 and abs(other[1] - y) < 66]
    curves = re.findall(r'd="M(\d+) \d+ C\d+ \d+ \d+ \d+ (\d+) \d+"', html)
    assert curves
    assert all(int(start) < int(end) for start, end in curves)
