"""The fields of the goal's forms: dates, days off, weekdays, and the minutes of a weekday."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from studyplan.goals.values import DAY_CODES

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Words

# A bound for what anyone may send: visitors plan without an account.
MOST_DAYS_OFF = 3 * 366
NOT_A_NUMBER = _("Minutes are a whole number, such as 90.")


def date_field(**kwargs: Any) -> forms.DateField:
    """A date as browsers send it, with a word on how to type it."""
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("Write the date like 2027-01-31."), "required": _("Choose a date.")},
        **kwargs,
    )


class WeekdayChoices(forms.CheckboxSelectMultiple):
    """Not asked at all means every day. Pages that do ask send an empty value too, so that none ticked is seen."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        if name not in data:
            return list(DAY_CODES)
        return [code for code in super().value_from_datadict(data, files, name) if code]


class MinutesField(forms.IntegerField):
    """Minutes a day within ``bounds``, rounded down to whole steps of ``grain``, which the form that asks sets."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(error_messages={"invalid": NOT_A_NUMBER}, **kwargs)
        self.grain = 1

    def bound(self, least: int, most: int, grain: int, too_few: Words, too_many: Words) -> None:
        self.grain = grain
        self.widget.attrs |= {"min": least, "max": most, "step": grain}
        self.validators += [MinValueValidator(least, too_few), MaxValueValidator(most, too_many)]

    def clean(self, value: Any) -> int | None:
        """Plans are made in steps of ``grain`` minutes."""
        minutes: int | None = super().clean(value.strip() if isinstance(value, str) else value)
        return None if minutes is None else minutes - minutes % self.grain


class DaysField(forms.CharField):
    """ISO dates, separated by commas; cleans to a sorted tuple without repeats."""

    def to_python(self, value: Any) -> tuple[date, ...]:  # type: ignore[override]
        """Read the dates, naming the first that is none."""
        days = set()
        for part in (super().to_python(value) or "").replace("\n", ",").split(","):
            if not (text := part.strip()):
                continue
            try:
                days.add(date.fromisoformat(text))
            except ValueError:
                raise forms.ValidationError(
                    _("“%(text)s” is not a date. Write days off like 2026-12-25, separated by commas."),
                    params={"text": text},
                ) from None
        if len(days) > MOST_DAYS_OFF:
            raise forms.ValidationError(_("Name %(most)d days off at most."), params={"most": MOST_DAYS_OFF})
        return tuple(sorted(days))

    def prepare_value(self, value: Any) -> Any:
        """Show dates the way they are typed."""
        return value if isinstance(value, str) or value is None else ", ".join(day.isoformat() for day in value)
