"""Faults of the topics' study material that need more than one place to be seen.

Like ``references``: on the data as read, passing over what does not have the expected form.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from studyplan.catalog.files.fields import Place
from studyplan.catalog.files.folder import Library, dicts, items, mapping
from studyplan.catalog.files.yaml import Document, Fault

PROBE_LEVELS = (2, 3, 4, 5)
PROBES_PER_LEVEL = 3
HARD_PROBLEMS = 3
# Lists whose items carry slugs; flashcards and rapid-fire questions share one set of names.
SLUGGED = {"problems": ("problems",), "probes": ("probes",), "cards": ("rapid_fire", "flashcards")}
ASKED = {
    "topics": ("warm_up",),
    "study": ("sixty_seconds",),
    "problems": ("problems",),
    "probes": ("probes",),
    "cards": ("rapid_fire", "flashcards"),
    "mocks": ("steps",),
}
"""Where questions stand; a company's are not ours to change, and several companies ask the same."""


def check_material_slugs(library: Library) -> Iterator[Fault]:
    """No slug twice among a topic's problems, probes or cards: what users did hangs on them."""
    for group, keys in SLUGGED.items():
        for document in library.many[group].values():
            seen = set()
            for place, entry in _entries(document, keys):
                slug = entry.get("slug")
                if slug is not None and slug in seen:
                    yield document.fault((*place, "slug"), f"the slug '{slug}' is there already: it must be unique")
                seen.add(slug)


def check_probe_levels(library: Library) -> Iterator[Fault]:
    """Three probes or more for each level that can be checked."""
    for document in library.many["probes"].values():
        counts = Counter(probe.get("level") for probe in dicts(document, "probes"))
        for level in PROBE_LEVELS:
            if document.data is not None and counts[level] < PROBES_PER_LEVEL:
                message = f"level {level} has {counts[level]} probes: write at least {PROBES_PER_LEVEL}"
                yield document.fault(("probes",), message, is_key=True)


def check_hard_problems(library: Library) -> Iterator[Fault]:
    """Three hard problems or more."""
    for document in library.many["problems"].values():
        number = sum(problem.get("hard") is True for problem in dicts(document, "problems"))
        if document.data is not None and number < HARD_PROBLEMS:
            message = f"{number} problems are hard: write 'hard: true' on at least {HARD_PROBLEMS}"
            yield document.fault(("problems",), message, is_key=True)


def check_companies_answered(library: Library) -> Iterator[Fault]:
    """Each company that names the topic is answered once, and no other."""
    for slug, document in library.many["study"].items():
        companies = library.many["companies"]
        naming = [name for name, company in companies.items() if slug in mapping(company.data, "topics")]
        answered = set()
        for index, entry in enumerate(items(document.data, "companies")):
            name = entry.get("company") if isinstance(entry, dict) else None
            place = ("companies", index, "company")
            if name in answered:
                yield document.fault(place, f"'{name}' is answered already")
            elif name in companies and name not in naming:
                yield document.fault(place, f"the file of '{name}' has no question about this topic")
            answered.add(name)
        if document.data is not None and (missing := [name for name in naming if name not in answered]):
            message = f"answer the question of {', '.join(missing)} too"
            yield document.fault(("companies",), message, is_key=True)


def check_questions(library: Library) -> Iterator[Fault]:
    """No question twice in all of the content: the second teaches nothing."""
    seen: dict[str, str] = {}
    for document, place, text in _questions(library):
        question = normalized(text)
        if question in seen:
            yield document.fault(place, f"this question is asked already in {seen[question]}: ask something else")
        else:
            first = document.fault(place, "")
            seen[question] = f"{first.file}:{first.line}"


def _questions(library: Library) -> Iterator[tuple[Document, Place, str]]:
    for group, keys in ASKED.items():
        for document in library.many[group].values():
            for place, entry in _entries(document, keys):
                for name in ("question", "front"):
                    if isinstance(text := entry.get(name), str):
                        yield document, (*place, name), text


def _entries(document: Document, keys: tuple[str, ...]) -> Iterator[tuple[Place, dict[str, object]]]:
    """The mappings under keys at the top of a file: single ones, and those in lists."""
    for key in keys:
        if entry := mapping(document.data, key):
            yield (key,), entry
        for index, item in enumerate(items(document.data, key)):
            if isinstance(item, dict):
                yield (key, index), item


def normalized(question: str) -> str:
    """A question without what does not change it: case, accents, spaces and punctuation."""
    plain = unicodedata.normalize("NFKD", question).casefold()
    return " ".join(re.findall(r"[^\W_]+|[^\s\w.,;:!?'\"“”‘’()\-–—]", plain))
