"""Rules about the items that tasks name: planning §4, §6.

Readings where the rules leave a choice:
- Any excess of 15 minutes over the items is a fault while an item not attempted, not named in another task of the
  topic, still fits it; of reading always, since its least is below 15; of practice always: `again` takes the rest.
- The best item by rank that fits the whole task is among those named (derive, practice, implement).
- No item is named by two tasks of one topic, whatever they are (timed problems and upkeep included), mocks excepted.
- The last item of a task takes the minutes that the task has beyond its items.
- Items of an express timed problem may be problems, probes or coding problems; a longer one is named with the
  minutes of the task.
- Reading names nothing where no section serves the levels to gain.
- Of a task with work done before, only the names of its items are held, not how they fill its sittings.
"""

from collections.abc import Iterator, Sequence

from studyplan.core.material import StudyItem
from studyplan.core.model import PlanItem, PlanTask
from tests.core.oracle_case import Case, own_learning
from tests.core.oracle_shares import AGAIN, list_reading, rank_items

Complaints = Iterator[str]
NAMING = ("read", "derive", "practice", "implement", "rapid-fire")
EXCESS = 15


def is_again(slug: str) -> bool:
    return slug == AGAIN or slug.endswith(f":{AGAIN}")


def plain(slug: str) -> str:
    """The slug of the material."""
    return slug.removesuffix(f":{AGAIN}")


def material_for(case: Case, task: PlanTask) -> list[StudyItem]:
    """All the items that a task may name."""
    if task.kind == "rehearsal":
        return [StudyItem(each.slug, each.title, each.minutes) for each in case.syllabus.material.formats]
    if len(task.topics) != 1:
        return []
    slug = task.topics[0]
    material = case.material(slug)
    if task.kind == "read":
        return [*material.sections, *case.syllabus.material.primer.values()]
    if task.kind == "timed-set":
        return [*material.problems, *material.probes, *material.coding]
    if task.kind == "mock":
        own = case.topics[slug].mock
        return [own.item] if own else []
    kinds = {
        "derive": material.derivations,
        "practice": material.problems,
        "implement": material.coding,
        "rapid-fire": material.rapid_fire,
    }
    return list(kinds.get(task.kind, ()))


def items_of(case: Case, key: str) -> list[PlanItem]:
    """A task's items over all its sittings, each once, in order."""
    return list(dict.fromkeys(item for _, task in case.sittings.get(key, ()) for item in task.items))


def items_are_material(case: Case) -> Complaints:
    """§4: items are those of the topic's material and kind, with their own minutes and titles."""
    for _, task in case.placed:
        known = {item.slug: item for item in material_for(case, task)}
        for item in task.items:
            if item.slug == AGAIN and task.kind == "practice":
                continue
            source = known.get(plain(item.slug))
            cut_short = task.kind == "timed-set" and item.minutes == case.total(task.key)
            if source is None or (item.minutes != source.minutes and not cut_short):
                yield f"{task.key} names {item.slug} of {item.minutes} minutes"
        if len({item.slug for item in task.items}) < len(task.items):
            yield f"{task.key} names an item twice in a sitting"


def tasks_name_items(case: Case) -> Complaints:
    """§4, §6: reading, deriving, practicing, coding, rapid-fire, rehearsals and timed problems name their items."""
    for key, row in case.sittings.items():
        task = row[0][1]
        several = len(task.topics) != 1 and task.kind != "rehearsal"
        if several or task.kind not in (*NAMING, "rehearsal", "timed-set"):
            continue
        serving = material_for(case, task)
        if task.kind == "read":
            topic = case.by_slug[task.topics[0]]
            serving = [item for _, item in list_reading(case.syllabus, topic.slug, topic.rating, topic.reach)]
        if serving and not items_of(case, key) and case.fresh:
            yield f"{key} names no item"


def items_fill_their_task(case: Case) -> Complaints:
    """§4: a task's minutes are at least its items' sum, and exceed it by less than 15 while an item fits."""
    done = {entry.key for entry in case.history.done}
    for key, row in case.sittings.items():
        task = row[0][1]
        if task.kind not in NAMING or not task.items or not own_learning(task) or key in done:
            continue
        minutes, items = case.total(key), items_of(case, key)
        excess = minutes - sum(item.minutes for item in items)
        if excess < 0 and case.fresh:
            yield f"{key}: items of {minutes - excess} minutes in {minutes}"
        if excess < EXCESS:
            continue
        used = {
            item.slug
            for other in case.sittings
            if other.split(":")[1] == task.topics[0]
            for item in items_of(case, other)
        }
        used |= {slug for topic, slug in case.history.record.attempted if topic == task.topics[0]}
        fitting = [item for item in material_for(case, task) if item.minutes <= excess and item.slug not in used]
        if task.kind == "read":
            fitting = [item for item in fitting if item in case.material(task.topics[0]).sections]
        if fitting or (task.kind in ("read", "practice") and case.fresh):
            yield f"{key}: {excess} minutes beyond its items"


def items_once_a_topic(case: Case) -> Complaints:
    """§4: no item in two tasks of a topic; a second asking has a slug of its own."""
    seen: dict[tuple[str, str, str], str] = {}
    for key, row in case.sittings.items():
        task = row[0][1]
        if task.kind in ("rehearsal", "mock") or len(task.topics) != 1:
            continue
        for item in items_of(case, key):
            source = (
                "coding"
                if task.kind == "implement"
                else task.kind
                if task.kind in ("read", "derive", "rapid-fire")
                else "practice"
            )
            before = seen.setdefault((task.topics[0], source, item.slug), key)
            if before != key and not is_again(item.slug):
                yield f"{key} and {before} both name {item.slug}"


def best_item_is_named(case: Case) -> Complaints:
    """§4: levels to gain first, then those for a chosen round, the company's, the easier."""
    for topic in case.gaining if case.fresh else ():
        for kind in ("derive", "practice", "implement"):
            key = f"{kind}:{topic.slug}"
            if key not in case.sittings:
                continue
            task = case.sittings[key][0][1]
            ranked = rank_items(material_for(case, task), case.goal, topic.rating, topic.reach)
            best = next((item for item in ranked if item.minutes <= case.total(key)), None)
            if best and best.slug not in {plain(item.slug) for item in items_of(case, key)}:
                yield f"{key} does not name {best.slug}, the first in rank"


def items_follow_the_sittings(case: Case) -> Complaints:
    """§4: an item cut over sittings is named in each that it touches, and every sitting holds what it names."""
    for key, row in case.sittings.items():
        tasks = [task for _, task in row]
        if len(tasks) > 1 and tasks[0].items and tasks[0].part and tasks[0].part[0] == 1:
            yield from (f"{key}: {fault}" for fault in find_item_faults(tasks))


def find_item_faults(tasks: Sequence[PlanTask]) -> Iterator[str]:
    """What is wrong with the items of a task's sittings, laid end to end in the order in which they are named."""
    carried: PlanItem | None = None
    rest = 0
    finished: set[str] = set()
    last = next(
        (task.items[-1].slug for task in reversed(tasks) if task.items), ""
    )  # it takes the surplus, and is named where nothing else is
    for number, task in enumerate(tasks):
        room, items = task.minutes, list(task.items)
        following = tasks[number + 1].items if number + 1 < len(tasks) else ()
        cut = items[-1] if items and following and items[-1].slug == following[0].slug else None
        for item in items:
            if item.slug in finished and item.slug == last:
                continue
            if item.slug in finished:
                yield f"{item.slug} is named again after it ended"
            need = rest if carried and item.slug == carried.slug else item.minutes
            if item is cut and item.slug == last and need <= room:
                room -= need
                finished.add(item.slug)
            elif item is cut:
                if room <= 0 or need <= room:
                    yield f"{item.slug} is cut, and sitting {number + 1} holds all or nothing of it"
                rest, room = need - max(0, room), min(0, room)
            else:
                room -= need
                finished.add(item.slug)
        if room < 0:
            yield f"sitting {number + 1} holds {task.minutes} minutes, {-room} too few for its items"
        carried = cut


def sittings_name_items(case: Case) -> Complaints:
    """§4, §6: each sitting of a task that names items names those it touches, and never holds the surplus alone."""
    for key, row in case.sittings.items():
        if row[0][1].kind in NAMING and items_of(case, key) and case.fresh:
            for on, task in row:
                if not task.items:
                    yield f"{on}: {key} has a sitting of {task.minutes} minutes without an item"


RULES = (
    items_are_material,
    tasks_name_items,
    items_fill_their_task,
    items_once_a_topic,
    best_item_is_named,
    items_follow_the_sittings,
    sittings_name_items,
)
