"""Where a reader who has found a mistake can tell somebody."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.utils.translation import gettext as _


def report_address(title: str, page: str) -> str:
    """The link to report a mistake on ``page`` (its whole address), called ``title``; "" where nobody wants to know."""
    subject = _("Mistake: %(title)s") % {"title": title}
    if settings.REPORT_URL:
        filled: str = settings.REPORT_URL.replace("{title}", quote(subject, safe=""))
        return filled.replace("{page}", quote(page, safe=""))
    if settings.REPORT_MAIL:
        return f"mailto:{settings.REPORT_MAIL}?subject={quote(subject)}&body={quote(page)}"
    return ""
