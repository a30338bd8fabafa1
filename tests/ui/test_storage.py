"""Static files as a server has them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

from django.core.files.storage import storages

from studyplan import settings

IMPORT = re.compile(r"^(?:import|export)\b[^;]*?[\"']([^\"']+)[\"'];", re.MULTILINE)


def test_modules_import_each_other_by_hashed_names(tmp_path: Path) -> None:
    shutil.copytree(settings.BASE_DIR / "static" / "js", tmp_path / "js")
    names = [f"js/{path.name}" for path in (tmp_path / "js").iterdir()]
    # Tests run with plain files; this is what serves.
    options = {"location": tmp_path, "base_url": "/static/"}
    storage: Any = storages.create_storage({**settings.STORAGES["staticfiles"], "OPTIONS": options})
    hashed_names = {hashed for _, hashed, _ in storage.post_process({name: (storage, name) for name in names})}
    scripts = [(tmp_path / name).read_text() for name in hashed_names if name.endswith(".js")]
    assert len(scripts) == len(names)
    imports = {f"js/{path.removeprefix('./')}" for script in scripts for path in IMPORT.findall(script)}
    assert imports
    assert imports <= hashed_names - set(names)
