"""Path A: the study order cut into weekly blocks. Rule: planning §6."""

from collections.abc import Callable, Sequence
from itertools import accumulate
from math import inf, lcm

BlockShare = Callable[[int, int, int], float]  # of the block of topics first … end in a week


def cut_into_blocks(minutes: Sequence[int], weeks: Sequence[int]) -> tuple[int, ...] | None:
    """How many topics each week gets, topics in order of study, so that the fullest block is as small as possible.

    `minutes` are those of each topic, `weeks` those that each week holds; a block's size is its share of its week.
    Ties: counts as equal as possible, larger first. A week without minutes gets no topic. None where there are topics
    and no week holds minutes. Rule: planning §6.
    """
    scale = lcm(*(capacity for capacity in weeks if capacity))
    sums = tuple(accumulate(minutes, initial=0))

    def share(week: int, first: int, end: int) -> float:
        """Scaled to a whole number, so that equal shares are equal; endless where the week holds nothing."""
        if first == end:
            return 0
        return (sums[end] - sums[first]) * (scale // weeks[week]) if weeks[week] else inf

    fullest = _find_smallest_fullest(len(minutes), len(weeks), share)
    return None if fullest == inf else _find_most_equal(len(minutes), len(weeks), share, fullest)


def _find_smallest_fullest(topics: int, weeks: int, share: BlockShare) -> float:
    """The share of the fullest block in the best cut."""
    best = [0.0] + [inf] * topics  # by number of topics placed so far
    for week in range(weeks):
        following = []
        for end in range(topics + 1):
            lowest = inf
            for first in range(end, -1, -1):
                of_week = share(week, first, end)
                if of_week >= lowest:
                    break  # more topics make no smaller share
                lowest = min(lowest, max(best[first], of_week))
            following.append(lowest)
        best = following
    return best[topics]


def _find_most_equal(topics: int, weeks: int, share: BlockShare, fullest: float) -> tuple[int, ...]:
    """The counts of the cut with no block over `fullest` whose counts are most equal, larger first."""
    # The sum of squares is smallest where counts are most equal; negative counts make the larger ones come first.
    best: list[tuple[float, tuple[int, ...]]] = [(0, ())] + [(inf, ())] * topics
    for week in range(weeks):
        following = []
        for end in range(topics + 1):
            options = []
            for first in range(end, -1, -1):
                if share(week, first, end) > fullest:
                    break
                options.append((best[first][0] + (end - first) ** 2, (*best[first][1], first - end)))
            following.append(min(options))
        best = following
    return tuple(-count for count in best[topics][1])
