"""One learner follows one course: minutes become key points read, re-read and recalled."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from tests.simulation.courses import LEVELS, Course, Way
from tests.simulation.learners import SYLLABUS, Learner
from tests.simulation.memory import Memory, Trace

POINTS = 6  # key points a level
READ_SHARE = 0.45  # of a level's minutes, for its first reading
LAST_MET = 30  # what is known beforehand was last met so many days ago at most
STUMBLES = 4  # so many topics are "those stumbled on"

Order = tuple[float, ...]


@dataclass(slots=True, eq=False)
class Point:
    """A key point; without a trace it is not known.

    minutes: for its first reading. claimed: the rating says that it is known. met: when it was last gone over, as a
    running number, or None. read: how often it was read.
    """

    level: int
    place: int
    minutes: float
    claimed: bool
    trace: Trace | None
    met: int | None = None
    read: int = 0


class Student:
    """A learner with a memory of one model, who follows a course; `effect` is that of re-reading."""

    def __init__(self, learner: Learner, memory: Memory, course: Course, effect: float, seed: str) -> None:
        self._learner = learner
        self._memory = memory
        self._course = course
        self._effect = effect
        self._chance = Random(seed)
        before = Random(f"{seed} before")
        self.topics = {slug: list(_points(learner, memory, slug, before)) for slug in learner.ratings}
        self.stumbles: Counter[str] = Counter()
        self.spent = 0.0
        self._number = 0
        self._credit = 0.0

    def study(self) -> None:
        """Follow the course to its end. What overruns one session is taken from the next."""
        for day, sessions in self._course.days.items():
            for session in sessions:
                topics = session.topics or self._stumbled_on()
                for topic in topics:
                    self._credit += session.minutes / len(topics)
                    self._work(day, topic, session.way)

    def recall(self, on: int) -> dict[str, list[tuple[int, float]]]:
        """Each topic's key points: their level, and the probability of recalling them on a day."""
        return {
            slug: [(point.level, point.trace.recall(on) if point.trace else 0.0) for point in points]
            for slug, points in self.topics.items()
        }

    def _stumbled_on(self) -> tuple[str, ...]:
        """The topics with the most failures; without any, all."""
        return tuple(topic for topic, _ in self.stumbles.most_common(STUMBLES)) or tuple(self.topics)

    def _work(self, day: int, topic: str, way: Way) -> None:
        """Spend the credit on one topic."""
        levels = (self._course.read if way is Way.READ else self._course.scope)[topic]
        points = [point for point in self.topics[topic] if point.level in levels]
        touched: Counter[Point] = Counter()

        def by_page(point: Point) -> Order:
            return point.read, point.place

        def by_age(point: Point) -> Order:
            """Each once: what was met, longest ago first, or is believed known; then what is new, in its order."""
            new = point.met is None and not point.claimed
            return touched[point], new, -1 if point.met is None else point.met, point.place

        order: Callable[[Point], Order] = by_page if way is Way.READ else by_age
        while self._credit > 0 and points:
            point = min(points, key=order)
            touched[point] += 1
            self._go_over(day, topic, point, way)
        self._credit = min(self._credit, 0.0)

    def _go_over(self, day: int, topic: str, point: Point, way: Way) -> None:
        """One key point: recalled or re-read where it is still there, else read (again)."""
        again = self._learner.again
        tried = way is Way.RECALL and (point.met is not None or point.claimed)
        known = point.trace is not None and self._chance.random() < point.trace.recall(day)
        if point.trace is None:
            minutes = point.minutes + again * tried
            point.trace = self._memory.learn(day, self._effect)
        else:
            minutes = again * (1 + (tried and not known))
            if way is Way.RECALL:
                point.trace.prove()
            point.trace.review(day, known=known, effect=1.0 if way is Way.RECALL else self._effect)
        self.spent += minutes
        self._credit -= minutes
        if tried and not known:
            self.stumbles[topic] += 1
        self._number += 1
        point.met = self._number
        point.read += way is Way.READ


def _points(learner: Learner, memory: Memory, slug: str, before: Random) -> Iterator[Point]:
    """A topic's key points as they are before the first day: most of those up to the rating are known, few above."""
    topic = next(topic for topic in SYLLABUS.topics if topic.slug == slug)
    rating = learner.ratings[slug]
    for level in LEVELS:
        minutes = topic.minutes[level - 2] * READ_SHARE / POINTS * learner.pace
        for place in range(POINTS):
            claimed = level <= rating
            known = before.random() < (learner.right if claimed else learner.more)
            kept, met = learner.kept * (1 + max(0, rating - level)), -before.randint(1, LAST_MET)
            trace = memory.keep(kept, met) if known else None
            yield Point(level, level * POINTS + place, minutes, claimed, trace)
