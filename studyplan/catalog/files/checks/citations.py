"""Works that a topic's texts cite and works among its sources: they are to be the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyplan.catalog.files.fields import Markup, marked_texts
from studyplan.catalog.files.folder import GROUP_MODELS, MATERIAL_FILES, ContentFolder, mappings_at
from studyplan.catalog.files.yaml import Fault

NAME = r"[^\W\d_a-z][\w’'-]+"
# (Belkin et al. 2019), (Elkan 2001), (van der Maaten & Hinton 2008, section 3), Breiman's (2001); not: In 2020
CITED = re.compile(
    r"\b(?!(?:In|From|Since|By|Until|Before|After|During)\b)"
    rf"({NAME}?)(?:['’]s)?(?:\s+et\s+al\.|(?:,?\s+(?:and|&)\s+{NAME})*),?\s+\(?((?:19|20)\d\d)\b"
)


def check_citations(folder: ContentFolder, topic: str) -> Iterator[Fault]:
    """A work is told by an author's surname and the year."""
    study = folder.groups["study"].get(topic)
    if study is None:
        return
    sources = [str(source.get("citation")) for source in mappings_at(study, "sources")]
    cited: set[tuple[str, str]] = set()
    for fault, (author, year) in _citations(folder, topic):
        if (author, year) not in cited and not any(author in source and year in source for source in sources):
            yield Fault(fault.file, fault.line, f"'{author} … {year}' is cited and not among the sources of study.yaml")
        cited.add((author, year))
    for index, source in enumerate(sources):
        if not any(author in source and year in source for author, year in cited):
            cite = "name its author and year where it is the source, or take it away"
            message = f"no text cites '{source[:40]} …': {cite}"
            yield study.fault(("sources", index, "citation"), message)


def _citations(folder: ContentFolder, topic: str) -> Iterator[tuple[Fault, tuple[str, str]]]:
    """Author and year of every citation in a topic's texts, with its place."""
    name = f"topics/{topic}/lesson.md"
    path = folder.root / name
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    for match in CITED.finditer(text):
        yield Fault(name, _line(text, match), ""), (match[1], match[2])
    for group in ("topics", *MATERIAL_FILES):
        if file := folder.groups[group].get(topic):
            for marked in marked_texts(GROUP_MODELS[group], file.data):
                if isinstance(marked.mark, Markup) and marked.place[0] != "sources":
                    for match in CITED.finditer(marked.text):
                        fault = file.fault(marked.place, "", offset=_line(marked.text, match) - 1)
                        yield fault, (match[1], match[2])


def _line(text: str, match: re.Match[str]) -> int:
    return text[: match.start()].count("\n") + 1
