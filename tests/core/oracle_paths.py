"""Rules about the shapes of paths A and B, and about reviews: planning §4, §6.

Readings where the rules leave a choice:
- Path A uses blocks where every topic's learning lies within one week and the weeks' topics are the cut for some W.
  That a smaller W (or, without blocks, any W) does not fit is told only where a cut leaves ample room: no block
  then takes more than half of what three recalls a day leave.
- Topics begin in study order in Path A, and within each stage of Path B; one whose prerequisites are not read yet may
  be overtaken by another, but not by one that comes after it by an edge, hard or soft.
- Path B: no topic of the practice stage begins before all of deep study have; timed sets come after all learning has
  begun. Without a date, stage 2 begins in week 2 or later unless that would pass the longest length.
- Between two timed sets a rehearsal lies where a day has 20 minutes.
"""

from collections.abc import Iterator
from datetime import timedelta

from tests.core.oracle_case import (
    SHORT_DAY,
    TIMED_SET,
    WEAK_BELOW,
    WEEK,
    Case,
    day_tasks,
    is_study_day,
    own_learning,
)
from tests.core.oracle_cut import Row, cut_blocks
from tests.core.oracle_topics import stage_minutes, usable_minutes

Complaints = Iterator[str]
LEAST_WEEKS, MOST_WEEKS = 4, 12


def week_minutes(case: Case, weeks: int) -> list[list[int]]:
    """Each week's days for blocks, as minutes: with a date the last study day counts for no week."""
    table = []
    for week in range(weeks):
        dates = [case.start + timedelta(days=WEEK * week + offset) for offset in range(WEEK)]
        days = [on for on in dates if is_study_day(case.goal, on) and on != case.last_day]
        table.append([day_tasks(case.goal, on) for on in days])
    return table


def has_ample_room(counts: Row, minutes: list[int], weeks: list[list[int]]) -> bool:
    """Whether no block takes more than half of what three recalls a day leave: it must fit."""
    first = 0
    for count, days in zip(counts, weeks, strict=True):
        own = minutes[first : first + count]
        first += count
        long_days = [day - 30 for day in days if day >= SHORT_DAY + 30]
        if 2 * sum(own) > sum(long_days):
            return False
    return True


def weekly_blocks(case: Case) -> Complaints:
    """§6, Path A: the cut with the smallest fullest block, for the smallest W that fits."""
    if case.plan.variant != "sequential" or not case.fresh or not case.gaining:
        return
    minutes = [topic.minutes_left for topic in case.gaining]
    cuts = {}
    for number in range(LEAST_WEEKS, MOST_WEEKS + 1):
        weeks = week_minutes(case, number)
        cut = cut_blocks(minutes, [sum(days) for days in weeks])
        if cut is not None:
            cuts[number] = cut, has_ample_room(cut, minutes, weeks)
    counts = count_blocks(case)
    used = [
        number
        for number, (cut, _) in cuts.items()
        if counts and list(cut) == counts[:number] and not any(counts[number:])
    ]
    for number, (cut, ample) in cuts.items():
        if ample and (not used or number < min(used)):
            yield f"{number} blocks of {cut} topics fit with ease; the plan has {counts}"
            return


def count_blocks(case: Case) -> list[int] | None:
    """How many topics each of the first twelve weeks teaches; None where a topic's learning crosses weeks."""
    counts = [0] * MOST_WEEKS
    for topic in case.gaining:
        dates = [on for row in case.learning[topic.slug].values() for on, _ in row]
        weeks = {(on - case.start).days // WEEK for on in dates}
        if len(weeks) != 1 or max(weeks) >= MOST_WEEKS:
            return None
        counts[weeks.pop()] += 1
    return counts


def begun_topics(case: Case) -> list[str]:
    return list(dict.fromkeys(task.topics[0] for _, task in case.placed if own_learning(task)))


def topics_begin_in_order(case: Case) -> Complaints:
    """§5, §6: study order in Path A; in Path B deep study, then practice, each in study order."""
    if case.history.record.deferred or case.history.done or case.plan.path == "C":
        return
    begun = begun_topics(case)
    wanted = sorted(begun, key=case.order.index)
    if case.plan.path == "B":
        wanted.sort(key=lambda slug: case.ratings[slug] >= WEAK_BELOW)
    for place, slug in enumerate(begun):
        for before in wanted[: wanted.index(slug)]:
            if before not in begun[:place] and (not is_barred(case, before, slug) or slug in case.after(before)):
                yield f"{slug} begins before {before}"


def is_barred(case: Case, slug: str, other: str) -> bool:
    """Whether a topic may not begin yet on the day on which the other one does: something is still to be read."""
    first = next(place for place, _, task in case.positions() if own_learning(task) and task.topics[0] == other)
    read = {task.topics[0]: place for place, _, task in case.positions() if own_learning(task) and task.kind == "read"}
    return case.ratings[slug] < WEAK_BELOW and any(read.get(before, -1) >= first for before in case.unmet(slug))


def stages_wait_for_their_week(case: Case) -> Complaints:
    """§6, Path B: stage k starts no earlier than week k unless time is short."""
    if case.plan.variant != "sprint" or case.dated or not case.fresh or case.plan.ends_on is None:
        return
    longest = next(shape.longest_days for shape in case.syllabus.paths if shape.variant == "sprint")
    length = (case.plan.ends_on - case.start).days + 1
    stages = [
        [on for on, task in case.placed if own_learning(task) and case.ratings[task.topics[0]] < WEAK_BELOW],
        [on for on, task in case.placed if own_learning(task) and case.ratings[task.topics[0]] >= WEAK_BELOW],
    ]
    if all(stages) and (stages[1][0] - case.start).days < WEEK and length + WEEK <= longest:
        yield f"practice begins on {stages[1][0]}, in the week of deep study"


def timed_sets(case: Case) -> Complaints:
    """§6, Path B: three at the end without a date, one of the stage's minutes with one; none elsewhere."""
    sets = {key: row for key, row in case.sittings.items() if row[0][1].reasons[0].code == "timed-set"}
    if case.plan.path != "B":
        if sets:
            yield f"{sorted(sets)} in path {case.plan.path}"
        return
    if not case.fresh:
        return
    minutes = [case.total(key) for key in sets]
    if case.dated:
        stage = stage_minutes(case, usable_minutes(case), max((case.room(on) for on in case.dates[:-1]), default=0))
        wanted = [stage] if stage else []
    else:
        longest = max(case.room(case.start + timedelta(days=day)) for day in case_weekdays(case))
        wanted = [min(TIMED_SET, longest)] * 3
    if minutes != wanted:
        yield f"timed sets of {minutes} minutes, wanted {wanted}"


def case_weekdays(case: Case) -> list[int]:
    """Offsets from the start to one day of each study weekday."""
    return [(weekday - case.start.weekday()) % WEEK for weekday in case.goal.weekdays]


def _find_day_after_learning(case: Case) -> bool:
    """Whether a day from the end of learning on, the last one before an interview aside, holds the longest set.

    The last rehearsal has its place first.
    """
    ended = max(on for on, task in case.placed if own_learning(task))
    longest = max(task.minutes for _, task in case.placed if task.reasons[0].code == "timed-set")
    later = [on for on in case.dates if on >= ended][: -1 if case.dated else None]
    kept = {on: task.minutes for on, task in case.placed if task.reasons[0].code == "last-rehearsal"}
    return not case.dated or any(case.room(on) - kept.get(on, 0) >= longest for on in later)


def timed_sets_come_last(case: Case) -> Complaints:
    """§6, Path B: after all learning, with a rehearsal between two of them."""
    if case.plan.path != "B":
        return
    learning = [place for place, _, task in case.positions() if own_learning(task)]
    sets = [place for place, _, task in case.positions() if task.reasons[0].code == "timed-set"]
    if sets and learning and min(sets) < max(learning) and _find_day_after_learning(case):
        yield "a timed set comes before the end of learning"
    if case.dated or not case.fresh:
        return
    starts = {task.key: place for place, _, task in reversed(list(case.positions())) if place in sets}
    rehearsals = [place for place, _, task in case.positions() if task.kind == "rehearsal"]
    rooms = [case.room(day.on) for day in case.days]
    for before, after in zip(sorted(starts.values()), sorted(starts.values())[1:], strict=False):
        if max(rooms) >= 20 and not any(before < place < after for place in rehearsals):
            yield "no rehearsal lies between two timed sets"


def reviews(case: Case) -> Complaints:
    """§4, §6: cheat sheet, mock, self-assessment on one day; none in Path C and triage; all others or a warning."""
    found: dict[str, list[tuple[str, int]]] = {}
    dates: dict[str, set[object]] = {}
    rooms: dict[str, int] = {}
    for on, task in case.placed:
        if task.reasons[0].code == "review":
            found.setdefault(task.topics[0], []).append((task.kind, task.minutes))
            dates.setdefault(task.topics[0], set()).add(on)
            rooms[task.topics[0]] = max(rooms.get(task.topics[0], 0), case.room(on))
    if found and (case.plan.path == "C" or case.plan.depth == "triage"):
        yield f"reviews of {sorted(found)} in path {case.plan.path}, {case.plan.depth}"
    wanted = [("cheat-sheet", 10), ("mock", 10), ("self-assessment", 5)]
    for slug, tasks in found.items():
        if case.gap(slug):
            yield f"{slug} has a gap and a review"
        if case.fresh and rooms[slug] >= 25 and (tasks != wanted or len(dates[slug]) > 1):
            yield f"{slug} is reviewed by {tasks} on {len(dates[slug])} days"
    at_target = {slug for slug in case.order if not case.gap(slug)}
    left_out = case.warned_topics("reviews-left-out")
    due = case.plan.path != "C" and case.plan.depth == "full" and case.fresh and (case.dates or not case.dated)
    if due and at_target - left_out != set(found):
        yield f"reviewed {sorted(found)}, at target {sorted(at_target)}, left out {sorted(left_out)}"
    if not case.dated and left_out:
        yield f"without a date every review has its time: {sorted(left_out)}"


RULES = (
    weekly_blocks,
    topics_begin_in_order,
    stages_wait_for_their_week,
    timed_sets,
    timed_sets_come_last,
    reviews,
)
