"""What no row of a file can say alone: that it is there once, that it names a row that is there, that its parts agree.

These are the rules of the database and of the forms. Interviews may be alike, or name nothing: those of a company
that the content no longer offers are.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from django.utils.translation import gettext as _

from studyplan.portability.importing.document import (
    AttemptRecord,
    CardRecord,
    DrillRecord,
    ExportDocument,
    NoteRecord,
    OwnCardRecord,
    PlanRecord,
    TaskChoiceRecord,
)
from studyplan.portability.importing.faults import ImportFault
from studyplan.practice.models import Attempt, CardMemory, OwnCard
from studyplan.progress.models import TaskChoice

_RowT = TypeVar("_RowT")


def find_faults(document: ExportDocument) -> list[ImportFault]:
    return [
        *find_repeated_rows(document),
        *check_rows("task_choices", document.task_choices, check_task_choice),
        *check_rows("notes", document.notes, check_note),
        *check_rows("own_cards", document.own_cards, check_own_card),
        *find_surplus_cards(document),
        *check_rows("cards", document.cards, check_memory),
        *check_rows("drills", document.drills, check_drill),
        *check_rows("attempts", document.attempts, check_attempt),
        *check_rows("plans", document.plans, check_plan),
        *find_dangling_names(document),
    ]


def check_rows(
    section: str, rows: Iterable[_RowT], check: Callable[[_RowT], Iterable[tuple[str, str]]]
) -> Iterator[ImportFault]:
    """The faults of each row; ``check`` yields the key that is wrong ("": the row), and why."""
    for number, row in enumerate(rows):
        for key, text in check(row):
            yield ImportFault(f"$.{section}[{number}]" + (f".{key}" if key else ""), text)


def find_repeated_rows(document: ExportDocument) -> Iterator[ImportFault]:
    """Rows of which there can be one."""
    yield from find_repeated("completions", document.completions, lambda row: (row.task, row.sitting))
    yield from find_repeated("sections_read", document.sections_read, lambda row: (row.topic, row.section))
    yield from find_repeated("task_choices", document.task_choices, lambda row: (row.task, row.kind))
    yield from find_repeated("notes", document.notes, lambda row: row.about)
    yield from find_repeated("own_cards", document.own_cards, lambda row: row.number)
    yield from find_repeated("own_cards", document.own_cards, lambda row: row.card)
    yield from find_repeated("cards", document.cards, lambda row: row.card)
    yield from find_repeated("cards", document.cards, lambda row: row.own)
    yield from find_repeated("drills", document.drills, lambda row: row.number)
    yield from find_repeated("drills", document.drills, lambda row: "open" if row.ended_at is None else None)
    yield from find_repeated(
        "attempts", document.attempts, lambda row: None if row.drill is None else (row.drill, row.place)
    )
    yield from find_repeated("repairs", document.repairs, lambda row: (row.topic, row.taken_on))
    yield from find_repeated("plans", document.plans, lambda row: row.number)
    yield from find_repeated("plans", document.plans, lambda row: "current" if row.is_current else None)
    for number, assessment in enumerate(document.assessments):
        yield from find_repeated(f"assessments[{number}].ratings", assessment.ratings, lambda row: row.topic)


def find_repeated(section: str, rows: Iterable[_RowT], key_of: Callable[[_RowT], Hashable]) -> Iterator[ImportFault]:
    """Rows whose key another one has; ``None`` is no key."""
    first: dict[Hashable, int] = {}
    for number, row in enumerate(rows):
        key = key_of(row)
        if key is not None and first.setdefault(key, number) != number:
            other = f"$.{section}[{first[key]}]"
            yield ImportFault(f"$.{section}[{number}]", _("is the same as %(other)s") % {"other": other})


def find_surplus_cards(document: ExportDocument) -> Iterator[ImportFault]:
    written = [number for number, own in enumerate(document.own_cards) if own.card is None]
    for number in written[OwnCard.MOST_CARDS : OwnCard.MOST_CARDS + 1]:
        text = _("is one card too many: %(most)d are allowed") % {"most": OwnCard.MOST_CARDS}
        yield ImportFault(f"$.own_cards[{number}]", text)


def check_task_choice(choice: TaskChoiceRecord) -> Iterator[tuple[str, str]]:
    if (choice.kind == TaskChoice.Kind.DEFER) != (choice.until is not None):
        yield "until", _("is for tasks that were put off, and only for them")


def check_note(note: NoteRecord) -> Iterator[tuple[str, str]]:
    if not (note.text or note.is_starred):
        yield "", _("must have a text or a star")
    if bool(note.text) != (note.written_at is not None):
        yield "written_at", _("is for notes with a text, and only for them")


def check_own_card(own: OwnCardRecord) -> Iterator[tuple[str, str]]:
    if own.card is None and not own.front:
        yield "front", _("must not be empty")
    if own.card is None and not own.back:
        yield "back", _("must not be empty")
    if own.card is not None and not (own.front or own.back):
        yield "", _("must have a front or a back")
    if own.card is not None and own.card.partition("/")[0] != own.topic:
        yield "topic", _("must be the topic of the card")


def check_memory(memory: CardRecord) -> Iterator[tuple[str, str]]:
    """As FSRS needs them, and the database."""
    if (memory.card is None) == (memory.own is None):
        yield "", _("must name a given card or an own one, not both")
    measured = [value is not None for value in (memory.reviewed_at, memory.stability, memory.difficulty)]
    if any(measured) and not all(measured):
        yield "", _("needs reviewed_at, stability and difficulty together, or none of them")
    if memory.state != CardMemory.State.LEARNING and not all(measured):
        yield "state", _("must be 1 as long as there was no review")
    if (memory.state == CardMemory.State.REVIEW) != (memory.step is None):
        yield "step", _("must be null in state 2, and a number otherwise")


def check_drill(drill: DrillRecord) -> Iterator[tuple[str, str]]:
    if drill.asked_at < drill.started_at:
        yield "asked_at", _("must not be before started_at")
    if drill.ended_at and drill.ended_at < drill.started_at:
        yield "ended_at", _("must not be before started_at")
    if drill.revealed_at and drill.revealed_at < drill.asked_at:
        yield "revealed_at", _("must not be before asked_at")


def check_attempt(attempt: AttemptRecord) -> Iterator[tuple[str, str]]:
    if (attempt.kind == Attempt.Kind.PROBE) != (attempt.level is not None):
        yield "level", _("is for probes, and only for them")
    if len(set(attempt.hits)) < len(attempt.hits) or any(hit >= attempt.points for hit in attempt.hits):
        yield "hits", _("must be different numbers from 0, below the number of points")
    if (attempt.drill is None) != (attempt.place is None):
        yield "place", _("is for answers in a drill, and only for them")


def check_plan(plan: PlanRecord) -> Iterator[tuple[str, str]]:
    if plan.is_current and plan.document is None:
        yield "document", _("is missing: this is the plan in force")
    if plan.previous is not None and plan.previous >= plan.number:
        yield "previous", _("must be a plan before this one")


def find_dangling_names(document: ExportDocument) -> Iterator[ImportFault]:
    """Rows that name another one by a number that no row has."""
    own = {card.number for card in document.own_cards}
    drills = {drill.number: len(drill.questions) for drill in document.drills}
    plans = {plan.number for plan in document.plans}
    yield from find_unknown_numbers("cards", "own", [row.own for row in document.cards], own)
    yield from find_unknown_numbers("card_reviews", "own", [row.own for row in document.card_reviews], own)
    yield from find_unknown_numbers("attempts", "drill", [row.drill for row in document.attempts], drills.keys())
    yield from find_unknown_numbers("plans", "previous", [row.previous for row in document.plans], plans)
    for number, attempt in enumerate(document.attempts):
        if attempt.place is not None and attempt.place >= drills.get(attempt.drill or 0, attempt.place + 1):
            yield ImportFault(f"$.attempts[{number}].place", _("is after the last question of its drill"))
    for number, review in enumerate(document.card_reviews):
        if review.card is not None and review.own is not None:
            yield ImportFault(f"$.card_reviews[{number}]", _("must name a given card or an own one, not both"))
    own_of_cards = {card.number for card in document.own_cards if card.card is not None}
    for number, memory in enumerate(document.cards):
        if memory.own in own_of_cards:
            text = _("names words for a given card; name that card instead")
            yield ImportFault(f"$.cards[{number}].own", text)


def find_unknown_numbers(
    section: str, key: str, numbers: Sequence[int | None], known: Iterable[int]
) -> Iterator[ImportFault]:
    known = set(known)
    for place, number in enumerate(numbers):
        if number is not None and number not in known:
            text = _("names number %(number)d, which the file does not have") % {"number": number}
            yield ImportFault(f"$.{section}[{place}].{key}", text)
