"""Study material that is lacking still: told to authors by ``check_content``, a fault only when all must be there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from studyplan.catalog.files import material
from studyplan.catalog.files.checks.citations import check_citations
from studyplan.catalog.files.checks.minutes import minutes_of
from studyplan.catalog.files.content import Content, Material
from studyplan.catalog.files.folder import MATERIAL_FILES, PRIMER_FILE, ContentFolder, read_folder
from studyplan.catalog.files.render.lesson import WORD, RenderedLesson
from studyplan.catalog.files.render.markdown import plain_text
from studyplan.catalog.files.yaml import Fault

LESSON_WORDS = (1500, 2800)
ANSWER_WORDS = (130, 170)  # what can be said in 60 seconds
BOXES = 3  # in a lesson
PRIMER_PAGES = 6
PRIMER_LEEWAY = 2  # minutes by which a page's text may exceed those that primer.yaml states
CHAINS = 8
# A topic's items, by file and key. A topic says itself how many coding problems it wants.
DERIVATIONS, PROBLEMS, RAPID_FIRE, FLASHCARDS = 4, 9, 15, 18
FILES = ("lesson.md", *(f"{group}.yaml" for group in MATERIAL_FILES), "checks.py")


def missing_material(content: Content, root: Path) -> list[Fault]:
    """Sorted by file and line; empty where everything is complete."""
    folder, _ = read_folder(root)
    faults = [fault for slug in content.material for fault in _missing_of_topic(content, folder, slug)]
    return sorted([*faults, *_missing_beside_topics(content)])


def _missing_beside_topics(content: Content) -> Iterator[Fault]:
    pages = len(content.primer.pages) if content.primer else 0
    if pages < PRIMER_PAGES:
        yield Fault(PRIMER_FILE, 1, f"the primer has {pages} pages: write {PRIMER_PAGES}")
    for page in content.primer.pages if content.primer else ():
        taken = content.primer_texts[page.slug].size.minutes
        if taken > page.minutes + PRIMER_LEEWAY:
            message = f"the text takes {taken} minutes, and primer.yaml says {page.minutes}: shorten it"
            yield Fault(f"primer/{page.slug}.md", 1, message)
    if (chains := len(content.mocks)) < CHAINS:
        yield Fault("mocks/", 1, f"there are {chains} chains: write {CHAINS}")


def _missing_of_topic(content: Content, folder: ContentFolder, slug: str) -> Iterator[Fault]:
    beside = f"topics/{slug}"
    topic_material, topic = content.material[slug], content.topics[slug]
    needless = "" if topic.coding_problems else "implement.yaml"
    missing = [file for file in FILES if file != needless and not (folder.root / beside / file).is_file()]
    if missing:
        yield Fault(f"{beside}/", 1, f"not written yet: {', '.join(missing)}")
    if topic_material.lesson:
        for message in _missing_of_lesson(topic_material.lesson, folder.root / beside):
            yield Fault(f"{beside}/lesson.md", 1, message)
    if topic_material.study:
        for message in _check_answer_length(topic_material.study.sixty_seconds):
            yield Fault(f"{beside}/study.yaml", 1, message)
        if topic_material.lesson and not topic_material.study.sections:
            yield Fault(f"{beside}/study.yaml", 1, "write 'sections', one entry for each '##' heading of the lesson")
    yield from _missing_items(topic_material, folder, slug, topic.coding_problems)
    yield from check_citations(folder, slug)
    minutes = minutes_of(content, slug)
    if not missing and minutes.total < minutes.wanted:
        message = f"the items take {minutes.total} minutes, fewer than the topic's {minutes.wanted}: write more of them"
        yield folder.topics[slug].fault(("minutes",), message, is_key=True)


def _missing_items(topic_material: Material, folder: ContentFolder, slug: str, coding_problems: int) -> Iterator[Fault]:
    for group, key, least in (
        ("derivations", "derivations", DERIVATIONS),
        ("problems", "problems", PROBLEMS),
        ("implement", "problems", coding_problems),
        ("cards", "rapid_fire", RAPID_FIRE),
        ("cards", "flashcards", FLASHCARDS),
    ):
        model = getattr(topic_material, group)
        if model and (count := len(getattr(model, key))) < least:
            message = f"{count} under '{key}': write at least {least}"
            yield folder.groups[group][slug].fault((key,), message, is_key=True)


def _missing_of_lesson(lesson: RenderedLesson, folder: Path) -> Iterator[str]:
    yield from _check_word_count("the lesson", lesson.size.words, LESSON_WORDS)
    if (boxes := len(lesson.size.box_minutes)) < BOXES:
        yield f"the lesson has {boxes} boxes to stop and try: write at least {BOXES}"
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
