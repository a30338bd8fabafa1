"""The topics by tier, the cheat sheet, the guide, and the health check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from studyplan.catalog import guide as texts
from studyplan.catalog import pages
from studyplan.catalog.conditional import unchanged_for_visitors
from studyplan.catalog.study import primer_text
from studyplan.catalog.track import track
from studyplan.catalog.version import ContentMissingError, content_version
from studyplan.dashboard.topics.page import visitor_standings
from studyplan.dashboard.topics.reading import reading_now, topics_being_read
from studyplan.ui.http import Request, page_or_fragment
from studyplan.ui.outages import check_writable


@require_safe
@unchanged_for_visitors
def topic_list(request: Request) -> HttpResponse:
    """The topics by tier; with ``?starred=1`` those that the visitor starred."""
    standings = visitor_standings(request)
    is_filtered = request.GET.get("starred") == "1" and bool(standings.starred)
    shown = standings.starred if is_filtered else standings.topics
    groups = [
        (group.tier, [entry for entry in group.entries if entry.topic.slug in shown]) for group in pages.tier_groups()
    ]
    readings = topics_being_read(request.user)
    context = {
        "groups": [(tier, entries) for tier, entries in groups if entries],
        "standings": standings,
        "is_filtered": is_filtered,
        "readings": readings,
        "reading": reading_now(readings),
        "version": content_version(),
        "is_rated": any(standing.level for standing in standings.topics.values()),
    }
    return page_or_fragment(request, "catalog/topic_list.html", context)


@require_safe
@unchanged_for_visitors
def primer_list(request: HttpRequest) -> HttpResponse:
    """What lessons assume, page by page."""
    return render(
        request, "catalog/primer_list.html", {"version": content_version(), "entries": pages.primer_entries()}
    )


@require_safe
@unchanged_for_visitors
def primer_detail(request: HttpRequest, slug: str) -> HttpResponse:
    entries = pages.primer_entries()
    place = next((place for place, entry in enumerate(entries) if entry.page.slug == slug), None)
    if place is None:
        raise Http404(gettext("The primer has no page of this name."))
    context = {
        "version": content_version(),
        "entry": entries[place],
        "text": primer_text(slug),
        "previous": entries[place - 1] if place else None,
        "next": entries[place + 1] if place + 1 < len(entries) else None,
    }
    return render(request, "catalog/primer_detail.html", context)


@require_safe
@unchanged_for_visitors
def cheat_sheet(request: HttpRequest) -> HttpResponse:
    """One card a topic: the one-liner, the formula, what to remember, the instant red flag."""
    context = {
        "version": content_version(),
        "cards": pages.cheat_sheet_cards(),
        "intro": texts.overview().cheat_sheet_intro,
    }
    return render(request, "catalog/cheat_sheet.html", context)


# The guide


@dataclass(frozen=True, slots=True)
class Section:
    view: str
    title: Promise
    about: Promise


SECTIONS = (
    Section("guide_rounds", _("Rounds"), _("What happens in each, how it is graded, and how deep it goes.")),
    Section("guide_companies", _("Companies"), _("How often each topic is asked, and in what style.")),
    Section("guide_roles", _("Roles"), _("How deep each role must know each topic.")),
    Section("guide_patterns", _("Patterns"), _("How interviewers chain topics, link by link.")),
    Section("guide_anti_patterns", _("Anti-patterns"), _("How candidates fail, and what to do instead.")),
    Section("guide_warm_up", _("Warm-up"), _("One question per topic, 60 seconds each, with answers.")),
    Section(
        "guide_paths",
        pgettext_lazy("study paths", "Paths"),
        _("Which way to study, and when to recall what you learned."),
    ),
    Section("guide_resources", _("Resources"), _("Books, courses and papers for your level.")),
)


def guide_page(request: HttpRequest, view: str, **shown: Any) -> HttpResponse:
    """One page of the guide among the others: its introduction, the remarks that belong to it, and what it shows."""
    views = [section.view for section in SECTIONS]
    place = views.index(view)
    context = {
        "version": content_version(),
        "sections": SECTIONS,
        "section": SECTIONS[place],
        "previous": SECTIONS[place - 1] if place else None,
        "next": SECTIONS[place + 1] if place + 1 < len(SECTIONS) else None,
        "callouts": texts.callouts(view.removeprefix("guide_").replace("_", "-")),
    }
    return render(request, f"catalog/{view}.html", context | shown)


@require_safe
@unchanged_for_visitors
def guide(request: HttpRequest) -> HttpResponse:
    """How these interviews work: the opening scene, the guide's sections, and how the topics connect."""
    context = {
        "version": content_version(),
        "sections": SECTIONS,
        "overview": texts.overview(),
        "outcomes": pages.outcomes(),
        "connections": pages.connections(),
        "what_next": pages.what_next(),
        "callouts": texts.callouts("connections"),
    }
    return render(request, "catalog/guide.html", context)


@require_safe
@unchanged_for_visitors
def guide_rounds(request: HttpRequest) -> HttpResponse:
    words = track().round_depths.values()
    return guide_page(request, "guide_rounds", intro=texts.rounds().intro, table=pages.rounds_table(), words=words)


@require_safe
@unchanged_for_visitors
def guide_companies(request: HttpRequest) -> HttpResponse:
    companies = pages.company_pages()
    return guide_page(
        request,
        "guide_companies",
        intro=texts.overview().companies_intro,
        companies=companies,
        heads=[page.company for page in companies],
        rows=pages.companies_table(),
        words=track().frequencies.values(),
    )


@require_safe
@unchanged_for_visitors
def guide_roles(request: HttpRequest) -> HttpResponse:
    intro = texts.overview().calibration_intro
    roles, table = pages.role_pages(), pages.roles_table()
    return guide_page(request, "guide_roles", intro=intro, roles=roles, table=table, track=track())


@require_safe
@unchanged_for_visitors
def guide_patterns(request: HttpRequest) -> HttpResponse:
    return guide_page(request, "guide_patterns", intro=texts.patterns().intro, patterns=pages.pattern_pages())


@require_safe
@unchanged_for_visitors
def guide_anti_patterns(request: HttpRequest) -> HttpResponse:
    file = texts.anti_patterns()
    return guide_page(request, "guide_anti_patterns", intro=file.intro, anti_patterns=file.anti_patterns)


@require_safe
@unchanged_for_visitors
def guide_warm_up(request: HttpRequest) -> HttpResponse:
    """One question per topic, with the answer behind a disclosure."""
    return guide_page(request, "guide_warm_up", intro=texts.overview().warm_up_intro, entries=pages.topic_entries())


@require_safe
@unchanged_for_visitors
def guide_paths(request: HttpRequest) -> HttpResponse:
    """Which total leads to which path, what the paths are, and the checkpoints on the way."""
    bands = [(band, track().path(band.variant)) for band in track().bands]
    callouts = texts.callouts("checkpoints")
    return guide_page(request, "guide_paths", overview=texts.overview(), track=track(), bands=bands, callouts=callouts)


@require_safe
@unchanged_for_visitors
def guide_resources(request: HttpRequest) -> HttpResponse:
    return guide_page(request, "guide_resources", intro=texts.resources().intro, levels=pages.resource_pages())


@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """200 when the database can be written and holds content; for load balancers: no session, no template."""
    try:
        content_version()
        check_writable()
    except (DatabaseError, ContentMissingError) as error:
        return HttpResponse(f"unavailable: {type(error).__name__}\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")
