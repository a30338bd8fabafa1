"""When to be reminded."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from studyplan.reminders.models import Reminder

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Words


class ReminderForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Reminder
        fields = ("rhythm", "hour", "weekday")
        labels: ClassVar[dict[str, Words]] = {
            "rhythm": _("How often"),
            "hour": _("Hour"),
            "weekday": _("Weekday"),
        }
        help_texts: ClassVar[dict[str, Words]] = {
            "rhythm": _("Every study day: the tasks of that day. Once a week: what you did and what comes next."),
            "hour": _("In your time zone."),
            "weekday": _("For reminders once a week."),
        }
