"""The roadmap's fixed tables, cut to the days that there are. It knows the total and the ratings, not the goal."""

from collections.abc import Iterable
from fractions import Fraction

from tests.simulation.activities import MOCK, READ, RECALL, SKIM, SOLVE
from tests.simulation.courses import WHOLE, Course, Cut, Days, Part, Session
from tests.simulation.learners import SYLLABUS, TOPICS, Learner

# Path A up to a total of 19, B up to 35, C above. B studies what is rated below 3 and practices what is rated 3.
A_MOST, B_MOST, FAIR = 19, 35, 3
CHECKPOINTS = tuple(checkpoint.day for checkpoint in SYLLABUS.policy.recalls.checkpoints)
# "Each checkpoint should take 15-30 minutes": 10 a topic, 30 or half the day at most, so that reading goes on.
CHECKPOINT_TOPIC, CHECKPOINT_MOST = 10, 30
ROUNDS = 10  # until the shares and what the checkpoints leave agree


def table(learner: Learner, plan: Course) -> Course:
    """The table for the learner's total. Its shares are of the minutes that its checkpoints leave."""
    parts, minutes = _parts(learner.ratings), plan.minutes
    days: Days = {}
    spent = 0
    for _ in range(ROUNDS):
        days, spent = _lay(Cut(parts, sum(minutes.values()) - spent), minutes)
    return Course(days, WHOLE)


def _parts(ratings: dict[str, int]) -> list[Part]:
    total = sum(ratings.values())
    if total <= A_MOST:
        return [part for topic in TOPICS for part in _study(topic, Fraction(1))]
    if total <= B_MOST:
        return _sprint(ratings)
    stages = ((1, SKIM, TOPICS), (1, SOLVE, TOPICS), (1, MOCK, TOPICS), (2, SOLVE, ()))
    return [Part(Fraction(share), activity, topics) for share, activity, topics in stages]


def _study(topic: str, share: Fraction) -> Iterable[Part]:
    """Half of a topic's share is read, half practiced."""
    yield Part(share / 2, READ, (topic,), day_0=True)
    yield Part(share / 2, SOLVE, (topic,))


def _sprint(ratings: dict[str, int]) -> list[Part]:
    """Path B's three weeks; one that would be empty is left out."""
    deep = [topic for topic in TOPICS if ratings[topic] < FAIR]
    fair = [topic for topic in TOPICS if ratings[topic] == FAIR]
    return [
        *(part for topic in deep for part in _study(topic, Fraction(1, len(deep)))),
        *(Part(Fraction(1, len(fair)), SOLVE, (topic,), day_0=True) for topic in fair),
        Part(Fraction(1), SOLVE, TOPICS),
    ]


def _lay(parts: Cut, minutes: dict[int, int]) -> tuple[Days, int]:
    """The table's days, and the minutes that its checkpoints take."""
    days: dict[int, tuple[Session, ...]] = {}
    waiting: list[tuple[int, str]] = []
    spent = 0
    for day, most in minutes.items():
        due = tuple(dict.fromkeys(topic for on, topic in waiting if on <= day))
        waiting = [recall for recall in waiting if recall[0] > day]
        recalled = min(CHECKPOINT_TOPIC * len(due), CHECKPOINT_MOST, most // 2)
        spent += recalled
        pieces = list(parts.take(most - recalled))
        for _, ended in pieces:
            if ended is not None and ended.day_0:
                waiting += ((day + later, ended.topics[0]) for later in CHECKPOINTS)
        days[day] = (*([Session(RECALL, due, recalled)] if recalled else []), *(piece for piece, _ in pieces))
    return days, spent
