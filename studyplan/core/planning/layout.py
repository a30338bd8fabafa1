"""Works laid over days: recalls due come first, learning fills the rest. Rule: planning §6."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from studyplan.core.codes import FocusCode, Kind
from studyplan.core.planning.context import Frame
from studyplan.core.planning.days import DAYS_A_WEEK, Agenda, Ease, Queue, Slot, week_of
from studyplan.core.planning.recalls import Recalls
from studyplan.core.planning.workload import Work

EASES = tuple(reversed(Ease))  # the most comfortable first


@dataclass(frozen=True, slots=True)
class Stage:
    """Works that begin no earlier than `opens`, and after the stage before; `ease` says how they may be cut."""

    opens: date
    works: tuple[Work, ...]
    ease: Ease = Ease.TIGHT


@dataclass(frozen=True, slots=True)
class Draft:
    """Days as they have been filled so far.

    ended: the date on which each work's last sitting lies, by key, in the order of ending.
    unplaced: minutes of works that found no room. recalls: those that still wait, and those that fell away.
    """

    agenda: Agenda
    ended: dict[str, date]
    unplaced: int
    recalls: Recalls

    @property
    def last_work(self) -> int:
        """The index of the last day that holds more than recalls; -1 where none does."""
        return self._last({FocusCode.RECALL})

    @property
    def last_staged(self) -> int:
        """The index of the last day that holds work of a stage; -1 where none does."""
        return self._last({FocusCode.RECALL, FocusCode.DEBRIEF})

    def _last(self, but: Set[FocusCode]) -> int:
        """The index of the last day that holds more than `but`; -1 where none does."""
        places = (
            place
            for place, slot in enumerate(self.agenda.slots)
            if any(sitting.work.focus not in but for sitting in slot.sittings)
        )
        return max(places, default=-1)


@dataclass(frozen=True, slots=True)
class Course:
    """The path laid over its days.

    spare: the days, by index, on which nothing of the path is left to do (before an interview).
    reviews_left_out, express_left_out: topics that lose their review, or express work, to lack of time.
    """

    draft: Draft
    spare: range = range(0)
    reviews_left_out: tuple[str, ...] = ()
    express_left_out: tuple[str, ...] = ()


def eased(stages: Sequence[Stage], ease: Ease) -> list[Stage]:
    """The same stages, all cut with one ease."""
    return [replace(stage, ease=ease) for stage in stages]


def draft(frame: Frame, stages: Sequence[Stage]) -> Draft:
    """Lay stages and recalls over fresh days, until all are placed or the days end."""
    return _fill(frame, frame.agenda(), stages, frame.recalls())


def follow(frame: Frame, base: Draft, stages: Sequence[Stage]) -> Draft:
    """Lay further stages, which need no recalls, into the room that a draft leaves; the draft stays as it is."""
    later = _fill(frame, base.agenda.copy(), stages, Recalls(frame.policy.recalls, frame.start, None, None))
    return Draft(later.agenda, base.ended | later.ended, base.unplaced + later.unplaced, base.recalls)


def best(frame: Frame, candidates: Sequence[Sequence[Stage]]) -> Draft:
    """The first draft of those that cost least; candidates come in the order of preference."""
    made = draft(frame, candidates[0])
    for stages in candidates[1:]:
        if not any(cost(frame, made)):
            break
        other = draft(frame, stages)
        made = other if cost(frame, other) < cost(frame, made) else made
    return made


def cost(frame: Frame, made: Draft) -> tuple[int, int]:
    """What a draft gives up. With a date: minutes without room, recalls lost. Else: weeks over the path's length."""
    if frame.days is not None:
        return made.unplaced, made.recalls.unplaced
    if made.last_work < 0:
        return 0, 0
    weeks = week_of(frame.start, made.agenda.slots[made.last_work].on)
    return max(0, weeks - -(-frame.standing.shape.longest_days // DAYS_A_WEEK)), 0


def _fill(frame: Frame, agenda: Agenda, stages: Sequence[Stage], recalls: Recalls) -> Draft:
    queues = [(stage, Queue(stage.works)) for stage in stages]
    ended: dict[str, date] = {}
    for slot in agenda:
        queues = [each for each in queues if each[1]]
        if not queues and not recalls:
            break
        recalls.place(slot)
        for work in _fill_slot(frame, slot, queues):
            ended[work.key] = slot.on
            if work.kind == Kind.READ and work.topics[0] in frame.places:
                recalls.begin(work.topics[0], frame.places[work.topics[0]], slot.on)
    return Draft(agenda, ended, sum(queue.minutes for _, queue in queues), recalls)


def _fill_slot(frame: Frame, slot: Slot, queues: list[tuple[Stage, Queue]]) -> list[Work]:
    """Fill one day from the stages that are open, in their order; the works that end on it."""
    ended: list[Work] = []
    for stage, queue in queues:
        if stage.opens > slot.on:
            break
        ended += queue.fill(slot, frame.policy.days, stage.ease)
        if queue:
            break
    return ended
