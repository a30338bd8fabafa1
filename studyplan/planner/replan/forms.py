"""The fields of the choices about one task."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from studyplan.progress.models import TaskChoice


class TaskOnDayField(forms.Field):
    """A task's key and a day, such as ``read:optimization 2026-03-02``: one value, so that a button can send it."""

    def to_python(self, value: Any) -> tuple[str, date] | None:
        key, _space, day = str(value or "").partition(" ")
        try:
            return (key, date.fromisoformat(day)) if day else None
        except ValueError:
            raise forms.ValidationError(_("“%(text)s” is not a date."), params={"text": day}) from None


class DeferForm(forms.Form):
    """Which task to put off, and the day on which the page showed it."""

    task = TaskOnDayField()

    @property
    def on_day(self) -> tuple[str, date]:
        found: tuple[str, date] = self.cleaned_data["task"]
        return found


class SkipForm(forms.Form):
    """Why a task is dropped: one of three reasons, words of one's own, or nothing."""

    REASONS = (
        ("", _("No reason")),
        ("known", _("I can do this already.")),
        ("unhelpful", _("It does not help me.")),
        ("time", _("I have no time for it.")),
    )

    why = forms.ChoiceField(
        choices=REASONS,
        label=_("Why?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the reasons, or none.")},
    )
    words = forms.CharField(
        label=_("Or in your own words"),
        required=False,
        max_length=TaskChoice.LONGEST,
        error_messages={"max_length": _("Keep it under %(limit_value)d characters; these are %(show_value)d.")},
    )

    @property
    def reason(self) -> str:
        """What a valid form says."""
        words: str = self.cleaned_data["words"]
        return words or (str(dict(self.REASONS)[self.cleaned_data["why"]]) if self.cleaned_data["why"] else "")
