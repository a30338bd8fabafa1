"""Advice in sentences: how to make room where levels are left out, and at which pace to plan."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from studyplan.goals.models import StudyGoal
from studyplan.planner.documents import PlanDocument, StoredKeptTopic
from studyplan.planner.text import wording
from studyplan.planner.text.names import Names
from studyplan.progress.times import TimeSpent
from studyplan.ui.templatetags.ui import duration


def describe_enough(document: PlanDocument) -> str:
    """How many minutes more a day would do; "" where nothing is left out, or no day is there to study on."""
    what_if = document.what_if
    if what_if is None or not document.minutes.available:
        return ""
    if what_if.enough is None:
        return _("Even with %(most)s a day, some topics would not reach their targets.") % {
            "most": duration(what_if.most)
        }
    more = what_if.enough - what_if.minutes
    values = {"more": more, "time": duration(more)}
    if more < 60:
        return (
            ngettext(
                "With %(more)d more minute a day, every topic reaches its target.",
                "With %(more)d more minutes a day, every topic reaches its target.",
                more,
            )
            % values
        )
    return _("With %(time)s more a day, every topic reaches its target.") % values


@dataclass(frozen=True, slots=True)
class TimeToSpare:
    """``minutes`` a day that would be enough."""

    text: str
    offer: str
    minutes: int


def describe_time_to_spare(names: Names, document: PlanDocument) -> TimeToSpare | None:
    """``None`` where the plan has none."""
    for note in document.warnings:
        if note.code == wording.TIME_TO_SPARE:
            enough = note.number("enough")
            offer = _("Plan with %(time)s a day") % {"time": duration(enough)}
            return TimeToSpare(wording.describe_warning(names, note), offer, enough)
    return None


def describe_keeping(names: Names, document: PlanDocument) -> dict[str, str]:
    """Topic → what keeping it would cost and push out."""
    levels = {topic.slug: topic.reach for topic in document.topics}
    keeping = document.what_if.keeping if document.what_if else ()
    return {kept.topic: _keeping(names, kept, levels) for kept in keeping}


def _keeping(names: Names, kept: StoredKeptTopic, levels: dict[str, int]) -> str:
    if not kept.fits:
        return _("It would not fit even without everything else.")
    values = {
        "time": duration(kept.minutes),
        "with": names.listing(names.topics[slug] for slug in kept.brings) if kept.brings else "",
        "dropped": ", ".join(
            _("%(topic)s (level %(now)d instead of %(before)d)")
            % {"topic": names.topics[slug], "now": level, "before": levels[slug]}
            for slug, level in kept.drops
        ),
    }
    if not kept.drops:
        return _("Keeping it takes %(time)s.") % values
    if kept.brings:
        return _("Keeping it takes %(time)s, needs %(with)s first, and pushes out: %(dropped)s.") % values
    return _("Keeping it takes %(time)s and pushes out: %(dropped)s.") % values


def describe_pace(pace: int) -> str:
    """ "" at the usual pace."""
    values = {"percent": abs(pace - StudyGoal.USUAL_PACE)}
    if pace > StudyGoal.USUAL_PACE:
        return _("This plan allows %(percent)d%% more time for learning than usual.") % values
    if pace < StudyGoal.USUAL_PACE:
        return _("This plan allows %(percent)d%% less time for learning than usual.") % values
    return ""


def describe_time_spent(spent: TimeSpent) -> str:
    """The user's pace by their ticks; "" as long as those are too few to tell."""
    if spent.pace is None:
        return ""
    values = {"said": spent.reported, "ticks": spent.ticks, "percent": abs(spent.pace - StudyGoal.USUAL_PACE)}
    if spent.pace > StudyGoal.USUAL_PACE:
        return (
            _("By your answers for %(said)d of %(ticks)d tasks, learning takes you %(percent)d%% longer than usual.")
            % values
        )
    if spent.pace < StudyGoal.USUAL_PACE:
        return (
            _("By your answers for %(said)d of %(ticks)d tasks, learning takes you %(percent)d%% less time than usual.")
            % values
        )
    return _("By your answers for %(said)d of %(ticks)d tasks, learning takes you as long as usual.") % values


def describe_later(names: Names, document: PlanDocument) -> str:
    """What follows the nearest interview: "Then 14 h for Meta on January 20."; or ""."""
    later = document.later
    if later is None:
        return ""
    values = {
        "time": duration(later.minutes),
        "next": names.companies[later.company] if later.company else _("the next interview"),
        "day": date_format(later.on, "MONTH_DAY"),
    }
    return _("Then %(time)s for %(next)s on %(day)s.") % values
