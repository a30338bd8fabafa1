"""What there is to practice of a topic, and its cards, as data: the same for everybody."""

from __future__ import annotations

from typing import ClassVar

from studyplan.dashboard.topics.page import TopicPage


class PracticePage(TopicPage):
    part: ClassVar[str] = "practice"


class CardsPage(TopicPage):
    part: ClassVar[str] = "cards"

    @property
    def exists(self) -> bool:
        return bool(self.rapid_fire)
