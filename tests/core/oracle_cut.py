"""Path A: the cut of the study order into weekly blocks. Rule: planning §6.

Readings: topics without minutes take no part. "As equal as possible" is the least sum of squared counts over the
blocks of weeks with study minutes; "larger first" is the lexicographically largest row of counts.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import cache

Row = tuple[int, ...]


def cut_blocks(minutes: Sequence[int], weeks: Sequence[int]) -> Row | None:
    """How many topics each week's block has, for topics of these minutes and weeks of these; None: there is no cut."""
    sums = [0]
    for topic in minutes:
        sums.append(sums[-1] + topic)

    def shares(first: int, week: int) -> list[tuple[int, Fraction]]:
        """(how many topics from `first` on, their share of the week)."""
        if not weeks[week]:
            return [(0, Fraction(0))]
        ends = range(first, len(minutes) + 1)
        return [(end - first, Fraction(sums[end] - sums[first], weeks[week])) for end in ends]

    @cache
    def fullest(first: int, week: int) -> Fraction | None:
        if week == len(weeks):
            return Fraction(0) if first == len(minutes) else None
        rests = ((share, fullest(first + count, week + 1)) for count, share in shares(first, week))
        return min((max(share, rest) for share, rest in rests if rest is not None), default=None)

    bound = fullest(0, 0)
    if bound is None:
        return None

    @cache
    def most_equal(first: int, week: int) -> tuple[int, Row] | None:
        """(sum of squares, minus the counts) of the best cut from here on."""
        if week == len(weeks):
            return (0, ()) if first == len(minutes) else None
        found = []
        for count, share in shares(first, week):
            rest = most_equal(first + count, week + 1) if share <= bound else None
            if rest is not None:
                found.append((rest[0] + count * count, (-count, *rest[1])))
        return min(found, default=None)

    best = most_equal(0, 0)
    assert best is not None
    return tuple(-count for count in best[1])
