"""Faults of mock interviews that need more than one place to be seen. Like ``references``: on the data as read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyplan.catalog.files.folder import ContentFolder, are_numbers, list_at, mappings_at
from studyplan.catalog.files.render.lesson import WORD
from studyplan.catalog.files.render.markdown import plain_text
from studyplan.catalog.files.yaml import Fault

MANAGER_WORDS = 120
"""What a manager hears out."""


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


def check_patterns(folder: ContentFolder) -> Iterator[Fault]:
    """A pattern is asked for by a part that is a chain, and some chain follows it."""
    file = folder.files["mock-formats.yaml"]
    followed = {chain.data.get("pattern") for chain in folder.groups["mocks"].values() if isinstance(chain.data, dict)}
    for index, entry in enumerate(mappings_at(file, "formats")):
        for number, part in enumerate(list_at(entry, "parts")):
            pattern = part.get("pattern") if isinstance(part, dict) else None
            if pattern is None:
                continue
            place = ("formats", index, "parts", number, "pattern")
            if part.get("kind") != "chain":
                yield file.fault(place, "only a chain follows a pattern: take it away, or write 'kind: chain'")
            elif pattern not in followed and pattern in folder.slugs["pattern"]:
                yield file.fault(place, f"no chain follows '{pattern}': write one, or ask for another pattern")


def check_plain_words(folder: ContentFolder) -> Iterator[Fault]:
    """A manager's answer is short, and has none of the words that it is to avoid."""
    file = folder.files["manager-prompts.yaml"]
    for index, prompt in enumerate(mappings_at(file, "prompts")):
        answer = prompt.get("answer")
        if not isinstance(answer, str):
            continue  # its form is a fault of its own
        text = plain_text(answer)
        if (count := len(WORD.findall(text))) > MANAGER_WORDS:
            message = f"the answer has {count} words: write at most {MANAGER_WORDS}"
            yield file.fault(("prompts", index, "answer"), message)
        for word in list_at(prompt, "avoid"):
            if isinstance(word, str) and re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE):
                message = f"the answer says '{word}', which it is to avoid: say it in plain words"
                yield file.fault(("prompts", index, "answer"), message)


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
