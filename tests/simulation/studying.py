"""One learner follows one course: minutes become key points read, re-read and recalled, and skills."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heapify, heapreplace
from itertools import cycle
from math import exp
from random import Random

from tests.simulation.activities import Activity, Skills, Way, asked_skills
from tests.simulation.courses import LEVELS, Course, Session
from tests.simulation.learners import SYLLABUS, Learner
from tests.simulation.memory import SCHEDULER, Fsrs, Memory, Trace

POINTS = 6  # key points a level
LAST_MET = 30  # what is known beforehand was last met so many days ago at most
STUMBLES = 4  # so many topics are "those stumbled on"
SKILL_SHARE = 0.25  # so much of the levels' minutes, spent on one skill, leaves 1/e of what is to learn
SKILLED = 1.5  # times that: what a rating brings along
FULL_LOOK = 15  # minutes on a topic that count as one more day of practice
FINAL_DAYS = 5  # before the interview: each card comes once more

MINUTES = {topic.slug: topic.minutes for topic in SYLLABUS.topics}
LESSONS = {
    (slug, level): sum(section.minutes for section in material.sections if section.level == level)
    for slug, material in SYLLABUS.material.topics.items()
    for level in LEVELS
}


@dataclass(slots=True, eq=False)
class Point:
    """A key point; without a trace it is not known.

    minutes: for its first reading. claimed: the rating says that it is known. met: when it was last gone over, as a
    running number, or None. read: how often it was read. card: what the app's scheduler makes of its card.
    """

    topic: str
    level: int
    place: int
    minutes: float
    claimed: bool
    trace: Trace | None
    met: int | None = None
    read: int = 0
    card: Fsrs | None = None

    @property
    def is_new(self) -> bool:
        return self.met is None and not self.claimed


@dataclass(slots=True)
class Skill:
    """A topic's four skills as minutes well spent; half of them are gone after `days` without any."""

    minutes: Skills
    days: float
    last: int = 0

    def left(self, day: int) -> float:
        """The part that is left of what was there on the last day."""
        return float(2 ** ((self.last - day) / self.days))

    def add(self, day: int, minutes: Skills, growth: float) -> None:
        """More of them; the later after the last day, the longer they last."""
        left = self.left(day)
        self.minutes = tuple(was * left + more for was, more in zip(self.minutes, minutes, strict=True))  # type: ignore[assignment]
        self.days *= 1 + growth * (1 - left) * min(1.0, max(minutes) / FULL_LOOK)
        self.last = day


class Student:
    """A learner with a memory of one model, who follows a course; `effect` is that of re-reading."""

    def __init__(self, learner: Learner, memory: Memory, course: Course, effect: float, seed: str) -> None:
        self._learner = learner
        self._memory = memory
        self._course = course
        self._effect = effect
        self._chance = Random(seed).random
        before = Random(f"{seed} before")
        self.topics = {slug: list(_points(learner, memory, slug, before)) for slug in learner.ratings}
        self.skills = {slug: _skill(learner, slug) for slug in learner.ratings}
        self.stumbles: Counter[str] = Counter()
        self.spent = 0.0
        self._asked = {derives: asked_skills(SYLLABUS, learner.goal, derives=derives) for derives in (False, True)}
        self._weights = {topic.slug: topic.weight for topic in learner.plan.topics}
        self._final = max([0, *sorted(course.days)[-FINAL_DAYS:][:1]])
        self._number = 0
        self._credit = 0.0

    def study(self) -> None:
        """Follow the course to its end. What overruns one session is taken from the next."""
        for day, sessions in self._course.days.items():
            for session in sessions:
                if session.activity.way is Way.CARDS:
                    self._credit += session.minutes
                    self._review_cards(day)
                else:
                    self._work(day, session)

    def recall(self, on: int) -> dict[str, list[tuple[int, float]]]:
        """Each topic's key points: their level, and the probability of recalling them on a day."""
        return {
            slug: [(point.level, point.trace.recall(on) if point.trace else 0.0) for point in points]
            for slug, points in self.topics.items()
        }

    def apply(self, on: int, targets: dict[str, int]) -> dict[str, float]:
        """How well each topic's questions are worked out on a day, from 0 to 1, by what the interview asks for."""
        return {slug: self._apply(on, slug, target) for slug, target in targets.items()}

    def _apply(self, on: int, slug: str, target: int) -> float:
        skill, need = self.skills[slug], _need(self._learner, slug, target)
        asked = self._asked[target >= SYLLABUS.policy.levels.derive]
        left = skill.left(on)
        return sum(part * (1 - exp(-minutes * left / need)) for part, minutes in zip(asked, skill.minutes, strict=True))

    def _stumbled_on(self) -> tuple[str, ...]:
        """The topics with the most failures; without any, all."""
        return tuple(topic for topic, _ in self.stumbles.most_common(STUMBLES)) or tuple(self.topics)

    def _work(self, day: int, session: Session) -> None:
        """A session on its topics, in equal parts."""
        topics = session.topics or self._stumbled_on()
        for topic in topics:
            minutes = session.minutes / len(topics)
            activity = session.activity
            levels = session.levels or self._course.scope[topic]
            points = [point for point in self.topics[topic] if point.level in levels]
            self._credit += minutes * activity.share if points else 0
            self.spent += minutes * (1 - activity.share)
            self._go_through(day, points, activity.way)
            self._practice(day, topic, minutes, activity)

    def _go_through(self, day: int, points: list[Point], way: Way) -> None:
        """Spend the credit on these points."""
        if way is Way.READ:
            heap = [(point.read, point.place, point) for point in points]
            heapify(heap)
            while self._credit > 0 and heap:
                read, place, point = heap[0]
                self._go_over(day, point, way)
                heapreplace(heap, (read + 1, place, point))
        elif self._credit > 0:
            first = way is Way.MEET  # what is new comes first, else last
            points.sort(key=lambda point: (point.is_new != first, -1 if point.met is None else point.met, point.place))
            for point in cycle(points):
                self._go_over(day, point, way)
                if self._credit <= 0:
                    break
        self._credit = min(self._credit, 0.0)

    def _go_over(self, day: int, point: Point, way: Way) -> bool:
        """One key point, recalled or re-read where it is still there, else read (again): whether it was there."""
        again, recalls = self._learner.again, way in (Way.RECALL, Way.CARDS)
        tried = recalls and not point.is_new
        known = point.trace is not None and self._chance() < point.trace.recall(day)
        if point.trace is None:
            minutes = point.minutes + again * tried
            point.trace = self._memory.learn(day, self._effect)
        else:
            minutes = again * (1 + (tried and not known))
            if recalls:
                point.trace.prove()
            point.trace.review(day, known=known, effect=1.0 if recalls else self._effect)
        self.spent += minutes
        self._credit -= minutes
        if tried and not known:
            self.stumbles[point.topic] += 1
        self._number += 1
        point.met = self._number
        point.read += way is Way.READ
        return known

    def _review_cards(self, day: int) -> None:
        """What is due, the most useful first; then cards that are new; then the others, the least sure first."""
        if self._credit <= 0:
            return
        waiting: list[tuple[int, float, int, Point]] = []
        for slug, points in self.topics.items():
            weight, levels = self._weights[slug], self._course.scope[slug]
            for point in points:
                if point.is_new or point.level not in levels:
                    continue
                if point.card is None:
                    waiting.append((1, -weight, len(waiting), point))
                else:
                    due = self._is_due(point.card, day)
                    waiting.append((0 if due else 2, -weight * (1 - point.card.recall(day)), len(waiting), point))
        for _rank, _urgency, _number, point in sorted(waiting):
            known = self._go_over(day, point, Way.CARDS)
            if point.card is None:
                point.card = SCHEDULER.start(day, known=known)
            else:
                point.card.review(day, known=known, effect=1)
            if self._credit <= 0:
                break

    def _is_due(self, card: Fsrs, day: int) -> bool:
        return day >= card.last + max(1, round(card.stability)) or card.last < self._final <= day

    def _practice(self, day: int, topic: str, minutes: float, activity: Activity) -> None:
        """Minutes for the skills, the fewer, the less of what the course is about has been met."""
        if not any(activity.skills) and not activity.rehearses:
            return
        scope = self._course.scope[topic]
        met = [point.trace is not None for point in self.topics[topic] if point.level in scope]
        asked = self._asked[scope.stop > SYLLABUS.policy.levels.derive]
        well = minutes * sum(met) / len(met) * (self._learner.transfer if activity.transfers else 1)
        gained = [well * (gain + activity.rehearses * part) for gain, part in zip(activity.skills, asked, strict=True)]
        self.skills[topic].add(day, tuple(gained), self._learner.skill_growth)  # type: ignore[arg-type]


def _need(learner: Learner, slug: str, level: int) -> float:
    """Minutes on one skill that bring it up to 63 % of what the level asks for."""
    return SKILL_SHARE * sum(MINUTES[slug][: level - 1]) * learner.pace


def _skill(learner: Learner, slug: str) -> Skill:
    before = SKILLED * learner.right * _need(learner, slug, learner.ratings[slug])
    return Skill((before,) * 4, learner.skill_days)


def _points(learner: Learner, memory: Memory, slug: str, before: Random) -> Iterator[Point]:
    """A topic's key points as they are before the first day: most of those up to the rating are known, few above."""
    rating = learner.ratings[slug]
    for level in LEVELS:
        minutes = LESSONS[slug, level] / POINTS * learner.reading
        for place in range(POINTS):
            claimed = level <= rating
            known = before.random() < (learner.right if claimed else learner.more)
            kept, met = learner.kept * (1 + max(0, rating - level)), -before.randint(1, LAST_MET)
            trace = memory.keep(kept, met) if known else None
            yield Point(slug, level, level * POINTS + place, minutes, claimed, trace)
