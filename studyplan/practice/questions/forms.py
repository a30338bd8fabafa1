from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from studyplan.practice.models import Attempt
from studyplan.practice.questions.bank import PracticeQuestion, question_of
from studyplan.ui.forms import LinesField

SECONDS_A_DAY = 24 * 60 * 60


class HitsField(forms.Field):
    """Repeated numbers of the key points that were in an answer, from 0."""

    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> list[int]:
        """Sorted and without repeats; raises ``ValidationError`` for anything that is no number."""
        texts = value or []
        if not all(isinstance(text, str) and text.isdecimal() and len(text) < 4 for text in texts):
            raise forms.ValidationError(_("Key points are named by their numbers, from 0."))
        return sorted({int(text) for text in texts})


class AnswerForm(forms.Form):
    """An answer: typed or not, with the key points in it and the seconds that it took."""

    hits = HitsField(required=False)
    answer = LinesField(
        required=False,
        max_length=Attempt.MOST_CHARACTERS,
        error_messages={"max_length": _("An answer holds %(limit_value)d characters; this one has %(show_value)d.")},
    )
    seconds = forms.IntegerField(required=False, min_value=0, max_value=SECONDS_A_DAY)

    def clean_seconds(self) -> int | None:
        """As many as the column holds."""
        seconds: int | None = self.cleaned_data["seconds"]
        return None if seconds is None else min(seconds, Attempt.MOST_SECONDS)


class AttemptForm(AnswerForm):
    """An answer to a question that the form names: ``kind``, ``topic`` and ``question`` (its slug)."""

    kind = forms.CharField(max_length=10)
    topic = forms.CharField(max_length=60)
    question = forms.CharField(max_length=130)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        question = question_of(data.get("kind", ""), data.get("topic", ""), data.get("question", ""))
        if question is None:
            raise forms.ValidationError(_("There is no such question."))
        if any(hit >= question.points for hit in data.get("hits", ())):
            raise forms.ValidationError(_("The question has fewer key points."))
        return data | {"asked": question}

    @property
    def asked(self) -> PracticeQuestion:
        question: PracticeQuestion = self.cleaned_data["asked"]
        return question
