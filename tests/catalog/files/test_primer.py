"""The primer: short pages on what lessons assume."""

from __future__ import annotations

from studyplan.catalog.files.load import load
from tests.catalog.conftest import Folder

PRIMER = "primer/primer.yaml"
PAGE = "primer/counting.md"


def test_pages_are_loaded_with_their_texts(studied: Folder) -> None:
    content = load(studied.path)
    assert content.primer
    assert [(page.slug, page.minutes) for page in content.primer.pages] == [("counting", 10)]
    page = content.primer_texts["counting"]
    assert page.html.startswith("<p>Few words.</p>\n")
    assert [heading.anchor for heading in page.headings] == ["primer-one-and-one"]


def test_a_page_has_a_text_and_a_text_an_entry(studied: Folder) -> None:
    (studied.path / PAGE).rename(studied.path / "primer" / "counts.md")
    assert studied.faults() == [
        f"{PAGE}:1: this file is missing",
        "primer/counts.md:1: primer.yaml does not list this page",
    ]


def test_faults_of_a_page_are_told(studied: Folder) -> None:
    line = studied.edit(PAGE, "They make $2$.", "They make $2. See [there](/topics/nowhere/).")
    assert [fault.split(": ")[0] for fault in studied.faults()] == [f"{PAGE}:{line}"]
    studied.edit(PAGE, "$2.", "$2$, [or](#primer-two).")
    assert [fault.split(": ")[1][:36] for fault in studied.faults()] == [
        "the link to '#primer-two' leads nowh",
        "the link to '/topics/nowhere/' leads",
    ]


def test_a_page_is_listed_once(studied: Folder) -> None:
    text = (studied.path / PRIMER).read_text(encoding="utf-8")
    (studied.path / PRIMER).write_text(text + text.partition("pages:\n")[2], encoding="utf-8")
    assert [fault.split(": ")[1] for fault in studied.faults()] == ["the slug 'counting' is there already"]
