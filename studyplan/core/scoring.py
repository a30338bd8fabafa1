"""Ratings against a goal: total, band and path; each topic's target, gap, weight and value; the study order."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from studyplan.core import graph
from studyplan.core.errors import SyllabusError
from studyplan.core.model import Goal, GoalInterview, PathBand, PathShape, Ratings, Syllabus, SyllabusTopic


@dataclass(frozen=True, slots=True)
class TopicScore:
    """One topic against the goal. Rules: planning §2, §3, §5.

    role_target: what the role alone asks for; lifted_by: the company that lifts it to `target`, or None.
    company, frequency, rounds, depth: of the interview that gives the weight (None and () where none is chosen);
    rounds are those of its rounds that ask most deeply.
    asked: the highest frequency of all interviews, which orders topics within a tier.
    value: weight × the points of the gap. met, unmet: hard prerequisites; shaky: those of `met` that are not firm.
    """

    topic: SyllabusTopic
    rating: int
    target: int
    role_target: int
    lifted_by: str | None
    company: str | None
    frequency: int
    rounds: tuple[str, ...]
    depth: int
    asked: int
    value: int
    met: tuple[str, ...]
    unmet: tuple[str, ...]
    shaky: tuple[str, ...]

    @property
    def slug(self) -> str:
        return self.topic.slug

    @property
    def gap(self) -> int:
        """How many levels the rating is below the target; never less than 0. Rule: planning §2."""
        return max(0, self.target - self.rating)

    @property
    def weight(self) -> int:
        """Frequency × depth. Rule: planning §3."""
        return self.frequency * self.depth


@dataclass(frozen=True)
class GoalScore:
    """Ratings scored against a goal: the total, the path's shape and every topic, in study order.

    days_away: calendar days from the start to the interview, None without a date. cram: it is closer than the
    path's shortest length. Rule: planning §1.
    """

    total: int
    shape: PathShape
    days_away: int | None
    topics: tuple[TopicScore, ...]

    @property
    def cram(self) -> bool:
        return self.days_away is not None and self.days_away < self.shape.shortest_days

    @cached_property
    def by_slug(self) -> dict[str, TopicScore]:
        return {topic.slug: topic for topic in self.topics}

    @property
    def with_gap(self) -> tuple[TopicScore, ...]:
        """The topics below their target, in study order."""
        return tuple(topic for topic in self.topics if topic.gap)


def score(syllabus: Syllabus, ratings: Ratings, goal: Goal, start: date) -> GoalScore:
    """Score every topic against a goal, on the date `start`. Rules: planning §1, §2, §3, §5.

    ratings: topic → level (1–5), for every topic. The input is taken as checked (`validation.check_request`); raises
    CycleError or SyllabusError where the syllabus is not sound.
    """
    order = sort_topics(syllabus, goal)
    slugs = tuple(topic.slug for topic in order)
    scores = tuple(_score_topic(syllabus, topic, ratings, goal, slugs) for topic in order)
    total = sum(score.rating for score in scores)
    interview_on = goal.interview_on
    days_away = None if interview_on is None else (interview_on - start).days
    return GoalScore(total, find_shape(syllabus, total, days_away), days_away, scores)


def sort_topics(syllabus: Syllabus, goal: Goal) -> tuple[SyllabusTopic, ...]:
    """Topics by tier, then frequency at the company, then number, along all edges. Raises CycleError.

    Rule: planning §5.
    """
    topics = {topic.slug: topic for topic in syllabus.topics}

    def rank(slug: str) -> tuple[int, ...]:
        topic = topics[slug]
        return topic.tier, -_find_highest_frequency(syllabus, topic, goal), topic.number

    return tuple(topics[slug] for slug in graph.sort_nodes(topics, syllabus.hard + syllabus.soft, rank))


def find_band(syllabus: Syllabus, total: int) -> PathBand:
    """The band of a total, the sum of all ratings; raises SyllabusError where no band covers it. Rule: planning §1."""
    for band in syllabus.bands:
        if band.low <= total <= band.high:
            return band
    raise SyllabusError("no-band", total)


def find_shape(syllabus: Syllabus, total: int, days_away: int | None) -> PathShape:
    """The path's shape for a total and the calendar days to the interview (None: no date). Rule: planning §1.

    Raises SyllabusError where no band covers the total, or the variant has no path.
    """
    band = find_band(syllabus, total)
    variant = band.variant
    if band.near_variant and band.near_days is not None and days_away is not None and days_away <= band.near_days:
        variant = band.near_variant
    for shape in syllabus.paths:
        if shape.variant == variant:
            return shape
    raise SyllabusError("no-path", variant)


def sum_points(syllabus: Syllabus, low: int, high: int) -> int:
    """Points of the levels gained from `low` to `high`; 0 where nothing is gained. Rule: planning §3."""
    return sum(syllabus.policy.points[low - 1 : high - 1])


def _interviews_or_any(goal: Goal) -> tuple[GoalInterview, ...]:
    return goal.interviews or (GoalInterview(),)


def _find_frequency(syllabus: Syllabus, topic: SyllabusTopic, company: str | None) -> int:
    if company is not None:
        return syllabus.frequencies[company][topic.slug].weight
    if topic.fixed_frequency is not None:
        return topic.fixed_frequency
    return syllabus.policy.default_frequency


def _find_highest_frequency(syllabus: Syllabus, topic: SyllabusTopic, goal: Goal) -> int:
    return max(_find_frequency(syllabus, topic, interview.company) for interview in _interviews_or_any(goal))


def _find_depth(syllabus: Syllabus, topic: SyllabusTopic, interview: GoalInterview) -> int:
    depths = (syllabus.depths[round_][topic.slug] for round_ in interview.rounds)
    return max(depths, default=syllabus.policy.default_depth)


def _find_target(syllabus: Syllabus, topic: SyllabusTopic, goal: Goal) -> tuple[int, str | None]:
    """The level to aim at, and the company that lifted it there."""
    target = syllabus.targets[goal.role][topic.slug]
    lift_to = syllabus.policy.levels.lift_to
    for interview in goal.interviews:
        if interview.company and syllabus.frequencies[interview.company][topic.slug].lifts and target < lift_to:
            return lift_to, interview.company
    return target, None


def _score_topic(
    syllabus: Syllabus, topic: SyllabusTopic, ratings: Ratings, goal: Goal, order: tuple[str, ...]
) -> TopicScore:
    levels = syllabus.policy.levels
    rating = ratings[topic.slug]
    target, lifted_by = _find_target(syllabus, topic, goal)

    def weigh(interview: GoalInterview) -> int:
        return _find_frequency(syllabus, topic, interview.company) * _find_depth(syllabus, topic, interview)

    hardest = max(_interviews_or_any(goal), key=weigh)
    depth = _find_depth(syllabus, topic, hardest)
    wanted = graph.list_predecessors(topic.slug, syllabus.hard)
    builds_on = tuple((slug, ratings[slug]) for slug in order if slug in wanted)
    return TopicScore(
        topic=topic,
        rating=rating,
        target=target,
        role_target=syllabus.targets[goal.role][topic.slug],
        lifted_by=lifted_by,
        company=hardest.company,
        frequency=_find_frequency(syllabus, topic, hardest.company),
        rounds=tuple(round_ for round_ in hardest.rounds if syllabus.depths[round_][topic.slug] == depth),
        depth=depth,
        asked=_find_highest_frequency(syllabus, topic, goal),
        value=weigh(hardest) * sum_points(syllabus, rating, target),
        met=tuple(slug for slug, level in builds_on if level >= levels.met),
        unmet=tuple(slug for slug, level in builds_on if level < levels.met),
        shaky=tuple(slug for slug, level in builds_on if levels.met <= level < levels.firm),
    )
