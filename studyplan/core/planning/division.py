"""A topic's minutes divided over its tasks, each with the items that it names. Rule: planning §4."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from studyplan.core.codes import TaskKind
from studyplan.core.material import Emphasis, StudyItem, StudyMaterial, TopicMaterial
from studyplan.core.model import Goal, Syllabus
from studyplan.core.planning.items import AGAIN, AGAIN_ENDING, list_in_order, pick_fitting
from studyplan.core.policy import DayRules, LearningRules, take_share
from studyplan.core.scoring import TopicScore

ACTIVITIES = (TaskKind.DERIVE, TaskKind.PRACTICE, TaskKind.IMPLEMENT, TaskKind.RAPID_FIRE)
# Where practice gets the minutes that its first problem lacks, in this order; reading comes last.
GIVERS = (TaskKind.RAPID_FIRE, TaskKind.DERIVE, TaskKind.IMPLEMENT)


@dataclass(frozen=True, slots=True)
class TaskShare:
    """The minutes of one task and its items, in the order of doing."""

    minutes: int
    items: tuple[StudyItem, ...] = ()


def find_emphasis(material: StudyMaterial, goal: Goal) -> Emphasis:
    """The parts of the four activities: the sum over all chosen rounds, or the neutral ones, and the companies.

    Rule: planning §4.
    """
    rounds = dict.fromkeys(round_ for interview in goal.interviews for round_ in interview.rounds)
    companies = dict.fromkeys(interview.company for interview in goal.interviews if interview.company)
    total = sum((material.rounds.get(slug, Emphasis()) for slug in rounds), Emphasis()) if rounds else material.neutral
    return sum((material.companies.get(slug, Emphasis()) for slug in companies), total)


def weigh_activities(emphasis: Emphasis) -> dict[TaskKind, int]:
    """Activity → its part of the emphasis, in the order of doing."""
    parts = (emphasis.derive, emphasis.practice, emphasis.implement, emphasis.rapid_fire)
    return dict(zip(ACTIVITIES, parts, strict=True))


class TopicDivider:
    """Divides topics' minutes for one goal. `attempted`: (topic, item) of what was attempted or read."""

    def __init__(self, syllabus: Syllabus, goal: Goal, attempted: Collection[tuple[str, str]] = ()) -> None:
        self.rules = syllabus.policy.learning
        self.days = syllabus.policy.days
        self.derive_from = syllabus.policy.levels.derive
        self.material = syllabus.material
        self.emphasis = find_emphasis(syllabus.material, goal)
        self.rounds = frozenset(round_ for interview in goal.interviews for round_ in interview.rounds)
        self.companies = frozenset(interview.company for interview in goal.interviews if interview.company)
        self.attempted = frozenset(attempted)

    def order(self, items: Iterable[StudyItem], score: TopicScore, reach: int) -> tuple[StudyItem, ...]:
        """A topic's items of one kind, those to take first at the front. Rule: planning §4.

        Where no level is to gain, those of the level that was rated come first.
        """
        attempted = {slug for topic, slug in self.attempted if topic == score.slug}
        return list_in_order(items, (min(score.rating, reach - 1), reach), self.rounds, self.companies, attempted)

    def list_pool(self, kind: str, score: TopicScore, reach: int) -> tuple[StudyItem, ...]:
        """The items of an activity in a topic, those to take first at the front; none for other kinds of tasks."""
        own = self.material.topics.get(score.slug, TopicMaterial())
        pools: dict[str, tuple[StudyItem, ...]] = {
            TaskKind.DERIVE: own.derivations,
            TaskKind.PRACTICE: own.problems,
            TaskKind.IMPLEMENT: own.coding,
            TaskKind.RAPID_FIRE: own.rapid_fire,
        }
        return self.order(pools.get(kind, ()), score, reach)

    def divide(
        self, score: TopicScore, reach: int, minutes: int, primer: Mapping[str, StudyItem] | None = None
    ) -> dict[str, TaskShare]:
        """Kind → share of the tasks that take a topic to the level `reach`, in the order of doing. Rule: planning §4.

        They add up to `minutes`, which must hold the review's tasks and the least reading. primer: the pages that
        are read with the topic.
        """
        return _Division(self, score, reach, minutes, primer or {}).make()

    def find_mock(self, score: TopicScore, minutes: int) -> TaskShare:
        """A topic's mock interview in a learning of so many minutes."""
        mock = score.topic.mock
        if mock is None or minutes < mock.least:
            return TaskShare(self.rules.mock)
        return TaskShare(mock.minutes, (mock.item,))


@dataclass
class _Division:
    """One topic's division in the making: minutes and items by activity."""

    divider: TopicDivider
    score: TopicScore
    reach: int
    minutes: int
    primer: Mapping[str, StudyItem]
    shares: dict[TaskKind, int] = field(init=False)
    items: dict[TaskKind, list[StudyItem]] = field(init=False)
    pools: dict[TaskKind, tuple[StudyItem, ...]] = field(default_factory=dict)

    def make(self) -> dict[str, TaskShare]:
        rules, mock = self.rules, self.divider.find_mock(self.score, self.minutes)
        rest = self.minutes - rules.cheat_sheet - mock.minutes - rules.self_assessment
        most = min(rest, self._most_reading())
        read = self._read(most) if self._is_taught() else TaskShare(most)
        self._share_out(rest - read.minutes)
        if self._is_taught():
            self._settle_first_items()
            read = self._make_room_for_a_problem(read)
            self._fill()
        tasks = {
            TaskKind.READ: read,
            **{kind: TaskShare(self.shares[kind], tuple(self.items[kind])) for kind in ACTIVITIES},
            TaskKind.CHEAT_SHEET: TaskShare(rules.cheat_sheet),
            TaskKind.MOCK: mock,
            TaskKind.SELF_ASSESSMENT: TaskShare(rules.self_assessment),
        }
        return {kind: share for kind, share in tasks.items() if share.minutes}

    @property
    def rules(self) -> LearningRules:
        return self.divider.rules

    @property
    def days(self) -> DayRules:
        return self.divider.days

    @property
    def material(self) -> TopicMaterial:
        return self.divider.material.topics.get(self.score.slug, TopicMaterial())

    def _is_taught(self) -> bool:
        """Whether there is any material; a topic without it has bare minutes."""
        return self.material != TopicMaterial()

    def _pool(self, kind: TaskKind) -> tuple[StudyItem, ...]:
        if kind not in self.pools:
            self.pools[kind] = self.divider.list_pool(kind, self.score, self.reach)
        return self.pools[kind]

    def _most_reading(self) -> int:
        lowest = self.score.rating == 1
        share = self.rules.read_share_lowest if lowest else self.rules.read_share
        return max(self.rules.read_least, self.days.floor(take_share(self.minutes, share)))

    def _read(self, most: int) -> TaskShare:
        """The sections that serve the levels to gain (where none does, the highest), by level first if not all fit.

        A page of the primer comes before the first section that leans on it, and counts as of its level.
        """
        rating = self.score.rating
        pages = dict(self.primer)
        reading: list[tuple[int, StudyItem]] = []
        sections = self.material.sections
        serving = [item for item in sections if rating == 1 or rating < item.level <= self.reach]
        highest = max((item.level for item in sections), default=0)
        for section in sections:
            if section in serving or (not serving and section.level == highest):
                own = (pages.pop(slug) for slug in section.primer if slug in pages)
                reading += [(section.level, item) for item in (*own, section)]
        picked = pick_fitting([item for _, item in sorted(reading, key=lambda row: row[0])], most)
        items = tuple(item for _, item in reading if item in picked)
        minutes = max(self.rules.read_least, self.days.ceil(sum(item.minutes for _, item in reading)))
        return TaskShare(min(most, minutes), items)

    def _share_out(self, rest: int) -> None:
        """By emphasis, in whole steps; what that leaves, and shares that are too short, go to practice."""
        parts = weigh_activities(self.divider.emphasis)
        if self.reach < self.divider.derive_from:
            parts[TaskKind.DERIVE] = 0
        whole = sum(parts.values())
        self.items = {kind: [] for kind in ACTIVITIES}
        self.shares = {kind: self.days.floor(rest * part // whole) if whole else 0 for kind, part in parts.items()}
        for kind in GIVERS:
            if self.shares[kind] < self.rules.activity_least:
                self.shares[kind] = 0
        self.shares[TaskKind.PRACTICE] = rest - sum(self.shares[kind] for kind in GIVERS)

    def _settle_first_items(self) -> None:
        """A share that is shorter than its first item is raised to it from practice's surplus, or goes to practice."""
        for kind in (TaskKind.DERIVE, TaskKind.IMPLEMENT, TaskKind.RAPID_FIRE):
            if not self._pool(kind):
                self._move(kind, self.shares[kind])
            lacks = self._find_first(kind) - self.shares[kind]
            if not self.shares[kind] or lacks <= 0:
                continue
            if lacks <= self.shares[TaskKind.PRACTICE] - self._find_first(TaskKind.PRACTICE):
                self._move(TaskKind.PRACTICE, lacks, kind)
            else:
                self._move(kind, self.shares[kind])

    def _make_room_for_a_problem(self, read: TaskShare) -> TaskShare:
        """Practice gets its first problem whole, from the others, in the end from reading. Returns the reading."""
        first = self._find_first(TaskKind.PRACTICE)
        for kind in GIVERS:
            self._move(kind, first - self.shares[TaskKind.PRACTICE])
        lacks = min(first - self.shares[TaskKind.PRACTICE], read.minutes - self.rules.read_least)
        if lacks <= 0:
            return read
        self.shares[TaskKind.PRACTICE] += lacks
        return self._read(read.minutes - lacks)

    def _find_first(self, kind: TaskKind) -> int:
        """Minutes that the first item of a kind needs; 0 where there is none."""
        pool = self._pool(kind)
        return self.days.ceil(pool[0].minutes) if pool else 0

    def _move(self, kind: TaskKind, minutes: int, to: TaskKind = TaskKind.PRACTICE) -> None:
        """Move so many minutes from one activity to another; one that would be left too short gives all it has."""
        if minutes <= 0:
            return
        left = max(0, self.shares[kind] - minutes)
        if kind in GIVERS and left < max(self.rules.activity_least, self._find_first(kind)):
            left = 0
        self.shares[to] += self.shares[kind] - left
        self.shares[kind] = left

    def _fill(self) -> None:
        """Name the items; what one activity cannot fill goes where the rule says."""
        practice = TaskKind.PRACTICE
        for kind in GIVERS:
            self._take(kind, self.shares[kind], self._pool(kind))
            unfilled = self.days.floor(self._count_unfilled(kind))
            if unfilled >= self.rules.activity_least or len(self.items[kind]) == len(self._pool(kind)):
                self.shares[kind] -= unfilled
                self.shares[practice] += unfilled
        self._take(practice, self.shares[practice], self._pool(practice))
        if self.divider.emphasis.derive and self.reach >= self.divider.derive_from:
            self._hand_on(TaskKind.DERIVE, self._pool(TaskKind.DERIVE))
        asked = self._pool(TaskKind.RAPID_FIRE)
        self._hand_on(TaskKind.RAPID_FIRE, asked)
        again = (replace(item, slug=item.slug + AGAIN_ENDING) for item in asked)
        self._hand_on(TaskKind.RAPID_FIRE, again)
        left = self._count_unfilled(practice)
        if left >= self.rules.activity_least:
            self.items[practice].append(StudyItem(AGAIN, "", left))

    def _take(self, kind: TaskKind, minutes: int, pool: Iterable[StudyItem]) -> None:
        taken = {item.slug for item in self.items[kind]}
        unused = [item for item in pool if item.slug not in taken]
        self.items[kind] += pick_fitting(unused, minutes - self._count(kind))

    def _hand_on(self, kind: TaskKind, pool: Iterable[StudyItem]) -> None:
        """Give another activity what practice cannot fill, as far as that has items for it."""
        left = self._count_unfilled(TaskKind.PRACTICE)
        if left < self.rules.activity_least:
            return
        before = self.items[kind].copy()
        self._take(kind, self.shares[kind] + self.days.floor(left), pool)
        filled = max(self.shares[kind], self.days.ceil(self._count(kind)))
        if filled < self.rules.activity_least:
            self.items[kind] = before
            return
        self.shares[TaskKind.PRACTICE] -= filled - self.shares[kind]
        self.shares[kind] = filled

    def _count_unfilled(self, kind: TaskKind) -> int:
        """Minutes of an activity that its items do not fill."""
        return self.shares[kind] - self._count(kind)

    def _count(self, kind: TaskKind) -> int:
        return sum(item.minutes for item in self.items[kind])
