"""Faults that need more than one place, or more than one file, to be seen.

Every check works on the data as read, not on validated models, and passes over what does not have the expected form:
so one broken file does not hide the faults of the others, nor the rest of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from studyplan.catalog.files.fields import Markup, Place, marked_texts
from studyplan.catalog.files.folder import (
    PRIMER_FILE,
    ContentFolder,
    are_numbers,
    list_at,
    mapping_at,
    mappings_at,
    value_at,
)
from studyplan.catalog.files.schema import Activity, AttemptKind, TrackerColumn
from studyplan.catalog.files.yaml import Fault, YamlFile, suggestion


def check_references(folder: ContentFolder) -> Iterator[Fault]:
    for file, model in folder:
        for marked in marked_texts(model, file.data):
            if isinstance(marked.mark, Markup):
                continue
            known = folder.slugs[marked.mark.to]
            if known and marked.text not in known:
                message = f"there is no {marked.mark.to} '{marked.text}'{suggestion(marked.text, known)}"
                yield file.fault(marked.place, message, is_key=marked.is_key)


def check_complete_tables(folder: ContentFolder) -> Iterator[Fault]:
    """Every role and every round says something about every topic, in its own file or in the topic's."""
    for slug, file in folder.groups["roles"].items():
        yield from _check_row(file, ("targets",), slug, folder)
    rounds = folder.files["rounds.yaml"]
    for index, entry in enumerate(mappings_at(rounds, "rounds")):
        yield from _check_row(rounds, ("rounds", index, "depths"), str(entry.get("slug")), folder)


def _check_row(file: YamlFile, place: Place, slug: str, folder: ContentFolder) -> Iterator[Fault]:
    """Each topic has one cell in this row of a table, whose name is the same in both kinds of file."""
    table = str(place[-1])
    row = mapping_at(value_at(file.data, place[:-1]), table)
    cells = {topic: mapping_at(topic_file.data, table) for topic, topic_file in folder.topics.items()}
    for topic in row:
        if topic in cells and slug in cells[topic]:
            message = f"{file.name} says this of '{topic}' already: keep one of the two"
            yield folder.topics[topic].fault((table, slug), message, is_key=True)
    missing = [topic for topic in cells if topic not in row and slug not in cells[topic]]
    # A topic that fills a part of its own row is the one that lacks a cell.
    for topic in missing:
        if cells[topic]:
            message = f"add a line for {slug}: every topic needs one"
            yield folder.topics[topic].fault((table,), message, is_key=True)
    if file.data is not None and (rest := [topic for topic in missing if not cells[topic]]):
        yield file.fault(place, f"add a line for {', '.join(rest)}: every topic needs one", is_key=True)


def check_clocks(folder: ContentFolder) -> Iterator[Fault]:
    """The parts of a round's time fill it."""
    rounds = folder.files["rounds.yaml"]
    for index, entry in enumerate(mappings_at(rounds, "rounds")):
        minutes = [part.get("minutes") for part in list_at(entry, "clock") if isinstance(part, dict)]
        if are_numbers(minutes) and sum(minutes) != entry.get("minutes"):
            message = f"the parts take {sum(minutes)} minutes, the round {entry.get('minutes')}"
            yield rounds.fault(("rounds", index, "clock"), message)


def check_emphasis(folder: ContentFolder) -> Iterator[Fault]:
    """A round, and the policy for those who chose none, say something of every activity."""
    rounds = folder.files["rounds.yaml"]
    places: list[tuple[YamlFile, Place]] = [
        (rounds, ("rounds", index)) for index in range(len(list_at(rounds.data, "rounds")))
    ]
    for file, place in [*places, (folder.track, ("policy",))]:
        emphasis = value_at(file.data, (*place, "emphasis"))
        if isinstance(emphasis, dict) and (missing := [name for name in get_args(Activity) if name not in emphasis]):
            message = f"add {', '.join(missing)}: a round says something of every activity"
            yield file.fault((*place, "emphasis"), message)


def check_numbers(folder: ContentFolder) -> Iterator[Fault]:
    """Topics, roles, companies, mocks, tiers and levels are numbered 1 to n without holes."""
    yield from _check_numbering({slug: (file, ("number",)) for slug, file in folder.topics.items()})
    yield from _check_numbering({slug: (file, ("position",)) for slug, file in folder.groups["roles"].items()})
    yield from _check_numbering({slug: (file, ("position",)) for slug, file in folder.groups["companies"].items()})
    yield from _check_numbering({slug: (file, ("position",)) for slug, file in folder.groups["mocks"].items()})
    for key, name in (("tiers", "number"), ("levels", "level")):
        entries = range(len(list_at(folder.track.data, key)))
        yield from _check_numbering({str(index): (folder.track, (key, index, name)) for index in entries})


def _check_numbering(places: Mapping[str, tuple[YamlFile, Place]]) -> Iterator[Fault]:
    numbers = {name: value_at(file.data, place) for name, (file, place) in places.items()}
    free = sorted(set(range(1, len(numbers) + 1)) - set(numbers.values()))
    seen: dict[int, str] = {}
    for name, number in numbers.items():
        file, place = places[name]
        if not isinstance(number, int):
            continue  # its form is a fault of its own
        if number in seen:
            yield file.fault(place, f"{number} is taken by '{seen[number]}'; free: {_list_numbers(free)}")
        elif number > len(numbers):
            yield file.fault(place, f"{number} leaves a hole below it; free: {_list_numbers(free)}")
        seen.setdefault(number, name)


def _list_numbers(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers)) or "none"


def check_unique(folder: ContentFolder) -> Iterator[Fault]:
    """No slug twice in a list, and no kind, variant or topic where one only makes sense."""
    lists: list[tuple[YamlFile, str, str]] = [
        (folder.track, "tiers", "slug"),
        (folder.track, "paths", "variant"),
        (folder.track, "bands", "variant"),
        (folder.track, "checkpoints", "day"),
        (folder.track, "tracker", "kind"),
        (folder.track, "readiness", "slug"),
        (folder.files["rounds.yaml"], "rounds", "slug"),
        (folder.files["mock-formats.yaml"], "formats", "slug"),
        (folder.files["manager-prompts.yaml"], "prompts", "slug"),
        *((file, "steps", "slug") for file in folder.groups["mocks"].values()),
        (folder.files["resources.yaml"], "levels", "slug"),
        *((file, "pages", "slug") for name, file in folder.files.items() if name == PRIMER_FILE),
        (folder.files["guide/overview.yaml"], "outcomes", "topic"),
        (folder.files["guide/overview.yaml"], "callouts", "slug"),
        (folder.files["guide/patterns.yaml"], "patterns", "slug"),
        (folder.files["guide/anti-patterns.yaml"], "anti_patterns", "slug"),
    ]
    for file, key, name in lists:
        seen = set()
        for index, entry in enumerate(list_at(file.data, key)):
            value = entry.get(name) if isinstance(entry, dict) else None
            if value is not None and value in seen:
                yield file.fault((key, index, name), f"the {name} '{value}' is there already: it must be unique")
            seen.add(value)


def check_track(folder: ContentFolder) -> Iterator[Fault]:
    """The track's own parts agree: tracker columns, checkpoints, bands with paths."""
    track = folder.track
    kinds = get_args(TrackerColumn.model_fields["kind"].annotation)
    columns = {column.get("kind") for column in mappings_at(track, "tracker")}
    if track.data is not None and (missing := [kind for kind in kinds if kind not in columns]):
        yield track.fault(("tracker",), f"add a column for {', '.join(missing)}", is_key=True)
    for index, checkpoint in enumerate(mappings_at(track, "checkpoints")):
        day, kind = checkpoint.get("day"), checkpoint.get("kind")
        expected = f"recall-{day}" if day else None
        if kind != expected:
            advice = f"write 'kind: {expected}'" if expected else "leave 'kind' away on day 0"
            yield track.fault(("checkpoints", index, "kind"), f"day {day} does not fit the kind {kind}: {advice}")
    variants = [path.get("variant") for path in mappings_at(track, "paths")]
    for index, band in enumerate(mappings_at(track, "bands")):
        if band.get("variant") not in variants:
            yield track.fault(("bands", index, "variant"), f"there is no path of the variant '{band.get('variant')}'")


def check_ranges(folder: ContentFolder) -> Iterator[Fault]:
    """Bands and resource levels cover every possible total once; pairs run upwards; shares are at most 1."""
    lowest, highest = len(folder.topics), 5 * len(folder.topics)
    yield from _check_cover(folder.track, "bands", lowest, highest)
    yield from _check_cover(folder.files["resources.yaml"], "levels", lowest, highest)
    pairs: list[Place] = [("paths", index, "days") for index in range(len(list_at(folder.track.data, "paths")))]
    for place in (*pairs, *(("policy", name) for name in ("blocks", "minutes_range", "sitting", "pace_range"))):
        values = value_at(folder.track.data, place)
        if are_numbers(values) and values != sorted(values):
            yield folder.track.fault(place, f"{values} does not go upwards: write the smaller number first")


def check_policy(folder: ContentFolder) -> Iterator[Fault]:
    """The policy's numbers agree with each other."""
    policy = mapping_at(folder.track.data, "policy")
    for name, value in policy.items():
        if str(name).endswith("_share") and are_numbers(value) and not 0 < value[0] <= value[-1]:
            yield folder.track.fault(("policy", name), f"write a share of at most 1, such as [1, 4], not {value}")
    yield from _check_times_taken(folder.track, policy)
    yield from _check_evidence_rules(folder.track, policy)
    parts: list[Any] = [policy.get(name) for name in ("self_assessment", "cheat_sheet", "mock")]
    if are_numbers(parts) and policy.get("review") != sum(parts):
        message = f"a review is self_assessment, cheat_sheet and mock: write {sum(parts)}"
        yield folder.track.fault(("policy", "review"), message)


def _check_times_taken(track: YamlFile, policy: Mapping[str, Any]) -> Iterator[Fault]:
    """``took_longer`` is a share above 1, ``took_shorter`` one between 0 and 1."""
    longer, shorter = policy.get("took_longer"), policy.get("took_shorter")
    if are_numbers(longer) and not longer[0] > longer[-1] > 0:
        yield track.fault(("policy", "took_longer"), f"write a share above 1, such as [3, 2], not {longer}")
    if are_numbers(shorter) and not 0 < shorter[0] < shorter[-1]:
        yield track.fault(("policy", "took_shorter"), f"write a share below 1, such as [3, 4], not {shorter}")


def _check_evidence_rules(track: YamlFile, policy: Mapping[str, Any]) -> Iterator[Fault]:
    """Probes cannot decide two ways at once, and every percentage has one word."""
    decide = policy.get("probes_decide")
    if are_numbers(decide) and len(decide) == 2 and not decide[0] <= decide[1] < 2 * decide[0]:
        message = f"write more than half of as many probes, and no more than all, such as [2, 3], not {decide}"
        yield track.fault(("policy", "probes_decide"), message)
    yield from _check_attempt_rules(track, policy)
    expected = 0
    for index, word in enumerate(mappings_at(track, "readiness")):
        least = word.get("least")
        if isinstance(least, int) and (least < expected or (not index and least)):
            yield track.fault(("readiness", index, "least"), f"words begin at 0 and ascend: {least} does not fit here")
        expected = least + 1 if isinstance(least, int) else expected


def _check_attempt_rules(track: YamlFile, policy: Mapping[str, Any]) -> Iterator[Fault]:
    """An attempt weighs less than a check, holds no sooner than it is no stumble, and always has a level."""
    probe, attempt = policy.get("probe_weight"), policy.get("attempt_weight")
    if isinstance(probe, int) and isinstance(attempt, int) and attempt >= probe:
        yield track.fault(("policy", "attempt_weight"), f"an attempt weighs less than a check: write less than {probe}")
    held, stumble = policy.get("hold_share"), policy.get("stumble_share")
    if are_numbers(held) and are_numbers(stumble) and held[0] * stumble[-1] < stumble[0] * held[-1]:
        message = f"what is a stumble does not hold: write a share of no less than {stumble}"
        yield track.fault(("policy", "hold_share"), message)
    levels = policy.get("attempt_levels")
    missing = [kind for kind in get_args(AttemptKind) if isinstance(levels, dict) and kind not in levels]
    if missing:
        yield track.fault(("policy", "attempt_levels"), f"add a level for {', '.join(missing)}")


def _check_cover(file: YamlFile, key: str, lowest: int, highest: int) -> Iterator[Fault]:
    expected = lowest
    for index, entry in enumerate(list_at(file.data, key)):
        totals = entry.get("totals") if isinstance(entry, dict) else None
        if not isinstance(totals, list) or not are_numbers(totals) or len(totals) != 2:
            return  # its form is a fault of its own
        if totals[0] != expected or totals[1] < totals[0]:
            message = f"totals {totals} leave a hole or overlap: this range has to begin at {expected}"
            yield file.fault((key, index, "totals"), message)
        expected = totals[1] + 1
    if list_at(file.data, key) and expected != highest + 1:
        message = f"the last range has to end at {highest}, five times the number of topics, not at {expected - 1}"
        yield file.fault((key, len(list_at(file.data, key)) - 1, "totals"), message)
