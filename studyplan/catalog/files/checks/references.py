"""Faults that need more than one place, or more than one file, to be seen.

Every check works on the data as read, not on validated models, and passes over what does not have the expected form:
so one broken file does not hide the faults of the others, nor the rest of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from studyplan.catalog.files.fields import Markup, Place, leaves
from studyplan.catalog.files.folder import Library, are_numbers, dicts, items, mapping, value_at
from studyplan.catalog.files.schema import TrackerColumn
from studyplan.catalog.files.yaml import Document, Fault, suggestion


def check_references(library: Library) -> Iterator[Fault]:
    """Every slug names something."""
    for document, model in library:
        for leaf in leaves(model, document.data):
            if isinstance(leaf.mark, Markup):
                continue
            known = library.known[leaf.mark.to]
            if known and leaf.text not in known:
                message = f"there is no {leaf.mark.to} '{leaf.text}'{suggestion(leaf.text, known)}"
                yield document.fault(leaf.place, message, is_key=leaf.is_key)


def check_complete_tables(library: Library) -> Iterator[Fault]:
    """Every role and every round says something about every topic, in its own file or in the topic's."""
    for slug, document in library.many["roles"].items():
        yield from _row_complete(document, ("targets",), slug, library)
    rounds = library.single["rounds.yaml"]
    for index, entry in enumerate(dicts(rounds, "rounds")):
        yield from _row_complete(rounds, ("rounds", index, "depths"), str(entry.get("slug")), library)


def _row_complete(document: Document, place: Place, slug: str, library: Library) -> Iterator[Fault]:
    """Each topic has one cell in this row of a table, whose name is the same in both kinds of file."""
    table = str(place[-1])
    row = mapping(value_at(document.data, place[:-1]), table)
    cells = {topic: mapping(file.data, table) for topic, file in library.topics.items()}
    for topic in row:
        if topic in cells and slug in cells[topic]:
            message = f"{document.file} says this of '{topic}' already: keep one of the two"
            yield library.topics[topic].fault((table, slug), message, is_key=True)
    missing = [topic for topic in cells if topic not in row and slug not in cells[topic]]
    # A topic that fills a part of its own row is the one that lacks a cell.
    for topic in missing:
        if cells[topic]:
            message = f"add a line for {slug}: every topic needs one"
            yield library.topics[topic].fault((table,), message, is_key=True)
    if document.data is not None and (rest := [topic for topic in missing if not cells[topic]]):
        yield document.fault(place, f"add a line for {', '.join(rest)}: every topic needs one", is_key=True)


def check_clocks(library: Library) -> Iterator[Fault]:
    """The parts of a round's time fill it."""
    rounds = library.single["rounds.yaml"]
    for index, entry in enumerate(dicts(rounds, "rounds")):
        minutes = [slot.get("minutes") for slot in items(entry, "clock") if isinstance(slot, dict)]
        if are_numbers(minutes) and sum(minutes) != entry.get("minutes"):
            message = f"the parts take {sum(minutes)} minutes, the round {entry.get('minutes')}"
            yield rounds.fault(("rounds", index, "clock"), message)


def check_numbers(library: Library) -> Iterator[Fault]:
    """Topics, roles, companies, mocks, tiers and levels are numbered 1 to n without holes."""
    yield from _numbered({slug: (doc, ("number",)) for slug, doc in library.topics.items()})
    yield from _numbered({slug: (doc, ("position",)) for slug, doc in library.many["roles"].items()})
    yield from _numbered({slug: (doc, ("position",)) for slug, doc in library.many["companies"].items()})
    yield from _numbered({slug: (doc, ("position",)) for slug, doc in library.many["mocks"].items()})
    for key, name in (("tiers", "number"), ("levels", "level")):
        entries = range(len(items(library.track.data, key)))
        yield from _numbered({str(index): (library.track, (key, index, name)) for index in entries})


def _numbered(places: Mapping[str, tuple[Document, Place]]) -> Iterator[Fault]:
    numbers = {name: value_at(document.data, place) for name, (document, place) in places.items()}
    free = sorted(set(range(1, len(numbers) + 1)) - set(numbers.values()))
    seen: dict[int, str] = {}
    for name, number in numbers.items():
        document, place = places[name]
        if not isinstance(number, int):
            continue  # its form is a fault of its own
        if number in seen:
            yield document.fault(place, f"{number} is taken by '{seen[number]}'; free: {_or_none(free)}")
        elif number > len(numbers):
            yield document.fault(place, f"{number} leaves a hole below it; free: {_or_none(free)}")
        seen.setdefault(number, name)


def _or_none(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers)) or "none"


def check_unique(library: Library) -> Iterator[Fault]:
    """No slug twice in a list, and no kind, variant or topic where one only makes sense."""
    lists: list[tuple[Document, str, str]] = [
        (library.track, "tiers", "slug"),
        (library.track, "paths", "variant"),
        (library.track, "bands", "variant"),
        (library.track, "checkpoints", "day"),
        (library.track, "tracker", "kind"),
        (library.track, "readiness", "slug"),
        (library.single["rounds.yaml"], "rounds", "slug"),
        (library.single["mock-formats.yaml"], "formats", "slug"),
        *((document, "steps", "slug") for document in library.many["mocks"].values()),
        (library.single["resources.yaml"], "levels", "slug"),
        (library.single["guide/overview.yaml"], "outcomes", "topic"),
        (library.single["guide/overview.yaml"], "callouts", "slug"),
        (library.single["guide/patterns.yaml"], "patterns", "slug"),
        (library.single["guide/anti-patterns.yaml"], "anti_patterns", "slug"),
    ]
    for document, key, name in lists:
        seen = set()
        for index, entry in enumerate(items(document.data, key)):
            value = entry.get(name) if isinstance(entry, dict) else None
            if value is not None and value in seen:
                yield document.fault((key, index, name), f"the {name} '{value}' is there already: it must be unique")
            seen.add(value)


def check_track(library: Library) -> Iterator[Fault]:
    """The track's own parts agree: tracker columns, checkpoints, bands with paths."""
    track = library.track
    kinds = get_args(TrackerColumn.model_fields["kind"].annotation)
    columns = {column.get("kind") for column in dicts(track, "tracker")}
    if track.data is not None and (missing := [kind for kind in kinds if kind not in columns]):
        yield track.fault(("tracker",), f"add a column for {', '.join(missing)}", is_key=True)
    for index, checkpoint in enumerate(dicts(track, "checkpoints")):
        day, kind = checkpoint.get("day"), checkpoint.get("kind")
        expected = f"recall-{day}" if day else None
        if kind != expected:
            advice = f"write 'kind: {expected}'" if expected else "leave 'kind' away on day 0"
            yield track.fault(("checkpoints", index, "kind"), f"day {day} does not fit the kind {kind}: {advice}")
    variants = [path.get("variant") for path in dicts(track, "paths")]
    for index, band in enumerate(dicts(track, "bands")):
        if band.get("variant") not in variants:
            yield track.fault(("bands", index, "variant"), f"there is no path of the variant '{band.get('variant')}'")


def check_ranges(library: Library) -> Iterator[Fault]:
    """Bands and resource levels cover every possible total once; pairs run upwards; shares are at most 1."""
    lowest, highest = len(library.topics), 5 * len(library.topics)
    yield from _covers(library.track, "bands", lowest, highest)
    yield from _covers(library.single["resources.yaml"], "levels", lowest, highest)
    pairs: list[Place] = [("paths", index, "days") for index in range(len(items(library.track.data, "paths")))]
    for place in (*pairs, *(("policy", name) for name in ("blocks", "minutes_range", "sitting", "pace_range"))):
        values = value_at(library.track.data, place)
        if are_numbers(values) and values != sorted(values):
            yield library.track.fault(place, f"{values} does not go upwards: write the smaller number first")


def check_policy(library: Library) -> Iterator[Fault]:
    """The policy's numbers agree with each other."""
    policy = mapping(library.track.data, "policy")
    for name, value in policy.items():
        if str(name).endswith("_share") and are_numbers(value) and not 0 < value[0] <= value[-1]:
            yield library.track.fault(("policy", name), f"write a share of at most 1, such as [1, 4], not {value}")
    yield from _times(library.track, policy)
    yield from _evidence(library.track, policy)
    parts: list[Any] = [policy.get(name) for name in ("self_assessment", "cheat_sheet", "mock")]
    if are_numbers(parts) and policy.get("review") != sum(parts):
        message = f"a review is self_assessment, cheat_sheet and mock: write {sum(parts)}"
        yield library.track.fault(("policy", "review"), message)


def _times(track: Document, policy: Mapping[str, Any]) -> Iterator[Fault]:
    """What took longer took more than planned, and what took less took less, but some time."""
    longer, shorter = policy.get("took_longer"), policy.get("took_shorter")
    if are_numbers(longer) and not longer[0] > longer[-1] > 0:
        yield track.fault(("policy", "took_longer"), f"write a share above 1, such as [3, 2], not {longer}")
    if are_numbers(shorter) and not 0 < shorter[0] < shorter[-1]:
        yield track.fault(("policy", "took_shorter"), f"write a share below 1, such as [3, 4], not {shorter}")


def _evidence(track: Document, policy: Mapping[str, Any]) -> Iterator[Fault]:
    """Probes cannot decide two ways at once, and every percentage has one word."""
    decide = policy.get("probes_decide")
    if are_numbers(decide) and len(decide) == 2 and not decide[0] <= decide[1] < 2 * decide[0]:
        message = f"write more than half of as many probes, and no more than all, such as [2, 3], not {decide}"
        yield track.fault(("policy", "probes_decide"), message)
    expected = 0
    for index, word in enumerate(dicts(track, "readiness")):
        least = word.get("least")
        if isinstance(least, int) and (least < expected or (not index and least)):
            yield track.fault(("readiness", index, "least"), f"words begin at 0 and ascend: {least} does not fit here")
        expected = least + 1 if isinstance(least, int) else expected


def _covers(document: Document, key: str, lowest: int, highest: int) -> Iterator[Fault]:
    expected = lowest
    for index, entry in enumerate(items(document.data, key)):
        totals = entry.get("totals") if isinstance(entry, dict) else None
        if not isinstance(totals, list) or not are_numbers(totals) or len(totals) != 2:
            return  # its form is a fault of its own
        if totals[0] != expected or totals[1] < totals[0]:
            message = f"totals {totals} leave a hole or overlap: this range has to begin at {expected}"
            yield document.fault((key, index, "totals"), message)
        expected = totals[1] + 1
    if items(document.data, key) and expected != highest + 1:
        message = f"the last range has to end at {highest}, five times the number of topics, not at {expected - 1}"
        yield document.fault((key, len(items(document.data, key)) - 1, "totals"), message)
