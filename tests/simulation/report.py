"""The results as a small table of plain text."""

from collections.abc import Callable, Iterable, Sequence
from math import sqrt
from statistics import fmean, stdev

from studyplan.core.codes import Depth, PathVariant
from tests.simulation.learners import Learner
from tests.simulation.measure import CASES, DRAWN, NEUTRAL, OUTCOMES, STRATEGIES, Case, Result

PAIRS = (("plan", "table"), ("plan", "massed"), ("plan", "plan, no recalls"))
Z = 1.96
HEAD, COLUMN = 38, 16
SAME = {DRAWN: "", NEUTRAL: " same"}
GROUPS: dict[str, Callable[[Learner], bool]] = {
    "path A": lambda learner: learner.plan.variant is PathVariant.SEQUENTIAL,
    "path B": lambda learner: learner.plan.variant is PathVariant.SPRINT,
    "path C, extended": lambda learner: learner.plan.variant is PathVariant.EXTENDED,
    "path C, express": lambda learner: learner.plan.variant is PathVariant.EXPRESS,
    "up to 7 days": lambda learner: learner.interview <= 7,
    "8 to 21 days": lambda learner: 7 < learner.interview <= 21,
    "over 21 days": lambda learner: learner.interview > 21,
    "every target fits": lambda learner: learner.plan.depth is Depth.FULL,
    "triage": lambda learner: learner.plan.depth is Depth.TRIAGE,
    "A or B, triage, 8 to 21 days": lambda learner: (
        learner.plan.path in "AB" and learner.plan.depth is Depth.TRIAGE and 7 < learner.interview <= 21
    ),
}


def report(results: Sequence[Result]) -> str:
    """Every case with its strategies and their paired differences; then the differences in groups of learners."""
    hours = fmean(result.learner.plan.minutes.planned for result in results) / 60
    days = fmean(result.learner.interview for result in results)
    lines = [
        f"{len(results)} learners; on average {days:.0f} days to the interview and {hours:.1f} hours of study",
        "Percent recalled on the interview day, mean ± 95 % interval",
    ]
    for case in CASES:
        lines += _case(results, case)
    for better, than in PAIRS:
        lines += _groups(results, better, than)
    return "\n".join(lines) + "\n"


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The mean, and 1.96 standard errors of it; of a single value no error is known: 0."""
    return fmean(values), Z * stdev(values) / sqrt(len(values)) if len(values) > 1 else 0.0


def _case(results: Sequence[Result], case: Case) -> list[str]:
    outcomes = [result.outcomes[case] for result in results]
    lines = ["", _row(", ".join(case), OUTCOMES)]
    for name in STRATEGIES:
        intervals = map(interval, zip(*(outcome[name] for outcome in outcomes), strict=True))
        lines.append(_row(f"  {name}", [f"{mean:.1f} ± {error:.1f}" for mean, error in intervals]))
    for better, than in PAIRS:
        columns = (_differences(results, case, better, than, place) for place in range(len(OUTCOMES)))
        lines.append(_row(f"  {better} − {than}", map(_signed, columns)))
    return lines


def _groups(results: Sequence[Result], better: str, than: str) -> list[str]:
    """What is asked, in groups of learners; "same" is where re-reading counts the same."""
    lines = [
        "",
        _row(f"{better} − {than}, asked", ["learners", *(f"{model}{SAME[effect]}" for model, effect in CASES)]),
    ]
    for name, belongs in GROUPS.items():
        group = [result for result in results if belongs(result.learner)]
        if group:
            figures = (_signed(_differences(group, case, better, than, 0)) for case in CASES)
            lines.append(_row(f"  {name}", [str(len(group)), *figures]))
    return lines


def _differences(results: Sequence[Result], case: Case, better: str, than: str, place: int) -> list[float]:
    return [result.outcomes[case][better][place] - result.outcomes[case][than][place] for result in results]


def _signed(values: Sequence[float]) -> str:
    mean, error = interval(values)
    return f"{mean:+.1f} ± {error:.1f}"


def _row(head: str, columns: Iterable[str]) -> str:
    return f"{head:<{HEAD}}" + "".join(f"{column:>{COLUMN}}" for column in columns)
