"""Study material that a topic still lacks: told to authors by ``check_content``, a fault only when all must be there.

How many problems, probes and cards there must be, the files' models and checks say: a file that is there has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from studyplan.catalog.files import material
from studyplan.catalog.files.content import Content, Material
from studyplan.catalog.files.folder import MATERIAL_FILES
from studyplan.catalog.files.render.lesson import WORD, RenderedLesson
from studyplan.catalog.files.render.markdown import plain_text
from studyplan.catalog.files.yaml import Fault

LESSON_WORDS = (1500, 2800)
ANSWER_WORDS = (130, 170)  # what can be said in 60 seconds
FILES = ("lesson.md", *(f"{group}.yaml" for group in MATERIAL_FILES), "checks.py")
# (Belkin et al. 2019), (Elkan 2001), (van der Maaten & Hinton 2008, section 3)
CITED = re.compile(r"\b([^\W\d_a-z][\w’'-]+)(?: et al\.|(?:,? (?:and|&) [^\W\d_a-z][\w’'-]+)*),? \(?((?:19|20)\d\d)\b")


def missing_material(content: Content, root: Path) -> list[Fault]:
    """Sorted by file; empty where every topic is complete."""
    return sorted(
        fault
        for slug, topic_material in content.material.items()
        for fault in _missing_of_topic(slug, topic_material, root)
    )


def _missing_of_topic(slug: str, topic_material: Material, root: Path) -> Iterator[Fault]:
    folder = f"topics/{slug}"
    if missing := [file for file in FILES if not (root / folder / file).is_file()]:
        yield Fault(f"{folder}/", 1, f"not written yet: {', '.join(missing)}")
    if topic_material.lesson:
        for message in _missing_of_lesson(topic_material.lesson, root / folder):
            yield Fault(f"{folder}/lesson.md", 1, message)
    if topic_material.study:
        for message in (
            *_check_answer_length(topic_material.study.sixty_seconds),
            *_find_uncited(topic_material, topic_material.study),
        ):
            yield Fault(f"{folder}/study.yaml", 1, message)


def _missing_of_lesson(lesson: RenderedLesson, folder: Path) -> Iterator[str]:
    yield from _check_word_count("the lesson", lesson.size.words, LESSON_WORDS)
    for kind, ending in (("figure", "svg"), ("example", "py")):
        if not any(name.startswith(f"{kind}s/") for name in lesson.included):
            yield f"the lesson shows no {kind}"
        for path in sorted(folder.glob(f"{kind}s/*.{ending}")):
            if (name := path.relative_to(folder).as_posix()) not in lesson.included:
                yield f"the lesson does not show '{name}'"


def _check_answer_length(spoken: material.SixtySeconds) -> Iterator[str]:
    parts = (spoken.state, spoken.explain, spoken.example, spoken.trade_off)
    words = sum(len(WORD.findall(plain_text(part))) for part in parts)
    yield from _check_word_count("the 60-second answer", words, ANSWER_WORDS)


def _check_word_count(name: str, words: int, limits: tuple[int, int]) -> Iterator[str]:
    fewest, most = limits
    if not fewest <= words <= most:
        yield f"{name} has {words:,} words: write {fewest:,} to {most:,}"


def _find_uncited(topic_material: Material, study: material.Study) -> Iterator[str]:
    """Works that the texts name by author and year must be among the sources."""
    texts = [topic_material.lesson.source if topic_material.lesson else ""]
    if topic_material.problems:
        texts += [problem.solution for problem in topic_material.problems.problems]
    if topic_material.cards:
        texts += [card.answer for card in topic_material.cards.rapid_fire]
        texts += [card.back for card in topic_material.cards.flashcards]
    cited = {match.groups() for text in texts for match in CITED.finditer(text)}
    for author, year in sorted(cited):
        if not any(author in source.citation and year in source.citation for source in study.sources):
            yield f"'{author} … {year}' is cited and not among the sources"
