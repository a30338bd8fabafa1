"""What core refuses, and the causes that it names."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from studyplan.core.codes import PathVariant
from studyplan.core.errors import (
    CoreError,
    CycleError,
    InterviewPastError,
    MinutesError,
    RatingError,
    SyllabusError,
    UnknownError,
    WeekdaysError,
)
from studyplan.core.model import Edge, Goal, GoalInterview, PathBand
from studyplan.core.scoring import find_shape
from studyplan.core.validation import check_request, check_syllabus
from tests.core.requests import START
from tests.core.twelve import SLUGS, syllabus

SOUND = syllabus()
ONES = dict.fromkeys(SLUGS.values(), 1)
FIRST = SOUND.topics[0]


def test_the_twelve_are_sound() -> None:
    check_syllabus(SOUND)


@pytest.mark.parametrize(
    ("changes", "fault", "subjects"),
    [
        (
            {"topics": (*SOUND.topics, FIRST)},
            "topic-twice",
            (*SLUGS.values(), FIRST.slug),
        ),
        ({"topics": (replace(FIRST, minutes=(90,)), *SOUND.topics[1:])}, "minutes-per-level", (FIRST.slug,)),
        (
            {"topics": (replace(FIRST, minutes=(90, 25, 90, 90)), *SOUND.topics[1:])},
            "minutes-hold-no-tasks",
            (FIRST.slug,),
        ),
        (
            {"topics": (replace(FIRST, minutes=(92, 90, 90, 90)), *SOUND.topics[1:])},
            "minutes-hold-no-tasks",
            (FIRST.slug,),
        ),
        ({"soft": (Edge("nothing", FIRST.slug),)}, "edge-to-unknown-topic", ("nothing",)),
        (
            {"soft": (Edge(SLUGS["REG"], FIRST.slug),)},
            "edge-against-tiers",
            (SLUGS["REG"], FIRST.slug),
        ),
        ({"soft": (Edge(FIRST.slug, SLUGS["PML"]),)}, "edge-redundant", (FIRST.slug, SLUGS["PML"])),
        ({"targets": {"mle": {}}}, "targets-without-topic", ("mle", FIRST.slug)),
        ({"frequencies": {"google": {}}}, "frequencies-without-topic", ("google", FIRST.slug)),
        ({"depths": {"coding": {}}}, "depths-without-topic", ("coding", FIRST.slug)),
        ({"bands": SOUND.bands[1:]}, "bands-cover", (12, 20)),
        ({"bands": SOUND.bands[:-1]}, "bands-cover", (50, 60)),
        ({"bands": (*SOUND.bands[:-1], PathBand(50, 49, PathVariant.EXPRESS))}, "bands-cover", (50, 50)),
        ({"resources": SOUND.resources[:2]}, "resources-cover", (40, 60)),
        ({"paths": SOUND.paths[:-1]}, "band-without-path", (PathVariant.EXPRESS,)),
    ],
)
def test_a_syllabus_that_contradicts_itself(
    changes: dict[str, Any], fault: str, subjects: tuple[str | int, ...]
) -> None:
    with pytest.raises(SyllabusError) as caught:
        check_syllabus(replace(SOUND, **changes))
    assert caught.value.fault == fault
    assert caught.value.subjects == subjects


def test_a_band_may_hold_a_single_total() -> None:
    bands = (PathBand(12, 12, PathVariant.SEQUENTIAL), PathBand(13, 60, PathVariant.SPRINT))
    check_syllabus(replace(SOUND, bands=bands))


def test_a_circle() -> None:
    with pytest.raises(CycleError):
        check_syllabus(replace(SOUND, soft=(*SOUND.soft, Edge(SLUGS["MIQ"], SLUGS["PML"]))))


def test_a_band_whose_path_is_missing() -> None:
    with pytest.raises(SyllabusError) as caught:
        find_shape(replace(SOUND, paths=()), 12, None)
    assert caught.value.args == ("no-path", PathVariant.SEQUENTIAL)


@pytest.mark.parametrize(
    ("ratings", "goal", "error", "facts"),
    [
        ({"x": 1}, {}, UnknownError, {"what": "topic", "slug": "x", "known": tuple(SLUGS.values())}),
        ({FIRST.slug: 0}, {}, RatingError, {"topic": FIRST.slug, "rating": 0, "highest": 5}),
        ({FIRST.slug: 6}, {}, RatingError, {"rating": 6}),
        ({}, {"role": "chef"}, UnknownError, {"what": "role", "slug": "chef"}),
        ({}, {"interviews": (GoalInterview("acme"),)}, UnknownError, {"what": "company", "slug": "acme"}),
        ({}, {"interviews": (GoalInterview(None, ("lunch",)),)}, UnknownError, {"what": "round", "slug": "lunch"}),
        (
            {},
            {"interviews": (GoalInterview(on=START - timedelta(days=1)),)},
            InterviewPastError,
            {"on": START - timedelta(days=1), "start": START},
        ),
        ({}, {"minutes": 14}, MinutesError, {"minutes": 14, "least": 15, "most": 720}),
        ({}, {"minutes": 721}, MinutesError, {"minutes": 721}),
        ({}, {"weekdays": ()}, WeekdaysError, {"weekdays": ()}),
        ({}, {"weekdays": (0, 7)}, WeekdaysError, {"weekdays": (0, 7)}),
    ],
)
def test_a_request_that_cannot_be_planned(
    ratings: dict[str, int], goal: dict[str, Any], error: type[CoreError], facts: dict[str, object]
) -> None:
    with pytest.raises(error) as caught:
        check_request(SOUND, ONES | ratings, replace(Goal("mle", 105), **goal), START)
    assert {name: getattr(caught.value, name) for name in facts} == facts


@pytest.mark.parametrize(
    ("error", "facts"),
    [
        (CycleError, (("a", "b", "a"),)),
        (SyllabusError, ("no-band", 11, "x")),
        (UnknownError, ("role", "chef", ("mle",))),
        (RatingError, ("a", 6, 5)),
        (MinutesError, (14, 15, 720)),
        (WeekdaysError, ((7,),)),
        (InterviewPastError, (START, START + timedelta(days=1))),
    ],
)
def test_the_log_shows_the_same_facts(error: type[CoreError], facts: tuple[Any, ...]) -> None:
    assert error(*facts).args == facts


def test_a_rating_is_missing() -> None:
    with pytest.raises(RatingError) as caught:
        check_request(SOUND, {}, Goal("mle", 105), START)
    assert caught.value.rating is None


@pytest.mark.parametrize("minutes", [15, 720])
def test_an_interview_on_the_start_date_is_fine(minutes: int) -> None:
    check_request(SOUND, ONES, Goal("mle", minutes, interviews=(GoalInterview("meta", ("coding",), START),)), START)
