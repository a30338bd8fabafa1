"""Device features that a page may use: none but the microphone, where a view allows it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse

HEADER = "Permissions-Policy"
NO_DEVICES = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
ONLY_MICROPHONE = NO_DEVICES.replace("microphone=()", "microphone=(self)")


def with_recording(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let the page of ``view`` ask for the microphone, and play what it recorded; nothing of it is sent anywhere."""

    @csp_update({"media-src": ["blob:"]})
    def wrapper(*args: Any, **kwargs: Any) -> HttpResponse:
        response = view(*args, **kwargs)
        response.headers[HEADER] = ONLY_MICROPHONE
        return response

    return cast("Callable[..., HttpResponse]", wraps(view)(wrapper))


class PermissionsPolicyMiddleware:
    """Forbids every other device feature, on every page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault(HEADER, NO_DEVICES)
        return response
