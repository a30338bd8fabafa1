"""The fields sent after a check: ``level``, its probes as repeated ``probe``, and ``held-<slug>`` (1 or 0) for each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from studyplan.catalog.models import Topic
from studyplan.practice.checks.services import probes_at
from studyplan.practice.questions.attempts import Answer
from studyplan.practice.questions.bank import PracticeQuestion
from studyplan.ui.forms import errors_in

HELD, NOT_HELD = "1", "0"
NO_SUCH_LEVEL = gettext_lazy("There are no questions of this level.")


class CheckForm(forms.Form):
    """Of each probe, whether it held. Which were drawn is the page's affair: any of the level will do."""

    data: QueryDict
    level = forms.IntegerField(error_messages={"required": NO_SUCH_LEVEL, "invalid": NO_SUCH_LEVEL})

    def __init__(self, topic: Topic, data: QueryDict) -> None:
        super().__init__(data)
        self.topic = topic

    def clean_level(self) -> int:
        level: int = self.cleaned_data["level"]
        if not probes_at(self.topic, level):
            raise forms.ValidationError(NO_SUCH_LEVEL)
        return level

    def clean(self) -> dict[str, Any]:
        """Every probe that is named is one of the level, and is answered."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "level" in data:
            if not self.probes:
                raise forms.ValidationError(_("These questions are asked no longer. Here are those of today."))
            if any(self.held(probe) is None for probe in self.probes):
                raise forms.ValidationError(_("Say of each question whether you had it."))
        return data

    @property
    def probes(self) -> tuple[PracticeQuestion, ...]:
        """Those that are named, in the content's order; none where one of them is unknown."""
        known = {probe.slug: probe for probe in probes_at(self.topic, self.cleaned_data.get("level", 0))}
        named = set(self.data.getlist("probe"))
        return tuple(probe for slug, probe in known.items() if slug in named) if named <= known.keys() else ()

    def held(self, probe: PracticeQuestion) -> bool | None:
        """Whether it held; ``None`` where that was not said."""
        return {HELD: True, NOT_HELD: False}.get(self.data.get(f"held-{probe.slug}", ""))

    @property
    def answers(self) -> list[Answer]:
        """A valid form's: a probe that held has its one point."""
        return [Answer(probe, (0,) if self.held(probe) else ()) for probe in self.probes]

    @property
    def faults(self) -> list[str]:
        return errors_in(self)
