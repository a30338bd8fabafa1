"""Chains of works laid over days: what goes first, what is cut and where, what stays free. Rule: planning §6."""

from collections.abc import Sequence, Set
from datetime import date

from studyplan.core.codes import TaskKind
from studyplan.core.planning.days import Ease, StudyDay
from studyplan.core.planning.items import ItemQueue
from studyplan.core.planning.workload import Work, WorkChain
from studyplan.core.policy import DayRules


class Lane:
    """A chain that is being laid out: the work to come, and the minutes and items left of it.

    longest: minutes of the longest day. touched: some of the chain is laid out. is_open: some is still to be.
    """

    def __init__(self, chain: WorkChain, longest: int) -> None:
        self.chain = chain
        self.touched = False
        self.is_open = True
        self._longest = longest
        self._works = [work for work in chain.works if work.minutes]
        self._next = 0
        self._last_on: date | None = None
        self._items = ItemQueue(())
        self._open_next()

    def __bool__(self) -> bool:
        return self.is_open

    @property
    def minutes(self) -> int:
        """Those still to be placed."""
        return self.left + sum(work.minutes for work in self._works[self._next + 1 :])

    def is_put_off(self, day: StudyDay) -> bool:
        return self.work.opens is not None and self.work.opens > day.on

    def choose(self, day: StudyDay, rules: DayRules, ease: Ease) -> int:
        """How many minutes of the work to come to put on a day; 0: none. Rule: planning §6."""
        if self._last_on == day.on:
            return 0
        if self.chain.together and self.chain.minutes <= self._longest:
            return self.left if self.minutes <= day.room else 0
        if self.left <= day.room:
            return self.left
        if self._is_uncut(day, rules, ease):
            return 0
        least = rules.step if ease is Ease.TIGHT or day.minutes < rules.short_day else rules.shortest_sitting
        anywhere = ease is Ease.TIGHT or self._longest < rules.short_day
        for rest in (rules.shortest_sitting, rules.step) if anywhere else (rules.shortest_sitting,):
            most = min(day.room, self.left - rest)
            if ease is Ease.ITEMS:
                most = self._find_cut(most, day, rules)
            if most >= least:
                return most
        return 0

    def put(self, day: StudyDay, minutes: int) -> Work | None:
        """Put so many minutes on a day; the work where it ends with them."""
        work = self.work
        day.add(work, minutes)
        self.touched = True
        self.left -= minutes
        self._before = self._items.mark()
        self._items.take(minutes, self.left)
        if self.left:
            self._last_on = day.on
            return None
        self._next += 1
        self._last_on = None
        self._open_next()
        return work

    def lengthen(self, day: StudyDay, rules: DayRules) -> None:
        """Use the rest of the day for a sitting that was cut short on it, as far as the next one stays long enough."""
        most = min(day.room, self.left - rules.shortest_sitting)
        if self._last_on != day.on or most <= 0:
            return
        minutes = most + day.lengthen(self.work.key, most)
        self.left -= most
        self._items.return_to(self._before)
        self._items.take(minutes, self.left)

    def _open_next(self) -> None:
        self.is_open = self._next < len(self._works)
        if self.is_open:
            self.work = self._works[self._next]
            self.left = self.work.minutes
            self._items = ItemQueue(self.work.items)

    def _is_uncut(self, day: StudyDay, rules: DayRules, ease: Ease) -> bool:
        """Whether the work loses its point when it is cut, or is too short for that."""
        if ease is Ease.TIGHT:
            return self.work.whole and self.work.minutes <= day.minutes
        if self.work.whole:
            return True
        return self.work.minutes <= rules.shortest_sitting and day.minutes >= rules.short_day

    def _find_cut(self, most: int, day: StudyDay, rules: DayRules) -> int:
        """The last place within `most` minutes between two items; `most` where not even a whole day reaches one.

        The end of the task counts as such a place, on days that are not short.
        """
        cuts = [
            rules.ceil(before) for before, after in self._items.list_cuts() if rules.ceil(before) + after <= self.left
        ]
        fitting = [minutes for minutes in cuts if minutes <= most]
        if fitting:
            return fitting[-1]
        if day.minutes >= rules.short_day:
            cuts.append(self.left)
        return 0 if any(minutes <= day.minutes for minutes in cuts) else most


def fill_day(day: StudyDay, lanes: Sequence[Lane], unread: Set[str], rules: DayRules, ease: Ease) -> list[Work]:
    """Put as much on a day as it holds, and return the works that end on it.

    What does not fit leaves its place to another chain: one that is begun, else the next in order. unread: topics
    whose reading is still to come; those read on the day are taken off. Rule: planning §6.
    """
    ended: list[Work] = []
    unread = set(unread)
    candidates = _list_candidates(day, lanes, unread, rules.topics_at_once)
    while day.room:
        lane, minutes = _choose_next(day, candidates, rules, ease)
        if lane is None:
            break
        was_touched = lane.touched
        work = lane.put(day, minutes)
        if work is not None:
            ended.append(work)
            if work.kind == TaskKind.READ:
                unread.discard(work.topics[0])
        if not was_touched or work is not None:
            candidates = _list_candidates(day, lanes, unread, rules.topics_at_once)
    for lane in lanes if ease is Ease.ITEMS else ():
        if lane.is_open and day.room >= rules.worth_cutting:
            lane.lengthen(day, rules)  # nothing else can use the rest of the day
    return ended


def _choose_next(day: StudyDay, candidates: Sequence[Lane], rules: DayRules, ease: Ease) -> tuple[Lane | None, int]:
    eases = [ease] if ease is not Ease.TIGHT else [Ease.SITTINGS, Ease.TIGHT]
    if ease is Ease.ITEMS and day.room >= rules.worth_cutting:
        eases.append(Ease.SITTINGS)
    for allowed in eases:
        for lane in candidates:
            minutes = lane.choose(day, rules, allowed)
            if minutes:
                return lane, minutes
    return None, 0


def _list_candidates(day: StudyDay, lanes: Sequence[Lane], unread: Set[str], most: int) -> list[Lane]:
    """The chains that are begun, in order, then the next one, unless that makes too many topics at a time."""
    due: list[Lane] = []  # put off until a day that has come: they go first
    touched: list[Lane] = []
    following: Lane | None = None
    waits = False
    learning = 0
    for lane in lanes:
        if not lane.is_open:
            continue
        if lane.touched and lane.chain.learning:
            learning += 1
        if lane.work.opens:
            if not lane.is_put_off(day) and unread.isdisjoint(lane.chain.needs):
                due.append(lane)
            continue
        if lane.touched:
            touched.append(lane)
            continue
        # The next in order, unless one that was begun before the plan comes after it.
        wanted = lane.chain.begun and not (following and following.chain.begun) if waits else True
        if wanted and unread.isdisjoint(lane.chain.needs):
            following = lane
        waits = True
    if following is None or (learning >= most and following.chain.learning):
        return [*due, *touched]
    return [*due, *touched, following]
