from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from studyplan.dashboard.search.app_pages import suggested_pages
from studyplan.dashboard.search.search import search
from studyplan.dashboard.topics.reading import topics_being_read
from studyplan.ui.http import Request, page_or_fragment


@require_safe
def find_list(request: Request) -> HttpResponse:
    """The entries that match ``q``; while typing, only the results. Where there are none, places to go."""
    query = request.GET.get("q", "").strip()
    hits = search(query)
    context: dict[str, object] = {"query": query, "hits": hits}
    if not hits:
        context |= {"readings": list(topics_being_read(request.user).values())[:3], "pages": suggested_pages()}
    return page_or_fragment(request, "dashboard/search/find_list.html", context, fragments={"found"})
