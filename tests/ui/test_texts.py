"""The interface's texts: plain American English, and every one of them ready to be translated."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.test import Client
from django.utils.functional import Promise

from studyplan.accounts.models import User
from tests.content.test_turns import find_turns
from tests.factories import make_plan
from tests.ui.pseudo import estrange, speak_strangely
from tests.ui.texts import Text, list_bare_texts, list_texts

PAGES = (
    "/",
    "/plan/",
    "/progress/",
    "/practice/",
    "/practice/cards/",
    "/practice/cards/all/",
    "/practice/cards/forecast/",
    "/practice/mock/",
    "/practice/readiness/",
    "/practice/history/",
    "/topics/",
    "/topics/bias-variance/",
    "/map/",
    "/cheat-sheet/",
    "/find/",
    "/notes/",
    "/result/",
    "/plan/goal/",
    "/plan/interviews/",
    "/account/",
    "/study/recall-3:bias-variance/",
)
MANY_WORDS = re.compile(r"\w+ \w+ \w+")


def test_the_interface_speaks_plain_american_english() -> None:
    faults = [
        f"{place}: '{turn}' in “{text}”: write {instead}"
        for place, text in list_texts()
        for _line, turn, instead in find_turns(text)
    ]
    assert not faults, "\n".join(faults)


def test_no_template_says_what_cannot_be_translated() -> None:
    bare = list_bare_texts()
    assert not bare, "\n".join(f"{place}: {text}" for place, text in bare)


def test_every_kind_of_source_is_read() -> None:
    places = {Path(place.partition(":")[0]).suffix for place, _text in list_texts()}
    assert places == {".py", ".html", ".jinja"}
    assert len(list_texts()) > 1000


def test_forms_say_everything_in_the_readers_language() -> None:
    said = []
    for path in sorted((settings.BASE_DIR / "studyplan").rglob("forms.py")):
        module = import_module(".".join(path.relative_to(settings.BASE_DIR).with_suffix("").parts))
        for form in vars(module).values():
            if isinstance(form, type) and issubclass(form, forms.Form) and form.__module__ == module.__name__:
                said += [
                    f"{form.__name__}.{name}: {text}"
                    for name, field in form.base_fields.items()
                    for text in (field.label, field.help_text, *field.error_messages.values())
                    if text and not isinstance(text, Promise)
                ]
    assert not said


class Reader(HTMLParser):
    """The text nodes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: set[str] = set()

    def handle_data(self, data: str) -> None:
        self.texts.add(" ".join(data.split()))


@pytest.mark.django_db
def test_no_page_says_anything_before_it_knows_the_language(owner: Client, ada: User) -> None:
    """A text that was translated as a module was loaded, or kept for every language, would still be English."""
    make_plan(ada)
    english = {text for _place, text in list_texts() if MANY_WORDS.search(text) and estrange(text) != text}
    with speak_strangely():
        for path in PAGES:
            reader = Reader()
            reader.feed(owner.get(path).content.decode())
            assert not reader.texts & english, path


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("Review %(count)s cards", "Réévîîééw %(count)s cààrdss"),
        ("{hour} a.m.", "{hour} àà.m."),
        ("<b>Go</b> on&nbsp;", "<b>Göö</b> ööññ&nbsp;"),
    ],
)
def test_what_is_filled_in_stays(text: str, strange: str) -> None:
    assert estrange(text) == strange


def test_texts_get_longer() -> None:
    texts: list[Text] = list_texts()
    before = sum(len(text) for _place, text in texts)
    assert sum(len(estrange(text)) for _place, text in texts) > 1.4 * before
