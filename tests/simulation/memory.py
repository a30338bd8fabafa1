"""Two models of memory with one face: a trace is how well one key point is kept."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from fsrs import Card, Rating, Scheduler, State
from fsrs.scheduler import STABILITY_MIN

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
DIFFICULTY = 5.0  # of what was known beforehand: the middle of FSRS's scale


class Trace(Protocol):
    """What is left of one key point. Days are whole numbers, counted from the first day of studying."""

    def recall(self, day: int) -> float:
        """The probability of recalling it."""
        ...

    def prove(self) -> None:
        """Somebody tried to recall it: from the first time on it has the whole of its strength."""
        ...

    def review(self, day: int, *, known: bool, effect: float) -> None:
        """Go over it; `known`: whether it was still there; `effect`: the part of a recall's gain that this gives."""
        ...


class Memory(Protocol):
    """One learner's memory."""

    def learn(self, day: int, effect: float) -> Trace:
        """A key point read for the first time: `effect` is the part of its strength that it has before it is proved."""
        ...

    def keep(self, days: float, day: int) -> Trace:
        """One known before, last met on `day` and kept for about so many days."""
        ...


@dataclass(slots=True)
class HalfLife:
    """Exponential forgetting: half is gone after `days`."""

    memory: "HalfLifeMemory"
    days: float
    last: int
    unproved: float = 1.0

    def recall(self, day: int) -> float:
        """Half after one half-life, a quarter after two."""
        return float(2 ** ((self.last - day) / self.days))

    def prove(self) -> None:
        """Its whole half-life."""
        self.days /= self.unproved
        self.unproved = 1.0

    def review(self, day: int, *, known: bool, effect: float) -> None:
        """A success adds the more, the less was left of it; a failure keeps a part."""
        if known:
            self.days *= 1 + effect * self.memory.growth * (1 - self.recall(day))
        else:
            self.days = max(self.memory.first, self.days * self.memory.kept)
        self.last = day


@dataclass(frozen=True, slots=True)
class HalfLifeMemory:
    """first: the first half-life; growth: what a success adds at most; kept: the part that a failure leaves."""

    first: float
    growth: float
    kept: float

    def learn(self, day: int, effect: float) -> HalfLife:
        """With a part of the first half-life."""
        return HalfLife(self, self.first * effect, day, effect)

    def keep(self, days: float, day: int) -> HalfLife:
        """With a half-life of so many days."""
        return HalfLife(self, days, day)


@dataclass(slots=True)
class Fsrs:
    """A card of fsrs. All of a day happens at noon, since the library counts whole days of 24 hours."""

    scheduler: Scheduler
    card: Card
    unproved: float = 1.0

    def recall(self, day: int) -> float:
        """The card's retrievability."""
        return self.scheduler.get_card_retrievability(self.card, _at(day))

    def prove(self) -> None:
        """Its whole stability."""
        self._set(self._stability / self.unproved)
        self.unproved = 1.0

    def review(self, day: int, *, known: bool, effect: float) -> None:
        """Good or Again; fsrs knows no re-reading, so the gain in stability is scaled here."""
        before = self._stability
        self.card, _ = self.scheduler.review_card(self.card, Rating.Good if known else Rating.Again, _at(day))
        if known:
            self._set(before + effect * (self._stability - before))

    @property
    def _stability(self) -> float:
        return float(self.card.stability or 0)

    def _set(self, stability: float) -> None:
        self.card.stability = max(STABILITY_MIN, stability)


class FsrsMemory:
    """One learner's FSRS parameters."""

    def __init__(self, parameters: tuple[float, ...]) -> None:
        self._scheduler = Scheduler(parameters, learning_steps=(), relearning_steps=(), enable_fuzzing=False)

    def learn(self, day: int, effect: float) -> Fsrs:
        """A new card, graded Good, with a part of its stability."""
        card, _ = self._scheduler.review_card(Card(card_id=1), Rating.Good, _at(day))
        card.stability = max(STABILITY_MIN, (card.stability or 0) * effect)
        return Fsrs(self._scheduler, card, effect)

    def keep(self, days: float, day: int) -> Fsrs:
        """A card with a stability of so many days."""
        card = Card(card_id=1, state=State.Review, stability=days, difficulty=DIFFICULTY, last_review=_at(day))
        return Fsrs(self._scheduler, card)


def _at(day: int) -> datetime:
    return NOON + timedelta(days=day)
