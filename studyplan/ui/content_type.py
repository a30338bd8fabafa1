"""Forms are read as UTF-8, which all of our pages send, whatever character set a request names.

Django reads the header as it makes the request, before any middleware: a character set that Python does not know, or
that is none, would be an error that nobody answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

MULTIPART = "multipart/form-data"
BOUNDARY = re.compile(r"""boundary=(?:"([\x20-\x21\x23-\x7e]{1,70})"|([^\s";,]{1,70}))""", re.IGNORECASE)
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def read_forms_as_utf8(application: Application) -> Application:
    """``application`` without what requests say of their content beyond its type and the boundary of its parts."""

    def wrapper(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if given := environ.get("CONTENT_TYPE"):
            environ["CONTENT_TYPE"] = simplify_content_type(given)
        return application(environ, start_response)

    return wrapper


def simplify_content_type(given: str) -> str:
    media_type = given.partition(";")[0].strip().lower()
    if media_type != MULTIPART:
        return media_type
    found = BOUNDARY.search(given)
    return f'{MULTIPART}; boundary="{found[1] or found[2]}"' if found else MULTIPART
