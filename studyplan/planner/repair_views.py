"""One more practice of a topic that was stumbled on: shown before it is taken."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from studyplan.accounts.requests import UserRequest
from studyplan.assessment.asking import ask_for_levels
from studyplan.assessment.services import levels_of
from studyplan.catalog import pages
from studyplan.planner.replacing import replacement_for
from studyplan.planner.services import adopt_repair
from studyplan.ui import clock


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def repair_take(request: UserRequest, slug: str) -> HttpResponse:
    """What one more practice would change in the plan; a POST takes it."""
    topic = pages.topics().get(slug)
    if topic is None:
        raise Http404(_("There is no topic of this name."))
    replacement = replacement_for(request.user, clock.today(), repair=slug)
    if replacement is None:
        return ask_for_levels(request, levels_of(request.user), then=request.path)
    if request.method != "POST":
        return render(request, "planner/repair_take.html", {"topic": topic, "changes": replacement.changes})
    adopt_repair(request.user, topic, replacement.proposal, clock.now(), clock.today())
    messages.success(request, _("One more practice of %(topic)s is in your plan.") % {"topic": topic.name})
    return redirect("planner:plan_detail")
