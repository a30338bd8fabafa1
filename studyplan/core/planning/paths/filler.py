"""What fills the minutes that the path leaves, and the last day before an interview. Rule: planning §6."""

from collections.abc import Sequence
from datetime import date
from itertools import cycle, groupby, islice

from studyplan.core.codes import FocusCode, Kind, ReasonCode, Variant
from studyplan.core.model import note
from studyplan.core.planning.context import Frame
from studyplan.core.planning.days import Slot, deal, fill_room, place_whole, week_of
from studyplan.core.planning.layout import Course
from studyplan.core.planning.paths.express import EXPRESS_DAYS
from studyplan.core.planning.workload import Work
from studyplan.core.scoring import TopicScore

MAINTENANCE = "maintenance-"


def fill_spare(frame: Frame, course: Course) -> None:
    """Put to use what the path leaves: minutes left over, or the days after express and time to spare."""
    agenda = course.draft.agenda
    if not frame.full:
        _pass_over(frame, course)
        course.draft.recalls.use_idle(agenda)
        _practise(frame, course)
        return
    after = _practise_weakest(frame, course) if frame.standing.shape.variant is Variant.EXPRESS else 0
    if frame.days is not None:
        course.draft.recalls.use_idle(agenda)
        _maintain(frame, course, after)


def last_day(frame: Frame, on: date) -> Slot:
    """The last study day before the interview: a short mock, passes, cheat sheets, nothing new."""
    slot = Slot(on, frame.minutes, frame.minutes)
    rules = frame.policy.spare
    cause = note(ReasonCode.LAST_DAY, interview_on=frame.goal.interview_on or on)
    scores = frame.standing.topics
    short = {each.slug for each in scores if each.gap and frame.reach[each.slug] == each.rating}
    passes = [each.slug for each in sorted(scores, key=lambda each: -each.value) if each.slug in short]
    sheets = [each.slug for each in frame.by_weight(scores) if each.slug not in short]
    works = [
        (f"{Kind.MOCK}:1:final", Kind.MOCK, _slugs(scores), min(rules.short_mock, frame.minutes)),
        *((f"{Kind.SKIM}:{slug}:final", Kind.SKIM, (slug,), rules.cheat_sheet_pass) for slug in passes),
        *(
            (f"{Kind.CHEAT_SHEET}:{slug}:final", Kind.CHEAT_SHEET, (slug,), rules.last_day_cheat_sheet)
            for slug in sheets
        ),
    ]
    for key, kind, topics, minutes in works:
        work = frame.workload.single(key, kind, topics, minutes, cause, FocusCode.LAST_DAY)
        if work.minutes and work.minutes <= slot.room:
            slot.add(work, work.minutes)
    return slot


def _pass_over(frame: Frame, course: Course) -> None:
    """Minutes left over go first to passes over the cheat sheets of topics that gain nothing, highest value first."""
    left_over = frame.left_over
    for each in sorted(frame.standing.topics, key=lambda each: -each.value):
        work = _pass(frame, each)
        if frame.reach[each.slug] == each.rating and work.minutes:
            left_over -= work.minutes
            place_whole(course.draft.agenda, work, frame.start, frame.policy.days, split=left_over >= 0)


def _practise(frame: Frame, course: Course) -> None:
    """What is left then goes to practice by weight, after each topic's own learning."""
    agenda, rules = course.draft.agenda, frame.policy.days
    met = frame.policy.levels.met
    known = frame.by_weight(tuple(each for each in frame.standing.topics if frame.reach[each.slug] >= met))
    learned = [_learned(frame, course, each) for each in known]
    shares = deal(list(agenda), learned, rules.shortest_sitting)
    works = [(_extra(frame, each, minutes), opens) for each, opens, minutes in zip(known, learned, shares, strict=True)]
    fill_room(agenda, works, rules)


def _pass(frame: Frame, score: TopicScore) -> Work:
    minutes = frame.policy.spare.cheat_sheet_pass
    cause = note(ReasonCode.SKIM, topic=score.slug, value=score.value)
    key = f"{Kind.SKIM}:{score.slug}"
    return frame.workload.single(key, Kind.SKIM, (score.slug,), minutes, cause, FocusCode.LEFT_OVER)


def _extra(frame: Frame, score: TopicScore, minutes: int) -> Work:
    cause = note(ReasonCode.EXTRA_PRACTICE, topic=score.slug, weight=score.weight)
    key = f"{Kind.PRACTICE}:{score.slug}:extra"
    return frame.workload.single(key, Kind.PRACTICE, (score.slug,), minutes, cause, FocusCode.LEFT_OVER)


def _learned(frame: Frame, course: Course, score: TopicScore) -> date:
    """The date on which a topic's own learning ends; the start where it has none."""
    keys = (f"{kind}:{score.slug}" for kind in frame.learning_left(score))
    return max((course.draft.ended[key] for key in keys if key in course.draft.ended), default=frame.start)


def _practise_weakest(frame: Frame, course: Course) -> int:
    """Path C: what the path's last days leave goes to what was stumbled on, then to the weakest topics.

    Returns the index after the last day so used.
    """
    days = frame.standing.shape.longest_days
    slots = list(islice(course.draft.agenda, EXPRESS_DAYS, days))
    idle = frame.weakest(tuple(each for each in frame.standing.topics if frame.reach[each.slug] == each.rating))
    stumbled = {slug: place for place, slug in enumerate(frame.stumbled)}
    for each in sorted(idle, key=lambda score: stumbled.get(score.slug, len(stumbled))):
        weakest = note(ReasonCode.WEAKEST, topic=each.slug, rating=each.rating)
        work = frame.workload.single(
            f"{Kind.PRACTICE}:{each.slug}:extra",
            Kind.PRACTICE,
            (each.slug,),
            frame.policy.days.shortest_sitting,
            note(ReasonCode.STUMBLED, topic=each.slug) if each.slug in stumbled else weakest,
            FocusCode.EXPRESS,
        )
        if work.minutes:
            place_whole(slots, work, frame.start, frame.policy.days)
    return days


def _maintain(frame: Frame, course: Course, after: int) -> None:
    """Time to spare: two reviews of the weakest topics and a mock, week by week; the weakest take turns."""
    rules = frame.policy.spare
    number = _last_maintenance(frame)
    turns = cycle(frame.weakest(frame.standing.topics))
    slots = list(course.draft.agenda)[max(course.spare.start, after) : course.spare.stop]
    for _, group in groupby(slots, key=lambda slot: week_of(frame.start, slot.on)):
        week = list(group)
        number += 1
        works = [
            *(_maintenance_review(frame, each, number) for each in islice(turns, rules.reviews_a_week)),
            *(_maintenance_mock(frame, number) for _ in range(rules.mocks_a_week)),
        ]
        for place, work in enumerate(works):
            later = week[place * len(week) // len(works) :]
            if not place_whole(later, work, frame.start, frame.policy.days, split=True):
                place_whole(week, work, frame.start, frame.policy.days, split=True)


def _last_maintenance(frame: Frame) -> int:
    """The highest number of a week of maintenance that bears a tick: new weeks number on from it."""
    endings = (key.rpartition(MAINTENANCE) for key in frame.ledger.ticked)
    return max((int(number) for _, found, number in endings if found and number.isdigit()), default=0)


def _maintenance_review(frame: Frame, score: TopicScore, number: int) -> Work:
    return Work(
        f"{Kind.REVIEW}:{score.slug}:{MAINTENANCE}{number}",
        Kind.REVIEW,
        (score.slug,),
        frame.policy.learning.review,
        note(ReasonCode.MAINTENANCE, week=number),
        FocusCode.MAINTENANCE,
    )


def _maintenance_mock(frame: Frame, number: int) -> Work:
    minutes = min(frame.policy.spare.short_mock, frame.minutes)
    cause = note(ReasonCode.MAINTENANCE, week=number)
    topics = _slugs(frame.standing.topics)
    return Work(f"{Kind.MOCK}:{MAINTENANCE}{number}", Kind.MOCK, topics, minutes, cause, FocusCode.MAINTENANCE)


def _slugs(scores: Sequence[TopicScore]) -> tuple[str, ...]:
    return tuple(each.slug for each in scores)
