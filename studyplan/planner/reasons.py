"""Why a task is in the plan: each of core's reason codes as a sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from studyplan.planner.documents import Note
from studyplan.planner.names import Names, Sentence, day_name, depth_word, frequency_word, level_name
from studyplan.ui.templatetags.ui import duration


def _learn(names: Names, note: Note) -> str:
    return _("it takes %(topic)s towards its target.") % {"topic": names.topic(note)}


def _review(names: Names, note: Note) -> str:
    return _("%(topic)s is at its target (%(target)s); a short review keeps it there.") % {
        "topic": names.topic(note),
        "target": note.params["target"],
    }


def _checkpoint(names: Names, note: Note) -> str:
    return _("%(day)s days after you finished reading %(topic)s on %(read_on)s: recalling it now makes it stick.") % {
        "day": note.params["day"],
        "topic": names.topic(note),
        "read_on": day_name(note.day("read_on")),
    }


def _express_day(_names: Names, note: Note) -> str:
    return {
        1: _("day 1 of the express review: every cheat sheet."),
        2: _("day 2 of the express review: one timed problem a topic."),
        3: _("day 3 of the express review: every 60-second answer, aloud."),
    }[note.number("day")]


def _weakest(names: Names, note: Note) -> str:
    return _("the last days go to the weakest topics; you rated %(topic)s at %(level)s.") % {
        "topic": names.topic(note),
        "level": note.params["rating"],
    }


def _timed_set(_names: Names, note: Note) -> str:
    return _("the last stage is practice against the clock: a full set of %(duration)s.") % {
        "duration": duration(note.number("minutes"))
    }


def _pass(names: Names, note: Note) -> str:
    return _("time is too short for %(topic)s to gain a level; its cheat sheet is the least.") % {
        "topic": names.topic(note)
    }


def _extra_practice(names: Names, note: Note) -> str:
    return _("no further level fits into these minutes; practising %(topic)s uses them best.") % {
        "topic": names.topic(note)
    }


def _maintenance(_names: Names, note: Note) -> str:
    return _("everything is learned: week %(week)s of keeping it fresh.") % {"week": note.params["week"]}


def _last_day(_names: Names, note: Note) -> str:
    return _("the last study day before the interview on %(day)s: nothing new today.") % {
        "day": day_name(note.day("interview_on"))
    }


def _rating(names: Names, note: Note) -> str:
    return _("you rated %(topic)s at %(level)s.") % {
        "topic": names.topic(note),
        "level": level_name(note.number("rating")),
    }


def _gap(names: Names, note: Note) -> str:
    levels = note.number("levels")
    return ngettext(
        "that is one level below the %(target)s that the role %(role)s asks for.",
        "that is %(levels)d levels below the %(target)s that the role %(role)s asks for.",
        levels,
    ) % {"levels": levels, "target": note.params["target"], "role": names.roles[note.text("role")]}


def _lifted(names: Names, note: Note) -> str:
    return _("%(company)s asks about it so often that the target rises from %(was)s to %(target)s.") % {
        "company": names.companies[note.text("company")],
        "was": note.params["was"],
        "target": note.params["target"],
    }


def _reach(_names: Names, note: Note) -> str:
    return _("the time until the interview allows level %(reach)s, short of the target %(target)s.") % note.params


def _frequency(names: Names, note: Note) -> str:
    return _("how often %(company)s asks about it: %(word)s (an editorial estimate).") % {
        "company": names.companies[note.text("company")],
        "word": frequency_word(note.number("frequency")).lower(),
    }


def _rounds(names: Names, note: Note) -> str:
    return _("depth in %(rounds)s: %(word)s.") % {
        "rounds": names.listing(names.rounds[slug] for slug in note.slugs("rounds")),
        "word": depth_word(note.number("depth")).lower(),
    }


def _prerequisite(names: Names, note: Note) -> str:
    return _("it builds on %(prerequisite)s, which you finish reading on %(day)s.") % {
        "prerequisite": names.topic(note, "prerequisite"),
        "day": day_name(note.day("read_on")),
    }


def _shaky(names: Names, note: Note) -> str:
    return _("it builds on %(prerequisite)s, which you rated at %(level)s: shaky, so look back when you get stuck.") % {
        "prerequisite": names.topic(note, "prerequisite"),
        "level": note.params["rating"],
    }


REASONS: dict[str, Sentence] = {
    "learn": _learn,
    "review": _review,
    "checkpoint": _checkpoint,
    "express-day": _express_day,
    "weakest": _weakest,
    "timed-set": _timed_set,
    "pass": _pass,
    "extra-practice": _extra_practice,
    "maintenance": _maintenance,
    "last-day": _last_day,
    "rating": _rating,
    "gap": _gap,
    "lifted": _lifted,
    "reach": _reach,
    "frequency": _frequency,
    "rounds": _rounds,
    "prerequisite": _prerequisite,
    "shaky": _shaky,
}
