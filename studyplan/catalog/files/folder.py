"""The content folder as documents: which files there are, and ways to look into what they hold.

The helpers pass over what does not have the expected form, for the checks run on broken files too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeGuard

from pydantic import BaseModel

from studyplan.catalog.files import material, mocks, schema
from studyplan.catalog.files.fields import Place
from studyplan.catalog.files.yaml import Document, Fault, read, suggestion

SINGLE: Mapping[str, type[BaseModel]] = {
    "track.yaml": schema.Track,
    "rounds.yaml": schema.Rounds,
    "mock-formats.yaml": mocks.Formats,
    "resources.yaml": schema.Resources,
    "guide/overview.yaml": schema.Overview,
    "guide/patterns.yaml": schema.Patterns,
    "guide/anti-patterns.yaml": schema.AntiPatterns,
}
"""Files that there are once."""
MANY: Mapping[str, tuple[str, type[BaseModel]]] = {
    "topics": ("topics/*/topic.yaml", schema.TopicFile),
    "roles": ("roles/*.yaml", schema.Role),
    "companies": ("companies/*.yaml", schema.Company),
    "mocks": ("mocks/*.yaml", mocks.Chain),
}
"""Files that there are as many of as there are things to tell about; their slug is in their path."""
MATERIAL: Mapping[str, type[BaseModel]] = {
    "study": material.Study,
    "problems": material.Problems,
    "probes": material.Probes,
    "cards": material.Cards,
}
"""Files beside a ``topic.yaml`` that may be missing while the topic's material is being written."""
MODELS: Mapping[str, type[BaseModel]] = {**{group: model for group, (_, model) in MANY.items()}, **MATERIAL}


@dataclass(frozen=True)
class Library:
    """All documents of the content folder: by file, and by group and slug (a topic's material: the topic's)."""

    root: Path
    single: Mapping[str, Document]
    many: Mapping[str, Mapping[str, Document]]

    def __iter__(self) -> Iterator[tuple[Document, type[BaseModel]]]:
        for file, document in self.single.items():
            yield document, SINGLE[file]
        for group, documents in self.many.items():
            for document in documents.values():
                yield document, MODELS[group]

    @property
    def track(self) -> Document:
        """The track."""
        return self.single["track.yaml"]

    @property
    def topics(self) -> Mapping[str, Document]:
        """The topics by slug."""
        return self.many["topics"]

    @cached_property
    def known(self) -> dict[str, list[str]]:
        """What each kind of reference may name; an empty list where the file that says so cannot be read."""
        return {
            "topic": list(self.topics),
            "role": list(self.many["roles"]),
            "company": list(self.many["companies"]),
            "round": [str(each.get("slug")) for each in dicts(self.single["rounds.yaml"], "rounds")],
            "pattern": [str(each.get("slug")) for each in dicts(self.single["guide/patterns.yaml"], "patterns")],
            "tier": [str(tier.get("slug")) for tier in dicts(self.track, "tiers")],
            "depth word": list(mapping(self.track.data, "depth_words")),
            "frequency": list(mapping(self.track.data, "frequencies")),
            "round depth": list(mapping(self.track.data, "round_depths")),
        }


def read_library(root: Path) -> tuple[Library, list[Fault]]:
    """All documents, and the faults of the folder itself: what is missing, misplaced or misnamed."""
    faults: list[Fault] = []
    many = {group: dict(_group(root, pattern, faults)) for group, (pattern, _) in MANY.items()}
    for group in MATERIAL:
        paths = {slug: root / "topics" / slug / f"{group}.yaml" for slug in many["topics"]}
        many[group] = {slug: read(root, path) for slug, path in paths.items() if path.exists()}
    library = Library(root, {file: read(root, root / file) for file in SINGLE}, many)
    for file, key in (("track.yaml", "bands"), ("resources.yaml", "levels")):
        close_ends(library.single[file], key, len(library.topics))
    expected = [document.file for document, _ in library]
    for path in sorted(path for ending in ("yaml", "yml") for path in root.rglob(f"*.{ending}")):
        file = path.relative_to(root).as_posix()
        if file not in expected:
            possible = [*SINGLE, *(path.with_name(f"{group}.yaml").relative_to(root).as_posix() for group in MATERIAL)]
            faults.append(Fault(file, 1, f"nothing reads this file{suggestion(file, possible)}"))
    return library, faults


def close_ends(document: Document, key: str, topics: int) -> None:
    """Write the number for ``least`` and ``most`` in ranges of totals, so that a new topic needs no new range."""
    ends = {"least": topics, "most": 5 * topics}
    for entry in dicts(document, key):
        if isinstance(totals := entry.get("totals"), list):
            entry["totals"] = [ends.get(end, end) if isinstance(end, str) else end for end in totals]


def _group(root: Path, pattern: str, faults: list[Fault]) -> Iterator[tuple[str, Document]]:
    folder, _, inner = pattern.partition("/")
    paths = sorted(root.glob(f"{folder}/*" if "/" in inner else pattern))
    for path in paths:
        if "/" in inner and not path.is_dir():
            continue  # reported as a file that nothing reads
        slug = path.stem
        if not re.fullmatch(schema.SLUG_PATTERN, slug):
            message = f"'{slug}' is not a slug: name it with small letters, digits and single hyphens"
            faults.append(Fault(path.relative_to(root).as_posix(), 1, message))
        yield slug, read(root, path / inner.partition("/")[2] if path.is_dir() else path)
    if not paths:
        faults.append(Fault(f"{folder}/", 1, f"nothing is there: add at least one file {pattern}"))


def mapping(data: Any, key: str) -> dict[Any, Any]:
    """``data[key]`` if that is a mapping, else an empty one."""
    value = data.get(key) if isinstance(data, dict) else None
    return value if isinstance(value, dict) else {}


def items(data: Any, key: str) -> list[Any]:
    """``data[key]`` if that is a list, else an empty one."""
    value = data.get(key) if isinstance(data, dict) else None
    return value if isinstance(value, list) else []


def dicts(document: Document, key: str) -> list[dict[str, Any]]:
    """The mappings in a list at the top of a file."""
    return [item for item in items(document.data, key) if isinstance(item, dict)]


def value_at(data: Any, place: Place) -> Any:
    """The value at a place, or None."""
    for step in place:
        if isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            data = data.get(step) if isinstance(data, dict) else None
    return data


def are_numbers(values: Any) -> TypeGuard[list[int]]:
    """Whether this is a list of whole numbers."""
    return isinstance(values, list) and bool(values) and all(isinstance(value, int) for value in values)
