"""How much there is to do: a topic's minutes, the tracker tasks that they divide into, and what is left of each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from studyplan.core.codes import FocusCode, ReasonCode, TaskKind
from studyplan.core.material import StudyItem
from studyplan.core.model import NO_RECORD, CodedNote, CompletedTask, Goal, StudyRecord, Syllabus, SyllabusTopic, note
from studyplan.core.planning.division import TaskShare, TopicDivider
from studyplan.core.planning.items import pick_fitting
from studyplan.core.policy import PlanningPolicy
from studyplan.core.scoring import TopicScore


@dataclass(frozen=True, slots=True)
class Work:
    """A task that has no day yet: `minutes` are those left to do, `cause` the rule that asks for it.

    whole: it loses its point when split, as a set against the clock does, and some day is long enough.
    items: what it names, as far as that is still to do. opens: the first date on which it may be done, where it was
    put off.
    """

    key: str
    kind: str
    topics: tuple[str, ...]
    minutes: int
    cause: CodedNote
    focus: FocusCode
    whole: bool = False
    items: tuple[StudyItem, ...] = ()
    opens: date | None = None


@dataclass(frozen=True, slots=True)
class WorkChain:
    """Works that are done in this order, most often those of one topic. Rules: planning §4, §5, §6.

    needs: topics whose reading must have ended before the chain begins. learning: it is a topic's own learning, of
    which only a few are begun at a time. begun: some of it is done already. together: all of it lies on one day.
    """

    works: tuple[Work, ...]
    needs: tuple[str, ...] = ()
    learning: bool = False
    begun: bool = False
    together: bool = False

    @property
    def minutes(self) -> int:
        return sum(work.minutes for work in self.works)


def make_chains(works: Iterable[Work]) -> tuple[WorkChain, ...]:
    """A chain for each work that has minutes."""
    return tuple(WorkChain((work,)) for work in works if work.minutes)


def sum_table_minutes(topic: SyllabusTopic, rating: int, reach: int) -> int:
    """Minutes from the level `rating` to the level `reach` by the table. Rule: planning §4."""
    return sum(topic.minutes[rating - 1 : reach - 1])


def sum_topic_minutes(policy: PlanningPolicy, topic: SyllabusTopic, rating: int, reach: int, *, full: bool) -> int:
    """Minutes from `rating` to `reach` by the table; where `full`, a weak topic gets its least. Rule: planning §4."""
    minutes = sum_table_minutes(topic, rating, reach)
    if full and minutes and rating < policy.levels.weak_below:
        return max(minutes, policy.learning.weak_least)
    return minutes


class CompletedWork:
    """The ticked work, by task key. Rule: planning §8."""

    def __init__(
        self, policy: PlanningPolicy, done: Iterable[CompletedTask], start: date, record: StudyRecord = NO_RECORD
    ) -> None:
        self._policy = policy
        self._start = start
        self.record = record
        self._entries: dict[str, list[CompletedTask]] = {}
        self._topics: set[str] | None = None
        for completion in done:
            self._entries.setdefault(completion.key, []).append(completion)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The keys that bear a tick, in alphabetical order."""
        return tuple(sorted(self._entries))

    @property
    def minutes_at_start(self) -> int:
        """Minutes that were ticked on the start date itself; unknown ones count nothing. Rule: planning §8."""
        entries = (entry for entries in self._entries.values() for entry in entries if entry.on == self._start)
        return sum(entry.minutes or 0 for entry in entries)

    def knows(self, topic: str) -> bool:
        """Whether anything of a topic is ticked or was dropped."""
        if self._topics is None:
            keys = (*self._entries, *self.record.skipped)
            self._topics = {key.split(":")[1] for key in keys if ":" in key}
        return topic in self._topics

    def is_begun(self, key: str) -> bool:
        """Whether anything of a task is ticked."""
        return key in self._entries

    def next_sitting(self, key: str) -> int:
        """The number of the sitting to come; 0 where nothing is ticked. A tick of the whole counts as the first."""
        entries = self._entries.get(key)
        return max(max(entry.sitting for entry in entries), 1) + 1 if entries else 0

    def ended_on(self, key: str) -> date | None:
        """The date of the latest tick; the start where no date is known; None where nothing is ticked."""
        entries = self._entries.get(key)
        return max(entry.on or self._start for entry in entries) if entries else None

    def left(self, key: str, minutes: int) -> int:
        """Minutes left of a task that knows no levels: none once the whole is ticked."""
        return self._left(key, minutes, lambda _entry: minutes)

    def learning_minutes_left(
        self, key: str, minutes: int, rating: int, reach: int, planned: Callable[[int], int]
    ) -> int:
        """Minutes left of a learning task that takes `minutes` from `rating` to `reach`.

        What was done for a level up to the rating is in the rating already and counts no more. The whole done for a
        level below `reach` counts the minutes that were `planned` for that level.
        """

        def worth(entry: CompletedTask) -> int:
            if entry.level is None or entry.level >= reach > rating:
                return minutes
            if entry.level <= rating:
                return 0
            known = planned(entry.level)
            return known if entry.minutes is None else min(known, entry.minutes)

        return self._left(key, minutes, worth, rating)

    def _left(self, key: str, minutes: int, whole: Callable[[CompletedTask], int], rating: int = 0) -> int:
        if key in self.record.skipped:
            return 0
        left = minutes
        for entry in self._entries.get(key, ()):
            if not entry.sitting:
                left -= whole(entry)
            elif entry.level is None or entry.level > rating:
                left -= self._policy.days.break_after if entry.minutes is None else entry.minutes
        return max(0, self._policy.days.ceil(left))


class Workload:
    """The tasks of topics against a goal, less what is completed. `longest_day`: minutes of the longest day."""

    def __init__(
        self,
        syllabus: Syllabus,
        goal: Goal,
        scores: Iterable[TopicScore],
        completed: CompletedWork,
        longest_day: int,
    ) -> None:
        self.policy = syllabus.policy
        self.longest_day = longest_day
        self.completed = completed
        self.divider = TopicDivider(syllabus, goal, completed.record.attempted)
        self._primer = self._hand_out_primer(syllabus, scores)
        self._known: dict[tuple[str, int, int], dict[str, TaskShare]] = {}

    def _hand_out_primer(self, syllabus: Syllabus, scores: Iterable[TopicScore]) -> dict[str, dict[str, StudyItem]]:
        """Topic → the primer's pages to read with it: each with the first unknown topic that leans on it."""
        read = {slug for topic, slug in self.completed.record.attempted if not topic}
        pages: dict[str, dict[str, StudyItem]] = {}
        for score in scores:
            material = syllabus.material.topics.get(score.slug)
            if material is None or score.rating > 1 or not score.gap:
                continue
            wanted = dict.fromkeys(slug for section in material.sections for slug in section.primer)
            pages[score.slug] = {slug: syllabus.material.primer[slug] for slug in wanted if slug not in read}
            read.update(wanted)
        return pages

    def divide(self, score: TopicScore, reach: int, *, full: bool) -> dict[str, TaskShare]:
        """The tasks that take a topic from its rating to `reach`, nothing taken as done. Rule: planning §4."""
        minutes = sum_topic_minutes(self.policy, score.topic, score.rating, reach, full=full)
        key = score.slug, reach, minutes
        if key not in self._known:
            primer = self._primer.get(score.slug)
            self._known[key] = self.divider.divide(score, reach, minutes, primer) if minutes else {}
        return self._known[key]

    def learning_left(self, score: TopicScore, reach: int, *, full: bool) -> dict[str, int]:
        """Minutes left of each tracker task that takes a topic from its rating to `reach`, by kind, without zeros."""

        def planned(kind: str, level: int) -> int:
            share = self.divide(score, level, full=full).get(kind)
            return share.minutes if share else 0

        left = {
            kind: self.completed.learning_minutes_left(
                f"{kind}:{score.slug}",
                share.minutes,
                score.rating,
                reach,
                lambda level, kind=kind: planned(kind, level),  # type: ignore[misc]
            )
            for kind, share in self.divide(score, reach, full=full).items()
        }
        return {kind: minutes for kind, minutes in left.items() if minutes}

    def minutes_left(self, score: TopicScore, reach: int, *, full: bool) -> int:
        """Minutes of a topic's learning that are left up to `reach`."""
        if not self.completed.knows(score.slug):
            return sum_topic_minutes(self.policy, score.topic, score.rating, reach, full=full)
        return sum(self.learning_left(score, reach, full=full).values())

    def learning(self, score: TopicScore, reach: int, focus: FocusCode, *, full: bool) -> tuple[Work, ...]:
        """The tasks left of a topic's own learning, in the order of doing. Rule: planning §4."""
        cause = note(ReasonCode.LEARN, topic=score.slug)
        left = self.learning_left(score, reach, full=full)
        shares = self.divide(score, reach, full=full)
        return tuple(
            self._put_off(
                Work(
                    f"{kind}:{score.slug}",
                    kind,
                    (score.slug,),
                    minutes,
                    cause,
                    focus,
                    kind == TaskKind.MOCK and minutes <= self.longest_day,
                    self._list_items_left(score, reach, kind, shares[kind], minutes),
                )
            )
            for kind, minutes in left.items()
        )

    def _list_items_left(
        self, score: TopicScore, reach: int, kind: str, share: TaskShare, minutes: int
    ) -> tuple[StudyItem, ...]:
        """The items of a task of which so many minutes are left: without those done, as far as that is known."""
        done = share.minutes - minutes
        if not done:
            return share.items
        attempted = self.completed.record.attempted
        new = [item for item in share.items if not attempted & {(score.slug, item.slug), ("", item.slug)}]
        done -= sum(item.minutes for item in share.items) - sum(item.minutes for item in new)
        while new and done >= new[0].minutes:
            done -= new.pop(0).minutes
        named = {item.slug for item in share.items}
        others = (item for item in self.divider.list_pool(kind, score, reach) if item.slug not in named)
        # The first may be begun already: it takes no more than the rest of its minutes.
        return tuple(pick_fitting([*new, *others], minutes + max(0, done)))

    def review(self, score: TopicScore, focus: FocusCode) -> tuple[Work, ...]:
        """The review of a topic at its target: the tracker's short tasks. Rule: planning §4."""
        rules = self.policy.learning
        cause = note(ReasonCode.REVIEW, topic=score.slug, target=score.target)
        tasks = (
            (TaskKind.CHEAT_SHEET, rules.cheat_sheet),
            (TaskKind.MOCK, rules.mock),
            (TaskKind.SELF_ASSESSMENT, rules.self_assessment),
        )
        works = (
            self.make_work(
                f"{kind}:{score.slug}", kind, (score.slug,), minutes, cause, focus, whole=minutes <= self.longest_day
            )
            for kind, minutes in tasks
        )
        return tuple(work for work in works if work.minutes)

    def make_work(
        self,
        key: str,
        kind: str,
        topics: tuple[str, ...],
        minutes: int,
        cause: CodedNote,
        focus: FocusCode,
        *,
        whole: bool = False,
        items: tuple[StudyItem, ...] = (),
    ) -> Work:
        """A task that knows no levels, with the minutes that are left of it: 0 where it is done."""
        left = self.completed.left(key, minutes)
        return self._put_off(Work(key, kind, topics, left, cause, focus, whole, items))

    def _put_off(self, work: Work) -> Work:
        until = self.completed.record.deferred.get(work.key)
        return replace(work, opens=until) if until else work
