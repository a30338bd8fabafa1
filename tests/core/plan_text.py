"""Plans as short text, the way the golden cases and failing tests show them."""

from itertools import groupby

from studyplan.core.codes import TaskKind
from studyplan.core.model import BuiltPlan, CodedNote, PlanDay, PlanTask
from tests.core.twelve import SHORT

LETTERS = {
    TaskKind.READ: "read",
    TaskKind.DERIVE: "derive",
    TaskKind.PRACTICE: "practice",
    TaskKind.IMPLEMENT: "implement",
    TaskKind.RAPID_FIRE: "rapid",
    TaskKind.REHEARSAL: "rehearse",
    TaskKind.CHEAT_SHEET: "sheet",
    TaskKind.SELF_ASSESSMENT: "assess",
    TaskKind.MOCK: "mock",
    TaskKind.REVIEW: "review",
    TaskKind.TIMED_SET: "set",
    TaskKind.SKIM: "pass",
}
ITEMS = {"section": "s", "derivation": "d", "problem": "p", "coding": "c", "question": "q", "probe": "probe "}


def format_task(task: PlanTask) -> str:
    """`read:BV 60 1/2 (s1-2)`: key with short topics, minutes, part, items."""
    kind, _, subject = task.key.partition(":")
    subject = ":".join(SHORT.get(part, part) for part in subject.split(":"))
    part = f" {task.part[0]}/{task.part[1]}" if task.part else ""
    name = LETTERS.get(TaskKind(kind), kind) if kind in list(TaskKind) else kind
    return f"{name}:{subject} {task.minutes}{part}{format_items(task)}"


def format_items(task: PlanTask) -> str:
    """` (calculus s1-3 q1 5 again q1)`: the items by their kinds' letters; nothing where there are none."""
    named = []
    for kind, group in groupby((_split(item.slug) for item in task.items), key=lambda row: row[0]):
        numbers = [number for _, number in group]
        named.append(kind + " ".join(_join_runs(numbers)))
    return f" ({' '.join(named)})" if named else ""


def _split(slug: str) -> tuple[str, int | None]:
    """The kind of an item and its number; of a primer page or a format its name."""
    name, _, again = slug.partition(":")
    for topic in SHORT:
        name = name.removeprefix(f"{topic}-")
    kind, _, number = name.rpartition("-")
    if not number.isdigit():
        return name.removeprefix("primer-"), None
    return ("again " if again else "") + ITEMS[kind], int(number)


def _join_runs(numbers: list[int | None]) -> list[str]:
    """`1-3`, `5`: numbers that follow one another are joined."""
    runs: list[list[int]] = []
    for number in numbers:
        if number is None:
            continue
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]


def format_day(day: PlanDay) -> str:
    """`2026-11-23 Mon 95+10 free 15: …`: minutes of tasks and of cards, and those that stay free."""
    free = f" free {day.free}" if day.free else ""
    return f"{day.on} {day.on:%a} {day.minutes}+{day.cards}{free}: " + ", ".join(map(format_task, day.tasks))


def format_note(note: CodedNote) -> str:
    """`code name=value …` with short topics."""

    def value(parameter: object) -> str:
        if isinstance(parameter, tuple):
            return "+".join(map(value, parameter)) or "none"
        return SHORT.get(str(parameter), str(parameter))

    return " ".join([str(note.code), *(f"{name}={value(parameter)}" for name, parameter in note.params)])


def format_plan(plan: BuiltPlan) -> str:
    """All of it, reasons left out."""
    lines = [
        f"{plan.path} {plan.variant} total {plan.total}{' cram' if plan.cram else ''} {plan.depth}",
        f"{plan.starts_on} … {plan.ends_on} interview {plan.interview_on}",
        f"needed {plan.minutes.needed} available {plan.minutes.available} "
        f"learning {plan.minutes.learning_available} planned {plan.minutes.planned}",
        *(f"! {format_note(warning)}" for warning in plan.warnings),
    ]
    lines += [
        f"{SHORT[topic.slug]} {topic.rating}→{topic.reach} of {topic.target}"
        f" {topic.minutes} min w{topic.weight} v{topic.value}"
        for topic in plan.topics
    ]
    for week in plan.weeks:
        lines.append(f"Week {week.number} {week.starts_on} {format_note(week.focus)}")
        lines += [f"  {format_day(study_day)}" for study_day in week.days]
    lines += [f"after {format_day(study_day)}" for study_day in plan.afterwards]
    for out in plan.left_out:
        lines.append(f"out {SHORT[out.topic]} {out.kind} {out.minutes} {out.value} {format_note(out.reason)}")
    if plan.recalls_dropped:
        lines.append(f"recalls dropped {plan.recalls_dropped}")
    return "\n".join(lines)


def format_reasons(plan: BuiltPlan) -> str:
    """The reasons of every task, each task once."""
    tasks = {sitting.key: sitting for week in plan.weeks for day in week.days for sitting in day.tasks}
    return "\n".join(
        f"why {format_task(sitting)}: {'; '.join(map(format_note, sitting.reasons))}" for sitting in tasks.values()
    )
