"""/primer/ and /primer/<slug>/: what lessons assume."""

from __future__ import annotations

import pytest
from django.test import Client

from studyplan.catalog.models import ContentVersion, LessonSection, PrimerPage
from studyplan.catalog.study import primer_text
from studyplan.dashboard.search.search import search_entries
from tests.catalog.test_guide import text_of, words

pytestmark = pytest.mark.django_db


def test_every_page_is_listed_found_and_shown(client: Client) -> None:
    pages = PrimerPage.objects.current()
    assert pages
    listed = client.get("/primer/").content.decode()
    for page in pages:
        assert f'href="{page.get_absolute_url()}"' in listed
        assert page.get_absolute_url() in [entry.url for entry in search_entries(page.name)]
        shown, text = primer_text(page.slug), text_of(client, page.get_absolute_url())
        assert shown
        assert words(shown.html) in text


def test_it_names_the_lessons_that_lean_on_it_and_they_name_it(client: Client) -> None:
    section = next(
        section for section in LessonSection.objects.current().select_related("topic") if section.primer_slugs
    )
    address = f"/primer/{section.primer_slugs[0]}/"
    assert f'href="{section.topic.lesson_url}#lesson-{section.slug}"' in client.get(address).content.decode()
    assert f'<a href="{address}">' in client.get(section.topic.lesson_url).content.decode()


def test_it_leads_on(client: Client) -> None:
    first, *_others, last = PrimerPage.objects.current()
    assert 'rel="prev"' not in client.get(first.get_absolute_url()).content.decode()
    assert 'rel="next"' not in client.get(last.get_absolute_url()).content.decode()


def test_what_is_not_written_is_not_there(client: Client) -> None:
    assert client.get("/primer/nothing/").status_code == 404
    PrimerPage.objects.update(is_retired=True)
    ContentVersion.objects.update(digest="other")
    assert "No page is written yet." in text_of(client, "/primer/")
