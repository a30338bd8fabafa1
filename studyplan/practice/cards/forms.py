from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from studyplan.catalog.models import Card
from studyplan.practice.cards.deck import cards_by_key
from studyplan.practice.models import PracticeSettings, Review

MOST_EXTRA_BATCHES = 99


class CardField(forms.CharField):
    """Names a card as ``topic/card``; one that the content has retired may still be open on somebody's page."""

    def clean(self, value: Any) -> Card:
        key = super().clean(value)
        if key in cards_by_key():
            return cards_by_key()[key]
        topic, _slash, slug = key.partition("/")
        card = Card.objects.select_related("topic").filter(topic__slug=topic, slug=slug).first()
        if card is None:
            raise forms.ValidationError(_("There is no such card."))
        return card


class GradeForm(forms.Form):
    """A grade, with what the page saw: ``seen`` (the state of the card) and ``shown`` (when it was asked)."""

    card = CardField(max_length=130, error_messages={"required": _("Say which card.")})
    grade = forms.TypedChoiceField(
        choices=Review.Grade.choices,
        coerce=int,
        error_messages={"required": _("Say a grade from 1 to 4."), "invalid_choice": _("Say a grade from 1 to 4.")},
    )
    seen = forms.IntegerField(min_value=0)
    shown = forms.FloatField(required=False)

    def clean_shown(self) -> datetime | None:
        """``None`` where the browser sent no moment: the time is not measured then."""
        seconds: float | None = self.cleaned_data["shown"]
        try:
            return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
        except (ValueError, OverflowError, OSError):
            return None


class UndoForm(forms.Form):
    review = forms.IntegerField(min_value=1)


class CardSettingsForm(forms.ModelForm):  # type: ignore[type-arg]
    card_minutes = forms.IntegerField(
        label=_("Minutes of cards a day"),
        min_value=PracticeSettings.LEAST_MINUTES,
        max_value=PracticeSettings.MOST_MINUTES,
        required=False,
        help_text=_(
            "A limit, no goal. What does not fit comes on the next study days, the most useful first. "
            "Leave it empty to let your plan decide."
        ),
    )
    has_two_buttons = forms.BooleanField(
        label=_("Only two buttons: Again and Good"),
        required=False,
        help_text=_("Fewer decisions. Keys 1 and 2."),
    )

    class Meta:
        model = PracticeSettings
        fields = ("card_minutes", "has_two_buttons")


def extra_batches_in(data: Any) -> int:
    """How many times the user asked for another day's minutes; 0 for anything that is no such number."""
    text = str(data.get("more", ""))
    return min(int(text), MOST_EXTRA_BATCHES) if text.isdecimal() and len(text) < 4 else 0
