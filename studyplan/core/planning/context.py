"""The limits of a plan: the request as scored, its study days, its budget and the levels to reach."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from studyplan.core.codes import Depth, FocusCode, PathVariant, ReasonCode, TaskKind
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
from studyplan.core.planning.budget import Budget, divide_budget, triage_levels
from studyplan.core.planning.days import DayMinutes, StudyDays, list_study_dates
from studyplan.core.planning.debriefs import list_debriefs, spread_debriefs
from studyplan.core.planning.division import ACTIVITIES
from studyplan.core.planning.recalls import Recalls
from studyplan.core.planning.rehearsals import count_last_minutes, make_rehearsal
from studyplan.core.planning.workload import CompletedWork, Work, WorkChain, Workload
from studyplan.core.policy import PlanningPolicy
from studyplan.core.scoring import GoalScore, TopicScore, score
from studyplan.core.validation import check_request


@dataclass(frozen=True, slots=True)
class PlanContext:
    """Everything that is settled before the first task gets its day.

    began_on: the day from which weeks count. day_minutes: those of each study day. dates: the study days before the
    last one; None without an interview date. last_day: the last study day before the interview; None where there is
    none or no date. budget: None without a date. reach: topic → the level to reach.
    places: topic → its place in study order, for those that get recalls. needed: minutes that all targets would take.
    debriefs: the practice of what was stumbled on, for the first study days. stumbled: topics stumbled on in practice,
    the most recent first. rehearsal_minutes: what the last rehearsal takes at least, rehearsal_on: the day before an
    interview that is kept for it.
    recalls_held: minutes that recalls leave to learning.
    """

    syllabus: Syllabus
    goal: Goal
    start: date
    began_on: date
    day_minutes: DayMinutes
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
    rehearsal_minutes: int
    rehearsal_on: date | None
    recalls_held: int = 0

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

    def learn(self, scores: Iterable[TopicScore], focus: FocusCode) -> tuple[WorkChain, ...]:
        """The own learning of these topics up to their reach, a chain for each that has any left. Rule: planning §4."""
        chains = (self._make_chain(topic, focus) for topic in scores)
        return tuple(chain for chain in chains if chain.works)

    def _make_chain(self, score: TopicScore, focus: FocusCode) -> WorkChain:
        works = self.workload.learning(score, self.reach[score.slug], focus, full=self.full)
        begun = any(self.completed.is_begun(f"{kind}:{score.slug}") for kind in (TaskKind.READ, *ACTIVITIES))
        return WorkChain(works, self.list_needs(score), learning=True, begun=begun)

    def list_needs(self, score: TopicScore) -> tuple[str, ...]:
        """The prerequisites that a topic may not begin before. Rule: planning §5."""
        return score.unmet if score.rating < self.policy.levels.weak_below else ()

    def sort_by_weight(self, scores: tuple[TopicScore, ...]) -> tuple[TopicScore, ...]:
        """Topics by weight, heaviest first; ties in study order."""
        return tuple(sorted(scores, key=lambda topic: -topic.weight))

    def sort_by_rating(self, scores: tuple[TopicScore, ...]) -> tuple[TopicScore, ...]:
        """Topics by rating, lowest first; ties by weight, heaviest first, then in study order."""
        return tuple(sorted(scores, key=lambda topic: (topic.rating, -topic.weight)))

    def make_study_days(self) -> StudyDays:
        """The study days to fill: those before the last one, or endless without a date."""
        dates = list_study_dates(self.goal, self.start, None) if self.dates is None else iter(self.dates)
        study_days = StudyDays(dates, self.day_minutes.make_day)
        debriefs = self.policy.debrief
        first = list(islice(study_days, debriefs.days + 1))
        minutes, days = [day.minutes for day in first], [day.on for day in first]
        by_day = spread_debriefs(self.debriefs, minutes, debriefs, self.policy.days, days)
        for works, day in zip(by_day, first, strict=True):
            for work in works:
                day.add(work, work.minutes)
        if self.rehearsal_on is not None:
            kept = next(day for day in study_days if day.on == self.rehearsal_on)
            least = self.rehearsal_minutes
            kept.add(make_rehearsal(least, ReasonCode.LAST_REHEARSAL), least)
        return study_days

    def make_recalls(self, *, share: bool = True) -> Recalls:
        """The recalls, with those of earlier reading already waiting; `share`: before an interview they keep to it.

        Rules: planning §6, §7.
        """
        idle = None
        if self.budget is not None and share:
            idle = self.left_over if self.full else 0
            idle -= self.recalls_held + (self.rehearsal_minutes if self.rehearsal_on else 0)
        recalls = Recalls(self.policy.recalls, self.start, self.last_day, idle, self.completed)
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
    each time; their practice comes first. practice: what practice has shown since. record: the rest to respect.
    The syllabus is taken as sound (`validation.check_syllabus`). Raises what `validation.check_request` raises:
    UnknownError, RatingError, MinutesError, WeekdaysError, InterviewPastError.
    """
    stumbled = tuple(stumbled)
    check_request(syllabus, ratings, goal, start, (*stumbled, *practice.repairs, *practice.stumbled))
    policy = syllabus.policy
    goal_score = score(syllabus, ratings, goal, start)
    completed = CompletedWork(policy, done, start, record)
    day_minutes = DayMinutes(policy, goal, start, completed.minutes_at_start)
    workload = Workload(syllabus, goal, goal_score.topics, completed, day_minutes.longest)
    open_debriefs = list_debriefs(workload, goal_score.by_slug, stumbled, practice.repairs, policy.debrief)
    days: tuple[date, ...] | None = None
    last_day = None
    budget = None
    if goal.interview_on is not None:
        dates = tuple(list_study_dates(goal, start, goal.interview_on))
        days, last_day = dates[:-1], dates[-1] if dates else None
        minutes = [day_minutes.count(on)[0] for on in dates]
        budget = divide_budget(goal_score, policy, minutes, open_debriefs)
    needed = sum(workload.minutes_left(topic, topic.target, full=True) for topic in goal_score.with_gap)
    if budget is None or needed <= budget.learning:
        depth, reach = Depth.FULL, {topic.slug: max(topic.rating, topic.target) for topic in goal_score.topics}
    else:
        depth, reach = Depth.TRIAGE, triage_levels(syllabus, goal_score, workload, budget.learning)
    express = goal_score.shape.variant is PathVariant.EXPRESS
    rounds = {round_ for interview in goal.interviews for round_ in interview.rounds}
    rehearsal = count_last_minutes(policy.rehearsals, syllabus.material.formats, rounds, day_minutes.longest)
    return PlanContext(
        syllabus=syllabus,
        goal=goal,
        start=start,
        began_on=record.began_on or start,
        day_minutes=day_minutes,
        goal_score=goal_score,
        workload=workload,
        dates=days,
        last_day=last_day,
        budget=budget,
        depth=depth,
        reach=reach,
        places={} if express else {topic.slug: place for place, topic in enumerate(goal_score.topics)},
        needed=needed,
        debriefs=open_debriefs,
        stumbled=practice.stumbled,
        rehearsal_minutes=rehearsal,
        rehearsal_on=None
        if express
        else _find_rehearsal_day(policy, record.began_on or start, days, last_day, day_minutes, rehearsal),
    )


def _find_rehearsal_day(
    policy: PlanningPolicy,
    began_on: date,
    dates: Sequence[date] | None,
    last_day: date | None,
    day_minutes: DayMinutes,
    minutes: int,
) -> date | None:
    """The last day within the window before the last study day that holds a rehearsal. Rule: planning §6."""
    rules = policy.rehearsals
    if last_day is None or not dates or (last_day - began_on).days + 1 < rules.ending_days:
        return None
    opens = last_day - timedelta(days=rules.window)
    fitting = (on for on in reversed(dates) if on >= opens and day_minutes.count(on)[0] >= minutes)
    return next(fitting, None)
