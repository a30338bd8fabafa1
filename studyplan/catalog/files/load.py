"""Content files to checked objects. Knows no Django and no database.

``load`` either returns everything or raises ``ContentError``: with every fault of the YAML files, or, where they have
none, with every fault of the texts in them, of lessons and of links.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from studyplan.catalog.files import schema
from studyplan.catalog.files.checks import material as material_checks
from studyplan.catalog.files.checks import mocks as mock_checks
from studyplan.catalog.files.checks import references
from studyplan.catalog.files.checks.links import Targets, wrong_links
from studyplan.catalog.files.checks.prerequisites import check_prerequisites
from studyplan.catalog.files.content import Content, Material
from studyplan.catalog.files.fields import Markup, leaves
from studyplan.catalog.files.folder import MATERIAL, Library, dicts, read_library
from studyplan.catalog.files.render.lesson import Lesson, read_lesson
from studyplan.catalog.files.render.markdown import RenderError, render_block, render_inline, render_tex
from studyplan.catalog.files.yaml import Fault, validated

__all__ = ["ContentError", "Fault", "load"]

RENDER: Mapping[str, Callable[[str], str]] = {
    "inline": render_inline,
    "block": render_block,
    "tex": lambda tex: render_tex(tex, True),
}
CHECKS: tuple[Callable[[Library], Iterator[Fault]], ...] = (
    references.check_references,
    references.check_complete_tables,
    references.check_clocks,
    references.check_numbers,
    references.check_unique,
    references.check_track,
    references.check_ranges,
    references.check_policy,
    check_prerequisites,
    material_checks.check_material_slugs,
    material_checks.check_probe_levels,
    material_checks.check_hard_problems,
    material_checks.check_companies_answered,
    material_checks.check_questions,
    mock_checks.check_times,
    mock_checks.check_steps,
)


class ContentError(Exception):
    """The content cannot be loaded; ``faults`` says all that is to be mended, by file and line.

    Unless ``is_rendered`` these are the faults of YAML files alone: texts, lessons and links were not looked at yet.
    """

    def __init__(self, faults: list[Fault], *, is_rendered: bool = True) -> None:
        self.faults = sorted(set(faults))
        self.is_rendered = is_rendered
        super().__init__("\n".join(map(str, self.faults)))


def load(content_dir: Path) -> Content:
    """Read, check and render all content. Raises ``ContentError``."""
    library, faults = read_library(content_dir)
    models: dict[str, Any] = {}
    for document, model in library:
        models[document.file], form_faults = validated(document, model)
        faults += [*document.faults, *form_faults]
    for check in CHECKS:
        faults += check(library)
    if faults:
        # Typesetting takes twenty times as long as all before it: an author who mistyped a key need not wait for it.
        raise ContentError(faults, is_rendered=False)
    html: dict[tuple[Markup, str], str] = {}
    faults += render_all(library, html)
    lessons = read_lessons(library, faults)
    faults += check_links(library, lessons, html)
    if faults:
        raise ContentError(faults)

    def in_order(group: str, number: str) -> dict[str, Any]:
        found = {slug: models[document.file] for slug, document in library.many[group].items()}
        return dict(sorted(found.items(), key=lambda pair: int(getattr(pair[1], number))))

    def of_topic(slug: str) -> Material:
        files = {group: library.many[group].get(slug) for group in MATERIAL}
        found = {group: models[document.file] if document else None for group, document in files.items()}
        return Material(lessons.get(slug), **found)

    files: dict[str, schema.TopicFile] = in_order("topics", "number")
    topics = {slug: topic_alone(file) for slug, file in files.items()}
    return Content(
        track=models["track.yaml"],
        topics=topics,
        roles={slug: whole_role(slug, role, files) for slug, role in in_order("roles", "position").items()},
        companies=in_order("companies", "position"),
        rounds=whole_rounds(models["rounds.yaml"], files),
        mock_formats=models["mock-formats.yaml"],
        mocks=in_order("mocks", "position"),
        resources=models["resources.yaml"],
        overview=models["guide/overview.yaml"],
        patterns=models["guide/patterns.yaml"],
        anti_patterns=models["guide/anti-patterns.yaml"],
        material={slug: of_topic(slug) for slug in topics},
        html=html,
    )


def topic_alone(file: schema.TopicFile) -> schema.Topic:
    """The topic without its cells of the tables, which belong to roles and rounds from here on."""
    return schema.Topic.model_construct(**{name: getattr(file, name) for name in schema.Topic.model_fields})


def whole_role(slug: str, role: schema.Role, topics: Mapping[str, schema.TopicFile]) -> schema.Role:
    """The role with the targets that stand in the topics' files."""
    targets = {topic: file.targets[slug] for topic, file in topics.items() if slug in file.targets}
    return role.model_copy(update={"targets": role.targets | targets})


def whole_rounds(rounds: schema.Rounds, topics: Mapping[str, schema.TopicFile]) -> schema.Rounds:
    """The rounds with the depths that stand in the topics' files."""

    def whole(kind: schema.Round) -> schema.Round:
        depths = {topic: file.depths[kind.slug] for topic, file in topics.items() if kind.slug in file.depths}
        return kind.model_copy(update={"depths": kind.depths | depths})

    return rounds.model_copy(update={"rounds": tuple(map(whole, rounds.rounds))})


def render_all(library: Library, html: dict[tuple[Markup, str], str]) -> Iterator[Fault]:
    """Render every text that is markup into ``html``, and report those that cannot be."""
    for document, model in library:
        for leaf in leaves(model, document.data):
            text = leaf.text.strip()
            if not isinstance(leaf.mark, Markup) or not text or (leaf.mark, text) in html:
                continue
            try:
                html[leaf.mark, text] = RENDER[leaf.mark.kind](text)
            except RenderError as error:
                stripped = leaf.text[: len(leaf.text) - len(leaf.text.lstrip())].count("\n")
                yield document.fault(leaf.place, error.message, offset=stripped + error.line - 1)


def read_lessons(library: Library, faults: list[Fault]) -> dict[str, Lesson]:
    """The lessons that there are, by topic; what is wrong with the others goes to ``faults``."""
    lessons = {}
    for slug in library.topics:
        path = library.root / "topics" / slug / "lesson.md"
        lesson, wrong = read_lesson(library.root, path) if path.is_file() else (None, [])
        faults += wrong
        if lesson:
            lessons[slug] = lesson
    return lessons


def check_links(
    library: Library, lessons: Mapping[str, Lesson], html: Mapping[tuple[Markup, str], str]
) -> Iterator[Fault]:
    """Every link to a page of the app, in lessons and in all other texts, leads somewhere."""
    problems = {slug: library.many["problems"].get(slug) for slug in library.topics}
    targets = Targets(
        anchors={
            **{f"/topics/{slug}/": [each.anchor for each in lesson.headings] for slug, lesson in lessons.items()},
            "/cheat-sheet/": library.known["topic"],
            "/guide/companies/": library.known["company"],
            "/guide/roles/": library.known["role"],
            "/guide/rounds/": library.known["round"],
        },
        problems={
            slug: [str(each.get("slug")) for each in dicts(file, "problems")] if file else []
            for slug, file in problems.items()
        },
    )
    for slug, lesson in lessons.items():
        for href, message in wrong_links(lesson.html, targets, f"/topics/{slug}/"):
            yield Fault(f"topics/{slug}/lesson.md", lesson.source[: lesson.source.find(href)].count("\n") + 1, message)
    for document, model in library:
        for leaf in leaves(model, document.data):
            if isinstance(leaf.mark, Markup) and "href" in (shown := html.get((leaf.mark, leaf.text.strip()), "")):
                for href, message in wrong_links(shown, targets):
                    yield document.fault(leaf.place, message, offset=leaf.text[: leaf.text.find(href)].count("\n"))
