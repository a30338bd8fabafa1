"""What the app is made of is known: the license of each package, and the origin of each file that others made."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from tests.measure.licenses import DOCUMENT, ROOT, license_of, renewed, served_packages

# Each lets anybody run, change and pass on the app; of copyleft only what asks nothing of those who use it as it is.
ALLOWED = {"MIT", "MIT-0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "PSF-2.0", "MPL-2.0", "LGPL-3.0-only"}
OTHERS = (".woff2", ".min.js", ".wasm", ".ttf", ".otf")


def files_of_others() -> Iterator[Path]:
    for folder in ("static", "studyplan", "templates", "content"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.name.endswith(OTHERS) or ("vendor" in path.parts and path.suffix):
                yield path.relative_to(ROOT)


def listed() -> dict[str, tuple[str, str]]:
    """File → version and license file, by the document."""
    row = r"^\| `([^`]+)` \| [^|]+ \| (\S+) \| \S+, `([^`]+)` \| [^|]+ \|$"
    return {path: (version, text) for path, version, text in re.findall(row, DOCUMENT.read_text(), re.MULTILINE)}


def test_the_list_is_that_of_the_lock() -> None:
    assert renewed(DOCUMENT.read_text()) == DOCUMENT.read_text(), "run python -m tests.measure.licenses"


def test_every_license_lets_anybody_run_and_change_the_app() -> None:
    for name in served_packages():
        words = set(re.split(r" (?:OR|AND) ", license_of(name)))
        assert words <= ALLOWED, name


def test_every_file_of_others_has_version_license_and_source_beside_it() -> None:
    assert listed().keys() == {str(path) for path in files_of_others()}
    for name, (version, text) in listed().items():
        folder = (ROOT / name).parent
        (readme,) = folder.glob("README*")
        assert version in readme.read_text(), name
        assert Path(name).name in readme.read_text(), name
        assert re.search("license|copyright", (folder / text).read_text(), re.IGNORECASE), name


def test_what_was_taken_unchanged_is_unchanged() -> None:
    folder = ROOT / "studyplan/catalog/files/render/vendor/temml"
    said = re.search(r"sha256 (\w{64})", (folder / "README").read_text())
    assert said
    assert said[1] == hashlib.sha256((folder / "temml.min.js").read_bytes()).hexdigest()
