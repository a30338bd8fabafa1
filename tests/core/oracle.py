"""What every plan must keep to, worked out anew from the rules and without the code under test."""

from collections import defaultdict
from datetime import date, timedelta
from typing import cast

from studyplan.core.model import BuiltPlan, CodedNote, Goal, PlanDay, PlanTask, Ratings
from tests.core.twelve import HARD, MINUTES, SHORT, SLUGS, SOFT, TARGETS, TIERS

PREREQUISITES = [(SLUGS[a], SLUGS[b]) for a, b in (edge.split("→") for edge in HARD.split())]
LEARNING = ("read", "self-assessment", "derive", "practice", "cheat-sheet", "mock")
STEP = 5


def days_of(plan: BuiltPlan) -> list[PlanDay]:
    return [day for week in plan.weeks for day in week.days]


def placed(plan: BuiltPlan) -> list[tuple[date, PlanTask]]:
    return [(day.on, task) for day in (*days_of(plan), *plan.afterwards) for task in day.tasks]


def own_learning(task: PlanTask) -> bool:
    return task.reasons[0].code == "learn"


def check(plan: BuiltPlan, ratings: Ratings, goal: Goal, start: date) -> None:
    """Everything that holds for any plan without work done before, with an interview date or without."""
    check_days(plan, goal, start)
    check_kinds(plan)
    check_keys_and_parts(plan)
    check_splits(plan, goal.minutes // STEP * STEP)
    check_sums(plan, ratings)
    check_topics(plan, ratings, goal)
    check_tracker_tasks(plan)
    check_prerequisites(plan, ratings)
    check_recalls(plan, goal)
    check_notes(plan)
    check_reviews(plan)
    check_shape(plan, goal)


def check_days(plan: BuiltPlan, goal: Goal, start: date) -> None:
    dates = [day.on for day in (*days_of(plan), *plan.afterwards)]
    assert dates == sorted(set(dates))
    a_day = goal.minutes // STEP * STEP
    for day in (*days_of(plan), *plan.afterwards):
        assert day.tasks
        assert day.minutes == sum(task.minutes for task in day.tasks) <= a_day
        assert day.on >= start
        assert day.on.weekday() in goal.weekdays
        assert day.on not in goal.days_off
        assert goal.interview_on is None or day.on < goal.interview_on
        kinds = [task.kind.startswith("recall") for task in day.tasks]
        assert kinds == sorted(kinds, reverse=True), "recalls come first"
    for number, week in enumerate(plan.weeks, start=1):
        assert week.number == number
        assert week.starts_on == start + timedelta(days=7 * (number - 1))
        assert all(0 <= (day.on - week.starts_on).days < 7 for day in week.days)
    assert not plan.weeks or plan.weeks[-1].days
    assert plan.ends_on == (dates[len(dates) - len(plan.afterwards) - 1] if plan.weeks else None)
    assert plan.minutes.planned == sum(day.minutes for day in days_of(plan))
    assert all(task.kind.startswith("recall") for day in plan.afterwards for task in day.tasks)
    assert goal.interview_on is None or not plan.afterwards


def check_keys_and_parts(plan: BuiltPlan) -> None:
    by_key = defaultdict(list)
    for _, task in placed(plan):
        assert task.minutes % STEP == 0
        assert task.minutes > 0
        by_key[task.key].append(task)
    for tasks in by_key.values():
        if len(tasks) == 1:
            assert (tasks[0].part, tasks[0].sitting) == (None, 0)
        else:
            assert [task.part for task in tasks] == [(n, len(tasks)) for n in range(1, len(tasks) + 1)]
            assert [task.sitting for task in tasks] == list(range(1, len(tasks) + 1))
        assert len({(task.kind, task.topics) for task in tasks}) == 1
        assert all(task.minutes <= 60 for task in tasks)


def check_splits(plan: BuiltPlan, a_day: int) -> None:
    """Only a task over 60 minutes, or one that does not fit its day, is split."""
    totals: dict[str, int] = defaultdict(int)
    for _, task in placed(plan):
        totals[task.key] += task.minutes
    for day in days_of(plan):
        before = 0
        for task in day.tasks:
            if task.part and task.part[0] == 1:
                assert totals[task.key] > min(60, a_day - before)
            before += task.minutes


def check_sums(plan: BuiltPlan, ratings: Ratings) -> None:
    """The sittings of each topic's learning add up to its minutes, and nothing else counts as learning."""
    sums: dict[str, int] = defaultdict(int)
    for _, task in placed(plan):
        if own_learning(task):
            sums[task.topics[0]] += task.minutes
    for topic in plan.topics:
        if topic.reach > topic.rating:
            assert sums.pop(topic.slug) == topic.minutes == topic.minutes_left
    assert not sums
    begun = [slug for week in plan.weeks for slug in week.topics]
    assert sorted(begun) == sorted(topic.slug for topic in plan.topics if topic.reach > topic.rating)


def minutes_between(slug: str, low: int, high: int, *, full: bool) -> int:
    minutes = sum(MINUTES[SHORT[slug]][low - 1 : high - 1])
    return max(minutes, 120) if full and minutes and low < 3 else minutes


def check_topics(plan: BuiltPlan, ratings: Ratings, goal: Goal) -> None:
    tiers = [TIERS[SHORT[topic.slug]] for topic in plan.topics]
    assert tiers == sorted(tiers)
    slugs = [topic.slug for topic in plan.topics]
    for edge in (*HARD.split(), *SOFT.split()):
        before, after = (SLUGS[short] for short in edge.split("→"))
        assert slugs.index(before) < slugs.index(after)
    full = plan.depth == "full"
    needed = 0
    for topic in plan.topics:
        base = TARGETS[goal.role][list(SLUGS).index(SHORT[topic.slug])]
        assert topic.target in (base, max(base, 3))
        assert topic.gap == max(0, topic.target - topic.rating)
        assert topic.rating <= topic.reach <= max(topic.rating, topic.target)
        points = (4, 3, 2, 1)
        assert topic.value == topic.weight * sum(points[topic.rating - 1 : max(topic.rating, topic.target) - 1])
        expected = minutes_between(topic.slug, topic.rating, topic.reach, full=full) if topic.gap else 25
        assert topic.minutes == expected
        needed += minutes_between(topic.slug, topic.rating, max(topic.rating, topic.target), full=True)
        builds_on = {a for a, b in PREREQUISITES if b == topic.slug}
        assert set(topic.met) == {slug for slug in builds_on if ratings[slug] >= 2}
        assert set(topic.unmet) == builds_on - set(topic.met)
        assert set(topic.shaky) == {slug for slug in topic.met if ratings[slug] < 3}
    assert plan.minutes.needed == needed
    assert full == all(topic.reach >= topic.target for topic in plan.topics) or plan.depth == "triage"
    if goal.interview_on is None:
        assert full


def check_tracker_tasks(plan: BuiltPlan) -> None:
    """Half of the rest is read, a quarter derived where levels ask for it, the remainder practiced, all in fives."""
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for _, task in placed(plan):
        if own_learning(task):
            sums[task.topics[0], task.kind] += task.minutes
            assert task.key == f"{task.kind}:{task.topics[0]}"
    for topic in plan.topics:
        if topic.reach == topic.rating:
            continue
        rest = topic.minutes - 25
        read = max(5, rest // 2 // 5 * 5)
        derive = rest // 4 // 5 * 5 if topic.reach >= 4 else 0
        wanted = dict(zip(LEARNING, (read, 5, derive, rest - read - derive, 10, 10), strict=True))
        assert {kind: sums[topic.slug, kind] for kind in LEARNING} == wanted


def check_prerequisites(plan: BuiltPlan, ratings: Ratings) -> None:
    """Nothing of a topic rated below 3 is begun before its unmet prerequisites have been read."""
    first: dict[str, int] = {}
    read: dict[str, int] = {}
    for place, (_, task) in enumerate(placed(plan)):
        if own_learning(task) or task.reasons[0].code == "review":
            first.setdefault(task.topics[0], place)
            if task.kind == "read":
                read[task.topics[0]] = place
    for before, after in PREREQUISITES:
        if ratings[before] < 2 and ratings[after] < 3 and after in first:
            assert before in read
            assert read[before] < first[after]


def check_recalls(plan: BuiltPlan, goal: Goal) -> None:
    read_on: dict[str, date] = {}
    for on, task in placed(plan):
        if own_learning(task) and task.kind == "read":
            read_on[task.topics[0]] = on
    recalls: dict[str, list[tuple[date, PlanTask]]] = defaultdict(list)
    for on, task in placed(plan):
        if task.kind.startswith("recall"):
            assert task.minutes == 10
            recalls[task.topics[0]].append((on, task))
    if plan.variant == "express":
        assert not recalls
        return
    assert set(recalls) <= set(read_on)
    last = days_of(plan)[-1].on if plan.weeks else None
    for slug, on in read_on.items():
        dates = [recalled_on for recalled_on, _ in recalls[slug]]
        assert len(set(dates)) == len(dates), "never two recalls of one topic on a day"
        dues = dues_of(on, None if goal.interview_on is None else last)
        for recalled_on, task in recalls[slug]:
            assert recalled_on >= dues[task.kind]
        lost = {out.kind: out for out in plan.left_out if out.topic == slug and out.kind}
        assert {task.kind for _, task in recalls[slug]} | set(lost) == set(dues)
        assert len(recalls[slug]) + len(lost) == len(dues)
        assert all((out.minutes, out.value) == (10, 0) for out in lost.values())
        if goal.interview_on is None:
            assert not lost
            check_landing(plan, goal, dues, recalls[slug])


def check_landing(plan: BuiltPlan, goal: Goal, dues: dict[str, date], recalls: list[tuple[date, PlanTask]]) -> None:
    """Without an interview a recall lands on its due date, or passes only days that are off, full or taken."""
    a_day = goal.minutes // STEP * STEP
    taken = {on for on, _ in recalls}
    full: dict[date, int] = defaultdict(int)
    for on, task in placed(plan):
        full[on] += task.minutes if task.kind.startswith("recall") else 0
    for on, task in recalls:
        passed = (dues[task.kind] + timedelta(days=offset) for offset in range((on - dues[task.kind]).days))
        for day in passed:
            off = day.weekday() not in goal.weekdays or day in goal.days_off
            assert off or day in taken or a_day - full[day] < 10


def dues_of(read_on: date, last: date | None) -> dict[str, date]:
    """The due dates; with a last study day they shrink, exact to the half."""
    dues = {}
    for day in (3, 7, 14, 21):
        offset = day
        if last is not None and (days := (last - read_on).days - 1) < 21:
            whole, rest = divmod(day * days, 21)
            offset = max(1, whole + (2 * rest >= 21))
        dues[f"recall-{day}"] = read_on + timedelta(days=offset)
    return dues


def warned(plan: BuiltPlan, code: str) -> tuple[str, ...]:
    """The topics of a warning."""
    return next((cast(tuple[str, ...], warning["topics"]) for warning in plan.warnings if warning.code == code), ())


def check_reviews(plan: BuiltPlan) -> None:
    """Paths A and B review every topic at its target, or say which ones not; triage and path C review none."""
    reviewed: dict[str, list[str]] = defaultdict(list)
    for _, task in placed(plan):
        if task.reasons[0].code == "review":
            reviewed[task.topics[0]] += [task.kind] if task.part in (None, (1, task.part and task.part[1])) else []
    at_target = {topic.slug for topic in plan.topics if not topic.gap}
    if plan.path == "C" or plan.depth == "triage" or plan.minutes.available == 0:
        assert not reviewed
        return
    missing = set(warned(plan, "reviews-left-out"))
    assert missing <= at_target
    for slug in at_target - missing:
        assert reviewed[slug] == ["self-assessment", "cheat-sheet", "mock"]


def check_shape(plan: BuiltPlan, goal: Goal) -> None:
    tasks = [task for _, task in placed(plan)]
    timed = [task for task in tasks if task.key == "timed-set:1"]
    if plan.path == "B":
        a_day = goal.minutes // STEP * STEP
        stage = min(60, a_day) if goal.interview_on is None else None
        assert stage is None or sum(task.minutes for task in timed) == stage
        ratings = {topic.slug: topic.rating for topic in plan.topics}
        stages = [(ratings[task.topics[0]] >= 3) for task in tasks if own_learning(task)]
        assert stages == sorted(stages), "deep study comes before practice"
    else:
        assert not timed
    express = [task for task in tasks if task.reasons[0].code == "express-day"]
    if plan.path != "C":
        assert not express
        return
    days = [cast(int, task.reasons[0]["day"]) for task in express]
    assert days == sorted(days)
    lost = warned(plan, "express-left-out")
    gaining = {topic.slug for topic in plan.topics if topic.reach > topic.rating}
    for topic in plan.topics if plan.weeks and len(days) else ():
        suffix = ":express" if topic.slug in gaining else ""
        wanted = {f"cheat-sheet:{topic.slug}{suffix}", f"timed-set:{topic.slug}", f"mock:{topic.slug}{suffix}"}
        placed_keys = {task.key for task in express if task.topics == (topic.slug,)}
        assert placed_keys == wanted if topic.slug not in lost else placed_keys < wanted
    learning = [place for place, task in enumerate(tasks) if own_learning(task)]
    shown = [place for place, task in enumerate(tasks) if task.reasons[0].code == "express-day"]
    if learning and shown:
        assert max(shown) < min(learning) if plan.variant == "express" else max(learning) < min(shown)


def check_notes(plan: BuiltPlan) -> None:
    notes: list[CodedNote] = [
        *plan.warnings,
        *(out.reason for out in plan.left_out),
        *(week.focus for week in plan.weeks),
    ]
    for _, task in placed(plan):
        assert task.reasons
        notes += task.reasons
    for note in notes:
        assert tuple(name for name, _ in note.params) == note.code.parameters
        for _, value in note.params:
            assert all(isinstance(part, int | str | date) for part in (value if isinstance(value, tuple) else (value,)))


def check_kinds(plan: BuiltPlan) -> None:
    for _, task in placed(plan):
        assert task.key.startswith(f"{task.kind}:")
