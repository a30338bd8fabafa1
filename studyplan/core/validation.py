"""Checks before anything is planned: is the syllabus sound, is the request complete? Causes travel as data."""

from collections.abc import Iterable, Mapping
from datetime import date

from studyplan.core import graph
from studyplan.core.errors import (
    InterviewPastError,
    MinutesError,
    RatingError,
    SyllabusError,
    UnknownError,
    WeekdaysError,
)
from studyplan.core.model import Goal, Ratings, Syllabus

WEEKDAYS = range(7)


def check_syllabus(syllabus: Syllabus) -> None:
    """Raise SyllabusError or CycleError unless the syllabus is sound.

    Sound is: every level gained has minutes enough for the tracker's tasks; edges join known topics, run in no circle,
    are transitively reduced and do not run from a higher tier to a lower; every table names every topic; bands and
    resource levels cover all totals from n to n × the highest level exactly once; every variant has a path.
    Rules: planning §1, §5.
    """
    slugs = tuple(topic.slug for topic in syllabus.topics)
    if len(set(slugs)) < len(slugs):
        raise SyllabusError("topic-twice", *slugs)
    learning, step = syllabus.policy.learning, syllabus.policy.days.step
    for topic in syllabus.topics:
        if len(topic.minutes) != len(syllabus.policy.points):
            raise SyllabusError("minutes-per-level", topic.slug)
        if any(minutes % step or minutes < learning.review + learning.read_least for minutes in topic.minutes):
            raise SyllabusError("minutes-hold-no-tasks", topic.slug)
    _check_edges(syllabus, slugs)
    for name, tables in (
        ("targets", syllabus.targets),
        ("frequencies", syllabus.frequencies),
        ("depths", syllabus.depths),
    ):
        _check_tables(name, tables, slugs)
    lowest, highest = len(slugs), len(slugs) * syllabus.top_level
    _check_bands("bands", ((band.low, band.high) for band in syllabus.bands), lowest, highest)
    _check_bands("resources", ((band.low, band.high) for band in syllabus.resources), lowest, highest)
    _check_paths(syllabus)


def check_request(syllabus: Syllabus, ratings: Ratings, goal: Goal, start: date, stumbled: Iterable[str] = ()) -> None:
    """Raise a CoreError unless ratings and goal are complete and known to the syllabus.

    UnknownError, RatingError, MinutesError, WeekdaysError or InterviewPastError (an interview on the start date is
    allowed). Rules: planning §1, §4, §6, §10.
    """
    slugs = tuple(topic.slug for topic in syllabus.topics)
    for slug in sorted(set(ratings) - set(slugs)):
        raise UnknownError("topic", slug, slugs)
    for slug in slugs:
        rating = ratings.get(slug)
        if rating is None or not 1 <= rating <= syllabus.top_level:
            raise RatingError(slug, rating, syllabus.top_level)
    _check_known("topic", stumbled, ratings)
    _check_known("role", (goal.role,), syllabus.targets)
    for interview in goal.interviews:
        _check_known("company", (interview.company,) if interview.company else (), syllabus.frequencies)
        _check_known("round", interview.rounds, syllabus.depths)
        if interview.on is not None and interview.on < start:
            raise InterviewPastError(interview.on, start)
    days = syllabus.policy.days
    if not days.least <= goal.minutes <= days.most:
        raise MinutesError(goal.minutes, days.least, days.most)
    if not goal.weekdays or not set(goal.weekdays) <= set(WEEKDAYS):
        raise WeekdaysError(tuple(goal.weekdays))


def _check_known(what: str, slugs: Iterable[str], table: Mapping[str, object]) -> None:
    for slug in slugs:
        if slug not in table:
            raise UnknownError(what, slug, tuple(table))


def _check_edges(syllabus: Syllabus, slugs: tuple[str, ...]) -> None:
    edges = syllabus.hard + syllabus.soft
    tiers = {topic.slug: topic.tier for topic in syllabus.topics}
    for edge in edges:
        for slug in (edge.before, edge.after):
            if slug not in tiers:
                raise SyllabusError("edge-to-unknown-topic", slug)
        if tiers[edge.before] > tiers[edge.after]:
            raise SyllabusError("edge-against-tiers", edge.before, edge.after)
    graph.sort_nodes(slugs, edges, lambda _slug: ())
    for edge in graph.find_redundant(edges):
        raise SyllabusError("edge-redundant", edge.before, edge.after)


def _check_tables(name: str, tables: Mapping[str, Mapping[str, object]], slugs: tuple[str, ...]) -> None:
    for key, table in tables.items():
        for slug in slugs:
            if slug not in table:
                raise SyllabusError(f"{name}-without-topic", key, slug)


def _check_bands(name: str, bands: Iterable[tuple[int, int]], lowest: int, highest: int) -> None:
    """The bands, sorted, must follow one another without gap or overlap."""
    expected = lowest
    for low, high in sorted(bands):
        if low != expected or high < low:
            raise SyllabusError(f"{name}-cover", expected, low)
        expected = high + 1
    if expected != highest + 1:
        raise SyllabusError(f"{name}-cover", expected, highest)


def _check_paths(syllabus: Syllabus) -> None:
    shapes = {shape.variant for shape in syllabus.paths}
    for band in syllabus.bands:
        for variant in (band.variant, band.near_variant):
            if variant is not None and variant not in shapes:
                raise SyllabusError("band-without-path", variant)
