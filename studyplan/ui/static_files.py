"""Names of static files in pages."""

from __future__ import annotations

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = r'(?P<matched>\b(?P<word>import|from) "(?P<url>\./[\w-]+\.js)")'


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Compressed files under hashed names, by which our ES modules import each other, too.

    Django's own switch for that reads the scripts of libraries as well, and fails at a comment in django-htmx.

    Where a file was not collected its plain name is as good as any: a page without its style says more than an error,
    above all one that is to say what went wrong.
    """

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("js/*.js", ((IMPORT, '%(word)s "%(url)s"'),)))

    def stored_name(self, name: str) -> Any:
        try:
            return super().stored_name(name)
        except ValueError:
            return name
