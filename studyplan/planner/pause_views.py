"""A pause, holidays, and taking days off back. The plan follows, shown before it does."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from studyplan.accounts.requests import UserRequest
from studyplan.goals.forms import PauseForm
from studyplan.goals.services import goal_of
from studyplan.goals.values import paused_until, stretches, with_days_off, without_days_off
from studyplan.planner.changes import ChangesView
from studyplan.planner.replacing import change_goal
from studyplan.planner.services import undoable
from studyplan.ui import clock
from studyplan.ui.http import UNPROCESSABLE, page_or_fragment


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan_pause(request: UserRequest) -> HttpResponse:
    """Days off, from a day to a day; ``off=0`` takes them back. What it would change is shown until confirmed."""
    goal, today = goal_of(request.user), clock.today()
    data = request.POST if request.method == "POST" else None
    form = PauseForm(data, today=today, initial={"first": today})
    takes_back = request.POST.get("off") == "0"

    def page(changes: ChangesView | None = None, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "changes": changes,
            "takes_back": takes_back,
            "paused_until": paused_until(goal, today),
            "stretches": stretches(day for day in goal.days_off if day >= today),
            "undoable": undoable(request.user, today),
        }
        return page_or_fragment(request, "planner/plan_pause.html", context, fragments={"pause-form"}, status=status)

    if not form.is_bound:
        return page()
    if not form.is_valid():
        return page(status=UNPROCESSABLE)
    if takes_back:
        wanted, saved = without_days_off(goal, form.stretch), _("These days are study days again.")
    else:
        wanted, saved = with_days_off(goal, form.stretch), _("Your days off are noted. Rest well.")
    return change_goal(request, wanted, page, saved, "planner:plan_pause")
