"""The page of all that the menu leaves out, and the theme."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from studyplan.ui.http import UNPROCESSABLE, next_url
from studyplan.ui.nav import THEMES, keep_theme, other_entries


@require_safe
def more_list(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/more_list.html", more_context(request))


@require_POST
def theme_set(request: HttpRequest) -> HttpResponse:
    """Keep the theme in this browser: a phone in bed and a laptop at noon may differ."""
    theme = request.POST.get("theme", "")
    if theme not in THEMES:
        context = {**more_context(request), "theme_error": _("Choose one of the themes.")}
        return render(request, "ui/more_list.html", context, status=UNPROCESSABLE)
    response = redirect(next_url(request, reverse("ui:more_list")))
    keep_theme(response, theme)
    return response


def more_context(request: HttpRequest) -> dict[str, object]:
    return {"groups": other_entries(signed_in=request.user.is_authenticated), "themes": THEMES}
