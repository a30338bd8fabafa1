"""Path C: the express days, alone or after the repair of what is below target. Rule: planning §6."""

from collections.abc import Sequence
from datetime import date

from studyplan.core.codes import FocusCode, Kind, ReasonCode
from studyplan.core.model import note
from studyplan.core.planning.context import Frame
from studyplan.core.planning.days import Ease
from studyplan.core.planning.layout import EASES, Course, Draft, Stage, best, cost, draft, eased, follow
from studyplan.core.planning.workload import Work
from studyplan.core.scoring import TopicScore

EXPRESS_DAYS = 3  # cheat sheets, timed problems, spoken answers

Phases = tuple[tuple[Work, ...], ...]  # one for each express day


def extended(frame: Frame) -> Course:
    """Repair first; the express days end the plan: right after it, or as late as they fit before an interview."""
    repair = Stage(frame.start, frame.learn(frame.gaining, FocusCode.REPAIR))
    if frame.budget is None:
        return _repair_then_express(frame, best(frame, [eased([repair], ease) for ease in EASES]))
    courses = [_repair_before_interview(frame, draft(frame, eased([repair], ease))) for ease in EASES]
    return min(courses, key=lambda course: (cost(frame, course.draft), -_express_minutes(course)))


def _express_minutes(course: Course) -> int:
    sittings = (sitting for slot in course.draft.agenda.slots for sitting in slot.sittings)
    return sum(sitting.minutes for sitting in sittings if sitting.work.focus is FocusCode.EXPRESS)


def _repair_then_express(frame: Frame, made: Draft) -> Course:
    phases, _ = _phases(frame, None)
    days = [slot.on for slot, _ in zip(made.agenda.starting(made.last_staged + 1), phases, strict=False)]
    return Course(follow(frame, made, _on_days(phases, days)))


def _repair_before_interview(frame: Frame, made: Draft) -> Course:
    after = made.last_staged + 1
    room = sum(slot.room for place, slot in enumerate(made.agenda) if place >= after - 1)
    # In triage the learning's own left-over minutes go to passes; what recalls leave of their share is free.
    phases, left_out = _phases(frame, room if frame.full else room - frame.left_over)
    done, begins = _as_late_as_fits(frame, made, phases, after)
    return Course(done, range(after, begins), express_left_out=left_out)


def express(frame: Frame) -> Course:
    """The express days first, then gaps; before an interview what does not fit falls away, lightest topics first."""
    minutes = None
    if frame.budget is not None:
        minutes = frame.budget.before_last - frame.learning if frame.full else frame.budget.stage
    phases, left_out = _phases(frame, minutes)
    works = [each for each in (*phases, frame.learn(frame.gaining, FocusCode.REPAIR)) if each]
    days = [slot.on for slot, _ in zip(frame.agenda(), works, strict=False)]
    waiting = _on_days(works, days) if len(days) == len(works) else []
    at_once = [Stage(frame.start, each) for each in works]
    made = best(frame, [eased(stages, ease) for stages in (waiting or at_once, at_once) for ease in EASES])
    return Course(made, range(made.last_work + 1, len(frame.days or ())), express_left_out=left_out)


def _phases(frame: Frame, minutes: int | None) -> tuple[Phases, tuple[str, ...]]:
    """The express work within `minutes` (None: all of it), by express day; and the topics that lose some of it."""
    works = {each.slug: _express_works(frame, each) for each in frame.standing.topics}
    lost: set[str] = set()
    spent = 0
    for each in frame.by_weight(frame.standing.topics):
        for work in works[each.slug]:
            spent += work.minutes
            if work.minutes and minutes is not None and spent > minutes:
                lost.add(work.key)
    phases = (
        tuple(work for work in phase if work.minutes and work.key not in lost)
        for phase in zip(*works.values(), strict=True)
    )
    left_out = tuple(slug for slug, own in works.items() if any(work.key in lost for work in own))
    return tuple(phase for phase in phases if phase), left_out


def _express_works(frame: Frame, score: TopicScore) -> tuple[Work, ...]:
    """One topic's cheat sheet, timed problem and spoken answer, a day each."""
    rules = frame.policy.express
    suffix = ":express" if frame.reach[score.slug] > score.rating else ""
    tasks = (
        (Kind.CHEAT_SHEET, suffix, rules.cheat_sheet),
        (Kind.TIMED_SET, "", rules.timed_problem),
        (Kind.MOCK, suffix, rules.spoken_answer),
    )
    return tuple(
        frame.workload.single(
            f"{kind}:{score.slug}{ending}",
            kind,
            (score.slug,),
            minutes,
            note(ReasonCode.EXPRESS_DAY, day=day),
            FocusCode.EXPRESS,
        )
        for day, (kind, ending, minutes) in enumerate(tasks, start=1)
    )


def _as_late_as_fits(frame: Frame, made: Draft, phases: Phases, after: int) -> tuple[Draft, int]:
    """The phases on the latest days that hold them, one a day at most, else at once; and the index of the first."""
    dates = [slot.on for slot in made.agenda]
    for begins in range(len(dates) - len(phases), after - 1, -1):
        later = follow(frame, made, _on_days(phases, dates[begins:]))
        if later.unplaced == made.unplaced:
            return later, begins
    opens = dates[max(0, after - 1)]  # there is one: without days there are no phases, and they fit
    at_once = [Stage(opens, works) for works in phases]
    later = follow(frame, made, eased(at_once, Ease.SMALL_WHOLE))
    if later.unplaced > made.unplaced:
        later = follow(frame, made, at_once)
    return later, after


def _on_days(phases: Sequence[tuple[Work, ...]], dates: Sequence[date]) -> list[Stage]:
    return [Stage(on, works, Ease.SMALL_WHOLE) for on, works in zip(dates, phases, strict=False)]
