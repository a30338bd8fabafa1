"""Where drills begin: any mock interview, and the plan's tasks that are one or a timed set."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from studyplan.accounts.models import User
from studyplan.accounts.requests import UserRequest
from studyplan.catalog.files import mocks
from studyplan.catalog.guide import chains, mock_formats
from studyplan.catalog.models import Topic
from studyplan.catalog.track import track
from studyplan.goals.services import ahead, goal_of
from studyplan.planner.services import planned_tasks
from studyplan.practice.drills import services as drills
from studyplan.practice.drills.forms import MockForm
from studyplan.practice.drills.page import drill_lines, drill_name
from studyplan.practice.drills.select import (
    DrawnQuestions,
    DrillRequest,
    QuestionPool,
    build_pool,
    draw_mock,
    draw_rapid_fire,
    draw_timed_set,
)
from studyplan.practice.models import Drill
from studyplan.progress import keys
from studyplan.progress.services import PlannedTask
from studyplan.ui import clock
from studyplan.ui.http import UNPROCESSABLE, page_or_fragment, posted

SHORT, LONG, REHEARSAL = "rapid-fire", "timed-set", "rehearsal"
MOST_RAPID_FIRE = 20


@dataclass(frozen=True, slots=True)
class DrillTask:
    """A task of the plan that a drill serves; ``topic``: the one that it is about, ``None`` for all.

    ``format``: the whole mock interview that it names, if any.
    """

    key: str
    kind: str
    topic: Topic | None
    minutes: int
    format: mocks.Format | None = None

    @property
    def count(self) -> int:
        """How many questions a mock interview asks: a minute to answer each, and one to compare."""
        return min(max(1, self.minutes // 2), MOST_RAPID_FIRE)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mock_list(request: UserRequest) -> HttpResponse:
    """Choose and begin a mock interview; those before, and the one that is open."""
    form = MockForm(posted(request), initial=initial_choices(request.user, request.GET.get("format", "")))
    if request.method == "POST" and form.is_valid():
        return begin_drill(request, *mock_from(request.user, form))
    opened = request.user.drills.filter(ended_at=None).first()
    context = {
        "form": form,
        "formats": mock_formats(),
        "chains": chains(),
        "chain_format": next(
            (mock_format.slug for mock_format in mock_formats().formats if mock_format.parts[0].kind == "chain"), ""
        ),
        "opened": opened,
        "opened_name": drill_name(opened) if opened else "",
        "lines": drill_lines(request.user),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return page_or_fragment(request, "practice/drills/mock_list.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def task_start(request: UserRequest, task: str) -> HttpResponse:
    """Begin the drill that a task of the plan asks for; finishing it ticks the task."""
    drill_task = task_of(task, planned_tasks(request.user).get(task))
    if request.method != "POST":
        opened = request.user.drills.filter(ended_at=None).first()
        context = {"task": drill_task, "opened": opened, "opened_name": drill_name(opened) if opened else ""}
        return page_or_fragment(request, "practice/drills/task_start.html", context)
    interview = next(iter(ahead(goal_of(request.user), clock.today()).interviews), None)
    company, chosen = (interview and interview.company) or "", drill_task.format
    pool = pool_for_next_drill(request.user, (chosen and chosen.round) or "", company)
    if chosen:
        setting = drills.DrillSettings(drill_task.kind, chosen.slug, task=task)
        return begin_drill(request, setting, draw_mock(chosen, pool))
    slugs = [drill_task.topic.slug] if drill_task.topic else list(pool.weights)
    if drill_task.kind == Drill.Kind.MOCK:
        return begin_drill(
            request,
            drills.DrillSettings(drill_task.kind, SHORT, task=task),
            draw_rapid_fire(slugs, drill_task.count, pool),
        )
    return begin_drill(
        request, drills.DrillSettings(drill_task.kind, LONG, task=task), draw_timed_set(slugs, drill_task.minutes, pool)
    )


def task_of(key: str, planned: PlannedTask | None) -> DrillTask:
    """The task of this key, planned or not; anything that is no drill is not found."""
    topics = {topic.slug: topic for topic in Topic.objects.current()}
    kind, _colon, rest = key.partition(":")
    chosen = find_format(planned) if kind in (Drill.Kind.MOCK, REHEARSAL) else None
    if chosen:
        return DrillTask(key, Drill.Kind.MOCK, topics.get(rest.partition(":")[0]), chosen.minutes, chosen)
    kind = Drill.Kind.MOCK.value if kind == REHEARSAL else kind
    if kind not in Drill.Kind.values or not (planned or keys.is_known(key, topics)):
        raise Http404(_("There is no such task."))
    topic = topics.get(rest.partition(":")[0])
    policy = track().policy
    usual = {
        Drill.Kind.MOCK.value: policy.mock if topic else policy.last_day_mock,
        Drill.Kind.TIMED_SET.value: policy.express_timed_problem if topic else policy.timed_set,
    }
    minutes = sum(planned.sittings.values()) if planned else 0
    return DrillTask(key, kind, topic, minutes or usual[kind])


def find_format(planned: PlannedTask | None) -> mocks.Format | None:
    """The mock interview that a task names, as far as it is still offered."""
    named = planned.items if planned else ()
    return next((mock_format for mock_format in mock_formats().formats if mock_format.slug in named), None)


def initial_choices(user: User, offered: str) -> dict[str, str | None]:
    """The ``offered`` format where there is such a one, the company of the next interview, the form's defaults."""
    interview = next(iter(ahead(goal_of(user), clock.today()).interviews), None)
    formats = [mock_format.slug for mock_format in mock_formats().formats]
    return {
        "format": offered if offered in formats else formats[0],
        "company": interview.company if interview else None,
    }


def mock_from(user: User, form: MockForm) -> tuple[drills.DrillSettings, DrawnQuestions]:
    data = form.cleaned_data
    chosen = next(mock_format for mock_format in mock_formats().formats if mock_format.slug == data["format"])
    pool = pool_for_next_drill(
        user,
        data["round"].slug if data["round"] else chosen.round or "",
        data["company"].slug if data["company"] else "",
    )
    setting = drills.DrillSettings(Drill.Kind.MOCK, chosen.slug, data["round"], data["company"])
    return setting, draw_mock(chosen, pool, data["chain"])


def pool_for_next_drill(user: User, round_slug: str, company: str) -> QuestionPool:
    """Each drill draws anew."""
    seed = f"{user.pk}-{user.drills.count()}"
    return build_pool(user, DrillRequest(round_slug, company, seed), clock.today())


def begin_drill(request: UserRequest, setting: drills.DrillSettings, drawn: DrawnQuestions) -> HttpResponse:
    """On to the first question; or to the drill that is open already."""
    if not drawn:
        messages.warning(request, _("There is nothing to ask about this yet."))
        return redirect("practice:mock_list")
    drill, is_new = drills.start(request.user, setting, drawn, clock.now(), clock.today())
    if not is_new:
        messages.warning(request, _("This one is still open. Go on, or end it to begin another."))
    return redirect("practice:drill_detail", pk=drill.pk)
