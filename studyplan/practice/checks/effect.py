"""What an answer moved, in a sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from studyplan.catalog.models import Topic
from studyplan.core.readiness import EffectiveLevel
from studyplan.practice.checks.wording import sureness


def describe_effect(topic: Topic, before: EffectiveLevel | None, after: EffectiveLevel | None) -> str:
    """How the level of ``topic`` stands after an answer; "" where the topic is not rated."""
    if after is None:
        return ""
    facts = {"topic": topic.short_name, "level": after.level, "shown": after.shown, "sureness": sureness(after)}
    if before is not None and before.level != after.level:
        return _("%(topic)s: level %(before)s → %(level)s.") % (facts | {"before": before.level})
    if after.shown is None:
        return _("%(topic)s: level %(level)s, %(sureness)s.") % facts
    if after.is_at_most:
        return _("%(topic)s: level %(level)s; your answers show %(shown)s at most.") % facts
    return _("%(topic)s: level %(level)s; your answers show %(shown)s (%(sureness)s).") % facts
