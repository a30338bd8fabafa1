"""Path A: weekly blocks of topics in study order, reviews in the slack. Rule: planning §6."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from studyplan.core.codes import FocusCode, Kind
from studyplan.core.planning.context import Frame
from studyplan.core.planning.days import DAYS_A_WEEK, place_whole, study_days, week_of, week_start
from studyplan.core.planning.layout import EASES, Course, Draft, Stage, best, cost, draft, eased
from studyplan.core.planning.paths.blocks import cut
from studyplan.core.planning.workload import Work
from studyplan.core.scoring import TopicScore


def sequential(frame: Frame) -> Course:
    """Weekly blocks, as few weeks as hold them; where no number of weeks does, topics follow one another."""
    learning = (frame.learn([each], FocusCode.BLOCK) for each in frame.gaining)
    topics = [works for works in learning if works]
    made = _in_blocks(frame, topics) or best(frame, [eased([_stage(frame.start, topics)], ease) for ease in EASES])
    left_out = _review(frame, made) if frame.full else ()
    return Course(made, range(made.last_work + 1, len(frame.days or ())), reviews_left_out=left_out)


def _in_blocks(frame: Frame, topics: Sequence[tuple[Work, ...]]) -> Draft | None:
    """The draft with the fewest weekly blocks that all fit their weeks."""
    rules = frame.policy.blocks
    minutes = [sum(work.minutes for work in works) for works in topics]
    capacities = _week_minutes(frame, rules.most_weeks)
    for weeks in range(rules.least_weeks, rules.most_weeks + 1):
        counts = cut(minutes, capacities[:weeks])
        if counts is None:
            continue
        stages = _blocks(frame, topics, counts)
        if any(_minutes(stage) > capacity for stage, capacity in zip(stages, capacities, strict=False)):
            continue  # not even without recalls
        tight = draft(frame, stages)
        if _keeps_to_weeks(tight, stages):
            return _eased(frame, stages, tight)
    return None


def _blocks(frame: Frame, topics: Sequence[tuple[Work, ...]], counts: tuple[int, ...]) -> list[Stage]:
    stages = []
    first = 0
    for number, count in enumerate(counts, start=1):
        stages.append(_stage(week_start(frame.start, number), topics[first : first + count]))
        first += count
    return stages


def _stage(opens: date, topics: Sequence[tuple[Work, ...]]) -> Stage:
    return Stage(opens, tuple(work for works in topics for work in works))


def _minutes(stage: Stage) -> int:
    return sum(work.minutes for work in stage.works)


def _week_minutes(frame: Frame, weeks: int) -> list[int]:
    """The minutes of each week's study days; the last one before an interview counts for no week."""
    days = frame.days
    if days is None:
        days = tuple(study_days(frame.goal, frame.start, week_start(frame.start, weeks + 1)))
    numbers = [week_of(frame.start, on) for on in days]
    return [numbers.count(number) * frame.minutes for number in range(1, weeks + 1)]


def _keeps_to_weeks(made: Draft, stages: Sequence[Stage]) -> bool:
    """Whether every block ends within its week."""
    week = timedelta(days=DAYS_A_WEEK)
    return all(
        work.key in made.ended and made.ended[work.key] < stage.opens + week for stage in stages for work in stage.works
    )


def _eased(frame: Frame, stages: list[Stage], tight: Draft) -> Draft:
    """The same blocks with sittings of a better length, in each week in which nothing is given up for them."""
    made = tight
    for place, stage in enumerate(stages):
        for ease in EASES[:-1]:
            changed = [*stages[:place], replace(stage, ease=ease), *stages[place + 1 :]]
            tried = draft(frame, changed)
            if _keeps_to_weeks(tried, changed) and cost(frame, tried) <= cost(frame, tight):
                stages, made = changed, tried
                break
    return made


def _review(frame: Frame, made: Draft) -> tuple[str, ...]:
    """Put the reviews of topics at their target into the slack; the topics whose review finds no room."""
    left_out = []
    for each in frame.at_target:
        opens = _may_begin(frame, each, made)
        placed = [
            place_whole(made.agenda, work, opens, frame.policy.days, split=True)
            for work in frame.workload.review(each, FocusCode.REVIEW)
        ]
        if not all(placed):
            left_out.append(each.slug)
    return tuple(left_out)


def _may_begin(frame: Frame, each: TopicScore, made: Draft) -> date:
    """The date from which the prerequisites that bind a topic have been read. Rule: planning §5."""
    if each.rating >= frame.policy.levels.weak_below:
        return frame.start
    read = (made.ended.get(f"{Kind.READ}:{slug}", frame.start) for slug in each.unmet)
    return max(read, default=frame.start)
