"""What a strategy makes of the days: re-reading, nothing, and changes of a course. Our plan is in `plans.py`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from studyplan.core.codes import TaskKind
from tests.simulation.activities import CARDS, MEET, PASS_ON_NEW, READ, SOLVE, Activity
from tests.simulation.learners import SYLLABUS, TOPICS, Learner

LEVELS = range(2, SYLLABUS.top_level + 1)
WHOLE = dict.fromkeys(TOPICS, LEVELS)


@dataclass(frozen=True, slots=True)
class Session:
    """Minutes on topics, in equal parts; no topics: those stumbled on most so far.

    levels: those that it is about; None: the course's. kind: of the task in our plan that it is.
    """

    activity: Activity
    topics: tuple[str, ...]
    minutes: int
    levels: range | None = None
    kind: str = ""


Days = Mapping[int, Sequence[Session]]  # counted from the first


@dataclass(frozen=True)
class Course:
    """A strategy laid over days; `scope`: the levels of each topic that it is about."""

    days: Days
    scope: Mapping[str, range]

    @property
    def minutes(self) -> dict[int, int]:
        """Those of each day."""
        return {day: sum(session.minutes for session in sessions) for day, sessions in self.days.items()}


@dataclass(frozen=True, slots=True)
class Part:
    """Something to do with its share of the minutes; `day_0`: it ends on day 0 of its topic's checkpoints."""

    share: Fraction
    activity: Activity
    topics: tuple[str, ...]
    day_0: bool = False


def nothing(_learner: Learner, _plan: Course) -> Course:
    """Nobody studies."""
    return Course({}, WHOLE)


def massed(_learner: Learner, plan: Course) -> Course:
    """One topic after another, nothing but reading."""
    return Course(_lay(plan, [Part(Fraction(1), READ, (topic,)) for topic in TOPICS]), WHOLE)


def aimed(learner: Learner, plan: Course) -> Course:
    """Nothing but reading, up to our plan's targets: each topic's minutes are in proportion to those that it needs.

    What is new is read first; then all up to the target is read again and again.
    """
    minutes = {topic.slug: topic.minutes for topic in SYLLABUS.topics}
    needs = [
        (topic.slug, sum(minutes[topic.slug][topic.rating - 1 : topic.target - 1]) or SYLLABUS.policy.learning.review)
        for topic in learner.plan.topics
    ]
    return Course(_lay(plan, [Part(Fraction(need), MEET, (slug,)) for slug, need in needs]), plan.scope)


def _lay(plan: Course, parts: list[Part]) -> Days:
    cut = Cut(parts, sum(plan.minutes.values()))
    return {day: tuple(session for session, _ in cut.take(minutes)) for day, minutes in plan.minutes.items()}


def reading_on(learner: Learner, plan: Course) -> Course:
    """Our plan, but the minutes of recalls go on with reading the same topics up to their targets."""
    below = {topic.slug: range(topic.rating + 1, topic.target + 1) or None for topic in learner.plan.topics}

    def read(session: Session) -> Session:
        if not session.kind.startswith("recall-"):
            return session
        return replace(session, activity=READ, levels=below[session.topics[0]])

    days = {day: tuple(map(read, sessions)) for day, sessions in plan.days.items()}
    return replace(plan, days=days)


def solving(_learner: Learner, plan: Course) -> Course:
    """Our plan, but the minutes of recalls go to problems of the same topics."""
    return _change(plan, "recall-", SOLVE)


def passes_on_new(_learner: Learner, plan: Course) -> Course:
    """Our plan, but its passes go over what is new first."""
    return _change(plan, TaskKind.SKIM, PASS_ON_NEW)


def early_passes(learner: Learner, plan: Course) -> Course:
    """The same, and they come before all else."""
    changed = passes_on_new(learner, plan)
    sessions = [s for of_day in changed.days.values() for s in of_day if s.activity is not CARDS]
    passes = [session for session in sessions if session.activity is PASS_ON_NEW]
    return rearrange(changed, passes + [session for session in sessions if session.activity is not PASS_ON_NEW])


def _change(plan: Course, kind: str, activity: Activity) -> Course:
    """Sessions whose kind begins with `kind` become another activity."""

    def change(session: Session) -> Session:
        return replace(session, activity=activity) if session.kind.startswith(kind) else session

    return replace(plan, days={day: tuple(map(change, sessions)) for day, sessions in plan.days.items()})


def rearrange(plan: Course, sessions: Iterable[Session], days: Callable[[int], bool] = lambda _: True) -> Course:
    """The sessions in their order, on the days of our plan that are left, in its minutes; cards stay where they are."""
    queue = [session for session in sessions if session.minutes]
    laid: dict[int, tuple[Session, ...]] = {}
    for day, of_day in plan.days.items():
        if not days(day):
            continue
        today = [session for session in of_day if session.activity is CARDS]
        left = sum(session.minutes for session in of_day) - sum(session.minutes for session in today)
        while queue and left:
            first = queue.pop(0)
            today.append(replace(first, minutes=min(left, first.minutes)))
            if first.minutes > left:
                queue.insert(0, replace(first, minutes=first.minutes - left))
            left -= today[-1].minutes
        laid[day] = tuple(today)
    return replace(plan, days=laid)


class Cut:
    """Parts cut from `minutes` by their shares, in order, a piece at a time; the last takes what is left over."""

    def __init__(self, parts: Sequence[Part], minutes: int) -> None:
        whole = sum(part.share for part in parts)
        so_far, ends = Fraction(0), []
        for part in parts:
            so_far += part.share
            ends.append(int(minutes * so_far / whole))
        self._ends = list(zip(parts, ends, strict=True))
        self._spent = 0

    def take(self, minutes: int) -> Iterable[tuple[Session, Part | None]]:
        """The next `minutes` as sessions, each with the part that it ends, or None."""
        while minutes > 0:
            while len(self._ends) > 1 and self._ends[0][1] <= self._spent:
                self._ends.pop(0)
            part, end = self._ends[0]
            piece = minutes if len(self._ends) == 1 else min(minutes, end - self._spent)
            self._spent += piece
            minutes -= piece
            yield Session(part.activity, part.topics, piece), part if self._spent >= end else None
