"""Small plans written by hand, sound in every rule, and tools to break one rule at a time.

Two topics, alpha before beta; Mondays, Wednesdays and Saturdays of 120 minutes, ten of them for cards.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from studyplan.core.codes import FocusCode, PathVariant, ReasonCode
from studyplan.core.material import Emphasis, RehearsalFormat, StudyItem, StudyMaterial, TopicMaterial
from studyplan.core.model import (
    BuiltPlan,
    Edge,
    Frequency,
    Goal,
    PathBand,
    PathShape,
    PlanDay,
    PlanItem,
    PlanTask,
    PlanWeek,
    Ratings,
    Reason,
    ResourceBand,
    Syllabus,
    SyllabusTopic,
    note,
)
from tests.core.oracle import NO_HISTORY, History, check_plan
from tests.core.twelve import POLICY

START = date(2026, 11, 23)
CARDS, TASKS = 10, 110
LEARNING = ("read", "derive", "practice", "implement", "rapid-fire", "cheat-sheet", "mock", "self-assessment")


def topic_material(slug: str, *, primer: tuple[str, ...] = ()) -> TopicMaterial:
    letter = slug[0]
    return TopicMaterial(
        sections=(
            StudyItem(f"{letter}-s1", "Section 1", 20, 2, primer=primer),
            StudyItem(f"{letter}-s2", "Section 2", 15, 3),
        ),
        derivations=(StudyItem(f"{letter}-d1", "Derivation 1", 15, 4),),
        problems=(
            StudyItem(f"{letter}-p1", "Problem 1", 20, 2),
            StudyItem(f"{letter}-p2", "Problem 2", 20, 3),
            StudyItem(f"{letter}-p3", "Problem 3", 25, 4),
        ),
        coding=(StudyItem(f"{letter}-c1", "Coding 1", 30, 4),),
        rapid_fire=tuple(StudyItem(f"{letter}-q{number}", f"Question {number}", 2, 2) for number in range(1, 9)),
        probes=(StudyItem(f"{letter}-x1", "Probe 1", 5, 3), StudyItem(f"{letter}-x2", "Probe 2", 5, 3)),
    )


def make_syllabus(alpha: int, beta: int) -> Syllabus:
    """Two topics with these targets."""
    minutes = (60, 60, 60, 60)
    never = Frequency(5, lifts=False)
    return Syllabus(
        topics=(SyllabusTopic("alpha", 1, 1, minutes), SyllabusTopic("beta", 2, 1, minutes)),
        hard=(Edge("alpha", "beta"),),
        soft=(),
        targets={"mle": {"alpha": alpha, "beta": beta}},
        frequencies={"acme": {"alpha": never, "beta": never}},
        depths={"talk": {"alpha": 10, "beta": 10}},
        bands=(
            PathBand(2, 3, PathVariant.SEQUENTIAL),
            PathBand(4, 6, PathVariant.SPRINT),
            PathBand(7, 7, PathVariant.EXTENDED, PathVariant.EXPRESS, 7),
            PathBand(8, 10, PathVariant.EXPRESS),
        ),
        paths=(
            PathShape(PathVariant.SEQUENTIAL, "A", 28, 42),
            PathShape(PathVariant.SPRINT, "B", 14, 21),
            PathShape(PathVariant.EXTENDED, "C", 7, 14),
            PathShape(PathVariant.EXPRESS, "C", 3, 5),
        ),
        resources=(ResourceBand(2, 10, "any"),),
        policy=POLICY,
        material=StudyMaterial(
            topics={"alpha": topic_material("alpha", primer=("page",)), "beta": topic_material("beta")},
            primer={"page": StudyItem("primer-page", "Page", 10)},
            formats=(
                RehearsalFormat("walk", "A walk", 20),
                RehearsalFormat("screen", "A screen", 45, ("talk",)),
            ),
            neutral=Emphasis(3, 4, 2, 1),
        ),
    )


ITEMS = {
    item.slug: PlanItem(item.slug, item.title, item.minutes)
    for material in (topic_material("alpha"), topic_material("beta"))
    for kind in ("sections", "derivations", "problems", "coding", "rapid_fire", "probes")
    for item in getattr(material, kind)
} | {
    "primer-page": PlanItem("primer-page", "Page", 10),
    "walk": PlanItem("walk", "A walk", 20),
    "screen": PlanItem("screen", "A screen", 45),
    "again": PlanItem("again", "What went wrong", 20),
}


def task(key: str, minutes: int, items: str = "", reason: Reason | None = None, topics: str = "") -> PlanTask:
    """A task in one go; without a reason it is a topic's own learning."""
    kind, subject = key.split(":")[:2]
    about = tuple(topics.split()) or (subject,)
    return PlanTask(
        key,
        kind,
        about,
        minutes,
        0,
        None,
        (reason or note(ReasonCode.LEARN, topic=subject),),
        tuple(ITEMS[slug] for slug in items.split()),
    )


def recall(offset: int, slug: str, read_on: date, due: date) -> PlanTask:
    reason = note(ReasonCode.CHECKPOINT, topic=slug, day=offset, read_on=read_on, due=due)
    return task(f"recall-{offset}:{slug}", 10, reason=reason)


def rehearsal(number: int, week: int, form: str, code: ReasonCode = ReasonCode.REHEARSAL) -> PlanTask:
    reason = note(code, week=week, rounds=())
    return task(f"rehearsal:{number}", ITEMS[form].minutes, form, reason, "alpha beta")


Days = dict[date, tuple[PlanTask, ...]]


@dataclass(frozen=True)
class Sample:
    """A request and a sound plan for it."""

    syllabus: Syllabus
    ratings: Ratings
    goal: Goal
    plan: BuiltPlan

    def complaints(self, plan: BuiltPlan, history: History = NO_HISTORY) -> list[str]:
        return check_plan(self.syllabus, self.ratings, self.goal, START, history, plan)


def on(month: int, day: int) -> date:
    return date(2026, month, day)


def make_days(days: Days) -> tuple[PlanDay, ...]:
    row = []
    for when, tasks in days.items():
        minutes = sum(each.minutes for each in tasks)
        row.append(PlanDay(when, minutes, tasks, CARDS, TASKS - minutes))
    return tuple(row)


def make_weeks(days: Iterable[PlanDay]) -> tuple[PlanWeek, ...]:
    """The weeks of these days, with the topics that begin in each."""
    weeks: dict[int, list[PlanDay]] = {}
    for day in days:
        weeks.setdefault((day.on - START).days // 7 + 1, []).append(day)
    begun: set[str] = set()
    row = []
    for number, own in weeks.items():
        learned = [each.topics[0] for day in own for each in day.tasks if each.reasons[0].code == "learn"]
        topics = tuple(slug for slug in dict.fromkeys(learned) if slug not in begun)
        begun.update(topics)
        starts_on = date.fromordinal(START.toordinal() + 7 * (number - 1))
        row.append(PlanWeek(number, starts_on, note(FocusCode.REST, topics=()), topics, tuple(own)))
    return tuple(row)


def settle(plan: BuiltPlan, days: Iterable[PlanDay]) -> BuiltPlan:
    """The plan with other days: their sums, the weeks and the minutes planned follow."""
    row = []
    for day in days:
        minutes = sum(each.minutes for each in day.tasks)
        row.append(replace(day, minutes=minutes, free=TASKS - minutes))
    planned = sum(day.minutes for day in row)
    ends_on = row[-1].on if row else None
    weeks = make_weeks(row)
    return replace(plan, weeks=weeks, ends_on=ends_on, minutes=replace(plan.minutes, planned=planned))


def days_of(plan: BuiltPlan) -> list[PlanDay]:
    return [day for week in plan.weeks for day in week.days]


Edit = Callable[[BuiltPlan], BuiltPlan]


def tasks_on(when: date, edit: Callable[[tuple[PlanTask, ...]], tuple[PlanTask, ...]]) -> Edit:
    """Change the tasks of one day."""
    return lambda plan: settle(
        plan, (replace(day, tasks=edit(day.tasks)) if day.on == when else day for day in days_of(plan))
    )


def drop(when: date, key: str) -> Edit:
    return tasks_on(when, lambda tasks: tuple(each for each in tasks if each.key != key))


def add(when: date, *more: PlanTask) -> Edit:
    return tasks_on(when, lambda tasks: (*tasks, *more))


def first(when: date, *more: PlanTask) -> Edit:
    return tasks_on(when, lambda tasks: (*more, *tasks))


def change(when: date, name: str, /, **changes: object) -> Edit:
    return tasks_on(
        when,
        lambda tasks: tuple(replace(each, **changes) if each.key == name else each for each in tasks),  # type: ignore[arg-type]
    )


def both(*edits: Edit) -> Edit:
    def edit(plan: BuiltPlan) -> BuiltPlan:
        for each in edits:
            plan = each(plan)
        return plan

    return edit
