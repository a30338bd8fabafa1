"""The download as it is read back: the shape of every version so far, and the bounds of each value.

A key that a version did not have yet has a default. docs/export.schema.json is made of these models.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from studyplan.goals.fields import MOST_DAYS_OFF
from studyplan.goals.models import Debrief
from studyplan.notes.models import Note
from studyplan.planner.documents import PlanDocument, PlanInputs
from studyplan.portability.importing.fields import (
    MOST_IN_COLUMN,
    Day,
    ExportedRow,
    InterviewDay,
    LongSlug,
    MaterialKey,
    Moment,
    NamedSlug,
    Number,
    OptionalTaskKey,
    PastDay,
    PastMoment,
    Percent,
    PlainText,
    RatedLevel,
    SmallNumber,
    SubjectKey,
    TaskKey,
    ZoneName,
)
from studyplan.practice.models import Attempt, CardMemory, Drill, OwnCard, PracticeSettings, Review
from studyplan.progress.forms import MOST_SITTINGS
from studyplan.progress.models import TaskChoice
from studyplan.reminders.models import Reminder

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
OwnDayMinutes = Annotated[int, Field(ge=15, le=720)]
MOST_OWN_CARDS = 2 * OwnCard.MOST_CARDS + 5_000  # of one's own, and given ones in one's own words


class AccountRecord(ExportedRow):
    """The settings. The address, the sign-up and log-ins are those of the account that takes the file."""

    time_zone: ZoneName = ""
    day_ends_at: Annotated[int, Field(ge=0, le=12)] = 4
    keyboard_shortcuts: bool = True


class RatingRecord(ExportedRow):
    topic: NamedSlug
    level: RatedLevel
    is_copied: bool = False


class AssessmentRecord(ExportedRow):
    taken_at: PastMoment
    ratings: list[RatingRecord] = Field(min_length=1, max_length=200)


class DebriefRecord(ExportedRow):
    outcome: Literal["", "waiting", "passed", "failed", "withdrew"] = ""
    asked: PlainText = Field(default="", max_length=Debrief.LONGEST)
    notes: PlainText = Field(default="", max_length=Debrief.LONGEST)
    topics: list[NamedSlug] = Field(default=[], max_length=200)
    written_at: PastMoment


class InterviewRecord(ExportedRow):
    company: NamedSlug | None = None
    on: InterviewDay | None = None
    rounds: list[NamedSlug] = Field(default=[], max_length=100)
    debrief: DebriefRecord | None = None


class GoalRecord(ExportedRow):
    role: NamedSlug
    minutes: Annotated[int, Field(ge=5, le=1440)]
    weekday_minutes: dict[Weekday, OwnDayMinutes] = {}
    weekdays: list[Weekday] = Field(min_length=1, max_length=7)
    days_off: list[Day] = Field(default=[], max_length=MOST_DAYS_OFF)
    pace: Percent = 100
    updated_at: PastMoment
    interviews: list[InterviewRecord] = Field(default=[], max_length=500)


class CompletionRecord(ExportedRow):
    task: TaskKey
    sitting: Annotated[int, Field(ge=0, le=MOST_SITTINGS)] = 0
    minutes: SmallNumber | None = None
    pace: Percent = 100
    took: Literal["", "shorter", "as-planned", "longer"] = ""
    level: RatedLevel | None = None
    done_at: PastMoment
    done_on: PastDay


class SectionReadRecord(ExportedRow):
    topic: NamedSlug
    section: NamedSlug
    read_at: PastMoment


class TaskChoiceRecord(ExportedRow):
    task: TaskKey
    kind: TaskChoice.Kind
    until: Day | None = None
    reason: PlainText = Field(default="", max_length=TaskChoice.LONGEST)
    made_at: PastMoment
    is_in_force: bool = True


class NoteRecord(ExportedRow):
    about: SubjectKey
    text: PlainText = Field(default="", max_length=Note.MOST_CHARACTERS)
    is_starred: bool = False
    written_at: PastMoment | None = None


class PracticeSettingsRecord(ExportedRow):
    card_minutes: Annotated[int, Field(ge=PracticeSettings.LEAST_MINUTES, le=PracticeSettings.MOST_MINUTES)] | None = (
        None
    )
    new_cards: Annotated[int, Field(ge=0, le=PracticeSettings.MOST_NEW_CARDS)] = 20
    has_two_buttons: bool = False


class OwnCardRecord(ExportedRow):
    number: Number
    topic: NamedSlug
    card: MaterialKey | None = None
    front: PlainText = Field(default="", max_length=OwnCard.MOST_FRONT)
    back: PlainText = Field(default="", max_length=OwnCard.MOST_BACK)
    written_at: PastMoment


class CardRecord(ExportedRow):
    """The memory of a card: a given one, or by its ``number`` one of the account's own."""

    card: MaterialKey | None
    state: CardMemory.State
    step: Annotated[int, Field(ge=0, le=9)] | None = None
    stability: Annotated[float, Field(gt=0, le=1_000_000)] | None = None
    difficulty: Annotated[float, Field(ge=1, le=10)] | None = None
    due_at: Moment
    due_on: Day
    reviewed_at: PastMoment | None = None
    lapses: SmallNumber = 0
    is_set_aside: bool = False
    own: Number | None = None


class ReviewRecord(ExportedRow):
    """Of neither a given card nor an own one: that card was deleted since."""

    card: MaterialKey | None
    grade: Review.Grade
    seconds: SmallNumber | None = None
    reviewed_at: PastMoment
    reviewed_on: PastDay
    own: Number | None = None


class DrillQuestionRecord(ExportedRow):
    kind: Attempt.Kind
    topic: NamedSlug
    slug: LongSlug
    seconds: SmallNumber


class DrillRecord(ExportedRow):
    number: Number
    kind: Drill.Kind
    format: NamedSlug
    round: NamedSlug | None = None
    company: NamedSlug | None = None
    task: OptionalTaskKey = ""
    minutes: SmallNumber
    questions: list[DrillQuestionRecord] = Field(max_length=500)
    started_at: PastMoment
    asked_at: PastMoment
    revealed_at: PastMoment | None = None
    answer: PlainText = Field(default="", max_length=Attempt.MOST_CHARACTERS)
    ended_at: PastMoment | None = None
    started_on: PastDay
    structure: list[Literal["state", "explain", "example", "trade-off"]] = Field(default=[], max_length=4)


class AttemptRecord(ExportedRow):
    kind: Attempt.Kind
    topic: NamedSlug
    slug: LongSlug
    level: Annotated[int, Field(ge=2, le=5)] | None = None
    points: Annotated[int, Field(ge=1, le=1000)]
    hits: list[Annotated[int, Field(ge=0, le=999)]] = Field(default=[], max_length=1000)
    answer: PlainText = Field(default="", max_length=Attempt.MOST_CHARACTERS)
    seconds: Annotated[int, Field(ge=0, le=MOST_IN_COLUMN)] | None = None
    attempted_at: PastMoment
    attempted_on: PastDay
    place: Annotated[int, Field(ge=0, le=1000)] | None = None
    drill: Number | None = None


class RepairRecord(ExportedRow):
    topic: NamedSlug
    taken_at: PastMoment
    taken_on: PastDay


class PlanRecord(ExportedRow):
    """``inputs`` and ``document`` in the planner's own words; a document of an older format is brought up to date."""

    number: Number
    previous: Number | None = None
    built_at: PastMoment
    content_version: Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_.]*$", max_length=64)]
    is_current: bool
    inputs: PlanInputs
    document: PlanDocument | None = None


class CalendarFeedRecord(ExportedRow):
    created_at: PastMoment


class ReminderRecord(ExportedRow):
    """``last_on`` counts where the account was never reminded."""

    rhythm: Reminder.Rhythm
    hour: Annotated[int, Field(ge=0, le=23)]
    weekday: Annotated[int, Field(ge=0, le=6)]
    last_on: PastDay | None = None


class ExportDocument(ExportedRow):
    """Everything that an account of studyplan holds, as its download has it."""

    application: Literal["studyplan"]
    format: Literal[1, 2]
    account: AccountRecord
    assessments: list[AssessmentRecord] = Field(default=[], max_length=5_000)
    unfinished_ratings: list[Annotated[dict[NamedSlug, RatedLevel], Field(max_length=200)]] = Field(
        default=[], max_length=1_000
    )
    goal: GoalRecord | None = None
    completions: list[CompletionRecord] = Field(default=[], max_length=50_000)
    sections_read: list[SectionReadRecord] = Field(default=[], max_length=10_000)
    task_choices: list[TaskChoiceRecord] = Field(default=[], max_length=10_000)
    notes: list[NoteRecord] = Field(default=[], max_length=10_000)
    practice_settings: PracticeSettingsRecord | None = None
    own_cards: list[OwnCardRecord] = Field(default=[], max_length=MOST_OWN_CARDS)
    cards: list[CardRecord] = Field(default=[], max_length=20_000)
    card_reviews: list[ReviewRecord] = Field(default=[], max_length=100_000)
    drills: list[DrillRecord] = Field(default=[], max_length=10_000)
    attempts: list[AttemptRecord] = Field(default=[], max_length=50_000)
    repairs: list[RepairRecord] = Field(default=[], max_length=10_000)
    plans: list[PlanRecord] = Field(default=[], max_length=10_000)
    calendar_feed: CalendarFeedRecord | None = None
    reminders: ReminderRecord | None = None


def describe_schema() -> dict[str, Any]:
    """The download as a JSON schema."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "The download of a studyplan account"}
    return head | {name: part for name, part in ExportDocument.model_json_schema().items() if name not in head}
