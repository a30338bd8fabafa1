"""/cheat-sheet/: a card a topic."""

from __future__ import annotations

import pytest
from django.test import Client

from studyplan.catalog.models import Topic
from studyplan.catalog.pages import topic_entries

pytestmark = pytest.mark.django_db


def test_every_topic_has_a_card_with_its_anchor(client: Client) -> None:
    html = client.get("/cheat-sheet/").content.decode()
    for slug in Topic.objects.current().values_list("slug", flat=True):
        assert html.count(f'id="{slug}"') == 1
        assert f'href="#{slug}"' in html
    cards = len(Topic.objects.current())
    assert html.count("Instant red flag") == cards
    assert html.count('<div class="math-display"') == 2 * cards


def test_it_opens_with_a_row_a_topic(client: Client) -> None:
    html = client.get("/cheat-sheet/").content.decode()
    table = html[html.index("<table") : html.index("</table>")]
    for entry in topic_entries():
        assert f'<th scope="row"><a href="#{entry.topic.slug}">{entry.topic.short_name}</a></th>' in table
        for text in (entry.text.one_liner, entry.text.formula.tex, entry.text.red_flag):
            assert str(text) in table
    assert html.index("</table>") < html.index('class="sheet-card"')
