"""In which weeks there is room for a rehearsal, which format each takes, and its number. Rule: planning §6."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from itertools import groupby

from studyplan.core.codes import ReasonCode, TaskKind
from studyplan.core.material import RehearsalFormat, StudyItem
from studyplan.core.model import note
from studyplan.core.planning.context import PlanContext
from studyplan.core.planning.days import StudyDay, find_week_number
from studyplan.core.planning.rehearsals import REHEARSAL_PREFIX, make_rehearsal
from studyplan.core.planning.workload import Work


def place_weekly(context: PlanContext, days: Iterable[StudyDay]) -> None:
    """Give each week that has none yet a rehearsal, on the day with most room, the last of equals.

    Rule: planning §6.
    """
    rules, deferred = context.policy.rehearsals, context.completed.record.deferred
    following = _find_last_number(context) + 1
    for number, group in groupby(days, key=lambda day: find_week_number(context.began_on, day.on)):
        week = list(group)
        until = deferred.get(f"{REHEARSAL_PREFIX}{following}")
        open_days = [day for day in week if until is None or day.on >= until]
        roomiest = max(open_days, key=lambda day: (day.room, day.on), default=None)
        has_room = roomiest is not None and roomiest.room >= rules.least
        if roomiest and has_room and number >= rules.from_week and not any(map(has_rehearsal, week)):
            roomiest.add(make_rehearsal(rules.least), rules.least)
        following += sum(map(has_rehearsal, week))


def move_last_rehearsal(context: PlanContext, days: Iterable[StudyDay]) -> None:
    """Move the rehearsal before the last study day to a day of its window that has room for a longer format."""
    if context.last_day is None:
        return
    opens = context.last_day - timedelta(days=context.policy.rehearsals.window)
    window = [day for day in days if day.on >= opens]
    kept = next((day for day in window if has_rehearsal(day)), None)
    if kept is None:
        return
    sitting = next(sitting for sitting in kept.sittings if sitting.work.kind == TaskKind.REHEARSAL)
    rounds = {round_ for interview in context.goal.interviews for round_ in interview.rounds}
    own = (each for each in context.syllabus.material.formats if not each.rounds or rounds.intersection(each.rounds))
    longest = max((each.minutes for each in (own if rounds else context.syllabus.material.formats)), default=0)
    roomiest = max(window, key=lambda day: (min(day.room, longest), day.on))
    if min(roomiest.room, longest) > kept.room + sitting.minutes:
        kept.sittings.remove(sitting)
        kept.room += sitting.minutes
        roomiest.add(sitting.work, sitting.minutes)


def has_rehearsal(day: StudyDay) -> bool:
    return any(sitting.work.kind == TaskKind.REHEARSAL for sitting in day.sittings)


def settle_rehearsals(context: PlanContext, days: Iterable[StudyDay]) -> None:
    """Choose the format of each rehearsal on these days, the longest that fits, and number them. Rule: planning §6.

    One whose number was skipped falls away.
    """
    chooser = _FormatChooser(context)
    for day in days:
        settled = []
        for sitting in day.sittings:
            if sitting.work.kind != TaskKind.REHEARSAL:
                settled.append(sitting)
                continue
            work = chooser.settle(sitting.work, day.room + sitting.minutes)
            day.room += sitting.minutes
            if work.key not in context.completed.record.skipped:
                week = find_week_number(context.began_on, day.on)
                cause = note(sitting.work.cause.code, week=week, rounds=work.cause["rounds"])
                day.room -= work.minutes
                settled.append(replace(sitting, work=replace(work, cause=cause), minutes=work.minutes))
        day.sittings = settled


def _find_last_number(context: PlanContext) -> int:
    """The highest number of a rehearsal that bears a tick: new ones number on from it."""
    keys = (key for key in context.completed.ticked if key.startswith(REHEARSAL_PREFIX))
    numbers = (key.removeprefix(REHEARSAL_PREFIX) for key in keys)
    return max((int(number) for number in numbers if number.isdigit()), default=0)


class _FormatChooser:
    """Takes the chosen rounds in turn, and of a round's formats one that was planned least often."""

    def __init__(self, context: PlanContext) -> None:
        self._formats = context.syllabus.material.formats
        self._topics = tuple(topic.slug for topic in context.goal_score.topics)
        rounds = dict.fromkeys(round_ for interview in context.goal.interviews for round_ in interview.rounds)
        self._rounds = tuple(rounds)
        self._number = _find_last_number(context)
        self._uses: Counter[str] = Counter()

    def settle(self, work: Work, room: int) -> Work:
        self._number += 1
        rounds, chosen = self._choose(room)
        cause = note(ReasonCode.REHEARSAL, week=0, rounds=rounds)
        work = replace(work, key=f"{REHEARSAL_PREFIX}{self._number}", topics=self._topics, cause=cause)
        if chosen is None:
            return work
        self._uses[chosen.slug] += 1
        item = StudyItem(chosen.slug, chosen.title, chosen.minutes)
        return replace(work, minutes=chosen.minutes, items=(item,))

    def _choose(self, room: int) -> tuple[tuple[str, ...], RehearsalFormat | None]:
        """The round in turn, with its format; where none of its formats fits, the next round's, then any."""
        fitting = [candidate for candidate in self._formats if candidate.minutes <= room]
        turn = (self._number - 1) % len(self._rounds) if self._rounds else 0
        for round_ in self._rounds[turn:] + self._rounds[:turn]:
            own = [candidate for candidate in fitting if not candidate.rounds or round_ in candidate.rounds]
            if own:
                return (round_,), min(own, key=self._rank)
        return (), min(fitting, key=self._rank, default=None)

    def _rank(self, candidate: RehearsalFormat) -> tuple[int, ...]:
        return self._uses[candidate.slug], -candidate.minutes, not candidate.pattern, self._formats.index(candidate)
