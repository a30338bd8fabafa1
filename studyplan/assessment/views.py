"""Rating oneself: all topics, and one topic."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from studyplan.assessment import drafts
from studyplan.assessment.forms import RatingForm
from studyplan.assessment.pages import make_rating_row, total_ratings
from studyplan.assessment.services import levels_of
from studyplan.catalog.guide import overview
from studyplan.catalog.models import Topic
from studyplan.dashboard.claiming import take_assessment
from studyplan.ui import clock
from studyplan.ui.http import UNPROCESSABLE, Request, next_url, page_or_fragment


@require_http_methods(["GET", "HEAD", "POST"])
def assessment_take(request: Request) -> HttpResponse:
    """All topics on one page. Ratings are kept as they are given; sending all of them leads to the result."""
    topics = list(Topic.objects.current())
    form = RatingForm(topics, request.POST) if request.method == "POST" else None
    if form:
        drafts.save(request.session, form.given)
        if form.is_valid():
            if request.user.is_authenticated:
                take_assessment(request.user, form.given, frozenset(form.given), clock.now(), clock.today())
                drafts.drop(request.session)
            return redirect("dashboard:result")
    return rating_page(request, topics, form)


def rating_page(request: Request, topics: list[Topic], form: RatingForm | None) -> HttpResponse:
    """The form with what was rated so far; after an incomplete POST also with what is missing."""
    user = request.user
    before = levels_of(user) if user.is_authenticated else {}
    levels = drafts.read_ratings(request.session, [topic.slug for topic in topics])
    context = {
        "intro": overview().assessment_intro,
        "rows": [
            make_rating_row(topic, levels.get(topic.slug), error_text(form, topic.slug), before.get(topic.slug))
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
    """Keep the ratings given so far; answer with where they lead."""
    topics = list(Topic.objects.current())
    drafts.save(request.session, RatingForm(topics, request.POST).given)
    if not request.htmx:
        return redirect("assessment:assessment_take")
    levels = drafts.read_ratings(request.session, [topic.slug for topic in topics])
    return render(request, "assessment/assessment_take.html#standing", {"standing": total_ratings(topics, levels)})


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
        messages.success(request, _("Saved. Your other levels stay as they were."))
        return redirect(next_url(request, topic.get_absolute_url()))
    level = before.get(slug) or drafts.read_ratings(request.session, [slug]).get(slug)
    context = {
        "topic": topic,
        "row": make_rating_row(topic, level, error_text(form, slug), before.get(slug)),
        "next": next_url(request, ""),
    }
    return render(request, "assessment/topic_assess.html", context, status=UNPROCESSABLE if form else 200)
