"""The reference's only page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from tests.bench.reference.models import Entry

ROWS = 20


@login_required
def entry_list(request: HttpRequest) -> HttpResponse:
    """The first rows, in one query."""
    return render(request, "reference/entry_list.html", {"entries": Entry.objects.all()[:ROWS]})


def entry_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What the list links to."""
    return HttpResponse(Entry.objects.get(pk=pk).text)


urlpatterns = [
    path("", entry_list, name="entry_list"),
    path("entries/<int:pk>/", entry_detail, name="entry_detail"),
]
