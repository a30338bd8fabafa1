"""For whom readiness is shown: one's own goal, or another one to look at."""

from __future__ import annotations

from dataclasses import replace

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from studyplan.catalog.models import Company, Role, Round
from studyplan.core.model import Goal, GoalInterview

UNKNOWN = _("There is no “%(value)s” here. Choose one of the list.")


class StandpointForm(forms.Form):
    """A role, a company and rounds; nothing is stored. The field names are those of the goal's form."""

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

    def __init__(self, own: Goal, query: QueryDict) -> None:
        nearest = own.interviews[0] if own.interviews else GoalInterview()
        initial = {"role": own.role, "company": nearest.company, "rounds": list(nearest.rounds)}
        data = query.copy()
        data.setdefault("role", own.role)
        super().__init__(data if any(name in query for name in initial) else None, initial=initial)
        self.own = own
        for name, model in (("role", Role), ("company", Company), ("rounds", Round)):
            self.fields[name].queryset = model.objects.current()  # type: ignore[attr-defined]
        self.fields["role"].error_messages["invalid_choice"] = UNKNOWN
        self.fields["company"].error_messages["invalid_choice"] = UNKNOWN

    @property
    def goal(self) -> Goal:
        """The goal that is asked about, on the date of one's own; one's own where nothing valid is asked."""
        if not self.is_bound or not self.is_valid():
            return self.own
        data = self.cleaned_data
        company = data["company"].slug if data["company"] else None
        rounds = tuple(each.slug for each in data["rounds"])
        return replace(
            self.own,
            role=data["role"].slug,
            interviews=(GoalInterview(company, rounds, self.own.interview_on),),
        )
