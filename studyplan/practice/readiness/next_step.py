"""The one act that would raise readiness most, or make it surer: a check, a repair, a problem or a reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from studyplan.catalog.models import Topic
from studyplan.core.codes import EvidenceCode
from studyplan.core.readiness import LOWEST, EffectiveLevel, TopicReadiness
from studyplan.practice.checks.services import levels_of_probes

PARTLY_UNSURE = Fraction(1, 2)
"""What a topic's uncertainty weighs, in levels, once something was answered: with nothing answered, a whole one."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do next about a topic: the ``label`` of the link to ``url``, and why, with the levels of ``facts``."""

    label: str
    url: str
    why: str
    facts: Mapping[str, int]

    @property
    def reason(self) -> str:
        """Translated only where it is shown: of one topic of a page of twelve."""
        return _(self.why) % self.facts


def choose_topic(topics: Iterable[TopicReadiness]) -> TopicReadiness | None:
    """The topic with the most to gain or to settle, of the first ones in study order; ``None``: of no topic."""
    best = max(topics, key=measure_need, default=None)
    return best if best and measure_need(best) else None


def measure_need(topic: TopicReadiness) -> Fraction:
    """The topic's weight × the share of its target that is missing or not sure."""
    effective = topic.effective
    unsure = Fraction(0)
    if not effective.tested:
        unsure = PARTLY_UNSURE if effective.judged else Fraction(1)
    return topic.weight * (max(0, topic.target - effective.level) + unsure) / topic.target


def find_next_step(topic: Topic, effective: EffectiveLevel, target: int) -> NextStep | None:
    """What helps ``topic`` most; ``None`` where its target is reached and nothing is left to settle."""
    if not effective.tested and (level := find_level_to_check(topic, effective)):
        return check_step(topic, effective, level)
    named = {"topic": topic.short_name}
    if effective.verdict.code is EvidenceCode.LOWERED:
        return NextStep(
            _("Add one more practice of %(topic)s to the plan") % named,
            _url_of("planner:repair_take", topic.slug),
            gettext_noop("Your answers show level %(level)s, and you gave yourself %(rating)s."),
            {"level": effective.level, "rating": effective.rating},
        )
    if effective.level >= target:
        return None
    why = gettext_noop("It is at level %(level)s, and your goal asks for %(target)s.")
    facts = {"level": effective.level, "target": target}
    if effective.level == LOWEST:
        return NextStep(_("Study %(topic)s") % named, topic.get_absolute_url(), why, facts)
    return NextStep(_("Practice problems of %(topic)s") % named, topic.practice_url, why, facts)


def find_level_to_check(topic: Topic, effective: EffectiveLevel) -> int | None:
    """The level that a check would settle: one above the rating that answers show, else the rating."""
    shown = effective.shown
    wanted = shown if shown and shown > effective.rating else effective.rating
    return wanted if wanted in levels_of_probes(topic) else None


def check_step(topic: Topic, effective: EffectiveLevel, level: int) -> NextStep:
    """The check of ``level``, with what stands behind it so far."""
    label = _("Check level %(level)s of %(topic)s") % {"level": level, "topic": topic.short_name}
    url = f"{_url_of('practice:probe_take', topic.slug)}?{urlencode({'level': level})}"
    rating, shown = effective.rating, effective.shown
    if shown is None:
        why = gettext_noop("You gave yourself %(rating)s, and no answer shows it yet.")
        return NextStep(label, url, why, {"rating": rating})
    if shown == rating:
        why = gettext_noop("You gave yourself %(rating)s, and your answers agree so far.")
        return NextStep(label, url, why, {"rating": rating})
    why = gettext_noop("You gave yourself %(rating)s, and your answers look like %(shown)s.")
    return NextStep(label, url, why, {"rating": rating, "shown": shown})


@lru_cache(maxsize=256)
def _url_of(name: str, slug: str) -> str:
    """A page has one for each topic, and addresses never change."""
    return reverse(name, args=[slug])
