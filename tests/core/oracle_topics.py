"""Rules about path, topics, levels and sums: planning §1 to §5, and the budget of §6.

Readings where the rules leave a choice:
- Depth is full only where the targets fit with the 120 minutes of weak topics; else triage, all targets reached or not.
- Minutes of triage are those of the table. With ticks the budget is not told exactly: only its bounds are.
- A topic at its target that is not yet reviewed keeps `minutes` of 25, in triage and Path C as well.
"""

from collections.abc import Iterator

from studyplan.core.model import SyllabusTopic
from tests.core.oracle_case import (
    EXPRESS_A_TOPIC,
    MET,
    REVIEW,
    TIMED_SET,
    WEAK_BELOW,
    Case,
    day_tasks,
)
from tests.core.oracle_triage import LevelChoice, choose_best_levels

Complaints = Iterator[str]
POINTS = (4, 3, 2, 1)
WEAK_LEAST = 120


def table_minutes(topic: SyllabusTopic, low: int, high: int) -> int:
    return sum(topic.minutes[low - 1 : high - 1])


def full_minutes(topic: SyllabusTopic, low: int, high: int) -> int:
    """By the table, and at least 120 for a topic rated below 3 that gains."""
    minutes = table_minutes(topic, low, high)
    return max(minutes, WEAK_LEAST) if minutes and low < WEAK_BELOW else minutes


def points_between(low: int, high: int) -> int:
    return sum(POINTS[low - 1 : max(low, high) - 1])


def path_and_variant(case: Case) -> Complaints:
    """§1: the total's band gives the path, a near interview its variant, one closer than the shortest length a cram."""
    plan, total = case.plan, sum(case.ratings[slug] for slug in case.topics)
    band = next(band for band in case.syllabus.bands if band.low <= total <= band.high)
    near = band.near_days is not None and case.days_away is not None and case.days_away <= band.near_days
    variant = band.near_variant if near and band.near_variant else band.variant
    shape = next(shape for shape in case.syllabus.paths if shape.variant == variant)
    cram = case.days_away is not None and case.days_away < shape.shortest_days
    if (plan.total, plan.variant, plan.path, plan.cram) != (total, variant, shape.path, cram):
        yield f"total {plan.total} {plan.variant} {plan.path} cram {plan.cram}; wanted {total} {variant} cram {cram}"
    if (plan.starts_on, plan.interview_on) != (case.start, case.goal.interview_on):
        yield f"starts on {plan.starts_on}, interview on {plan.interview_on}"
    if case.warned("cram") != cram:
        yield "a cram has a warning, and nothing else has that one"


def study_order(case: Case) -> Complaints:
    """§5: by tier, then frequency, then number, along both kinds of edges."""
    if (order := [topic.slug for topic in case.plan.topics]) != case.order:
        yield f"{order} is not {case.order}"


def targets_and_values(case: Case) -> Complaints:
    """§2, §3, §5: target, gap, weight, value, prerequisites."""
    for topic in case.plan.topics:
        slug, rating = topic.slug, case.ratings[topic.slug]
        target, weight = case.target(slug), case.weight(slug)
        value = weight * points_between(rating, target)
        wanted = (rating, target, case.gap(slug), weight, value)
        if (topic.rating, topic.target, topic.gap, topic.weight, topic.value) != wanted:
            yield f"{slug}: rating, target, gap, weight, value should be {wanted}"
        if not rating <= topic.reach <= max(rating, target):
            yield f"{slug}: reach {topic.reach} is not between {rating} and {target}"
        unmet = [before for before in case.order if before in case.unmet(slug)]
        met = [before for before in case.order if before in case.builds_on(slug) and before not in unmet]
        shaky = [before for before in met if case.ratings[before] < WEAK_BELOW]
        if (list(topic.met), list(topic.unmet), list(topic.shaky)) != (met, unmet, shaky):
            yield f"{slug}: met {met}, unmet {unmet}, shaky {shaky} wanted"


def topic_minutes(case: Case) -> Complaints:
    """§4, §10: by the table from rating to reach, 120 at least for a weak topic in full depth, 25 for a review."""
    for topic in case.plan.topics:
        of = full_minutes if case.plan.depth == "full" else table_minutes
        minutes = of(case.topics[topic.slug], topic.rating, topic.reach) if topic.gap else REVIEW
        if topic.minutes != minutes:
            yield f"{topic.slug}: {topic.minutes} minutes, {minutes} wanted"


def learning_sums(case: Case) -> Complaints:
    """§4, §8: each topic's own tasks sum to its minutes left, and nothing else counts as learning."""
    for topic in case.plan.topics:
        slug = topic.slug
        total = sum(task.minutes for row in case.learning[slug].values() for _, task in row)
        dropped = case.history.record.skipped | set(case.history.record.deferred)
        skipped = any(key.split(":")[1:] == [slug] for key in dropped)
        done = any(entry.key.split(":")[1:] == [slug] for entry in case.history.done)
        left = topic.minutes_left
        if topic.reach == topic.rating and (total or left):
            yield f"{slug} gains nothing, and has {total} minutes of learning, {left} left"
        elif total != left and not (skipped and total < left):
            yield f"{slug}: tasks of {total} minutes, {left} are left"
        elif topic.reach > topic.rating and not done and not skipped and left != topic.minutes:
            yield f"{slug}: {left} minutes are left of {topic.minutes}, and nothing is done"
        if left > topic.minutes:
            yield f"{slug}: {left} minutes are left of {topic.minutes}"


def needed_minutes(case: Case) -> Complaints:
    """§10: `needed` is for all targets of topics with gaps."""
    needed = sum(
        full_minutes(case.topics[slug], case.ratings[slug], case.target(slug)) for slug in case.topics if case.gap(slug)
    )
    if case.plan.minutes.needed > needed or (case.fresh and case.plan.minutes.needed != needed):
        yield f"{case.plan.minutes.needed} minutes needed, {needed} wanted"


def planned_minutes(case: Case) -> Complaints:
    """§10: `planned` is the sum of the weeks."""
    planned = sum(task.minutes for day in case.days for task in day.tasks)
    if case.plan.minutes.planned != planned:
        yield f"{case.plan.minutes.planned} minutes planned, {planned} in the weeks"


def usable_minutes(case: Case, minutes: dict[object, int] | None = None) -> int:
    """T − ⌊T/5⌋, T − ⌊T/10⌋ in express; `minutes` by date stand in place of the days' own."""
    rooms = [minutes[on] if minutes else case.room(on) for on in case.dates[:-1]]
    return sum(rooms) - sum(rooms) // (10 if case.plan.variant == "express" else 5)


def stage_minutes(case: Case, usable: int, longest: int) -> int:
    """What the path's own work sets aside; `longest`: minutes of the longest study day before the last."""
    if case.plan.variant == "sprint":
        timed = min(TIMED_SET, longest)
        return timed if timed and usable >= 2 * timed else 0
    if case.plan.path == "C":
        stage = min(EXPRESS_A_TOPIC * len(case.topics), usable)
        return min(stage, usable // 2) if any(map(case.gap, case.topics)) else stage
    return 0


def learning_budget(case: Case) -> int:
    usable = usable_minutes(case)
    return usable - stage_minutes(case, usable, max((case.room(on) for on in case.dates[:-1]), default=0))


def budgets(case: Case) -> Complaints:
    """§6: all study minutes before the interview, and the budget of learning; none without a date."""
    minutes = case.plan.minutes
    if not case.dated:
        if (minutes.available, minutes.learning_available) != (None, None):
            yield "a budget without a date"
        return
    available = sum(day_tasks(case.goal, on) for on in case.dates)
    if case.fresh and (minutes.available, minutes.learning_available) != (available, learning_budget(case)):
        yield f"{minutes.available} and {minutes.learning_available}; wanted {available} and {learning_budget(case)}"
    if minutes.available is None or minutes.learning_available is None:
        yield "no budget with a date"
    elif minutes.available > available or minutes.learning_available > learning_budget(case):
        yield f"{minutes.available} and {minutes.learning_available} are more than there are"
    elif (taken := sum(topic.minutes_left for topic in case.gaining)) > minutes.learning_available:
        yield f"{taken} minutes of learning within {minutes.learning_available}"


def depth(case: Case) -> Complaints:
    """§6: full where all targets fit the budget, and then every target is reached; always without a date."""
    plan, budget = case.plan, case.plan.minutes.learning_available
    fits = budget is None or plan.minutes.needed <= budget
    if (plan.depth == "full") != fits:
        yield f"{plan.depth}: {plan.minutes.needed} needed, {budget} available"
    short = [topic.slug for topic in plan.topics if topic.reach < topic.target]
    if plan.depth == "full" and short:
        yield f"full depth, and {short} fall short"
    if case.warned("triage") != bool(short and case.dates):
        yield "the warning of triage goes with topics that fall short"


def triage_is_exact(case: Case) -> Complaints:
    """§6: the highest Σ weight × points that fits, ties by fewer minutes, then the earliest topic's higher reach."""
    budget = case.plan.minutes.learning_available
    if case.plan.depth != "triage" or budget is None or case.history.done or case.history.record.skipped:
        return
    gaps = [slug for slug in case.order if case.gap(slug)]
    choices = []
    for slug in gaps:
        rating, weak = case.ratings[slug], case.ratings[slug] < WEAK_BELOW
        options = tuple(
            (level, table_minutes(case.topics[slug], rating, level), case.weight(slug) * points_between(rating, level))
            for level in range(rating, case.target(slug) + 1)
        )
        needs = tuple(gaps.index(before) if before in gaps else -1 for before in case.unmet(slug)) if weak else ()
        choices.append(LevelChoice(options, needs))
    best = choose_best_levels(choices, budget)
    reached = tuple(case.by_slug[slug].reach for slug in gaps)
    if reached != best:
        yield f"reaches {dict(zip(gaps, reached, strict=True))}; best are {best}"


def left_out_levels(case: Case) -> Complaints:
    """§6, §7: exactly the topics short of their target, with the missing levels' minutes by the table and value."""
    wanted = [
        (
            topic.slug,
            None,
            table_minutes(case.topics[topic.slug], topic.reach, topic.target),
            topic.weight * points_between(topic.reach, topic.target),
        )
        for topic in case.plan.topics
        if topic.reach < topic.target
    ]
    found = [(out.topic, out.kind, out.minutes, out.value) for out in case.plan.left_out]
    if found != wanted:
        yield f"left out {found}; wanted {wanted}"


def left_out_reasons(case: Case) -> Complaints:
    """§6: no study day, or a prerequisite that stays unmet, or the budget."""
    for out in case.plan.left_out:
        topic = case.by_slug[out.topic]
        missing = [slug for slug in topic.unmet if case.by_slug[slug].reach < MET]
        code = "budget"
        if not case.dates:
            code = "no-study-day"
        elif topic.rating < WEAK_BELOW and missing:
            code = "prerequisite-left-out"
        if out.reason.code != code:
            yield f"{out.topic} is left out by {out.reason.code}, not {code}"


def prerequisites_are_read_first(case: Case) -> Complaints:
    """§5: no topic rated below 3 is begun, for learning or review, before what it builds on and is unmet was read."""
    begun: dict[str, int] = {}
    read: dict[str, int] = {}
    for place, _, task in case.positions():
        if own_learning_or_review(task.reasons[0].code):
            begun.setdefault(task.topics[0], place)
            if task.kind == "read":
                read[task.topics[0]] = place
    ticked = {entry.key for entry in case.history.done}
    for slug, place in begun.items():
        bound = case.ratings[slug] < WEAK_BELOW and slug not in case.begun_before
        for before in case.unmet(slug) if bound else ():
            known = f"read:{before}" in ticked | case.history.record.skipped
            if not known and read.get(before, place) >= place:
                yield f"{slug} begins before {before} is read"


def own_learning_or_review(code: str) -> bool:
    return code in ("learn", "review")


RULES = (
    path_and_variant,
    study_order,
    targets_and_values,
    topic_minutes,
    learning_sums,
    needed_minutes,
    planned_minutes,
    budgets,
    depth,
    triage_is_exact,
    left_out_levels,
    left_out_reasons,
    prerequisites_are_read_first,
)
