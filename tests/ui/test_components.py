"""Every component in each of its states, rendered as pages include it: with ``only``."""

from __future__ import annotations

from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory

from studyplan.ui.templatetags.ui import render_rows


class Page(HTMLParser):
    """The elements of a fragment, each as its name and attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep the text, its white space folded."""
        self.text = " ".join([*self.text.split(), *data.split()])

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of all elements named ``tag``."""
        return [attributes for name, attributes in self.elements if name == tag]

    def one(self, tag: str) -> dict[str, str | None]:
        """The attributes of the only element named ``tag``."""
        (attributes,) = self.all(tag)
        return attributes


@pytest.fixture
def request_() -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    return request


def render(request: HttpRequest, component: str, /, **context: Any) -> Page:
    """``component`` included with ``context`` and nothing else."""
    parameters = " ".join(f"{key}={key}" for key in context)
    with_ = f"with {parameters}" if parameters else ""
    template = engines["django"].from_string(f'{{% include "components/{component}.html" {with_} only %}}')
    return Page(template.render(context, request))


# The level


@pytest.mark.parametrize("name", ["level", "level_bar"])
def test_a_level_is_colour_numeral_and_words(request_: HttpRequest, name: str) -> None:
    page = render(request_, name, level=3, target=5, name="Can explain")
    mark = page.all("span")[0]
    assert {"level-3", "target-5"} <= set((mark["class"] or "").split())
    assert mark["role"] == "img"
    assert mark["aria-label"] == "Level 3 of 5: Can explain; target 5"
    assert page.text == "3 → 5"


@pytest.mark.parametrize("name", ["level", "level_bar"])
def test_a_level_at_its_target_shows_one_numeral(request_: HttpRequest, name: str) -> None:
    assert render(request_, name, level=4, target=4).text == "4"


@pytest.mark.parametrize("name", ["level", "level_bar"])
def test_a_missing_level_is_named(request_: HttpRequest, name: str) -> None:
    page = render(request_, name, level=None)
    assert page.text == "–"
    assert page.all("span")[0]["aria-label"] == "Not rated"
    assert "level-" not in (page.all("span")[0]["class"] or "")


# The rating row

TOPIC = SimpleNamespace(slug="loss-functions", name="Loss Functions", position=2)


def render_row(request: HttpRequest, checked: int = 0, **values: Any) -> Page:
    anchors = [{"level": n, "name": f"Name {n}", "anchor": f"Anchor {n}", "checked": n == checked} for n in range(1, 6)]
    row = SimpleNamespace(topic=TOPIC, anchors=anchors, **values)
    return Page(render_rows(request, "rating_rows.jinja", {"rows": [row]}))


def test_a_rating_row_is_five_radios_named_by_the_topic(request_: HttpRequest) -> None:
    page = render_row(request_, checked=4, of=12)
    radios = page.all("input")
    assert [(radio["name"], radio["value"]) for radio in radios] == [("loss-functions", str(n)) for n in range(1, 6)]
    assert [radio["value"] for radio in radios if "checked" in radio] == ["4"]
    assert page.one("fieldset")["data-topic"] == "loss-functions"
    assert page.text.startswith("2 of 12 Loss Functions")


def test_a_rating_row_says_what_is_wrong_and_what_was_before(request_: HttpRequest) -> None:
    page = render_row(request_, error="Choose one.", before=3)
    assert page.one("fieldset")["aria-describedby"] == page.one("ul")["id"]
    assert "Choose one." in page.text
    assert "Last time 3" in page.text


# The tick


def render_tick(request: HttpRequest, **values: Any) -> Page:
    return Page(render_rows(request, "tick.jinja", values))


def test_an_open_tick_offers_to_set_it_done(request_: HttpRequest) -> None:
    page = render_tick(request_, task="read:bias-variance", done=False, label="Read: Bias-Variance")
    button, form = page.one("button"), page.one("form")
    assert (button["name"], button["value"]) == ("done", "1")
    assert (button["data-task"], button["data-done"], button["data-sitting"]) == ("read:bias-variance", "0", "0")
    assert (button["aria-pressed"], button["aria-label"]) == ("false", "Read: Bias-Variance")
    assert (form["method"], form["action"], form["data-hx-post"]) == ("post", "/progress/", "/progress/")
    fields = {field["name"]: field["value"] for field in page.all("input")}
    assert set(fields) == {"csrfmiddlewaretoken", "task", "label"}
    assert fields["csrfmiddlewaretoken"]


def test_a_done_tick_offers_to_open_it_again(request_: HttpRequest) -> None:
    page = render_tick(
        request_, task="read:bias-variance", done=True, label="Read", sitting=2, next="/plan/", place="week"
    )
    button = page.one("button")
    assert (button["value"], button["data-done"], button["aria-pressed"]) == ("0", "1", "true")
    fields = {field["name"]: field["value"] for field in page.all("input")}
    assert fields["sitting"] == "2"
    assert fields["next"] == "/plan/"
    assert fields["place"] == "week"
    assert page.one("form")["id"] == "tick-read--bias-variance-2-week"


def test_ids_tell_the_sittings_of_a_task_apart(request_: HttpRequest) -> None:
    ids = {
        render_tick(request_, task="read:optimization", done=False, label="x", sitting=sitting).one("button")["id"]
        for sitting in (0, 1, 2)
    }
    assert len(ids) == 3


# Figures and words


def test_a_progress_bar_says_what_it_counts(request_: HttpRequest) -> None:
    bar = render(request_, "progress_bar", value=1035, max=2100, label="Minutes done").one("progress")
    assert bar == {"value": "1035", "max": "2100", "aria-label": "Minutes done"}


def test_a_stat_gives_its_label_before_its_value(request_: HttpRequest) -> None:
    assert render(request_, "stat", label="Total", value=31, unit="of 60").text == "Total 31 of 60"
    assert render(request_, "stat", label="Path", value="B").text == "Path B"


@pytest.mark.parametrize("kind", ["interviewer", "company", "trap", "answer"])
def test_a_callout_is_a_note_with_a_name(request_: HttpRequest, kind: str) -> None:
    page = render(request_, "callout", kind=kind, title="Common trap", body_html="<p>Say <em>why</em>.</p>")
    note = page.all("div")[0]
    assert note == {"class": f"callout callout-{kind}", "role": "note", "aria-label": "Common trap"}
    assert len(page.all("em")) == 1


def test_an_empty_state_says_what_to_do_next(request_: HttpRequest) -> None:
    page = render(
        request_, "empty", title="No plan yet", text="Rate yourself first.", href="/assessment/", action="Rate"
    )
    assert page.one("a")["href"] == "/assessment/"
    assert not render(request_, "empty", title="Nothing due", text="Come back tomorrow.").all("a")


def test_a_chip(request_: HttpRequest) -> None:
    assert render(request_, "chip", text="Deep").one("span")["class"] == "chip"
    assert render(request_, "chip", text="Deep", strong=True).one("span")["class"] == "chip chip-strong"


# Fields


class GoalForm(forms.Form):
    """One field of each kind that the app uses."""

    email = forms.EmailField(help_text="Where to reach you.")
    company = forms.CharField(required=False)
    rounds = forms.MultipleChoiceField(
        choices=[("a", "Phone"), ("b", "Depth")], widget=forms.CheckboxSelectMultiple, help_text="As far as you know."
    )
    weekdays = forms.MultipleChoiceField(
        choices=[("mon", "Monday")], widget=forms.CheckboxSelectMultiple, required=False
    )
    shortcuts = forms.BooleanField(required=False, help_text="Off while typing.")
    terms = forms.BooleanField(label="I agree")
    nonce = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> None:
        raise forms.ValidationError("Nothing fits.")


def test_every_field_has_a_label_and_points_at_its_help_and_errors() -> None:
    html = GoalForm({"nonce": "x"}).render()
    page = Page(html)
    ids = [attributes["id"] for _, attributes in page.elements if attributes.get("id")]
    assert len(ids) == len(set(ids))
    described = [attributes["aria-describedby"] for _, attributes in page.elements if "aria-describedby" in attributes]
    assert described == [
        "id_email_helptext id_email_error",
        "id_rounds_helptext id_rounds_error",
        "id_shortcuts_helptext",
        "id_terms_error",
    ]
    assert set(" ".join(str(value) for value in described).split()) <= set(ids)
    labels = {label["for"] for label in page.all("label")}
    inputs = {field["id"] for field in page.all("input") if field["type"] != "hidden"}
    assert inputs == labels
    assert page.text.startswith("Nothing fits.")
    assert page.text.count("(optional)") == 2


def test_a_valid_field_shows_no_error_and_a_field_without_label_no_empty_one() -> None:
    class Find(forms.Form):
        query = forms.CharField(label="", widget=forms.TextInput(attrs={"aria-label": "Find"}))
        rounds = forms.ChoiceField(label="", choices=[("a", "A")], widget=forms.RadioSelect)

    page = Page(Find().render())
    assert not page.all("legend")
    assert not [label for label in page.all("label") if label["for"] == "id_query"]
    assert "errorlist" not in str(page.elements)
