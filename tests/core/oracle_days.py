"""Rules about weeks, days and sittings: planning §4, §6, §10.

Readings where the rules leave a choice:
- "The day" of "has under 45" is what its cards (and ticks of today) leave for tasks.
- Before an interview both give way where no minute up to then stays free, lest learning find no room.
- A task is short by what the plan holds of it.
- A task is cut only where the rest of it does not fit behind what precedes it on the day; a rehearsal of that day may
  precede it in the books wherever it stands.
- A mock, timed set or rehearsal is cut only where none of the days that it lies on could hold it.
- Between two sittings of one topic's learning no day has 45 free minutes: its next sitting would have fitted.
- Two topics begun and unfinished: by the sittings of their own learning that lie in the plan, of topics not begun yet.
- `ends_on` is the last study day before an interview; without one the last day with a task that is no recall.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from tests.core.oracle_case import (
    SHORT_DAY,
    WEEK,
    Case,
    day_cards,
    day_tasks,
    days_of,
    is_recall,
    is_study_day,
    own_learning,
    study_dates,
)

Complaints = Iterator[str]
SITTING_LEAST = 15
WHOLE = ("timed-set", "rehearsal", "mock")


def days_add_up(case: Case) -> Complaints:
    """§10: tasks, cards and free minutes are the day's minutes; a day never exceeds them."""
    for day in case.days:
        tasks = sum(task.minutes for task in day.tasks)
        if day.minutes != tasks:
            yield f"{day.on}: {day.minutes} minutes, tasks of {tasks}"
        if day.cards != day_cards(case.goal, day.on):
            yield f"{day.on}: {day.cards} minutes for cards, {day_cards(case.goal, day.on)} wanted"
        if tasks + day.free != case.room(day.on) or day.free < 0:
            yield f"{day.on}: {tasks} and {day.free} free do not make {case.room(day.on)}"
    for day in case.plan.afterwards:
        tasks = sum(task.minutes for task in day.tasks)
        if day.minutes != tasks or tasks > day_tasks(case.goal, day.on):
            yield f"{day.on}, afterwards: {day.minutes} minutes, tasks of {tasks}"


def only_study_days(case: Case) -> Complaints:
    """§6: no task on a day off, nor on or after the interview, nor before the start."""
    for day in (*case.days, *case.plan.afterwards):
        if not is_study_day(case.goal, day.on) or day.on < case.start:
            yield f"{day.on} is no study day"


def every_study_day_is_listed(case: Case) -> Complaints:
    """§6: each study day from the start to `ends_on`, also one without a task."""
    ends_on = case.plan.ends_on
    listed = [day.on for day in case.days]
    wanted = study_dates(case.goal, case.start, ends_on + timedelta(days=1)) if ends_on else []
    if listed != wanted:
        missing, more = sorted(set(wanted) - set(listed)), sorted(set(listed) - set(wanted))
        yield f"days missing {missing}, too many {more}, or out of order"


def end_of_the_plan(case: Case) -> Complaints:
    """§6, §7, §10: the last study day before the interview; else the last day with more than recalls."""
    plan = case.plan
    if case.dated:
        wanted = case.last_day
    else:
        wanted = max((day.on for day in case.days if any(not is_recall(task) for task in day.tasks)), default=None)
    if plan.ends_on != wanted:
        yield f"ends on {plan.ends_on}, {wanted} wanted"
    if not case.dates and case.dated and (case.days or not case.warned("no-study-day")):
        yield "without a study day the plan is empty, and says so"
    if (case.dated and plan.afterwards) or any(not is_recall(task) for day in plan.afterwards for task in day.tasks):
        yield "only recalls come afterwards, and only without a date"
    after = [day.on for day in plan.afterwards]
    if after != sorted(set(after)) or (after and plan.ends_on and after[0] <= plan.ends_on):
        yield f"afterwards is out of order: {after}"


def weeks_are_numbered(case: Case) -> Complaints:
    """§6, §8: week n is days 7(n−1)+1 to 7n from the day on which the first plan for this goal began."""
    first = (case.start - case.began_on).days // WEEK + 1
    for number, week in enumerate(case.plan.weeks, start=first):
        starts_on = case.began_on + timedelta(days=WEEK * (number - 1))
        if (week.number, week.starts_on) != (number, starts_on):
            yield f"week {week.number} of {week.starts_on} should be {number} of {starts_on}"
        if any(not 0 <= (day.on - starts_on).days < WEEK for day in week.days):
            yield f"week {week.number} holds days of other weeks"
    if case.plan.weeks and not case.plan.weeks[-1].days:
        yield "the last week is empty"


def topics_of_weeks(case: Case) -> Complaints:
    """§10: those whose learning begins in the week, in that order."""
    begun: set[str] = set()
    for week in case.plan.weeks:
        own = [task.topics[0] for day in week.days for task in day.tasks if own_learning(task)]
        wanted = [slug for slug in dict.fromkeys(own) if slug not in begun]
        begun.update(wanted)
        if list(week.topics) != wanted:
            yield f"week {week.number}: topics {week.topics}, {wanted} begin in it"


def recalls_come_first(case: Case) -> Complaints:
    """§6: recalls due come first, learning fills the rest."""
    for day in case.days:
        first = [is_recall(task) for task in day.tasks]
        if first != sorted(first, reverse=True):
            yield f"{day.on}: a recall comes after other tasks"


def sittings_are_numbered(case: Case) -> Complaints:
    """§8, §10: one after another, on from those done; a task in one go has no part."""
    done = {entry.key for entry in case.history.done}
    for key, row in case.sittings.items():
        parts = [task.part for _, task in row]
        if parts == [None]:
            numbers = [row[0][1].sitting] == [0]
        else:
            first = parts[0][0] if parts[0] else 0
            wanted = [(first + offset, first + len(row) - 1) for offset in range(len(row))]
            numbers = parts == wanted and [task.sitting for _, task in row] == [number for number, _ in wanted]
            numbers = numbers and (first == 1 if key not in done else first > 1) and wanted[-1][1] > 1
        if not numbers:
            yield f"{key}: parts {parts}, sittings {[task.sitting for _, task in row]}"
        if len({(task.kind, task.topics, task.reasons) for _, task in row}) > 1:
            yield f"{key}: sittings of different tasks"


def one_sitting_a_day(case: Case) -> Complaints:
    """§6: a sitting is what one day holds of a task."""
    for day in case.days:
        for key, times in Counter(task.key for task in day.tasks).items():
            if times > 1:
                yield f"{day.on} holds {key} {times} times"


def sittings_keep_a_length(case: Case) -> Complaints:
    """§6: 15 minutes at least unless the task is shorter or the day has under 45."""
    for key, row in case.sittings.items():
        for on, task in row:
            short = task.minutes < min(SITTING_LEAST, case.total(key)) and case.room(on) >= SHORT_DAY
            if short and not uses_every_minute(case, on):
                yield f"{on}: {key} of {case.total(key)} minutes has a sitting of {task.minutes}"


def uses_every_minute(case: Case, on: date) -> bool:
    """Whether an interview is so near that no day up to this one leaves anything free: then tasks are cut anywhere."""
    return case.dated and all(not day.free for day in days_of(case.plan) if day.on <= on)


def short_tasks_are_whole(case: Case) -> Complaints:
    """§6: a task of 15 minutes or less is never split, days under 45 excepted."""
    for key, row in case.sittings.items():
        under = any(case.room(on) < SHORT_DAY for on, _ in row)
        if len(row) > 1 and case.total(key) <= SITTING_LEAST and not under and not uses_every_minute(case, row[0][0]):
            yield f"{key} of {case.total(key)} minutes is split"


def timed_tasks_are_whole(case: Case) -> Complaints:
    """§6: timed sets, rehearsals and mocks that a day's minutes hold are never split."""
    for key, row in case.sittings.items():
        if len(row) > 1 and row[0][1].kind in WHOLE and max(case.room(on) for on, _ in row) >= case.total(key):
            yield f"{key} of {case.total(key)} minutes is split"


def split_only_where_needed(case: Case) -> Complaints:
    """§6: a task is split only where it does not fit its day."""
    places = {(on, task.key): place for place, on, task in case.positions()}
    for key, row in case.sittings.items():
        rest = case.total(key)
        for on, task in row[:-1]:
            taken = sum(
                other.minutes
                for place, day, other in case.positions()
                if day == on and other is not task and (place < places[on, key] or other.kind == "rehearsal")
            )
            if rest <= case.room(on) - taken:
                yield f"{on}: {key} is cut to {task.minutes} of {rest} minutes, and the day holds them"
            rest -= task.minutes


def two_topics_at_most(case: Case) -> Complaints:
    """§6: at most two topics begun and unfinished."""
    last = {task.topics[0]: place for place, _, task in case.positions() if own_learning(task)}
    open_topics: set[str] = set()
    for place, on, task in case.positions():
        if own_learning(task) and task.topics[0] not in case.begun_before:
            open_topics.add(task.topics[0])
            if len(open_topics) > 2:
                yield f"{on}: {sorted(open_topics)} are begun and unfinished"
            if last[task.topics[0]] == place:
                open_topics.remove(task.topics[0])


def no_idle_days_between(case: Case) -> Complaints:
    """§6: learning fills the rest of a day; what stays free is too short for what is open."""
    if case.history.record.deferred or case.history.done:
        return
    by_topic: dict[str, list[date]] = defaultdict(list)
    for on, task in case.placed:
        if own_learning(task):
            by_topic[task.topics[0]].append(on)
    for day in case.days:
        if day.free >= SHORT_DAY:
            for slug, dates in by_topic.items():
                if any(before <= day.on < after for before, after in pairwise(dates)):
                    yield f"{day.on}: {day.free} minutes free while {slug} is under way"


def skipped_and_deferred(case: Case) -> Complaints:
    """§8: what was dropped is not planned; what was put off is not planned before its day."""
    record = case.history.record
    for on, task in case.placed:
        if task.key in record.skipped:
            yield f"{task.key} was skipped"
        if on < record.deferred.get(task.key, on):
            yield f"{on}: {task.key} was put off to {record.deferred[task.key]}"


def done_is_done(case: Case) -> Complaints:
    """§8: a task ticked whole, for all that is asked, is not planned again; its recalls neither."""
    for entry in case.history.done:
        whole = entry.sitting == 0 and entry.minutes is None and entry.level is None
        if whole and entry.key in case.sittings:
            yield f"{entry.key} is done, and planned again"


RULES = (
    days_add_up,
    only_study_days,
    every_study_day_is_listed,
    end_of_the_plan,
    weeks_are_numbered,
    topics_of_weeks,
    recalls_come_first,
    sittings_are_numbered,
    one_sitting_a_day,
    sittings_keep_a_length,
    short_tasks_are_whole,
    timed_tasks_are_whole,
    split_only_where_needed,
    two_topics_at_most,
    no_idle_days_between,
    skipped_and_deferred,
    done_is_done,
)
