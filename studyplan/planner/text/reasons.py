"""Why a task is in the plan: each of core's reason codes as a clause, and a task's clauses as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from studyplan.catalog.track import track
from studyplan.planner.documents import StoredNote, StoredTask
from studyplan.planner.text.names import Names, SentenceWriter, day_name, depth_word, frequency_clause, level_name
from studyplan.ui.templatetags.ui import duration

# What each task of a topic's own learning is for.
LEARNING_REASONS = {
    "read": gettext_noop("reading comes first, because the other tasks of the topic build on it"),
    "derive": gettext_noop("the level you are working toward asks for derivations from memory"),
    "practice": gettext_noop("you reach a level by solving problems, not by reading about them"),
    "implement": gettext_noop("code shows what a formula leaves open"),
    "rapid-fire": gettext_noop("most interviews open with short questions, and you need the answers ready"),
    "cheat-sheet": gettext_noop("the cheat sheet is what you read on the last day"),
    "mock": gettext_noop("speaking your answer aloud is a separate skill, and interviews test it"),
    "self-assessment": gettext_noop("ratings are too high right after reading, and more accurate after practice"),
}


class ReasonWriter:
    """Writes the reasons of one page's tasks; tasks of a topic share most of the facts, which are written once."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.written: dict[str, str] = {}

    def write(
        self, task: StoredTask, on: date, facts: Iterable[StoredNote], *, is_today: bool = False
    ) -> tuple[str, ...]:
        """Why ``task`` is planned ``on`` that day: its rule, then those of its ``facts`` in one sentence."""
        return tuple(filter(None, (self.write_rule(task, on, is_today=is_today), *self.write_facts(facts))))

    def write_rule(self, task: StoredTask, on: date, *, is_today: bool = False) -> str:
        """The sentence about the rule that put ``task`` there; "" where the facts say it all."""
        rule = task.reasons[0]
        if rule.code == "learn":
            return as_sentence(_(LEARNING_REASONS[task.kind]) if task.kind in LEARNING_REASONS else "")
        if rule.code == "checkpoint":
            return as_sentence(write_recall(self.names, rule, on, is_today=is_today))
        return as_sentence(self.write_clause(rule))

    def write_facts(self, facts: Iterable[StoredNote]) -> Iterator[str]:
        """What the rounds ask of this kind of task, then what is behind its topic in one sentence."""
        clauses: dict[bool, list[str]] = {True: [], False: []}
        for fact in facts:
            clauses[fact.code == "activity"].append(self.write_clause(fact))
        yield from (as_sentence("; ".join(some)) for some in clauses.values() if some)

    def write_clause(self, reason: StoredNote) -> str:
        key = key_of(reason)
        if key not in self.written:
            self.written[key] = REASONS[reason.code](self.names, reason)
        return self.written[key]


def as_sentence(clause: str) -> str:
    return capfirst(f"{clause}.") if clause else ""


def key_of(reason: StoredNote) -> str:
    return f"{reason.code} {reason.params}"


class NewFacts:
    """Tells the facts behind tasks that were not told before: those about one topic are the same all day."""

    def __init__(self) -> None:
        self.told: set[str] = set()

    def of(self, task: StoredTask) -> tuple[StoredNote, ...]:
        facts = tuple(fact for fact in task.reasons[1:] if key_of(fact) not in self.told)
        self.told.update(map(key_of, facts))
        return facts


def write_recall(names: Names, note: StoredNote, on: date, *, is_today: bool) -> str:
    """Why a recall comes ``on`` that day: how long the topic has been rested by then."""
    read_on = note.day("read_on")
    days = (on - read_on).days
    values = {"topic": names.topic(note), "days": days, "day": day_name(read_on)}
    if is_today:
        return (
            ngettext(
                "you read %(topic)s one day ago, on %(day)s, and recalling it now makes it last",
                "you read %(topic)s %(days)d days ago, on %(day)s, and recalling it now makes it last",
                days,
            )
            % values
        )
    return (
        ngettext(
            "it comes one day after you read %(topic)s (%(day)s), before you forget it",
            "it comes %(days)d days after you read %(topic)s (%(day)s), before you forget it",
            days,
        )
        % values
    )


def _learn(_names: Names, _note: StoredNote) -> str:
    return ""  # The facts say it all.


def _review(names: Names, note: StoredNote) -> str:
    return _("you are at your target of %(target)s in %(topic)s, and a short review keeps you there") % {
        "topic": names.topic(note),
        "target": note.number("target"),
    }


def _checkpoint(names: Names, note: StoredNote) -> str:
    return write_recall(names, note, note.day("due"), is_today=False)


def _express_day(_names: Names, note: StoredNote) -> str:
    return {
        1: _("day 1 of the express review is for the cheat sheets"),
        2: _("day 2 of the express review is for one timed problem in each topic"),
        3: _("day 3 of the express review is for 60-second answers, spoken aloud"),
    }[note.number("day")]


def _is_top(rating: int) -> bool:
    return rating >= len(track().levels)


def _weakest(names: Names, note: StoredNote) -> str:
    rating = note.number("rating")
    if _is_top(rating):
        return _("no topic is at a lower level, so the last days keep %(topic)s fresh") % {"topic": names.topic(note)}
    return _("the last days are for your weakest topics, and your level in %(topic)s is %(level)d") % {
        "topic": names.topic(note),
        "level": rating,
    }


def _timed_set(_names: Names, note: StoredNote) -> str:
    return _("the last stage is practice against the clock, in full sets of %(duration)s") % {
        "duration": duration(note.number("minutes"))
    }


def _pass(names: Names, note: StoredNote) -> str:
    return _("there is no time to gain a level in %(topic)s, so at least read its cheat sheet") % {
        "topic": names.topic(note)
    }


def _extra_practice(names: Names, note: StoredNote) -> str:
    return _("another level does not fit into these minutes, and practicing %(topic)s is the best use of them") % {
        "topic": names.topic(note)
    }


def _maintenance(_names: Names, note: StoredNote) -> str:
    return _("you have reached all targets, and this is week %(week)d of keeping them") % {"week": note.number("week")}


def _upkeep(names: Names, note: StoredNote) -> str:
    rating, topic = note.number("rating"), names.topic(note)
    if _is_top(rating):
        return _("you have reached all targets, and %(topic)s is the next topic to keep fresh") % {"topic": topic}
    return _("you have reached all targets, and %(topic)s, at level %(level)d, is one of your weakest topics") % {
        "topic": topic,
        "level": rating,
    }


def _rehearsal(names: Names, note: StoredNote) -> str:
    if not note.params["rounds"]:
        return _("you take one full mock interview a week, because interviews mix topics and single tasks do not")
    return _("you take one full mock interview a week, in the format of your rounds: %(rounds)s") % {
        "rounds": names.round_list(note)
    }


def _last_rehearsal(names: Names, note: StoredNote) -> str:
    if not note.params["rounds"]:
        return _("the plan ends with a full mock interview, which shows whether you are ready")
    return _("the plan ends with a full mock interview, in the format of your rounds: %(rounds)s") % {
        "rounds": names.round_list(note)
    }


def _last_day(_names: Names, note: StoredNote) -> str:
    return _("this is the last study day before the interview on %(day)s, so you learn nothing new") % {
        "day": day_name(note.day("interview_on"))
    }


def _debrief(names: Names, note: StoredNote) -> str:
    return _("you stumbled on %(topic)s in your interview, and you learn it best while you remember") % {
        "topic": names.topic(note)
    }


def _stumbled(names: Names, note: StoredNote) -> str:
    return _("you stumbled on %(topic)s in practice, and it is best to repair it soon") % {"topic": names.topic(note)}


def _rating(names: Names, note: StoredNote) -> str:
    return _("your level in %(topic)s is %(level)s") % {
        "topic": names.topic(note),
        "level": level_name(note.number("rating")),
    }


def _gap(names: Names, note: StoredNote) -> str:
    levels = note.number("levels")
    return ngettext(
        "that is one level below the %(target)d that %(role)s asks for",
        "that is %(levels)d levels below the %(target)d that %(role)s asks for",
        levels,
    ) % {"levels": levels, "target": note.number("target"), "role": names.roles[note.text("role")]}


def _lifted(names: Names, note: StoredNote) -> str:
    return _("%(company)s asks about it so often that the target rises from %(was)d to %(target)d") % {
        "company": names.companies[note.text("company")],
        "was": note.number("was"),
        "target": note.number("target"),
    }


def _reach(_names: Names, note: StoredNote) -> str:
    return _("there is time for level %(reach)d before the interview, below the target of %(target)d") % {
        "reach": note.number("reach"),
        "target": note.number("target"),
    }


def _frequency(names: Names, note: StoredNote) -> str:
    return _("%(company)s %(clause)s (our estimate)") % {
        "company": names.companies[note.text("company")],
        "clause": frequency_clause(note.number("frequency")),
    }


def _rounds(names: Names, note: StoredNote) -> str:
    return ngettext(
        "the %(rounds)s round covers it at this depth: %(word)s",
        "the %(rounds)s rounds cover it at this depth: %(word)s",
        len(note.slugs("rounds")),
    ) % {"rounds": names.round_list(note), "word": depth_word(note.number("depth")).lower()}


def _activity(names: Names, note: StoredNote) -> str:
    values = {"percent": note.number("percent"), "rounds": names.round_list(note)}
    return (
        ngettext(
            "your %(rounds)s round is ahead, and %(percent)d%% of its exercises are of this kind",
            "your %(rounds)s rounds are ahead, and up to %(percent)d%% of their exercises are of this kind",
            len(note.slugs("rounds")),
        )
        % values
    )


def _prerequisite(names: Names, note: StoredNote) -> str:
    return _("it builds on %(prerequisite)s, which you finish reading on %(day)s") % {
        "prerequisite": names.topic(note, "prerequisite"),
        "day": day_name(note.day("read_on")),
    }


def _shaky(names: Names, note: StoredNote) -> str:
    return _("it builds on %(prerequisite)s, which is shaky at level %(level)d: go back to it when you get stuck") % {
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
    "upkeep": _upkeep,
    "rehearsal": _rehearsal,
    "last-rehearsal": _last_rehearsal,
    "last-day": _last_day,
    "debrief": _debrief,
    "stumbled": _stumbled,
    "rating": _rating,
    "gap": _gap,
    "lifted": _lifted,
    "reach": _reach,
    "frequency": _frequency,
    "rounds": _rounds,
    "activity": _activity,
    "prerequisite": _prerequisite,
    "shaky": _shaky,
}
