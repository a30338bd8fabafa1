"""Rating oneself: all topics, and one topic."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from studyplan.assessment import drafts
from studyplan.assessment.changes import describe_change
from studyplan.assessment.forms import RatingForm
from studyplan.assessment.pages import make_rating_row, rating_place, total_ratings
from studyplan.assessment.services import levels_of
from studyplan.catalog.models import Topic
from studyplan.dashboard.claiming import take_assessment
from studyplan.ui import clock
from studyplan.ui.http import UNPROCESSABLE, Request, next_url, page_or_fragment


@require_http_methods(["GET", "HEAD", "POST"])
def assessment_take(request: Request) -> HttpResponse:
    """All topics on one page. Ratings are kept as they are given; sending all of them leads to the result."""
    topics = list(Topic.objects.current())
    form = RatingForm(topics, request.POST) if request.method == "POST" else None
    before = levels_of(request.user) if request.user.is_authenticated else {}
    if form:
        drafts.keep(request.session, form.given, before)
        if form.is_valid():
            if request.user.is_authenticated:
                now = clock.now()
                taken = take_assessment(request.user, form.given, frozenset(form.given), now, clock.today())
                drafts.drop(request.session)
                if before and taken.taken_at == now:
                    messages.success(request, describe_change(topics, before, form.given))
            return redirect("dashboard:result")
    return rating_page(request, topics, form, before)


def rating_page(
    request: Request, topics: list[Topic], form: RatingForm | None, before: Mapping[str, int]
) -> HttpResponse:
    """The form with what was rated so far, or last time; after an incomplete POST also with what is missing."""
    slugs = [topic.slug for topic in topics]
    levels = dict(before) | drafts.read_ratings(request.session, slugs)
    errors = {slug: error_text(form, slug) for slug in slugs}
    context = {
        "rows": [
            make_rating_row(
                topic,
                None if errors[topic.slug] else levels.get(topic.slug),
                errors[topic.slug],
                before.get(topic.slug),
                of=len(topics),
            )
            for topic in topics
        ],
        "standing": total_ratings(topics, levels),
        "missing_message": form.missing_message if form else "",
        "is_repeat": bool(before),
    }
    status = UNPROCESSABLE if form else 200
    return page_or_fragment(request, "assessment/assessment_take.html", context, status=status)


def error_text(form: RatingForm | None, slug: str) -> str:
    """The errors of one topic's rating; "" if there are none, or nothing was sent."""
    return " ".join(str(error) for error in form.errors.get(slug, ())) if form else ""


@require_POST
def rating_save(request: Request) -> HttpResponse:
    """Keep the ratings given so far; answer with where they lead: without htmx to the next topic, or to the result."""
    topics = list(Topic.objects.current())
    given = RatingForm(topics, request.POST).given
    before = levels_of(request.user) if request.user.is_authenticated else {}
    drafts.keep(request.session, given, before)
    levels = before | drafts.read_ratings(request.session, [topic.slug for topic in topics])
    standing = total_ratings(topics, levels)
    if request.htmx:
        return render(request, "assessment/assessment_take.html#standing", {"standing": standing})
    if standing.is_complete and request.user.is_anonymous:
        return redirect("dashboard:result")
    place = rating_place(standing.missing[0]) if given and standing.missing else ""
    return redirect(reverse("assessment:assessment_take") + place)


@require_http_methods(["GET", "HEAD", "POST"])
def topic_assess(request: Request, slug: str) -> HttpResponse:
    """One topic again. On an account with an assessment this makes a new one with the other levels copied."""
    topic = get_object_or_404(Topic.objects.current(), slug=slug)
    user = request.user
    before = levels_of(user) if user.is_authenticated else {}
    form = RatingForm([topic], request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        if not (before and user.is_authenticated):
            drafts.save(request.session, form.given)
            return redirect("assessment:assessment_take")
        take_assessment(user, before | form.given, frozenset(form.given), clock.now(), clock.today())
        messages.success(request, describe_change([topic], before, form.given))
        return redirect(next_url(request, topic.get_absolute_url()))
    level = before.get(slug) or drafts.read_ratings(request.session, [slug]).get(slug)
    context = {
        "topic": topic,
        "rows": [make_rating_row(topic, level, error_text(form, slug), before.get(slug))],
        "next": next_url(request, ""),
    }
    return render(request, "assessment/topic_assess.html", context, status=UNPROCESSABLE if form else 200)
