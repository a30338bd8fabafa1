"""The fields of the goal's forms: dates, days off, weekdays, and the minutes of a weekday."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from studyplan.goals.values import DAY_CODES, Stretch, find_stretches

# A bound for what anyone may send: visitors plan without an account.
MOST_DAYS_OFF = 3 * 366
TOO_MANY_DAYS_OFF = _("Name %(most)d days off at most.")
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
    """Minutes a day, rounded down to steps of ``grain``; the form that asks sets their bounds."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(error_messages={"invalid": NOT_A_NUMBER}, **kwargs)
        self.grain = 1

    def bound(self, grain: int, least: MinValueValidator, most: MaxValueValidator) -> None:
        self.grain = grain
        self.widget.attrs |= {"min": least.limit_value, "max": most.limit_value, "step": grain}
        self.validators += [least, most]

    def clean(self, value: Any) -> int | None:
        """Plans are made in steps of ``grain`` minutes."""
        minutes: int | None = super().clean(value.strip() if isinstance(value, str) else value)
        return None if minutes is None else minutes - minutes % self.grain


class DaysOffPicker(forms.Widget):
    """Days that are chosen, a box to untick for each stretch; what is over by ``today`` is kept, but out of sight."""

    template_name = "days_off.jinja"
    use_fieldset = True
    today = date.min

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:  # noqa: ARG002
        """All of that name: a box each, or the text of older pages."""
        return data.getlist(name) if hasattr(data, "getlist") else data.get(name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:  # noqa: ARG002
        """A box that is not ticked is not sent."""
        return False

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        shown: list[tuple[str, Stretch | None]] = []
        over = []
        for text in value or ():
            stretch = read_stretch(text)
            if stretch and stretch.last < self.today:
                over.append(text)
            else:
                shown.append((text, stretch))
        return {**super().get_context(name, None, attrs), "shown": shown, "over": ",".join(over)}


def read_stretch(text: str) -> Stretch | None:
    """An ISO date, or two with a slash between them; ``None`` where it is neither."""
    first, _slash, last = text.partition("/")
    try:
        stretch = Stretch(date.fromisoformat(first.strip()), date.fromisoformat((last or first).strip()))
    except ValueError:
        return None
    return stretch if stretch.days > 0 else None


def split_days(value: Any) -> list[str]:
    """Days as they come (dates, or texts with commas or lines between them) one by one."""
    texts = [value] if isinstance(value, str) else value or ()
    parts = (part for text in texts for part in str(text).replace("\n", ",").split(","))
    return [part.strip() for part in parts if part.strip()]


class DaysField(forms.Field):
    """ISO dates, and stretches of them (``2026-12-24/2026-12-31``); cleans to a sorted tuple without repeats."""

    widget = DaysOffPicker

    def to_python(self, value: Any) -> tuple[date, ...]:
        """Read the dates, naming the first that is none."""
        days: set[date] = set()
        texts = split_days(value)
        for text in texts:
            stretch = read_stretch(text)
            if stretch is None:
                raise forms.ValidationError(
                    _("“%(text)s” is not a date. Write days off like 2026-12-25, separated by commas."),
                    params={"text": text},
                )
            if max(len(texts), stretch.days) <= MOST_DAYS_OFF:
                days |= stretch.dates
            if max(len(texts), stretch.days, len(days)) > MOST_DAYS_OFF:
                raise forms.ValidationError(TOO_MANY_DAYS_OFF, params={"most": MOST_DAYS_OFF})
        return tuple(sorted(days))

    def prepare_value(self, value: Any) -> list[str]:
        """The days as they are sent, those in a row as one; a text that is none stays as it was typed."""
        texts = split_days(value)
        try:
            return [write_stretch(stretch) for stretch in find_stretches(self.to_python(texts))]
        except forms.ValidationError:
            return texts


def write_stretch(stretch: Stretch) -> str:
    first, last = stretch.first.isoformat(), stretch.last.isoformat()
    return first if first == last else f"{first}/{last}"
