"""The list of problems as data: the topics to choose from, or what the filters leave, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from studyplan.accounts.models import User
from studyplan.catalog.models import Topic
from studyplan.catalog.pages import topics
from studyplan.core.readiness import EffectiveLevel
from studyplan.core.scoring import TopicScore
from studyplan.goals.services import ahead, default_goal, goal_of, scores_for
from studyplan.practice.evidence import counted_levels, effective_of
from studyplan.practice.models import Attempt
from studyplan.practice.questions.attempts import newest_by_question
from studyplan.practice.questions.filter_form import ProblemFilterForm, State
from studyplan.practice.questions.listed import VIEWS, ListedProblem, listed_problems

ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class ProblemLine:
    problem: ListedProblem
    attempt: Attempt | None

    @property
    def is_done(self) -> bool:
        return self.attempt is not None and not self.attempt.is_stumble

    @property
    def outcome(self) -> str:
        """How the newest attempt went, if there is one."""
        if self.attempt is None:
            return ""
        day = date_format(self.attempt.attempted_on, "MONTH_DAY")
        facts = {"hits": self.attempt.hit_count, "points": self.attempt.points, "day": day}
        return _("%(hits)s of %(points)s on %(day)s") % facts

    def is_in(self, state: str) -> bool:
        if state == State.AGAIN:
            return self.attempt is not None and self.attempt.is_stumble
        return self.is_done == (state == State.DONE)

    def fits(self, chosen: Mapping[str, str]) -> bool:
        """Whether it passes the filters, by the names of their fields."""
        problem = self.problem
        tests = {
            "topic": lambda value: problem.topic.slug == value,
            "level": lambda value: problem.level == int(value),
            "kind": lambda value: problem.form == value,
            "minutes": lambda value: problem.question.minutes <= int(value),
            "state": self.is_in,
        }
        return all(tests[name](value) for name, value in chosen.items())


@dataclass(frozen=True, slots=True)
class TopicProblems:
    """One topic's problems; ``level`` is ``None`` where it is not rated, ``claimed`` where another level counts."""

    topic: Topic
    level: int | None
    target: int
    claimed: int | None
    lines: tuple[ProblemLine, ...]

    @property
    def done(self) -> int:
        return sum(line.is_done for line in self.lines)

    @property
    def url(self) -> str:
        return list_address(topic=self.topic.slug)


@dataclass(frozen=True, slots=True)
class WiderFilter:
    """What taking one filter away would leave."""

    name: str
    count: int
    url: str


class ProblemsPage:
    """Every problem by topic, and the one to go on with; or what fits the filters."""

    def __init__(self, user: User | AnonymousUser, data: QueryDict, today: date) -> None:
        self.form = ProblemFilterForm(data, is_account=isinstance(user, User))
        self.chosen = self.form.chosen
        effective: dict[str, EffectiveLevel] = {}
        goal, attempts = default_goal(), {}
        if isinstance(user, User):
            effective, goal, attempts = effective_of(user), goal_of(user), newest_by_question(user, VIEWS)
        levels = counted_levels(effective)
        self._scores = scores_for(ahead(goal, today), today, levels).by_slug
        self.lines = tuple(ProblemLine(problem, attempts.get(problem.key)) for problem in listed_problems())
        by_topic: dict[str, list[ProblemLine]] = {slug: [] for slug in topics()}
        for line in self.lines:
            by_topic[line.problem.topic.slug].append(line)
        self.groups = tuple(
            TopicProblems(
                topic,
                levels.get(slug),
                self._scores[slug].target,
                effective[slug].claimed if slug in effective else None,
                tuple(by_topic[slug]),
            )
            for slug, topic in topics().items()
        )

    @property
    def attempted(self) -> int:
        return sum(line.attempt is not None for line in self.lines)

    @property
    def count(self) -> int:
        return len(self.lines)

    @cached_property
    def suggested(self) -> ProblemLine | None:
        return suggested(self.groups, self._scores)

    # What fits the filters

    @cached_property
    def fitting(self) -> tuple[ProblemLine, ...]:
        return tuple(line for line in self.lines if line.fits(self.chosen))

    @cached_property
    def last(self) -> int:
        """The number of the last page, from 1."""
        return max(1, -(-len(self.fitting) // ON_A_PAGE))

    @cached_property
    def number(self) -> int:
        return min(self.form.page, self.last)

    @property
    def shown(self) -> tuple[ProblemLine, ...]:
        return self.fitting[(self.number - 1) * ON_A_PAGE : self.number * ON_A_PAGE]

    @property
    def first_shown(self) -> int:
        return (self.number - 1) * ON_A_PAGE + 1

    @property
    def last_shown(self) -> int:
        return min(self.number * ON_A_PAGE, len(self.fitting))

    @property
    def url(self) -> str:
        """The page's own address, in its plainest form."""
        return self._address_of(self.number)

    @property
    def previous_url(self) -> str:
        return self._address_of(self.number - 1) if self.number > 1 else ""

    @property
    def next_url(self) -> str:
        return self._address_of(self.number + 1) if self.number < self.last else ""

    def _address_of(self, number: int) -> str:
        return list_address(**self.chosen, **({"page": str(number)} if number > 1 else {}))

    @property
    def wider(self) -> Iterator[WiderFilter]:
        """Where nothing fits: the filters without which something would."""
        for name in self.chosen:
            others = {other: value for other, value in self.chosen.items() if other != name}
            if count := sum(line.fits(others) for line in self.lines):
                yield WiderFilter(str(self.form.fields[name].label), count, list_address(**others))


def list_address(**chosen: str) -> str:
    query = QueryDict(mutable=True)
    query.update(chosen)
    return reverse("practice:problem_list") + (f"?{query.urlencode()}" if chosen else "")


def suggested(groups: Iterable[TopicProblems], scores: dict[str, TopicScore]) -> ProblemLine | None:
    """The problem to go on with: one stumbled on, else a new one; of the topic that is worth most to the goal."""
    by_worth = sorted(groups, key=lambda group: (-scores[group.topic.slug].value, -scores[group.topic.slug].weight))
    lines = [line for group in by_worth for line in group.lines if line.problem.question.kind == Attempt.Kind.PROBLEM]
    stumbled = (line for line in lines if line.attempt and line.attempt.is_stumble)
    new = (line for line in lines if line.attempt is None)
    return next(stumbled, None) or next(new, None)
