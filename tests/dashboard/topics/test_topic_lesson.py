"""/topics/<slug>/lesson/: section by section, and which of them were read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.catalog.study import lesson_of
from studyplan.progress.models import SectionRead
from studyplan.progress.sections import sections_read, set_read
from tests.catalog.test_guide import text_of
from tests.factories import NOW, make_assessment, ratings

pytestmark = pytest.mark.django_db
OVERVIEW = "/topics/optimization/"
LESSON = f"{OVERVIEW}lesson/"
HTMX = {"hx-request": "true"}


@pytest.fixture(autouse=True)
def monday(freeze: Callable[[datetime], None]) -> None:
    """The app's clock stands still."""
    freeze(NOW)


def section_slugs() -> list[str]:
    lesson = lesson_of("optimization")
    assert lesson
    return [section.slug for section in lesson.sections]


def test_a_visitor_reads_and_marks_nothing(client: Client) -> None:
    html = client.get(LESSON).content.decode()
    assert 'name="read"' not in html
    assert "sections read" not in html
    assert html.count('class="lesson-section"') == len(section_slugs())


def test_what_is_read_is_marked_and_where_to_go_on(owner: Client, ada: User) -> None:
    first, second, *others = section_slugs()
    count = len(others) + 2
    assert f"0 of {count} sections read" in text_of(owner, LESSON)
    assert "Go on:" not in text_of(owner, LESSON)
    assert "Begin with the lesson" in text_of(owner, OVERVIEW)
    response = owner.post(LESSON, {"section": first, "read": "1"})
    assert response.headers["Location"] == f"{LESSON}#read-{first}"
    assert SectionRead.objects.get() == ada.sections_read.get(topic="optimization", section=first, read_at=NOW)
    html = owner.get(LESSON).content.decode()
    assert f'<a class="button button-quiet" href="#lesson-{second}">Go on:' in html
    assert html.count('class="is-read"') == html.count('aria-pressed="true"') == 1
    text = text_of(owner, OVERVIEW)
    assert f"1 of {count} sections read" in text
    assert "Go on with the lesson" in text
    assert f'href="{LESSON}#lesson-{second}"' in owner.get(OVERVIEW).content.decode()


def test_it_sets_and_never_flips(owner: Client, ada: User, client: Client) -> None:
    first = section_slugs()[0]
    for _ in range(2):
        owner.post(LESSON, {"section": first, "read": "1"})
        assert sections_read(ada, "optimization") == {first}
    for _ in range(2):
        owner.post(LESSON, {"section": first, "read": "0"})
        assert sections_read(ada, "optimization") == set()


def test_htmx_gets_the_control_and_the_contents(owner: Client) -> None:
    first = section_slugs()[0]
    response = owner.post(LESSON, {"section": first, "read": "1"}, headers=HTMX)
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<form id="read-{first}"' in html
    assert 'id="lesson-place" data-hx-swap-oob="true"' in html
    assert "<html" not in html
    assert html.count('name="csrfmiddlewaretoken"') == 1


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({}, "Say which section."),
        ({"section": "nowhere", "read": "1"}, "There is no section “nowhere”."),
        ({"section": "FIRST"}, "Say 1 for read or 0 for not read."),
        ({"section": "FIRST", "read": "2"}, "Say 1 or 0."),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_makes_no_sense_is_refused(
    owner: Client, fields: dict[str, str], error: str, headers: dict[str, str]
) -> None:
    fields = {name: section_slugs()[0] if value == "FIRST" else value for name, value in fields.items()}
    response = owner.post(LESSON, fields, headers=headers)
    assert response.status_code == 422
    assert error in response.content.decode()
    assert ("<html" in response.content.decode()) is not bool(headers)
    assert not SectionRead.objects.exists()


def test_it_goes_back_to_the_page_that_it_came_from(owner: Client) -> None:
    fields = {"section": section_slugs()[0], "read": "1"}
    assert owner.post(LESSON, fields | {"next": "/plan/"}).headers["Location"] == "/plan/"
    assert owner.post(LESSON, fields | {"next": "https://elsewhere.example/"}).headers["Location"].startswith(LESSON)


def test_one_reads_ones_own(owner: Client, stranger: Client, ada: User) -> None:
    set_read(ada, "optimization", section_slugs()[0], True, NOW)
    assert 'aria-pressed="true"' not in stranger.get(LESSON).content.decode()


def test_who_knows_a_topic_begins_with_what_is_above_that(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(3))
    lesson = lesson_of("optimization")
    assert lesson
    above = next(section for section in lesson.sections if (section.level or 0) > 3)
    assert f'href="{LESSON}#lesson-{above.slug}"' in owner.get(OVERVIEW).content.decode()
    make_assessment(ada, ratings(5))
    assert "Go on with practice" in text_of(owner, OVERVIEW)


def test_who_has_read_all_goes_on_with_practice(owner: Client, ada: User) -> None:
    for slug in section_slugs():
        set_read(ada, "optimization", slug, True, NOW)
    assert "Go on with practice" in text_of(owner, OVERVIEW)
    assert "Go on:" not in text_of(owner, LESSON)
