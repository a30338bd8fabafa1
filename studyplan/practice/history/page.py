"""The history as data: weeks, levels over time, drills and attempts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from studyplan.accounts.models import User
from studyplan.catalog.models import Topic
from studyplan.catalog.pages import topics
from studyplan.catalog.syllabus import syllabus
from studyplan.core.model import Goal
from studyplan.goals.services import goal_of, targets_of
from studyplan.practice.drills.page import DrillLine, drill_lines
from studyplan.practice.history.charts import BarChart, LevelChart, bar_chart, level_chart
from studyplan.practice.history.services import (
    LevelPoint,
    StudyWeek,
    first_week,
    levels_over_time,
    weeks_of,
    work_since,
)
from studyplan.practice.readiness.evidence_page import LINE_COLUMNS, AttemptLine

MOST_WEEKS = 16
ATTEMPTS_A_PAGE = 25
MINUTE_STEPS = (15, 30, 60, 120, 240, 480)
ANSWER_STEPS = (5, 10, 25, 50, 100, 250)


@dataclass(frozen=True, slots=True)
class TopicStory:
    """One topic's levels: where they stand, how they got there, and the figure of it."""

    topic: Topic
    points: tuple[LevelPoint, ...]
    chart: LevelChart
    target: int

    @property
    def newest(self) -> LevelPoint:
        return self.points[-1]

    @property
    def claimed(self) -> int | None:
        """The level claimed, where another one counts."""
        return self.newest.claimed if self.newest.claimed != self.newest.counted else None

    @property
    def label(self) -> str:
        return _("%(topic)s: levels over time; the table below says the same.") % {"topic": self.topic.short_name}


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Everything that the history shows; ``weeks`` in order, the rest newest first."""

    weeks: tuple[StudyWeek, ...]
    minutes: BarChart
    answers: BarChart
    stories: tuple[TopicStory, ...]
    drills: tuple[DrillLine, ...]
    attempts: Page[int]  # their places, from 0
    lines: tuple[AttemptLine, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.weeks or self.stories)

    @property
    def this_week(self) -> StudyWeek:
        return self.weeks[-1]

    @property
    def newest_weeks(self) -> tuple[StudyWeek, ...]:
        return self.weeks[::-1]

    @property
    def has_answers(self) -> bool:
        return any(week.answered for week in self.weeks)


def history_page(user: User, today: date, number: str) -> HistoryPage:
    """The history of ``user`` with the page ``number`` of their attempts (the nearest, where there is none)."""
    goal, work = goal_of(user), work_since(user, first_week(today, MOST_WEEKS))
    weeks = weeks_of(work, goal, today, MOST_WEEKS)
    attempts = Paginator(range(sum(day.answered for day in work)), ATTEMPTS_A_PAGE).get_page(number)
    return HistoryPage(
        weeks=weeks,
        minutes=bar_chart([(week.starts_on, week.planned, week.practiced) for week in weeks], MINUTE_STEPS),
        answers=bar_chart([(week.starts_on, week.held, week.stumbles) for week in weeks], ANSWER_STEPS),
        stories=stories_of(user, goal, today),
        drills=drill_lines(user),
        attempts=attempts,
        lines=attempt_lines(user, attempts.start_index(), attempts.end_index()),
    )


def attempt_lines(user: User, first: int, last: int) -> tuple[AttemptLine, ...]:
    """The attempts from the first to the last, by their numbers from 1 among all, the newest first."""
    if not last:
        return ()
    newest = user.attempts.order_by("-attempted_at", "-pk").values_list(*LINE_COLUMNS)
    return tuple(AttemptLine(*row) for row in newest[first - 1 : last])


def stories_of(user: User, goal: Goal, today: date) -> tuple[TopicStory, ...]:
    """Each topic's levels over time, all on one scale of time."""
    points_by_topic = levels_over_time(user)
    if not points_by_topic:
        return ()
    first = min(points[0].on for points in points_by_topic.values())
    targets, top = targets_of(goal, today), syllabus().top_level

    def story(topic: Topic, points: Sequence[LevelPoint]) -> TopicStory:
        target = targets[topic.slug]
        return TopicStory(topic, tuple(points), level_chart(points, target, first, today, top), target)

    return tuple(story(topic, points_by_topic[slug]) for slug, topic in topics().items() if slug in points_by_topic)
