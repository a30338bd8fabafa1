"""A study screen as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from studyplan.accounts.models import User
from studyplan.planner.services import read_current_plan
from studyplan.progress.services import ticks_of
from studyplan.study.find import find_material
from studyplan.study.material import ShownMaterial
from studyplan.study.steps import StudyStep, choose_item, list_done_items, make_steps
from studyplan.study.tasks import DoneTask, StudyTask, find_done, find_study_task


@dataclass(frozen=True, slots=True)
class StudyPage:
    """``item`` is the one that is shown ("": none is named), ``before`` the task that was finished just now."""

    task: StudyTask
    item: str
    steps: tuple[StudyStep, ...]
    material: ShownMaterial
    before: DoneTask | None

    @property
    def here(self) -> StudyStep | None:
        return next((step for step in self.steps if step.is_here), None)

    @property
    def steps_after(self) -> tuple[StudyStep, ...]:
        """The other steps that are not done: those after this one, then those before it."""
        place = self.here.number if self.here else 0
        ahead = (*self.steps[place:], *self.steps[: max(0, place - 1)])
        return tuple(step for step in ahead if not step.is_done)

    @property
    def after_here(self) -> StudyStep | None:
        return next(iter(self.steps_after), None)

    @property
    def places_after(self) -> str:
        """Where to go on, with spaces between, the nearest first: offline it is the first that is still open."""
        following = (self.task.following.url,) if self.task.following else ()
        return " ".join((*(step.url for step in self.steps_after), *following, reverse("dashboard:home")))

    @property
    def minutes(self) -> int:
        return self.task.task.minutes


def study_page(
    user: User, key: str, today: date, *, sitting: int | None = None, item: str = "", before: str = ""
) -> StudyPage | None:
    """The screen for a task at one of its sittings and items, or where it goes on; ``None``: no such task.

    ``before``: key and number of the sitting that was finished just now, as ``<key>/<number>``.
    """
    current, ticks = read_current_plan(user), ticks_of(user)
    task = find_study_task(current, ticks, key, sitting, today)
    if task is None:
        return None
    done = list_done_items(user, task)
    item = choose_item(task, done, item)
    finished = find_done(before, current[1] if current else None, ticks)
    return StudyPage(task, item, make_steps(task, done, item), find_material(user, task, item, done), finished)
