"""What is served at the root so that a browser installs the app: its manifest, and its service worker."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from studyplan.catalog.conditional import code_version
from studyplan.catalog.version import content_version, per_content

FOLDER = settings.BASE_DIR / "static"
WORKER_PARTS = ("js/worker/pages.js", "js/worker/changes.js")
PATTERNS = ("css/*.css", "js/*.js", "fonts/*.woff2", "icons/*")
NOT_STORED = frozenset({"fonts/stix-two-math-rare.woff2", "icons/icon-512.png", "icons/icon-maskable.png"})
PAPER = "#fbf9f4"


def make_manifest() -> dict[str, Any]:
    return {
        "id": "/",
        "name": "studyplan",
        "short_name": "studyplan",
        "description": _("A study plan for machine-learning interviews."),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            make_icon("icon-192", "192x192"),
            make_icon("icon-512", "512x512"),
            make_icon("icon-maskable", "512x512") | {"purpose": "maskable"},
        ],
        "shortcuts": [{"name": _("Cards"), "url": reverse("practice:card_review")}],
    }


def make_icon(name: str, sizes: str) -> dict[str, str]:
    return {"src": static(f"icons/{name}.png"), "sizes": sizes, "type": "image/png"}


@per_content
def worker_script() -> str:
    """The script behind one line with what it depends on: with any other content or code it is another script.

    Browsers install the new one then, and it drops what the old one stored.
    """
    digest = hashlib.sha256(f"{content_version()}/{code_version()}".encode()).hexdigest()
    values = {"version": digest[:16], "files": list_files()}
    sources = "\n".join((FOLDER / name).read_text() for name in WORKER_PARTS)
    return f"const SETTINGS = {json.dumps(values)};\n{sources}"


def list_files() -> list[str]:
    """The addresses of all that pages are made with besides their HTML."""
    names = sorted(str(path.relative_to(FOLDER)) for pattern in PATTERNS for path in FOLDER.glob(pattern))
    return [static(name) for name in (*names, "django_htmx/htmx-2.min.js") if name not in NOT_STORED]
