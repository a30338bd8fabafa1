"""Ratings against a goal."""

from datetime import timedelta

import pytest

from studyplan.core.codes import PathVariant
from studyplan.core.errors import SyllabusError
from studyplan.core.model import Goal, GoalInterview
from studyplan.core.scoring import GoalScore, find_band, find_shape, score, sum_points
from tests.core.requests import START
from tests.core.twelve import SHORT, SLUGS, TARGETS, syllabus

SYLLABUS = syllabus()
ONES = dict.fromkeys(SLUGS.values(), 1)


def score_for(*interviews: GoalInterview, role: str = "mle") -> GoalScore:
    return score(SYLLABUS, ONES, Goal(role, 105, interviews=interviews), START)


@pytest.mark.parametrize(
    ("total", "days", "variant"),
    [
        (12, None, PathVariant.SEQUENTIAL),
        (19, 1, PathVariant.SEQUENTIAL),
        (20, None, PathVariant.SPRINT),
        (35, 3, PathVariant.SPRINT),
        (36, None, PathVariant.EXTENDED),
        (36, 8, PathVariant.EXTENDED),
        (36, 7, PathVariant.EXPRESS),
        (49, None, PathVariant.EXTENDED),
        (49, 0, PathVariant.EXPRESS),
        (50, None, PathVariant.EXPRESS),
        (60, 90, PathVariant.EXPRESS),
    ],
)
def test_shape(total: int, days: int | None, variant: PathVariant) -> None:
    assert find_shape(SYLLABUS, total, days).variant == variant


@pytest.mark.parametrize("total", [11, 61])
def test_totals_that_no_band_covers(total: int) -> None:
    with pytest.raises(SyllabusError) as caught:
        find_band(SYLLABUS, total)
    assert caught.value.args == ("no-band", total)


def test_points() -> None:
    assert [sum_points(SYLLABUS, 1, level) for level in range(1, 6)] == [0, 4, 7, 9, 10]
    assert sum_points(SYLLABUS, 4, 3) == 0


@pytest.mark.parametrize("role", TARGETS)
def test_targets_without_company(role: str) -> None:
    assert {SHORT[topic.slug]: topic.target for topic in score_for(role=role).topics} == dict(
        zip(SLUGS, TARGETS[role], strict=True)
    )


def test_a_company_lifts_targets() -> None:
    lifted = {
        SHORT[topic.slug]: (topic.role_target, topic.target)
        for topic in score_for(GoalInterview("research-lab"), role="mlops").topics
        if topic.lifted_by == "research-lab"
    }
    assert lifted == {"LF": (2, 3), "OPT": (2, 3), "REG": (2, 3), "PML": (2, 3)}


def test_a_target_that_is_high_enough_is_not_lifted() -> None:
    emphasis = score_for(GoalInterview("google"), role="mlops").by_slug[SLUGS["EM"]]
    assert (emphasis.target, emphasis.lifted_by) == (3, None)


def test_weights() -> None:
    plain = score_for().by_slug
    assert (plain[SLUGS["BV"]].weight, plain[SLUGS["MIQ"]].weight) == (50, 80)
    chosen = score_for(GoalInterview("google", ("behavioral", "phone-screen"))).by_slug
    emphasis = chosen[SLUGS["EM"]]
    assert (emphasis.weight, emphasis.value) == (60, 600)
    assert (emphasis.company, emphasis.frequency, emphasis.rounds, emphasis.depth) == (
        "google",
        10,
        ("phone-screen",),
        6,
    )


def test_of_several_interviews_the_highest_counts() -> None:
    both = score_for(
        GoalInterview("google", ("coding",)), GoalInterview("meta", ("system-design",)), role="mlops"
    ).by_slug
    feature = both[SLUGS["FE"]]
    assert (feature.company, feature.weight, feature.asked) == ("meta", 100, 10)
    assert both[SLUGS["IMB"]].target == 3
    assert both[SLUGS["LF"]].lifted_by == "google"


def test_study_order() -> None:
    assert [topic.topic.number for topic in score_for().topics] == list(range(1, 13))
    google = [SHORT[topic.slug] for topic in score_for(GoalInterview("google")).topics]
    assert google == ["BV", "LF", "OPT", "EM", "REG", "FE", "ENS", "CV", "IMB", "DR", "PML", "MIQ"]
    startup = [SHORT[topic.slug] for topic in score_for(GoalInterview("startup")).topics]
    assert startup == ["BV", "LF", "EM", "FE", "REG", "OPT", "ENS", "CV", "IMB", "DR", "PML", "MIQ"]


def test_prerequisites() -> None:
    ratings = ONES | {SLUGS["EM"]: 2, SLUGS["FE"]: 3}
    topic = score(SYLLABUS, ratings, Goal("mle", 105), START).by_slug[SLUGS["CV"]]
    assert (topic.met, topic.unmet, topic.shaky) == ((SLUGS["EM"], SLUGS["FE"]), (), (SLUGS["EM"],))


@pytest.mark.parametrize(("days", "cram"), [(0, True), (27, True), (28, False), (90, False)])
def test_cram(days: int, cram: bool) -> None:
    assert score_for(GoalInterview(on=START + timedelta(days=days))).cram is cram
    assert not score_for().cram
