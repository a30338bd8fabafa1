"""What comes at the same moment, from two tabs or while the account goes, is answered, and neither lost nor doubled."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from studyplan.accounts.models import User
from studyplan.catalog.models import LessonSection, Problem
from studyplan.portability.services import delete_account
from studyplan.ui import clock
from tests.factories import make_assessment, make_goal, make_plan, make_user

pytestmark = pytest.mark.django_db(transaction=True)
TOPIC = "optimization"
Fields = dict[str, Any]


def name_problem() -> str:
    return Problem.objects.filter(topic__slug=TOPIC)[0].slug


SAVED: dict[str, tuple[str, Callable[[], Fields]]] = {
    "tick": ("/progress/", lambda: {"task": f"read:{TOPIC}", "done": "1"}),
    "note": ("/notes/", lambda: {"about": TOPIC, "text": "Momentum"}),
    "star": ("/notes/", lambda: {"about": TOPIC, "starred": "1"}),
    "section": (
        f"/topics/{TOPIC}/lesson/",
        lambda: {"section": LessonSection.objects.filter(topic__slug=TOPIC)[0].slug, "read": "1"},
    ),
    "settings": ("/account/", lambda: {"time_zone": "Europe/Berlin", "day_ends_at": "4", "keyboard_shortcuts": "on"}),
    "card settings": ("/practice/cards/settings/", lambda: {"card_minutes": "10", "new_cards": "15"}),
    "card": ("/practice/cards/add/", lambda: {"topic": TOPIC, "front": "Why?", "back": "So."}),
    "attempt": (
        "/practice/attempts/",
        lambda: {"kind": "problem", "topic": TOPIC, "question": name_problem(), "hits": ["0"]},
    ),
    "warm-up": ("/practice/warm-up/", lambda: {f"{TOPIC}-hits": ["0"], f"{TOPIC}-answer": "Momentum"}),
    "drill": ("/practice/mock/", lambda: {"format": "phone-screen", "round": "system-design"}),
    "assessment": (f"/assessment/{TOPIC}/", lambda: {TOPIC: "5"}),
    "goal": ("/plan/goal/", lambda: {"role": "mlops", "minutes": "60", "weekdays": ["mon", "tue"], "confirm": "1"}),
    "interview": ("/plan/interviews/add/", lambda: {"company": "meta", "interview_date": "2026-12-24", "confirm": "1"}),
    "repair": (f"/plan/repair/{TOPIC}/", lambda: {"confirm": "1"}),
    "calendar": ("/plan/calendar/", lambda: {"action": "make"}),
}


def learn(name: str) -> User:
    """An account of that name, with a plan."""
    user = make_user(f"{name.replace(' ', '-')}@example.org")
    make_assessment(user)
    make_goal(user)
    make_plan(user)
    return user


def browse(user: User) -> Client:
    browser = Client(raise_request_exception=False)
    browser.force_login(user)
    return browser


def race(*acts: Callable[[], Any]) -> list[Any]:
    """What each of ``acts`` returns; they start at the same moment, each in a thread with a connection of its own."""
    start, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int) -> None:
        start.wait()
        try:
            results[place] = acts[place]()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[place]) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def count_rows(user: User) -> dict[str, int]:
    """Of each kind that hangs on the account, but its sessions."""
    models = [relation.related_model for relation in User._meta.related_objects if relation.name != "sessions"]
    return {
        model.__name__: model._default_manager.filter(user=user.pk).count()
        for model in models
        if not isinstance(model, str)
    }


def delete(user: User) -> None:
    """In the database alone: the test still knows who it was."""
    delete_account(User.objects.get(pk=user.pk))


def test_of_two_first_notes_none_is_lost(ada: User) -> None:
    tabs, texts = [browse(ada), browse(ada)], ["From the first tab", "From the second tab"]
    for _round in range(5):
        ada.notes.all().delete()
        saves = [
            partial(tab.post, "/notes/", {"about": TOPIC, "text": text}) for tab, text in zip(tabs, texts, strict=True)
        ]
        answers = race(*saves)
        assert sorted(answer.status_code for answer in answers) == [302, 422]
        saved, refused = answers if answers[0].status_code == 302 else reversed(answers)
        assert ada.notes.get().text == texts[answers.index(saved)]
        assert all(text in refused.content.decode() for text in texts)


def test_two_tabs_save_once() -> None:
    for name, (path, fields) in SAVED.items():
        data, alone, learner = fields(), learn(f"alone-at-{name}"), learn(name)
        assert browse(alone).post(path, data).status_code in (200, 302), name
        answers = race(*(partial(tab.post, path, data) for tab in (browse(learner), browse(learner))))
        assert max(answer.status_code for answer in answers) < 500, name
        assert count_rows(learner) == count_rows(alone), name


def test_saving_while_the_account_goes() -> None:
    for name, (path, fields) in SAVED.items():
        data, learner = fields(), learn(name)
        answer, _deleted = race(partial(browse(learner).post, path, data), partial(delete, learner))
        assert answer.status_code < 500, name
        assert not User.objects.filter(pk=learner.pk).exists(), name
        assert not any(count_rows(learner).values()), name


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["plain", "htmx"])
def test_an_account_that_goes_once_it_was_read_is_logged_out(
    headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    days_of, going = clock.days_of, set[User]()

    @contextmanager
    def go_first(*args: Any) -> Iterator[None]:
        while going:
            delete(going.pop())
        with days_of(*args):
            yield

    monkeypatch.setattr(clock, "days_of", go_first)
    for name, (path, fields) in SAVED.items():
        data, learner = fields(), learn(name)
        browser = browse(learner)
        going.add(learner)
        assert browser.post(path, data, headers=headers).status_code < 500, name
        assert not any(count_rows(learner).values()), name
        assert browser.get("/account/").status_code == 302, name
