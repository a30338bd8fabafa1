"""The rating form: one field per topic, named by its slug."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from studyplan.assessment.drafts import LEVELS
from studyplan.catalog.models import Topic


class RatingForm(forms.Form):
    """Levels 1–5 for ``topics``. Every topic must be rated for the form to be valid."""

    def __init__(self, topics: Sequence[Topic], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topics = topics
        for topic in topics:
            self.fields[topic.slug] = forms.TypedChoiceField(
                label=topic.name,
                choices=[(level, str(level)) for level in LEVELS],
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Not rated yet."),
                    "invalid_choice": _("A level is a whole number from 1 to 5."),
                },
            )

    @property
    def given(self) -> dict[str, int]:
        """The valid levels among what was sent, complete or not."""
        self.full_clean()
        return {topic.slug: self.cleaned_data[topic.slug] for topic in self.topics if topic.slug in self.cleaned_data}

    @property
    def missing(self) -> list[Topic]:
        """The topics without a valid level, in order."""
        return [topic for topic in self.topics if topic.slug in self.errors]

    @property
    def missing_message(self) -> str:
        missing = [topic.name for topic in self.missing]
        return ngettext(
            "One topic is not rated yet: %(names)s.", "%(count)d topics are not rated yet: %(names)s.", len(missing)
        ) % {"count": len(missing), "names": ", ".join(missing)}
