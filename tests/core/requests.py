"""Random requests to plan for, as Hypothesis strategies."""

from datetime import date, timedelta

from hypothesis import strategies as st

from studyplan.core.model import Goal, GoalInterview, Ratings
from tests.core.twelve import COMPANIES, DEPTHS, SLUGS, TARGETS

START = date(2026, 11, 23)

levels = st.one_of(
    st.lists(st.integers(1, 5), min_size=12, max_size=12),
    st.lists(st.sampled_from((1, 1, 1, 2)), min_size=12, max_size=12),
    st.lists(st.sampled_from((2, 3, 3, 4)), min_size=12, max_size=12),
    st.lists(st.sampled_from((3, 4, 4, 5)), min_size=12, max_size=12),
)
ratings: st.SearchStrategy[Ratings] = levels.map(lambda row: dict(zip(SLUGS.values(), row, strict=True)))
minutes = st.one_of(st.sampled_from((15, 30, 45, 60, 90, 105, 107, 240, 720)), st.integers(15, 720))
weekdays = st.one_of(
    st.just(tuple(range(7))), st.lists(st.integers(0, 6), min_size=1, max_size=7, unique=True).map(tuple)
)
days_off = st.lists(st.integers(0, 40), max_size=12).map(
    lambda offsets: tuple(START + timedelta(days=offset) for offset in offsets)
)
companies = st.sampled_from((None, *COMPANIES))
rounds = st.lists(st.sampled_from(tuple(DEPTHS)), max_size=3, unique=True).map(tuple)
near = st.one_of(st.integers(0, 14), st.integers(0, 60), st.integers(0, 200))


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
        interviews=(interview,) if interview != GoalInterview() else (),
    )
