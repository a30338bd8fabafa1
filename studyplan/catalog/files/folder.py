"""The content folder: which files there are, and ways to look into what they hold.

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

from studyplan.catalog.files import guide, material, mocks, schema
from studyplan.catalog.files.fields import Place
from studyplan.catalog.files.yaml import Fault, YamlFile, read_yaml, suggestion

SINGLE_FILES: Mapping[str, type[BaseModel]] = {
    "track.yaml": schema.TrackFile,
    "rounds.yaml": schema.Rounds,
    "mock-formats.yaml": mocks.Formats,
    "manager-prompts.yaml": mocks.ManagerPrompts,
    "resources.yaml": guide.Resources,
    "guide/overview.yaml": guide.Overview,
    "guide/patterns.yaml": guide.Patterns,
    "guide/anti-patterns.yaml": guide.AntiPatterns,
}
"""Files that exist once."""
PRIMER_FILE = "primer/primer.yaml"
"""Another one, which may be missing while the primer is being written."""
FILE_GROUPS: Mapping[str, tuple[str, type[BaseModel]]] = {
    "topics": ("topics/*/topic.yaml", schema.TopicFile),
    "roles": ("roles/*.yaml", schema.Role),
    "companies": ("companies/*.yaml", schema.Company),
    "mocks": ("mocks/*.yaml", mocks.Chain),
}
"""Files of which there is one per topic, role, company or mock; the slug is in the path."""
MATERIAL_FILES: Mapping[str, type[BaseModel]] = {
    "study": material.Study,
    "derivations": material.Derivations,
    "problems": material.Problems,
    "implement": material.CodingProblems,
    "probes": material.Probes,
    "cards": material.Cards,
}
"""Files beside a ``topic.yaml`` that may be missing while the topic's material is being written."""
GROUP_MODELS: Mapping[str, type[BaseModel]] = {
    **{group: model for group, (_, model) in FILE_GROUPS.items()},
    **MATERIAL_FILES,
}


@dataclass(frozen=True)
class ContentFolder:
    """All YAML files: single ones by name, the others by group and slug (a topic's material: the topic's slug)."""

    root: Path
    files: Mapping[str, YamlFile]
    groups: Mapping[str, Mapping[str, YamlFile]]

    def __iter__(self) -> Iterator[tuple[YamlFile, type[BaseModel]]]:
        for name, file in self.files.items():
            yield file, SINGLE_FILES.get(name, material.Primer)
        for group, files in self.groups.items():
            for file in files.values():
                yield file, GROUP_MODELS[group]

    @property
    def track(self) -> YamlFile:
        return self.files["track.yaml"]

    @property
    def topics(self) -> Mapping[str, YamlFile]:
        return self.groups["topics"]

    @property
    def primer_pages(self) -> list[dict[str, Any]]:
        return mappings_at(self.files[PRIMER_FILE], "pages") if PRIMER_FILE in self.files else []

    @cached_property
    def slugs(self) -> dict[str, list[str]]:
        """By kind of reference, the slugs that it may name; an empty list where their file cannot be read."""
        return {
            "topic": list(self.topics),
            "role": list(self.groups["roles"]),
            "company": list(self.groups["companies"]),
            "round": [str(kind.get("slug")) for kind in mappings_at(self.files["rounds.yaml"], "rounds")],
            "pattern": [
                str(pattern.get("slug")) for pattern in mappings_at(self.files["guide/patterns.yaml"], "patterns")
            ],
            "mock format": [
                str(entry.get("slug")) for entry in mappings_at(self.files["mock-formats.yaml"], "formats")
            ],
            "primer page": [str(page.get("slug")) for page in self.primer_pages],
            "tier": [str(tier.get("slug")) for tier in mappings_at(self.track, "tiers")],
            "depth word": list(mapping_at(self.track.data, "depth_words")),
            "frequency": list(mapping_at(self.track.data, "frequencies")),
            "round depth": list(mapping_at(self.track.data, "round_depths")),
        }


def read_folder(root: Path) -> tuple[ContentFolder, list[Fault]]:
    """All files, and the faults of the folder itself: what is missing, misplaced or misnamed."""
    faults: list[Fault] = []
    groups = {group: dict(_read_group(root, pattern, faults)) for group, (pattern, _) in FILE_GROUPS.items()}
    for group in MATERIAL_FILES:
        paths = {slug: root / "topics" / slug / f"{group}.yaml" for slug in groups["topics"]}
        groups[group] = {slug: read_yaml(root, path) for slug, path in paths.items() if path.exists()}
    names = [*SINGLE_FILES, *([PRIMER_FILE] if (root / PRIMER_FILE).exists() else [])]
    folder = ContentFolder(root, {name: read_yaml(root, root / name) for name in names}, groups)
    for name, key in (("track.yaml", "bands"), ("resources.yaml", "levels")):
        fill_in_totals(folder.files[name], key, len(folder.topics))
    expected = [file.name for file, _ in folder]
    for path in sorted(path for ending in ("yaml", "yml") for path in root.rglob(f"*.{ending}")):
        name = path.relative_to(root).as_posix()
        if name not in expected:
            beside = (path.with_name(f"{group}.yaml").relative_to(root).as_posix() for group in MATERIAL_FILES)
            suggested = suggestion(name, [*SINGLE_FILES, *beside])
            faults.append(Fault(name, 1, f"nothing reads this file{suggested}"))
    return folder, faults


def fill_in_totals(file: YamlFile, key: str, topics: int) -> None:
    """Write the number for ``least`` and ``most`` in ranges of totals, so that a new topic needs no new range."""
    ends = {"least": topics, "most": 5 * topics}
    for entry in mappings_at(file, key):
        if isinstance(totals := entry.get("totals"), list):
            entry["totals"] = [ends.get(end, end) if isinstance(end, str) else end for end in totals]


def _read_group(root: Path, pattern: str, faults: list[Fault]) -> Iterator[tuple[str, YamlFile]]:
    folder, _, inner = pattern.partition("/")
    paths = sorted(root.glob(f"{folder}/*" if "/" in inner else pattern))
    for path in paths:
        if "/" in inner and not path.is_dir():
            continue  # reported as a file that nothing reads
        slug = path.stem
        if not re.fullmatch(schema.SLUG_PATTERN, slug):
            message = f"'{slug}' is not a slug: name it with small letters, digits and single hyphens"
            faults.append(Fault(path.relative_to(root).as_posix(), 1, message))
        yield slug, read_yaml(root, path / inner.partition("/")[2] if path.is_dir() else path)
    if not paths:
        faults.append(Fault(f"{folder}/", 1, f"nothing is there: add at least one file {pattern}"))


def mapping_at(data: Any, key: str) -> dict[Any, Any]:
    """``data[key]`` if that is a mapping, else an empty one."""
    value = data.get(key) if isinstance(data, dict) else None
    return value if isinstance(value, dict) else {}


def list_at(data: Any, key: str) -> list[Any]:
    """``data[key]`` if that is a list, else an empty one."""
    value = data.get(key) if isinstance(data, dict) else None
    return value if isinstance(value, list) else []


def mappings_at(file: YamlFile, key: str) -> list[dict[str, Any]]:
    """The mappings in a list at the top of a file."""
    return [item for item in list_at(file.data, key) if isinstance(item, dict)]


def value_at(data: Any, place: Place) -> Any:
    for step in place:
        if isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            data = data.get(step) if isinstance(data, dict) else None
    return data


def are_numbers(values: Any) -> TypeGuard[list[int]]:
    return isinstance(values, list) and bool(values) and all(isinstance(value, int) for value in values)
