"""What a plan is built within: the request as scored, its study days, its budget and the levels to reach."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from studyplan.core.codes import Depth, FocusCode, Kind, Variant
from studyplan.core.model import NOTHING_PRACTISED, Completion, Goal, Practised, Ratings, Syllabus
from studyplan.core.planning.days import Agenda, study_days
from studyplan.core.planning.debriefs import dealt, debriefs
from studyplan.core.planning.recalls import Recalls
from studyplan.core.planning.triage import candidate, choose
from studyplan.core.planning.workload import Ledger, Work, Workload
from studyplan.core.policy import Policy, share_of
from studyplan.core.scoring import Standing, TopicScore, points_between, score
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
class Frame:
    """Everything that is settled before the first task gets its day.

    days: the study days before the last one; None without an interview date. last_day: the last study day before the
    interview; None where there is none or no date. budget: None without a date. reach: topic → the level to reach.
    places: topic → its place in study order, for those that get recalls. needed: minutes that all targets would take.
    debriefs: the practice of what was stumbled on, for the first study days. stumbled: topics stumbled on in practice,
    the most recent first.
    """

    syllabus: Syllabus
    goal: Goal
    start: date
    minutes: int
    standing: Standing
    workload: Workload
    days: tuple[date, ...] | None
    last_day: date | None
    budget: Budget | None
    depth: Depth
    reach: Mapping[str, int]
    places: Mapping[str, int]
    needed: int
    debriefs: tuple[Work, ...]
    stumbled: tuple[str, ...]

    @property
    def policy(self) -> Policy:
        """The numbers of the rules."""
        return self.syllabus.policy

    @property
    def ledger(self) -> Ledger:
        """What is done already."""
        return self.workload.ledger

    @property
    def full(self) -> bool:
        """Whether every target fits."""
        return self.depth is Depth.FULL

    @property
    def gaining(self) -> tuple[TopicScore, ...]:
        """The topics that gain levels, in study order."""
        return tuple(each for each in self.standing.topics if self.reach[each.slug] > each.rating)

    @property
    def at_target(self) -> tuple[TopicScore, ...]:
        """The topics without a gap, in study order."""
        return tuple(each for each in self.standing.topics if not each.gap)

    @property
    def learning(self) -> int:
        """Minutes of learning that the plan holds."""
        return sum(sum(self.learning_left(each).values()) for each in self.gaining)

    @property
    def left_over(self) -> int:
        """Minutes of the learning budget that no learning takes; 0 without a date."""
        return 0 if self.budget is None else self.budget.learning - self.learning

    def learn(self, scores: Iterable[TopicScore], focus: FocusCode) -> tuple[Work, ...]:
        """The own learning of topics, one after another."""
        return tuple(
            work
            for each in scores
            for work in self.workload.learning(each, self.reach[each.slug], focus, full=self.full)
        )

    def by_weight(self, scores: tuple[TopicScore, ...]) -> tuple[TopicScore, ...]:
        """Topics by weight, heaviest first; ties in study order."""
        return tuple(sorted(scores, key=lambda each: -each.weight))

    def weakest(self, scores: tuple[TopicScore, ...]) -> tuple[TopicScore, ...]:
        """Topics by rating, lowest first; ties by weight, heaviest first, then in study order."""
        return tuple(sorted(scores, key=lambda each: (each.rating, -each.weight)))

    def agenda(self) -> Agenda:
        """The study days to fill: those before the last one, or endless without a date."""
        dates = study_days(self.goal, self.start, None) if self.days is None else iter(self.days)
        agenda = Agenda(dates, self.minutes)
        days = self.policy.debrief.days if self.days is None else len(self.days)
        by_day = dealt(self.debriefs, days, self.minutes, self.policy.debrief, self.policy.days)
        for works, slot in zip(by_day, agenda, strict=False):
            for work in works:
                slot.add(work, work.minutes)
        return agenda

    def recalls(self) -> Recalls:
        """The recalls, with those of earlier reading already waiting. Rules: planning §6, §7."""
        idle = None
        if self.budget is not None:
            idle = self.left_over if self.full else 0
        recalls = Recalls(self.policy.recalls, self.start, self.last_day, idle, self.ledger.ticked)
        if self.standing.shape.variant is Variant.EXPRESS:
            return recalls
        for place, each in enumerate(self.standing.topics):
            read_on = self.ledger.ended_on(f"{Kind.READ}:{each.slug}")
            if read_on is not None and Kind.READ not in self.learning_left(each):
                recalls.begin(each.slug, place, read_on)
        return recalls

    def learning_left(self, score: TopicScore) -> dict[str, int]:
        """Minutes left of a topic's own learning, by kind of task."""
        return self.workload.learning_left(score, self.reach[score.slug], full=self.full)


def make_frame(
    syllabus: Syllabus,
    ratings: Ratings,
    goal: Goal,
    start: date,
    done: Iterable[Completion] = (),
    stumbled: Iterable[str] = (),
    practised: Practised = NOTHING_PRACTISED,
) -> Frame:
    """Settle all that comes before the days: standing, budget, depth and reach. Rule: planning §6.

    ratings: topic → level, for every topic. goal: minutes a day and dates, see `Goal`. done: what is ticked already
    and will not be planned again. stumbled: topics stumbled on at interviews that are over, oldest first, one again for
    each time; their practice comes first. practised: what practice has shown since. The syllabus is taken as sound
    (`validation.check_syllabus`). Raises what `validation.check_request` raises: UnknownError, RatingError,
    MinutesError, WeekdaysError, InterviewPastError.
    """
    stumbled = tuple(stumbled)
    check_request(syllabus, ratings, goal, start, (*stumbled, *practised.repairs, *practised.stumbled))
    policy = syllabus.policy
    minutes = goal.minutes - goal.minutes % policy.days.step
    standing = score(syllabus, ratings, goal, start)
    workload = Workload(syllabus, Ledger(policy, done, start))
    open_debriefs = debriefs(workload, standing.by_slug, stumbled, practised.repairs, policy.debrief)
    days: tuple[date, ...] | None = None
    last_day = None
    budget = None
    if goal.interview_on is not None:
        dates = tuple(study_days(goal, start, goal.interview_on))
        days, last_day = dates[:-1], dates[-1] if dates else None
        budget = budget_of(standing, policy, len(dates), minutes, open_debriefs)
    needed = sum(workload.minutes_left(each, each.target, full=True) for each in standing.with_gap)
    if budget is None or needed <= budget.learning:
        depth, reach = Depth.FULL, {each.slug: max(each.rating, each.target) for each in standing.topics}
    else:
        depth, reach = Depth.TRIAGE, triaged(syllabus, standing, workload, budget.learning)
    express = standing.shape.variant is Variant.EXPRESS
    places = {} if express else {each.slug: place for place, each in enumerate(standing.topics)}
    settled = (days, last_day, budget, depth, reach, places, needed, open_debriefs, practised.stumbled)
    return Frame(syllabus, goal, start, minutes, standing, workload, *settled)


def budget_of(
    standing: Standing, policy: Policy, days: int, minutes: int, open_debriefs: tuple[Work, ...] = ()
) -> Budget:
    """Divide the minutes of so many study days before an interview, each of `minutes`. Rule: planning §6."""
    variant = standing.shape.variant
    available, before_last = days * minutes, max(0, days - 1) * minutes
    by_day = dealt(open_debriefs, max(0, days - 1), minutes, policy.debrief, policy.days)
    taken = sum(work.minutes for works in by_day for work in works)
    recalls = 0 if variant is Variant.EXPRESS else share_of(before_last, policy.recalls.share)
    usable = max(0, before_last - taken - recalls)
    stage = 0
    if variant is Variant.SPRINT:
        timed_set = min(policy.sprint.timed_set, minutes)
        stage = timed_set if usable >= policy.sprint.least_times * timed_set else 0
    elif variant in (Variant.EXTENDED, Variant.EXPRESS):
        stage = min(policy.express.topic * len(standing.topics), usable)
        if standing.with_gap:
            stage = min(stage, share_of(usable, policy.express.share))
    return Budget(available, before_last - taken, stage, usable - stage)


def triaged(
    syllabus: Syllabus, standing: Standing, workload: Workload, budget: int, keep: str | None = None
) -> dict[str, int]:
    """Topic → the level to reach within `budget` minutes; the target of `keep` is worth more than all else together.

    Rule: planning §6.
    """
    levels = syllabus.policy.levels
    gaps = standing.with_gap
    above_all = sum(each.value for each in gaps)
    places = {each.slug: place for place, each in enumerate(gaps)}
    candidates = []
    for each in gaps:
        options = [
            (
                level,
                workload.minutes_left(each, level, full=False),
                each.weight * points_between(syllabus, each.rating, level)
                + (above_all if each.slug == keep and level == each.target else 0),
            )
            for level in range(each.rating, each.target + 1)
        ]
        bound = each.rating < levels.weak_below
        needs = tuple(places.get(slug, -1) for slug in each.unmet) if bound else ()
        candidates.append(candidate(options, needs, levels.met))
    chosen = choose(candidates, budget)
    reach = {each.slug: each.rating for each in standing.topics}
    return reach | {each.slug: level for each, level in zip(gaps, chosen, strict=True)}
