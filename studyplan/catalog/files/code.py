"""The files of coding problems: ``topics/<slug>/code/<problem>/``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from studyplan.catalog.files.folder import ContentFolder, mappings_at
from studyplan.catalog.files.material import CodeFiles
from studyplan.catalog.files.yaml import Fault, suggestion

PARTS = tuple(CodeFiles.model_fields)
WRONG_SOLUTIONS = 2


def read_code(folder: ContentFolder, topic: str, faults: list[Fault]) -> dict[str, CodeFiles]:
    """The files by problem, of those that are whole; what is missing, or belongs to no problem, goes to ``faults``."""
    file = folder.groups["implement"].get(topic)
    problems = mappings_at(file, "problems") if file else []
    slugs = [str(problem.get("slug")) for problem in problems]
    root = folder.root / "topics" / topic / "code"
    for path in sorted(root.iterdir()) if root.is_dir() else ():
        if path.name not in slugs:
            message = f"implement.yaml has no problem '{path.name}'{suggestion(path.name, slugs)}"
            faults.append(Fault(path.relative_to(folder.root).as_posix(), 1, message))
    codes = {}
    for index, slug in enumerate(slugs):
        texts: dict[str, str] = {}
        missing = list(_read_parts(root / slug, texts))
        if file and missing:
            message = f"code/{slug}/ lacks {', '.join(missing)}"
            faults.append(file.fault(("problems", index, "slug"), message))
        else:
            codes[slug] = CodeFiles(**texts)
    return codes


def _read_parts(path: Path, texts: dict[str, str]) -> Iterator[str]:
    """Fill in ``texts``; yields what is missing."""
    for part in PARTS:
        try:
            texts[part] = (path / f"{part}.py").read_text(encoding="utf-8")
        except FileNotFoundError:
            yield f"{part}.py"
        except UnicodeDecodeError:
            yield f"{part}.py in UTF-8"
    if (count := len(list(path.glob("wrong/*.py")))) < WRONG_SOLUTIONS:
        yield f"wrong/ with {WRONG_SOLUTIONS} solutions that fail, it has {count}"
