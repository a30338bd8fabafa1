"""Faults of the topics' study material that need more than one place to be seen.

Like ``references``: on the data as read, passing over what does not have the expected form.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from studyplan.catalog.files.fields import Place
from studyplan.catalog.files.folder import ContentFolder, list_at, mapping_at, mappings_at
from studyplan.catalog.files.yaml import Fault, YamlFile

PROBE_LEVELS = (2, 3, 4, 5)
PROBES_PER_LEVEL = 3
HARD_PROBLEMS = 3
SLUG_LISTS = (
    {"problems": ("problems",), "derivations": ("derivations",), "implement": ("problems",)},
    {"probes": ("probes",)},
    {"cards": ("rapid_fire", "flashcards")},
)
"""Lists whose items carry slugs: those that share one set of names, by file."""
QUESTION_LISTS = {
    "topics": ("warm_up",),
    "study": ("sixty_seconds",),
    "problems": ("problems",),
    "derivations": ("derivations",),
    "implement": ("problems",),
    "probes": ("probes",),
    "cards": ("rapid_fire", "flashcards"),
    "mocks": ("steps",),
}
"""Where questions stand; a company's are not ours to change, and several companies ask the same."""


def check_material_slugs(folder: ContentFolder) -> Iterator[Fault]:
    """No slug twice among a topic's problems of all kinds, probes or cards: what users did hangs on them."""
    for topic in folder.topics:
        for lists in SLUG_LISTS:
            seen: dict[object, str] = {}
            for group, keys in lists.items():
                if file := folder.groups[group].get(topic):
                    for place, entry in _find_entries(file, keys):
                        slug = entry.get("slug")
                        if slug is not None and slug in seen:
                            where = "" if seen[slug] == file.name else f", in {seen[slug]}"
                            message = f"the slug '{slug}' is there already{where}: it must be unique"
                            yield file.fault((*place, "slug"), message)
                        seen.setdefault(slug, file.name)


def check_probe_levels(folder: ContentFolder) -> Iterator[Fault]:
    """Three probes or more for each level that can be checked."""
    for file in folder.groups["probes"].values():
        counts = Counter(probe.get("level") for probe in mappings_at(file, "probes"))
        for level in PROBE_LEVELS:
            if file.data is not None and counts[level] < PROBES_PER_LEVEL:
                message = f"level {level} has {counts[level]} probes: write at least {PROBES_PER_LEVEL}"
                yield file.fault(("probes",), message, is_key=True)


def check_hard_problems(folder: ContentFolder) -> Iterator[Fault]:
    """Three hard problems or more."""
    for file in folder.groups["problems"].values():
        number = sum(problem.get("hard") is True for problem in mappings_at(file, "problems"))
        if file.data is not None and number < HARD_PROBLEMS:
            message = f"{number} problems are hard: write 'hard: true' on at least {HARD_PROBLEMS}"
            yield file.fault(("problems",), message, is_key=True)


def check_reasons(folder: ContentFolder) -> Iterator[Fault]:
    """Minutes that are not those of the section's text have a reason."""
    for file in folder.groups["study"].values():
        for index, section in enumerate(mappings_at(file, "sections")):
            if ("minutes" in section) != ("because" in section):
                lacks = "because" if "minutes" in section else "minutes"
                message = f"'minutes' and 'because' belong together: write '{lacks}' too, or neither"
                yield file.fault(("sections", index), message)


def check_companies_answered(folder: ContentFolder) -> Iterator[Fault]:
    """Each company that names the topic is answered once, and no other."""
    for slug, file in folder.groups["study"].items():
        companies = folder.groups["companies"]
        naming = [name for name, company in companies.items() if slug in mapping_at(company.data, "topics")]
        answered = set()
        for index, entry in enumerate(list_at(file.data, "companies")):
            name = entry.get("company") if isinstance(entry, dict) else None
            place = ("companies", index, "company")
            if name in answered:
                yield file.fault(place, f"'{name}' is answered already")
            elif name in companies and name not in naming:
                yield file.fault(place, f"the file of '{name}' has no question about this topic")
            answered.add(name)
        if file.data is not None and (missing := [name for name in naming if name not in answered]):
            message = f"answer the question of {', '.join(missing)} too"
            yield file.fault(("companies",), message, is_key=True)


def check_questions(folder: ContentFolder) -> Iterator[Fault]:
    """No question twice in all of the content: the second teaches nothing."""
    seen: dict[str, str] = {}
    for file, place, text in _find_questions(folder):
        question = normalize_question(text)
        if question in seen:
            yield file.fault(place, f"this question is asked already in {seen[question]}: ask something else")
        else:
            first = file.fault(place, "")
            seen[question] = f"{first.file}:{first.line}"


def _find_questions(folder: ContentFolder) -> Iterator[tuple[YamlFile, Place, str]]:
    files = [(file, keys) for group, keys in QUESTION_LISTS.items() for file in folder.groups[group].values()]
    for file, keys in [*files, (folder.files["manager-prompts.yaml"], ("prompts",))]:
        for place, entry in _find_entries(file, keys):
            for name in ("question", "front", "statement", "task"):
                if isinstance(text := entry.get(name), str):
                    yield file, (*place, name), text


def _find_entries(file: YamlFile, keys: tuple[str, ...]) -> Iterator[tuple[Place, dict[str, object]]]:
    """The mappings under keys at the top of a file: single ones, and those in lists."""
    for key in keys:
        if entry := mapping_at(file.data, key):
            yield (key,), entry
        for index, item in enumerate(list_at(file.data, key)):
            if isinstance(item, dict):
                yield (key, index), item


def normalize_question(question: str) -> str:
    """A question without what does not change it: case, accents, spaces and punctuation."""
    plain = unicodedata.normalize("NFKD", question).casefold()
    return " ".join(re.findall(r"[^\W_]+|[^\s\w.,;:!?'\"“”‘’()\-–—]", plain))
