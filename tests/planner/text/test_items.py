"""Every item leads to where the content has it, and one that is gone breaks nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from studyplan.catalog.models import (
    Card,
    CodingProblem,
    ContentVersion,
    Derivation,
    LessonSection,
    PrimerPage,
    Probe,
    Problem,
)
from studyplan.planner.documents import StoredItem, StoredTask
from studyplan.planner.text.items import ItemLink, find_item, known_items, link_items, title_of

pytestmark = pytest.mark.django_db
TOPIC = "optimization"


def item(slug: str, title: str = "A title") -> StoredItem:
    return StoredItem(slug=slug, title=title, minutes=10)


def task(kind: str, *items: StoredItem, topics: tuple[str, ...] = (TOPIC,)) -> StoredTask:
    return StoredTask(
        key=f"{kind}:x", kind=kind, topics=topics, minutes=30, part=None, sitting=0, items=items, reasons=()
    )


def link(kind: str, slug: str, topics: tuple[str, ...] = (TOPIC,)) -> ItemLink:
    [found] = link_items(task(kind, item(slug), topics=topics), known_items())
    return found


def page_of(kind: str, slug: str, topic: str = TOPIC) -> str:
    return find_item(known_items(), kind, topic, slug)


def first(rows: Any) -> str:
    return str(rows.filter(topic__slug=TOPIC).values_list("slug", flat=True)[0])


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("read", LessonSection.objects),
        ("derive", Derivation.objects),
        ("practice", Problem.objects),
        ("practice", CodingProblem.objects),
        ("practice", Probe.objects),
        ("implement", CodingProblem.objects),
        ("rapid-fire", Card.objects.filter(kind=Card.Kind.RAPID_FIRE)),
        ("timed-set", Problem.objects),
        ("timed-set", Probe.objects),
    ],
)
def test_an_item_of_a_topic_leads_to_its_page(kind: str, rows: Any, owner: Client) -> None:
    path, _, anchor = page_of(kind, first(rows)).partition("#")
    page = owner.get(path)
    assert page.status_code == 200
    assert not anchor or f'="{anchor}"' in page.content.decode()


def test_reading_may_name_a_page_of_the_primer() -> None:
    page = PrimerPage.objects.get(slug="convexity")
    assert page_of("read", "convexity") == page.get_absolute_url()


def test_a_rehearsal_leads_to_the_format_that_is_chosen_there(owner: Client) -> None:
    url = page_of("rehearsal", "design-walk", "")
    assert url == "/practice/mock/?format=design-walk"
    assert 'value="design-walk" checked' in owner.get(url).content.decode()
    assert 'value="rapid-fire" checked' in owner.get("/practice/mock/?format=nothing").content.decode()


def test_what_went_wrong_has_a_title_of_ours() -> None:
    assert title_of(item("again", "")) == "What went wrong, once more"
    assert page_of("practice", "again") == "/topics/optimization/practice/"
    assert page_of("timed-set", "again", "") == ""


def test_a_second_asking_leads_to_the_same_page_and_says_so() -> None:
    slug = first(Card.objects.filter(kind=Card.Kind.RAPID_FIRE))
    again = link("rapid-fire", f"{slug}:again")
    assert page_of("rapid-fire", f"{slug}:again") == page_of("rapid-fire", slug) != ""
    assert again.title == "Once more: A title"


def test_an_item_that_is_there_is_done_on_the_tasks_screen() -> None:
    slug = first(Derivation.objects)
    assert link("derive", slug).url == f"/study/derive:x/?item={slug}"


@pytest.mark.parametrize("kind", ["read", "derive", "practice", "implement", "rapid-fire", "rehearsal", "mock", "new"])
@pytest.mark.parametrize("slug", ["gone", "", "again:gone"])
def test_an_item_that_is_gone_keeps_its_title(kind: str, slug: str) -> None:
    assert link(kind, slug) == ItemLink("A title", 10, "")


def test_what_was_retired_since_is_gone() -> None:
    slug = first(Derivation.objects)
    assert link("derive", slug).url
    Derivation.objects.filter(slug=slug).update(is_retired=True)
    ContentVersion.objects.update(digest="another")
    assert link("derive", slug).url == ""


def test_items_of_another_topic_are_not_taken_for_this_ones() -> None:
    slug = first(Derivation.objects)
    assert link("derive", slug, ("bias-variance",)).url == ""


def test_many_items_ask_the_database_no_more(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    known = known_items()
    many = task("practice", *(item(slug) for slug in Problem.objects.values_list("slug", flat=True)))
    with django_assert_num_queries(0):
        assert len(link_items(many, known)) > 100
