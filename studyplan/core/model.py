"""The words of the field as frozen dataclasses: what is taught, what is asked for, what is planned.

Minutes are whole minutes, levels run from 1 to `Syllabus.top_level`, weekdays from 0 (Monday) to 6, and topics, roles,
companies and rounds are slugs. Nothing here knows a number of the planning rules: they are fields, filled from content
(those that belong to no single topic are in `policy.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from studyplan.core.codes import Code, Depth, PathVariant
from studyplan.core.material import NO_MATERIAL, StudyMaterial, TopicMock
from studyplan.core.policy import PlanningPolicy

Value = int | str | date | tuple[str, ...] | tuple[int, ...]
Ratings = Mapping[str, int]  # topic → level


@dataclass(frozen=True, slots=True)
class CodedNote:
    """A code with its parameters: a reason, a week's focus, a warning. `Code.parameters` names them."""

    code: Code
    params: tuple[tuple[str, Value], ...] = ()

    def __getitem__(self, name: str) -> Value:
        """The parameter `name`; raises KeyError."""
        return dict(self.params)[name]


Reason = CodedNote


def note(code: Code, **params: Value) -> CodedNote:
    """A note with its parameters in the order given."""
    return CodedNote(code, tuple(params.items()))


# --- What is taught -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SyllabusTopic:
    """One topic. `minutes` are those of each level gained: 1→2, 2→3, … Rule: planning §4.

    `fixed_frequency` stands in place of the default frequency where no company is chosen; None: the default holds.
    `mock` stands in place of the policy's mock from so many of the topic's minutes on; None: the policy's holds.
    """

    slug: str
    number: int
    tier: int
    minutes: tuple[int, ...]
    fixed_frequency: int | None = None
    mock: TopicMock | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """`before` comes before `after`: a prerequisite where hard, mere order where soft. Rule: planning §5."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often a company asks for a topic; `lifts`: often enough to lift its target. Rules: planning §2, §3."""

    weight: int
    lifts: bool


@dataclass(frozen=True, slots=True)
class PathBand:
    """Totals from `low` to `high` get `variant`; `near_variant` where the interview is `near_days` or fewer away.

    Rule: planning §1.
    """

    low: int
    high: int
    variant: PathVariant
    near_variant: PathVariant | None = None
    near_days: int | None = None


@dataclass(frozen=True, slots=True)
class PathShape:
    """A variant's path ("A", "B", "C") and its length in calendar days. Rule: planning §1."""

    variant: PathVariant
    path: str
    shortest_days: int
    longest_days: int


@dataclass(frozen=True, slots=True)
class ResourceBand:
    """Totals from `low` to `high` get resources of `level`: a scale of its own. Rule: planning §1."""

    low: int
    high: int
    level: str


@dataclass(frozen=True, slots=True)
class Syllabus:
    """All that is taught, and for whom. `validation.check_syllabus` says whether it is sound.

    targets: role → topic → level. frequencies: company → topic → frequency, resolved for every topic (those that the
    company's table does not name included). depths: round → topic → weight.
    """

    topics: tuple[SyllabusTopic, ...]
    hard: tuple[Edge, ...]
    soft: tuple[Edge, ...]
    targets: Mapping[str, Mapping[str, int]]
    frequencies: Mapping[str, Mapping[str, Frequency]]
    depths: Mapping[str, Mapping[str, int]]
    bands: tuple[PathBand, ...]
    paths: tuple[PathShape, ...]
    resources: tuple[ResourceBand, ...]
    policy: PlanningPolicy
    material: StudyMaterial = NO_MATERIAL

    @property
    def top_level(self) -> int:
        """The highest level; the lowest is 1."""
        return len(self.policy.points) + 1


# --- What is asked for ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GoalInterview:
    """One interview; every part may still be unknown."""

    company: str | None = None
    rounds: tuple[str, ...] = ()
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """The role, the interviews, and how much time there is. `minutes` a day are rounded down to the policy's step.

    Of several interviews still ahead, a topic's target and weight are the highest and the nearest date bounds the plan.
    weekday_minutes: those of each day of the week, Monday first, in place of `minutes`. card_minutes: those of each
    study day that belong to the cards; None: the policy's share. Rule: planning §4.
    """

    role: str
    minutes: int
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    days_off: tuple[date, ...] = ()
    interviews: tuple[GoalInterview, ...] = ()
    weekday_minutes: tuple[int, ...] | None = None
    card_minutes: int | None = None

    @property
    def interview_on(self) -> date | None:
        """The nearest date of an interview, or None."""
        return min((interview.on for interview in self.interviews if interview.on is not None), default=None)


@dataclass(frozen=True, slots=True)
class CompletedTask:
    """Something ticked. `sitting` 0 is the whole task. Rule: planning §8.

    minutes: None where unknown: all that was planned (of a numbered sitting: the longest that a sitting lasts).
    level: the level that the task was done for; None where unknown: whatever is asked for now.
    on: the date; None where unknown: the start of the plan.
    """

    key: str
    sitting: int = 0
    minutes: int | None = None
    level: int | None = None
    on: date | None = None


# --- What is planned ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PracticeOutcome:
    """The topics stumbled on in practice, and practiced again. Rule: planning §6.

    repairs: topics of which the user took one more practice after a stumble, oldest first, one again for each time.
    stumbled: topics stumbled on and not shown again since, the most recent first.
    """

    repairs: tuple[str, ...] = ()
    stumbled: tuple[str, ...] = ()


NO_PRACTICE = PracticeOutcome()


@dataclass(frozen=True, slots=True)
class StudyRecord:
    """Facts besides ticks that a plan keeps to. Rules: planning §4, §6, §8.

    began_on: the day on which the first plan for this goal began: weeks count from it; None: the start date.
    attempted: (topic, item) of what was attempted or read; primer pages under the topic "".
    skipped: keys of tasks that the user dropped. deferred: key → the first date on which the task may be done.
    """

    began_on: date | None = None
    attempted: frozenset[tuple[str, str]] = frozenset()
    skipped: frozenset[str] = frozenset()
    deferred: Mapping[str, date] = field(default_factory=dict)


NO_RECORD = StudyRecord()


@dataclass(frozen=True, slots=True)
class PlanItem:
    """An item that a task names. One that is cut over sittings is named in each, with its whole minutes.

    The slug is that of the material; a second asking ends in `:again`, and `again` alone is what went wrong.
    """

    slug: str
    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class PlanTask:
    """One sitting of one task on one day.

    sitting: 0 where the task is done in one go; else the number under which the tick is kept.
    part: (number, of how many) where the task is split, else None; the number is that of the sitting.
    """

    key: str
    kind: str
    topics: tuple[str, ...]
    minutes: int
    sitting: int
    part: tuple[int, int] | None
    reasons: tuple[Reason, ...]
    items: tuple[PlanItem, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanDay:
    """A study day: `minutes` of its tasks, those that belong to the cards, and those that stay free."""

    on: date
    minutes: int
    tasks: tuple[PlanTask, ...]
    cards: int = 0
    free: int = 0


@dataclass(frozen=True, slots=True)
class PlanWeek:
    """Seven days from the start date on. `topics`: those whose learning begins in it, in that order."""

    number: int
    starts_on: date
    focus: CodedNote
    topics: tuple[str, ...]
    days: tuple[PlanDay, ...]


@dataclass(frozen=True, slots=True)
class TopicPlan:
    """Where a topic stands and how far the plan takes it.

    minutes: from rating to reach; a review's where the gap is 0; 0 where nothing is gained.
    minutes_left: those of its own learning that are not done yet.
    value: weight × the points of the whole gap.
    met, unmet: hard prerequisites, in study order; shaky: those of `met` that are not solid.
    """

    slug: str
    rating: int
    target: int
    reach: int
    gap: int
    minutes: int
    minutes_left: int
    weight: int
    value: int
    met: tuple[str, ...]
    unmet: tuple[str, ...]
    shaky: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanMinutes:
    """The plan's sums. Without a date, `available` and `learning_available` are None. Rules: planning §6, §10."""

    needed: int
    available: int | None
    learning_available: int | None
    planned: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that the goal asks for and the plan does not hold. `kind` is None for levels, else a recall's kind."""

    topic: str
    kind: str | None
    minutes: int
    value: int
    reason: CodedNote


@dataclass(frozen=True, slots=True)
class BuiltPlan:
    """Weeks → days → tasks, and all that explains them. Rule: planning §6, §10."""

    path: str
    variant: PathVariant
    cram: bool
    depth: Depth
    total: int
    starts_on: date
    ends_on: date | None
    interview_on: date | None
    minutes: PlanMinutes
    topics: tuple[TopicPlan, ...]
    weeks: tuple[PlanWeek, ...]
    afterwards: tuple[PlanDay, ...]
    left_out: tuple[LeftOut, ...]
    warnings: tuple[CodedNote, ...]
    recalls_dropped: int = 0
