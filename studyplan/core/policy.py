"""Every number of the planning rules that belongs to no single topic, by the decision that it settles.

Core holds no such number itself: content fills these fields. Minutes are whole minutes, levels run from 1 up.
"""

from dataclasses import dataclass

Share = tuple[int, int]  # so many parts of so many: (1, 5) is a fifth


def take_share(minutes: int, share: Share) -> int:
    """That share of `minutes`, in whole minutes, rounded down."""
    return minutes * share[0] // share[1]


@dataclass(frozen=True, slots=True)
class LevelRules:
    """Levels that change what is done. Rules: planning §2, §4, §5, §6."""

    met: int  # a prerequisite counts as met from here on …
    firm: int  # … and is shaky below this
    weak_below: int  # topics below it: bound by unmet prerequisites, least minutes, deep study
    derive: int  # from here on a topic's minutes hold derivations
    lift_to: int  # a company that asks often lifts a target to this at least


@dataclass(frozen=True, slots=True)
class LearningRules:
    """How a topic's minutes divide over its tasks. Rule: planning §4."""

    weak_least: int  # a weak topic with a gap gets this at least, outside triage
    self_assessment: int
    cheat_sheet: int
    mock: int
    read_share: Share  # of the topic's minutes at most …
    read_share_lowest: Share  # … from the lowest level
    read_least: int
    activity_least: int  # a shorter share goes to practice; a task exceeds its items by less than this

    @property
    def review(self) -> int:
        """Minutes of a review: the tracker's three short tasks."""
        return self.self_assessment + self.cheat_sheet + self.mock


@dataclass(frozen=True, slots=True)
class DayRules:
    """A day and its sittings, in minutes. Rules: planning §4, §6."""

    step: int  # all minutes are multiples of this
    least: int  # bounds of the user's minutes a day
    most: int
    shortest_sitting: int  # a task is cut no shorter, and one as short as this is not cut at all …
    short_day: int  # … but on days with less than this
    break_after: int  # a longer sitting names a break
    worth_cutting: int  # room that is used even if no item ends in it
    topics_at_once: int  # begun and unfinished, at most

    def floor(self, minutes: int) -> int:
        """The minutes rounded down to a whole number of steps."""
        return minutes - minutes % self.step

    def ceil(self, minutes: int) -> int:
        """The minutes rounded up to a whole number of steps."""
        return -(-minutes // self.step) * self.step


@dataclass(frozen=True, slots=True)
class CardRules:
    """The part of a study day that belongs to the cards, unless the user sets it. Rule: planning §4."""

    share: Share
    most: int
    least_day: int  # shorter days leave them to free minutes


@dataclass(frozen=True, slots=True)
class RecallCheckpoint:
    """A recall `day` days after reading ended; `kind` is its task kind (`recall-3`). Rule: planning §7."""

    kind: str
    day: int


@dataclass(frozen=True, slots=True)
class RecallRules:
    """Spaced checkpoints, by ascending day. Rules: planning §6, §7."""

    checkpoints: tuple[RecallCheckpoint, ...]
    minutes: int
    share: Share  # before an interview recalls may use this share of the minutes so far
    most_a_day: int
    days_between: int  # two recalls of one topic are so many days apart at least


@dataclass(frozen=True, slots=True)
class BlockRules:
    """Path A: how many weekly blocks there may be, and what each is about. Rule: planning §6.

    week_themes: of each week, where there are as many weeks; tier_themes: of the topics of each tier, where not.
    """

    least_weeks: int
    most_weeks: int
    week_themes: tuple[str, ...] = ()
    tier_themes: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class SprintRules:
    """Path B: the timed sets of the last stage. Rule: planning §6.

    Before an interview there is one, where time is `least_times` as much; without a date there are `sets`.
    """

    timed_set: int
    least_times: int
    sets: int


@dataclass(frozen=True, slots=True)
class ExpressRules:
    """Path C: minutes of each topic's express work. Rule: planning §6."""

    cheat_sheet: int
    timed_problem: int
    spoken_answer: int
    share: Share  # of the time at most, where any topic has a gap
    spare: Share  # of the time, free of learning and stage work
    near_days: int  # within so many days before the interview the express days come at once

    @property
    def topic(self) -> int:
        """Minutes of one topic's express work."""
        return self.cheat_sheet + self.timed_problem + self.spoken_answer


@dataclass(frozen=True, slots=True)
class FillerRules:
    """How minutes left over, spare time and the last day before an interview are filled. Rule: planning §6."""

    cheat_sheet_pass: int
    short_mock: int
    upkeep: int
    upkeep_a_week: int
    last_day_cheat_sheet: int


@dataclass(frozen=True, slots=True)
class RehearsalRules:
    """When whole mock interviews are planned. Rule: planning §6.

    A week from number `from_week` on holds one where a day has `least` minutes free; a plan of `ending_days` or more
    ends with one, before an interview within `window` days before the last study day.
    """

    least: int
    from_week: int
    ending_days: int
    window: int


@dataclass(frozen=True, slots=True)
class DebriefRules:
    """A topic stumbled on at an interview gets `practice` minutes within the next `days` study days."""

    days: int
    practice: int


@dataclass(frozen=True, slots=True)
class ReadinessRules:
    """How evidence decides about a level, and the words for a percentage. Rule: planning §9.

    Of the newest `newest` probes of a level, `decisive` with the same outcome decide: they are more than half of them.
    Attempts at questions count besides, with a weight of their own: what weighs as much as that many probes decides,
    where more speaks for it than against it.
    words: (from this percentage on, the word's slug), ascending from 0.
    """

    decisive: int
    newest: int
    stumble_share: Share  # an attempt with less of its key points is a stumble
    words: tuple[tuple[int, str], ...]
    probe_weight: int
    attempt_weight: int  # less than a probe's
    newest_attempts: int  # so many of the newest at a level count
    hold_share: Share  # an attempt with this share of its key points holds; between this and a stumble it says nothing
    sure_from: int  # weight for one outcome less that against it, from which on a decided level is sure

    @property
    def decisive_weight(self) -> int:
        return self.decisive * self.probe_weight


@dataclass(frozen=True, slots=True)
class PlanningPolicy:
    """All of them. `points`: the worth of each level gained, 1→2, 2→3, … Rule: planning §3."""

    points: tuple[int, ...]
    default_frequency: int  # without a company
    default_depth: int  # without rounds
    levels: LevelRules
    learning: LearningRules
    days: DayRules
    cards: CardRules
    recalls: RecallRules
    blocks: BlockRules
    sprint: SprintRules
    express: ExpressRules
    filler: FillerRules
    rehearsals: RehearsalRules
    debrief: DebriefRules
    readiness: ReadinessRules
