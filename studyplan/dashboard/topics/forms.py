from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from studyplan.catalog.study import SectionText


class SectionReadForm(forms.Form):
    """Whether one of a lesson's sections is read."""

    section = forms.ChoiceField(
        error_messages={"required": _("Say which section."), "invalid_choice": _("There is no section “%(value)s”.")}
    )
    read = forms.TypedChoiceField(
        choices=[("1", _("read")), ("0", _("not read"))],
        coerce=lambda value: value == "1",
        error_messages={"required": _("Say 1 for read or 0 for not read."), "invalid_choice": _("Say 1 or 0.")},
    )

    def __init__(self, sections: Iterable[SectionText], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = [(section.slug, section.title) for section in sections]  # type: ignore[attr-defined]
