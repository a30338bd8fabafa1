"""Random requests to plan for, as Hypothesis strategies."""

from datetime import date, timedelta

from hypothesis import strategies as st

from studyplan.core.model import CompletedTask, Goal, GoalInterview, Ratings, StudyRecord
from tests.core.oracle_case import CHECKPOINTS, LEARNING, History
from tests.core.oracle_material import make_topic
from tests.core.twelve import COMPANIES, DEPTHS, SLUGS, TARGETS

START = date(2026, 11, 23)

levels = st.one_of(
    st.lists(st.integers(1, 5), min_size=12, max_size=12),
    st.lists(st.sampled_from((1, 1, 1, 2)), min_size=12, max_size=12),
    st.lists(st.sampled_from((2, 3, 3, 4)), min_size=12, max_size=12),
    st.lists(st.sampled_from((3, 4, 4, 5)), min_size=12, max_size=12),
)
ratings: st.SearchStrategy[Ratings] = levels.map(lambda row: dict(zip(SLUGS.values(), row, strict=True)))
minutes = st.one_of(st.sampled_from((15, 30, 45, 60, 90, 105, 107, 120, 240, 720)), st.integers(15, 720))
weekdays = st.one_of(
    st.just(tuple(range(7))), st.lists(st.integers(0, 6), min_size=1, max_size=7, unique=True).map(tuple)
)
days_off = st.lists(st.integers(0, 40), max_size=12).map(
    lambda offsets: tuple(START + timedelta(days=offset) for offset in offsets)
)
companies = st.sampled_from((None, *COMPANIES))
rounds = st.lists(st.sampled_from(tuple(DEPTHS)), max_size=3, unique=True).map(tuple)
near = st.one_of(st.integers(0, 14), st.integers(0, 60), st.integers(0, 200))
weekday_minutes = st.one_of(
    st.tuples(*[st.sampled_from((30, 60, 120))] * 5, *[st.sampled_from((60, 180, 240))] * 2), st.tuples(*[minutes] * 7)
)
topic_slugs = st.sampled_from(tuple(SLUGS.values()))
topic_keys = st.tuples(st.sampled_from(LEARNING), topic_slugs).map(":".join)
past_dates = st.integers(0, 40).map(lambda days: START - timedelta(days=days))
item_slugs = {
    slug: tuple(
        item.slug
        for items in (material.sections, material.derivations, material.problems, material.coding)
        for item in items
    )
    for number, slug in enumerate(SLUGS.values(), start=1)
    for material in (make_topic(slug, number),)
}


@st.composite
def goals(draw: st.DrawFn, dated: bool | None = None) -> Goal:
    """A goal, with an interview date, without, or either."""
    has_date = draw(st.booleans()) if dated is None else dated
    on = START + timedelta(days=draw(near)) if has_date else None
    interview = GoalInterview(draw(companies), draw(rounds), on)
    return Goal(
        role=draw(st.sampled_from(tuple(TARGETS))),
        minutes=draw(minutes),
        weekdays=draw(weekdays),
        days_off=draw(days_off),
        interviews=() if interview == GoalInterview() else (interview,),
    )


@st.composite
def detailed_goals(draw: st.DrawFn, dated: bool | None = None) -> Goal:
    """A goal with all that a user may set: minutes by weekday, minutes for cards, a second interview."""
    goal = draw(goals(dated=dated))
    by_weekday = draw(st.none() | weekday_minutes)
    least = min(by_weekday or (goal.minutes,)) // 5 * 5
    cards = st.sampled_from([minutes for minutes in (0, 5, 10, 20, 30) if minutes <= least - 15] or [0])
    interviews = goal.interviews
    has_second = draw(st.booleans())
    if interviews and has_second:
        later = None if goal.interview_on is None else goal.interview_on + timedelta(days=draw(st.integers(0, 30)))
        interviews += (GoalInterview(draw(companies), draw(rounds), later),)
    return Goal(goal.role, goal.minutes, goal.weekdays, goal.days_off, interviews, by_weekday, draw(st.none() | cards))


@st.composite
def completions(draw: st.DrawFn) -> CompletedTask:
    """A tick of a topic's own task, in the past or on the start date: whole, or one sitting of some minutes."""
    key, on = draw(topic_keys), draw(past_dates)
    if draw(st.booleans()):
        return CompletedTask(key, on=on)
    return CompletedTask(key, draw(st.integers(1, 3)), draw(st.sampled_from((15, 20, 25, 40, 60))), None, on)


@st.composite
def recall_completions(draw: st.DrawFn) -> tuple[CompletedTask, ...]:
    """A reading that is done, and some of its recalls, each when it was due."""
    slug, on = draw(topic_slugs), draw(past_dates)
    offsets = [offset for offset in CHECKPOINTS if on + timedelta(days=offset) <= START]
    done = draw(st.integers(0, len(offsets)))
    recalls = (CompletedTask(f"recall-{offset}:{slug}", on=on + timedelta(days=offset)) for offset in offsets[:done])
    return CompletedTask(f"read:{slug}", on=on), *recalls


def _once_each(entries: list[CompletedTask]) -> tuple[CompletedTask, ...]:
    """A tick belongs to key and sitting; a whole tick goes alone."""
    kept: dict[tuple[str, int], CompletedTask] = {}
    whole = {entry.key for entry in entries if not entry.sitting}
    for entry in entries:
        if not entry.sitting or entry.key not in whole:
            kept.setdefault((entry.key, entry.sitting), entry)
    return tuple(kept.values())


@st.composite
def records(draw: st.DrawFn) -> StudyRecord:
    """A plan begun earlier, items attempted, tasks dropped and put off."""
    began = draw(st.none() | st.integers(0, 40).map(lambda days: START - timedelta(days=days)))
    slugs = draw(st.lists(topic_slugs, max_size=3, unique=True))
    attempted = [
        (slug, item) for slug in slugs for item in draw(st.lists(st.sampled_from(item_slugs[slug]), max_size=6))
    ]
    skipped = draw(st.lists(topic_keys, max_size=2, unique=True))
    deferred = draw(st.dictionaries(topic_keys, st.integers(1, 6), max_size=2))
    return StudyRecord(
        began_on=began,
        attempted=frozenset(attempted),
        skipped=frozenset(skipped),
        deferred={key: START + timedelta(days=days) for key, days in deferred.items()},
    )


@st.composite
def histories(draw: st.DrawFn) -> History:
    """What was done before the plan, and the record that goes with it."""
    entries = draw(st.lists(completions(), max_size=6))
    read = [entry for row in draw(st.lists(recall_completions(), max_size=2)) for entry in row]
    return History(done=_once_each([*read, *entries]), record=draw(st.just(StudyRecord()) | records()))
