"""Where static files are collected."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = r'(?P<matched>\b(?P<word>import|from) "(?P<url>\./[\w-]+\.js)")'


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Compressed files under hashed names, by which our ES modules import each other, too.

    Django's own switch for that reads the scripts of libraries as well, and fails at a comment in django-htmx.
    """

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("js/*.js", ((IMPORT, '%(word)s "%(url)s"'),)))
