"""Filled days as weeks, days and tasks, with sittings numbered and reasons given. Rules: planning §6, §8."""

from collections import Counter
from collections.abc import Sequence

from studyplan.core.codes import FocusCode, ReasonCode
from studyplan.core.model import CodedNote, PlanDay, PlanItem, PlanTask, PlanWeek, Reason, note
from studyplan.core.planning.context import PlanContext
from studyplan.core.planning.days import StudyDay, find_week_number, find_week_start
from studyplan.core.planning.items import ItemQueue
from studyplan.core.planning.layout import Course
from studyplan.core.planning.reasons import list_reasons

RITUALS = (FocusCode.RECALL, FocusCode.LAST_DAY, FocusCode.REHEARSAL)


class WeekBuilder:
    """Turns study days, in the order of their dates, into the days and weeks of a plan."""

    def __init__(self, context: PlanContext, course: Course, days: Sequence[StudyDay]) -> None:
        self._context = context
        self._days = {plan_day.on: plan_day for plan_day in _make_days(context, course, days)}

    def make_days(self, days: Sequence[StudyDay]) -> tuple[PlanDay, ...]:
        """The plan's days of these study days, with their tasks and reasons. Rule: planning §8."""
        return tuple(self._days[day.on] for day in days)

    def make_weeks(self, days: Sequence[StudyDay]) -> tuple[PlanWeek, ...]:
        """The weeks from the first to that of the last of these days, also those without a task. Rule: planning §6."""
        start = self._context.began_on
        by_week: dict[int, list[StudyDay]] = {}
        for day in days:
            by_week.setdefault(find_week_number(start, day.on), []).append(day)
        self._last_block = max((number for number, own in by_week.items() if _holds_block(own)), default=0)
        begun: set[str] = set()
        weeks = []
        for number in range(find_week_number(start, self._context.start), max(by_week, default=0) + 1):
            own = by_week.get(number, [])
            topics = tuple(slug for slug in _list_learned(own) if slug not in begun)
            begun.update(topics)
            weeks.append(
                PlanWeek(number, find_week_start(start, number), self._focus(number, own), topics, self.make_days(own))
            )
        return tuple(weeks)

    def _focus(self, number: int, days: Sequence[StudyDay]) -> CodedNote:
        """The part with most minutes of a week; recalls and the last day count only where there is nothing else."""
        minutes: Counter[FocusCode] = Counter()
        topics: dict[FocusCode, dict[str, None]] = {}
        for day in days:
            for sitting in day.sittings:
                focus = sitting.work.focus
                minutes[focus] += 0 if focus in RITUALS else sitting.minutes
                own = sitting.work.topics if len(sitting.work.topics) == 1 else ()
                topics.setdefault(focus, {}).update(dict.fromkeys(own))
        if not minutes:
            return note(FocusCode.REST, topics=())
        focus = max(minutes, key=lambda code: minutes[code])
        names = tuple(topics[focus])
        if focus is FocusCode.BLOCK:
            tiers = tuple(dict.fromkeys(self._context.goal_score.by_slug[slug].topic.tier for slug in names))
            return note(focus, topics=names, tiers=tiers, themes=self._list_themes(number, tiers))
        return note(focus, topics=names)

    def _list_themes(self, number: int, tiers: Sequence[int]) -> tuple[str, ...]:
        """Themes by the number of the week if the path has as many as the source, else by tiers. Rule: planning §6."""
        rules = self._context.policy.blocks
        if self._last_block == len(rules.week_themes):
            return (rules.week_themes[number - 1],)
        own = (theme for tier in tiers for theme in rules.tier_themes[tier - 1 : tier])
        return tuple(theme for themes in own for theme in themes)


def _holds_block(days: Sequence[StudyDay]) -> bool:
    return any(sitting.work.focus is FocusCode.BLOCK for day in days for sitting in day.sittings)


def _list_learned(days: Sequence[StudyDay]) -> dict[str, None]:
    """The topics whose own learning lies on these days, in that order."""
    works = (sitting.work for day in days for sitting in day.sittings)
    return {work.topics[0]: None for work in works if work.cause.code is ReasonCode.LEARN}


def _make_days(context: PlanContext, course: Course, days: Sequence[StudyDay]) -> list[PlanDay]:
    """A task in several sittings, or one begun before, has them numbered on from those done."""
    parts = Counter(sitting.work.key for day in days for sitting in day.sittings)
    first = {key: context.completed.next_sitting(key) or int(count > 1) for key, count in parts.items()}
    number = dict(first)
    known: dict[str, tuple[Reason, ...]] = {}
    left = Counter[str]()
    for day in days:
        for sitting in day.sittings:
            left[sitting.work.key] += sitting.minutes
    queues: dict[str, ItemQueue] = {}
    plan_days = []
    for day in days:
        tasks = []
        for sitting in day.sittings:
            work = sitting.work
            if work.key not in known:
                known[work.key] = list_reasons(context, course, work)
                queues[work.key] = ItemQueue(work.items)
            own = number[work.key]
            part = (own, first[work.key] + parts[work.key] - 1) if own else None
            left[work.key] -= sitting.minutes
            items = tuple(
                PlanItem(item.slug, item.title, item.minutes)
                for item in queues[work.key].take(sitting.minutes, left[work.key])
            )
            reasons = known[work.key]
            tasks.append(PlanTask(work.key, work.kind, work.topics, sitting.minutes, own, part, reasons, items))
            number[work.key] += 1
        minutes = sum(task.minutes for task in tasks)
        plan_days.append(PlanDay(day.on, minutes, tuple(tasks), day.cards, day.room))
    return plan_days
