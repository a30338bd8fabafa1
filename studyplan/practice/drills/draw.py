"""Which questions are asked: drawn by weight, new ones first. Pure: the same input and seed draw the same questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random


@dataclass(frozen=True, slots=True)
class DrillCandidate:
    """A question that could be asked; ``asked_at``: when it last was, ``None`` if never."""

    kind: str
    topic: str
    slug: str
    asked_at: datetime | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        return self.kind, self.topic, self.slug


def draw_questions(
    candidates: Iterable[DrillCandidate], count: int, weights: Mapping[str, float], seed: str
) -> tuple[DrillCandidate, ...]:
    """So many of the candidates, in the order in which to ask them; fewer where there are fewer.

    What was never asked comes first, topic after topic in proportion to their ``weights`` (above 0) and from a random
    start: of two topics that both have enough, the heavier one is never more than one question behind. What was asked
    before comes again only when nothing else is left, the longest ago first.
    """
    chance = Random(seed)  # noqa: S311 - no secret
    mixed = sorted(candidates, key=lambda candidate: candidate.key)
    chance.shuffle(mixed)
    again = sorted((candidate for candidate in mixed if candidate.asked_at is not None), key=_last_asked)
    new: dict[str, list[DrillCandidate]] = {}
    for candidate in mixed:
        if candidate.asked_at is None:
            new.setdefault(candidate.topic, []).append(candidate)
    starts = {topic: 1 - chance.random() for topic in sorted(new)}
    taken: Counter[str] = Counter()
    drawn: list[DrillCandidate] = []
    while new and len(drawn) < count:
        topic = min(new, key=lambda slug: ((taken[slug] + starts[slug]) / weights[slug], slug))
        taken[topic] += 1
        drawn.append(new[topic].pop())
        if not new[topic]:
            del new[topic]
    return (*drawn, *again[: count - len(drawn)])


def _last_asked(candidate: DrillCandidate) -> float:
    return candidate.asked_at.timestamp() if candidate.asked_at else 0.0


def draw_topics(weights: Mapping[str, float], count: int, seed: str) -> tuple[str, ...]:
    """``count`` different topics: the heavier, the likelier."""
    chance = Random(seed)  # noqa: S311 - no secret
    turns = {topic: (1 - chance.random()) / weights[topic] for topic in sorted(weights)}
    return tuple(sorted(turns, key=lambda topic: (turns[topic], topic))[:count])


def fit_into_time(candidates: Iterable[tuple[DrillCandidate, int]], seconds: int) -> list[tuple[DrillCandidate, int]]:
    """Of candidates with their lengths, in order, those that still fit into ``seconds``; the first in any case."""
    fitting: list[tuple[DrillCandidate, int]] = []
    for candidate, length in candidates:
        if not fitting or length <= seconds:
            fitting.append((candidate, length))
            seconds -= length
    return fitting
