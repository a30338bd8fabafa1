"""What core can say, as codes with parameters; sentences are made elsewhere.

`PARAMETERS` lists, per code, the names of the parameters that a `Note` with that code always carries, in order.
Values are whole numbers, dates, slugs or tuples of slugs. Minutes are whole minutes, levels are 1 to the highest.
"""

from collections.abc import Mapping
from enum import StrEnum


class Variant(StrEnum):
    """The shapes that a plan can take. Which total gets which is data (`Band`). Rule: planning §1."""

    SEQUENTIAL = "sequential"
    SPRINT = "sprint"
    EXTENDED = "extended"
    EXPRESS = "express"


class Kind(StrEnum):
    """What a task is. Recalls have kinds of their own, which are data: `Checkpoint.kind`."""

    READ = "read"
    DERIVE = "derive"
    PRACTICE = "practice"
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


class ReasonCode(StrEnum):
    """Why a task is in the plan. The first reason of a task names the rule, the others the facts behind it."""

    # Rules.
    LEARN = "learn"
    REVIEW = "review"
    CHECKPOINT = "checkpoint"
    EXPRESS_DAY = "express-day"
    WEAKEST = "weakest"
    TIMED_SET = "timed-set"
    SKIM = "pass"
    EXTRA_PRACTICE = "extra-practice"
    MAINTENANCE = "maintenance"
    LAST_DAY = "last-day"
    # Facts about the task's topic.
    RATING = "rating"
    GAP = "gap"
    LIFTED = "lifted"
    REACH = "reach"
    FREQUENCY = "frequency"
    ROUNDS = "rounds"
    PREREQUISITE = "prerequisite"
    SHAKY = "shaky"


class FocusCode(StrEnum):
    """What a week is about."""

    BLOCK = "block"
    DEEP_STUDY = "deep-study"
    PRACTICE = "practice"
    TIMED_SETS = "timed-sets"
    REPAIR = "repair"
    EXPRESS = "express"
    REVIEW = "review"
    LEFT_OVER = "left-over"
    RECALL = "recall"
    MAINTENANCE = "maintenance"
    LAST_DAY = "last-day"
    REST = "rest"


class LeftOutCode(StrEnum):
    """Why something that the goal asks for is not in the plan."""

    BUDGET = "budget"
    PREREQUISITE_LEFT_OUT = "prerequisite-left-out"
    NO_STUDY_DAY = "no-study-day"
    RECALL_COLLIDES = "recall-collides"
    RECALL_OVERTAKEN = "recall-overtaken"
    RECALL_NO_ROOM = "recall-no-room"


class WarningCode(StrEnum):
    """What the user must know about the whole plan."""

    CRAM = "cram"
    NO_STUDY_DAY = "no-study-day"
    TRIAGE = "triage"
    LONGER_THAN_PATH = "longer-than-path"
    EXPRESS_LEFT_OUT = "express-left-out"
    REVIEWS_LEFT_OUT = "reviews-left-out"


Code = ReasonCode | FocusCode | LeftOutCode | WarningCode

PARAMETERS: Mapping[Code, tuple[str, ...]] = {
    # The topic is below its target: its own learning.
    ReasonCode.LEARN: ("topic",),
    # The topic is at its target: one short look.
    ReasonCode.REVIEW: ("topic", "target"),
    # A spaced recall: `day` days after reading ended on `read_on`, which makes it due on `due`.
    ReasonCode.CHECKPOINT: ("topic", "day", "read_on", "due"),
    # Path C: `day` is the express day (1 cheat sheets, 2 timed problems, 3 spoken answers).
    ReasonCode.EXPRESS_DAY: ("day",),
    # Path C, last days: one of the weakest topics, until practice shows where the user stumbles.
    ReasonCode.WEAKEST: ("topic", "rating"),
    # Path B, last stage: a full set against the clock.
    ReasonCode.TIMED_SET: ("minutes",),
    # Time was too short for the topic to gain a level: its cheat sheet at least.
    ReasonCode.SKIM: ("topic", "value"),
    # Minutes that no further level fits into.
    ReasonCode.EXTRA_PRACTICE: ("topic", "weight"),
    # Everything is done early: `week` counts the weeks of maintenance.
    ReasonCode.MAINTENANCE: ("week",),
    # The last study day before the interview on `interview_on`: nothing new.
    ReasonCode.LAST_DAY: ("interview_on",),
    ReasonCode.RATING: ("topic", "rating"),
    # `levels` below the target that `role` asks for.
    ReasonCode.GAP: ("topic", "role", "target", "levels"),
    # `company` asks often enough to lift the role's target from `was` to `target`.
    ReasonCode.LIFTED: ("topic", "company", "was", "target"),
    # Time allows `reach` only, short of `target`.
    ReasonCode.REACH: ("topic", "reach", "target"),
    # How often `company` asks: the number behind the word.
    ReasonCode.FREQUENCY: ("topic", "company", "frequency"),
    # The rounds that ask for the topic most deeply, and that depth as a number.
    ReasonCode.ROUNDS: ("topic", "rounds", "depth"),
    # An unmet hard prerequisite, and the date on which its reading ends (or ended).
    ReasonCode.PREREQUISITE: ("topic", "prerequisite", "read_on"),
    # A hard prerequisite that is met but not solid.
    ReasonCode.SHAKY: ("topic", "prerequisite", "rating"),
    # Path A: the topics begun in this week's block, and their tiers.
    FocusCode.BLOCK: ("topics", "tiers"),
    FocusCode.DEEP_STUDY: ("topics",),
    FocusCode.PRACTICE: ("topics",),
    FocusCode.TIMED_SETS: (),
    FocusCode.REPAIR: ("topics",),
    FocusCode.EXPRESS: (),
    FocusCode.REVIEW: ("topics",),
    FocusCode.LEFT_OVER: ("topics",),
    FocusCode.RECALL: ("topics",),
    FocusCode.MAINTENANCE: ("topics",),
    FocusCode.LAST_DAY: (),
    # A week without a task.
    FocusCode.REST: (),
    # Minutes of the missing levels (by the table) that other topics use better.
    LeftOutCode.BUDGET: ("reach", "target"),
    # The topic cannot begin: these prerequisites stay unmet.
    LeftOutCode.PREREQUISITE_LEFT_OUT: ("reach", "target", "prerequisites"),
    LeftOutCode.NO_STUDY_DAY: ("reach", "target"),
    # Shrunk to the same day as the earlier kind `stays`.
    LeftOutCode.RECALL_COLLIDES: ("stays", "due"),
    # Due before the plan starts, and so is the later kind `stays`.
    LeftOutCode.RECALL_OVERTAKEN: ("stays", "due"),
    LeftOutCode.RECALL_NO_ROOM: ("due",),
    # The interview is `days` away; the path takes `shortest` days at least.
    WarningCode.CRAM: ("days", "shortest"),
    WarningCode.NO_STUDY_DAY: ("interview_on",),
    # `needed` minutes for every target, `available` for learning; `topics` fall short.
    WarningCode.TRIAGE: ("needed", "available", "topics"),
    # At `minutes` a day this takes `days` calendar days; the path's `longest_days` need `minutes_needed` a day
    # (0: they hold no study day at all).
    WarningCode.LONGER_THAN_PATH: ("minutes", "days", "longest_days", "minutes_needed"),
    # Topics that lose some or all of their express work.
    WarningCode.EXPRESS_LEFT_OUT: ("topics",),
    # Topics at their target for whose review no time is left.
    WarningCode.REVIEWS_LEFT_OUT: ("topics",),
}
