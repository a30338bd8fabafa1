"""The levels to keep when time is short: exactly those that are worth most within the minutes. Rule: planning §6.

A dynamic program over the topics in study order. What the rest of the order must know of a choice is only which
topics count as read for those that build on them, so partial choices are kept per such set, and of each set only those
that no other beats in both minutes and worth. A greedy choice and a bound on what is still to gain cut the rest.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

# (minutes, −worth, −reaches in study order as digits): the smallest tuple is the best choice, ties included.
Choice = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class TriageCandidate:
    """A topic that may gain levels. `options`: (level, minutes, worth) from its rating, which costs nothing, upwards.

    No option costs less than one before it. needs: places, among the candidates, of the hard prerequisites that must
    be met before it gains anything; -1 stands for one that never will be. opens: the place in `options` from which on
    the topic itself is met.
    """

    options: tuple[tuple[int, int, int], ...]
    needs: tuple[int, ...]
    opens: int


def make_candidate(options: Sequence[tuple[int, int, int]], needs: tuple[int, ...], met: int) -> TriageCandidate:
    """A candidate whose levels from `met` on count as met for the topics that need it.

    A level that costs more minutes than a higher one is left out: work done for the higher level can make that so.
    """
    kept = [
        option
        for place, option in enumerate(options)
        if not place or all(option[1] < other[1] for other in options[place + 1 :])
    ]
    return TriageCandidate(tuple(kept), needs, sum(level < met for level, _, _ in kept))


def choose_levels(candidates: Sequence[TriageCandidate], budget: int) -> tuple[int, ...]:
    """The level (1–5) to reach of each candidate, in their order: the worth is the highest that fits `budget` minutes.

    Ties: fewer minutes, then the higher level for the earliest candidate. Rule: planning §6.
    """
    base = 1 + max((level for candidate in candidates for level, _, _ in candidate.options), default=0)
    last_use = _find_last_uses(candidates)
    bounds = [_Bound(candidates[place:]) for place in range(len(candidates) + 1)]
    floor = _choose_greedily(candidates, budget)
    kept: dict[int, list[Choice]] = {0: [(0, 0, 0)]}
    for place, candidate in enumerate(candidates):
        grown: dict[int, list[Choice]] = {}
        forget = ~sum(1 << earlier for earlier in range(place + 1) if last_use[earlier] <= place)
        for met, choices in kept.items():
            for option, (level, minutes, worth) in enumerate(_list_allowed(candidate, met)):
                after = met | (1 << place) if option >= candidate.opens else met
                grown.setdefault(after & forget, []).extend(
                    (spent + minutes, lost - worth, digits * base - level)
                    for spent, lost, digits in choices
                    if spent + minutes <= budget
                )
        bound = bounds[place + 1]
        kept = {met: _drop_beaten(choices, bound, budget, floor) for met, choices in grown.items()}
    best = min((choice for choices in kept.values() for choice in choices), key=lambda choice: (choice[1], *choice))
    return _split_digits(-best[2], base, len(candidates))


def _list_allowed(candidate: TriageCandidate, met: int) -> tuple[tuple[int, int, int], ...]:
    """The options that prerequisites leave: all of them, or only the one that gains nothing."""
    ready = all(need >= 0 and met >> need & 1 for need in candidate.needs)
    return candidate.options if ready else candidate.options[:1]


def _find_last_uses(candidates: Sequence[TriageCandidate]) -> list[int]:
    """For each place, the last place that needs it: after that it need not be remembered."""
    uses = [-1] * len(candidates)
    for place, candidate in enumerate(candidates):
        for need in candidate.needs:
            if need >= 0:
                uses[need] = place
    return uses


def _drop_beaten(choices: list[Choice], bound: "_Bound", budget: int, floor: int) -> list[Choice]:
    """The choices, by minutes, that no cheaper one equals in worth and that can still come up to `floor`."""
    result: list[Choice] = []
    best = 1
    for choice in sorted(choices):
        if choice[1] < best:
            best = choice[1]
            if -best + bound.gain(budget - choice[0]) >= floor:
                result.append(choice)
    return result


class _Bound:
    """The most that some candidates can add within given minutes, prerequisites and whole levels left aside."""

    def __init__(self, candidates: Sequence[TriageCandidate]) -> None:
        steps = sorted(
            (step for candidate in candidates for step in _list_steps(candidate)),
            key=lambda step: -step[1] / step[0] if step[0] else float("-inf"),
        )
        self._minutes = list(accumulate((minutes for minutes, _ in steps), initial=0))
        self._worth = list(accumulate((worth for _, worth in steps), initial=0))

    def gain(self, minutes: int) -> float:
        """An upper bound on the worth."""
        place = bisect_right(self._minutes, minutes) - 1
        if place + 1 == len(self._minutes):
            return self._worth[place]
        step = self._minutes[place + 1] - self._minutes[place]
        share = (minutes - self._minutes[place]) / step
        # Rounding must never cut a choice that ties with the best.
        return self._worth[place] + (self._worth[place + 1] - self._worth[place]) * share + 0.5


def _list_steps(candidate: TriageCandidate) -> Iterator[tuple[int, int]]:
    """The (minutes, worth) of going up, joined so that each is worth no more per minute than the one before."""
    _, minutes, worth = candidate.options[0]
    rest = candidate.options[1:]
    while rest:
        ahead = [(option[1] - minutes, option[2] - worth) for option in rest]
        best = max(range(len(rest)), key=lambda place: _divide(*ahead[place]))
        yield ahead[best]
        _, minutes, worth = rest[best]
        rest = rest[best + 1 :]


def _divide(minutes: int, worth: int) -> float:
    return worth / minutes if minutes > 0 else float("inf")


def _choose_greedily(candidates: Sequence[TriageCandidate], budget: int) -> int:
    """The worth of taking, again and again, the level that gains most per minute: what the best choice cannot miss."""
    at = [0] * len(candidates)
    worth = 0
    while True:
        met = sum(1 << place for place, candidate in enumerate(candidates) if at[place] >= candidate.opens)
        gains = []
        for place, candidate in enumerate(candidates):
            now = candidate.options[at[place]]
            for option in range(at[place] + 1, len(_list_allowed(candidate, met))):
                minutes = candidate.options[option][1] - now[1]
                if minutes <= budget:
                    gains.append((_divide(minutes, candidate.options[option][2] - now[2]), place, option, minutes))
        if not gains:
            return worth
        _, place, option, minutes = max(gains)
        worth += candidates[place].options[option][2] - candidates[place].options[at[place]][2]
        at[place], budget = option, budget - minutes


def _split_digits(number: int, base: int, count: int) -> tuple[int, ...]:
    """The last `count` digits of a number, first to last."""
    return tuple(number // base**place % base for place in reversed(range(count)))
