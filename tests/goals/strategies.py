"""Goals as hypothesis draws them, from what the content offers."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from studyplan.core.model import Goal, GoalInterview

ROLES = ("mle", "ai-engineer", "data-scientist", "research-engineer", "mlops")
COMPANIES = ("google", "meta", "amazon", "research-lab", "startup")
ROUNDS = ("phone-screen", "ml-depth", "system-design", "coding", "behavioral")
START = date(2026, 3, 2)
LATEST = date(2026, 9, 30)

days = st.dates(START, LATEST)
minutes = st.integers(3, 144).map(lambda fives: fives * 5)
weekdays = st.sets(st.integers(0, 6), min_size=1).map(lambda chosen: tuple(sorted(chosen)))
rounds = st.sets(st.sampled_from(ROUNDS)).map(lambda chosen: tuple(slug for slug in ROUNDS if slug in chosen))
days_off = st.sets(days, max_size=8).map(lambda chosen: tuple(sorted(chosen)))
# Nothing known of an interview is no interview.
interviews = st.builds(
    GoalInterview, company=st.none() | st.sampled_from(COMPANIES), rounds=rounds, on=st.none() | days
).filter(lambda interview: interview != GoalInterview())


def goals(most_interviews: int = 1) -> st.SearchStrategy[Goal]:
    """Any goal that the form can describe; with more interviews, any that the rows can."""
    return st.builds(
        Goal,
        role=st.sampled_from(ROLES),
        minutes=minutes,
        weekdays=weekdays,
        days_off=days_off,
        interviews=st.lists(interviews, max_size=most_interviews, unique=True).map(tuple),
        weekday_minutes=st.none() | st.tuples(*[minutes] * 7),
    ).filter(lambda goal: goal.weekday_minutes is None or set(goal.weekday_minutes) != {goal.minutes})
