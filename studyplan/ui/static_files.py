"""Names of static files in pages, and what they hold."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = r'(?P<matched>\b(?P<word>import|from) "(?P<url>\./[\w-]+\.js)")'
SHEET_IMPORT = re.compile(r'@import "\./(?P<name>[\w-]+\.css)"(?: (?P<media>\w+))?;\n')


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

    def post_process(self, paths: Mapping[str, tuple[Any, str]], *args: Any, **options: Any) -> Iterator[Any]:
        whole = {
            name: (WholeSheets(storage), path) if name.startswith("css/") else (storage, path)
            for name, (storage, path) in paths.items()
        }
        yield from super().post_process(whole, *args, **options)  # type: ignore[no-untyped-call]


class WholeSheets:
    """Style sheets of a storage with those that they import in place: a browser asks for one instead of one by one."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage

    def open(self, path: str) -> ContentFile[bytes]:
        def read_import(match: re.Match[str]) -> str:
            sheet = self.read(posixpath.join(posixpath.dirname(path), match["name"]))
            return f"@media {match['media']} {{\n{sheet}}}\n" if match["media"] else sheet

        return ContentFile(SHEET_IMPORT.sub(read_import, self.read(path)).encode())

    def read(self, path: str) -> str:
        with self.storage.open(path) as file:
            text: str = file.read().decode()
        return text
