"""The schema of content files: topics, roles, companies, rounds and the track; and what all the models share.

Unknown keys are refused, so that a typo is a fault with a line rather than silence. Fields of type
``Markdown`` and ``Inline`` may hold LaTeX between dollar signs. Faults that need two files at once (a slug that
names nothing, a cycle of prerequisites, bands with a hole) are found by ``references``.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from studyplan.catalog.files.fields import Markup, Reference

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=60)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Plain text: shown as it is."""
Inline = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True), Markup("inline")]
"""One paragraph of Markdown with math."""
Markdown = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True), Markup("block")]
"""Any Markdown with math, no raw HTML."""
Tex = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True), Markup("tex")]
"""LaTeX without the dollar signs."""


def check_url(url: str) -> str:
    if not re.fullmatch(r"https://(?:[a-z0-9-]+\.)+[a-z]+(?:/[^\s<>\"]*)?", url, re.IGNORECASE):
        raise PydanticCustomError("url", "write a whole address, such as https://arxiv.org/abs/1706.02677")
    return url


Url = Annotated[str, AfterValidator(check_url)]
TopicSlug = Annotated[Slug, Reference("topic")]
RoleSlug = Annotated[Slug, Reference("role")]
RoundSlug = Annotated[Slug, Reference("round")]
TierSlug = Annotated[Slug, Reference("tier")]
DepthWordSlug = Annotated[Slug, Reference("depth word")]
FrequencySlug = Annotated[Slug, Reference("frequency")]
MockFormatSlug = Annotated[Slug, Reference("mock format")]
RoundDepthSlug = Annotated[Slug, Reference("round depth")]
Level = Annotated[int, Field(ge=1, le=5)]
MinuteCount = Annotated[int, Field(ge=5, le=24 * 60, multiple_of=5)]
Weight = Annotated[int, Field(ge=1, le=100)]
PathCode = Literal["A", "B", "C"]
VariantSlug = Literal["sequential", "sprint", "extended", "express"]
ShownLevel = Annotated[int, Field(ge=2, le=5)]
EvidenceWeight = Annotated[int, Field(ge=1, le=100)]
AttemptKind = Literal[
    "warm-up", "problem", "rapid-fire", "chain", "company", "coding", "explain", "derivation", "recall"
]
Activity = Literal["derive", "practice", "implement", "rapid-fire"]
ActivityParts = dict[Activity, Annotated[int, Field(ge=0, le=10)]]
"""Parts of the time that activities get; those that are not named get none."""


class Schema(BaseModel):
    """The common rules of all content models."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


# content/topics/<slug>/topic.yaml


class Formula(Schema):
    """The formula to know by heart."""

    tex: Tex
    reading: Inline  # the formula said in words, symbols explained


class Prerequisite(Schema):
    """An edge to a prerequisite, and what of it this topic builds on."""

    topic: TopicSlug
    why: Inline


class Prerequisites(Schema):
    """Hard ones must be met; soft ones only order."""

    hard: tuple[Prerequisite, ...] = ()
    soft: tuple[Prerequisite, ...] = ()


class WarmUpQuestion(Schema):
    """A question with a model answer and the points that grade an answer."""

    question: Text
    answer: Markdown
    key_points: Annotated[tuple[Inline, ...], Field(min_length=3, max_length=6)]


class Exchange(Schema):
    interviewer: Text
    answer: Markdown
    note: Markdown | None = None  # why this is a strong answer, or what it must not claim


class Connection(Schema):
    """How a topic is tied to another one that is no prerequisite of it."""

    topic: TopicSlug
    how: Inline


class OwnMock(Schema):
    """A mock interview that is the topic's own, where the plan gives the topic ``least`` minutes or more."""

    format: MockFormatSlug
    least: MinuteCount


class Topic(Schema):
    """One topic: what its file says of itself."""

    number: Annotated[int, Field(ge=1)]
    tier: TierSlug
    title: Text
    short_title: Text
    one_liner: Inline
    summary: Markdown  # why it matters in an interview, two or three sentences
    formula: Formula
    red_flag: Inline
    deliverable: Inline
    learn: Annotated[tuple[Inline, ...], Field(min_length=3)]
    anchors: Annotated[tuple[Text, ...], Field(min_length=5, max_length=5)]
    minutes: Annotated[tuple[MinuteCount, ...], Field(min_length=4, max_length=4)]
    fixed_frequency: Weight | None = None
    mock: OwnMock | None = None  # in place of the policy's short one
    coding_problems: Annotated[int, Field(ge=0)] = 2  # at least so many are wanted
    prerequisites: Prerequisites = Prerequisites()
    warm_up: WarmUpQuestion
    exchange: Exchange | None = None
    connections: tuple[Connection, ...] = ()
    next_steps: Annotated[tuple[Inline, ...], Field(min_length=2)]


# content/roles/<slug>.yaml, content/companies/<slug>.yaml, content/rounds.yaml


class Target(Schema):
    """How deep a role must know a topic, in words; ``level`` only where it is not that of the highest word."""

    words: Annotated[tuple[DepthWordSlug, ...], Field(min_length=1)]
    level: Level | None = None


class Role(Schema):
    """One role: ``content/roles/<slug>.yaml``."""

    position: Annotated[int, Field(ge=1)]
    name: Text
    short_name: Text
    setting: Text | None = None  # "Big tech"
    summary: Markdown  # what the role is asked about, and why
    advice: Markdown  # how to prepare, and the mistake to avoid
    exchange: Exchange  # a question answered as this role answers it
    targets: dict[TopicSlug, Target]


class TopicFile(Topic):
    """``content/topics/<slug>/topic.yaml``: the topic, and its row of the two tables that ask about every topic.

    A cell stands here or in the file of the role or round, not in both.
    """

    targets: dict[RoleSlug, Target] = {}
    depths: dict[RoundSlug, RoundDepthSlug] = {}


class CompanyTopic(Schema):
    """How often a company asks about a topic, and in what style."""

    frequency: FrequencySlug
    question: Text


class Company(Schema):
    """One company or kind of company: ``content/companies/<slug>.yaml``."""

    position: Annotated[int, Field(ge=1)]
    name: Text
    reported_for: Text  # for whom the frequencies were reported: "MLE, L4/L5"
    summary: Markdown  # what this company values
    advice: Markdown  # how to prepare for it
    unnamed_frequency: FrequencySlug  # of topics that the table does not name
    emphasis: ActivityParts = {}  # comes on top of the rounds'
    general_question: Text | None = None  # asked across all topics
    topics: dict[TopicSlug, CompanyTopic]


class ClockPart(Schema):
    """A part of a round's time."""

    minutes: Annotated[int, Field(ge=1)]
    what: Inline


class Criterion(Schema):
    """One thing that is graded: what earns a high mark, and what a low one."""

    name: Text
    strong: Inline
    weak: Inline


class Round(Schema):
    """One kind of interview round."""

    slug: Slug
    name: Text
    minutes: MinuteCount
    summary: Inline
    what_happens: Markdown
    clock: Annotated[tuple[ClockPart, ...], Field(min_length=2)]  # checked to fill ``minutes``
    how_graded: Markdown
    rubric: Annotated[tuple[Criterion, ...], Field(min_length=3, max_length=6)]
    how_to_prepare: Markdown
    emphasis: ActivityParts
    depths: dict[TopicSlug, RoundDepthSlug]  # topic → depth


class Rounds(Schema):
    """``content/rounds.yaml``"""

    intro: Markdown
    rounds: Annotated[tuple[Round, ...], Field(min_length=1)]


# content/track.yaml: the numbers of the planning rules


class Tier(Schema):
    """A tier of topics, with its line in the legend."""

    slug: Slug
    number: Annotated[int, Field(ge=1)]
    name: Text
    legend: Inline  # "Start here. No prerequisites."
    description: Markdown
    themes: tuple[Slug, ...] = ()  # of weeks that hold its topics, where there are not as many weeks as in the path


class LevelName(Schema):
    """One step of the level scale."""

    level: Level
    name: Text  # "Can derive"


class DepthWord(Schema):
    """A word of the roles table: its level and meaning."""

    name: Text
    level: Level
    meaning: Inline


class Named(Schema):
    name: Text
    weight: Weight
    meaning: Inline | None = None


class FrequencyWord(Named):
    """``lifts``: a target at such a company is at least ``lift_to``."""

    clause: Text  # what follows the company's name: "asks about it often"
    lifts: bool = False


class PathStage(Schema):
    """One row of a path's table in the guide: what week or days, and what is done then."""

    when: Text
    focus: Inline
    strategy: Inline
    theme: Slug | None = None  # a name of it is in `themes`


class Path(Schema):
    """A study path, its length in calendar days, and its shape."""

    code: PathCode
    variant: VariantSlug
    name: Text
    best_for: Inline
    summary: Inline
    days: tuple[int, int]  # shortest and longest
    stages: Annotated[tuple[PathStage, ...], Field(min_length=1)]


class TrackBand(Schema):
    """Which totals lead to which path."""

    totals: tuple[int, int]
    variant: VariantSlug
    advice: Inline


class TrackCheckpoint(Schema):
    """A day of the spaced checkpoints; ``kind`` null for day 0."""

    day: Annotated[int, Field(ge=0)]
    kind: Literal["recall-3", "recall-7", "recall-14", "recall-21"] | None = None
    name: Text
    exercises: Annotated[tuple[Inline, ...], Field(min_length=1)]


class TrackerColumn(Schema):
    """A column of the tracker, and the kind of task that it records."""

    kind: Literal["read", "self-assessment", "practice", "cheat-sheet", "mock"]
    name: Text


class ReadinessWord(Schema):
    """A word for a readiness of ``least`` percent and more, up to the next word."""

    slug: Slug
    least: Annotated[int, Field(ge=0, le=100)]
    name: Text
    meaning: Inline


class TrackPolicy(Schema):
    """Every number of the planning rules, in minutes unless said otherwise."""

    points: tuple[int, int, int, int]  # of a level gained: to 2, 3, 4, 5
    no_company_frequency: Weight
    no_round_depth: Weight
    lift_to: Level
    prerequisite_met_from: Level
    prerequisite_firm_from: Level  # below it a met prerequisite is "shaky"
    weak_below: Level  # "rated below 3"
    weak_minimum: MinuteCount
    review: MinuteCount
    self_assessment: MinuteCount
    cheat_sheet: MinuteCount
    mock: MinuteCount
    read_share: tuple[int, int]  # numerator, denominator of the topic's minutes, at most
    read_share_lowest: tuple[int, int]  # from the lowest level
    read_minimum: MinuteCount
    activity_minimum: MinuteCount  # a shorter share goes to practice
    emphasis: ActivityParts  # where no round is chosen
    derive_from: Level
    recall: MinuteCount
    recall_share: tuple[int, int]  # of the minutes so far, at most
    recalls_a_day: Annotated[int, Field(ge=1)]
    recall_distance: Annotated[int, Field(ge=1)]  # days between two recalls of one topic, at least
    card_share: tuple[int, int]  # of a day's minutes
    card_maximum: MinuteCount
    card_day: MinuteCount  # shorter days leave cards to free minutes
    timed_set: MinuteCount
    timed_set_needs: Annotated[int, Field(ge=1)]  # times the timed set must fit the budget
    timed_sets: Annotated[int, Field(ge=1)]  # where no date bounds them
    express_within_days: Annotated[int, Field(ge=1)]  # 36–49 is express too, this near to the interview
    express_cheat_sheet: MinuteCount
    express_timed_problem: MinuteCount
    express_spoken_answer: MinuteCount
    express_share: tuple[int, int]  # of the budget at most, where there is any gap
    express_spare: tuple[int, int]  # of the time, kept free
    cheat_sheet_pass: MinuteCount
    last_day_mock: MinuteCount
    last_day_cheat_sheet: MinuteCount
    debrief_days: Annotated[int, Field(ge=1)]  # study days after an interview in which what was stumbled on comes back
    debrief_practice: MinuteCount
    probes_decide: tuple[Annotated[int, Field(ge=1)], Annotated[int, Field(ge=1)]]  # so many of the newest so many
    stumble_share: tuple[int, int]  # an attempt with less of its key points is a stumble
    upkeep: MinuteCount
    upkeep_a_week: Annotated[int, Field(ge=0)]
    rehearsal: MinuteCount  # at least
    rehearsals_from_week: Annotated[int, Field(ge=1)]
    last_rehearsal_days: Annotated[int, Field(ge=1)]  # a plan of so many days ends with one …
    last_rehearsal_window: Annotated[int, Field(ge=1)]  # … in the days before the last study day
    blocks: tuple[int, int]  # fewest and most weekly blocks of path A
    sitting: tuple[int, int, int]  # shortest; days under so many may cut shorter; longer ones name a break
    worth_cutting: MinuteCount  # room that is used even if no item ends in it
    topics_at_once: Annotated[int, Field(ge=1)]  # begun and unfinished, at most
    grain: Annotated[int, Field(ge=1)]  # minutes are multiples of it
    default_role: RoleSlug
    default_minutes: MinuteCount  # a day
    minutes_range: tuple[int, int]  # a day, what a user may set
    took_longer: tuple[int, int]  # numerator, denominator of the planned minutes: what "took longer" means
    took_shorter: tuple[int, int]
    pace_from: Annotated[int, Field(ge=1)]  # so many ticks must say how long they took before a pace is offered
    pace_step: Annotated[int, Field(ge=1)]  # percent, to which a pace is rounded
    pace_range: tuple[Annotated[int, Field(ge=10)], Annotated[int, Field(le=1000)]]  # percent
    probe_weight: EvidenceWeight  # of an answer to a probe; as many as ``probes_decide`` names decide about a level
    attempt_weight: EvidenceWeight  # of an attempt at another question, or of an answer in a mock interview
    attempts_newest: Annotated[int, Field(ge=1)]  # so many of the newest at a level count
    hold_share: tuple[int, int]  # an attempt with this share of its key points holds; less says nothing, or stumbles
    sure_from: EvidenceWeight  # a level for which so much more speaks than against it is sure
    attempt_levels: dict[AttemptKind, ShownLevel]  # of a question that names none, by kind


class TrackFile(Schema):
    """``content/track.yaml``"""

    title: Text
    tiers: Annotated[tuple[Tier, ...], Field(min_length=1)]
    levels: Annotated[tuple[LevelName, ...], Field(min_length=5, max_length=5)]
    themes: dict[Slug, Text]  # what a week is about
    depth_words: dict[Slug, DepthWord]
    frequencies: dict[Slug, FrequencyWord]
    round_depths: dict[Slug, Named]
    paths: Annotated[tuple[Path, ...], Field(min_length=1)]
    bands: Annotated[tuple[TrackBand, ...], Field(min_length=1)]
    checkpoints: Annotated[tuple[TrackCheckpoint, ...], Field(min_length=1)]
    tracker: Annotated[tuple[TrackerColumn, ...], Field(min_length=1)]
    readiness: Annotated[tuple[ReadinessWord, ...], Field(min_length=1)]
    policy: TrackPolicy
