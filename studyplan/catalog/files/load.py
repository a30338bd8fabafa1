"""Content files to checked objects. Knows no Django and no database.

``load`` either returns everything or raises ``ContentError``: with every fault of the YAML files, or, where they have
none, with every fault of the texts in them, of lessons and of links.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from studyplan.catalog.files import schema
from studyplan.catalog.files.checks import material as material_checks
from studyplan.catalog.files.checks import mocks as mock_checks
from studyplan.catalog.files.checks import references
from studyplan.catalog.files.checks.links import LinkTargets, find_broken_links
from studyplan.catalog.files.checks.prerequisites import check_prerequisites
from studyplan.catalog.files.checks.sections import check_sections
from studyplan.catalog.files.code import read_code
from studyplan.catalog.files.content import Content, Material
from studyplan.catalog.files.fields import Markup, marked_texts
from studyplan.catalog.files.folder import MATERIAL_FILES, PRIMER_FILE, ContentFolder, mappings_at, read_folder
from studyplan.catalog.files.parts import point_to_parts
from studyplan.catalog.files.render.lesson import RenderedLesson, read_lesson
from studyplan.catalog.files.render.markdown import RenderError, render_block, render_inline, render_tex
from studyplan.catalog.files.yaml import Fault, validate_file

__all__ = ["ContentError", "Fault", "load"]

RENDERERS: Mapping[str, Callable[[str], str]] = {
    "inline": render_inline,
    "block": render_block,
    "tex": lambda tex: render_tex(tex, True),
}
CHECKS: tuple[Callable[[ContentFolder], Iterator[Fault]], ...] = (
    references.check_references,
    references.check_complete_tables,
    references.check_clocks,
    references.check_emphasis,
    references.check_numbers,
    references.check_unique,
    references.check_track,
    references.check_ranges,
    references.check_policy,
    check_prerequisites,
    material_checks.check_material_slugs,
    material_checks.check_probe_levels,
    material_checks.check_hard_problems,
    material_checks.check_reasons,
    material_checks.check_companies_answered,
    material_checks.check_questions,
    mock_checks.check_times,
    mock_checks.check_patterns,
    mock_checks.check_steps,
    mock_checks.check_plain_words,
)


class ContentError(Exception):
    """The content cannot be loaded; ``faults`` lists all that is to be fixed, by file and line.

    Unless ``is_rendered`` these are the faults of YAML files alone: texts, lessons and links were not checked yet.
    """

    def __init__(self, faults: list[Fault], *, is_rendered: bool = True) -> None:
        self.faults = sorted(set(faults))
        self.is_rendered = is_rendered
        super().__init__("\n".join(map(str, self.faults)))


def load(content_dir: Path) -> Content:
    """Read, check and render all content. Raises ``ContentError``."""
    folder, faults = read_folder(content_dir)
    models: dict[str, Any] = {}
    for file, model in folder:
        models[file.name], form_faults = validate_file(file, model)
        faults += [*file.faults, *form_faults]
    for check in CHECKS:
        faults += check(folder)
    code = {slug: read_code(folder, slug, faults) for slug in folder.topics}
    if faults:
        # Typesetting takes twenty times as long as all before it: an author who mistyped a key need not wait for it.
        raise ContentError(faults, is_rendered=False)
    html: dict[tuple[Markup, str], str] = {}
    faults += render_all(folder, html)
    lessons = read_lessons(folder, faults)
    primer = read_primer(folder, faults)
    faults += check_sections(folder, lessons)
    faults += check_links(folder, lessons, primer, html)
    if faults:
        raise ContentError(faults)
    html = {text: point_to_parts(shown) for text, shown in html.items()}
    lessons = {slug: with_links_to_parts(lesson) for slug, lesson in lessons.items()}
    primer = {slug: with_links_to_parts(page) for slug, page in primer.items()}

    def models_by(number: str, group: str) -> dict[str, Any]:
        unordered = {slug: models[file.name] for slug, file in folder.groups[group].items()}
        return dict(sorted(unordered.items(), key=lambda pair: int(getattr(pair[1], number))))

    def material_of(slug: str) -> Material:
        files = {group: folder.groups[group].get(slug) for group in MATERIAL_FILES}
        return Material(
            lessons.get(slug),
            **{group: models[file.name] if file else None for group, file in files.items()},
            code=code[slug],
        )

    topic_files: dict[str, schema.TopicFile] = models_by("number", "topics")
    topics = {slug: without_table_cells(file) for slug, file in topic_files.items()}
    return Content(
        track=models["track.yaml"],
        topics=topics,
        roles={slug: complete_role(slug, role, topic_files) for slug, role in models_by("position", "roles").items()},
        companies=models_by("position", "companies"),
        rounds=complete_rounds(models["rounds.yaml"], topic_files),
        mock_formats=models["mock-formats.yaml"],
        manager_prompts=models["manager-prompts.yaml"],
        mocks=models_by("position", "mocks"),
        resources=models["resources.yaml"],
        overview=models["guide/overview.yaml"],
        patterns=models["guide/patterns.yaml"],
        anti_patterns=models["guide/anti-patterns.yaml"],
        material={slug: material_of(slug) for slug in topics},
        primer=models.get(PRIMER_FILE),
        primer_texts=primer,
        html=html,
    )


def without_table_cells(file: schema.TopicFile) -> schema.Topic:
    """The topic without its cells of the tables, which belong to roles and rounds from here on."""
    return schema.Topic.model_construct(**{name: getattr(file, name) for name in schema.Topic.model_fields})


def complete_role(slug: str, role: schema.Role, topics: Mapping[str, schema.TopicFile]) -> schema.Role:
    """The role with the targets that stand in the topics' files."""
    targets = {topic: file.targets[slug] for topic, file in topics.items() if slug in file.targets}
    return role.model_copy(update={"targets": role.targets | targets})


def complete_rounds(rounds: schema.Rounds, topics: Mapping[str, schema.TopicFile]) -> schema.Rounds:
    """The rounds with the depths that stand in the topics' files."""

    def complete_round(kind: schema.Round) -> schema.Round:
        depths = {topic: file.depths[kind.slug] for topic, file in topics.items() if kind.slug in file.depths}
        return kind.model_copy(update={"depths": kind.depths | depths})

    return rounds.model_copy(update={"rounds": tuple(map(complete_round, rounds.rounds))})


def render_all(folder: ContentFolder, html: dict[tuple[Markup, str], str]) -> Iterator[Fault]:
    """Render every text that is markup into ``html``, and report those that cannot be."""
    for file, model in folder:
        for marked in marked_texts(model, file.data):
            text = marked.text.strip()
            if not isinstance(marked.mark, Markup) or not text or (marked.mark, text) in html:
                continue
            try:
                html[marked.mark, text] = RENDERERS[marked.mark.kind](text)
            except RenderError as error:
                stripped = marked.text[: len(marked.text) - len(marked.text.lstrip())].count("\n")
                yield file.fault(marked.place, error.message, offset=stripped + error.line - 1)


def read_lessons(folder: ContentFolder, faults: list[Fault]) -> dict[str, RenderedLesson]:
    """Lessons by topic; the faults of those that cannot be shown go to ``faults``."""
    lessons = {}
    for slug in folder.topics:
        path = folder.root / "topics" / slug / "lesson.md"
        lesson, lesson_faults = read_lesson(folder.root, path) if path.is_file() else (None, [])
        faults += lesson_faults
        if lesson:
            lessons[slug] = lesson
    return lessons


def read_primer(folder: ContentFolder, faults: list[Fault]) -> dict[str, RenderedLesson]:
    """The pages that ``primer.yaml`` lists, by slug; a page without an entry is a fault, as is one that is missing."""
    slugs = folder.slugs["primer page"]
    pages = {}
    for slug in slugs:
        path = folder.root / "primer" / f"{slug}.md"
        if not path.is_file():
            faults.append(Fault(f"primer/{slug}.md", 1, "this file is missing"))
            continue
        page, page_faults = read_lesson(folder.root, path, "primer")
        faults += page_faults
        if page:
            pages[slug] = page
    for path in sorted((folder.root / "primer").glob("*.md")):
        if PRIMER_FILE in folder.files and path.stem not in slugs:
            faults.append(Fault(f"primer/{path.name}", 1, "primer.yaml does not list this page"))
    return pages


def with_links_to_parts(lesson: RenderedLesson) -> RenderedLesson:
    sections = tuple(replace(section, html=point_to_parts(section.html)) for section in lesson.sections)
    return replace(lesson, html=point_to_parts(lesson.html), sections=sections)


def check_links(
    folder: ContentFolder,
    lessons: Mapping[str, RenderedLesson],
    primer: Mapping[str, RenderedLesson],
    html: Mapping[tuple[Markup, str], str],
) -> Iterator[Fault]:
    """Every link to a page of the app, in lessons and in all other texts, leads somewhere."""
    pages = {f"topics/{slug}/lesson.md": (f"/topics/{slug}/lesson/", lesson) for slug, lesson in lessons.items()}
    pages |= {f"primer/{slug}.md": (f"/primer/{slug}/", page) for slug, page in primer.items()}
    targets = LinkTargets(
        anchors={
            **{address: [heading.anchor for heading in page.headings] for address, page in pages.values()},
            "/cheat-sheet/": folder.slugs["topic"],
            "/guide/companies/": folder.slugs["company"],
            "/guide/roles/": folder.slugs["role"],
            "/guide/rounds/": folder.slugs["round"],
        },
        items={slug: addressed_items(folder, slug) for slug in folder.topics},
        primer=folder.slugs["primer page"],
    )
    for name, (address, page) in pages.items():
        for href, message in find_broken_links(page.html, targets, address):
            yield Fault(name, page.source[: page.source.find(href)].count("\n") + 1, message)
    for file, model in folder:
        for marked in marked_texts(model, file.data):
            if isinstance(marked.mark, Markup) and "href" in (
                shown := html.get((marked.mark, marked.text.strip()), "")
            ):
                for href, message in find_broken_links(shown, targets):
                    yield file.fault(marked.place, message, offset=marked.text[: marked.text.find(href)].count("\n"))


def addressed_items(folder: ContentFolder, topic: str) -> dict[str, list[str]]:
    """The slugs of a topic's items that have a page each, by the part of the address before them."""
    lists = {
        "problems": ("problems", "problems"),
        "derivations": ("derivations", "derivations"),
        "code": ("implement", "problems"),
    }
    return {
        part: [str(item.get("slug")) for item in mappings_at(folder.groups[group][topic], key)]
        for part, (group, key) in lists.items()
        if topic in folder.groups[group]
    }
