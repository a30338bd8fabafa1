from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from studyplan.dashboard.search.search import search_entries
from studyplan.ui.http import Request, page_or_fragment


@require_safe
def find_list(request: Request) -> HttpResponse:
    """The entries that match ``q``; while typing, only the results."""
    query = request.GET.get("q", "").strip()
    context = {"query": query, "found": search_entries(query)}
    return page_or_fragment(request, "dashboard/search/find_list.html", context, fragments={"found"})
