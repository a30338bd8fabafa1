"""Checks of a claimed level: the claims, one check, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from studyplan.accounts.models import User
from studyplan.accounts.requests import UserRequest
from studyplan.assessment.services import levels_of, unrated
from studyplan.catalog import pages
from studyplan.catalog.models import Topic
from studyplan.catalog.syllabus import syllabus
from studyplan.goals.services import goal_of, targets_of
from studyplan.practice.checks.forms import CheckForm
from studyplan.practice.checks.page import claims_page
from studyplan.practice.checks.services import check_result, draw_probes, level_to_check, levels_of_probes
from studyplan.practice.models import Attempt
from studyplan.practice.questions.attempts import newest_answer_set, record_answer_set
from studyplan.practice.questions.bank import PracticeQuestion
from studyplan.practice.readiness.moved import what_moved
from studyplan.ui import clock
from studyplan.ui.http import UNPROCESSABLE, page_or_fragment


@dataclass(frozen=True, slots=True)
class Row:
    """A probe that is asked; ``held`` as it was sent, ``is_missing``: it was not said."""

    question: PracticeQuestion
    held: bool | None = None
    is_missing: bool = False


@login_required
@require_safe
def probe_list(request: UserRequest) -> HttpResponse:
    """Claimed levels, those that checks have made of them, and the check that is the most useful next."""
    levels = levels_of(request.user)
    page = None if unrated(levels) else claims_page(request.user, levels, clock.today())
    return page_or_fragment(request, "practice/checks/probe_list.html", {"page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def probe_take(request: UserRequest, slug: str) -> HttpResponse:
    """The probes of one level. A POST keeps whether they held, and leads to what that says."""
    topic = topic_named(slug)
    rating, target = rating_and_target(request.user, topic)
    form = CheckForm(topic, request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        level = form.cleaned_data["level"]
        record_answer_set(request.user, form.answers, now=clock.now(), today=clock.today())
        return redirect(f"{reverse('practice:probe_result', args=[slug])}?{urlencode({'level': level})}")
    level = form.cleaned_data.get("level") if form else level_named(request, topic)
    level = level or level_to_check(topic, rating, target)
    context = {
        "topic": topic,
        "level": level,
        "levels": levels_of_probes(topic),
        "rating": rating,
        "target": target,
        "rules": syllabus().policy.readiness,
        "form": form,
        "marks": (("0", _("I did not have it")), ("1", _("I had it"))),
        "rows": probe_rows(request.user, topic, level, form),
    }
    return page_or_fragment(request, "practice/checks/probe_take.html", context, status=UNPROCESSABLE if form else 200)


@login_required
@require_safe
def probe_result(request: UserRequest, slug: str) -> HttpResponse:
    topic = topic_named(slug)
    rating, target = rating_and_target(request.user, topic)
    page = check_result(request.user, topic, rating, target, level_named(request, topic))
    if page is None:
        return redirect("practice:probe_take", slug)
    levels = levels_of(request.user)
    claims = None if unrated(levels) else claims_page(request.user, levels, clock.today())
    answers = request.user.attempts.filter(kind=Attempt.Kind.PROBE, drill=None, topic=topic, level=page.level)
    context = {
        "page": page,
        "next": claims.next if claims else None,
        "moved": what_moved(request.user, newest_answer_set(answers), clock.today()),
    }
    return page_or_fragment(request, "practice/checks/probe_result.html", context)


def topic_named(slug: str) -> Topic:
    topic = pages.topics().get(slug)
    if topic is None:
        raise Http404(_("There is no topic of this name."))
    return topic


def level_named(request: UserRequest, topic: Topic) -> int | None:
    named = request.GET.get("level")
    if named is None:
        return None
    levels = {str(level): level for level in levels_of_probes(topic)}
    if named not in levels:
        raise Http404(_("There are no questions of this level."))
    return levels[named]


def rating_and_target(user: User, topic: Topic) -> tuple[int | None, int]:
    """The user's rating of the topic, if there is one, and what their goal asks for."""
    return levels_of(user).get(topic.slug), targets_of(goal_of(user), clock.today())[topic.slug]


def probe_rows(user: User, topic: Topic, level: int, form: CheckForm | None) -> list[Row]:
    """The probes to ask: those that were sent and are to be mended, else those drawn now."""
    if form and form.probes:
        return [Row(probe, form.held(probe), form.held(probe) is None) for probe in form.probes]
    return [Row(probe) for probe in draw_probes(user, topic, level)]
