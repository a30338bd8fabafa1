"""/notes/: private notes and stars, set from any page and listed here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from studyplan.accounts.models import User
from studyplan.catalog.models import Problem, Topic
from studyplan.notes.models import Note
from tests.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.rows]
URL = "/notes/"
TOPIC = "/topics/optimization/"


@pytest.fixture(autouse=True)
def monday(freeze: Callable[[datetime], None]) -> None:
    """The app's clock stands still."""
    freeze(NOW)


@pytest.fixture
def problem() -> Problem:
    return Problem.objects.current().select_related("topic")[0]


def about(problem: Problem) -> str:
    """What the form calls a problem."""
    return f"{problem.topic.slug}/{problem.slug}"


# Stars


def test_a_star_is_set_and_not_flipped(owner: Client, ada: User) -> None:
    for starred in ("1", "1", "0", "0", "1"):
        response = owner.post(URL, {"about": "optimization", "starred": starred, "next": TOPIC})
        assert (response.status_code, response["Location"]) == (302, TOPIC)
        assert ada.notes.filter(is_starred=True).count() == int(starred)
    assert 'aria-pressed="true"><span aria-hidden="true">★' in owner.get(TOPIC).content.decode()


def test_a_star_goes_and_the_note_stays(owner: Client, ada: User) -> None:
    owner.post(URL, {"about": "optimization", "text": "Momentum"})
    owner.post(URL, {"about": "optimization", "starred": "1"})
    owner.post(URL, {"about": "optimization", "starred": "0"})
    assert [(note.text, note.is_starred) for note in ada.notes.all()] == [("Momentum", False)]


def test_htmx_gets_the_star_alone(owner: Client, problem: Problem) -> None:
    data = {"about": about(problem), "starred": "1", "next": problem.get_absolute_url()}
    html = owner.post(URL, data, headers={"HX-Request": "true"}).content.decode()
    assert html.strip().startswith('<form class="star" id="star"')
    assert 'name="starred" value="0" aria-pressed="true"' in html
    assert "<html" not in html
    assert Note.objects.get().problem == problem


# Notes


def test_a_note_is_kept_as_it_was_written(owner: Client, ada: User) -> None:
    response = owner.post(URL, {"about": "optimization", "text": " η < 2/L\r\n\r\n<b>why?</b> "}, follow=True)
    note = ada.notes.get()
    assert (note.text, note.written_at, str(note)) == ("η < 2/L\n\n<b>why?</b>", NOW, "Optimization")
    html = response.content.decode()
    assert "η &lt; 2/L\n\n&lt;b&gt;why?&lt;/b&gt;</textarea>" in html
    assert "Saved." in html


def test_htmx_gets_the_note_alone(owner: Client, problem: Problem) -> None:
    data = {"about": about(problem), "text": "Again", "next": problem.get_absolute_url()}
    html = owner.post(URL, data, headers={"HX-Request": "true"}).content.decode()
    assert html.strip().startswith('<form class="form" id="note"')
    assert 'data-unsaved="Not saved yet.">Saved.</p>' in html
    assert f'name="seen" value="{NOW.isoformat()}"' in html


def test_an_empty_note_is_gone_and_the_star_stays(owner: Client, ada: User) -> None:
    owner.post(URL, {"about": "optimization", "text": "Momentum"})
    owner.post(URL, {"about": "optimization", "text": "", "seen": NOW.isoformat()})
    assert not ada.notes.exists()
    owner.post(URL, {"about": "optimization", "text": ""})
    assert not ada.notes.exists()
    owner.post(URL, {"about": "optimization", "text": "Momentum"})
    owner.post(URL, {"about": "optimization", "starred": "1"})
    owner.post(URL, {"about": "optimization", "text": " ", "seen": NOW.isoformat()})
    assert [(note.text, note.written_at) for note in ada.notes.all()] == [("", None)]


def test_an_older_page_does_not_overwrite_a_newer_note(
    owner: Client, ada: User, freeze: Callable[[datetime], None]
) -> None:
    owner.post(URL, {"about": "optimization", "text": "first", "seen": ""})
    freeze(NOW + timedelta(minutes=1))
    owner.post(URL, {"about": "optimization", "text": "second", "seen": NOW.isoformat()})
    for headers in ({}, {"HX-Request": "true"}):
        response = owner.post(URL, {"about": "optimization", "text": "mine", "seen": NOW.isoformat()}, headers=headers)
        html = response.content.decode()
        assert response.status_code == 422
        assert "this note was changed elsewhere" in html
        assert "mine</textarea>" in html
        assert "second</blockquote>" in html
        assert ada.notes.get().text == "second"
    seen = ada.notes.get().written_at
    assert seen
    owner.post(URL, {"about": "optimization", "text": "mine", "seen": seen.isoformat()})
    assert ada.notes.get().text == "mine"


def test_sending_the_same_note_twice_is_no_conflict(owner: Client, ada: User) -> None:
    for _ in range(2):
        assert owner.post(URL, {"about": "optimization", "text": "same", "seen": ""}).status_code == 302


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"text": "x"}, "Say what it is about."),
        ({"about": "optimisation", "text": "x"}, "There is no topic or problem “optimisation”."),
        ({"about": "optimization/nothing", "starred": "1"}, "There is no topic or problem “optimization/nothing”."),
        ({"about": "optimization", "starred": "2"}, "Say 1 or 0."),
        ({"about": "optimization", "text": "x" * 10_001}, "A note holds 10000 characters; this one has 10001."),
    ],
)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_what_cannot_be_saved_is_told(owner: Client, data: dict[str, str], says: str, headers: dict[str, str]) -> None:
    response = owner.post(URL, data, headers=headers)
    html = response.content.decode()
    assert response.status_code == 422
    assert says in html
    assert data.get("text", "") in html
    assert not Note.objects.exists()


# Whose they are


def test_nobody_else_sees_or_changes_them(owner: Client, stranger: Client, ada: User) -> None:
    owner.post(URL, {"about": "optimization", "text": "my secret"})
    stranger.post(URL, {"about": "optimization", "text": "", "starred": "0"})
    stranger.post(URL, {"about": "optimization", "text": "theirs"})
    assert ada.notes.get().text == "my secret"
    assert "my secret" not in stranger.get(TOPIC).content.decode() + stranger.get(URL).content.decode()


def test_a_visitor_is_asked_to_log_in(client: Client) -> None:
    assert client.get(URL)["Location"].startswith("/accounts/login/")
    assert client.post(URL, {"about": "optimization", "starred": "1"})["Location"].startswith("/accounts/login/")
    assert (
        '<a href="/accounts/login/?next=/topics/optimization/">Log in</a> to star' in client.get(TOPIC).content.decode()
    )
    assert not Note.objects.exists()


# The list


def test_the_list_has_what_is_starred_first(owner: Client, problem: Problem) -> None:
    assert "No notes yet" in owner.get(URL).content.decode()
    owner.post(URL, {"about": about(problem), "text": "Line 1\nLine 2"})
    owner.post(URL, {"about": "probabilistic-ml", "starred": "1"})
    html = owner.get(URL).content.decode()
    assert html.index("Probabilistic") < html.index(problem.get_absolute_url())
    assert "Line 1<br>Line 2" in html


def test_more_notes_cost_no_more_queries(owner: Client, ada: User) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            owner.get(URL)
        return len(captured)

    first, *others = Topic.objects.current()
    Note.objects.create(user=ada, topic=first, is_starred=True)
    before = queries()
    Note.objects.bulk_create(Note(user=ada, topic=topic, is_starred=True) for topic in others)
    assert queries() == before


# The database's own rules


def test_the_database_refuses_a_second_note_and_an_empty_one(ada: User, problem: Problem) -> None:
    topic = problem.topic
    Note.objects.create(user=ada, topic=topic, is_starred=True)
    Note.objects.create(user=ada, topic=topic, problem=problem, is_starred=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Note.objects.create(user=ada, topic=topic, is_starred=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Note.objects.create(user=ada, topic=topic, problem=problem, text="x")
    with pytest.raises(IntegrityError, match="note_not_empty"), transaction.atomic():
        Note.objects.create(user=ada, topic=Topic.objects.current()[5])


def test_a_script_gets_what_became_of_the_note_and_never_its_text(owner: Client, ada: User) -> None:
    headers = {"HX-Request": "true", "HX-Target": "note-state"}
    data = {"about": "optimization", "text": "Momentum", "seen": ""}
    html = owner.post(URL, data, headers=headers).content.decode()
    assert html.strip().startswith('<div class="note-state" id="note-state">')
    assert "Saved." in html
    assert f'name="seen" value="{NOW.isoformat()}"' in html
    assert "textarea" not in html
    assert "Momentum" not in html
    response = owner.post(URL, data | {"text": "x" * 10_001}, headers=headers)
    assert (response.status_code, "errorlist" in response.content.decode()) == (422, True)
    response = owner.post(URL, data | {"text": "Another"}, headers=headers)
    assert response.status_code == 422
    assert "changed elsewhere" in response.content.decode()
    assert '<blockquote class="note-other">Momentum</blockquote>' in response.content.decode()
