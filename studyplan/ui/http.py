"""The web seam: the only module that knows htmx's wire format.

A view that changes something answers a plain form with a redirect and an htmx request with a fragment; a view that
shows something answers with the page or, for htmx, one of its fragments. Both decide here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import wraps
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect, push_url, replace_url, trigger_client_event
from django_htmx.middleware import HtmxDetails

UNPROCESSABLE = 422
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
View = Callable[..., HttpResponse]


class Request(HttpRequest):
    """A request as views see it: with htmx's details (accounts.requests adds the signed-in user)."""

    htmx: HtmxDetails


def page_or_fragment(
    request: Request,
    template: str,
    context: dict[str, Any],
    *,
    fragments: Collection[str] | Mapping[str, str] = (),
    status: int = 200,
) -> HttpResponse:
    """The page, or for htmx the one of its ``fragments`` that the request targets.

    A fragment's name is its element's id, and so the ``hx-target`` that asks for it: it is a partial of that name in
    the same template, or the template that a mapping gives.
    """
    target = request.htmx.target if request.htmx and not request.htmx.boosted else None
    name = template
    if target and target in fragments:
        name = fragments[target] if isinstance(fragments, Mapping) else f"{template}#{target}"
    return render(request, name, context, status=status)


def by_method(*, get: Callable[..., HttpResponseBase], post: View) -> Callable[..., HttpResponseBase]:
    """One address of two views: ``get`` shows what ``post`` changes."""

    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            return post(request, *args, **kwargs)
        if request.method in ("GET", "HEAD"):
            return get(request, *args, **kwargs)
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])

    return cast("Callable[..., HttpResponseBase]", wraps(get)(view))


def posted(request: HttpRequest) -> QueryDict | None:
    """The data to bind a form to: that of a POST, ``None`` for any other method."""
    return request.POST if request.method == "POST" else None


def with_event(response: HttpResponse, name: str, **params: object) -> HttpResponse:
    """``response`` with an event that tells other parts of the page to refetch themselves."""
    return trigger_client_event(response, name, params)


def with_address(response: HttpResponse, url: str) -> HttpResponse:
    """``response`` to htmx, with the address that the page has from now on; going back leads to the one before."""
    return push_url(response, url)


def at_address(response: HttpResponse, url: str) -> HttpResponse:
    """``response`` with the address that the page has with it, for htmx: nothing is added to the history."""
    return replace_url(response, url)


def go_to(request: Request, to: str) -> HttpResponse:
    """A redirect that also leaves the page when htmx asked."""
    return HttpResponseClientRedirect(to) if request.htmx else redirect(to)


def next_url(request: HttpRequest, default: str) -> str:
    """The ``next`` that the form or the address names if it is on this host, else ``default``."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe and "/" in target else default  # without a slash it would be taken for a view's name


def csrf_failure(request: Request, reason: str = "") -> HttpResponse:
    """A stale CSRF token, usually after logging in in another tab: say so, and keep the input on the page."""
    if getattr(request, "htmx", None):
        message = _("Not saved: this page is out of date. Copy what you typed, then reload the page.")
        response = HttpResponse(message, status=403, content_type="text/plain")
        return with_event(response, "page-stale", message=message)
    return render(request, "403_csrf.html", {"reason": reason}, status=403)


def is_expired_login(url: str) -> bool:
    """Whether a redirect to ``url`` asks to log in first, as ``login_required`` does."""
    return url.startswith(f"{resolve_url(settings.LOGIN_URL)}?")


def current_page(request: Request) -> str:
    """The address (path and query) of the page that sent the request; "" where the browser does not say."""
    try:
        if request.htmx:
            return request.htmx.current_url_abs_path or ""
        referer = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return ""
    return referer._replace(scheme="", netloc="").geturl() if referer.netloc == request.get_host() else ""


class HtmxResponseMiddleware:
    """Settles for every response what htmx needs: ``Vary``, and a client redirect where a log-in has expired.

    Whoever logs in again comes back to the page where the form is: its own address may take nothing but a POST.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        response = self.get_response(request)
        patch_vary_headers(response, ["HX-Request"])
        if not isinstance(response, HttpResponseRedirect) or not is_expired_login(response.url):
            return response
        if (request.htmx or request.method not in SAFE) and (page := current_page(request)):
            response = redirect_to_login(page)
        return HttpResponseClientRedirect(response.url) if request.htmx else response
