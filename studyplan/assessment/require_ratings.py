"""Pages that need every level send their reader to what is not rated yet."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from studyplan.assessment.services import unrated
from studyplan.ui.http import Request, go_to


def require_ratings(request: Request, levels: Mapping[str, int], then: str) -> HttpResponse:
    """Redirect to all topics before the first assessment; else to one that is new since, and then to ``then``.

    ``levels`` (slug → 1–5) are those of the account or of the visitor, and lack one topic at least.
    """
    if not (levels and request.user.is_authenticated):
        messages.info(request, _("Rate every topic first; the rest follows from that."))
        return go_to(request, reverse("assessment:assessment_take"))
    topic = unrated(levels)[0]
    messages.info(request, _("%(topic)s is new here since your last assessment: rate it, too.") % {"topic": topic.name})
    return go_to(request, f"{reverse('assessment:topic_assess', args=[topic.slug])}?{urlencode({'next': then})}")
