"""The history as data: weeks, levels over time, drills and attempts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator

from studyplan.accounts.models import User
from studyplan.catalog.models import Topic
from studyplan.catalog.syllabus import syllabus
from studyplan.core.model import Goal
from studyplan.goals.services import goal_of, targets_of
from studyplan.practice.drills.page import DrillLine, drill_lines
from studyplan.practice.history.charts import BarChart, LevelChart, bar_chart, level_chart
from studyplan.practice.history.services import LevelPoint, StudyWeek, levels_over_time, weeks_of
from studyplan.practice.models import Attempt
from studyplan.practice.readiness.evidence_page import AttemptLine, attempt_lines

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


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Everything that the history shows; ``weeks`` in order, the rest newest first."""

    weeks: tuple[StudyWeek, ...]
    minutes: BarChart
    answers: BarChart
    stories: tuple[TopicStory, ...]
    drills: tuple[DrillLine, ...]
    attempts: Page[Attempt]
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
    goal = goal_of(user)
    weeks = weeks_of(user, goal, today, MOST_WEEKS)
    done = user.attempts.select_related("topic").order_by("-attempted_at", "-pk")
    attempts = Paginator(done, ATTEMPTS_A_PAGE).get_page(number)
    return HistoryPage(
        weeks=weeks,
        minutes=bar_chart([(week.starts_on, week.planned, week.practiced) for week in weeks], MINUTE_STEPS),
        answers=bar_chart([(week.starts_on, week.held, week.stumbles) for week in weeks], ANSWER_STEPS),
        stories=stories_of(user, goal, today),
        drills=drill_lines(user),
        attempts=attempts,
        lines=tuple(attempt_lines(attempts)),
    )


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

    return tuple(
        story(topic, points_by_topic[topic.slug]) for topic in Topic.objects.current() if topic.slug in points_by_topic
    )
