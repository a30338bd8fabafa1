"""How ready one is, and what that is made of."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from studyplan.accounts.requests import UserRequest
from studyplan.assessment.services import levels_of, unrated
from studyplan.catalog.pages import topics
from studyplan.goals.services import ahead, goal_of
from studyplan.practice.readiness.evidence_page import evidence_page
from studyplan.practice.readiness.forms import StandpointForm
from studyplan.practice.readiness.page import readiness_page
from studyplan.ui import clock
from studyplan.ui.http import UNPROCESSABLE, page_or_fragment


@login_required
@require_safe
def readiness_detail(request: UserRequest) -> HttpResponse:
    """Readiness per topic and overall, for one's own goal or for the one that the address names."""
    today, levels = clock.today(), levels_of(request.user)
    form = StandpointForm(ahead(goal_of(request.user), today), request.GET)
    page = None if unrated(levels) else readiness_page(request.user, levels, form.goal, today)
    status = UNPROCESSABLE if form.errors else 200
    context = {"page": page, "form": form}
    return page_or_fragment(
        request, "practice/readiness/readiness_detail.html", context, fragments={"readiness"}, status=status
    )


@login_required
@require_safe
def evidence_list(request: UserRequest, slug: str) -> HttpResponse:
    """The evidence behind one topic's level and forecast."""
    topic = topics().get(slug)
    if topic is None:
        raise Http404
    page = evidence_page(request.user, topic, clock.today())
    is_asked_alone = request.htmx and request.htmx.target == f"made-of--{slug}"
    template = "practice/readiness/made_of.html" if is_asked_alone else "practice/readiness/evidence_list.html"
    return page_or_fragment(request, template, {"page": page})
