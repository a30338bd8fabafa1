"""The history as data: what changed, levels over time, weeks, calibration, drills and answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.core.paginator import Page, Paginator
from django.utils.formats import date_format
from django.utils.timezone import make_naive
from django.utils.translation import gettext as _

from studyplan.accounts.models import User
from studyplan.catalog.models import Topic
from studyplan.catalog.pages import topics
from studyplan.catalog.syllabus import syllabus
from studyplan.core.model import Goal
from studyplan.core.readiness import EffectiveLevel, measure_calibration
from studyplan.goals.services import goal_of, targets_of
from studyplan.practice.checks import wording
from studyplan.practice.drills.page import DrillLine, drill_lines
from studyplan.practice.history.charts import (
    BarChart,
    DumbbellChart,
    LevelChart,
    bar_chart,
    dumbbell_chart,
    level_chart,
)
from studyplan.practice.history.levels import LevelHistory, LevelPoint, TakenAssessment, levels_over_time
from studyplan.practice.history.services import StudyWeek, first_week, weeks_of, work_since
from studyplan.practice.models import Attempt
from studyplan.practice.readiness.evidence_page import LINE_COLUMNS, AttemptLine
from studyplan.ui.queries import Parameter, PreparedQuery

MOST_WEEKS = 16
MOST_DRILLS = 12
MOST_ASSESSMENTS = 12
ATTEMPTS_A_PAGE = 10
MINUTE_STEPS = (15, 30, 60, 120, 240, 480)


@dataclass(frozen=True, slots=True)
class TopicStory:
    """One topic's levels: where they stand, how they got there, and the figure of it."""

    topic: Topic
    points: tuple[LevelPoint, ...]
    effective: EffectiveLevel
    chart: LevelChart
    target: int
    in_words: str  # each change with its day

    @property
    def newest(self) -> LevelPoint:
        return self.points[-1]

    @property
    def claimed(self) -> int | None:
        """The level claimed, where another one counts."""
        return self.newest.claimed if self.newest.claimed != self.newest.counted else None

    @property
    def change(self) -> int:
        """Levels gained since the first day."""
        return self.newest.counted - self.points[0].counted

    @property
    def first(self) -> int:
        return self.points[0].counted

    @property
    def how(self) -> str:
        """Whether the level was shown, or only rated."""
        return wording.sureness(self.effective)

    @property
    def label(self) -> str:
        return _("%(topic)s: levels over time; the table below says the same.") % {"topic": self.topic.short_name}


@dataclass(frozen=True, slots=True)
class RatedTopic:
    """One topic in the table of assessments: its ratings, the newest first, and the change since its first."""

    topic: Topic
    levels: tuple[int | None, ...]
    change: int


@dataclass(frozen=True, slots=True)
class AssessmentTable:
    """The assessments, the newest first: the first of all and the newest ones; ``first`` and ``newest`` are totals.

    ``taken_at``: as clocks in the time zone of the user showed it.
    """

    taken_at: tuple[datetime, ...]
    totals: tuple[int, ...]
    rows: tuple[RatedTopic, ...]

    @property
    def first(self) -> int:
        return self.totals[-1]

    @property
    def newest(self) -> int:
        return self.totals[0]

    @property
    def change(self) -> int:
        """Totals compare only as long as the topics are the same: topics rated since count from their first rating."""
        return sum(row.change for row in self.rows)


@dataclass(frozen=True, slots=True)
class CalibrationPart:
    """How ratings fit what was shown, over the topics where answers decide."""

    stories: tuple[TopicStory, ...]
    chart: DumbbellChart
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Everything that the history shows; ``weeks`` in order, the rest newest first."""

    weeks: tuple[StudyWeek, ...]
    minutes: BarChart
    stories: tuple[TopicStory, ...]
    assessments: AssessmentTable | None
    calibration: CalibrationPart | None
    drills: tuple[DrillLine, ...]
    attempts: Page[int]  # their places, from 0
    lines: tuple[AttemptLine, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.weeks or self.stories)

    @property
    def changed(self) -> list[TopicStory]:
        """The topics whose level changed since the first day, the largest gain first."""
        return sorted((story for story in self.stories if story.change), key=lambda story: -story.change)

    @property
    def this_week(self) -> StudyWeek:
        return self.weeks[-1]

    @property
    def newest_weeks(self) -> tuple[StudyWeek, ...]:
        return self.weeks[::-1]


def history_page(user: User, today: date, number: str) -> HistoryPage:
    """The history of ``user`` with the page ``number`` of their attempts (the nearest, where there is none)."""
    goal, work = goal_of(user), work_since(user, first_week(today, MOST_WEEKS))
    weeks = weeks_of(work, goal, today, MOST_WEEKS)
    attempts = Paginator(range(sum(day.answered for day in work)), ATTEMPTS_A_PAGE).get_page(number)
    levels = levels_over_time(user)
    stories = tell_stories(levels, goal, today)
    return HistoryPage(
        weeks=weeks,
        minutes=bar_chart([(week.starts_on, week.planned, week.practiced) for week in weeks], MINUTE_STEPS),
        stories=stories,
        assessments=tabulate(levels.assessments) if levels.assessments else None,
        calibration=calibrate(stories),
        drills=drill_lines(user, MOST_DRILLS),
        attempts=attempts,
        lines=attempt_lines(user, attempts.start_index(), attempts.end_index()),
    )


def attempt_lines(user: User, first: int, last: int) -> tuple[AttemptLine, ...]:
    """The attempts from the first to the last, by their numbers from 1 among all, the newest first."""
    if not last:
        return ()
    return tuple(AttemptLine(*row) for row in _attempts_between(first, last).fetch(user=user.pk))


@lru_cache(maxsize=64)
def _attempts_between(first: int, last: int) -> PreparedQuery:
    attempts = Attempt.objects.filter(user=Parameter("user")).order_by("-attempted_at", "-pk")
    return PreparedQuery(lambda: attempts.values_list(*LINE_COLUMNS)[first - 1 : last])


def tell_stories(levels: LevelHistory, goal: Goal, today: date) -> tuple[TopicStory, ...]:
    """Each topic's levels over time, all on one scale of time."""
    if not levels.topics:
        return ()
    first = min(topic.points[0].on for topic in levels.topics.values())
    days = {point.on for topic in levels.topics.values() for point in topic.points}
    names = {day: date_format(day, "ABBR_DAY") for day in days}
    targets, top = targets_of(goal, today), syllabus().top_level
    return tuple(
        TopicStory(
            topic,
            told.points,
            told.effective,
            level_chart(told.points, targets[slug], first, today, top),
            targets[slug],
            describe(told.points, names),
        )
        for slug, topic in topics().items()
        if (told := levels.topics.get(slug))
    )


def describe(points: Collection[LevelPoint], names: Mapping[date, str]) -> str:
    """The changes in order: "2 Mar: 2 · 9 Mar: 3 (rated 2)"."""
    both, same = _("%(day)s: %(counted)s (rated %(rated)s)"), _("%(day)s: %(counted)s")
    return " · ".join(
        (same if point.counted == point.claimed else both)
        % {"day": names[point.on], "counted": point.counted, "rated": point.claimed}
        for point in points
    )


def tabulate(assessments: Collection[TakenAssessment]) -> AssessmentTable:
    """The table of assessments (oldest first, one at least); of many, the newest ones and the first."""
    first, *others = assessments
    shown = [*reversed(others[-(MOST_ASSESSMENTS - 1) :]), first]
    rows = []
    for slug, topic in topics().items():
        known = [taken.levels[slug] for taken in assessments if slug in taken.levels]
        levels = tuple(taken.levels.get(slug) for taken in shown)
        rows.append(RatedTopic(topic, levels, known[-1] - known[0] if known else 0))
    return AssessmentTable(
        tuple(make_naive(taken.at) for taken in shown), tuple(taken.total for taken in shown), tuple(rows)
    )


def calibrate(stories: Collection[TopicStory]) -> CalibrationPart | None:
    """Rated against shown; ``None`` where answers decide about no topic yet."""
    tested = tuple(story for story in stories if story.effective.tested)
    if not tested:
        return None
    rows = [(story.topic.short_name, story.effective.rating, story.effective.level) for story in tested]
    says = wording.describe_calibration(measure_calibration(story.effective for story in tested))
    return CalibrationPart(tested, dumbbell_chart(rows, syllabus().top_level), says)
