"""What a new assessment changed, as a sentence of facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from studyplan.catalog.models import Topic
from studyplan.ui.templatetags.ui import signed

MOST_NAMED = 4


def describe_change(topics: Sequence[Topic], before: Mapping[str, int], after: Mapping[str, int]) -> str:
    """ "Saved. +8: your total went from 24 to 32. …", with those of ``topics`` that have another level now.

    ``before`` and ``after``: slug → level 1–5; what ``after`` lacks has stayed, and what ``before`` lacks is rated for
    the first time.
    """
    known = [topic for topic in topics if topic.slug in before and topic.slug in after]
    moved = [topic for topic in known if before[topic.slug] != after[topic.slug]]
    if not moved and before.keys() >= after.keys():
        return _("Saved. Your levels are the same as last time.")
    was, will = sum(before.values()), sum((dict(before) | dict(after)).values())
    named = [f"{topic.short_name} {before[topic.slug]} → {after[topic.slug]}" for topic in moved[:MOST_NAMED]]
    values = {"change": signed(will - was), "before": was, "after": will, "topics": ", ".join(named)}
    if not 1 <= len(moved) <= MOST_NAMED:
        return _("Saved. %(change)s: your total went from %(before)d to %(after)d.") % values
    return _("Saved. %(change)s: your total went from %(before)d to %(after)d. %(topics)s.") % values
