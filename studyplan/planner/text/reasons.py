"""Why a task is in the plan: each of core's reason codes as a clause, and a task's clauses as sentences."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from studyplan.planner.documents import StoredNote
from studyplan.planner.text.names import Names, SentenceWriter, day_name, depth_word, frequency_clause, level_name
from studyplan.ui.templatetags.ui import duration


class ReasonWriter:
    """Writes the reasons of one page's tasks; tasks of a topic share most of the facts, which are written once."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.written: dict[str, str] = {}

    def write(self, reasons: Sequence[StoredNote]) -> tuple[str, ...]:
        """A task's reasons: the rule that put it there, then the facts behind it in one sentence."""
        rule, *facts = map(self.write_clause, reasons)
        return tuple(capfirst(f"{text}.") for text in (rule, "; ".join(facts)) if text)

    def write_clause(self, reason: StoredNote) -> str:
        key = f"{reason.code} {reason.params}"
        if key not in self.written:
            self.written[key] = REASONS[reason.code](self.names, reason)
        return self.written[key]


def _learn(_names: Names, _note: StoredNote) -> str:
    return ""  # The facts say it all.


def _review(names: Names, note: StoredNote) -> str:
    return _("%(topic)s is at its target of %(target)s, and a short review keeps it there") % {
        "topic": names.topic(note),
        "target": note.number("target"),
    }


def _checkpoint(names: Names, note: StoredNote) -> str:
    return _("you finish reading %(topic)s on %(read_on)s; recalling it after %(day)d days is what makes it stick") % {
        "day": note.number("day"),
        "topic": names.topic(note),
        "read_on": day_name(note.day("read_on")),
    }


def _express_day(_names: Names, note: StoredNote) -> str:
    return {
        1: _("day 1 of the express review goes to the cheat sheets"),
        2: _("day 2 of the express review goes to a timed problem for each topic"),
        3: _("day 3 of the express review goes to the 60-second answers, aloud"),
    }[note.number("day")]


def _weakest(names: Names, note: StoredNote) -> str:
    return _("the last days go to the weakest topics, and you rated %(topic)s at %(level)d") % {
        "topic": names.topic(note),
        "level": note.number("rating"),
    }


def _timed_set(_names: Names, note: StoredNote) -> str:
    return _("the last stage is practice against the clock, a full set of %(duration)s") % {
        "duration": duration(note.number("minutes"))
    }


def _pass(names: Names, note: StoredNote) -> str:
    return _("time is too short for %(topic)s to gain a level, and its cheat sheet is the least") % {
        "topic": names.topic(note)
    }


def _extra_practice(names: Names, note: StoredNote) -> str:
    return _("no further level fits into these minutes, and practicing %(topic)s uses them best") % {
        "topic": names.topic(note)
    }


def _maintenance(_names: Names, note: StoredNote) -> str:
    return _("everything is learned, and this is week %(week)d of keeping it fresh") % {"week": note.number("week")}


def _last_day(_names: Names, note: StoredNote) -> str:
    return _("this is the last study day before the interview on %(day)s, so nothing new") % {
        "day": day_name(note.day("interview_on"))
    }


def _debrief(names: Names, note: StoredNote) -> str:
    return _("you stumbled on %(topic)s at your interview, and now is when it is learned best") % {
        "topic": names.topic(note)
    }


def _stumbled(names: Names, note: StoredNote) -> str:
    return _("you stumbled on %(topic)s in practice, and what is repaired soon stays repaired") % {
        "topic": names.topic(note)
    }


def _rating(_names: Names, note: StoredNote) -> str:
    return _("you rated it at %(level)s") % {"level": level_name(note.number("rating"))}


def _gap(names: Names, note: StoredNote) -> str:
    levels = note.number("levels")
    return ngettext(
        "that is one level below the %(target)d that the role %(role)s asks for",
        "that is %(levels)d levels below the %(target)d that the role %(role)s asks for",
        levels,
    ) % {"levels": levels, "target": note.number("target"), "role": names.roles[note.text("role")]}


def _lifted(names: Names, note: StoredNote) -> str:
    return _("%(company)s asks about it so often that the target rises from %(was)d to %(target)d") % {
        "company": names.companies[note.text("company")],
        "was": note.number("was"),
        "target": note.number("target"),
    }


def _reach(_names: Names, note: StoredNote) -> str:
    return _("the time until the interview allows level %(reach)d, short of the target %(target)d") % {
        "reach": note.number("reach"),
        "target": note.number("target"),
    }


def _frequency(names: Names, note: StoredNote) -> str:
    return _("%(company)s %(clause)s (an editorial estimate)") % {
        "company": names.companies[note.text("company")],
        "clause": frequency_clause(note.number("frequency")),
    }


def _rounds(names: Names, note: StoredNote) -> str:
    return _("its depth in the rounds %(rounds)s is %(word)s") % {
        "rounds": names.listing(names.rounds[slug] for slug in note.slugs("rounds")),
        "word": depth_word(note.number("depth")).lower(),
    }


def _prerequisite(names: Names, note: StoredNote) -> str:
    return _("it builds on %(prerequisite)s, which you finish reading on %(day)s") % {
        "prerequisite": names.topic(note, "prerequisite"),
        "day": day_name(note.day("read_on")),
    }


def _shaky(names: Names, note: StoredNote) -> str:
    return _("it builds on %(prerequisite)s, which is shaky at level %(level)d: look back when you get stuck") % {
        "prerequisite": names.topic(note, "prerequisite"),
        "level": note.number("rating"),
    }


REASONS: dict[str, SentenceWriter] = {
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
    "debrief": _debrief,
    "stumbled": _stumbled,
    "rating": _rating,
    "gap": _gap,
    "lifted": _lifted,
    "reach": _reach,
    "frequency": _frequency,
    "rounds": _rounds,
    "prerequisite": _prerequisite,
    "shaky": _shaky,
}
