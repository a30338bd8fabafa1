"""What bin/bench pages prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from tests.bench.inside import Cost
from tests.bench.pages import Page
from tests.bench.servers import Memory

MISSED = "!"
HEAD = ("page", "CPU ms", "×", "goal", "SQL", "goal", "SQL ms", "KB", "goal", "gzip KB")
EXPLAINED = """\
CPU ms: processor time of the workers for a request, the median of the rounds
×: that of the reference page, measured in turns with it, divided by the page's; higher is cheaper
SQL: queries, without those that begin and end transactions, and how long they take; KB: 1,000 bytes of the answer
!: the goal is missed"""


@dataclass(frozen=True, slots=True)
class Turn:
    """Milliseconds for a request: the page's and, right before, the reference's."""

    page: float
    reference: float

    @property
    def ratio(self) -> float:
        """Higher is cheaper; a page that takes less than the kernel counts in counts as one tick of it."""
        return self.reference / max(self.page, 0.01)


@dataclass(frozen=True, slots=True)
class Row:
    """A page and all that was measured of it."""

    page: Page
    turns: Sequence[Turn]
    cost: Cost

    def cells(self) -> tuple[str, ...]:
        """As printed, in the order of ``HEAD``."""
        page, cost = self.page, self.cost
        ratio, raw = median(turn.ratio for turn in self.turns), cost.raw / 1000
        limit = page.kilobytes
        return (
            page.name,
            f"{median(turn.page for turn in self.turns):.1f}",
            f"{ratio:.2f}{mark(ratio < page.ratio)}",
            f"≥ {page.ratio}",
            f"{cost.queries}{mark(cost.queries > page.queries)}",
            f"≤ {page.queries}",
            f"{cost.query_milliseconds:.1f}",
            f"{raw:.1f}{mark(limit is not None and raw > limit)}",
            "" if limit is None else f"≤ {limit}",
            f"{cost.compressed / 1000:.1f}",
        )


def mark(is_missed: bool) -> str:
    """So that figures stay below each other."""
    return MISSED if is_missed else " "


def table(rows: Sequence[Row]) -> str:
    """Aligned: names on the left, figures on the right."""
    cells = [HEAD, *(row.cells() for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ("  ".join((line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:]))) for line in cells)
    return "\n".join(line.rstrip() for line in lines)


def report(rows: Sequence[Row], start: float, memory: Memory) -> str:
    """The table, what it means, and what the server itself takes."""
    reference = median(turn.reference for row in rows for turn in row.turns)
    return "\n".join(
        [
            f"Reference page: {reference:.1f} ms",
            "",
            table(rows),
            "",
            EXPLAINED,
            f"Warm start, preparing included: {start:.1f} s (≤ 2)",
            f"Memory of a worker: {memory.own:.0f} MB (≤ 70); with all that it shares: {memory.resident:.0f} MB",
            "",
        ]
    )
