"""The effect of a few answers: the levels of their topics and the readiness, before and after."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from studyplan.accounts.models import User
from studyplan.assessment.services import levels_of, unrated
from studyplan.catalog.models import Topic
from studyplan.catalog.pages import topics
from studyplan.catalog.syllabus import syllabus
from studyplan.core.readiness import EffectiveLevel, find_effective_levels, measure_readiness
from studyplan.goals.services import ahead, goal_of, scores_for
from studyplan.practice.checks import wording
from studyplan.practice.evidence import effective_of, evidence_until
from studyplan.practice.models import Attempt
from studyplan.practice.readiness.next_step import NextStep, find_next_step
from studyplan.practice.readiness.page import trust_every_answer
from studyplan.practice.readiness.support import Support, find_support

FEW_TOPICS = 4


@dataclass(frozen=True, slots=True)
class TopicMove:
    """One topic before and after; ``support``: what the answers say of it now, ``step``: what settles it."""

    topic: Topic
    target: int
    before: EffectiveLevel
    after: EffectiveLevel
    support: Support | None
    step: NextStep | None

    @property
    def is_level_moved(self) -> bool:
        return self.before.level != self.after.level

    @property
    def is_as_rated(self) -> bool:
        return not self.is_level_moved and self.after.shown == self.after.rating

    @property
    def says(self) -> str:
        """How the answers stand to the rating."""
        after = self.after
        facts = {"rating": after.rating, "shown": after.shown}
        if after.shown is None:
            return _("Your answers do not show a level yet.")
        if after.shown < after.rating:
            return _("Looks lower than your rating of %(rating)s: your answers show %(shown)s.") % facts
        if after.shown > after.rating:
            return _("Looks higher than your rating of %(rating)s: your answers show %(shown)s.") % facts
        return _("Your answers agree with your rating of %(rating)s.") % facts

    @property
    def sureness(self) -> str:
        return wording.sureness(self.after)


@dataclass(frozen=True, slots=True)
class Moved:
    """Readiness in percent before and after, settled or ``looking``: as if every answer counted at once."""

    before: int
    after: int
    looking_before: int
    looking_after: int
    topics: tuple[TopicMove, ...]

    @property
    def told(self) -> list[TopicMove]:
        """The topics to say something of: all of a few; of many, those that are not as rated."""
        return [move for move in self.topics if self.is_told(move)]

    @property
    def as_rated(self) -> list[TopicMove]:
        return [move for move in self.topics if not self.is_told(move)]

    def is_told(self, move: TopicMove) -> bool:
        return len(self.topics) <= FEW_TOPICS or not move.is_as_rated


def what_moved(user: User, attempts: Iterable[Attempt], today: date) -> Moved | None:
    """The effect of ``attempts``, made together, at their time; ``None`` without any, or where a topic is not rated.

    Topics that they are not about count as they do now.
    """
    made, levels = list(attempts), levels_of(user)
    ratings = {slug: levels[slug] for slug in {attempt.topic.slug for attempt in made} & levels.keys()}
    if not ratings or unrated(levels):
        return None
    before, after = levels_around(user, ratings, made)
    rules, others = syllabus().policy.readiness, effective_of(user, levels)
    scores = scores_for(ahead(goal_of(user), today), today, levels)

    def measure(moved: Mapping[str, EffectiveLevel]) -> tuple[int, int]:
        effective = {**others, **moved}
        return (
            measure_readiness(rules, scores, effective, {}).percent,
            measure_readiness(rules, scores, trust_every_answer(effective), {}).percent,
        )

    (percent_before, looking_before), (percent_after, looking_after) = measure(before), measure(after)
    targets = {score.slug: score.target for score in scores.topics}
    moves = tuple(
        TopicMove(
            topic,
            targets[slug],
            before[slug],
            after[slug],
            find_support(rules, after[slug]),
            find_next_step(topic, after[slug], targets[slug]),
        )
        for slug, topic in topics().items()
        if slug in ratings
    )
    return Moved(percent_before, percent_after, looking_before, looking_after, moves)


def levels_around(
    user: User, ratings: Mapping[str, int], made: Collection[Attempt]
) -> tuple[dict[str, EffectiveLevel], dict[str, EffectiveLevel]]:
    """The levels of the topics in ``ratings`` just before the attempts ``made``, and with them."""
    rules, keys = syllabus().policy.readiness, {attempt.pk for attempt in made}
    evidence = evidence_until(user, ratings.keys(), max(attempt.attempted_at for attempt in made))
    earlier = [answer for key, answer in evidence if key not in keys]
    return (
        find_effective_levels(rules, ratings, earlier),
        find_effective_levels(rules, ratings, [answer for _key, answer in evidence]),
    )
