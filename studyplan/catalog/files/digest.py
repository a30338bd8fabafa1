"""Which content this is: a digest of the files and of the code that turns them into rows.

Kept apart from the loader because a start with unchanged content must not pay for importing it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

APP = Path(__file__).parents[1]
CODE = ("sync.py", "material_rows.py", "files/**/*.py", "files/**/*.min.js")
"""The code that turns files into rows, below ``studyplan/catalog``."""
CONTENT = frozenset({".yaml", ".yml", ".md", ".svg"})


def content_digest(content_dir: Path) -> str:
    """64 hexadecimal digits that change when the content, or its way into the database, changes."""
    digest = hashlib.sha256()
    # Examples are shown with what they print, whatever their files are called; code is handed out.
    paths = sorted(
        path
        for path in content_dir.rglob("*.*")
        if path.suffix in CONTENT or path.parent.name == "examples" or path.parents[1].name == "code"
    )
    code = sorted(path for pattern in CODE for path in APP.glob(pattern))
    for path in [*code, *paths]:
        root = APP if path.is_relative_to(APP) else content_dir
        data = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()
