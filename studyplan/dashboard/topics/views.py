"""The pages about topics that know who is looking."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from studyplan.catalog import pages, study
from studyplan.catalog.conditional import unchanged_for_visitors
from studyplan.catalog.guide import overview
from studyplan.catalog.version import content_version
from studyplan.dashboard.topics.items import find_item
from studyplan.dashboard.topics.map import map_page
from studyplan.dashboard.topics.page import TopicPage, visitor_standings
from studyplan.dashboard.topics.problem import problem_page
from studyplan.ui import clock
from studyplan.ui.http import Request, page_or_fragment


@require_safe
@unchanged_for_visitors
def topic_detail(request: Request, slug: str) -> HttpResponse:
    """All about one topic, for the visitor's role, company and level first."""
    topic = pages.topics().get(slug)
    if topic is None:
        raise Http404(_("There is no topic of this name."))
    page = TopicPage(request, topic, clock.today())
    return page_or_fragment(request, "dashboard/topics/topic_detail.html", {"page": page})


@require_safe
def problem_detail(request: Request, slug: str, problem: str) -> HttpResponse:
    """One practice problem: hints one by one, and the solution when asked for."""
    page = problem_page(request, slug, problem)
    if page is None:
        raise Http404(_("There is no problem of this name."))
    return page_or_fragment(request, "dashboard/topics/problem_detail.html", {"page": page})


@require_safe
@unchanged_for_visitors
def derivation_detail(request: HttpRequest, slug: str, derivation: str) -> HttpResponse:
    """What to show, two hints, and the steps, each uncovered by itself."""
    page = find_item(slug, derivation, study.derivations_of(slug))
    return render(request, "dashboard/topics/derivation_detail.html", {"page": page, "version": content_version()})


@require_safe
@unchanged_for_visitors
def coding_problem_detail(request: HttpRequest, slug: str, problem: str) -> HttpResponse:
    """What to write, with the files to begin with; the reference when asked for."""
    page = find_item(slug, problem, study.coding_problems_of(slug))
    context = {"page": page, "reference": study.code_of(slug)[problem].reference, "version": content_version()}
    return render(request, "dashboard/topics/coding_problem_detail.html", context)


@require_safe
def code_download(_request: HttpRequest, slug: str, problem: str, name: str) -> HttpResponse:
    """One of a coding problem's two files: the start of ``solution.py``, and the ``check.py`` that imports it."""
    files = study.code_of(slug).get(problem)
    if files is None:
        raise Http404(_("There is no coding problem of this name."))
    text = files.starter if name == "solution" else files.check
    disposition = {"Content-Disposition": f'attachment; filename="{name}.py"'}
    return HttpResponse(text, content_type="text/x-python; charset=utf-8", headers=disposition)


@require_safe
@unchanged_for_visitors
def map_detail(request: HttpRequest) -> HttpResponse:
    """Which topics build on which, with levels and targets."""
    standings = visitor_standings(request)
    context = {
        "page": SimpleLazyObject(partial(map_page, standings.topics)),
        "intro": overview().map_intro,
        "is_anyone": standings.is_anyone,
        "version": content_version(),
    }
    return render(request, "dashboard/topics/map_detail.html", context)
