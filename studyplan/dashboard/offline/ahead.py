"""The pages that a browser stores ahead, so that they open without a connection."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import TypedDict

from django.urls import reverse
from django.utils.translation import gettext as _

from studyplan.accounts.models import User
from studyplan.catalog.pages import all_topics
from studyplan.planner.finished import ANSWERED
from studyplan.planner.outline import PlanOutline, SittingMinutes
from studyplan.planner.services import read_current_plan
from studyplan.planner.text.instructions import study_url, title_of_key
from studyplan.progress.services import Ticks, ticks_of

FIVE_MINUTES, HALF_A_DAY = 300, 43_200
DAYS_AHEAD = timedelta(days=7)
MOST_SCREENS = 80


class PageAhead(TypedDict):
    """``title``: "" where no list names it. ``seconds``: for how long a stored copy is fresh enough."""

    url: str
    title: str
    seconds: int


def list_pages_ahead(user: User, today: date) -> list[PageAhead]:
    """What is used most comes first; then the open tasks of seven days, and the lessons of their topics."""
    current, ticks = read_current_plan(user), ticks_of(user)
    outline = current[1] if current else None
    sittings = list(list_sittings(outline, today, ticks)) if outline else []
    screens = (page for sitting in sittings if outline for page in list_screens(outline, sitting))
    topics = dict.fromkeys(slug for sitting in sittings for slug in sitting.task.split(":") if slug in all_topics())
    return [
        make_page("dashboard:home", _("Today"), FIVE_MINUTES),
        make_page("dashboard:offline_cards", _("Cards"), FIVE_MINUTES),
        make_page("planner:plan_detail", _("Plan"), HALF_A_DAY),
        make_page("catalog:topic_list", _("Topics"), HALF_A_DAY),
        make_page("catalog:cheat_sheet", _("Cheat sheet"), HALF_A_DAY),
        *islice(screens, MOST_SCREENS),
        *(PageAhead(url=all_topics()[slug].lesson_url, title=name_lesson(slug), seconds=HALF_A_DAY) for slug in topics),
    ]


def list_sittings(outline: PlanOutline, today: date, ticks: Ticks) -> Iterator[SittingMinutes]:
    days = (day for day in outline.days if today <= day.on < today + DAYS_AHEAD)
    return (sitting for day in days for sitting in outline.open_sittings(day, ticks))


def list_screens(outline: PlanOutline, sitting: SittingMinutes) -> Iterator[PageAhead]:
    """The screen of the sitting, and one for each item that is answered by itself."""
    title = title_of_key(sitting.task, all_topics())
    if sitting.sitting:
        title = _("%(task)s, sitting %(number)s") % {"task": title, "number": sitting.sitting}
    yield PageAhead(url=study_url(sitting.task, sitting.sitting), title=title, seconds=HALF_A_DAY)
    if sitting.task.split(":")[0] in ANSWERED:
        for item in outline.tasks[sitting.task].items.get(sitting.sitting, ()):
            yield PageAhead(url=study_url(sitting.task, sitting.sitting, item), title="", seconds=HALF_A_DAY)


def name_lesson(topic: str) -> str:
    return _("Lesson: %(topic)s") % {"topic": all_topics()[topic].short_name}


def make_page(view: str, title: str, seconds: int) -> PageAhead:
    return PageAhead(url=reverse(view), title=title, seconds=seconds)
