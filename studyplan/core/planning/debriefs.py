"""Topics stumbled on, at interviews that are over or in practice, come back in the next study days.

Rule: planning §6.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from studyplan.core.codes import FocusCode, ReasonCode, TaskKind
from studyplan.core.model import note
from studyplan.core.planning.workload import Work, Workload
from studyplan.core.policy import DayRules, DebriefRules
from studyplan.core.scoring import TopicScore


def list_debriefs(
    workload: Workload,
    scores: Mapping[str, TopicScore],
    stumbled: Iterable[str],
    repairs: Iterable[str],
    rules: DebriefRules,
) -> tuple[Work, ...]:
    """One practice for each time that a topic was stumbled on and that is not practiced yet, heaviest topics first.

    stumbled, repairs: topics, one again for each time, at interviews and in practice. The times are counted, so that
    what was done after one interview does not count for the next. Rule: planning §6.
    """
    times: Counter[str] = Counter()
    works = []
    at_interviews = ((slug, "debrief", ReasonCode.DEBRIEF) for slug in stumbled)
    in_practice = ((slug, "repair", ReasonCode.STUMBLED) for slug in repairs)
    for slug, ending, code in (*at_interviews, *in_practice):
        name = f"{TaskKind.PRACTICE}:{slug}:{ending}"
        times[name] += 1
        key, cause = f"{name}-{times[name]}", note(code, topic=slug)
        works.append(workload.make_work(key, TaskKind.PRACTICE, (slug,), rules.practice, cause, FocusCode.DEBRIEF))
    left = (work for work in works if work.minutes)
    return tuple(sorted(left, key=lambda work: -scores[work.topics[0]].weight))


def spread_debriefs(
    works: tuple[Work, ...],
    minutes: Sequence[int],
    rules: DebriefRules,
    day: DayRules,
    dates: Sequence[date] | None = None,
) -> tuple[tuple[Work, ...], ...]:
    """The works by day, spread evenly over the first days with minutes, of days of so many `minutes`.

    Each is as long as all of them have room, down to one step; what finds none even so falls away, lightest first.
    dates: of the days, where a work that was put off must wait for its own; without them none waits.
    Rule: planning §6.
    """
    by_day: list[tuple[Work, ...]] = [()] * len(minutes)
    places = [place for place, room in enumerate(minutes) if room >= day.step][: rules.days]
    for turn, place in enumerate(places):
        ready = [work for work in works if not (dates and work.opens and work.opens > dates[place])]
        number = min(-(-len(works) // (len(places) - turn)), len(ready), minutes[place] // day.step)
        if number:
            most = day.floor(minutes[place] // number)
            chosen = ready[:number]
            by_day[place] = tuple(replace(work, minutes=min(work.minutes, most)) for work in chosen)
            works = tuple(work for work in works if work not in chosen)
    return tuple(by_day)
