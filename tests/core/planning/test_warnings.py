"""When a plan says that it takes long."""

from datetime import timedelta

from studyplan.core.codes import WarningCode
from studyplan.core.model import CompletedTask, Goal, Ratings
from studyplan.core.planning.build import build
from tests.core.requests import START
from tests.core.twelve import SLUGS, syllabus

FIVES: Ratings = dict.fromkeys(SLUGS.values(), 5)


def test_a_single_day_beyond_the_path_s_longest_length_is_long_too() -> None:
    """The first study day comes a week after the start: no minutes a day would help."""
    tasks = ("cheat-sheet:{}", "timed-set:{}", "mock:{}", "practice:{}:extra")
    done = [CompletedTask(task.format(slug)) for task in tasks for slug in SLUGS.values()]
    days_off = tuple(START + timedelta(days=day) for day in range(7))
    plan = build(syllabus(), FIVES, Goal("mle", 60, days_off=days_off), START, done, [SLUGS["LF"]])
    [warning] = plan.warnings
    assert plan.ends_on == START + timedelta(days=7)
    assert warning.code == WarningCode.LONGER_THAN_PATH
    assert (warning["days"], warning["longest_days"], warning["minutes_needed"]) == (8, 5, 0)
