from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from studyplan.catalog.models import Topic
from studyplan.portability.anki.services import MOST_ANKI_BYTES, describe_most_anki_bytes


class AnkiForm(forms.Form):
    """Cards from Anki, and the topic of those that name none."""

    file = forms.FileField(
        label=_("Text file from Anki"),
        allow_empty_file=True,  # the reader says what is wrong with it
        widget=forms.FileInput(attrs={"accept": "text/plain,.txt,.csv,.tsv"}),
        help_text=_("In Anki: File, Export, “Notes in Plain Text”."),
        error_messages={"required": _("Choose the file."), "invalid": _("Choose the file.")},
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

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_ANKI_BYTES:
            raise forms.ValidationError(describe_most_anki_bytes())
        return file
