"""Rules about recalls: planning §7, and the fifth of §6.

Readings where the rules leave a choice:
- "At least two days between" is a difference of two calendar days or more.
- Rounded half up is exact, in whole numbers: ⌊(2·offset·days + 21) / 42⌋, at least 1.
- A recall falls away only where no study day from its due date on has ten free minutes, a place among its three and
  the distance to the topic's other recalls; kinds keep their order.
- Without a date a recall passes only days with three recalls, without ten minutes for it, or too close to its topic's.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from studyplan.core.model import PlanTask
from tests.core.oracle_case import CHECKPOINTS, RECALL, Case, is_recall, is_study_day, own_learning

Complaints = Iterator[str]
A_DAY = 3
APART = timedelta(days=2)
KINDS = [f"recall-{day}" for day in CHECKPOINTS]


def read_dates(case: Case) -> dict[str, date]:
    """Topic → the date on which its reading ends, by the plan or by a tick."""
    dates: dict[str, date] = {}
    for entry in case.history.done:
        kind, slug, *suffix = entry.key.split(":")
        if kind == "read" and not suffix:
            on = entry.on or case.start
            dates[slug] = max(on, dates.get(slug, on))
    for on, task in case.placed:
        if own_learning(task) and task.kind == "read":
            dates[task.topics[0]] = on
    return dates


def due_dates(read_on: date, last_day: date | None) -> dict[str, date]:
    """Kind → the date from which it may be done; `last_day`: the last study day before an interview."""
    days = CHECKPOINTS[-1]
    if last_day is not None:
        days = min(days, (last_day - read_on).days - 1)
    shrunk = (max(1, (2 * offset * days + CHECKPOINTS[-1]) // (2 * CHECKPOINTS[-1])) for offset in CHECKPOINTS)
    return {kind: read_on + timedelta(days=offset) for kind, offset in zip(KINDS, shrunk, strict=True)}


def recalls_of(case: Case) -> dict[str, list[tuple[date, PlanTask]]]:
    recalls = defaultdict(list)
    for on, task in case.placed:
        if is_recall(task):
            recalls[task.topics[0]].append((on, task))
    return recalls


def per_day(case: Case) -> Counter[date]:
    return Counter(on for on, task in case.placed if is_recall(task))


def three_a_day(case: Case) -> Complaints:
    """§7: never more than three recalls on a day, of ten minutes each."""
    for on, times in per_day(case).items():
        if times > A_DAY:
            yield f"{on} holds {times} recalls"
    for _, task in case.placed:
        if is_recall(task) and (task.minutes, task.part, task.key) != (RECALL, None, f"{task.kind}:{task.topics[0]}"):
            yield f"{task.key} takes {task.minutes} minutes in part {task.part}"


def two_days_apart(case: Case) -> Complaints:
    """§7: at least two days between recalls of one topic, the kinds in order."""
    for slug, row in recalls_of(case).items():
        kinds = [task.kind for _, task in row]
        if kinds != [kind for kind in KINDS if kind in kinds]:
            yield f"{slug} has {kinds}"
        for (before, _), (after, _) in pairwise(row):
            if after - before < APART:
                yield f"{slug} has recalls on {before} and {after}"


def not_before_due(case: Case) -> Complaints:
    """§7: days 3, 7, 14 and 21 from the end of the reading, shrunk where an interview is near."""
    read = read_dates(case)
    for slug, row in recalls_of(case).items():
        for on, task in row:
            if slug not in read:
                yield f"{task.key} without a reading"
                continue
            due = due_dates(read[slug], case.last_day)[task.kind]
            reason = task.reasons[0]
            if on < due or on <= read[slug]:
                yield f"{task.key} is on {on}, due on {due}"
            elif reason.code != "checkpoint" or (reason["read_on"], reason["due"]) != (read[slug], due):
                yield f"{task.key} gives {reason.params}, read on {read[slug]}, due on {due}"


def no_recalls_in_express(case: Case) -> Complaints:
    """§7: Path C express has none; nor has the last study day before an interview, nor a topic without learning."""
    recalls = recalls_of(case)
    if case.plan.variant == "express" and recalls:
        yield f"express has recalls of {sorted(recalls)}"
    for slug, row in recalls.items():
        if any(on == case.last_day for on, _ in row):
            yield f"{slug} is recalled on the last day"
        if not case.gap(slug) and case.fresh:
            yield f"{slug} is recalled, and was not learned"


def missing_recalls(case: Case) -> list[tuple[str, str, date]]:
    """(topic, kind, due) of every recall that the plan does not hold."""
    if case.plan.variant == "express":
        return []
    held = {task.key for _, task in case.placed} | {entry.key for entry in case.history.done}
    return [
        (slug, kind, due)
        for slug, on in read_dates(case).items()
        for kind, due in due_dates(on, case.last_day).items()
        if f"{kind}:{slug}" not in held
    ]


def dropped_recalls_are_counted(case: Case) -> Complaints:
    """§7: one number for all that fell away; none without a date."""
    missing = missing_recalls(case)
    if case.fresh and case.plan.recalls_dropped != len(missing):
        yield f"{case.plan.recalls_dropped} recalls dropped, {len(missing)} missing: {missing}"
    if case.fresh and not case.dated and missing:
        yield f"recalls are missing without a date: {missing}"


def dropped_recalls_have_no_room(case: Case) -> Complaints:
    """§6, §7: a recall falls away only where no day before the last has room for it."""
    recalls, times = recalls_of(case), per_day(case)
    for slug, kind, due in missing_recalls(case) if case.fresh else ():
        for day in case.days:
            others = [(on, KINDS.index(task.kind)) for on, task in recalls.get(slug, ())]
            apart = all(abs(day.on - on) >= APART for on, _ in others)
            ordered = all((on < day.on) == (other < KINDS.index(kind)) for on, other in others)
            early = day.on < due or day.on == case.last_day
            if not early and day.free >= RECALL and times[day.on] < A_DAY and apart and ordered:
                yield f"{kind}:{slug}, due on {due}, falls away with {day.free} minutes free on {day.on}"


def recalls_land_soon(case: Case) -> Complaints:
    """§7: without a date, on the first study day with room."""
    if case.dated or not case.fresh:
        return
    times = per_day(case)
    read = read_dates(case)
    for slug, row in recalls_of(case).items():
        allowed = date.min
        for on, task in row:
            due = due_dates(read[slug], None)[task.kind] if slug in read else on
            day = max(due, allowed)
            while day < on:
                room = case.room(day) - times[day] * RECALL
                if is_study_day(case.goal, day) and times[day] < A_DAY and room >= RECALL:
                    yield f"{task.key} is on {on}, and {day} has room"
                day += timedelta(days=1)
            allowed = on + APART


RULES = (
    three_a_day,
    two_days_apart,
    not_before_due,
    no_recalls_in_express,
    dropped_recalls_are_counted,
    dropped_recalls_have_no_room,
    recalls_land_soon,
)
