"""The results as one table of plain text."""

from collections.abc import Callable, Iterable, Sequence
from math import sqrt
from statistics import fmean, stdev

from studyplan.core.codes import Depth, PathVariant
from tests.simulation.learners import MODELS, Learner
from tests.simulation.measure import CASES, DRAWN, NEUTRAL, PLAN, STRATEGIES, Case, Result

Z = 1.96
HEAD, COLUMN = 28, 10
SHORT = dict(zip(MODELS, ("FSRS", "h-l"), strict=True))
SAME = {DRAWN: "", NEUTRAL: " same"}
FSRS, HALF_LIFE = [case for case in CASES if case[1] == DRAWN]
Column = tuple[str, str, Case]  # outcome, words, case
COLUMNS: tuple[Column, ...] = (
    ("answered", "FSRS", FSRS),
    ("answered", "half-life", HALF_LIFE),
    *(
        ("asked", f"{SHORT[model] if effect == NEUTRAL else model}{SAME[effect]}", (model, effect))
        for model, effect in CASES
    ),
    ("worked", "FSRS", FSRS),
    ("met", "FSRS", FSRS),
    ("all", "FSRS", FSRS),
)
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
    "reads as fast as the app": lambda learner: learner.reading <= 1.3,
    "reads twice as long": lambda learner: learner.reading >= 2,
}
COMPARED = ("plan, no recalls", "plan, spare recalls", "massed, same targets", "table")


def report(results: Sequence[Result]) -> str:
    """Every strategy; how far our plan is ahead of each, learner by learner; and that in groups of learners."""
    hours = fmean(result.minutes[PLAN] for result in results) / 60
    days = fmean(result.learner.interview for result in results)
    lines = [
        f"{len(results)} learners; on average {days:.0f} days to the interview and {hours:.1f} hours of study",
        "Percent on the interview day: mean over learners",
        "",
        *_head("hours"),
    ]
    lines += [_row(name, [f"{_hours(results, name):.1f}", *_means(results, name)]) for name in STRATEGIES]
    lines += ["", "The plan minus …, mean ± 95 % interval of the paired differences", ""]
    lines += _head("wins")  # the share of learners whom the plan serves better, by "answered" under FSRS
    for name in STRATEGIES:
        if name != PLAN:
            lines.append(_row(f"− {name}", [_wins(results, name), *_differences(results, name, COLUMNS)]))
    for name in COMPARED:
        lines += ["", *_groups(results, name)]
    return "\n".join(lines) + "\n"


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The mean, and 1.96 standard errors of it; of a single value no error is known: 0."""
    return fmean(values), Z * stdev(values) / sqrt(len(values)) if len(values) > 1 else 0.0


def _head(first: str, columns: Sequence[Column] = COLUMNS, title: str = "") -> list[str]:
    return [
        _row(title, ["", *(outcome for outcome, _, _ in columns)]),
        _row("", [first, *(words for _, words, _ in columns)]),
    ]


def _groups(results: Sequence[Result], name: str) -> list[str]:
    columns = COLUMNS[:6]
    lines = _head("learners", columns, f"− {name}")
    for group, belongs in GROUPS.items():
        some = [result for result in results if belongs(result.learner)]
        if some:
            lines.append(_row(f"  {group}", [str(len(some)), *_differences(some, name, columns)]))
    return lines


def _hours(results: Sequence[Result], name: str) -> float:
    return fmean(result.minutes[name] for result in results) / 60


def _means(results: Sequence[Result], name: str) -> Iterable[str]:
    for outcome, _, case in COLUMNS:
        yield f"{fmean(getattr(result.outcomes[case][name], outcome) for result in results):.1f}"


def _wins(results: Sequence[Result], name: str) -> str:
    ahead = [result.outcomes[FSRS][PLAN].answered - result.outcomes[FSRS][name].answered for result in results]
    return f"{100 * fmean(value > 0 for value in ahead):.0f} %"


def _differences(results: Sequence[Result], name: str, columns: Iterable[Column]) -> Iterable[str]:
    for outcome, _, case in columns:
        values = [
            getattr(result.outcomes[case][PLAN], outcome) - getattr(result.outcomes[case][name], outcome)
            for result in results
        ]
        mean, error = interval(values)
        yield f"{mean:+.1f}±{error:.1f}"


def _row(head: str, columns: Iterable[str]) -> str:
    return f"{head:<{HEAD}}" + "".join(f"{column:>{COLUMN}}" for column in columns)
