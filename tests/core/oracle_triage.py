"""Which levels to reach within a budget: exact, by the rule's own words. Rule: planning §6."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

MET = 2


@dataclass(frozen=True)
class LevelChoice:
    """A topic's options as (level, minutes, worth), its rating first; `needs`: places of what it must build on.

    A need of −1 never comes. Topics stand in study order; a need may come before or after its topic.
    """

    options: tuple[tuple[int, int, int], ...]
    needs: tuple[int, ...] = ()


def try_all_levels(choices: Sequence[LevelChoice], budget: int) -> tuple[int, ...]:
    """Every combination of levels; the best by worth, fewer minutes, the higher reach of the earliest topic."""
    best: tuple[tuple[int, int, tuple[int, ...]], tuple[int, ...]] | None = None
    for picked in product(*(choice.options for choice in choices)):
        levels = tuple(level for level, _, _ in picked)
        minutes = sum(cost for _, cost, _ in picked)
        ready = all(
            option == choice.options[0] or all(need >= 0 and levels[need] >= MET for need in choice.needs)
            for option, choice in zip(picked, choices, strict=True)
        )
        if ready and minutes <= budget:
            rank = sum(worth for _, _, worth in picked), -minutes, levels
            best = max(best, (rank, levels)) if best else (rank, levels)
    assert best is not None
    return best[1]


@dataclass(frozen=True)
class _Partial:
    """What is chosen for the first topics; `open`: places of those at level 2 or more that later ones ask about."""

    minutes: int
    worth: int
    levels: tuple[int, ...]


def choose_best_levels(choices: Sequence[LevelChoice], budget: int) -> tuple[int, ...]:
    """The same choice as `try_all_levels`, topic by topic: only what no other choice beats goes on.

    Needs must come before their topics, as in study order they do.
    """
    last_use = {need: place for place, choice in enumerate(choices) for need in choice.needs}
    states: dict[frozenset[int], list[_Partial]] = {frozenset(): [_Partial(0, 0, ())]}
    for place, choice in enumerate(choices):
        following: dict[frozenset[int], list[_Partial]] = {}
        for opened, partials in states.items():
            ready = all(need in opened for need in choice.needs)
            for level, cost, worth in choice.options if ready else choice.options[:1]:
                now = opened | {place} if level >= MET else opened
                kept = frozenset(need for need in now if last_use.get(need, -1) > place)
                following.setdefault(kept, []).extend(
                    _Partial(partial.minutes + cost, partial.worth + worth, (*partial.levels, level))
                    for partial in partials
                    if partial.minutes + cost <= budget
                )
        states = {opened: _drop_beaten(partials) for opened, partials in following.items()}
    finished = [partial for partials in states.values() for partial in partials]
    return max(finished, key=lambda partial: (partial.worth, -partial.minutes, partial.levels)).levels


def _drop_beaten(partials: list[_Partial]) -> list[_Partial]:
    """Fewer minutes and no less worth beat; with both the same, the higher levels first."""
    kept: list[_Partial] = []
    for partial in sorted(partials, key=lambda each: (each.minutes, -each.worth, [-level for level in each.levels])):
        if not kept or partial.worth > kept[-1].worth:
            kept.append(partial)
    return kept
