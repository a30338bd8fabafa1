"""A file is taken whole or not at all, and every fault in it is named with its place and what is allowed there."""

from __future__ import annotations

import json
from typing import Any

import pytest

from studyplan.portability.importing import services
from studyplan.portability.importing.carried import pack_file, unpack_file
from studyplan.portability.importing.faults import UnreadableFileError
from studyplan.portability.importing.services import read_document
from tests.factories import NOW

LATER = "2026-03-02T09:00:01Z"


def faults_in(data: bytes) -> list[str]:
    with pytest.raises(UnreadableFileError) as raised:
        read_document(data, NOW)
    return raised.value.lines


def change(life: dict[str, Any], path: str, value: Any) -> bytes:
    """The file with another ``value`` at ``path``, such as ``notes.0.text``."""
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place: Any = life
    for step in steps:
        place = place[step]
    place[last] = value
    return json.dumps(life).encode()


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        ("application", "anki", "$.application: must be 'studyplan'"),
        ("format", 3, "$.format: must be 1 or 2"),
        ("account.time_zone", "Atlantis", "$.account.time_zone: is not a time zone such as Europe/Berlin"),
        ("account.day_ends_at", 13, "$.account.day_ends_at: must be 12 or less"),
        ("account.keyboard_shortcuts", 1, "$.account.keyboard_shortcuts: must be true or false"),
        ("assessments", {}, "$.assessments: must be a list"),
        ("assessments.0.taken_at", LATER, "$.assessments[0].taken_at: is in the future"),
        (
            "assessments.0.taken_at",
            "2026-03-02T09:00:00",
            "$.assessments[0].taken_at: must be a time with its zone, such as 2026-03-02T09:00:00Z",
        ),
        ("assessments.0.taken_at", 5, "$.assessments[0].taken_at: must be a time such as 2026-03-02T09:00:00Z"),
        (
            "assessments.0.taken_at",
            "0001-01-01T00:00:00+14:00",
            "$.assessments[0].taken_at: must be between the years 2000 and 2199",
        ),
        ("assessments.0.ratings", [], "$.assessments[0].ratings: must not be empty"),
        ("assessments.0.ratings.0.level", 6, "$.assessments[0].ratings[0].level: must be 5 or less"),
        ("assessments.0.ratings.0.level", "3", "$.assessments[0].ratings[0].level: must be a whole number"),
        (
            "assessments.0.ratings.0.topic",
            "<b>",
            "$.assessments[0].ratings[0].topic: is not a name as studyplan writes it",
        ),
        ("goal.weekdays", ["funday"], "$.goal.weekdays[0]: must be 'mon', 'tue', 'wed', 'thu', 'fri', 'sat' or 'sun'"),
        ("goal.minutes", 2, "$.goal.minutes: must be 5 or more"),
        ("goal.days_off", ["9999-12-31"], "$.goal.days_off[0]: must be between the years 2000 and 2199"),
        ("goal.days_off", ["soon"], "$.goal.days_off[0]: must be a date such as 2026-03-02"),
        ("goal.interviews.0.on", "2031-01-01", "$.goal.interviews[0].on: cannot be after 2029-03-05"),
        ("goal.interviews.0.debrief.asked", "x" * 10_001, "$.goal.interviews[0].debrief.asked: may have 10000"),
        ("completions.0.task", "x" * 121, "$.completions[0].task: may have 120 characters at most"),
        ("completions.0.done_on", "2026-03-04", "$.completions[0].done_on: is in the future"),
        ("completions.0.minutes", 40_000, "$.completions[0].minutes: must be 32767 or less"),
        ("task_choices.0.until", "2026-03-04", "$.task_choices[0].until: is for tasks that were put off"),
        ("notes.0.text", "a\0b", "$.notes[0].text: holds a null character"),
        ("notes.0.text", "", "$.notes[0]: must have a text or a star"),
        ("notes.0.written_at", None, "$.notes[0].written_at: is for notes with a text"),
        ("own_cards.0.front", "x" * 301, "$.own_cards[0].front: may have 300 characters at most"),
        ("own_cards.0.back", "", "$.own_cards[0].back: must not be empty"),
        ("own_cards.0.front", "", "$.own_cards[0].front: must not be empty"),
        ("own_cards.0.card", "optimization/adam", "$.cards[0].own: names words for a given card"),
        ("own_cards.0.card", "other/adam", "$.own_cards[0].topic: must be the topic of the card"),
        ("cards.0.own", 7, "$.cards[0].own: names number 7, which the file does not have"),
        ("cards.0.card", "optimization/adam", "$.cards[0]: must name a given card or an own one, not both"),
        ("cards.0.stability", 0, "$.cards[0].stability: must be more than 0"),
        ("cards.0.stability", None, "$.cards[0]: needs reviewed_at, stability and difficulty together"),
        ("cards.0.step", 1, "$.cards[0].step: must be null in state 2"),
        ("cards.0.state", 4, "$.cards[0].state: must be 1, 2 or 3"),
        ("card_reviews.0.grade", 5, "$.card_reviews[0].grade: must be 1, 2, 3 or 4"),
        ("card_reviews.0.card", "optimization/adam", "$.card_reviews[0]: must name a given card or an own one"),
        ("drills.0.ended_at", "2026-03-01T09:00:00Z", "$.drills[0].ended_at: must not be before started_at"),
        ("drills.0.asked_at", "2026-03-01T09:00:00Z", "$.drills[0].asked_at: must not be before started_at"),
        ("drills.0.revealed_at", "2026-03-01T09:00:00Z", "$.drills[0].revealed_at: must not be before asked_at"),
        ("drills.0.questions.0.seconds", -1, "$.drills[0].questions[0].seconds: must be 0 or more"),
        ("attempts.0.hits", [2], "$.attempts[0].hits: must be different numbers from 0"),
        ("attempts.0.level", 3, "$.attempts[0].level: is for probes"),
        ("attempts.0.place", 1, "$.attempts[0].place: is after the last question of its drill"),
        ("attempts.0.place", None, "$.attempts[0].place: is for answers in a drill"),
        ("attempts.0.drill", 9, "$.attempts[0].drill: names number 9, which the file does not have"),
        ("attempts.0.kind", "gossip", "$.attempts[0].kind: must be 'warm-up', "),
        ("calendar_feed", [], "$.calendar_feed: must be an object"),
    ],
)
def test_a_fault_is_named_with_its_place(life: dict[str, Any], path: str, value: Any, fault: str) -> None:
    (first, *_others) = faults_in(change(life, path, value))
    assert first.startswith(fault)


def test_the_file_without_a_fault_is_read(life: dict[str, Any]) -> None:
    """What the others change one thing of."""
    assert read_document(json.dumps(life).encode(), NOW).goal


@pytest.mark.parametrize(
    "section",
    ["completions", "sections_read", "task_choices", "notes", "own_cards", "cards", "drills", "attempts", "repairs"],
)
def test_a_row_is_there_once(life: dict[str, Any], section: str) -> None:
    life[section] *= 2
    assert faults_in(json.dumps(life).encode())[0] == f"$.{section}[1]: is the same as $.{section}[0]"


def test_so_is_a_rating_within_an_assessment(life: dict[str, Any]) -> None:
    life["assessments"][0]["ratings"] *= 2
    assert faults_in(json.dumps(life).encode())[0].startswith("$.assessments[0].ratings[1]: is the same")


def test_a_missing_key_is_named(life: dict[str, Any]) -> None:
    del life["completions"][0]["done_at"]
    assert faults_in(json.dumps(life).encode()) == ["$.completions[0].done_at: is missing"]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "The file is empty."),
        (b" \n", "The file is empty."),
        (b"PK\x03\x04", "This is not a JSON file: expected value at line 1 column 1."),
        (b'{"application": "studyplan"', "This is not a JSON file: EOF while parsing"),
        (b"\xff\xfe{}", "This is not a JSON file: "),
        (b"[" * 100_000, "This is not a JSON file: recursion limit"),
        (b"[]", "$: must be an object"),
        (b"null", "$: must be an object"),
    ],
)
def test_what_is_no_download_is_told_so(data: bytes, fault: str) -> None:
    assert faults_in(data)[0].startswith(fault)


def test_half_a_character_is_no_text(life: dict[str, Any]) -> None:
    data = json.dumps(life).replace("Again.", r"\ud800").encode()
    assert faults_in(data)[0].startswith("This is not a JSON file: ")


def test_a_mark_of_byte_order_does_no_harm(life: dict[str, Any]) -> None:
    assert read_document(b"\xef\xbb\xbf" + json.dumps(life).encode(), NOW).notes


def test_of_many_faults_the_first_are_named(life: dict[str, Any]) -> None:
    life["notes"] = [{}] * 100
    lines = faults_in(json.dumps(life).encode())
    assert (len(lines), lines[-1]) == (21, "80 more faults.")


def test_a_file_of_faults_is_not_listed(life: dict[str, Any]) -> None:
    life["completions"] = [{}] * 5000
    assert faults_in(json.dumps(life).encode())[0].startswith("This is not a studyplan download")


def test_no_list_is_without_end(life: dict[str, Any]) -> None:
    life["assessments"] *= 5001
    assert faults_in(json.dumps(life).encode()) == ["$.assessments: may have 5000 entries at most"]


def test_no_more_own_cards_than_the_app_takes(life: dict[str, Any]) -> None:
    (own,) = life["own_cards"]
    life["own_cards"] = [own | {"number": number} for number in range(1, 502)]
    assert faults_in(json.dumps(life).encode()) == ["$.own_cards[500]: is one card too many: 500 are allowed"]


def test_no_file_is_larger_than_allowed(life: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST_IMPORTED_BYTES", 100)
    assert faults_in(json.dumps(life).encode())[0].startswith("The file is too large")


def test_a_page_carries_a_file_there_and_back() -> None:
    assert unpack_file(pack_file(b"{}" * 1000)) == b"{}" * 1000


@pytest.mark.parametrize("packed", ["", "!", "AAAA", "eJw="])
def test_a_page_that_was_tampered_with_carries_none(packed: str) -> None:
    try:
        data = unpack_file(packed)
    except UnreadableFileError:
        return
    faults_in(data)


def test_what_unpacks_without_end_is_cut_off() -> None:
    """A few kilobytes can say as many gigabytes."""
    packed = pack_file(b" " * (services.MOST_IMPORTED_BYTES + 1_000_000))
    assert len(unpack_file(packed)) == services.MOST_IMPORTED_BYTES + 1
    assert faults_in(unpack_file(packed))[0].startswith("The file is too large")


def test_a_page_carries_no_endless_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studyplan.portability.importing.carried.MOST_CARRIED", 8)
    with pytest.raises(UnreadableFileError, match="import_account"):
        pack_file(bytes(range(256)))
