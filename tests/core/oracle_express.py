"""Rules about Path C: planning §1, §6.

Readings where the rules leave a choice:
- Express days are the last ones where no empty study day lies between them and the last study day; in triage passes and
  practice may fill that time. Where weekdays differ, a day later may hold too little, and this is not held.
- Path C's express days are all tasks with the reasons `express-day`, `weakest` or `stumbled`.
- A weak topic with a gap that the plan does not teach gets no timed problem and no spoken answer; a cheat sheet it may.
"""

from collections.abc import Iterator

from tests.core.oracle_case import LEARNING, WEAK_BELOW, WEEK, Case, own_learning

Complaints = Iterator[str]
DAY_OF_KIND = {"cheat-sheet": 1, "timed-set": 2, "mock": 3}
EXPRESS_MINUTES = {"cheat-sheet": 5, "timed-set": 10, "mock": 5}


def express_tasks(case: Case) -> Complaints:
    """§6, Path C: cheat sheet 5, timed problem 10, spoken answer 5 a topic, under their keys, or a warning."""
    express = {key: row[0][1] for key, row in case.sittings.items() if row[0][1].reasons[0].code == "express-day"}
    if case.plan.path != "C":
        if express:
            yield f"{sorted(express)} in path {case.plan.path}"
        return
    for key, task in express.items():
        slug = task.topics[0]
        learned = case.by_slug[slug].reach > case.by_slug[slug].rating and task.kind in LEARNING
        suffix = ":express" if learned else ""
        if key != f"{task.kind}:{slug}{suffix}" or task.kind not in DAY_OF_KIND:
            yield f"{key} should be {task.kind}:{slug}{suffix}"
        elif task.reasons[0]["day"] != DAY_OF_KIND[task.kind]:
            yield f"{key} is of express day {task.reasons[0]['day']}"
        elif (
            case.fresh
            and case.total(key) != EXPRESS_MINUTES[task.kind]
            and slug not in case.warned_topics("express-left-out")
        ):
            yield f"{key} takes {case.total(key)} minutes"
    lost = case.warned_topics("express-left-out")
    for slug in case.order if case.fresh and (case.dates[1:] or not case.dated) else ():
        kinds = {task.kind for task in express.values() if task.topics == (slug,)}
        untaught = case.ratings[slug] < WEAK_BELOW and case.gap(slug) and case.by_slug[slug].reach == case.ratings[slug]
        if kinds != set(DAY_OF_KIND) and slug not in lost and not untaught:
            yield f"{slug} has express tasks {sorted(kinds)}, and no warning names it"


def lightest_fall_away(case: Case) -> Complaints:
    """§6, Path C: what does not fit falls away, lightest topics first."""
    lost = case.warned_topics("express-left-out")
    if case.plan.path != "C" or not lost or not case.fresh:
        return
    taught = [slug for slug in case.order if case.ratings[slug] >= WEAK_BELOW or not case.gap(slug)]
    kept = [case.weight(slug) for slug in taught if slug not in lost]
    heaviest = max((case.weight(slug) for slug in taught if slug in lost), default=0)
    if kept and min(kept) < heaviest:
        yield f"{sorted(lost)} lose express tasks, and lighter topics do not"


def express_order(case: Case) -> Complaints:
    """§1, §6: cheat sheets, timed problems, spoken answers, in this order."""
    days = [task.reasons[0]["day"] for _, task in case.placed if task.reasons[0].code == "express-day"]
    if days != sorted(days, key=str):
        yield f"express days come as {days}"


def nobody_is_tested_unread(case: Case) -> Complaints:
    """§1: in Path C a topic rated below 3 with a gap is learned before its express tasks."""
    for topic in case.plan.topics if case.plan.path == "C" else ():
        if topic.rating >= WEAK_BELOW or not topic.gap:
            continue
        learning = [place for place, _, task in case.positions() if own_learning(task) and task.topics[0] == topic.slug]
        express = [
            (place, task.kind)
            for place, _, task in case.positions()
            if task.reasons[0].code == "express-day" and task.topics == (topic.slug,)
        ]
        if learning and express and min(express)[0] < max(learning):
            yield f"{topic.slug} is tested before it is learned"
        if not learning and topic.reach == topic.rating and {kind for _, kind in express} & {"timed-set", "mock"}:
            yield f"{topic.slug} is tested, and never learned"


def learning_before_express(case: Case) -> Complaints:
    """§1, §6: first the learning, then the express days, last of all days before the last one where weeks remain."""
    if case.plan.path != "C" or not case.fresh:
        return
    express = [place for place, _, task in case.positions() if task.reasons[0].code == "express-day"]
    far = case.days_away is not None and case.days_away > WEEK
    for place, _, task in case.positions() if express else ():
        if not own_learning(task):
            continue
        weak = case.ratings[task.topics[0]] < WEAK_BELOW
        first = case.plan.variant == "extended" or far or (weak and not case.dated)
        if first and place > express[0]:
            yield f"{task.key} comes after the express days began"
        if case.plan.variant == "express" and not case.dated and not weak and place < express[-1]:
            yield f"{task.key} comes before the end of the express days"
    codes = ("express-day", "weakest", "stumbled")
    days = [on for on, task in case.placed if task.reasons[0].code in codes and on != case.last_day]
    idle = [day.on for day in case.days if days and days[-1] < day.on != case.last_day and not day.tasks]
    if far and idle and case.goal.weekday_minutes is None:
        yield f"the express days end on {days[-1]}, and {idle} stay empty before the last day"


RULES = (
    express_tasks,
    lightest_fall_away,
    express_order,
    nobody_is_tested_unread,
    learning_before_express,
)
