"""Rules about tasks and the items that they name: planning §4, §6, §10.

Readings where the rules leave a choice:
- Where a topic has problems, each of its practice tasks names an item.
- An activity under 15 minutes is right only where whole items fill it (its share was longer, and what they left went
  on), or as what practice cannot fill, all its problems named.
- Emphasis 0 means no task of that activity, rapid-fire excepted, to which practice may overflow.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from tests.core.oracle_case import (
    CHEAT_SHEET,
    LEARNING,
    SELF_ASSESSMENT,
    STEP,
    Case,
    own_learning,
    round_down,
    round_up,
)
from tests.core.oracle_items import EXCESS, items_of, plain
from tests.core.oracle_shares import (
    DERIVE_FROM,
    SHARE_LEAST,
    add_up_emphasis,
    list_parts,
    mock_minutes,
    read_cap,
)

Complaints = Iterator[str]
KINDS = {
    *LEARNING,
    *(f"recall-{day}" for day in (3, 7, 14, 21)),
    *("rehearsal", "review", "timed-set", "pass"),
}


def kinds_and_keys(case: Case) -> Complaints:
    """§6, §10: known kinds; the key is the kind, then the topic or a number; plain keys belong to the tracker."""
    for _, task in case.placed:
        kind, _, subject = task.key.partition(":")
        if kind != task.kind or task.kind not in KINDS or not subject:
            yield f"{task.key} is of kind {task.kind}"
        if not task.reasons or task.minutes <= 0 or task.minutes % 5:
            yield f"{task.key}: {task.minutes} minutes, {len(task.reasons)} reasons"
        if own_learning(task) and task.key != f"{task.kind}:{task.topics[0]}":
            yield f"{task.key} is learning under another key"
        if own_learning(task) and task.kind not in LEARNING:
            yield f"{task.key} is no kind of learning"
        if (
            len(task.topics) == 1
            and task.key.split(":")[1] != task.topics[0]
            and task.kind not in ("mock", "rehearsal")
        ):
            yield f"{task.key} is about {task.topics[0]}"


def notes_carry_their_parameters(case: Case) -> Complaints:
    """Every code comes with the parameters that it promises, in order."""
    notes = [
        *case.plan.warnings,
        *(out.reason for out in case.plan.left_out),
        *(week.focus for week in case.plan.weeks),
    ]
    for note in (*notes, *(reason for _, task in case.placed for reason in task.reasons)):
        if tuple(name for name, _ in note.params) != note.code.parameters:
            yield f"{note.code}: {note.params}"


def order_within_a_topic(case: Case) -> Complaints:
    """§4: read, derive, practice, implement, rapid-fire, cheat sheet, mock, self-assessment."""
    places: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for place, _, task in case.positions():
        if own_learning(task) and task.kind in LEARNING:
            places[task.topics[0]].append((place, LEARNING.index(task.kind), task.key))
    for row in places.values():
        for (_, before, key), (_, after, later) in pairwise(sorted(row)):
            if before > after:
                yield f"{later} comes after {key}"


def short_tasks(case: Case) -> Complaints:
    """§4: every topic that gains has its reading, practice, cheat sheet, mock and self-assessment."""
    if not case.fresh:
        return
    for topic in case.gaining:
        minutes = {kind: case.total(f"{kind}:{topic.slug}") for kind in case.learning[topic.slug]}
        mock = mock_minutes(case.syllabus, topic.slug, topic.minutes)
        wanted = {"cheat-sheet": CHEAT_SHEET, "mock": mock, "self-assessment": SELF_ASSESSMENT}
        if {kind: minutes.get(kind) for kind in wanted} != wanted:
            yield f"{topic.slug}: {minutes}, wanted {wanted}"
        if not minutes.get("read") or not minutes.get("practice"):
            yield f"{topic.slug} has no reading or no practice: {minutes}"


def derive_from_four(case: Case) -> Complaints:
    """§4: derivations only where the level to reach is 4 or 5."""
    for topic in case.gaining:
        if topic.reach < DERIVE_FROM and "derive" in case.learning[topic.slug]:
            yield f"{topic.slug} derives for level {topic.reach}"


def reading_share(case: Case) -> Complaints:
    """§4: a third of the topic's minutes at most, a half where the rating is 1, and 10 at least."""
    for topic in case.gaining:
        if case.learning[topic.slug].get("read"):
            minutes, cap = case.total(f"read:{topic.slug}"), read_cap(topic.minutes, topic.rating)
            if minutes > cap or (case.fresh and minutes < 10):
                yield f"{topic.slug}: {minutes} minutes of reading, {cap} at most"


def reading_serves_the_levels(case: Case) -> Complaints:
    """§4: sections of the levels to gain (any where none serves); from 1 all of them; by level where time is short."""
    for topic in case.gaining if case.fresh else ():
        sections = {item.slug: item for item in case.material(topic.slug).sections}
        serving = [
            item.slug for item in sections.values() if topic.rating == 1 or topic.rating < item.level <= topic.reach
        ]
        named = [item.slug for item in items_of(case, f"read:{topic.slug}")]
        own = [slug for slug in named if slug in sections]
        if serving and not set(own) <= set(serving):
            yield f"read:{topic.slug} names {sorted(set(own) - set(serving))}, which serve other levels"
        if own != [slug for slug in sections if slug in own]:
            yield f"read:{topic.slug} is not in reading order"
        minutes = case.total(f"read:{topic.slug}")
        left_out = [slug for slug in serving if slug not in own]
        if (
            left_out
            and minutes < read_cap(topic.minutes, topic.rating) - EXCESS
            and "practice" not in short_of(case, topic.slug)
        ):
            yield f"read:{topic.slug} leaves out {left_out} with {minutes} minutes"
        shortest = min((sections[slug].minutes for slug in own), default=0)
        for slug in left_out:
            higher = [other for other in own if sections[other].level > sections[slug].level]
            if higher and sections[slug].minutes <= shortest:
                yield f"read:{topic.slug} names {higher} before {slug} of a lower level"


def short_of(case: Case, slug: str) -> list[str]:
    """["practice"] where practice holds little more than its first problem, so that it may have taken from reading."""
    items = items_of(case, f"practice:{slug}") if f"practice:{slug}" in case.sittings else []
    longest = max((item.minutes for item in items), default=0)
    practice = case.total(f"practice:{slug}") if items else 0
    return ["practice"] if practice <= round_up(longest) else []


def primer_pages_once(case: Case) -> Complaints:
    """§4: primer pages only from level 1, those that the lesson leans on, each once, none that was read before."""
    seen = {slug for topic, slug in case.history.record.attempted if not topic}
    pages = {item.slug: page for page, item in case.syllabus.material.primer.items()}
    for key in case.sittings:
        kind, slug = key.split(":")[:2]
        for item in items_of(case, key) if kind == "read" else ():
            if item.slug not in pages or item.slug in {each.slug for each in case.material(slug).sections}:
                continue
            leaned_on = {page for section in case.material(slug).sections for page in section.primer}
            if case.ratings[slug] > 1 or pages[item.slug] not in leaned_on:
                yield f"{key} names the primer page {item.slug}"
            if item.slug in seen or pages[item.slug] in seen:
                yield f"{key} names {item.slug} again"
            seen.add(item.slug)


def shares_of_activities(case: Case) -> Complaints:
    """§4: 15 minutes at least, none for emphasis 0, no more than the emphasis or the first item asks for."""
    emphasis = add_up_emphasis(case.syllabus, case.goal)
    for topic in case.gaining if case.fresh else ():
        own = case.learning[topic.slug]
        parts = list_parts(emphasis, topic.reach)
        rest = topic.minutes - sum(
            case.total(f"{kind}:{topic.slug}")
            for kind in ("read", "cheat-sheet", "mock", "self-assessment")
            if kind in own
        )
        material = case.material(topic.slug)
        named = {plain(item.slug) for item in items_of(case, f"practice:{topic.slug}")} if "practice" in own else set()
        overflows = {item.slug for item in material.problems} <= named
        first = {"derive": material.derivations, "implement": material.coding}
        for kind in ("derive", "implement", "rapid-fire"):
            minutes = case.total(f"{kind}:{topic.slug}") if kind in own else 0
            filled = sum(item.minutes for item in items_of(case, f"{kind}:{topic.slug}")) if kind in own else 0
            if 0 < minutes < SHARE_LEAST and not overflows and filled <= minutes - STEP:
                yield f"{kind}:{topic.slug} has {minutes} minutes, less than 15"
            if minutes and not parts[kind] and kind != "rapid-fire":
                yield f"{kind}:{topic.slug} has {minutes} minutes, and no emphasis"
            longest = max((item.minutes for item in first.get(kind, ())), default=0)
            share = round_down(rest * parts[kind] // max(1, sum(parts.values())))
            if kind == "implement" and minutes > max(share, round_up(longest)):
                yield f"{kind}:{topic.slug} has {minutes} minutes, its share is {share}"


def practice_holds_a_problem(case: Case) -> Complaints:
    """§4: one whole problem at least, where the topic has one that its minutes could hold."""
    for topic in case.gaining if case.fresh else ():
        problems = case.material(topic.slug).problems
        named = (
            {plain(item.slug) for item in items_of(case, f"practice:{topic.slug}")}
            if "practice" in case.learning[topic.slug]
            else set()
        )
        room = (
            topic.minutes - 10 - CHEAT_SHEET - SELF_ASSESSMENT - mock_minutes(case.syllabus, topic.slug, topic.minutes)
        )
        if any(item.minutes <= room for item in problems) and not named & {item.slug for item in problems}:
            yield f"practice:{topic.slug} names no problem"


RULES = (
    kinds_and_keys,
    notes_carry_their_parameters,
    order_within_a_topic,
    short_tasks,
    derive_from_four,
    reading_share,
    reading_serves_the_levels,
    primer_pages_once,
    shares_of_activities,
    practice_holds_a_problem,
)
