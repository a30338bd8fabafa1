"""Path C: the express days, alone or after the repair of what is below target. Rule: planning §6."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date

from studyplan.core.codes import FocusCode, ReasonCode, TaskKind
from studyplan.core.model import note
from studyplan.core.planning.context import PlanContext
from studyplan.core.planning.days import Ease
from studyplan.core.planning.layout import (
    Course,
    Draft,
    Stage,
    choose_attempt,
    choose_draft,
    extend_draft,
    make_draft,
    measure_cost,
    set_ease,
)
from studyplan.core.planning.workload import Work, make_chains
from studyplan.core.scoring import TopicScore

EXPRESS_DAYS = 3  # cheat sheets, timed problems, spoken answers

Phases = tuple[tuple[Work, ...], ...]  # one for each express day


def plan_extended(context: PlanContext) -> Course:
    """Path C from further below: repair first, then the express days, as late as they fit before an interview.

    Rule: planning §6.
    """
    if context.budget is not None:
        return _plan_before_interview(context)
    draft = _draft_repair(context, context.gaining)
    phases, _ = _divide_into_phases(context, None)
    return Course(_add_phases(context, draft, phases))


def plan_express(context: PlanContext) -> Course:
    """Path C: the express days, then gaps; what is hardly known is learned first. Where the interview is further away,
    all is learned first, and the express days are the last ones. What does not fit before an interview falls away, the
    lightest topics' work first.

    Rules: planning §1, §6.
    """
    away = context.goal_score.days_away
    if away is not None and away > context.policy.express.near_days:
        return _plan_before_interview(context)
    minutes = None
    if context.budget is not None:
        minutes = context.budget.before_last - context.learning if context.full else context.budget.stage
    while True:  # with less and less express work, where no day holds some of it
        phases, left_out = _divide_into_phases(context, minutes)
        draft = _draft_express(context, phases)
        if not draft.unplaced or not phases:
            break
        minutes = _sum_phases(phases) - context.policy.days.step
    left_out = _list_left_out(context, left_out, phases, draft)
    return Course(draft, range(draft.last_of_path + 1, len(context.dates or ())), express_left_out=left_out)


def _draft_express(context: PlanContext, phases: Phases) -> Draft:
    """Topics rated as weak are learned before the express days, all others after them. Rule: planning §1."""
    weak_below = context.policy.levels.weak_below
    weak = context.learn([topic for topic in context.gaining if topic.rating < weak_below], FocusCode.REPAIR)
    rest = context.learn([topic for topic in context.gaining if topic.rating >= weak_below], FocusCode.REPAIR)
    works = [chains for chains in (*map(make_chains, phases), rest) if chains]
    at_once = [Stage(context.start, chains) for chains in (weak, *works) if chains]
    candidates = [at_once]
    first = make_draft(context, [Stage(context.start, weak, Ease.SITTINGS)])
    days = first.study_days.starting(first.last_staged + 1)
    dates = [day.on for day, _ in zip(days, works, strict=False)]
    if len(dates) == len(works):
        waiting = [Stage(on, chains) for on, chains in zip(dates, works, strict=True)]
        candidates.insert(0, [Stage(context.start, weak), *waiting])
    return choose_draft(context, candidates)


def _sum_phases(phases: Phases) -> int:
    return sum(work.minutes for phase in phases for work in phase)


def _list_left_out(context: PlanContext, lost: Sequence[str], phases: Phases, draft: Draft) -> tuple[str, ...]:
    """The topics that lose express work, those included whose work found no day that holds it, in study order."""
    homeless = {work.topics[0] for phase in phases for work in phase if work.key not in draft.ended}
    return tuple(topic.slug for topic in context.goal_score.topics if topic.slug in lost or topic.slug in homeless)


def _draft_repair(context: PlanContext, scores: Sequence[TopicScore]) -> Draft:
    repair = Stage(context.start, context.learn(scores, FocusCode.REPAIR))
    return choose_draft(context, [[repair]])


def _plan_before_interview(context: PlanContext) -> Course:
    repair = Stage(context.start, context.learn(context.gaining, FocusCode.REPAIR))

    def attempt(limits: PlanContext, ease: Ease) -> Course:
        return _repair_before_interview(limits, make_draft(limits, set_ease([repair], ease)))

    return choose_attempt(
        context,
        [attempt],
        lambda course: (*measure_cost(context, course.draft), -_sum_express_minutes(course)),
    )


def _sum_express_minutes(course: Course) -> int:
    sittings = (sitting for day in course.draft.study_days.days for sitting in day.sittings)
    return sum(sitting.minutes for sitting in sittings if sitting.work.focus is FocusCode.EXPRESS)


def _add_phases(context: PlanContext, draft: Draft, phases: Phases) -> Draft:
    dates = [day.on for day, _ in zip(draft.study_days.starting(draft.last_staged + 1), phases, strict=False)]
    return extend_draft(context, draft, _open_on_days(phases, dates))


def _repair_before_interview(context: PlanContext, draft: Draft) -> Course:
    after = draft.last_staged + 1
    room = sum(day.room for place, day in enumerate(draft.study_days) if place >= after - 1)
    # In triage the learning's own left-over minutes go to passes; what recalls leave of their share is free.
    minutes = room if context.full else room - context.left_over
    while True:  # with less and less express work, where no day holds some of it
        phases, lost = _divide_into_phases(context, minutes)
        done, begins = _place_late(context, draft, phases, after)
        if done.unplaced == draft.unplaced:
            break
        minutes = _sum_phases(phases) - context.policy.days.step
    return Course(done, range(after, begins), express_left_out=_list_left_out(context, lost, phases, done))


def _divide_into_phases(context: PlanContext, minutes: int | None) -> tuple[Phases, tuple[str, ...]]:
    """The express work within `minutes` (None: all of it), by express day; and the topics that lose some of it."""
    works = {topic.slug: _make_express_works(context, topic) for topic in context.goal_score.topics}
    lost: set[str] = set()
    spent = 0
    for topic in context.sort_by_weight(context.goal_score.topics):
        for work in works[topic.slug]:
            spent += work.minutes
            if work.minutes and minutes is not None and spent > minutes:
                lost.add(work.key)
    phases = (
        tuple(work for work in phase if work.minutes and work.key not in lost)
        for phase in zip(*works.values(), strict=True)
    )
    left_out = tuple(slug for slug, own in works.items() if any(work.key in lost for work in own))
    return tuple(phase for phase in phases if phase), left_out


def _make_express_works(context: PlanContext, score: TopicScore) -> tuple[Work, ...]:
    """One topic's cheat sheet, timed problem and spoken answer, a day each.

    What is hardly known and is not learned is not tested. Rule: planning §1.
    """
    rules = context.policy.express
    weak = score.gap > 0 and score.rating < context.policy.levels.weak_below
    tests = not weak or context.reach[score.slug] > score.rating
    suffix = ":express" if context.reach[score.slug] > score.rating else ""
    tasks = (
        (TaskKind.CHEAT_SHEET, suffix, rules.cheat_sheet),
        (TaskKind.TIMED_SET, "", rules.timed_problem if tests else 0),
        (TaskKind.MOCK, suffix, rules.spoken_answer if tests else 0),
    )
    return tuple(
        context.workload.make_work(
            f"{kind}:{score.slug}{ending}",
            kind,
            (score.slug,),
            minutes,
            note(ReasonCode.EXPRESS_DAY, day=day),
            FocusCode.EXPRESS,
            whole=minutes <= context.day_minutes.longest,
        )
        for day, (kind, ending, minutes) in enumerate(tasks, start=1)
    )


def _place_late(context: PlanContext, draft: Draft, phases: Phases, after: int) -> tuple[Draft, int]:
    """The phases on the latest days that hold them, one a day at most, else at once; and the index of the first."""
    dates = [day.on for day in draft.study_days]

    def spread(begins: int) -> Draft:
        return extend_draft(context, draft, _open_on_days(phases, dates[begins:]))

    def gather(begins: int) -> Draft:
        return extend_draft(context, draft, _open_at_once(phases, dates[begins]))

    for lay_out, last in ((spread, len(dates) - len(phases)), (gather, len(dates) - 1)):
        begins = _find_latest(range(max(0, after), last + 1), lambda at, lay=lay_out: lay(at).unplaced)  # type: ignore[misc]
        if begins is not None and (later := lay_out(begins)).unplaced == draft.unplaced:
            return later, begins
    opens = dates[max(0, after - 1)]  # there is one: without days there are no phases, and they fit
    later = extend_draft(context, draft, _open_at_once(phases, opens))
    if later.unplaced > draft.unplaced:
        later = extend_draft(context, draft, set_ease(_open_at_once(phases, opens), Ease.TIGHT))
    return later, after


def _find_latest(places: range, count_unplaced: Callable[[int], int]) -> int | None:
    """The last place at which as little is unplaced as at the first; the later a place, the more is."""
    if not places:
        return None
    least = count_unplaced(places[0])
    return places[bisect_right(places, least, key=count_unplaced) - 1]


def _open_at_once(phases: Phases, on: date) -> list[Stage]:
    return [Stage(on, make_chains(works), Ease.SITTINGS) for works in phases]


def _open_on_days(phases: Sequence[tuple[Work, ...]], dates: Sequence[date]) -> list[Stage]:
    return [Stage(on, make_chains(works), Ease.SITTINGS) for on, works in zip(dates, phases, strict=False)]
