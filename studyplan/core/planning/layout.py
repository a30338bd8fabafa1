"""Works laid over days: recalls due come first, learning fills the rest. Rule: planning §6."""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TypeVar

from studyplan.core.codes import FocusCode, TaskKind
from studyplan.core.planning.context import PlanContext
from studyplan.core.planning.days import DAYS_A_WEEK, Ease, StudyDay, StudyDays, find_week_number
from studyplan.core.planning.lanes import Lane, fill_day
from studyplan.core.planning.recalls import Recalls
from studyplan.core.planning.workload import Work, WorkChain

GOOD_EASES = (Ease.ITEMS, Ease.SITTINGS)  # the better first
RETRIES = 4  # with fewer and fewer recalls

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stage:
    """Chains that begin no earlier than `opens`, and after the stage before; `ease` says how they may be cut."""

    opens: date
    chains: tuple[WorkChain, ...]
    ease: Ease = Ease.TIGHT

    @property
    def works(self) -> tuple[Work, ...]:
        return tuple(work for chain in self.chains for work in chain.works)

    @property
    def minutes(self) -> int:
        return sum(chain.minutes for chain in self.chains)


@dataclass(frozen=True, slots=True)
class Draft:
    """Days as they have been filled so far.

    ended: the date on which each work's last sitting lies, by key, in the order of ending.
    unplaced: minutes of works that found no room. recalls: those that still wait, and those that fell away.
    """

    study_days: StudyDays
    ended: dict[str, date]
    unplaced: int
    recalls: Recalls

    @property
    def last_work(self) -> int:
        """The index of the last day that holds more than recalls; -1 where none does."""
        return self._last({FocusCode.RECALL})

    @property
    def last_of_path(self) -> int:
        """The index of the last day that holds the path's own work, rehearsals aside; -1 where none does."""
        return self._last({FocusCode.RECALL, FocusCode.REHEARSAL})

    @property
    def last_staged(self) -> int:
        """The index of the last day that holds work of a stage; -1 where none does."""
        return self._last({FocusCode.RECALL, FocusCode.REHEARSAL, FocusCode.DEBRIEF})

    def _last(self, but: Set[FocusCode]) -> int:
        """The index of the last day that holds more than `but`; -1 where none does."""
        days = self.study_days.days
        for place in reversed(range(len(days))):
            if any(sitting.work.focus not in but for sitting in days[place].sittings):
                return place
        return -1


@dataclass(frozen=True, slots=True)
class Course:
    """The path laid over its days.

    free_days: the days, by index, on which nothing of the path is left to do (before an interview).
    reviews_left_out, express_left_out: topics that lose their review, or express work, to lack of time.
    """

    draft: Draft
    free_days: range = range(0)
    reviews_left_out: tuple[str, ...] = ()
    express_left_out: tuple[str, ...] = ()


def set_ease(stages: Sequence[Stage], ease: Ease) -> list[Stage]:
    """The same stages, all cut with one ease."""
    return [replace(stage, ease=ease) for stage in stages]


def make_draft(context: PlanContext, stages: Sequence[Stage], *, share: bool = True) -> Draft:
    """Lay stages and recalls over fresh days, until all are placed or the days end. Rules: planning §6, §7.

    share: before an interview recalls keep to their share; else they come first, whatever that leaves to learning.
    """
    return _fill(context, context.make_study_days(), stages, context.make_recalls(share=share))


def extend_draft(context: PlanContext, base: Draft, stages: Sequence[Stage]) -> Draft:
    """Lay further stages, which need no recalls, into the room that a draft leaves; the draft stays as it is."""
    later = _fill(context, base.study_days.copy(), stages, Recalls(context.policy.recalls, context.start, None, None))
    return Draft(later.study_days, base.ended | later.ended, base.unplaced + later.unplaced, base.recalls)


def choose_draft(context: PlanContext, candidates: Sequence[Sequence[Stage]]) -> Draft:
    """The draft of the candidate that costs least; of equals the first, so they come in the order of preference."""
    attempts = [partial(_make_eased_draft, stages=stages) for stages in candidates]
    return choose_attempt(context, attempts, lambda draft: measure_cost(context, draft))


def choose_attempt(
    context: PlanContext,
    attempts: Sequence[Callable[[PlanContext, Ease], T]],
    measure: Callable[[T], tuple[int, ...]],
) -> T:
    """The result that costs least; of equals the first, so attempts come in the order of preference.

    Where minutes of learning find no room before an interview, recalls give way, then tasks are cut anywhere. The
    first number of `measure` counts those minutes. Rule: planning §6.
    """
    best = attempts[0](context, GOOD_EASES[0])
    for attempt in attempts:
        for ease in GOOD_EASES:
            if (attempt is not attempts[0] or ease is not GOOD_EASES[0]) and any(measure(best)[:2]):
                best = min(best, attempt(context, ease), key=measure)
    if context.dates is None:
        return best
    held = 0
    for _ in range(RETRIES if context.places else 0):
        if not measure(best)[0]:
            break
        held = 2 * held + max(measure(best)[0], context.policy.recalls.minutes)
        fewer = replace(context, recalls_held=held)
        best = min(best, *(attempts[-1](fewer, ease) for ease in GOOD_EASES), key=measure)
    return min(best, attempts[-1](context, Ease.TIGHT), key=measure) if measure(best)[0] else best


def _make_eased_draft(context: PlanContext, ease: Ease, stages: Sequence[Stage]) -> Draft:
    return make_draft(context, set_ease(stages, ease))


def measure_cost(context: PlanContext, draft: Draft) -> tuple[int, int]:
    """The cost of a draft, to be compared with others. Rule: planning §6.

    With an interview date: minutes without room, then recalls lost; without: weeks beyond the path's longest length.
    """
    if context.dates is not None:
        return draft.unplaced, draft.recalls.unplaced
    if draft.last_work < 0:
        return 0, 0
    weeks = find_week_number(context.start, draft.study_days.days[draft.last_work].on)
    return max(0, weeks - -(-context.goal_score.shape.longest_days // DAYS_A_WEEK)), 0


def _fill(context: PlanContext, study_days: StudyDays, stages: Sequence[Stage], recalls: Recalls) -> Draft:
    longest = context.day_minutes.longest
    queues = [(stage, [Lane(chain, longest) for chain in stage.chains if chain.minutes]) for stage in stages]
    unread = {work.topics[0] for stage in stages for work in stage.works if work.kind == TaskKind.READ and work.minutes}
    ended: dict[str, date] = {}
    for day in study_days:
        queues = [(stage, left) for stage, lanes in queues if (left := [lane for lane in lanes if lane.is_open])]
        if not queues and not recalls:
            break
        recalls.place(day)
        for work in _fill_stages(context, day, queues, unread):
            ended[work.key] = day.on
            if work.kind == TaskKind.READ:
                unread.discard(work.topics[0])
                if work.topics[0] in context.places:
                    recalls.begin(work.topics[0], context.places[work.topics[0]], day.on)
        if any(lane.is_open for _, lanes in queues for lane in lanes):
            recalls.note_free(day.room)
    return Draft(study_days, ended, sum(lane.minutes for _, lanes in queues for lane in lanes if lane), recalls)


def _fill_stages(
    context: PlanContext, day: StudyDay, queues: list[tuple[Stage, list[Lane]]], unread: set[str]
) -> list[Work]:
    """Fill one day from the stages that are open, in their order, up to the first that is not done; what ends on it."""
    ended: list[Work] = []
    for stage, lanes in queues:
        if stage.opens > day.on:
            continue
        ended += fill_day(day, lanes, unread, context.policy.days, stage.ease)
        if any(lane.is_open for lane in lanes):
            break
    return ended
