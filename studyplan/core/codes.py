"""Codes with parameters for all that core reports; sentences are made elsewhere.

Every code of a `Note` knows the names of the parameters that such a note always carries, in order: `code.parameters`.
Their values are whole numbers, dates, slugs, or tuples of slugs or numbers. Minutes are whole minutes, levels run from
1 to the highest.
"""

from enum import StrEnum
from typing import Self


class PathVariant(StrEnum):
    """The shapes that a plan can take. Which total gets which is data (`PathBand`). Rule: planning §1."""

    SEQUENTIAL = "sequential"
    SPRINT = "sprint"
    EXTENDED = "extended"
    EXPRESS = "express"


class TaskKind(StrEnum):
    """Recalls have kinds of their own, which are data: `Checkpoint.kind`."""

    READ = "read"
    DERIVE = "derive"
    PRACTICE = "practice"
    IMPLEMENT = "implement"
    RAPID_FIRE = "rapid-fire"
    REHEARSAL = "rehearsal"
    CHEAT_SHEET = "cheat-sheet"
    SELF_ASSESSMENT = "self-assessment"
    MOCK = "mock"
    REVIEW = "review"
    TIMED_SET = "timed-set"
    SKIM = "pass"


class Depth(StrEnum):
    """Whether every target fits before the interview. Rule: planning §6."""

    FULL = "full"
    TRIAGE = "triage"


class Code(StrEnum):
    """A code and the names of its parameters. Codes of different kinds may share their value."""

    parameters: tuple[str, ...]

    def __new__(cls, value: str, *parameters: str) -> Self:
        """A member written as its value, then its parameters' names."""
        code = str.__new__(cls, value)
        code._value_ = value
        code.parameters = parameters
        return code


class ReasonCode(Code):
    """Why a task is in the plan. The first reason of a task names the rule, the others the facts behind it."""

    # Rules.
    # The topic is below its target: its own learning.
    LEARN = "learn", "topic"
    # The topic is at its target: one short look.
    REVIEW = "review", "topic", "target"
    # A spaced recall: `day` days after reading ended on `read_on`, due on `due` (sooner where an interview is near).
    CHECKPOINT = "checkpoint", "topic", "day", "read_on", "due"
    # Path C: the express day, 1 cheat sheets, 2 timed problems, 3 spoken answers.
    EXPRESS_DAY = "express-day", "day"
    # Path C, last days: one of the weakest topics, until practice shows where the user stumbles.
    WEAKEST = "weakest", "topic", "rating"
    # Path B, last stage: a full set against the clock.
    TIMED_SET = "timed-set", "minutes"
    # Time is too short for the topic to gain a level: its cheat sheet at least. `value` is that of its gap.
    SKIM = "pass", "topic", "value"
    # Minutes that no further level fits into.
    EXTRA_PRACTICE = "extra-practice", "topic", "weight"
    # Everything is done early: the topic, one of the weakest, is kept up; `week` counts the weeks of it.
    UPKEEP = "upkeep", "topic", "rating", "week"
    # A rehearsal across topics in the plan's week `week`, for `rounds` (none: all).
    REHEARSAL = "rehearsal", "week", "rounds"
    # The rehearsal that ends the plan.
    LAST_REHEARSAL = "last-rehearsal", "week", "rounds"
    # The last study day before the interview: nothing new.
    LAST_DAY = "last-day", "interview_on"
    # The topic was stumbled on at an interview that is over.
    DEBRIEF = "debrief", "topic"
    # The topic was stumbled on in practice.
    STUMBLED = "stumbled", "topic"
    # Facts about the task's topic.
    RATING = "rating", "topic", "rating"
    # `levels` below the target that `role` asks for.
    GAP = "gap", "topic", "role", "target", "levels"
    # `company` asks often enough to lift the role's target from `was` to `target`.
    LIFTED = "lifted", "topic", "company", "was", "target"
    # Time allows `reach` only, short of `target`.
    REACH = "reach", "topic", "reach", "target"
    # How often `company` asks: the number behind the word.
    FREQUENCY = "frequency", "topic", "company", "frequency"
    # The rounds that ask for the topic most deeply, and that depth as a number.
    ROUNDS = "rounds", "topic", "rounds", "depth"
    # The rounds ahead that ask for this activity most, and their share of the emphasis, in percent.
    ACTIVITY = "activity", "topic", "rounds", "percent"
    # An unmet hard prerequisite, and the date on which its reading ends (or ended).
    PREREQUISITE = "prerequisite", "topic", "prerequisite", "read_on"
    # A hard prerequisite that is met but not firm.
    SHAKY = "shaky", "topic", "prerequisite", "rating"


class FocusCode(Code):
    """The subject of a week; also the part of the plan that a task belongs to."""

    # Path A: the topics of the week's block, their tiers (numbers), and what the week is about.
    BLOCK = "block", "topics", "tiers", "themes"
    # Path B.
    DEEP_STUDY = "deep-study", "topics"
    PRACTICE = "practice", "topics"
    TIMED_SETS = "timed-sets", "topics"
    # Path C.
    REPAIR = "repair", "topics"
    EXPRESS = "express", "topics"
    # Any path. `topics` are those that the week's tasks of this kind are about.
    REVIEW = "review", "topics"
    LEFT_OVER = "left-over", "topics"
    MAINTENANCE = "maintenance", "topics"
    REHEARSAL = "rehearsal", "topics"
    RECALL = "recall", "topics"
    LAST_DAY = "last-day", "topics"
    DEBRIEF = "debrief", "topics"
    # A week without a task.
    REST = "rest", "topics"


class LeftOutCode(Code):
    """Why something that the goal asks for is not in the plan."""

    # Levels from `reach` to `target`: other topics use the minutes better.
    BUDGET = "budget", "reach", "target"
    # The topic cannot begin: these prerequisites stay unmet.
    PREREQUISITE_LEFT_OUT = "prerequisite-left-out", "reach", "target", "prerequisites"
    NO_STUDY_DAY = "no-study-day", "reach", "target"


class WarningCode(Code):
    """Warnings about the whole plan."""

    # The interview is `days` away; the path takes `shortest` days at least.
    CRAM = "cram", "days", "shortest"
    NO_STUDY_DAY = "no-study-day", "interview_on"
    # `needed` minutes for every target, `available` for learning; `topics` fall short.
    TRIAGE = "triage", "needed", "available", "topics"
    # At `minutes` a day this takes `days` calendar days; the path's `longest_days` need `minutes_needed` a day
    # (0: they hold no study day at all).
    LONGER_THAN_PATH = "longer-than-path", "minutes", "days", "longest_days", "minutes_needed"
    # All targets are reached on `done_on`; `enough` minutes a day would do, where `minutes` are planned with.
    TIME_TO_SPARE = "time-to-spare", "done_on", "minutes", "enough"
    # Topics that lose some or all of their express work.
    EXPRESS_LEFT_OUT = "express-left-out", "topics"
    # Topics at their target for whose review no time is left.
    REVIEWS_LEFT_OUT = "reviews-left-out", "topics"


class EvidenceCode(Code):
    """The notes on what was answered. The first note of a topic is its verdict, the others are the facts behind it.

    `failed` and `passed` name probes: those of the newest ones of that level, by their newest answers. `missed` and
    `met` count attempts at questions of that level, likewise; `partly` those that say neither.
    """

    # Verdicts: what they make of the rating.
    UNTESTED = "untested", "topic", "rating"
    # Something was answered; as much speaks for a level as against it.
    UNDECIDED = "undecided", "topic", "rating", "answers"
    # The level that was rated held, probed at `probed`: that level itself, or the one above where there is none below.
    CONFIRMED = "confirmed", "topic", "rating", "probed", "failed", "passed", "missed", "met", "partly"
    # `level` counts instead: too little held at `probed`, or enough of it above the rating.
    LOWERED = "lowered", "topic", "rating", "level", "probed", "failed", "passed", "missed", "met", "partly"
    RAISED = "raised", "topic", "rating", "level", "probed", "failed", "passed", "missed", "met", "partly"
    # Facts: one for each level that was tried.
    HELD = "held", "level", "failed", "passed", "missed", "met", "partly"
    FAILED = "failed", "level", "failed", "passed", "missed", "met", "partly"
    OPEN = "open", "level", "failed", "passed", "missed", "met", "partly"
    # Verdicts where too little was answered to decide: `answers` show `level`, or that level at most.
    SHOWN = "shown", "topic", "rating", "level", "answers"
    SHOWN_AT_MOST = "shown-at-most", "topic", "rating", "level", "answers"


class Sureness(StrEnum):
    """How sure it is what was shown of a topic. Rule: planning §9."""

    # Answers say neither, or as much for a level as against it.
    MIXED = "mixed"
    # A single answer.
    ONCE = "once"
    # Several answers, too few to decide.
    LEANING = "leaning"
    # Decided, …
    FAIRLY_SURE = "fairly-sure"
    # … and by the policy's weight, or more.
    SURE = "sure"
