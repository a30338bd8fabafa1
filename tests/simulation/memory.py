"""Two models of memory with one face: a trace is how well one key point is kept."""

from dataclasses import dataclass
from math import exp
from typing import Protocol

from fsrs.scheduler import DEFAULT_PARAMETERS, STABILITY_MIN

MIDDLE = 5.0  # difficulty of what was known beforehand: the middle of FSRS's scale
EASIEST, HARDEST = 1.0, 10.0
AGAIN, GOOD, EASY = 1, 3, 4
RETENTION = 0.9  # stability is defined by it


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
        """A success adds the more, the less was left of it; a failure keeps a part, to be proved where only read."""
        if known:
            self.days *= 1 + effect * self.memory.growth * (1 - self.recall(day))
        else:
            whole = max(self.memory.first, self.days / self.unproved * self.memory.kept)
            self.days, self.unproved = whole * effect, effect
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
    """A card in review, as fsrs has it."""

    memory: "FsrsMemory"
    stability: float
    difficulty: float
    last: int
    unproved: float = 1.0

    def recall(self, day: int) -> float:
        """The card's retrievability."""
        return self.memory.forget(max(0, day - self.last) / self.stability)

    def prove(self) -> None:
        """Its whole stability."""
        self.stability = max(STABILITY_MIN, self.stability / self.unproved)
        self.unproved = 1.0

    def review(self, day: int, *, known: bool, effect: float) -> None:
        """Good or Again; fsrs knows no re-reading, so what it gives is scaled here, and is to be proved after Again."""
        before, grade = self.stability, GOOD if known else AGAIN
        after = max(STABILITY_MIN, self.memory.next_stability(self, day, grade))
        if not known:
            self.unproved = effect
        self.stability = max(STABILITY_MIN, before + effect * (after - before) if known else after * effect)
        self.difficulty = self.memory.next_difficulty(self.difficulty, grade)
        self.last = day


class FsrsMemory:
    """One learner's FSRS-6 parameters, and its formulas: the package's own take ten times as long."""

    def __init__(self, parameters: tuple[float, ...]) -> None:
        self.parameters = parameters
        self._decay = -parameters[20]
        self._factor = RETENTION ** (1 / self._decay) - 1
        self._growth = exp(parameters[8])
        self._easiest = self._first_difficulty(EASY)
        self._middling = min(HARDEST, max(EASIEST, self._first_difficulty(GOOD)))

    def learn(self, day: int, effect: float) -> Fsrs:
        """A new card, graded Good, with a part of its stability."""
        return Fsrs(self, max(STABILITY_MIN, self.parameters[GOOD - 1] * effect), self._middling, day, effect)

    def keep(self, days: float, day: int) -> Fsrs:
        """A card with a stability of so many days."""
        return Fsrs(self, days, MIDDLE, day)

    def start(self, day: int, *, known: bool) -> Fsrs:
        """A new card after its first grade."""
        grade = GOOD if known else AGAIN
        difficulty = min(HARDEST, max(EASIEST, self._first_difficulty(grade)))
        return Fsrs(self, self.parameters[grade - 1], difficulty, day)

    def forget(self, age: float) -> float:
        """Retrievability after `age` times the stability."""
        return float((1 + self._factor * age) ** self._decay)

    def next_stability(self, card: Fsrs, day: int, grade: int) -> float:
        """After a review: a second one on a day counts by the rule for the short term."""
        p, stability = self.parameters, card.stability
        if day <= card.last:
            gain = exp(p[17] * (grade - 3 + p[18])) * stability ** -p[19]
            return float(stability * (gain if grade == AGAIN else max(1.0, gain)))
        lost = 1 - card.recall(day)
        if grade == AGAIN:
            long = p[11] * card.difficulty ** -p[12] * ((stability + 1) ** p[13] - 1) * exp(lost * p[14])
            return float(min(long, stability / exp(p[17] * p[18])))
        gain = self._growth * (11 - card.difficulty) * stability ** -p[9] * (exp(lost * p[10]) - 1)
        return float(stability * (1 + gain))

    def next_difficulty(self, difficulty: float, grade: int) -> float:
        """After a review."""
        p = self.parameters
        moved = difficulty + (HARDEST - difficulty) * -p[6] * (grade - GOOD) / 9
        return min(HARDEST, max(EASIEST, p[7] * self._easiest + (1 - p[7]) * moved))

    def _first_difficulty(self, grade: int) -> float:
        return self.parameters[4] - exp(self.parameters[5] * (grade - 1)) + 1


SCHEDULER = FsrsMemory(DEFAULT_PARAMETERS)  # the app's own
