"""Which questions are asked: drawn by weight, new ones first. Pure: the same input and seed draw the same questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that could be asked; ``asked_at``: when it last was, ``None`` if never."""

    kind: str
    topic: str
    slug: str
    asked_at: datetime | None = None

    @property
    def name(self) -> tuple[str, str, str]:
        """What tells it from every other question."""
        return self.kind, self.topic, self.slug


def draw(candidates: Iterable[Candidate], count: int, weights: Mapping[str, float], seed: str) -> tuple[Candidate, ...]:
    """So many of the candidates, in the order in which to ask them; fewer where there are fewer.

    What was never asked comes first, topic after topic in proportion to their ``weights`` (above 0) and from a random
    start: of two topics that both have enough, the heavier one is never more than one question behind. What was asked
    before comes again only when nothing else is left, the longest ago first.
    """
    chance = Random(seed)  # noqa: S311 - no secret
    mixed = sorted(candidates, key=lambda each: each.name)
    chance.shuffle(mixed)
    again = sorted((each for each in mixed if each.asked_at is not None), key=_last_asked)
    new: dict[str, list[Candidate]] = {}
    for each in mixed:
        if each.asked_at is None:
            new.setdefault(each.topic, []).append(each)
    starts = {topic: 1 - chance.random() for topic in sorted(new)}
    taken: Counter[str] = Counter()
    drawn: list[Candidate] = []
    while new and len(drawn) < count:
        topic = min(new, key=lambda each: ((taken[each] + starts[each]) / weights[each], each))
        taken[topic] += 1
        drawn.append(new[topic].pop())
        if not new[topic]:
            del new[topic]
    return (*drawn, *again[: count - len(drawn)])


def _last_asked(candidate: Candidate) -> float:
    return candidate.asked_at.timestamp() if candidate.asked_at else 0.0


def some_topics(weights: Mapping[str, float], count: int, seed: str) -> tuple[str, ...]:
    """So many different topics: the heavier, the likelier."""
    chance = Random(seed)  # noqa: S311 - no secret
    turns = {topic: (1 - chance.random()) / weights[topic] for topic in sorted(weights)}
    return tuple(sorted(turns, key=lambda topic: (turns[topic], topic))[:count])


def within(candidates: Iterable[tuple[Candidate, int]], seconds: int) -> list[tuple[Candidate, int]]:
    """Of candidates with their lengths, in order, those that still fit into ``seconds``; the first in any case."""
    fitting: list[tuple[Candidate, int]] = []
    for each, length in candidates:
        if not fitting or length <= seconds:
            fitting.append((each, length))
            seconds -= length
    return fitting
