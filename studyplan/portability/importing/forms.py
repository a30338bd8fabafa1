from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from studyplan.portability.importing.services import MOST_IMPORTED_BYTES, describe_most_bytes


class ImportForm(forms.Form):
    """A file to look at: the download of an account."""

    file = forms.FileField(
        label=_("Your download"),
        allow_empty_file=True,  # the reader says what is wrong with it
        widget=forms.FileInput(attrs={"accept": "application/json,.json"}),
        help_text=_("The JSON file from “Download your data”, of any version of studyplan."),
        error_messages={"required": _("Choose the file."), "invalid": _("Choose the file.")},
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_IMPORTED_BYTES:
            raise forms.ValidationError(describe_most_bytes())
        return file


class ReplaceForm(forms.Form):
    """Agreement to a preview: the file that it was made of, and the account's state that it showed."""

    document = forms.CharField(strip=False, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
