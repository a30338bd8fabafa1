"""Codes with parameters → sentences. Core and stored plans know no English; this module and the templates do."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from studyplan.catalog.syllabus import syllabus
from studyplan.catalog.track import track
from studyplan.planner.documents import StoredNote
from studyplan.planner.text.names import Names, SentenceWriter, day_name, weeks_in
from studyplan.ui.templatetags.ui import duration

TIME_TO_SPARE = "time-to-spare"
"""A warning only by name: all targets are reached early."""


def describe_focus(names: Names, note: StoredNote) -> str:
    return FOCUSES[note.code](names, note)


def explain_left_out(names: Names, reason: StoredNote) -> str:
    return capfirst(LEFT_OUT[reason.code](names, reason))


def describe_warning(names: Names, note: StoredNote) -> str:
    return WARNINGS[note.code](names, note)


def _with_topics(text: Callable[[], str]) -> SentenceWriter:
    """A focus that is a few words with the topics behind them."""

    def sentence(names: Names, note: StoredNote) -> str:
        if not note.params["topics"]:
            return text()
        return _("%(focus)s: %(topics)s") % {"focus": text(), "topics": names.topic_list(note)}

    return sentence


def _block(names: Names, note: StoredNote) -> str:
    """The week's topics under what it is about, which earlier plans do not say."""
    if not note.params["topics"]:
        return _("Finishing what you began")
    themes = [track().themes[slug] for slug in note.slugs("themes", ()) if slug in track().themes]
    if not themes:
        return names.topic_list(note)
    focus = ", ".join([themes[0], *(theme[:1].lower() + theme[1:] for theme in themes[1:])])
    return _("%(focus)s: %(topics)s") % {"focus": focus, "topics": names.topic_list(note)}


FOCUSES: dict[str, SentenceWriter] = {
    "block": _block,
    "deep-study": _with_topics(lambda: _("Deep study")),
    "practice": _with_topics(lambda: _("Practice")),
    "timed-sets": lambda _names, _note: _("Full practice sets against the clock"),
    "repair": _with_topics(lambda: _("Derivations and weak points")),
    "express": lambda _names, _note: _("Express review: cheat sheets, timed problems, spoken answers"),
    "review": _with_topics(lambda: _("Review")),
    "left-over": _with_topics(lambda: _("The rest")),
    "rehearsal": lambda _names, _note: _("Rehearsal"),
    "recall": _with_topics(lambda: _("Recall")),
    "debrief": _with_topics(lambda: _("What you stumbled on")),
    "maintenance": _with_topics(lambda: _("Keeping it fresh")),
    "last-day": lambda _names, _note: _("The last day before the interview"),
    "past": lambda _names, _note: _("What you did"),
    "rest": lambda _names, _note: _("Nothing planned"),
}


def _budget(_names: Names, note: StoredNote) -> str:
    return _("there is time for level %(reach)s before the interview; the target is %(target)s.") % note.params


def _prerequisite_left_out(names: Names, note: StoredNote) -> str:
    return _("it builds on %(prerequisites)s, and there is no time for that.") % {
        "prerequisites": names.topic_list(note, "prerequisites")
    }


def _no_study_day_for_topic(_names: Names, note: StoredNote) -> str:
    return _("there is no study day before the interview; the target is %(target)s.") % note.params


def _recall_collides(_names: Names, note: StoredNote) -> str:
    return _("this recall, due %(day)s, would fall on the same day as an earlier one.") % {
        "day": day_name(note.day("due"))
    }


def _recall_overtaken(_names: Names, note: StoredNote) -> str:
    return _("it was due on %(day)s, before this plan starts; a later recall covers it.") % {
        "day": day_name(note.day("due"))
    }


def _recall_no_room(_names: Names, note: StoredNote) -> str:
    return _("it is due on %(day)s, and no study day after that has room.") % {"day": day_name(note.day("due"))}


LEFT_OUT: dict[str, SentenceWriter] = {
    "budget": _budget,
    "prerequisite-left-out": _prerequisite_left_out,
    "no-study-day": _no_study_day_for_topic,
    "recall-collides": _recall_collides,
    "recall-overtaken": _recall_overtaken,
    "recall-no-room": _recall_no_room,
}


def _cram(_names: Names, note: StoredNote) -> str:
    days = note.number("days")
    if not days:
        return _("The interview is today; this path takes at least %(shortest)s days.") % note.params
    return ngettext(
        "The interview is one day away; this path takes at least %(shortest)s days. Expect to cram.",
        "The interview is %(days)d days away; this path takes at least %(shortest)s days. Expect to cram.",
        days,
    ) % {"days": days, "shortest": note.params["shortest"]}


def _no_study_day(_names: Names, note: StoredNote) -> str:
    return _("There is no study day before the interview on %(day)s, so nothing is planned.") % {
        "day": day_name(note.day("interview_on"))
    }


def floor_minutes(minutes: int) -> int:
    """In fives: a budget is a share of a share, and its last minutes mean nothing."""
    return minutes - minutes % syllabus().policy.days.step


def _triage(names: Names, note: StoredNote) -> str:
    return _(
        "To reach all targets you need %(needed)s, and you have %(available)s for learning before the interview. "
        "These topics will stay below their targets: %(topics)s."
    ) % {
        "needed": duration(note.number("needed")),
        "available": duration(floor_minutes(note.number("available"))),
        "topics": names.topic_list(note),
    }


def _longer_than_path(_names: Names, note: StoredNote) -> str:
    minutes_needed = note.number("minutes_needed")
    values = {
        "minutes": duration(note.number("minutes")),
        "weeks": weeks_in(note.number("days")),
        "longest": weeks_in(note.number("longest_days")),
        "minutes_needed": duration(minutes_needed),
    }
    if not minutes_needed:
        return _("At %(minutes)s a day this takes %(weeks)s; the path is made for %(longest)s.") % values
    return (
        _("At %(minutes)s a day this takes %(weeks)s. To finish in %(longest)s, study %(minutes_needed)s a day.")
        % values
    )


def _time_to_spare(_names: Names, note: StoredNote) -> str:
    values = {"day": date_format(note.day("done_on"), "MONTH_DAY"), "enough": duration(note.number("enough"))}
    return _("You reach all targets by %(day)s. With %(enough)s a day you would reach them just in time.") % values


def describe_rest(cards: int, free: int) -> str:
    """The minutes of a day besides its tasks: those for cards, and those that stay free."""
    parts = []
    if cards:
        parts.append(_("%(time)s for cards") % {"time": duration(cards)})
    if free >= 60:
        parts.append(_("%(time)s free") % {"time": duration(free)})
    elif free:
        parts.append(ngettext("%(minutes)d minute free", "%(minutes)d minutes free", free) % {"minutes": free})
    return " · ".join(parts)


def describe_recalls_dropped(count: int) -> str:
    """The recalls that found no place, as a number; "" where all did."""
    if not count:
        return ""
    return ngettext(
        "One recall does not fit into this plan.",
        "%(count)d recalls do not fit into this plan.",
        count,
    ) % {"count": count}


def _express_left_out(names: Names, note: StoredNote) -> str:
    return _("Not all of the express review fits. These topics are cut short: %(topics)s.") % {
        "topics": names.topic_list(note)
    }


def _reviews_left_out(names: Names, note: StoredNote) -> str:
    return _("There is no time to review these topics, which are at their targets: %(topics)s.") % {
        "topics": names.topic_list(note)
    }


WARNINGS: dict[str, SentenceWriter] = {
    "cram": _cram,
    "no-study-day": _no_study_day,
    "triage": _triage,
    "longer-than-path": _longer_than_path,
    TIME_TO_SPARE: _time_to_spare,
    "express-left-out": _express_left_out,
    "reviews-left-out": _reviews_left_out,
}

LEFT_OUT_WARNINGS = frozenset({"triage", "express-left-out", "reviews-left-out"})
"""Those that tell what the plan leaves out."""
