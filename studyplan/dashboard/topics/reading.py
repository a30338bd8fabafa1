"""What a user is reading now: the lessons that they have begun, the latest first."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from studyplan.accounts.models import User
from studyplan.catalog import pages
from studyplan.catalog.models import LessonSection, Topic
from studyplan.catalog.version import per_content
from studyplan.progress.sections import first_unread, list_sections_read


@dataclass(frozen=True, slots=True)
class TopicReading:
    """A lesson that is begun: how many of its sections are read, and the first that is not."""

    topic: Topic
    read: int
    count: int
    next: LessonSection | None

    @property
    def url(self) -> str:
        """Where to go on."""
        return f"{self.topic.lesson_url}#lesson-{self.next.slug}" if self.next else self.topic.lesson_url


def topics_being_read(user: User | AnonymousUser) -> dict[str, TopicReading]:
    """By topic; lessons that are read to the end are among them, without a next section."""
    if not isinstance(user, User):
        return {}
    topics, sections = pages.topics(), _sections_by_topic()
    readings = {}
    for slug, read in list_sections_read(user).items():
        lesson = sections.get(slug, ())
        count = sum(section.slug in read for section in lesson)
        if slug in topics and count:
            readings[slug] = TopicReading(topics[slug], count, len(lesson), first_unread(lesson, read))
    return readings


def reading_now(readings: dict[str, TopicReading]) -> TopicReading | None:
    """The latest that is not read to the end."""
    return next((reading for reading in readings.values() if reading.next), None)


@per_content
def _sections_by_topic() -> dict[str, tuple[LessonSection, ...]]:
    sections: dict[str, tuple[LessonSection, ...]] = {}
    for section in LessonSection.objects.current().select_related("topic"):
        sections[section.topic.slug] = (*sections.get(section.topic.slug, ()), section)
    return sections
