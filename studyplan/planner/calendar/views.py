"""The plan for one's own calendar: a file to download, and a secret address to subscribe to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from studyplan.accounts.models import User
from studyplan.accounts.requests import UserRequest
from studyplan.planner.calendar.ics import write_calendar
from studyplan.planner.models import CalendarFeed
from studyplan.ui import clock
from studyplan.ui.http import UNPROCESSABLE

Action = Callable[[User, datetime], object]
ACTIONS: dict[str, tuple[Action, str | Promise]] = {
    "make": (CalendarFeed.objects.make, _("Here is the address. Add it to your calendar once.")),
    "renew": (CalendarFeed.objects.renew, _("Here is a new address. The old one has stopped working.")),
    "revoke": (lambda user, _now: CalendarFeed.objects.revoke(user), _("The address has stopped working.")),
}
QUESTIONS = ("renew", "revoke")
PLAIN = "text/plain; charset=utf-8"


def address(request: HttpRequest, path: str) -> str:
    """The whole address of ``path``: the installation's own, else as this browser or calendar reached it."""
    return (settings.ORIGIN or f"{request.scheme}://{request.get_host()}") + path


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def calendar_detail(request: UserRequest) -> HttpResponse:
    """A plan's calendars. A POST makes the secret address, replaces it or revokes it."""
    if not request.user.plans.current().exists():
        return redirect("planner:plan_detail")
    asked = request.POST.get("action", "")
    if asked in ACTIONS:
        act, message = ACTIONS[asked]
        act(request.user, clock.now())
        messages.success(request, str(message))
        return redirect("planner:calendar_detail")
    feed = CalendarFeed.objects.filter(user=request.user).first()
    question = request.GET.get("ask", "")
    context = {
        "feed": feed,
        "feed_url": address(request, reverse("planner:calendar_feed", args=[feed.token])) if feed else "",
        "question": question if feed and question in QUESTIONS else "",
        "is_local": not settings.PRODUCTION,
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "planner/calendar/calendar_detail.html", context, status=status)


@login_required
@require_safe
def calendar_download(request: UserRequest) -> HttpResponse:
    plan = request.user.plans.current().first()
    if plan is None:
        return redirect("planner:plan_detail")
    response = calendar_response(write_calendar(request.user, plan, address(request, "/")))
    response["Content-Disposition"] = 'attachment; filename="study-plan.ics"'
    return response


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The plan for whoever knows the secret address, without a log-in; unknown and revoked are alike."""
    feed = CalendarFeed.objects.open_with(token).first()
    plan = feed.user.plans.current().first() if feed else None
    if feed and plan:
        response = calendar_response(write_calendar(feed.user, plan, address(request, "/")))
    else:
        # Not the site's page for this: it would set a cookie, and no calendar shows it.
        response = HttpResponse(_("There is no calendar at this address."), status=404, content_type=PLAIN)
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    return response


def calendar_response(content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
