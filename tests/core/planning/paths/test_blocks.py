"""The weekly cut against trying every cut."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyplan.core.planning.paths.blocks import cut_into_blocks


def try_all(minutes: list[int], weeks: list[int]) -> tuple[int, ...] | None:
    best = None
    for counts in product(range(len(minutes) + 1), repeat=len(weeks)):
        if sum(counts) != len(minutes):
            continue
        shares, first = [], 0
        for count, week in zip(counts, weeks, strict=True):
            block = sum(minutes[first : first + count])
            first += count
            if count and not week:
                break
            shares.append(Fraction(block, week) if count else Fraction(0))
        else:
            spread = sum(count * count for count in counts)
            rank = max(shares), spread, tuple(-count for count in counts)
            best = min(best, rank) if best else rank
    return tuple(-count for count in best[2]) if best else None


@settings(deadline=None)
@given(
    st.lists(st.sampled_from((30, 60, 90, 120)), max_size=6),
    st.lists(st.sampled_from((0, 105, 210, 735)), min_size=1, max_size=4),
)
def test_as_good_as_trying_every_cut(minutes: list[int], weeks: list[int]) -> None:
    assert cut_into_blocks(minutes, weeks) == try_all(minutes, weeks)


@pytest.mark.parametrize(
    ("minutes", "weeks", "counts"),
    [
        ([60] * 12, [735] * 6, (2,) * 6),
        ([60] * 7, [735] * 4, (2, 2, 2, 1)),
        ([60, 60], [735] * 4, (1, 1, 0, 0)),
        ([60] * 4, [735, 0, 735], (2, 0, 2)),
        ([60], [0, 0], None),
        # (3, 0, 3) is as equal by squares, and more equal by cubes; larger counts come first.
        ([60, 255, 300, 255, 60, 120], [420, 105, 210], (4, 1, 1)),
        ([], [0, 0], (0, 0)),
    ],
)
def test_cuts(minutes: list[int], weeks: list[int], counts: tuple[int, ...] | None) -> None:
    assert cut_into_blocks(minutes, weeks) == counts
