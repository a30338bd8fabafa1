"""The difference between two plans as a person would tell it: a dozen sentences at most, each task in one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from studyplan.catalog.pages import all_topics
from studyplan.catalog.track import track
from studyplan.planner.documents import PlanDocument, StoredTask
from studyplan.planner.replan.changes import Changes, TaskChange, TopicChange, compare_plans
from studyplan.planner.replan.task_choices import Deferral
from studyplan.planner.text.instructions import make_instruction
from studyplan.planner.text.names import Names, day_name, load_names
from studyplan.progress.services import Ticks
from studyplan.ui.templatetags.ui import duration

MOST_SENTENCES = 12
MOST_NAMED_TASKS = 3


@dataclass(frozen=True, slots=True)
class ChangesView:
    """What the page says that asks before it replaces a plan: ``sentences``, none where nothing would change."""

    changes: Changes
    sentences: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return self.changes.is_empty


def make_changes_view(before: PlanDocument, after: PlanDocument, ticks: Ticks) -> ChangesView:
    changes = compare_plans(before, after, ticks)
    if changes.is_empty:
        return ChangesView(changes, ())
    return ChangesView(changes, tuple(Teller(changes).tell()))


@dataclass(frozen=True, slots=True)
class Teller:
    changes: Changes
    names: Names = field(default_factory=load_names)

    def tell(self) -> Iterator[str]:
        """The topics get the room that the other sentences leave them."""
        sums = list(self.tell_sums())
        others = [*self.tell_recalls(), *self.tell_rehearsals(), *self.tell_rest(), _("Nothing else changes.")]
        yield from sums
        yield from self.tell_topics(MOST_SENTENCES - len(sums) - len(others))
        yield from others

    def tell_sums(self) -> Iterator[str]:
        """The path, the last day and the hours, each only where it changes."""
        before, after = self.changes.before, self.changes.after
        if before.variant != after.variant:
            names = {"before": track().path(before.variant).name, "after": track().path(after.variant).name}
            yield _("Your path changes from “%(before)s” to “%(after)s”.") % names
        if before.ends_on != after.ends_on:
            yield self.tell_end()
        if before.minutes_left != after.minutes_left:
            times = {"before": duration(before.minutes_left), "after": duration(after.minutes_left)}
            yield _("%(after)s are left to do, instead of %(before)s.") % times

    def tell_end(self) -> str:
        before, after = self.changes.before.ends_on, self.changes.after.ends_on
        if after is None:
            return _("Nothing is left to do in the plan.")
        if before is None:
            return _("The plan ends on %(day)s.") % {"day": date_format(after, "ABBR_DATE")}
        return _("The plan ends on %(after)s, instead of %(before)s.") % {
            "after": date_format(after, "ABBR_DATE"),
            "before": date_format(before, "ABBR_DATE"),
        }

    def tell_topics(self, most: int) -> Iterator[str]:
        """Topics that change alike share a sentence; what is too much for ``most`` of them is summed up."""
        groups = group_alike(self.changes.topics, self.describe_alike)
        if len(groups) > most:
            groups = group_alike(self.changes.topics, self.describe_roughly)
        named = groups if len(groups) <= most else groups[: most - 1]
        yield from map(self.describe_topics, named)
        more = sum(map(len, groups[len(named) :]))
        if more:
            yield ngettext(
                "One more topic moves to another week or goes to another level.",
                "%(count)d more topics move to other weeks or go to other levels.",
                more,
            ) % {"count": more}

    def describe_alike(self, change: TopicChange) -> tuple[object, ...]:
        """Equal for changes that one sentence can tell."""
        if change.weeks is None:
            return change.is_dropped, self.explain(change) if change.is_dropped else (change.before, change.after)
        return change.weeks

    def describe_roughly(self, change: TopicChange) -> tuple[object, ...]:
        """The same, with moves by as many weeks told together."""
        return self.describe_alike(change) if change.weeks is None else (change.weeks[1] - change.weeks[0],)

    def describe_topics(self, alike: Sequence[TopicChange]) -> str:
        """One sentence about topics that change alike."""
        change, count = alike[0], len(alike)
        was, will = change.before, change.after
        values: dict[str, object] = {"topics": self.names.listing(self.names.topics[other.slug] for other in alike)}
        if will is None or will.week is None:
            values["reason"] = self.explain(change)
            text = ngettext(
                "%(topics)s is no longer planned: %(reason)s.", "%(topics)s are no longer planned: %(reason)s.", count
            )
            return text % values
        values |= {"to": will.week, "level": will.reach}
        if was is None or was.week is None:
            text = ngettext(
                "%(topics)s is added in week %(to)s, to reach level %(level)s.",
                "%(topics)s are added in week %(to)s, to reach level %(level)s.",
                count,
            )
            return text % values
        values |= {"from": was.week, "before": was.reach}
        if len({other.weeks for other in alike}) > 1:
            return self.describe_shift(values, will.week - was.week)
        if was.reach != will.reach:
            text = ngettext(
                "%(topics)s goes to level %(level)s instead of %(before)s, from week %(to)s on.",
                "%(topics)s go to level %(level)s instead of %(before)s, from week %(to)s on.",
                count,
            )
            return text % values
        text = ngettext(
            "%(topics)s moves from week %(from)s to week %(to)s.",
            "%(topics)s move from week %(from)s to week %(to)s.",
            count,
        )
        return text % values

    def describe_shift(self, values: Mapping[str, object], weeks: int) -> str:
        """Several topics that move by as many ``weeks`` (below 0: to earlier ones)."""
        if weeks > 0:
            text = ngettext(
                "%(topics)s each move one week later.", "%(topics)s each move %(weeks)s weeks later.", weeks
            )
        else:
            text = ngettext(
                "%(topics)s each move one week earlier.", "%(topics)s each move %(weeks)s weeks earlier.", -weeks
            )
        return text % {**values, "weeks": abs(weeks)}

    def explain(self, change: TopicChange) -> str:
        reasons = {
            "budget": _("other topics make better use of the time before the interview"),
            "prerequisite-left-out": _("there is no time for the topics it builds on"),
            "no-study-day": _("there is no study day before the interview"),
        }
        if change.after is None:
            return _("this topic no longer exists")
        return reasons.get(change.reason, _("you have reached its target"))

    def tell_recalls(self) -> Iterator[str]:
        if self.changes.recalls:
            yield _("Recalls: %(changes)s.") % {"changes": self.count(self.changes.recalls)}

    def tell_rehearsals(self) -> Iterator[str]:
        if self.changes.rehearsals:
            yield _("Rehearsals: %(changes)s.") % {"changes": self.count(self.changes.rehearsals)}

    def tell_rest(self) -> Iterator[str]:
        """A few tasks by name, of many those that answer a stumble; the others as numbers."""
        rest = self.changes.rest
        named = rest if len(rest) <= MOST_NAMED_TASKS else [change for change in rest if answers_stumble(change)]
        named = named[:MOST_NAMED_TASKS]
        yield from map(self.describe_task, named)
        if others := [change for change in rest if change not in named]:
            yield _("Other tasks: %(changes)s.") % {"changes": self.count(others)}

    def describe_task(self, change: TaskChange) -> str:
        title = name_task(change.task)
        if change.after is None:
            return _("“%(task)s” is removed.") % {"task": title}
        if change.before is None:
            return _("“%(task)s” is added on %(day)s.") % {"task": title, "day": day_name(change.after)}
        days = {"task": title, "before": day_name(change.before), "after": day_name(change.after)}
        return _("“%(task)s” moves from %(before)s to %(after)s.") % days

    def count(self, changes: Sequence[TaskChange]) -> str:
        """So many added, so many that fall away, so many on other days."""
        added = sum(change.is_added for change in changes)
        dropped = sum(change.is_dropped for change in changes)
        moved = len(changes) - added - dropped
        parts = [
            (added, ngettext("%(count)d is added", "%(count)d are added", added)),
            (dropped, ngettext("%(count)d is removed", "%(count)d are removed", dropped)),
            (moved, ngettext("%(count)d moves to another day", "%(count)d move to other days", moved)),
        ]
        return self.names.listing(text % {"count": number} for number, text in parts if number)


def answers_stumble(change: TaskChange) -> bool:
    """Whether a task comes because its topic was stumbled on, at an interview or in practice."""
    return change.is_added and change.task.reasons[0].code in ("debrief", "stumbled")


def group_alike(
    changes: Iterable[TopicChange], describe: Callable[[TopicChange], tuple[object, ...]]
) -> list[list[TopicChange]]:
    groups: dict[tuple[object, ...], list[TopicChange]] = {}
    for change in changes:
        groups.setdefault(describe(change), []).append(change)
    return list(groups.values())


def name_task(task: StoredTask) -> str:
    return make_instruction(task, all_topics()).title


def describe_deferral(deferral: Deferral) -> str:
    """Where a task went, and what went with it."""
    title = name_task(deferral.task)
    if deferral.on is None:
        text = _("“%(task)s” is removed: no later study day has room for it.") % {"task": title}
    else:
        text = _("“%(task)s” moves to %(day)s.") % {"task": title, "day": day_name(deferral.on)}
    if not deferral.along:
        return text
    along = load_names().listing(f"“{name_task(task)}”" for task in deferral.along)
    return text + " " + _("These move with it: %(tasks)s.") % {"tasks": along}
