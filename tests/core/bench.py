"""How long plans take to build: bin/bench [--cases N] [--seed N].

The requests are drawn from a seed, so that every run measures the same ones. Times are those of the processor, which
other programs do not lengthen; each request is built three times and the middle time counts. How fast the machine is
tells the reference loop, measured between the requests of the same run: compare ratios, not milliseconds.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from statistics import median
from time import thread_time_ns
from typing import NoReturn

from studyplan.core.codes import Depth, PathVariant
from studyplan.core.model import NO_RECORD, BuiltPlan, CompletedTask, Goal, GoalInterview, Ratings, StudyRecord
from studyplan.core.planning.budget import triage_levels
from studyplan.core.planning.build import build
from studyplan.core.planning.context import make_context
from tests.core.twelve import COMPANIES, DEPTHS, SLUGS, TARGETS, syllabus

SYLLABUS = syllabus()
START = date(2026, 11, 23)
LOOP = 20_000
REPEATS = 3
# Levels to draw from, so that every variant gets its share of the requests.
MIXES = {
    PathVariant.SEQUENTIAL: (1, 1, 1, 1, 2),
    PathVariant.SPRINT: (1, 2, 2, 3, 4),
    PathVariant.EXTENDED: (2, 3, 3, 4, 5),
    PathVariant.EXPRESS: (4, 4, 5, 5, 5),
}
MINUTES = (15, 30, 45, 60, 120, 240, 720)
KINDS = ("no date", "dated", "planned anew")
NAMES = ("build", *(f"  {name}" for name in (*MIXES, *KINDS, "with triage")), "triage alone")


@dataclass(frozen=True)
class Request:
    """What is planned for; `group` says in the report what kind of request it is."""

    group: str
    ratings: Ratings
    goal: Goal
    start: date
    done: tuple[CompletedTask, ...] = ()
    record: StudyRecord = NO_RECORD

    def build(self) -> BuiltPlan:
        """The plan."""
        return build(SYLLABUS, self.ratings, self.goal, self.start, self.done, record=self.record)


def requests(cases: int, seed: int) -> Iterator[Request]:
    """So many requests: every mix of levels in turn, without a date, with one, and planned anew with work done."""
    random = Random(seed)
    mixes = tuple(MIXES.values())
    for number in range(cases):
        kind = KINDS[number // len(mixes) % len(KINDS)]
        levels = random.choices(mixes[number % len(mixes)], k=len(SLUGS))
        ratings = dict(zip(SLUGS.values(), levels, strict=True))
        dated = kind == "dated" or (kind == "planned anew" and random.random() < 0.5)
        first = Request(kind, ratings, _goal(random, dated=dated), START)
        yield _anew(first, random) if kind == "planned anew" else first


def _goal(random: Random, *, dated: bool) -> Goal:
    on = START + timedelta(days=random.choice((random.randint(0, 21), random.randint(7, 120)))) if dated else None
    interviews = tuple(
        GoalInterview(random.choice((None, *COMPANIES)), tuple(random.sample(tuple(DEPTHS), random.randint(0, 3))), on)
        for _ in range(random.choice((1, 1, 1, 2, 3)))
    )
    by_weekday = tuple(random.choice(MINUTES[:-1]) for _ in range(7))
    return Goal(
        role=random.choice(tuple(TARGETS)),
        minutes=random.choice(MINUTES),
        weekday_minutes=random.choice((None, None, None, by_weekday)),
        weekdays=tuple(random.sample(range(7), random.choice((1, 3, 5, 7, 7, 7)))),
        days_off=tuple(START + timedelta(days=day) for day in random.sample(range(90), random.choice((0, 0, 5, 20)))),
        interviews=interviews,
    )


def _anew(first: Request, random: Random) -> Request:
    """The same request some days later, with most of what was planned until then ticked and its items attempted."""
    plan = first.build()
    latest = 30 if first.goal.interview_on is None else (first.goal.interview_on - START).days
    start = START + timedelta(days=random.randint(0, min(30, latest)))
    reach = {topic.slug: topic.reach for topic in plan.topics}
    done = [
        (day.on, task)
        for week in plan.weeks
        for day in week.days
        for task in day.tasks
        if day.on < start and random.random() < 0.8
    ]
    ticks = (CompletedTask(task.key, task.sitting, task.minutes, reach.get(task.topics[0]), on) for on, task in done)
    attempted = frozenset((task.topics[0], item.slug) for _, task in done for item in task.items)
    record = StudyRecord(began_on=START, attempted=attempted)
    return Request(first.group, first.ratings, first.goal, start, tuple(ticks), record)


def _triage_of(request: Request) -> Callable[[], object] | None:
    """Triage alone, with everything before it settled; None where all fits."""
    context = make_context(SYLLABUS, request.ratings, request.goal, request.start, request.done, record=request.record)
    if context.budget is None or context.depth is Depth.FULL:
        return None
    learning = context.budget.learning
    return lambda: triage_levels(SYLLABUS, context.goal_score, context.workload, learning)


def reference_loop() -> int:
    """The reference: whole numbers multiplied, added and reduced, one by one, in plain Python."""
    result = 0
    for number in range(LOOP):
        result = (result + number * number) % 1_000_003
    return result


def milliseconds(run: Callable[[], object]) -> float:
    """Processor time, the middle of some runs."""
    times = []
    for _ in range(REPEATS):
        begun = thread_time_ns()
        run()
        times.append(thread_time_ns() - begun)
    return median(times) / 1e6


def measure(cases: int, seed: int) -> tuple[float, dict[str, list[float]]]:
    """Milliseconds of the reference loop (the middle of all measured), and of each request by what was run."""
    loops: list[float] = []
    times: dict[str, list[float]] = {name: [] for name in NAMES}
    for request in requests(cases, seed):
        loops.append(milliseconds(reference_loop))
        took = milliseconds(request.build)
        triage = _triage_of(request)
        for name in ("build", f"  {request.group}", f"  {request.build().variant}"):
            times[name].append(took)
        if triage:
            times["  with triage"].append(took)
            times["triage alone"].append(milliseconds(triage))
    return median(loops), {name: measured for name, measured in times.items() if measured}


def report(loop: float, times: dict[str, list[float]]) -> str:
    """A table: milliseconds, and in brackets how many reference loops that is."""
    lines = [
        f"Reference loop: {LOOP} rounds of (sum + i * i) % 1000003 in plain Python, {loop:.3f} ms",
        "Processor time in milliseconds (× reference loop)",
        f"{'':<16}{'cases':>6}{'median':>18}{'p99':>18}{'worst':>18}",
    ]
    for name, measured in times.items():
        ranked = sorted(measured)
        middle_and_worst = median(ranked), ranked[-1 - len(ranked) // 100], ranked[-1]
        figures = "".join(f"{f'{took:.2f} ({took / loop:.2f}×)':>18}" for took in middle_and_worst)
        lines.append(f"{name:<16}{len(ranked):>6}{figures}")
    return "\n".join(lines) + "\n"


class Parser(argparse.ArgumentParser):
    """Wrong usage ends with 1."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong."""
        self.exit(1, f"{self.format_usage()}{self.prog}: {message}\n")


def positive(text: str) -> int:
    """A whole number from 1 on."""
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def main() -> None:
    """Measure and print."""
    parser = Parser(prog="bin/bench", description="How long plans take to build.")
    parser.add_argument("--cases", type=positive, default=600, help="requests to build (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="what they are drawn from (%(default)s)")
    chosen = parser.parse_args()
    sys.stdout.write(report(*measure(chosen.cases, chosen.seed)))


if __name__ == "__main__":
    main()
