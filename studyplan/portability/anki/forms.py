from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from studyplan.catalog.models import Topic
from studyplan.portability.forms import UploadField

MOST_ANKI_BYTES = 4 * 1024 * 1024


class AnkiForm(forms.Form):
    """Cards from Anki, and the topic of those that name none."""

    file = UploadField(
        most_bytes=MOST_ANKI_BYTES,
        accept="text/plain,.txt,.csv,.tsv",
        label=_("Text file from Anki"),
        help_text=_("In Anki: File, Export, “Notes in Plain Text”."),
    )
    topic = forms.ModelChoiceField(
        label=_("Topic"),
        queryset=Topic.objects.none(),
        to_field_name="slug",
        empty_label=None,
        help_text=_("For cards whose deck or tags name no topic."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = Topic.objects.current()  # type: ignore[attr-defined]
