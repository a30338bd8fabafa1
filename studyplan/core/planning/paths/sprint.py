"""Path B: deep study, then practice with the reviews, then a timed set. Rule: planning §6."""

from collections.abc import Iterable

from studyplan.core.codes import FocusCode, Kind, ReasonCode
from studyplan.core.model import note
from studyplan.core.planning.context import Frame
from studyplan.core.planning.days import Ease, week_start
from studyplan.core.planning.layout import EASES, Course, Stage, best, draft, eased
from studyplan.core.planning.workload import Work


def sprint(frame: Frame) -> Course:
    """The stages that are not empty, each no earlier than its week unless time is short."""
    weak_below = frame.policy.levels.weak_below
    deep = frame.learn((each for each in frame.gaining if each.rating < weak_below), FocusCode.DEEP_STUDY)
    practice = frame.learn((each for each in frame.gaining if each.rating >= weak_below), FocusCode.PRACTICE)
    last = _timed_set(frame)
    reviewed = _reviews_that_fit(frame, (deep, practice, last))
    review = tuple(work for slug in reviewed for work in _review(frame, slug))
    stages = [works for works in (deep, practice + review, last) if works]
    waiting = [Stage(week_start(frame.start, number), works) for number, works in enumerate(stages, start=1)]
    at_once = [Stage(frame.start, works) for works in stages]
    made = best(frame, [*(_eased(each, ease) for each in (waiting, at_once) for ease in EASES), at_once])
    left_out = tuple(each.slug for each in frame.at_target if each.slug not in reviewed) if frame.full else ()
    return Course(made, range(made.last_work + 1, len(frame.days or ())), reviews_left_out=left_out)


def _eased(stages: list[Stage], ease: Ease) -> list[Stage]:
    """The stages cut with one ease; the last one, with the timed set, in one piece all the same."""
    return [*eased(stages[:-1], ease), *eased(stages[-1:], max(ease, Ease.SMALL_WHOLE))]


def _timed_set(frame: Frame) -> tuple[Work, ...]:
    """The last stage's set, of the length that the budget sets aside; empty where that is nothing."""
    minutes = min(frame.policy.sprint.timed_set, frame.minutes)
    if frame.budget is not None:
        minutes = frame.budget.stage
    topics = tuple(each.slug for each in frame.standing.topics)
    cause = note(ReasonCode.TIMED_SET, minutes=minutes)
    work = frame.workload.single(
        f"{Kind.TIMED_SET}:1", Kind.TIMED_SET, topics, minutes, cause, FocusCode.TIMED_SETS, whole=True
    )
    return (work,) if work.minutes else ()


def _review(frame: Frame, slug: str) -> tuple[Work, ...]:
    return frame.workload.review(frame.standing.by_slug[slug], FocusCode.PRACTICE)


def _reviews_that_fit(frame: Frame, stages: Iterable[tuple[Work, ...]]) -> tuple[str, ...]:
    """The topics at their target to review, in study order: before an interview the heaviest that still find room."""
    slugs = tuple(each.slug for each in frame.at_target)
    if frame.days is None:
        return slugs
    if not frame.full:
        return ()
    made = draft(frame, [Stage(frame.start, works) for works in stages])
    room = sum(slot.room for slot in made.agenda)
    fitting = set()
    for each in frame.by_weight(frame.at_target):
        room -= sum(work.minutes for work in _review(frame, each.slug))
        if room >= 0:
            fitting.add(each.slug)
    return tuple(slug for slug in slugs if slug in fitting)
