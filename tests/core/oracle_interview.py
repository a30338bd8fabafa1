"""Rules about what surrounds learning: the last day, rehearsals, passes, upkeep and warnings. Rule: planning §6.

Readings where the rules leave a choice:
- The last day's mock is the only task that the day may cut (to the day's minutes); passes and cheat sheets are whole.
- "A week with a day that has 20 free minutes": a week of the plan from the second on, the last study day and days on
  which nothing is planned after `ends_on` apart. That the rehearsal is the longest that fits is not held: turns and
  patterns go first.
- A plan of two weeks or more lasts 14 days from the start to the last study day, both included. The last rehearsal is
  asked for where a study day of the seven before the last one has 20 minutes; "within the seven days before" counts
  calendar days.
- Without a date the last rehearsal comes after all learning.
- A format of another round is right only where it is shorter than every one of the chosen rounds.
- Upkeep begins after all learning and holds at most two sittings a week of 25 minutes. It goes with the warning where
  there is something to learn and a lighter load would do (five minutes a day less, 15 at least).
- `enough` is checked where all weekdays have the same minutes.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from studyplan.core.model import PlanTask
from tests.core.oracle_case import STEP, WEEK, Case, day_tasks, own_learning
from tests.core.oracle_topics import stage_minutes, usable_minutes

Complaints = Iterator[str]
REHEARSAL_LEAST = 20
LAST_DAY_KINDS = ("mock", "pass", "cheat-sheet")
LEAST_A_DAY = 15


def last_day(case: Case) -> Complaints:
    """§6: one short mock, then passes by value, then cheat sheets of 5 by weight: nothing new."""
    if case.last_day is None or case.room(case.last_day) < STEP:
        return  # or today is the last day, and what is ticked has used it up
    tasks = [task for on, task in case.placed if on == case.last_day]
    kinds = [task.kind for task in tasks]
    if kinds.count("mock") != 1 or set(kinds) - set(LAST_DAY_KINDS) or kinds != sorted(kinds, key=LAST_DAY_KINDS.index):
        yield f"the last day holds {kinds}"
        return
    minutes = {"mock": min(20, case.room(case.last_day)), "pass": 10, "cheat-sheet": 5}
    for task in tasks:
        if task.minutes != minutes[task.kind] or not task.key.endswith(":final"):
            yield f"the last day holds {task.key} of {task.minutes} minutes"
    for kind, worth in (("pass", "value"), ("cheat-sheet", "weight")):
        row = [getattr(case.by_slug[task.topics[0]], worth) for task in tasks if task.kind == kind]
        if row != sorted(row, reverse=True):
            yield f"the last day's {kind} tasks are not by {worth}: {row}"
    once = Counter(task.topics[0] for task in tasks if task.kind != "mock")
    if once and max(once.values()) > 1:
        yield f"the last day holds a topic twice: {once}"


def nothing_final_before(case: Case) -> Complaints:
    """§6: what belongs to the last day is not planned before."""
    for on, task in case.placed:
        if task.key.endswith(":final") and on != case.last_day:
            yield f"{task.key} is on {on}"


def rehearsals(case: Case) -> list[tuple[date, PlanTask]]:
    return [(on, task) for on, task in case.placed if task.kind == "rehearsal"]


def rehearsals_are_formats(case: Case) -> Complaints:
    """§6: a rehearsal names its format, lasts as long, and belongs to a chosen round."""
    formats = {each.slug: each for each in case.syllabus.material.formats}
    for _, task in rehearsals(case):
        if task.key.split(":")[1:] != [task.key.split(":")[1]] or not task.key.split(":")[1].isdigit():
            yield f"{task.key} is no rehearsal with a number"
        if not formats:
            continue
        if len(task.items) != 1 or task.items[0].slug not in formats:
            yield f"{task.key} names {[item.slug for item in task.items]}"
            continue
        chosen = formats[task.items[0].slug]
        if case.total(task.key) != chosen.minutes and case.fresh:
            yield f"{task.key} takes {case.total(task.key)} minutes, its format {chosen.minutes}"
        fitting = [each.minutes for each in formats.values() if suits(case, each.rounds)]
        if not suits(case, chosen.rounds) and chosen.minutes >= min(fitting, default=0):
            yield f"{task.key} rehearses {chosen.rounds}, the rounds are {sorted(case.rounds)}"


def rehearsal_numbers(case: Case) -> Complaints:
    """§6: `rehearsal:<n>` counts on, from those that are ticked."""
    numbers = [int(task.key.split(":")[1]) for _, task in rehearsals(case) if task.key.split(":")[1].isdigit()]
    distinct = list(dict.fromkeys(numbers))
    first = distinct[0] if distinct else 1
    if distinct != list(range(first, first + len(distinct))) or (case.fresh and first != 1):
        yield f"rehearsals are numbered {distinct}"


def rehearsal_every_week(case: Case) -> Complaints:
    """§6: every week from the second on with a day that has 20 free minutes holds one."""
    put_off = any(key.startswith("rehearsal:") for key in case.history.record.deferred)
    if not case.syllabus.material.formats or put_off:
        return
    for week in case.plan.weeks:
        held = any(task.kind == "rehearsal" for day in week.days for task in day.tasks)
        free = max((day.free for day in week.days if day.on != case.last_day), default=0)
        if week.number >= 2 and not held and free >= REHEARSAL_LEAST:
            yield f"week {week.number} has {free} free minutes on a day, and no rehearsal"


def one_rehearsal_a_week(case: Case) -> Complaints:
    """§6: every week holds one, the last rehearsal apart; Path B has more between its timed sets."""
    for week in case.plan.weeks if case.plan.path != "B" else ():
        keys = {
            task.key
            for day in week.days
            for task in day.tasks
            if task.kind == "rehearsal" and task.reasons[0].code == "rehearsal"
        }
        if len(keys) > 1 or (keys and week.number < 2):
            yield f"week {week.number} holds {sorted(keys)}"


def suits(case: Case, rounds: tuple[str, ...]) -> bool:
    return not case.rounds or not rounds or bool(case.rounds & set(rounds))


def last_rehearsal(case: Case) -> Complaints:
    """§6: one more ends a plan of two weeks or more, express excepted, within seven days before the last study day."""
    final = [(on, task) for on, task in rehearsals(case) if task.reasons[0].code == "last-rehearsal"]
    if len({task.key for _, task in final}) > 1 or (final and case.plan.variant == "express"):
        yield f"last rehearsals: {[task.key for _, task in final]}"
    ends_on = case.plan.ends_on
    if ends_on is None or case.plan.variant == "express" or not case.syllabus.material.formats or not case.fresh:
        return
    if case.last_day is None:
        learning = [place for place, _, task in case.positions() if own_learning(task)]
        places = [place for place, _, task in case.positions() if task.reasons[0].code == "last-rehearsal"]
        if places and learning and min(places) < max(learning):
            yield "the last rehearsal comes before the end of learning"
        rooms = [case.room(day.on) for day in case.days]
    else:
        window = [case.last_day - timedelta(days=offset) for offset in range(1, WEEK + 1)]
        for on, task in final:
            if on not in window and set(window) & set(case.dates):
                yield f"{task.key}, the last rehearsal, is on {on}, the last day is {case.last_day}"
        rooms = [case.room(on) - _learning_in_triage(case, on) for on in window if on in case.dates]
    long_enough = (ends_on - case.start).days + 1 >= 2 * WEEK
    if long_enough and max(rooms, default=0) >= REHEARSAL_LEAST and not final:
        yield f"a plan from {case.start} to {ends_on} without a last rehearsal"


def _learning_in_triage(case: Case, on: date) -> int:
    """Minutes of learning on this day, where a plan has no room for all and the rehearsal may give way to it."""
    return sum(task.minutes for day, task in case.placed if day == on and own_learning(task)) * case.warned("triage")


def passes(case: Case) -> Complaints:
    """§6: 10 minutes each, in triage, for topics that gain nothing, highest value first."""
    row = [task for on, task in case.placed if task.kind == "pass" and on != case.last_day]
    for task in row:
        topic = case.by_slug[task.topics[0]]
        if case.total(task.key) != 10 or topic.reach > topic.rating or case.plan.depth != "triage":
            yield f"{task.key} of {task.minutes} minutes, {topic.slug} reaches {topic.reach} from {topic.rating}"
    passed = {task.topics[0] for task in row} | {entry.key.split(":")[1] for entry in case.history.done}
    least = min((case.by_slug[slug].value for slug in passed if slug in case.by_slug), default=0)
    for topic in case.plan.topics if row and case.fresh else ():
        if topic.reach == topic.rating and topic.slug not in passed and topic.value > least:
            yield f"{topic.slug} of value {topic.value} gets no pass, and one of value {least} does"


def upkeep(case: Case) -> Complaints:
    """§6: where all is done early, two sittings of 25 minutes a week at most, after all learning, with a warning."""
    row = [(place, on, task) for place, on, task in case.positions() if task.reasons[0].code == "upkeep"]
    if not row:
        return
    minutes = case.goal.minutes // STEP * STEP - STEP
    lighter = case.plan.minutes.needed and minutes >= LEAST_A_DAY and holds_the_needs(case, minutes)
    if case.plan.depth != "full" or not case.dated or (lighter and not case.warned("time-to-spare")):
        yield "upkeep without time to spare"
    learning = [place for place, _, task in case.positions() if own_learning(task)]
    if learning and row[0][0] < max(learning):
        yield f"{row[0][2].key} comes before the end of learning"
    weeks: Counter[int] = Counter()
    for _, on, task in row:
        weeks[(on - case.began_on).days // WEEK] += on == case.sittings[task.key][0][0]
        kind, _, ending = task.key.partition(f":{task.topics[0]}:")
        if kind != "practice" or not ending.startswith("upkeep-") or not 0 < case.total(task.key) <= 25:
            yield f"{task.key} of {task.minutes} minutes is no upkeep"
    if max(weeks.values()) > 2:
        yield f"upkeep by week: {dict(weeks)}"


def holds_the_needs(case: Case, minutes: int) -> bool:
    """Whether all targets fit with so many minutes on each study day."""
    goal = replace(case.goal, minutes=minutes, weekday_minutes=None)
    rooms: dict[object, int] = {on: day_tasks(goal, on) for on in case.dates}
    usable = usable_minutes(case, rooms)
    longest = max((rooms[on] for on in case.dates[:-1]), default=0)
    return usable - stage_minutes(case, usable, longest) >= case.plan.minutes.needed


def enough_minutes(case: Case) -> Complaints:
    """§6: "35 minutes a day would do": the smallest multiple of 5 whose budget holds the needs."""
    warning = next((each for each in case.plan.warnings if each.code == "time-to-spare"), None)
    if warning is None or not case.fresh or case.goal.weekday_minutes is not None:
        return
    enough, planned_with = warning["enough"], warning["minutes"]
    assert isinstance(enough, int)

    fewer = enough > LEAST_A_DAY and holds_the_needs(case, enough - STEP)
    if enough % STEP or not holds_the_needs(case, enough) or fewer:
        yield f"{enough} minutes a day are not the fewest that hold {case.plan.minutes.needed}"
    if planned_with != case.goal.minutes // STEP * STEP or enough > case.goal.minutes:
        yield f"{enough} of {planned_with} minutes is no time to spare"


def longer_than_the_path(case: Case) -> Complaints:
    """§6: without a date, a plan that passes the path's longest length says so with both numbers."""
    plan = case.plan
    longest = next(shape.longest_days for shape in case.syllabus.paths if shape.variant == plan.variant)
    length = (plan.ends_on - case.start).days + 1 if plan.ends_on else 0
    warning = next((each for each in plan.warnings if each.code == "longer-than-path"), None)
    if not case.fresh:
        return
    if (warning is not None) != (not case.dated and length > longest):
        yield f"{length} days, the path has {longest}: warned {warning is not None}"
    elif warning is not None and (warning["days"], warning["longest_days"]) != (length, longest):
        yield f"the warning says {warning.params}, the plan takes {length} days"


RULES = (
    last_day,
    nothing_final_before,
    rehearsals_are_formats,
    rehearsal_numbers,
    rehearsal_every_week,
    one_rehearsal_a_week,
    last_rehearsal,
    passes,
    upkeep,
    enough_minutes,
    longer_than_the_path,
)
