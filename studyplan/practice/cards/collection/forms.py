from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from studyplan.catalog.models import Topic
from studyplan.practice.models import OwnCard
from studyplan.ui.forms import LinesField

FRONT, BACK = OwnCard.MOST_FRONT, OwnCard.MOST_BACK


class WordsForm(forms.Form):
    """Words for a card. ``seen``: the version that the page showed; ``stored``: the newest one."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, stored: OwnCard | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored = stored

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.stored and cleaned.get("seen") != self.stored.version and not self.errors:
            self.data = {**self.data.dict(), "seen": self.stored.version}  # type: ignore[attr-defined]
            text = _(
                "This card was changed in another window. There it says: “%(front)s” – “%(back)s”. "
                "Save again to keep what is below."
            )
            raise forms.ValidationError(text, params={"front": self.stored.front, "back": self.stored.back})
        return cleaned

    @property
    def words(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class OwnCardForm(WordsForm):
    topic = forms.ModelChoiceField(
        label=_("Topic"), queryset=Topic.objects.none(), to_field_name="slug", empty_label=None
    )
    front = LinesField(
        label=_("Question"),
        max_length=FRONT,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": FRONT}),
        help_text=_("Ask for one thing, so that only one answer fits."),
        error_messages={"required": _("Write the question.")},
    )
    back = LinesField(
        label=_("Answer"),
        max_length=BACK,
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": BACK}),
        help_text=_("Plain text. Line breaks are kept."),
        error_messages={"required": _("Write the answer.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = Topic.objects.current()  # type: ignore[attr-defined]


class RewriteForm(WordsForm):
    """The user's words for a given card; a side that is left empty keeps the original's."""

    front = LinesField(
        label=_("Question in your words"),
        max_length=FRONT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": FRONT}),
        help_text=_("Leave it empty to keep the original question."),
    )
    back = LinesField(
        label=_("Answer in your words"),
        max_length=BACK,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": BACK}),
        help_text=_("Leave it empty to keep the original answer. Plain text; line breaks are kept."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not (cleaned["front"] or cleaned["back"]):
            raise forms.ValidationError(_("Write the question or the answer in your words."))
        return cleaned
