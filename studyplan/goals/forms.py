"""The goal's forms: role, interview and time. Their field names are fixed: bookmarks and integrations rely on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator, StepValueValidator
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from studyplan.catalog.models import Topic
from studyplan.catalog.track import track
from studyplan.core.model import Goal, GoalInterview
from studyplan.goals.fields import MOST_DAYS_OFF, TOO_MANY_DAYS_OFF, DaysField, MinutesField, WeekdayChoices, date_field
from studyplan.goals.models import Debrief
from studyplan.goals.values import DAY_CODES, Stretch, are_alike, fill_weekday_minutes, sort_nearest_first
from studyplan.ui.forms import LinesField

WEEKDAYS = (
    ("mon", _("Monday")),
    ("tue", _("Tuesday")),
    ("wed", _("Wednesday")),
    ("thu", _("Thursday")),
    ("fri", _("Friday")),
    ("sat", _("Saturday")),
    ("sun", _("Sunday")),
)
# A bound for what anyone may send: every day up to an interview is planned, and visitors plan without an account.
FURTHEST = timedelta(days=3 * 366)
NOT_OFFERED = {"invalid_choice": forms.ModelChoiceField.default_error_messages["invalid_choice"]}
LAST_BEFORE_FIRST = _("The last day cannot be before the first. Swap them, or change one.")
LONGEST_PAUSE = 366  # days: a longer one is a new goal, or a typing error


def role_field() -> forms.ChoiceField:
    """A role of those that the content offers, by its slug."""
    return forms.ChoiceField(choices=lambda: track().roles.items(), label=_("Role"), error_messages=NOT_OFFERED)


class CompanyForm(forms.Form):
    """Who asks, and in which rounds: what the content offers now, by slug."""

    company = forms.ChoiceField(
        choices=lambda: [("", _("Not decided yet")), *track().companies.items()],
        label=_("Company"),
        required=False,
        error_messages=NOT_OFFERED,
    )
    rounds = forms.MultipleChoiceField(
        choices=lambda: track().rounds.items(),
        label=_("Rounds"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick those that you know of. With none ticked, all count the same."),
    )

    @property
    def asked_by(self) -> GoalInterview:
        """The company and the rounds that a valid form names, on no date."""
        chosen = frozenset(self.cleaned_data["rounds"])
        return GoalInterview(
            self.cleaned_data["company"] or None, tuple(slug for slug in track().rounds if slug in chosen)
        )


class InterviewForm(CompanyForm):
    """One interview. ``today`` bounds its date; none of the ``others`` may be the same."""

    may_be_empty = False
    field_order = ("interview_date",)  # what decides most comes first

    interview_date = date_field(label=_("Interview date"), required=False)

    def __init__(self, *args: Any, today: date, others: Iterable[GoalInterview] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.others = tuple(others)

    def clean_interview_date(self) -> date | None:
        """An interview that is over is a mistake, unless it was when the form was opened.

        On the first day it is none (rules §10).
        """
        on: date | None = self.cleaned_data["interview_date"]
        if on and on < self.today and on != self.initial.get("interview_date"):
            raise forms.ValidationError(
                _("The interview cannot be before %(today)s. Leave the date empty if there is none yet."),
                params={"today": self.today.isoformat()},
            )
        if on and on > (latest := self.today + FURTHEST):
            raise forms.ValidationError(
                _("The interview cannot be after %(latest)s: no plan holds that long."),
                params={"latest": latest.isoformat()},
            )
        return on

    def clean(self) -> None:
        """An interview says something, and is told apart from the others."""
        super().clean()
        if self.errors:
            return
        if self.interview == GoalInterview() and not self.may_be_empty:
            self.add_error("company", _("Choose a company, a round or a date: one of them is enough."))
        elif self.interview != GoalInterview() and any(are_alike(self.interview, other) for other in self.others):
            self.add_error(
                "interview_date",
                _("You have an interview with the same company on the same date. Add the rounds there, or change one."),
            )

    @property
    def interview(self) -> GoalInterview:
        """The interview that a valid form describes; every part of it may be open."""
        return replace(self.asked_by, on=self.cleaned_data["interview_date"])


class GoalForm(InterviewForm):
    """The goal with the interview that comes next; ``others`` are kept as they are."""

    may_be_empty = True
    template_name = "goal_form.jinja"

    role = role_field()
    minutes = MinutesField(label=_("Minutes a day"), help_text=_("In steps of five."))
    weekdays = forms.MultipleChoiceField(
        choices=WEEKDAYS,
        label=_("Study days"),
        widget=WeekdayChoices,
        error_messages={
            "required": _("Choose at least one study day a week."),
            "invalid_choice": _("“%(value)s” is not a weekday. Use mon, tue, wed, thu, fri, sat or sun."),
        },
    )
    days_off = DaysField(label=_("Days off"), required=False)
    days_off_first = date_field(label=_("First day off"), required=False)
    days_off_last = date_field(label=_("Last day off"), required=False)

    def __init__(self, *args: Any, minutes_range: tuple[int, int], grain: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        low, high = minutes_range
        # Made once for all days: a validator translates its message as it is made.
        most = MaxValueValidator(high, _("A day has room for %(limit_value)s minutes at most."))
        least = MinValueValidator(low, _("Plan at least %(limit_value)s minutes, or make it no study day."))
        for code, name in WEEKDAYS:
            self.fields[f"minutes_{code}"] = field = MinutesField(label=name, required=False)
            field.bound(grain, least, most)
        usual: MinutesField = self.fields["minutes"]  # type: ignore[assignment]
        usual.bound(grain, MinValueValidator(low, _("Plan at least %(limit_value)s minutes a day.")), most)
        self.fields["days_off"].widget.today = self.today
        for dates in ("days_off_first", "days_off_last"):
            self.fields[dates].widget.attrs["min"] = self.today.isoformat()

    @property
    def weekday_fields(self) -> list[BoundField]:
        """The minutes of each weekday, Monday first."""
        return [self[f"minutes_{code}"] for code in DAY_CODES]

    @property
    def has_weekday_minutes(self) -> bool:
        """Whether some day has minutes of its own, or a mistake that must be seen."""
        return any(field.errors or field.value() not in (None, "") for field in self.weekday_fields)

    @property
    def fails_in_more(self) -> bool:
        """Whether a field besides date, minutes, role and company holds a mistake that must be seen."""
        names = ("rounds", "weekdays", "days_off", "days_off_first", "days_off_last")
        return any(self[name].errors for name in names) or any(field.errors for field in self.weekday_fields)

    def clean_weekdays(self) -> tuple[int, ...]:
        """Days as numbers, Monday is 0."""
        codes = self.cleaned_data["weekdays"]
        return tuple(number for number, code in enumerate(DAY_CODES) if code in codes)

    def clean(self) -> None:
        """The days from the first to the last one join the days off."""
        super().clean()
        first, last = (self.cleaned_data.get(name) for name in ("days_off_first", "days_off_last"))
        if last and not first and "days_off_first" not in self.errors:
            self.add_error("days_off_first", _("Choose the first day too, or clear the last one."))
        if not first or "days_off_last" in self.errors or "days_off" in self.errors:
            return
        stretch = Stretch(first, last or first)
        if stretch.days < 1:
            self.add_error("days_off_last", LAST_BEFORE_FIRST)
        elif len(days := {*self.cleaned_data["days_off"], *stretch.dates}) > MOST_DAYS_OFF:
            self.add_error("days_off_last", TOO_MANY_DAYS_OFF % {"most": MOST_DAYS_OFF})
        else:
            self.cleaned_data["days_off"] = tuple(sorted(days))
            self._show_days_as_chosen()

    def _show_days_as_chosen(self) -> None:
        """The page that comes next shows them as boxes, with room for other dates."""
        shown = QueryDict(mutable=True)
        shown.update(self.data)
        shown.setlist("days_off", [day.isoformat() for day in self.cleaned_data["days_off"]])
        shown["days_off_first"] = shown["days_off_last"] = ""
        self.data = shown

    @property
    def goal(self) -> Goal:
        data = self.cleaned_data
        added = () if self.interview == GoalInterview() else (self.interview,)
        return Goal(
            role=data["role"],
            minutes=data["minutes"],
            weekdays=data["weekdays"],
            days_off=data["days_off"],
            interviews=sort_nearest_first((*self.others, *added)),
            weekday_minutes=fill_weekday_minutes(data["minutes"], [data[f"minutes_{code}"] for code in DAY_CODES]),
        )


class PauseForm(forms.Form):
    """Days to take off, or to take back; ``today`` is the first that can still change."""

    first = date_field(label=_("First day off"))
    last = date_field(label=_("Last day off"), help_text=_("The day before you study again."))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for name in self.fields:
            self.fields[name].widget.attrs["min"] = today.isoformat()

    def clean_first(self) -> date:
        """Days in the past cannot change."""
        first: date = self.cleaned_data["first"]
        if first < self.today:
            raise forms.ValidationError(
                _("Days before today cannot change any more. Begin on %(today)s or later."),
                params={"today": self.today.isoformat()},
            )
        return first

    def clean(self) -> None:
        """The days are in order, and not without end."""
        super().clean()
        if self.errors:
            return
        if self.cleaned_data["last"] < self.cleaned_data["first"]:
            self.add_error("last", LAST_BEFORE_FIRST)
        elif self.stretch.days > LONGEST_PAUSE:
            self.add_error("last", _("A pause lasts a year at most. Choose an earlier last day."))

    @property
    def stretch(self) -> Stretch:
        return Stretch(self.cleaned_data["first"], self.cleaned_data["last"])


class PaceForm(forms.Form):
    """The pace to plan with, in percent of the usual minutes; not said: as it is."""

    pace = forms.IntegerField(required=False)

    def __init__(self, *args: Any, pace_range: tuple[int, int], step: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        least, most = pace_range
        self.fields["pace"].validators += [
            MinValueValidator(least, _("Plan with at least %(limit_value)s percent.")),
            MaxValueValidator(most, _("Plan with %(limit_value)s percent at most.")),
            StepValueValidator(step, _("Plan in steps of %(limit_value)s percent.")),
        ]


def long_text(label: Any, help_text: Any, rows: int) -> LinesField:
    """A text of a debrief, which may be empty."""
    return LinesField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=Debrief.LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "max_length": _("Keep it under %(limit_value)d characters; these are %(show_value)d."),
        },
    )


class DebriefForm(forms.Form):
    """How an interview went. Every field may be empty: an interview can go smoothly, and its outcome can be unknown."""

    outcome = forms.ChoiceField(
        choices=Debrief.Outcome.choices,
        label=_("How did it go?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the answers, or none.")},
    )
    asked = long_text(_("Which questions were asked?"), _("As you remember them, one on each line."), 5)
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.none(),
        to_field_name="slug",
        label=_("Which topics did you stumble on?"),
        help_text=_("Your plan can bring them back in the next two study days."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    notes = long_text(_("Anything else?"), _("For you alone: people, mood, what to do better."), 3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"].queryset = Topic.objects.current()  # type: ignore[attr-defined]
