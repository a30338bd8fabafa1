"""Debriefs: what stays of an interview, and which topics it sends back into the plan."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from studyplan.accounts.models import User
from studyplan.goals.forms import DebriefForm
from studyplan.goals.models import Debrief, Interview
from studyplan.goals.services import StoredInterview

# Memory fades, and so does the invitation to use it: nobody is asked about an interview that is long over.
INVITED_FOR = timedelta(days=14)
DEBRIEF_TEXTS = ("outcome", "asked", "notes")
"""What a debrief holds besides its topics: fields of the form and of the row alike."""


def make_debrief_form(interview: Interview, data: Any = None) -> DebriefForm:
    """The form for ``interview``, with what was written before."""
    debrief = debrief_of(interview)
    if debrief is None:
        return DebriefForm(data)
    texts = {name: getattr(debrief, name) for name in DEBRIEF_TEXTS}
    return DebriefForm(data, initial={**texts, "topics": [topic.slug for topic in debrief.topics.all()]})


def debrief_of(interview: Interview) -> Debrief | None:
    """The debrief of ``interview``, or ``None``."""
    return getattr(interview, "debrief", None)


@transaction.atomic
def save_debrief(interview: Interview, form: DebriefForm, now: datetime) -> Debrief:
    """Keep what a valid form says; written again, it replaces what was there."""
    User.objects.lock(interview.goal.user)
    values = {name: form.cleaned_data[name] for name in DEBRIEF_TEXTS} | {"written_at": now}
    debrief, _created = Debrief.objects.update_or_create(interview=interview, defaults=values)
    debrief.topics.set(form.cleaned_data["topics"])
    return debrief


def stumbles_of(user: User) -> tuple[str, ...]:
    """The topics of all debriefs, by the interview's date; one stumbled on at two interviews comes twice."""
    debriefs = Debrief.objects.filter(interview__goal__user=user, topics__is_retired=False)
    return tuple(debriefs.order_by("interview__on", "pk", "topics__position").values_list("topics__slug", flat=True))


def find_awaiting_debrief(interviews: Iterable[StoredInterview], today: date) -> StoredInterview | None:
    """The latest of ``interviews`` (the nearest first) that is lately over and of which nothing is written yet."""
    held = [row for row in interviews if row.on and today - INVITED_FOR <= row.on < today and not row.is_debriefed]
    return held[-1] if held else None
