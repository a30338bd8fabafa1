"""The one act that would raise readiness most, or make it surer: a check, a repair, a problem or a reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from studyplan.catalog.models import Topic
from studyplan.core.codes import EvidenceCode
from studyplan.core.readiness import LOWEST, EffectiveLevel, TopicReadiness
from studyplan.practice.checks.services import levels_of_probes

PARTLY_UNSURE = Fraction(1, 2)
"""What a topic's uncertainty weighs, in levels, once something was answered: with nothing answered, a whole one."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do next about a topic: the ``label`` of the link to ``url``, and the ``reason``."""

    label: str
    url: str
    reason: str


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
    if effective.verdict.code is EvidenceCode.LOWERED:
        return NextStep(
            _("Add one more practice of %(topic)s to the plan") % {"topic": topic.short_name},
            reverse("planner:repair_take", args=[topic.slug]),
            _("Your answers show level %(level)s, and you gave yourself %(rating)s.")
            % {"level": effective.level, "rating": effective.rating},
        )
    if effective.level >= target:
        return None
    reason = _("It is at level %(level)s, and your goal asks for %(target)s.") % {
        "level": effective.level,
        "target": target,
    }
    if effective.level == LOWEST:
        return NextStep(_("Study %(topic)s") % {"topic": topic.short_name}, topic.get_absolute_url(), reason)
    return NextStep(_("Practice problems of %(topic)s") % {"topic": topic.short_name}, topic.practice_url, reason)


def find_level_to_check(topic: Topic, effective: EffectiveLevel) -> int | None:
    """The level that a check would settle: one above the rating that answers show, else the rating."""
    shown = effective.shown
    wanted = shown if shown and shown > effective.rating else effective.rating
    return wanted if wanted in levels_of_probes(topic) else None


def check_step(topic: Topic, effective: EffectiveLevel, level: int) -> NextStep:
    """The check of ``level``, with what it would decide."""
    facts = {"level": level, "rating": effective.rating, "topic": topic.short_name}
    if effective.shown is None:
        reason = _("You gave yourself %(rating)s, and no answer shows it yet.")
    elif effective.shown == effective.rating:
        reason = _("You gave yourself %(rating)s, and your answers agree so far.")
    elif effective.shown > effective.rating:
        reason = _("You gave yourself %(rating)s, and your answers look like %(level)s.")
    else:
        facts["shown"] = effective.shown
        reason = _("You gave yourself %(rating)s, and your answers look like %(shown)s.")
    url = f"{reverse('practice:probe_take', args=[topic.slug])}?{urlencode({'level': level})}"
    return NextStep(_("Check level %(level)s of %(topic)s") % facts, url, reason % facts)
