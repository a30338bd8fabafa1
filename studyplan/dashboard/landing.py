"""The landing page's data: how far a visitor is, and a real plan to look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import cycle

from studyplan.assessment.pages import RatingRow, make_rating_row, rating_place
from studyplan.assessment.services import unrated
from studyplan.catalog.models import Topic
from studyplan.catalog.pages import topics
from studyplan.catalog.syllabus import syllabus
from studyplan.catalog.track import track
from studyplan.core.model import GoalInterview
from studyplan.dashboard.picture import PlanPicture, draw_plan
from studyplan.dashboard.result import NO_TICKS, DayOutline, outline_day
from studyplan.goals.services import default_goal
from studyplan.planner.documents import PlanInputs
from studyplan.planner.page import PlanReader
from studyplan.planner.proposals import preview

SAMPLE_LEVELS = (2, 3, 2, 1)
SAMPLE_MINUTES, SAMPLE_WEEKS = 60, 6
SAMPLE_START = date(2027, 1, 4)  # any Monday: no date of it is shown


@dataclass(frozen=True)
class LandingPage:
    """``levels`` (slug → 1–5): what the visitor has rated so far."""

    levels: Mapping[str, int]

    @property
    def rated(self) -> int:
        return len(self.levels)

    @property
    def next_place(self) -> str:
        """Where the form goes on, as its address ends."""
        return rating_place(self.next_topic) if self.next_topic else ""

    @property
    def topics(self) -> int:
        return len(topics())

    @cached_property
    def next_topic(self) -> Topic | None:
        """The first one that is not rated."""
        return next(iter(unrated(self.levels)), None)

    @cached_property
    def rows(self) -> tuple[RatingRow, ...]:
        """The next row of the rating form."""
        return (make_rating_row(self.next_topic, None, of=self.topics),) if self.next_topic else ()

    @cached_property
    def sample(self) -> SamplePlan:
        return build_sample()


@dataclass(frozen=True, slots=True)
class SamplePlan:
    """A plan that is built like everybody's, for somebody who knows a little of everything."""

    role_name: str
    minutes: int
    weeks: int
    picture: PlanPicture | None
    first_day: DayOutline


def build_sample() -> SamplePlan:
    levels = {topic.slug: level for topic, level in zip(syllabus().topics, cycle(SAMPLE_LEVELS), strict=False)}
    interview_on = SAMPLE_START + timedelta(weeks=SAMPLE_WEEKS)
    goal = replace(default_goal(), minutes=SAMPLE_MINUTES, interviews=(GoalInterview(on=interview_on),))
    plan = preview(PlanInputs(ratings=levels, goal=goal, starts_on=SAMPLE_START))
    reader = PlanReader(plan.document, NO_TICKS, SAMPLE_START)
    return SamplePlan(
        role_name=track().roles[goal.role],
        minutes=goal.minutes,
        weeks=SAMPLE_WEEKS,
        picture=draw_plan(plan.weeks, reader.topics, interview_on),
        first_day=outline_day(reader.day(plan.document.days[0])),
    )
