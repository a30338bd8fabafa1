"""The form of a study screen's Done → next."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from studyplan.practice.questions.bank import PracticeQuestion
from studyplan.practice.questions.forms import AnswerForm


class StepForm(AnswerForm):
    """``item``: the one that is done ("": all of the sitting); with an answer to its question where it asks one."""

    sitting = forms.IntegerField(min_value=0, max_value=1000, required=False)
    item = forms.CharField(max_length=130, required=False)

    def __init__(self, *args: Any, question: PracticeQuestion | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question

    def clean_hits(self) -> list[int]:
        hits: list[int] = self.cleaned_data["hits"]
        if self.question and any(hit >= self.question.points for hit in hits):
            raise forms.ValidationError(_("The question has fewer key points."))
        return hits
