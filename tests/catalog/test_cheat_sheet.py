"""/cheat-sheet/: a card a topic."""

from __future__ import annotations

import pytest
from django.test import Client

from studyplan.catalog.models import Topic

pytestmark = pytest.mark.django_db


def test_every_topic_has_a_card_with_its_anchor(client: Client) -> None:
    html = client.get("/cheat-sheet/").content.decode()
    for slug in Topic.objects.current().values_list("slug", flat=True):
        assert html.count(f'id="{slug}"') == 1
        assert f'href="#{slug}"' in html
    cards = len(Topic.objects.current())
    assert html.count("Instant red flag") == cards
    assert html.count('<div class="math-display"') == cards
