"""The app on a device: what a browser installs, and what it stores to go on without a connection."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from studyplan.accounts.requests import UserRequest
from studyplan.dashboard.offline.ahead import list_pages_ahead
from studyplan.dashboard.offline.cards import list_offline_cards
from studyplan.dashboard.offline.worker import make_manifest, worker_script
from studyplan.ui import clock
from studyplan.ui.http import page_or_fragment


def asked_each_time(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponseBase]:
    """For what is the same for everybody: browsers keep it, ask each time, and get it again where it has changed."""

    @wraps(view)
    def wrapper(request: HttpRequest) -> HttpResponseBase:
        response = view(request)
        etag = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response.headers["ETag"], response.headers["Cache-Control"] = etag, "no-cache"
        return get_conditional_response(request, etag=etag, response=response) or response

    return wrapper


@require_safe
@asked_each_time
def manifest(_request: HttpRequest) -> HttpResponse:
    return JsonResponse(make_manifest(), content_type="application/manifest+json")


@require_safe
@asked_each_time
def service_worker(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(worker_script(), content_type="text/javascript; charset=utf-8")


@require_safe
def offline_detail(request: HttpRequest) -> HttpResponse:
    """What the worker shows in place of a page that it has not stored; a script lists those that it has."""
    return render(request, "dashboard/offline/offline_detail.html")


@login_required
@require_safe
def page_list(request: UserRequest) -> HttpResponse:
    """What to store ahead, as JSON for the worker."""
    return JsonResponse({"pages": list_pages_ahead(request.user, clock.today())})


@login_required
@require_safe
def offline_cards(request: UserRequest) -> HttpResponse:
    """All cards of today at once, shown by the worker where the cards cannot be reached."""
    page = list_offline_cards(request.user, clock.now(), clock.today())
    return page_or_fragment(request, "dashboard/offline/offline_cards.html", {"page": page})
