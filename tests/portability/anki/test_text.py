"""Anki's text files, written and read."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyplan.portability.anki.text import AnkiNote, read_notes, strip_html, write_notes

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=30).map(str.strip)
NOTES = st.builds(
    AnkiNote, front=WORDS.filter(bool), back=WORDS, deck=st.just("studyplan::Loss Functions"), tags=st.just(("loss",))
)


def read(text: str) -> list[tuple[str, str]]:
    return [(note.front, note.back) for note in read_notes(text)]


def test_a_file_says_how_to_read_it() -> None:
    note = AnkiNote("# of parameters?", 'Two "lines":\none\tand two', "studyplan::Loss", ("loss",))
    assert write_notes([note], is_html=False) == (
        "#separator:tab\n"
        "#html:false\n"
        "#deck column:3\n"
        "#tags column:4\n"
        '"# of parameters?"\t"Two ""lines"":\none\tand two"\t"studyplan::Loss"\t"loss"\n'
    )


@given(notes=st.lists(NOTES, max_size=5))
def test_what_is_written_is_read_the_same(notes: list[AnkiNote]) -> None:
    found = list(read_notes(write_notes(notes, is_html=False)))
    assert [(note.front, note.back, note.deck, note.tags) for note in found] == [
        (note.front, note.back, note.deck, note.tags) for note in notes
    ]


def test_a_file_of_ankis_own_is_read() -> None:
    """As it exports notes, with all that it offers."""
    text = (
        "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n"
        'x1\tBasic\tML::Optimization\tWhat is <b>Adam</b>?\t"Two moments:<br>mean &amp; variance"\toptimization hard\n'
    )
    (note,) = read_notes(text)
    assert note == AnkiNote(
        "What is Adam?", "Two moments:\nmean & variance", "ML::Optimization", ("optimization", "hard"), line=7
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\tb\n", [("a", "b")]),
        ("a;b\n", [("a", "b")]),
        ("a,b", [("a", "b")]),
        ("#separator:Comma\r\na,b\r\n", [("a", "b")]),
        ("#separator:|\na|b\n", [("a", "b")]),
        ('#separator:"\na\tb\n', [("a", "b")]),
        ("#separator:pipe\na|b\n\n|\n", [("a", "b")]),
        ("#html:false\n<b>\tb\n", [("<b>", "b")]),
        ("only one\n", [("only one", "")]),
        ("a\u2028x\tb\n", [("a\u2028x", "b")]),
        ('"a\r\nx"\tb\n', [("a\nx", "b")]),
        ("# a comment\n#deck column:x\na\tb\n", [("a", "b")]),
        ("#tags column:9\na\tb\n", [("a", "b")]),
        (f"#tags column:{'9' * 5_000}\na\tb\n", [("a", "b")]),
        ("", []),
        ("#separator:tab\n", []),
    ],
)
def test_other_files_are_read(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


def test_no_column_has_the_number_0() -> None:
    """Counted back from there, it would be the answer."""
    (note,) = read_notes("#deck column:0\na\tb\n")
    assert note.deck == ""


def test_a_deck_and_tags_may_stand_for_all() -> None:
    (note,) = read_notes("#deck:Optimization\n#tags:one two\na\tb\n")
    assert (note.deck, note.tags) == ("Optimization", ("one", "two"))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<div>a</div><div>b<br></div><p>c</p>", "a\nb\nc\n"),
        ("<style>.a{}</style>a<script>alert(1)</script>", "a"),
        ("x &lt; y&nbsp;z", "x < y z"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb\n"),
        ("""a<img alt="x > y" data-tex='p<q'>b""", "ab"),
        ("a<!-- it's hidden -->b<!DOCTYPE html>c", "abc"),
        ("x <y, and 3<4", "x <y, and 3<4"),
        ("a<![if !vml]>b", "ab"),
        ("a<![", "a<!["),
        (f"&#{'9' * 5_000};", f"&#{'9' * 5_000};"),
    ],
)
def test_of_html_the_words_are_kept(html: str, text: str) -> None:
    assert strip_html(html) == text


@pytest.mark.parametrize("part", ["<a", "<a b='", "<!--", "</", '<a "', "<a'\"", "<", "<a b=\"'"])
def test_html_is_read_once_through(part: str) -> None:
    """A parser that looks for the end of every tag anew takes minutes here."""
    many = part * 20_000
    began = process_time()
    strip_html(many)
    assert process_time() - began < 1
