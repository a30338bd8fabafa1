"""Fill the minutes that the path leaves, and the last day before an interview. Rule: planning §6."""

from collections.abc import Sequence
from datetime import date
from itertools import cycle, groupby, islice

from studyplan.core.codes import FocusCode, PathVariant, ReasonCode, TaskKind
from studyplan.core.model import note
from studyplan.core.planning.context import PlanContext
from studyplan.core.planning.days import StudyDay, fill_room, find_week_number, place_whole, share_out
from studyplan.core.planning.layout import Course
from studyplan.core.planning.paths.express import EXPRESS_DAYS
from studyplan.core.planning.paths.formats import move_last_rehearsal, place_weekly, settle_rehearsals
from studyplan.core.planning.rehearsals import make_rehearsal
from studyplan.core.planning.workload import Work
from studyplan.core.scoring import TopicScore

UPKEEP = "upkeep-"


def add_filler(context: PlanContext, course: Course) -> None:
    """Fill what the path leaves on the course's days: minutes left over, or time to spare. Rule: planning §6."""
    study_days = course.draft.study_days
    if not context.full:
        _add_passes(context, course)
        course.draft.recalls.use_idle(study_days)
        place_weekly(context, study_days)
        settle_rehearsals(context, study_days)
        course.draft.recalls.use_idle(study_days)
        _add_practice(context, course)
        return
    after = _add_weakest(context, course) if context.goal_score.shape.variant is PathVariant.EXPRESS else 0
    if context.dates is not None:
        course.draft.recalls.use_idle(study_days)
        move_last_rehearsal(context, study_days)
        place_weekly(context, study_days)
        settle_rehearsals(context, study_days)
        course.draft.recalls.use_idle(study_days)
        _add_upkeep(context, course, after)
    else:
        _end_with_rehearsal(context, course)
        days = study_days.days[: course.draft.last_work + 1]
        place_weekly(context, days)
        settle_rehearsals(context, days)


def _end_with_rehearsal(context: PlanContext, course: Course) -> None:
    """Without a date a plan of two weeks or more ends with a rehearsal, after the learning. Rule: planning §6."""
    draft, rules = course.draft, context.policy.rehearsals
    if draft.last_work < 0 or context.goal_score.shape.variant is PathVariant.EXPRESS:
        return
    ends = draft.study_days.days[draft.last_work].on
    if (
        ends - context.began_on
    ).days + 1 >= rules.ending_days and context.day_minutes.longest >= context.rehearsal_minutes:
        rehearsal = make_rehearsal(context.rehearsal_minutes, ReasonCode.LAST_REHEARSAL)
        place_whole(draft.study_days.starting(draft.last_work), rehearsal, ends)


def make_last_day(context: PlanContext, on: date) -> StudyDay:
    """The last study day before the interview, on the date `on`: a short mock, passes, cheat sheets, nothing new.

    Rule: planning §6.
    """
    day = context.day_minutes.make_day(on)
    rules = context.policy.filler
    cause = note(ReasonCode.LAST_DAY, interview_on=context.goal.interview_on or on)
    scores = context.goal_score.topics
    short = {topic.slug for topic in scores if topic.gap and context.reach[topic.slug] == topic.rating}
    passes = [topic.slug for topic in sorted(scores, key=lambda topic: -topic.value) if topic.slug in short]
    sheets = [topic.slug for topic in context.sort_by_weight(scores) if topic.slug not in short]
    works = [
        (f"{TaskKind.MOCK}:1:final", TaskKind.MOCK, _slugs(scores), min(rules.short_mock, day.minutes)),
        *((f"{TaskKind.SKIM}:{slug}:final", TaskKind.SKIM, (slug,), rules.cheat_sheet_pass) for slug in passes),
        *(
            (f"{TaskKind.CHEAT_SHEET}:{slug}:final", TaskKind.CHEAT_SHEET, (slug,), rules.last_day_cheat_sheet)
            for slug in sheets
        ),
    ]
    for key, kind, topics, minutes in works:
        work = context.workload.make_work(key, kind, topics, minutes, cause, FocusCode.LAST_DAY)
        if work.minutes and work.minutes <= day.room:
            day.add(work, work.minutes)
    return day


def _add_passes(context: PlanContext, course: Course) -> None:
    """Passes over the cheat sheets of topics that gain nothing come first, highest value first."""
    for topic in sorted(context.goal_score.topics, key=lambda topic: -topic.value):
        work = _make_pass(context, topic)
        if context.reach[topic.slug] == topic.rating and work.minutes:
            place_whole(course.draft.study_days, work, context.start)


def _add_practice(context: PlanContext, course: Course) -> None:
    """Give the minutes still left to practice, by weight, after each topic's own learning."""
    study_days, rules = course.draft.study_days, context.policy.days
    met = context.policy.levels.met
    known = context.sort_by_weight(
        tuple(topic for topic in context.goal_score.topics if context.reach[topic.slug] >= met)
    )
    learned = [_find_learning_end(context, course, topic) for topic in known]
    shares = share_out(list(study_days), learned, context.policy.filler.upkeep)
    works = [
        (_make_extra_practice(context, topic, minutes), opens)
        for topic, opens, minutes in zip(known, learned, shares, strict=True)
        if minutes >= rules.shortest_sitting
    ]
    fill_room(study_days, works, rules)


def _make_pass(context: PlanContext, score: TopicScore) -> Work:
    minutes = context.policy.filler.cheat_sheet_pass
    cause = note(ReasonCode.SKIM, topic=score.slug, value=score.value)
    key = f"{TaskKind.SKIM}:{score.slug}"
    return context.workload.make_work(key, TaskKind.SKIM, (score.slug,), minutes, cause, FocusCode.LEFT_OVER)


def _make_extra_practice(context: PlanContext, score: TopicScore, minutes: int) -> Work:
    cause = note(ReasonCode.EXTRA_PRACTICE, topic=score.slug, weight=score.weight)
    key = f"{TaskKind.PRACTICE}:{score.slug}:extra"
    return context.workload.make_work(key, TaskKind.PRACTICE, (score.slug,), minutes, cause, FocusCode.LEFT_OVER)


def _find_learning_end(context: PlanContext, course: Course, score: TopicScore) -> date:
    """The date on which a topic's own learning ends; the start where it has none."""
    keys = (f"{kind}:{score.slug}" for kind in context.learning_left(score))
    return max((course.draft.ended[key] for key in keys if key in course.draft.ended), default=context.start)


def _add_weakest(context: PlanContext, course: Course) -> int:
    """Path C: what two days leave goes to what was stumbled on, then to the weakest topics.

    They are the path's last ones; where the express days are the last before the interview, the first that are free.
    Returns the index after the last day so used.
    """
    begins, days_left = EXPRESS_DAYS, context.goal_score.shape.longest_days - EXPRESS_DAYS
    away = context.goal_score.days_away
    if away is not None and away > context.policy.express.near_days:
        begins = course.free_days.start
        days_left = min(days_left, len(course.free_days))
    days = list(islice(course.draft.study_days, begins, begins + days_left))
    idle = context.sort_by_rating(
        tuple(topic for topic in context.goal_score.topics if context.reach[topic.slug] == topic.rating)
    )
    stumbled = {slug: place for place, slug in enumerate(context.stumbled)}
    for topic in sorted(idle, key=lambda score: stumbled.get(score.slug, len(stumbled))):
        weakest = note(ReasonCode.WEAKEST, topic=topic.slug, rating=topic.rating)
        work = context.workload.make_work(
            f"{TaskKind.PRACTICE}:{topic.slug}:extra",
            TaskKind.PRACTICE,
            (topic.slug,),
            context.policy.filler.upkeep,
            note(ReasonCode.STUMBLED, topic=topic.slug) if topic.slug in stumbled else weakest,
            FocusCode.EXPRESS,
        )
        if work.minutes:
            place_whole(days, work, context.start)
    return begins + days_left


def _add_upkeep(context: PlanContext, course: Course, after: int) -> None:
    """Time to spare: the weakest topics are kept up week by week, in turns. Rule: planning §6."""
    number = _find_last_upkeep(context)
    turns = cycle(context.sort_by_rating(context.goal_score.topics))
    days = list(course.draft.study_days)[max(course.free_days.start, after) : course.free_days.stop]
    for _, group in groupby(days, key=lambda day: find_week_number(context.began_on, day.on)):
        week = list(group)
        number += 1
        works = [_make_upkeep(context, topic, number) for topic in islice(turns, context.policy.filler.upkeep_a_week)]
        for place, work in enumerate(works):
            later = week[place * len(week) // len(works) :]
            split = context.day_minutes.longest < work.minutes
            if work.minutes and not place_whole(later, work, context.start, split=split):
                place_whole(week, work, context.start, split=split)


def _find_last_upkeep(context: PlanContext) -> int:
    """The highest number of a week of upkeep that bears a tick: new weeks number on from it."""
    endings = (key.rpartition(UPKEEP) for key in context.completed.ticked)
    return max((int(number) for _, separator, number in endings if separator and number.isdigit()), default=0)


def _make_upkeep(context: PlanContext, score: TopicScore, number: int) -> Work:
    cause = note(ReasonCode.UPKEEP, topic=score.slug, rating=score.rating, week=number)
    key, minutes = f"{TaskKind.PRACTICE}:{score.slug}:{UPKEEP}{number}", context.policy.filler.upkeep
    return context.workload.make_work(key, TaskKind.PRACTICE, (score.slug,), minutes, cause, FocusCode.MAINTENANCE)


def _slugs(scores: Sequence[TopicScore]) -> tuple[str, ...]:
    return tuple(topic.slug for topic in scores)
