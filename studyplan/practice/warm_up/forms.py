"""The fields sent after a warm-up: an answer to each question, or to some of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from studyplan.practice.models import Attempt
from studyplan.practice.questions.attempts import Answer
from studyplan.practice.questions.bank import PracticeQuestion, questions
from studyplan.practice.questions.forms import AnswerForm
from studyplan.ui.forms import LinesField, errors_in

MOST_CHARACTERS = 2_000
"""Twice what anybody says in a minute."""


class SpokenForm(AnswerForm):
    """The answer to one question: ``<topic>-hits`` or ``<topic>-none``; ``<topic>-answer``, ``<topic>-seconds``."""

    answer = LinesField(
        required=False,
        max_length=MOST_CHARACTERS,
        error_messages={
            "max_length": gettext_lazy("An answer holds %(limit_value)d characters; this one has %(show_value)d.")
        },
    )
    none = forms.BooleanField(required=False)

    def __init__(self, question: PracticeQuestion, data: Mapping[str, Any] | None) -> None:
        super().__init__(data, prefix=question.topic.slug)
        self.question = question

    def clean(self) -> dict[str, Any]:
        """Key points that the question has; and whoever wrote an answer says what was in it."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if any(hit >= self.question.points for hit in data.get("hits", ())):
            raise forms.ValidationError(_("The question has fewer key points."))
        if data.get("answer") and not (data.get("hits") or data.get("none")):
            raise forms.ValidationError(
                _("You wrote an answer: tick the key points that are in it, or “None of them”.")
            )
        return data

    @property
    def is_graded(self) -> bool:
        """Whether it was said what was in the answer; a question that was passed over is no attempt."""
        return self.is_valid() and bool(self.cleaned_data["hits"] or self.cleaned_data["none"])

    @property
    def given(self) -> Answer:
        data = self.cleaned_data
        return Answer(self.question, tuple(data["hits"]), data["answer"], data["seconds"])

    @property
    def faults(self) -> list[str]:
        return errors_in(self)

    @property
    def ticked(self) -> set[int]:
        """The numbers of the key points to show as ticked."""
        sent = self["hits"].value() or []
        return {int(text) for text in sent if str(text).isdecimal()}


class WarmUpForm:
    """A form per question, valid as soon as one of them is answered. ``most`` bounds the characters of all answers."""

    def __init__(self, data: Mapping[str, Any] | None = None, most: int | None = None) -> None:
        self.is_bound = data is not None
        self.most = most
        self.rows = [SpokenForm(question, data) for question in questions(Attempt.Kind.WARM_UP)]

    @property
    def answers(self) -> list[Answer]:
        return [row.given for row in self.rows if row.is_graded]

    @property
    def characters(self) -> int:
        return sum(len(answer.text) for answer in self.answers)

    @property
    def is_too_long(self) -> bool:
        return self.most is not None and self.characters > self.most

    def is_valid(self) -> bool:
        """At least one question is answered, no answer has a fault, and together they are not too long."""
        rows_are_valid = self.is_bound and all(row.is_valid() for row in self.rows)
        return rows_are_valid and bool(self.answers) and not self.is_too_long

    @property
    def error(self) -> str:
        """Why the answers cannot be kept; "" where nothing was sent, or all is well."""
        if not self.is_bound or self.is_valid():
            return ""
        if any(row.errors for row in self.rows):
            return _("Not kept yet: see the marked questions.")
        if self.is_too_long:
            text = _(
                "Without an account, all answers together hold %(most)d characters; these have %(shown)d. Shorten some."
            )
            return text % {"most": self.most, "shown": self.characters}
        return _("Answer one question at least: tick the key points that you said, or “None of them”.")
