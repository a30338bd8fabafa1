from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from studyplan.accounts.requests import UserRequest
from studyplan.practice.history.page import history_page
from studyplan.ui import clock
from studyplan.ui.http import page_or_fragment


@login_required
@require_safe
def history_detail(request: UserRequest) -> HttpResponse:
    """Also the history of assessments: there is one history, under two addresses."""
    page = history_page(request.user, clock.today(), request.GET.get("page", "1"))
    return page_or_fragment(request, "practice/history/history_detail.html", {"page": page}, fragments={"attempts"})
