"""Codes with parameters → sentences, kind and exact. Core knows no English; this module and the templates do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from studyplan.core.codes import EvidenceCode, Sureness
from studyplan.core.model import CodedNote
from studyplan.core.readiness import Calibration, EffectiveLevel


def explain(effective: EffectiveLevel) -> tuple[str, ...]:
    """Why a level counts: the verdict on the rating, then what each probed level says."""
    return tuple(map(_sentence, effective.because))


def verdict(effective: EffectiveLevel) -> str:
    """One sentence on how the rating stands up to what was answered."""
    return _sentence(effective.verdict)


def _sentence(note: CodedNote) -> str:
    return capfirst(SENTENCES[note.code](note))


def number(note: CodedNote, name: str) -> int:
    return int(str(note[name]))


def slugs(note: CodedNote, name: str) -> tuple[str, ...]:
    value = note[name]
    return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)


def sureness(effective: EffectiveLevel) -> str:
    """How sure it is what was shown: one of a few words, the same on every page."""
    return str(SURENESS[effective.sureness])


def _answers(note: CodedNote, outcome: str) -> str:
    """“two of three checks and one of two questions”: those of ``outcome`` among all that count."""
    probes = {name: len(slugs(note, name)) for name in ("failed", "passed")}
    attempts = {name: number(note, name) for name in ("missed", "met", "partly")}
    parts = []
    if checks := sum(probes.values()):
        one = _("one check") if probes[outcome] else _("no check")
        text = one if checks == 1 else _("%(chosen)s of %(all)s checks")
        parts.append(text % {"chosen": _spell(probes[outcome]), "all": _spell(checks)})
    chosen = attempts[OUTCOMES_OF_QUESTIONS[outcome]]
    if (questions := sum(attempts.values())) and (chosen or not checks):
        one = _("one question") if chosen else _("no question")
        text = one if questions == 1 else _("%(chosen)s of %(all)s questions")
        parts.append(text % {"chosen": _spell(chosen), "all": _spell(questions)})
    return _(" and ").join(parts)


def _spell(number: int) -> str:
    return _spelled(get_language(), number)


@lru_cache
def _spelled(_language: str, number: int) -> str:
    """Django looks up the words for all digits to find one, and a page has dozens of them."""
    return str(apnumber(number)) if number else _("none")


def _names(note: CodedNote, outcome: str) -> str:
    """The names of those checks in parentheses, their slugs read as words; "" where there are none."""
    names = ", ".join(f"“{slug.replace('-', ' ')}”" for slug in slugs(note, outcome))
    return f" ({names})" if names else ""


def _values(note: CodedNote, outcome: str) -> Mapping[str, object]:
    return dict(note.params) | {"answers": _answers(note, outcome), "names": _names(note, outcome)}


def _untested(note: CodedNote) -> str:
    return _("you gave yourself %(rating)s. You have not answered anything yet.") % dict(note.params)


def _undecided(note: CodedNote) -> str:
    return _("you gave yourself %(rating)s. Your answers so far point both ways.") % dict(note.params)


def _shown(note: CodedNote) -> str:
    level, rating = number(note, "level"), number(note, "rating")
    if level == rating:
        text = ngettext(
            "you gave yourself %(rating)s, and one answer agrees. It takes more to be sure.",
            "you gave yourself %(rating)s, and %(count)s answers agree. It takes more to be sure.",
            number(note, "answers"),
        )
    else:
        text = ngettext(
            "you gave yourself %(rating)s. One answer shows %(level)s, which is not enough to be sure.",
            "you gave yourself %(rating)s. Your %(count)s answers show %(level)s, which is not enough to be sure.",
            number(note, "answers"),
        )
    return text % (dict(note.params) | {"count": _spell(number(note, "answers"))})


def _shown_at_most(note: CodedNote) -> str:
    text = ngettext(
        "you gave yourself %(rating)s. One answer shows %(level)s at most, which is not enough to be sure.",
        "you gave yourself %(rating)s. Your %(count)s answers show %(level)s at most, which is not enough to be sure.",
        number(note, "answers"),
    )
    return text % (dict(note.params) | {"count": _spell(number(note, "answers"))})


def _confirmed(note: CodedNote) -> str:
    if number(note, "probed") > number(note, "rating"):
        return _(
            "you gave yourself %(rating)s, and that fits: %(answers)s at level %(probed)s did not hold%(names)s."
        ) % _values(note, "failed")
    return _("you gave yourself %(rating)s, and it is confirmed: %(answers)s at that level held%(names)s.") % _values(
        note, "passed"
    )


def _lowered(note: CodedNote) -> str:
    return _(
        "you gave yourself %(rating)s; %(answers)s at level %(probed)s did not hold%(names)s, "
        "so the plan counts %(level)s."
    ) % _values(note, "failed")


def _raised(note: CodedNote) -> str:
    return _(
        "you gave yourself %(rating)s and can do more: %(answers)s at level %(probed)s held%(names)s, "
        "so the plan counts %(level)s."
    ) % _values(note, "passed")


def _held(note: CodedNote) -> str:
    return _("level %(level)s: %(answers)s held.") % _values(note, "passed")


def _failed(note: CodedNote) -> str:
    return _("level %(level)s: %(answers)s did not hold.") % _values(note, "failed")


def _open(note: CodedNote) -> str:
    return _("level %(level)s: %(answers)s held, which is not enough to be sure.") % _values(note, "passed")


SENTENCES: dict[str, Callable[[CodedNote], str]] = {
    EvidenceCode.UNTESTED: _untested,
    EvidenceCode.UNDECIDED: _undecided,
    EvidenceCode.CONFIRMED: _confirmed,
    EvidenceCode.LOWERED: _lowered,
    EvidenceCode.RAISED: _raised,
    EvidenceCode.HELD: _held,
    EvidenceCode.FAILED: _failed,
    EvidenceCode.OPEN: _open,
    EvidenceCode.SHOWN: _shown,
    EvidenceCode.SHOWN_AT_MOST: _shown_at_most,
}
OUTCOMES_OF_QUESTIONS = {"failed": "missed", "passed": "met"}
SURENESS: Mapping[Sureness | None, str | Promise] = {
    None: gettext_lazy("rated only"),
    Sureness.MIXED: gettext_lazy("answers differ"),
    Sureness.ONCE: gettext_lazy("one answer"),
    Sureness.LEANING: gettext_lazy("a few answers"),
    Sureness.FAIRLY_SURE: gettext_lazy("shown"),
    Sureness.SURE: gettext_lazy("shown clearly"),
}


def describe_calibration(calibration: Calibration) -> tuple[str, ...]:
    """How claims fit what was shown, over all topics that were tested: counts, then the mean. One topic at least."""
    tested = len(calibration.topics)
    counts = ngettext(
        "One topic is shown. Rated too high: %(high)d, too low: %(low)d, right: %(exact)d.",
        "%(tested)d topics are shown. Rated too high: %(high)d, too low: %(low)d, right: %(exact)d.",
        tested,
    ) % {"tested": tested, "high": calibration.too_high, "low": calibration.too_low, "exact": calibration.exact}
    return counts, _mean(calibration.mean or Fraction())


def _mean(mean: Fraction) -> str:
    tenths = abs(mean) * 10
    levels = Fraction(int(tenths + Fraction(1, 2)), 10)
    if not levels:
        return _("On average your ratings fit what you have shown.")
    values = {"levels": number_format(float(levels), 1)}
    if mean > 0:
        return _("On average you rate yourself %(levels)s levels higher than you have shown.") % values
    return _("On average you have shown %(levels)s levels more than your rating.") % values
