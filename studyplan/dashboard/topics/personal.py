"""What the parts that are shown for somebody's goal and levels have in common."""

from __future__ import annotations

from functools import cached_property

from django.http import HttpRequest

from studyplan.catalog import pages
from studyplan.catalog.models import Role, RoleTarget, Topic
from studyplan.catalog.pages import TopicStanding
from studyplan.core.scoring import GoalScore
from studyplan.dashboard.topics.page import TopicPage, standings_of
from studyplan.dashboard.viewer import viewer_of
from studyplan.goals.services import scores_for
from studyplan.ui import clock


class PersonalPage(TopicPage):
    def __init__(self, request: HttpRequest, topic: Topic) -> None:
        super().__init__(request, topic)
        self.viewer = viewer_of(request)

    @property
    def is_anyone(self) -> bool:
        """Whether we know nothing of the visitor, so that all of the page is the same for everybody."""
        return self.viewer.is_anyone

    @cached_property
    def scores(self) -> GoalScore:
        return scores_for(self.viewer.goal, clock.today(), self.viewer.levels)

    @cached_property
    def standings(self) -> dict[str, TopicStanding]:
        return standings_of(self.viewer, self.scores)

    @property
    def standing(self) -> TopicStanding:
        return self.standings[self.topic.slug]

    @cached_property
    def targets(self) -> tuple[RoleTarget, ...]:
        """In the order of the roles' table."""
        return next(row.targets for row in pages.roles_table().rows if row.topic == self.topic)

    @cached_property
    def target(self) -> RoleTarget:
        """That of the visitor's role."""
        return next(target for target in self.targets if target.role.slug == self.viewer.goal.role)

    @property
    def role(self) -> Role:
        return self.target.role

    @property
    def is_fully_rated(self) -> bool:
        """Whether the visitor has rated every topic, so that there is a total."""
        return len(self.viewer.levels) >= len(self.scores.topics)
