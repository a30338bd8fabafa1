"""The limits of a plan: the request as scored, its study days, its budget and the levels to reach."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from studyplan.core.codes import Depth, FocusCode, PathVariant, TaskKind
from studyplan.core.model import (
    NO_PRACTICE,
    NO_RECORD,
    CompletedTask,
    Goal,
    PracticeOutcome,
    Ratings,
    StudyRecord,
    Syllabus,
)
from studyplan.core.planning.days import StudyDays, list_study_dates
from studyplan.core.planning.debriefs import list_debriefs, spread_debriefs
from studyplan.core.planning.recalls import Recalls
from studyplan.core.planning.triage import choose_levels, make_candidate
from studyplan.core.planning.workload import CompletedWork, Work, Workload
from studyplan.core.policy import PlanningPolicy, take_share
from studyplan.core.scoring import GoalScore, TopicScore, score, sum_points
from studyplan.core.validation import check_request


@dataclass(frozen=True, slots=True)
class Budget:
    """Minutes before an interview. Rule: planning §6.

    available: of all study days before it; before_last: of all but the last, less what was stumbled on; stage: set
    aside for the path's own work (timed set, express days); learning: for gaining levels.
    """

    available: int
    before_last: int
    stage: int
    learning: int


@dataclass(frozen=True, slots=True)
class PlanContext:
    """Everything that is settled before the first task gets its day.

    dates: the study days before the last one; None without an interview date. last_day: the last study day before the
    interview; None where there is none or no date. budget: None without a date. reach: topic → the level to reach.
    places: topic → its place in study order, for those that get recalls. needed: minutes that all targets would take.
    debriefs: the practice of what was stumbled on, for the first study days. stumbled: topics stumbled on in practice,
    the most recent first.
    """

    syllabus: Syllabus
    goal: Goal
    start: date
    minutes: int
    goal_score: GoalScore
    workload: Workload
    dates: tuple[date, ...] | None
    last_day: date | None
    budget: Budget | None
    depth: Depth
    reach: Mapping[str, int]
    places: Mapping[str, int]
    needed: int
    debriefs: tuple[Work, ...]
    stumbled: tuple[str, ...]
    record: StudyRecord

    @property
    def policy(self) -> PlanningPolicy:
        return self.syllabus.policy

    @property
    def completed(self) -> CompletedWork:
        return self.workload.completed

    @property
    def full(self) -> bool:
        return self.depth is Depth.FULL

    @property
    def gaining(self) -> tuple[TopicScore, ...]:
        """The topics that gain levels, in study order."""
        return tuple(topic for topic in self.goal_score.topics if self.reach[topic.slug] > topic.rating)

    @property
    def at_target(self) -> tuple[TopicScore, ...]:
        """The topics without a gap, in study order."""
        return tuple(topic for topic in self.goal_score.topics if not topic.gap)

    @property
    def learning(self) -> int:
        """Minutes of learning that the plan holds."""
        return sum(sum(self.learning_left(topic).values()) for topic in self.gaining)

    @property
    def left_over(self) -> int:
        """Minutes of the learning budget that no learning takes; 0 without a date."""
        return 0 if self.budget is None else self.budget.learning - self.learning

    def learn(self, scores: Iterable[TopicScore], focus: FocusCode) -> tuple[Work, ...]:
        """The tasks of these topics' own learning up to their reach, one topic after another. Rule: planning §4."""
        return tuple(
            work
            for topic in scores
            for work in self.workload.learning(topic, self.reach[topic.slug], focus, full=self.full)
        )

    def sort_by_weight(self, scores: tuple[TopicScore, ...]) -> tuple[TopicScore, ...]:
        """Topics by weight, heaviest first; ties in study order."""
        return tuple(sorted(scores, key=lambda topic: -topic.weight))

    def sort_by_rating(self, scores: tuple[TopicScore, ...]) -> tuple[TopicScore, ...]:
        """Topics by rating, lowest first; ties by weight, heaviest first, then in study order."""
        return tuple(sorted(scores, key=lambda topic: (topic.rating, -topic.weight)))

    def make_study_days(self) -> StudyDays:
        """The study days to fill: those before the last one, or endless without a date."""
        dates = list_study_dates(self.goal, self.start, None) if self.dates is None else iter(self.dates)
        study_days = StudyDays(dates, self.minutes)
        days = self.policy.debrief.days if self.dates is None else len(self.dates)
        by_day = spread_debriefs(self.debriefs, days, self.minutes, self.policy.debrief, self.policy.days)
        for works, day in zip(by_day, study_days, strict=False):
            for work in works:
                day.add(work, work.minutes)
        return study_days

    def make_recalls(self) -> Recalls:
        """The recalls, with those of earlier reading already waiting. Rules: planning §6, §7."""
        idle = None
        if self.budget is not None:
            idle = self.left_over if self.full else 0
        recalls = Recalls(self.policy.recalls, self.start, self.last_day, idle, self.completed.ticked)
        if self.goal_score.shape.variant is PathVariant.EXPRESS:
            return recalls
        for place, topic in enumerate(self.goal_score.topics):
            read_on = self.completed.ended_on(f"{TaskKind.READ}:{topic.slug}")
            if read_on is not None and TaskKind.READ not in self.learning_left(topic):
                recalls.begin(topic.slug, place, read_on)
        return recalls

    def learning_left(self, score: TopicScore) -> dict[str, int]:
        """Minutes left of a topic's own learning, by kind of task. Rules: planning §4, §8."""
        return self.workload.learning_left(score, self.reach[score.slug], full=self.full)


def make_context(
    syllabus: Syllabus,
    ratings: Ratings,
    goal: Goal,
    start: date,
    done: Iterable[CompletedTask] = (),
    stumbled: Iterable[str] = (),
    practice: PracticeOutcome = NO_PRACTICE,
    record: StudyRecord = NO_RECORD,
) -> PlanContext:
    """Settle all that comes before the days: the goal's score, budget, depth and reach. Rule: planning §6.

    ratings: topic → level, for every topic. goal: minutes a day and dates, see `Goal`. done: what is ticked already
    and will not be planned again. stumbled: topics stumbled on at interviews that are over, oldest first, one again for
    each time; their practice comes first. practice: what practice has shown since. record: the rest, see `StudyRecord`. The syllabus is taken as sound
    (`validation.check_syllabus`). Raises what `validation.check_request` raises: UnknownError, RatingError,
    MinutesError, WeekdaysError, InterviewPastError.
    """
    stumbled = tuple(stumbled)
    check_request(syllabus, ratings, goal, start, (*stumbled, *practice.repairs, *practice.stumbled))
    policy = syllabus.policy
    minutes = goal.minutes - goal.minutes % policy.days.step
    goal_score = score(syllabus, ratings, goal, start)
    workload = Workload(syllabus, CompletedWork(policy, done, start))
    open_debriefs = list_debriefs(workload, goal_score.by_slug, stumbled, practice.repairs, policy.debrief)
    days: tuple[date, ...] | None = None
    last_day = None
    budget = None
    if goal.interview_on is not None:
        dates = tuple(list_study_dates(goal, start, goal.interview_on))
        days, last_day = dates[:-1], dates[-1] if dates else None
        budget = divide_budget(goal_score, policy, len(dates), minutes, open_debriefs)
    needed = sum(workload.minutes_left(topic, topic.target, full=True) for topic in goal_score.with_gap)
    if budget is None or needed <= budget.learning:
        depth, reach = Depth.FULL, {topic.slug: max(topic.rating, topic.target) for topic in goal_score.topics}
    else:
        depth, reach = Depth.TRIAGE, triage_levels(syllabus, goal_score, workload, budget.learning)
    express = goal_score.shape.variant is PathVariant.EXPRESS
    places = {} if express else {topic.slug: place for place, topic in enumerate(goal_score.topics)}
    settled = (days, last_day, budget, depth, reach, places, needed, open_debriefs, practice.stumbled, record)
    return PlanContext(syllabus, goal, start, minutes, goal_score, workload, *settled)


def divide_budget(
    goal_score: GoalScore, policy: PlanningPolicy, days: int, minutes: int, open_debriefs: tuple[Work, ...] = ()
) -> Budget:
    """Divide so many study `days` before an interview, the last one included, of `minutes` each. Rule: planning §6."""
    variant = goal_score.shape.variant
    available, before_last = days * minutes, max(0, days - 1) * minutes
    by_day = spread_debriefs(open_debriefs, max(0, days - 1), minutes, policy.debrief, policy.days)
    taken = sum(work.minutes for works in by_day for work in works)
    recalls = 0 if variant is PathVariant.EXPRESS else take_share(before_last, policy.recalls.share)
    usable = max(0, before_last - taken - recalls)
    stage = 0
    if variant is PathVariant.SPRINT:
        timed_set = min(policy.sprint.timed_set, minutes)
        stage = timed_set if usable >= policy.sprint.least_times * timed_set else 0
    elif variant in (PathVariant.EXTENDED, PathVariant.EXPRESS):
        stage = min(policy.express.topic * len(goal_score.topics), usable)
        if goal_score.with_gap:
            stage = min(stage, take_share(usable, policy.express.share))
    return Budget(available, before_last - taken, stage, usable - stage)


def triage_levels(
    syllabus: Syllabus, goal_score: GoalScore, workload: Workload, budget: int, keep: str | None = None
) -> dict[str, int]:
    """Topic → the level (1–5) to reach within `budget` minutes of learning, for every topic.

    The target of `keep`, a topic, is worth more than all else together.

    Rule: planning §6.
    """
    levels = syllabus.policy.levels
    gaps = goal_score.with_gap
    above_all = sum(topic.value for topic in gaps)
    places = {topic.slug: place for place, topic in enumerate(gaps)}
    candidates = []
    for topic in gaps:
        options = [
            (
                level,
                workload.minutes_left(topic, level, full=False),
                topic.weight * sum_points(syllabus, topic.rating, level)
                + (above_all if topic.slug == keep and level == topic.target else 0),
            )
            for level in range(topic.rating, topic.target + 1)
        ]
        bound = topic.rating < levels.weak_below
        needs = tuple(places.get(slug, -1) for slug in topic.unmet) if bound else ()
        candidates.append(make_candidate(options, needs, levels.met))
    chosen = choose_levels(candidates, budget)
    reach = {topic.slug: topic.rating for topic in goal_score.topics}
    return reach | {topic.slug: level for topic, level in zip(gaps, chosen, strict=True)}
