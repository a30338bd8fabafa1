"""Debriefs: what stays of an interview, and which topics it sends back into the plan."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from studyplan.accounts.models import User
from studyplan.goals.forms import DebriefForm
from studyplan.goals.models import Debrief, Interview

# Memory fades, and so does the invitation to use it: nobody is asked about an interview that is long over.
INVITED_FOR = timedelta(days=14)


def make_debrief_form(interview: Interview, data: Any = None) -> DebriefForm:
    """The form for ``interview``, with what was written before."""
    debrief = debrief_of(interview)
    if debrief is None:
        return DebriefForm(data)
    return DebriefForm(data, initial={"asked": debrief.asked, "topics": [topic.slug for topic in debrief.topics.all()]})


def debrief_of(interview: Interview) -> Debrief | None:
    """The debrief of ``interview``, or ``None``."""
    return getattr(interview, "debrief", None)


@transaction.atomic
def save_debrief(interview: Interview, form: DebriefForm, now: datetime) -> Debrief:
    """Keep what a valid form says; written again, it replaces what was there."""
    values = {"asked": form.cleaned_data["asked"], "written_at": now}
    debrief, _created = Debrief.objects.update_or_create(interview=interview, defaults=values)
    debrief.topics.set(form.cleaned_data["topics"])
    return debrief


def stumbles_of(user: User) -> tuple[str, ...]:
    """The topics of all debriefs, by the interview's date; one stumbled on at two interviews comes twice."""
    debriefs = Debrief.objects.filter(interview__goal__user=user, topics__is_retired=False)
    return tuple(debriefs.order_by("interview__on", "pk", "topics__position").values_list("topics__slug", flat=True))


def interviews_in_mind(user: User, today: date) -> tuple[Interview, ...]:
    """Those with a date, the earliest first, that are ahead or so lately over that their debrief may be asked for."""
    rows = Interview.objects.filter(goal__user=user, on__gte=today - INVITED_FOR)
    return tuple(rows.select_related("company", "debrief"))


def find_awaiting_debrief(in_mind: Iterable[Interview], today: date) -> Interview | None:
    """The latest of ``in_mind`` that is over and of which nothing is written yet."""
    held = [row for row in in_mind if row.on and row.on < today and debrief_of(row) is None]
    return held[-1] if held else None
