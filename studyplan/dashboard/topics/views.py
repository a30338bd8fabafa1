"""The pages about topics that know who is looking."""

from __future__ import annotations

from typing import TypeVar

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from studyplan.accounts.requests import UserRequest
from studyplan.catalog import pages
from studyplan.catalog.conditional import unchanged_for_visitors
from studyplan.catalog.guide import overview
from studyplan.catalog.version import content_version
from studyplan.dashboard.topics.forms import SectionReadForm
from studyplan.dashboard.topics.items import code_files, code_page, derivation_page
from studyplan.dashboard.topics.lesson import LessonPage
from studyplan.dashboard.topics.map import MapPage
from studyplan.dashboard.topics.overview import OverviewPage
from studyplan.dashboard.topics.page import TopicPage, viewer_and_levels
from studyplan.dashboard.topics.practice import CardsPage, PracticePage
from studyplan.dashboard.topics.problem import problem_page
from studyplan.dashboard.topics.reference import ReferencePage
from studyplan.planner.finished import announce_ticks, tick_read
from studyplan.progress.sections import set_read
from studyplan.ui import clock
from studyplan.ui.forms import errors_in
from studyplan.ui.http import UNPROCESSABLE, Request, next_url, page_or_fragment, with_event
from studyplan.ui.templatetags.ui import render_rows

PageT = TypeVar("PageT", bound=TopicPage)


@require_safe
@unchanged_for_visitors
def topic_detail(request: Request, slug: str) -> HttpResponse:
    """What a topic is about, where the visitor stands on it, and the way to its parts."""
    return show_part(request, OverviewPage, slug)


@require_safe
@unchanged_for_visitors
def topic_lesson(request: Request, slug: str) -> HttpResponse:
    return show_part(request, LessonPage, slug)


@require_safe
@unchanged_for_visitors
def topic_practice(request: Request, slug: str) -> HttpResponse:
    """Problems, derivations, coding problems and the warm-up question."""
    return show_part(request, PracticePage, slug)


@require_safe
@unchanged_for_visitors
def topic_cards(request: Request, slug: str) -> HttpResponse:
    """Rapid-fire questions and flashcards, each with its answer behind a disclosure."""
    return show_part(request, CardsPage, slug)


@require_safe
@unchanged_for_visitors
def topic_reference(request: Request, slug: str) -> HttpResponse:
    """What one looks up, for the visitor's role, company and level first."""
    return show_part(request, ReferencePage, slug)


def show_part(request: Request, kind: type[TopicPage], slug: str) -> HttpResponse:
    page = find_part(request, kind, slug)
    return page_or_fragment(request, f"dashboard/topics/topic_{page.part}.html", {"page": page})


def find_part(request: HttpRequest, kind: type[PageT], slug: str) -> PageT:
    """A part of a topic's page. Raises ``Http404``."""
    topic = pages.topics().get(slug)
    if topic is None:
        raise Http404(_("There is no topic of this name."))
    page = kind(request, topic)
    if not page.exists:
        raise Http404(_("This part of the topic is not written yet."))
    return page


@login_required
@require_POST
def section_read_set(request: UserRequest, slug: str) -> HttpResponse:
    """Set whether a section of the lesson is read; answer with its control and the list of contents, or go back."""
    page = find_part(request, LessonPage, slug)
    form = SectionReadForm(page.texts, request.POST)
    if not form.is_valid():
        template = "progress/tick_refused.html#refusal" if request.htmx else "progress/tick_refused.html"
        return render(request, template, {"errors": errors_in(form)}, status=UNPROCESSABLE)
    section, is_read = form.cleaned_data["section"], form.cleaned_data["read"]
    now = clock.now()
    set_read(request.user, slug, section, is_read, now)
    ticked = tick_read(request.user, slug, {section}, now, clock.today()) if is_read else []
    if not request.htmx:
        announce_ticks(request, ticked)
        return redirect(next_url(request, f"{page.topic.lesson_url}#read-{section}"))
    page = LessonPage(request, page.topic)
    line = next(line for line in page.sections if line.text.slug == section)
    shown = {"line": line, "contents": page.contents, "next": request.POST.get("next", "")}
    answer = render_rows(request, "section_read_set.jinja", shown)
    if not ticked:
        return HttpResponse(answer)
    undo = render_to_string("components/ticked.html", {"ticked": ticked, "next": request.path}, request)
    return with_event(HttpResponse(answer + undo), "progress-changed")


@require_safe
def problem_detail(request: Request, slug: str, problem: str) -> HttpResponse:
    """One practice problem: hints one by one, and the solution when asked for."""
    page = problem_page(request, slug, problem)
    if page is None:
        raise Http404(_("There is no problem of this name."))
    return page_or_fragment(request, "dashboard/topics/problem_detail.html", {"page": page})


@require_safe
@unchanged_for_visitors
def derivation_detail(request: Request, slug: str, derivation: str) -> HttpResponse:
    """One derivation: hints and steps, each uncovered when asked for."""
    page = derivation_page(request, slug, derivation)
    if page is None:
        raise Http404(_("There is no derivation of this name."))
    return page_or_fragment(request, "dashboard/topics/derivation_detail.html", {"page": page})


@require_safe
def coding_problem_detail(request: Request, slug: str, problem: str) -> HttpResponse:
    """One coding problem: files to download, hints one by one, and the reference after an attempt."""
    page = code_page(request, slug, problem)
    if page is None:
        raise Http404(_("There is no coding problem of this name."))
    return page_or_fragment(request, "dashboard/topics/coding_problem_detail.html", {"page": page})


@require_safe
def code_download(_request: HttpRequest, slug: str, problem: str, name: str) -> HttpResponse:
    """One of a coding problem's two files: the start of ``solution.py``, and the ``check.py`` that imports it."""
    files = code_files(slug, problem)
    if files is None:
        raise Http404(_("There is no coding problem of this name."))
    text = files.starter if name == "solution" else files.check
    disposition = {"Content-Disposition": f'attachment; filename="{name}.py"'}
    return HttpResponse(text, content_type="text/x-python; charset=utf-8", headers=disposition)


@require_safe
@unchanged_for_visitors
def map_detail(request: Request) -> HttpResponse:
    """Which topics build on which, with levels and targets."""
    viewer, standings = viewer_and_levels(request)
    context = {
        "page": MapPage(standings),
        "intro": overview().map_intro,
        "is_anyone": viewer.is_anyone,
        "version": content_version(),
    }
    return page_or_fragment(request, "dashboard/topics/map_detail.html", context)
