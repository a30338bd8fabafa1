"""Template tags and filters that every app may use (built in: no ``{% load %}`` needed)."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from django import template
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template import engines
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from studyplan.ui.icons import ICONS

register = template.Library()
register.filter("flatatt", flatatt)  # an element's attributes, as forms print them


@register.simple_tag(takes_context=True)
def csrf_field(context: Context) -> SafeString:
    """Like ``{% csrf_token %}``, also inside ``{% include … only %}``, where that tag finds no token."""
    return token_field(getattr(context, "request", None))


@register.simple_tag(takes_context=True)
def masked_token(context: Context) -> str:
    """The CSRF token itself, the same as in the response's forms."""
    return mask_once(getattr(context, "request", None))


def token_field(request: HttpRequest | None) -> SafeString:
    """The hidden input of the CSRF token."""
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', mask_once(request))


def mask_once(request: HttpRequest | None) -> str:
    """The CSRF token, which is masked once for all of a response."""
    if request is None:
        return ""
    token: str | None = getattr(request, "masked_token", None)
    if token is None:
        token = request.masked_token = get_token(request)  # type: ignore[attr-defined]
    return token


@register.simple_tag(takes_context=True)
def rows(context: Context, template: str, **values: Any) -> SafeString:
    """What ``template`` of templates/rows makes of ``values``; plain forms in it go to ``next``, else to this page."""
    request: HttpRequest = context.request  # type: ignore[attr-defined]  # there inside {% include … only %}, too
    return render_rows(request, template, {"next": request.path} | values)


def render_rows(request: HttpRequest, template: str, values: dict[str, Any]) -> SafeString:
    text = engines["rows"].get_template(template).render(values | {"token": token_field(request)})
    return mark_safe(text)  # noqa: S308 - what it holds was escaped as it was rendered


@register.simple_tag
@cache
def address(view: str) -> str:
    """Like ``{% url %}`` for a view without arguments, which is looked up once."""
    return reverse(view)


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """The icon of that name, in the color of the text around it, which says the same in words."""
    drawing = '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><path d="{}"/></svg>'
    return format_html(drawing, ICONS[name])


@register.simple_tag
def level_mark(level: int | None, target: int | None = None, claimed: int | None = None) -> SafeString:
    """A level's mark, beside its target where one is named, and the level ``claimed`` where another counts."""
    return _render_level("components/level.html", get_language(), level, target, "", claimed)


@register.simple_tag
def level_bar(level: int | None, target: int, name: str = "", claimed: int | None = None) -> SafeString:
    """A level against its target as a bar, with the level's ``name`` for who cannot see it; ``claimed`` as above."""
    return _render_level("components/level_bar.html", get_language(), level, target, name, claimed)


@lru_cache(maxsize=1024)
def _render_level(
    template: str, _language: str, level: int | None, target: int | None, name: str, claimed: int | None
) -> SafeString:
    """A page shows dozens of levels, and there are only so many: each is rendered once per process and language."""
    shown = {"level": level, "target": target, "name": name, "claimed": claimed}
    return mark_safe(render_to_string(template, shown).strip())  # noqa: S308


@register.filter
def as_id(key: str) -> str:
    """A task key as part of an element's id: ``read:bias-variance`` → ``read--bias-variance``."""
    return key.replace(":", "--")


@register.simple_tag
def control_id(task: str, sitting: int | str = 0, place: str = "") -> str:
    """The part of an element's id that sets one task's sitting apart from all others of the page."""
    return "-".join(part for part in (as_id(task), str(sitting or ""), place) if part)


@register.filter
def signed(number: int) -> str:
    """A change with its sign, as typeset: 2 → "+2", -1 → "−1", 0 → "0"."""
    return f"+{number}" if number > 0 else str(number).replace("-", "−")


@register.filter
def stopwatch(seconds: int) -> str:
    """Seconds as a clock shows them, whatever their sign: 75 → "1:15", -5 → "0:05"."""
    minutes, rest = divmod(abs(int(seconds)), 60)
    return f"{minutes}:{rest:02d}"


@register.filter
def duration(minutes: int) -> str:
    """Minutes as people say them: 25 → "25 min", 105 → "1 h 45", 120 → "2 h"."""
    return write_duration(int(minutes), get_language())


@register.filter
def roughly(minutes: int) -> str:
    """A sum of minutes without false precision: from one hour on in whole hours."""
    return duration(minutes if minutes < 60 else round(minutes / 60) * 60)


@lru_cache(maxsize=4096)
def write_duration(minutes: int, _language: str | None) -> str:
    """The same, kept by language: a plan's page says some fifty."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": rest}
    if not rest:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)02d") % {"hours": hours, "minutes": rest}
