"""The front page of practice."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from studyplan.accounts.models import User
from studyplan.goals.services import goal_of
from studyplan.practice.cards.queue import due_today
from studyplan.practice.questions.attempts import count_attempted
from studyplan.practice.questions.listed import VIEWS, listed_problems
from studyplan.ui import clock
from studyplan.ui.http import Request, page_or_fragment


@require_safe
def practice_home(request: Request) -> HttpResponse:
    user = request.user
    context: dict[str, object] = {"problems": len(listed_problems())}
    if isinstance(user, User):
        context |= {
            "attempted": count_attempted(user, VIEWS),
            "cards": due_today(user, goal_of(user), clock.today()),
        }
    return page_or_fragment(request, "practice/practice_home.html", context)
