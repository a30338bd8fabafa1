"""/map/: tiers as columns and, for phones, as rows; prerequisites as curves; a legend, and the same as a list."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from studyplan.catalog.models import Topic
from studyplan.catalog.syllabus import syllabus
from studyplan.catalog.track import track
from studyplan.dashboard.topics.map import MapDrawing, draw_columns, draw_rows
from tests.factories import make_assessment, make_goal, make_user, ratings

pytestmark = pytest.mark.django_db


def test_every_topic_and_every_edge_is_drawn_in_both_drawings_and_listed(client: Client) -> None:
    html = client.get("/map/").content.decode()
    for edge in (*syllabus().hard, *syllabus().soft):
        assert html.count(f'data-before="{edge.before}" data-after="{edge.after}"') == 2
    assert html.count('class="edge edge-soft" d="M') == 2 * len(syllabus().soft) + 1, "one is in the legend"
    for topic in Topic.objects.current():
        assert html.count(f'data-topic="{topic.slug}"') == 2
        assert html.count(f'href="{topic.get_absolute_url()}"') >= 3
    assert html.count('data-topic="probabilistic-ml" data-ancestors="ensemble-methods dimensionality-reduction') == 2
    assert "style=" not in html


def test_nodes_say_level_target_and_what_they_build_on(client: Client) -> None:
    html = client.get("/map/").content.decode()
    assert 'aria-label="Optimization; not rated; target 4; builds on Loss Functions"' in html
    assert "builds on Ensemble Methods, Dim Reduction; better after Cross-Validation, Handling Imbalance" in html
    user = make_user()
    make_assessment(user, ratings(2))
    make_goal(user, "mlops")
    client.force_login(user)
    html = client.get("/map/").content.decode()
    assert 'aria-label="Optimization; level 2; target 2; builds on Loss Functions"' in html


def test_the_legend_says_what_each_tier_means(client: Client) -> None:
    html = client.get("/map/").content.decode()
    for tier in track().tiers:
        assert f'<li class="tier-{tier.number}"><strong>{tier.name}</strong> {tier.legend}</li>' in html
    for text in ("Solid: learn this first.", "Dashed: better first, not required.", "Better after"):
        assert text in html


def test_only_who_is_new_here_is_told_how_to_read_it(client: Client, owner: Client) -> None:
    assert '<p class="lede">' in client.get("/map/").content.decode()
    assert '<p class="lede">' not in owner.get("/map/").content.decode()


@pytest.mark.parametrize("draw", [draw_columns, draw_rows])
def test_nodes_do_not_overlap_and_curves_stay_inside(draw: object) -> None:
    drawing = draw()  # type: ignore[operator]
    assert isinstance(drawing, MapDrawing)
    corners = [(place.x, place.y) for place in drawing.places]
    assert len(set(corners)) == len(Topic.objects.current())
    for x, y in corners:
        assert 0 <= x <= drawing.width - drawing.node_width
        assert 0 <= y <= drawing.height - drawing.node_height
        assert not [
            1
            for other in corners
            if other != (x, y) and abs(other[0] - x) < drawing.node_width and abs(other[1] - y) < drawing.node_height
        ]
    for curve in drawing.curves:
        numbers = [int(number) for number in re.findall(r"\d+", curve.path)]
        assert all(0 <= number <= max(drawing.width, drawing.height) for number in numbers)
        assert "-" not in curve.path


def test_arrows_run_rightwards_in_columns_and_down_in_rows() -> None:
    columns = re.findall(r"M(\d+) \d+ C\d+ \d+ \d+ \d+ (\d+) \d+", " ".join(c.path for c in draw_columns().curves))
    rows = re.findall(r"M\d+ (\d+) C\d+ \d+ \d+ \d+ \d+ (\d+)", " ".join(c.path for c in draw_rows().curves))
    assert len(columns) > 10 < len(rows)
    assert all(int(start) < int(end) for start, end in (*columns, *rows))
