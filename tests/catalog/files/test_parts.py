from __future__ import annotations

import pytest

from studyplan.catalog.files.parts import part_of, point_to_parts


@pytest.mark.parametrize(
    ("anchor", "part"),
    [
        ("lesson", "lesson"),
        ("lesson-when-it-fails", "lesson"),
        ("figure-curve", "lesson"),
        ("problems", "practice"),
        ("card", "reference"),
        ("card-what-is-bias", "cards"),
        ("formula", ""),
        ("nothing", ""),
    ],
)
def test_an_anchor_is_on_one_part(anchor: str, part: str) -> None:
    assert part_of(anchor) == part


def test_links_to_a_topics_anchors_lead_to_its_parts() -> None:
    html = '<a href="/topics/x/#lesson-a">1</a> <a href="/topics/x/#formula">2</a> <a href="/topics/x/">3</a>'
    assert point_to_parts(html) == html.replace("/x/#lesson-a", "/x/lesson/#lesson-a")
    assert point_to_parts('<a href="/cheat-sheet/#x">') == '<a href="/cheat-sheet/#x">'
    assert point_to_parts("no link") == "no link"
