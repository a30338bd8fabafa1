"""For whom readiness is shown: one's own goal, or another one to look at."""

from __future__ import annotations

from dataclasses import replace

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from studyplan.core.model import Goal, GoalInterview
from studyplan.goals.forms import CompanyForm, role_field

UNKNOWN = _("There is no “%(value)s” here. Choose one of the list.")


class StandpointForm(CompanyForm):
    """A role, a company and rounds; nothing is stored. The field names are those of the goal's form."""

    field_order = ("role", "company", "rounds")

    role = role_field()

    def __init__(self, own: Goal, query: QueryDict) -> None:
        nearest = own.interviews[0] if own.interviews else GoalInterview()
        initial = {"role": own.role, "company": nearest.company, "rounds": list(nearest.rounds)}
        data = query.copy()
        data.setdefault("role", own.role)
        super().__init__(data if any(name in query for name in initial) else None, initial=initial)
        self.own = own
        self.fields["role"].error_messages["invalid_choice"] = UNKNOWN
        self.fields["company"].error_messages["invalid_choice"] = UNKNOWN

    @property
    def goal(self) -> Goal:
        """The goal that is asked about, on the date of one's own; one's own where nothing valid is asked."""
        if not self.is_bound or not self.is_valid():
            return self.own
        interview = replace(self.asked_by, on=self.own.interview_on)
        return replace(self.own, role=self.cleaned_data["role"], interviews=(interview,))
