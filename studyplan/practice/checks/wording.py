"""Codes with parameters → sentences, kind and exact. Core knows no English; this module and the templates do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from studyplan.core.codes import EvidenceCode
from studyplan.core.model import CodedNote
from studyplan.core.readiness import Calibration, EffectiveLevel


def explain(effective: EffectiveLevel) -> tuple[str, ...]:
    """Why a level counts: the verdict on the rating, then what each probed level says."""
    return tuple(map(_sentence, effective.because))


def verdict(effective: EffectiveLevel) -> str:
    """One sentence on how the rating stands up to the probes."""
    return _sentence(effective.verdict)


def _sentence(note: CodedNote) -> str:
    return capfirst(SENTENCES[note.code](note))


def number(note: CodedNote, name: str) -> int:
    return int(str(note[name]))


def slugs(note: CodedNote, name: str) -> tuple[str, ...]:
    value = note[name]
    return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)


def _checks(note: CodedNote, outcome: str) -> str:
    """“two of three checks”, those of ``outcome`` among all that count."""
    chosen, others = len(slugs(note, outcome)), len(slugs(note, "failed")) + len(slugs(note, "passed"))
    return ngettext("%(chosen)s of one check", "%(chosen)s of %(all)s checks", others) % {
        "chosen": apnumber(chosen),
        "all": apnumber(others),
    }


def _named(note: CodedNote, outcome: str) -> str:
    """The names of those checks: their slugs, read as words."""
    return ", ".join(f"“{slug.replace('-', ' ')}”" for slug in slugs(note, outcome))


def _values(note: CodedNote, outcome: str) -> Mapping[str, object]:
    return dict(note.params) | {"checks": _checks(note, outcome), "names": _named(note, outcome)}


def _untested(note: CodedNote) -> str:
    return _("you gave yourself %(rating)s; no check has been answered yet.") % dict(note.params)


def _undecided(note: CodedNote) -> str:
    return _("you gave yourself %(rating)s; the checks answered so far do not decide about it yet.") % dict(note.params)


def _confirmed(note: CodedNote) -> str:
    if number(note, "probed") > number(note, "rating"):
        return _(
            "you gave yourself %(rating)s, rightly for now: %(checks)s at level %(probed)s did not hold (%(names)s)."
        ) % _values(note, "failed")
    return _("you gave yourself %(rating)s, and it is confirmed: %(checks)s at that level held (%(names)s).") % _values(
        note, "passed"
    )


def _lowered(note: CodedNote) -> str:
    return _(
        "you gave yourself %(rating)s; %(checks)s at level %(probed)s did not hold (%(names)s), "
        "so planning counts %(level)s."
    ) % _values(note, "failed")


def _raised(note: CodedNote) -> str:
    return _(
        "you gave yourself %(rating)s and can do more: %(checks)s at level %(probed)s held (%(names)s), "
        "so planning counts %(level)s."
    ) % _values(note, "passed")


def _held(note: CodedNote) -> str:
    return _("level %(level)s: %(checks)s held.") % _values(note, "passed")


def _failed(note: CodedNote) -> str:
    return _("level %(level)s: %(checks)s did not hold.") % _values(note, "failed")


def _open(note: CodedNote) -> str:
    return _("level %(level)s: %(checks)s held, which does not decide yet.") % _values(note, "passed")


SENTENCES: dict[str, Callable[[CodedNote], str]] = {
    EvidenceCode.UNTESTED: _untested,
    EvidenceCode.UNDECIDED: _undecided,
    EvidenceCode.CONFIRMED: _confirmed,
    EvidenceCode.LOWERED: _lowered,
    EvidenceCode.RAISED: _raised,
    EvidenceCode.HELD: _held,
    EvidenceCode.FAILED: _failed,
    EvidenceCode.OPEN: _open,
}


def describe_calibration(calibration: Calibration) -> tuple[str, ...]:
    """How claims fit what was shown, over all topics that were tested: counts, then the mean. One topic at least."""
    tested = len(calibration.topics)
    counts = ngettext(
        "One topic has been tested: claimed too high: %(high)d, too low: %(low)d, exactly: %(exact)d.",
        "%(tested)d topics have been tested: claimed too high: %(high)d, too low: %(low)d, exactly: %(exact)d.",
        tested,
    ) % {"tested": tested, "high": calibration.too_high, "low": calibration.too_low, "exact": calibration.exact}
    return counts, _mean(calibration.mean or Fraction())


def _mean(mean: Fraction) -> str:
    tenths = abs(mean) * 10
    levels = Fraction(int(tenths + Fraction(1, 2)), 10)
    if not levels:
        return _("On average you claim what you can show.")
    values = {"levels": number_format(float(levels), 1)}
    if mean > 0:
        return _("On average you claim %(levels)s levels more than you have shown.") % values
    return _("On average you can show %(levels)s levels more than you claim.") % values
