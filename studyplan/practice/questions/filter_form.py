"""The filters of the list of problems. They are its address: whatever that says, there is a page."""

from __future__ import annotations

from django import forms
from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from studyplan.catalog.pages import topics
from studyplan.practice.questions.listed import FORMS

MOST_MINUTES = (20, 30, 45)
LEVELS_ASKED = (2, 3, 4, 5)


class State(TextChoices):
    """How a problem went so far; one that was stumbled on is open, too."""

    OPEN = "open", _("Open")
    AGAIN = "again", _("To try again")
    DONE = "done", _("Done")


class ProblemFilterForm(forms.Form):
    """Every field may be empty. ``page`` is a number from 1; a page that is not there is the nearest one."""

    topic = forms.ChoiceField(label=_("Topic"), required=False)
    level = forms.ChoiceField(label=_("Level"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("Any kind")), *FORMS.items()])
    minutes = forms.ChoiceField(label=_("Length"), required=False)
    state = forms.ChoiceField(label=_("Status"), required=False, choices=[("", _("Any status")), *State.choices])

    def __init__(self, data: QueryDict, *, is_account: bool) -> None:
        super().__init__(data)
        self._choose("topic", _("Any topic"), [(slug, topic.short_name) for slug, topic in topics().items()])
        self._choose(
            "level", _("Any level"), [(str(level), _("Level %(level)s") % {"level": level}) for level in LEVELS_ASKED]
        )
        self._choose(
            "minutes",
            _("Any length"),
            [(str(most), _("Up to %(minutes)s min") % {"minutes": most}) for most in MOST_MINUTES],
        )
        if not is_account:
            del self.fields["state"]

    def _choose(self, name: str, empty: object, choices: list[tuple[str, object]]) -> None:
        self.fields[name].choices = [("", empty), *choices]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that are set, by the names of their fields; what cannot be is none."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def page(self) -> int:
        number = self.data.get("page", "")
        return int(number) if number.isdecimal() and 0 < len(number) < 6 and int(number) else 1
