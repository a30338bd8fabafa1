"""How long a text takes to read, at the pace of somebody with paper beside who follows every step.

2,200 words with 100 formulas in their lines and ten displayed, three figures, two examples and three boxes of three
minutes, which is a usual lesson, come to 53 minutes.
"""

from __future__ import annotations

from dataclasses import dataclass

WORDS_A_MINUTE = 120
SECONDS_PER_FORMULA = 4  # in a line
SECONDS_PER_DISPLAY = 45  # on lines of its own; code too
SECONDS_PER_FIGURE = 120
SECONDS_PER_EXAMPLE = 180
FOLLOW_UP_MINUTES = 5  # on top of a problem's own
RAPID_FIRE_MINUTES = 2  # a question
PROBE_MINUTES = 10  # against the clock, with the answer compared


def with_follow_ups(minutes: int, follow_ups: int) -> int:
    """The minutes of a problem and its follow-ups; ``minutes`` are those that its file states, without them."""
    return minutes + FOLLOW_UP_MINUTES * follow_ups


@dataclass(frozen=True, slots=True)
class TextSize:
    """``words``: of prose alone, without formulas, code, captions and boxes."""

    words: int = 0
    formulas: int = 0
    displays: int = 0
    figures: int = 0
    examples: int = 0
    box_minutes: tuple[int, ...] = ()

    @property
    def minutes(self) -> int:
        seconds = (
            60 * self.words / WORDS_A_MINUTE
            + SECONDS_PER_FORMULA * self.formulas
            + SECONDS_PER_DISPLAY * self.displays
            + SECONDS_PER_FIGURE * self.figures
            + SECONDS_PER_EXAMPLE * self.examples
        )
        return max(1, round(seconds / 60) + sum(self.box_minutes))
