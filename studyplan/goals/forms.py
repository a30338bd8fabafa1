"""The goal form: role, interview and time. Its field names are fixed: bookmarks and integrations rely on them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from studyplan.catalog.models import Company, Role, Round
from studyplan.core.model import Goal, Interview

WEEKDAYS = (
    ("mon", _("Monday")),
    ("tue", _("Tuesday")),
    ("wed", _("Wednesday")),
    ("thu", _("Thursday")),
    ("fri", _("Friday")),
    ("sat", _("Saturday")),
    ("sun", _("Sunday")),
)
DAY_CODES = tuple(code for code, _name in WEEKDAYS)


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
        return tuple(sorted(days))

    def prepare_value(self, value: Any) -> Any:
        """Show dates the way they are typed."""
        return value if isinstance(value, str) or value is None else ", ".join(day.isoformat() for day in value)


class WeekdayChoices(forms.CheckboxSelectMultiple):
    """Not asked at all means every day. Pages that do ask send an empty value too, so that none ticked is seen."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """The codes that were ticked."""
        if name not in data:
            return list(DAY_CODES)
        return [code for code in super().value_from_datadict(data, files, name) if code]


class GoalForm(forms.Form):
    """One interview at most; the data has room for several. ``today`` bounds the date."""

    role = forms.ModelChoiceField(Role.objects.none(), to_field_name="slug", label=_("Role"), empty_label=None)
    company = forms.ModelChoiceField(
        Company.objects.none(),
        to_field_name="slug",
        label=_("Company"),
        required=False,
        empty_label=_("Not decided yet"),
    )
    rounds = forms.ModelMultipleChoiceField(
        Round.objects.none(),
        to_field_name="slug",
        label=_("Rounds"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: all count alike."),
    )
    interview_date = forms.DateField(
        label=_("Interview date"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("Write the date like 2027-01-31.")},
    )
    minutes = forms.IntegerField(
        label=_("Minutes a day"),
        help_text=_("Rounded down to five minutes."),
        error_messages={"invalid": _("Minutes are a whole number, such as 90.")},
    )
    weekdays = forms.MultipleChoiceField(
        choices=WEEKDAYS,
        label=_("Study days"),
        widget=WeekdayChoices,
        error_messages={
            "required": _("Choose at least one study day a week."),
            "invalid_choice": _("“%(value)s” is not a weekday. Use mon, tue, wed, thu, fri, sat or sun."),
        },
    )
    days_off = DaysField(
        label=_("Days off"), required=False, help_text=_("Dates like 2026-12-25, separated by commas."), strip=True
    )

    def __init__(self, *args: Any, today: date, minutes_range: tuple[int, int], grain: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.grain = grain
        self.fields["role"].queryset = Role.objects.current()  # type: ignore[attr-defined]
        self.fields["company"].queryset = Company.objects.current()  # type: ignore[attr-defined]
        self.fields["rounds"].queryset = Round.objects.current()  # type: ignore[attr-defined]
        low, high = minutes_range
        minutes = self.fields["minutes"]
        minutes.widget.attrs |= {"min": low, "max": high, "step": grain}
        minutes.validators += [
            MinValueValidator(low, _("Plan at least %(limit_value)s minutes a day.")),
            MaxValueValidator(high, _("A day has room for %(limit_value)s minutes at most.")),
        ]

    def clean_interview_date(self) -> date | None:
        """An interview that is over is a slip of the pen; on the first day it is not (rules §10)."""
        on: date | None = self.cleaned_data["interview_date"]
        if on and on < self.today:
            raise forms.ValidationError(
                _("The interview cannot be before %(today)s. Leave the date empty if there is none yet."),
                params={"today": self.today.isoformat()},
            )
        return on

    def clean_minutes(self) -> int:
        """Plans are made in steps of five minutes."""
        minutes: int = self.cleaned_data["minutes"]
        return minutes - minutes % self.grain

    def clean_weekdays(self) -> tuple[int, ...]:
        """Numbers from Monday 0."""
        codes = self.cleaned_data["weekdays"]
        return tuple(number for number, code in enumerate(DAY_CODES) if code in codes)

    @property
    def goal(self) -> Goal:
        """The goal that a valid form describes."""
        data = self.cleaned_data
        company = data["company"].slug if data["company"] else None
        rounds = tuple(chosen.slug for chosen in data["rounds"])
        interview = Interview(company=company, rounds=rounds, on=data["interview_date"])
        return Goal(
            role=data["role"].slug,
            minutes=data["minutes"],
            weekdays=data["weekdays"],
            days_off=data["days_off"],
            interviews=(interview,) if company or rounds or interview.on else (),
        )
