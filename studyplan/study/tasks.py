"""The sitting of a task that a study screen is about, and the one that follows it today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from studyplan.accounts.models import User
from studyplan.catalog.pages import all_topics
from studyplan.planner.documents import StoredAfterDay, StoredTask
from studyplan.planner.models import Plan
from studyplan.planner.outline import OutlineDay, PlanOutline, SittingMinutes
from studyplan.planner.page import PlanReader
from studyplan.planner.services import days_in, read_afterwards, read_current_plan
from studyplan.planner.text.instructions import Instruction, make_instruction, study_url, title_of_key
from studyplan.progress import keys
from studyplan.progress.services import NOT_PLANNED, WHOLE, PlannedTask, Ticks, ticks_of

CurrentPlan = tuple[Plan, PlanOutline] | None
"""The plan in force, as ``read_current_plan`` gives it."""


@dataclass(frozen=True, slots=True)
class NextTask:
    """The next open sitting of today."""

    title: str
    minutes: int
    url: str


@dataclass(frozen=True, slots=True)
class DoneTask:
    """A sitting that was finished just now."""

    key: str
    sitting: int
    title: str
    minutes: int
    took: str

    @property
    def url(self) -> str:
        return study_url(self.key, self.sitting)


@dataclass(frozen=True, slots=True)
class StudyTask:
    """One sitting of a task; ``exercises`` are those of its checkpoint.

    ``plan``: the plan in force if it holds the task. ``goes_on``: the items that a later open sitting goes on with.
    """

    task: StoredTask
    instruction: Instruction
    is_done: bool
    took: str  # as its tick says
    on: date | None = None  # planned for
    why: tuple[str, ...] = ()
    exercises: tuple[str, ...] = ()
    plan: Plan | None = None
    planned: PlannedTask = NOT_PLANNED
    following: NextTask | None = None
    goes_on: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        return self.task.key

    @property
    def sitting(self) -> int:
        return self.task.sitting

    @property
    def kind(self) -> str:
        """All recalls are of one kind here."""
        return "recall" if self.task.kind.startswith("recall") else self.task.kind

    @property
    def topic(self) -> str:
        """The slug of the only topic that it is about; "" where it is about several."""
        return self.task.topics[0] if len(self.task.topics) == 1 else ""

    @property
    def title(self) -> str:
        return self.instruction.title

    @property
    def url(self) -> str:
        return study_url(self.key, self.sitting)


def find_study_task(current: CurrentPlan, ticks: Ticks, key: str, sitting: int | None, today: date) -> StudyTask | None:
    """The task of this key: the ``sitting`` that is asked for, else the first open one, else the last.

    ``None``: there is no such task, in the plan or out of it.
    """
    if current and key in current[1].tasks:
        return find_planned(*current, ticks, key, sitting, today)
    if not keys.is_known(key, all_topics()):
        return None
    following = find_following(current[1], ticks, today, key, WHOLE) if current else None
    task = make_unplanned(key)
    instruction = make_instruction(task, all_topics())
    return StudyTask(task, instruction, ticks.is_done(key), ticks.took_of(key, WHOLE), following=following)


def find_planned(
    plan: Plan, outline: PlanOutline, ticks: Ticks, key: str, sitting: int | None, today: date
) -> StudyTask:
    chosen = choose_sitting(outline, ticks, key, sitting)
    day = days_in(plan, [chosen[0]])[0] if chosen else find_after_day(plan, key)
    number = chosen[1].sitting if chosen else WHOLE
    task = next(task for task in day.tasks if is_sitting(task, key, number))
    reader = PlanReader(outline.head, ticks, today, outline.planned)
    line, checkpoint = reader.line(day.date, task, task.reasons[1:]), reader.checkpoints.get(task.kind)
    return StudyTask(
        task,
        line.instruction,
        line.done,
        line.took,
        day.date,
        line.why,
        checkpoint.exercises if checkpoint else (),
        plan,
        outline.planned[key],
        find_following(outline, ticks, today, key, number),
        find_items_to_go_on(outline, ticks, key, number),
    )


def find_items_to_go_on(outline: PlanOutline, ticks: Ticks, key: str, sitting: int) -> frozenset[str]:
    """The items that open sittings after this one name, too."""
    level = outline.planned[key].level
    later = ((number, slugs) for number, slugs in outline.tasks[key].items.items() if number > sitting)
    return frozenset(slug for number, slugs in later if not ticks.has(key, number, level) for slug in slugs)


def is_sitting(task: StoredTask, key: str, sitting: int) -> bool:
    return (task.key, task.sitting) == (key, sitting)


def choose_sitting(
    outline: PlanOutline, ticks: Ticks, key: str, sitting: int | None
) -> tuple[OutlineDay, SittingMinutes] | None:
    places = [(day, planned) for day in outline.days for planned in day.sittings if planned.task == key]
    wanted = [place for place in places if place[1].sitting == sitting]
    still_open = [place for place in places if not outline.is_done(place[1], ticks)]
    return next(iter(wanted or still_open or places[-1:]), None)


def find_after_day(plan: Plan, key: str) -> StoredAfterDay:
    """The day of a recall that falls after the last study day."""
    return next(day for day in read_afterwards(plan) if any(task.key == key for task in day.tasks))


def make_unplanned(key: str) -> StoredTask:
    """A task that no plan holds can still be done, and ticked."""
    kind, subject, *_suffix = key.split(":")
    about = (subject,) if subject in all_topics() else ()
    return StoredTask(key=key, kind=kind, topics=about, minutes=0, part=None, sitting=WHOLE, reasons=())


def find_following(outline: PlanOutline, ticks: Ticks, today: date, key: str, sitting: int) -> NextTask | None:
    """The next open sitting of today after this one; those before it come last."""
    day = outline.day_on(today)
    order = list(day.sittings) if day else []
    place = next((n for n, planned in enumerate(order) if is_same(planned, key, sitting)), -1)
    ahead = (planned for planned in (*order[place + 1 :], *order[: place + 1]) if not is_same(planned, key, sitting))
    following = next((planned for planned in ahead if not outline.is_done(planned, ticks)), None)
    return make_next(following) if following else None


def find_next_task(user: User, key: str, today: date) -> NextTask | None:
    """The next open sitting of today after any of the task ``key``."""
    current = read_current_plan(user)
    return find_following(current[1], ticks_of(user), today, key, WHOLE) if current else None


def is_same(planned: SittingMinutes, key: str, sitting: int) -> bool:
    return (planned.task, planned.sitting) == (key, sitting)


def make_next(sitting: SittingMinutes) -> NextTask:
    return NextTask(title_of_key(sitting.task, all_topics()), sitting.minutes, study_url(sitting.task, sitting.sitting))


def find_done(value: str, outline: PlanOutline | None, ticks: Ticks) -> DoneTask | None:
    """The sitting that ``value`` names (``<key>/<sitting>``), if it is ticked."""
    key, _slash, number = value.rpartition("/")
    if not number.isdecimal() or len(number) > 3 or not keys.is_known(key, all_topics()):
        return None
    sitting = int(number)
    planned = outline.planned.get(key, NOT_PLANNED) if outline else NOT_PLANNED
    if not ticks.has(key, sitting, planned.level):
        return None
    minutes = planned.sittings.get(sitting, 0)
    return DoneTask(key, sitting, title_of_key(key, all_topics()), minutes, ticks.took_of(key, sitting))
