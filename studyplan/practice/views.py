"""The front page of practice."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from studyplan.accounts.models import User
from studyplan.practice.cards.queue import due_today
from studyplan.practice.questions.page import problems_page
from studyplan.ui import clock
from studyplan.ui.http import Request, page_or_fragment


@require_safe
def practice_home(request: Request) -> HttpResponse:
    now, today, user = clock.now(), clock.today(), request.user
    cards = due_today(user, now, today) if isinstance(user, User) else None
    context = {"problems": problems_page(user, today), "cards": cards}
    return page_or_fragment(request, "practice/practice_home.html", context)
