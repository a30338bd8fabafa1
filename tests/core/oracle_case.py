"""A request, the plan that answers it, and the facts that the rules give for the request, worked out anew.

The numbers here are those of the planning rules, on purpose not those of the policy under test.

Readings where the rules leave a choice:
- The share of the cards is taken of the day's minutes rounded down to fives; a user's own is cut at the day.
- Minutes ticked on the start date count against that day; a tick without a date or without minutes counts against none.
- With minutes by weekday, "the day" of Path B's timed set is the longest study day before the last one.
- A debrief's minutes come off the budget before the recalls' fifth stays whole: T − debriefs − ⌊T/5⌋.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from studyplan.core.material import TopicMaterial
from studyplan.core.model import (
    NO_PRACTICE,
    NO_RECORD,
    BuiltPlan,
    CompletedTask,
    Goal,
    GoalInterview,
    PlanDay,
    PlanTask,
    PracticeOutcome,
    Ratings,
    StudyRecord,
    Syllabus,
    SyllabusTopic,
    TopicPlan,
)

STEP = 5
WEEK = 7
MET = 2
WEAK_BELOW = 3
LIFT_TO = 3
CHEAT_SHEET, MOCK, SELF_ASSESSMENT = 10, 10, 5
REVIEW = CHEAT_SHEET + MOCK + SELF_ASSESSMENT
LEARNING = ("read", "derive", "practice", "implement", "rapid-fire", "cheat-sheet", "mock", "self-assessment")
RECALL = 10
CHECKPOINTS = (3, 7, 14, 21)
SHORT_DAY = 45
TIMED_SET = 60
EXPRESS_A_TOPIC = 20


@dataclass(frozen=True)
class History:
    """What a plan must respect: ticks, what was stumbled on at interviews and in practice, and the study record."""

    done: tuple[CompletedTask, ...] = ()
    stumbled: tuple[str, ...] = ()
    practice: PracticeOutcome = NO_PRACTICE
    record: StudyRecord = NO_RECORD


NO_HISTORY = History()


def round_down(minutes: int) -> int:
    return minutes // STEP * STEP


def round_up(minutes: int) -> int:
    return -(-minutes // STEP) * STEP


def days_of(plan: BuiltPlan) -> list[PlanDay]:
    return [day for week in plan.weeks for day in week.days]


def placed(plan: BuiltPlan) -> list[tuple[date, PlanTask]]:
    """Every sitting with its date, in the order of doing."""
    return [(day.on, task) for day in (*days_of(plan), *plan.afterwards) for task in day.tasks]


def own_learning(task: PlanTask) -> bool:
    return task.reasons[0].code == "learn"


def is_recall(task: PlanTask) -> bool:
    return task.kind.startswith("recall-")


def day_minutes(goal: Goal, on: date) -> int:
    """All minutes of a study day, those of the cards included."""
    return round_down(goal.minutes if goal.weekday_minutes is None else goal.weekday_minutes[on.weekday()])


def day_cards(goal: Goal, on: date) -> int:
    """A twelfth of a day's minutes, in fives, 30 at most, none below an hour; the user's own overrides it."""
    minutes = day_minutes(goal, on)
    if goal.card_minutes is not None:
        return min(goal.card_minutes, minutes)
    return min(30, round_down(minutes // 12)) if minutes >= 60 else 0


def day_tasks(goal: Goal, on: date) -> int:
    """The day's minutes: what its cards leave for tasks."""
    return day_minutes(goal, on) - day_cards(goal, on)


def is_study_day(goal: Goal, on: date) -> bool:
    before_interview = goal.interview_on is None or on < goal.interview_on
    return on.weekday() in goal.weekdays and on not in goal.days_off and before_interview


def study_dates(goal: Goal, start: date, end: date) -> list[date]:
    """The study days from `start` to the day before `end`."""
    dates = (start + timedelta(days=offset) for offset in range((end - start).days))
    return [on for on in dates if is_study_day(goal, on)]


@dataclass(frozen=True)
class Case:
    """A plan with its request."""

    syllabus: Syllabus
    ratings: Ratings
    goal: Goal
    start: date
    history: History
    plan: BuiltPlan

    # --- The request --------------------------------------------------------------------------------------------

    @cached_property
    def fresh(self) -> bool:
        """Whether nothing was done, put off or begun before: then minutes and items can be told exactly."""
        record = self.history.record
        kept = record.attempted or record.skipped or record.deferred
        began = record.began_on not in (None, self.start)
        return not (self.history.done or self.history.stumbled or self.history.practice.repairs or kept or began)

    @cached_property
    def begun_before(self) -> frozenset[str]:
        """Topics of which something is ticked."""
        return frozenset(entry.key.split(":")[1] for entry in self.history.done)

    @cached_property
    def began_on(self) -> date:
        return self.history.record.began_on or self.start

    @cached_property
    def topics(self) -> dict[str, SyllabusTopic]:
        return {topic.slug: topic for topic in self.syllabus.topics}

    @cached_property
    def interviews(self) -> tuple[GoalInterview, ...]:
        return self.goal.interviews or (GoalInterview(),)

    @cached_property
    def rounds(self) -> frozenset[str]:
        return frozenset(round_ for interview in self.interviews for round_ in interview.rounds)

    @cached_property
    def companies(self) -> frozenset[str]:
        return frozenset(interview.company for interview in self.interviews if interview.company)

    @cached_property
    def days_away(self) -> int | None:
        return None if self.goal.interview_on is None else (self.goal.interview_on - self.start).days

    def frequency(self, slug: str, company: str | None) -> int:
        if company:
            return self.syllabus.frequencies[company][slug].weight
        return self.topics[slug].fixed_frequency or 5

    def weight(self, slug: str) -> int:
        def of(interview: GoalInterview) -> int:
            depths = [self.syllabus.depths[round_][slug] for round_ in interview.rounds]
            return self.frequency(slug, interview.company) * max(depths, default=10)

        return max(map(of, self.interviews))

    def target(self, slug: str) -> int:
        lifted = any(self.syllabus.frequencies[company][slug].lifts for company in self.companies)
        target = self.syllabus.targets[self.goal.role][slug]
        return max(target, LIFT_TO) if lifted else target

    def gap(self, slug: str) -> int:
        return max(0, self.target(slug) - self.ratings[slug])

    def builds_on(self, slug: str) -> set[str]:
        return {edge.before for edge in self.syllabus.hard if edge.after == slug}

    def after(self, slug: str) -> set[str]:
        """All topics that come after this one along edges of both kinds."""
        following = {edge.after for edge in (*self.syllabus.hard, *self.syllabus.soft) if edge.before == slug}
        return following.union(*map(self.after, following))

    def unmet(self, slug: str) -> set[str]:
        return {before for before in self.builds_on(slug) if self.ratings[before] < MET}

    @cached_property
    def order(self) -> list[str]:
        """Study order: of the topics that wait for none, the first by tier, frequency and number."""
        edges = [(edge.before, edge.after) for edge in (*self.syllabus.hard, *self.syllabus.soft)]
        waiting = set(self.topics)
        order: list[str] = []

        def rank(slug: str) -> tuple[int, int, int]:
            asked = max(self.frequency(slug, interview.company) for interview in self.interviews)
            return self.topics[slug].tier, -asked, self.topics[slug].number

        while waiting:
            held = {after for before, after in edges if before in waiting}
            order.append(min(waiting - held, key=rank))
            waiting.remove(order[-1])
        return order

    # --- The plan -----------------------------------------------------------------------------------------------

    @cached_property
    def days(self) -> list[PlanDay]:
        return days_of(self.plan)

    @cached_property
    def placed(self) -> list[tuple[date, PlanTask]]:
        return placed(self.plan)

    @cached_property
    def sittings(self) -> dict[str, list[tuple[date, PlanTask]]]:
        """Task key → its sittings with their dates."""
        sittings = defaultdict(list)
        for on, task in self.placed:
            sittings[task.key].append((on, task))
        return dict(sittings)

    @cached_property
    def learning(self) -> dict[str, dict[str, list[tuple[date, PlanTask]]]]:
        """Topic → kind → the sittings of its own learning."""
        learning: dict[str, dict[str, list[tuple[date, PlanTask]]]] = {slug: {} for slug in self.topics}
        for on, task in self.placed:
            if own_learning(task):
                learning[task.topics[0]].setdefault(task.kind, []).append((on, task))
        return learning

    @cached_property
    def by_slug(self) -> dict[str, TopicPlan]:
        return {topic.slug: topic for topic in self.plan.topics}

    @cached_property
    def gaining(self) -> list[TopicPlan]:
        return [topic for topic in self.plan.topics if topic.reach > topic.rating]

    def material(self, slug: str) -> TopicMaterial:
        return self.syllabus.material.topics.get(slug, TopicMaterial())

    def total(self, key: str) -> int:
        """The minutes of a task that the plan holds."""
        return sum(task.minutes for _, task in self.sittings.get(key, ()))

    def done_today(self, on: date) -> int:
        """Minutes ticked on the start date, which count against it."""
        if on != self.start:
            return 0
        return sum(entry.minutes or 0 for entry in self.history.done if entry.on == on)

    def room(self, on: date) -> int:
        """Minutes for tasks on a day, those done on it already off."""
        return max(0, day_tasks(self.goal, on) - self.done_today(on))

    def warned(self, code: str) -> bool:
        return any(warning.code == code for warning in self.plan.warnings)

    def warned_topics(self, code: str) -> set[str]:
        """The topics that a warning names."""
        topics = (warning["topics"] for warning in self.plan.warnings if warning.code == code)
        return {str(slug) for names in topics if isinstance(names, tuple) for slug in names}

    def positions(self) -> Iterator[tuple[int, date, PlanTask]]:
        """Every sitting with its place in the order of doing."""
        for place, (on, task) in enumerate(self.placed):
            yield place, on, task

    # --- Time before an interview -------------------------------------------------------------------------------

    @cached_property
    def dated(self) -> bool:
        return self.goal.interview_on is not None

    @cached_property
    def dates(self) -> list[date]:
        """The study days before the interview."""
        return study_dates(self.goal, self.start, self.goal.interview_on) if self.goal.interview_on else []

    @cached_property
    def last_day(self) -> date | None:
        return self.dates[-1] if self.dates else None
