"""Faults of mock interviews that need more than one place to be seen. Like ``references``: on the data as read."""

from __future__ import annotations

from collections.abc import Iterator

from studyplan.catalog.files.folder import ContentFolder, are_numbers, list_at, mappings_at
from studyplan.catalog.files.yaml import Fault


def check_times(folder: ContentFolder) -> Iterator[Fault]:
    """The seconds for a format's questions add up to its minutes; a chain is a format of its own."""
    file = folder.files["mock-formats.yaml"]
    for index, entry in enumerate(mappings_at(file, "formats")):
        parts = [part for part in list_at(entry, "parts") if isinstance(part, dict)]
        counts, seconds = [part.get("count") for part in parts], [part.get("seconds") for part in parts]
        minutes = entry.get("minutes")
        if not (are_numbers(counts) and are_numbers(seconds) and isinstance(minutes, int)):
            continue  # its form is a fault of its own
        if (total := sum(count * length for count, length in zip(counts, seconds, strict=True))) != minutes * 60:
            message = f"the parts take {total:,} seconds, and {minutes} minutes have {minutes * 60:,}: make them agree"
            yield file.fault(("formats", index, "parts"), message, is_key=True)
        topics = entry.get("topics")
        if isinstance(topics, int) and any(count % topics for count in counts):
            message = f"{counts} questions cannot be asked evenly about {topics} topics: write multiples of {topics}"
            yield file.fault(("formats", index, "topics"), message)
        if len(parts) > 1 and "chain" in [part.get("kind") for part in parts]:
            message = "a chain is asked by itself: give it a format of its own"
            yield file.fault(("formats", index, "parts"), message, is_key=True)


def check_steps(folder: ContentFolder) -> Iterator[Fault]:
    """Every script has as many steps as a chain's format asks for."""
    formats = mappings_at(folder.files["mock-formats.yaml"], "formats")
    parts = [part for entry in formats for part in list_at(entry, "parts") if isinstance(part, dict)]
    counts = {part.get("count") for part in parts if part.get("kind") == "chain"}
    for file in folder.groups["mocks"].values():
        steps = len(list_at(file.data, "steps"))
        if steps and counts and counts != {steps}:
            yield file.fault(
                ("steps",),
                f"there are {steps} steps: a chain's format asks {' or '.join(map(str, counts))}",
                is_key=True,
            )
