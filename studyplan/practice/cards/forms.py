from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from studyplan.accounts.models import User
from studyplan.catalog.models import Card
from studyplan.practice.cards.deck import deck_by_topic
from studyplan.practice.cards.own import find_card
from studyplan.practice.models import OwnCard, PracticeSettings, Review

MOST_EXTRA_BATCHES = 99


class CardForm(forms.Form):
    """Names one of the cards that a user may see."""

    card = forms.CharField(max_length=130, error_messages={"required": _("Say which card.")})

    def __init__(self, data: Any, user: User) -> None:
        super().__init__(data)
        self.user = user

    def clean_card(self) -> Card | OwnCard:
        card = find_card(self.user, self.cleaned_data["card"])
        if card is None:
            raise forms.ValidationError(_("There is no such card."))
        return card


class GradeForm(CardForm):
    """A grade, with what the page saw: ``seen`` (the state of the card) and ``shown`` (when it was asked)."""

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


class AsideForm(CardForm):
    """A card to set aside (``aside`` 1) or to bring back (0)."""

    aside = forms.TypedChoiceField(choices=((0, _("bring back")), (1, _("set aside"))), coerce=int)


class UndoForm(forms.Form):
    review = forms.IntegerField(min_value=1)


class CardSettingsForm(forms.ModelForm):  # type: ignore[type-arg]
    card_minutes = forms.IntegerField(
        label=_("Minutes of cards a day"),
        min_value=PracticeSettings.LEAST_MINUTES,
        max_value=PracticeSettings.MOST_MINUTES,
        required=False,
        help_text=_(
            "At most this long. Cards that do not fit come on the next study days, the most useful first. "
            "Leave it empty to let your plan decide."
        ),
    )
    new_cards = forms.IntegerField(
        label=_("New cards a day"),
        min_value=0,
        max_value=PracticeSettings.MOST_NEW_CARDS,
        help_text=_("At most this many. Each new card brings several reviews in the days after it. 0: no new cards."),
    )
    has_two_buttons = forms.BooleanField(
        label=_("Only two buttons: Again and Good"),
        required=False,
        help_text=_("Fewer decisions. The keys are 1 and 2."),
    )

    class Meta:
        model = PracticeSettings
        fields = ("card_minutes", "new_cards", "has_two_buttons")


def extra_batches_in(data: Any) -> int:
    """How many times the user asked for another day's minutes; 0 for anything that is no such number."""
    text = str(data.get("more", ""))
    return min(int(text), MOST_EXTRA_BATCHES) if text.isdecimal() and len(text) < 4 else 0


def topic_in(data: Any) -> str:
    """The slug of the one topic whose cards the user asked for; "" for none, or for one that does not exist."""
    slug = str(data.get("topic", ""))
    return slug if slug in deck_by_topic() else ""
