"""The fields of ``POST /progress/`` and ``POST /progress/took/``."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from studyplan.progress import keys
from studyplan.progress.models import Completion
from studyplan.progress.services import NOT_PLANNED, PlannedTask

MOST_SITTINGS = 99
"""More than any plan cuts a task into: what is ticked is stored."""


class SittingForm(forms.Form):
    """A task's key, and which sitting of it (absent: the whole task)."""

    task = forms.CharField(max_length=keys.MAX_LENGTH, error_messages={"required": _("Say which task.")})
    sitting = forms.IntegerField(min_value=0, max_value=MOST_SITTINGS, required=False)

    def clean_sitting(self) -> int:
        """No sitting means the whole task."""
        return self.cleaned_data["sitting"] or Completion.WHOLE


class TickForm(SittingForm):
    """Whether a task is done, or a sitting of it."""

    done = forms.TypedChoiceField(
        choices=[("1", _("done")), ("0", _("not done"))],
        coerce=lambda value: value == "1",
        error_messages={"required": _("Say 1 for done or 0 for not done."), "invalid_choice": _("Say 1 or 0.")},
    )

    def __init__(
        self,
        find: Callable[[str], PlannedTask | None],
        slugs: Container[str],
        ticked: QuerySet[Completion],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """``find`` looks a task up in the plan by its key; ``slugs`` are all topics'; ``ticked`` is what is there."""
        super().__init__(*args, **kwargs)
        self.find = find
        self.slugs = slugs
        self.ticked = ticked
        self.planned = NOT_PLANNED

    def clean_task(self) -> str:
        """Only tasks that are in the plan, which are then ``planned``, could be in one, or are ticked."""
        task: str = self.cleaned_data["task"]
        planned = self.find(task)
        if planned:
            self.planned = planned
        elif not (keys.is_known(task, self.slugs) or self.ticked.filter(task=task).exists()):
            raise forms.ValidationError(_("There is no task “%(task)s”."), params={"task": task})
        return task


class TookForm(SittingForm):
    """How long a done task took, or a sitting of it."""

    SAY = _("Say shorter, as-planned or longer.")

    took = forms.ChoiceField(choices=Completion.Took.choices, error_messages={"required": SAY, "invalid_choice": SAY})
