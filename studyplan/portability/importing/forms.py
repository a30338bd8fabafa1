from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from studyplan.portability.forms import UploadField
from studyplan.portability.importing.services import MOST_IMPORTED_BYTES


class ImportForm(forms.Form):
    """A file to look at: the download of an account."""

    file = UploadField(
        most_bytes=MOST_IMPORTED_BYTES,
        accept="application/json,.json",
        label=_("Your download"),
        help_text=_("The JSON file from “Download your data”, of any version of studyplan."),
    )


class ReplaceForm(forms.Form):
    """Agreement to a preview: the file that it was made of, and the account's state that it showed."""

    document = forms.CharField(strip=False, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
