"""Pages that join several apps: landing or Today, the result, and claiming what a visitor brought."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from studyplan.accounts.adapter import AccountAdapter
from studyplan.accounts.forms import SignupForm
from studyplan.accounts.middleware import browser_time_zone
from studyplan.accounts.requests import UserRequest
from studyplan.accounts.time_zones import city_name, get_zone
from studyplan.assessment import drafts
from studyplan.assessment.require_ratings import require_ratings
from studyplan.assessment.services import unrated
from studyplan.catalog.conditional import unchanged_for_visitors
from studyplan.catalog.guide import overview
from studyplan.catalog.pages import topics
from studyplan.catalog.version import content_version
from studyplan.core.model import Goal
from studyplan.core.readiness import EffectiveLevel
from studyplan.dashboard.claiming import brought_ratings, claim_ratings
from studyplan.dashboard.landing import LandingPage
from studyplan.dashboard.result import result_page
from studyplan.dashboard.sharing import is_canonical, names_shared_plan, read_address, write_address
from studyplan.dashboard.today import today_page
from studyplan.goals.forms import GoalForm
from studyplan.goals.services import default_goal, drop_trial_goal, goal_of, make_form_for, save_trial_goal, trial_goal
from studyplan.practice.evidence import counted_levels, effective_of
from studyplan.study.tasks import find_done
from studyplan.ui import clock
from studyplan.ui.http import UNPROCESSABLE, Request, at_address, page_or_fragment, posted

OUTCOME = {"outcome": "dashboard/result_outcome.html"}


@require_safe
@unchanged_for_visitors
def home(request: Request) -> HttpResponse:
    """Today for a user, the landing page for a visitor."""
    return show_today(request) if request.user.is_authenticated else landing(request)  # type: ignore[arg-type]


def landing(request: Request) -> HttpResponse:
    """One sentence, a real plan, and the next row of the rating form, live."""
    page = LandingPage(drafts.read_ratings(request.session, topics()))
    context = {"promise": overview().promise, "page": page, "version": content_version()}
    return page_or_fragment(request, "dashboard/landing.html", context)


def show_today(request: UserRequest) -> HttpResponse:
    today = clock.today()
    page = today_page(request.user, today)
    context = {
        "brought": brought_ratings(request.session) is not None,
        "done": find_done(request.GET.get("done", ""), page.outline, page.ticks) if page else None,
        "other_zone": find_other_zone(request),
        "page": page,
        "today": today,
    }
    return page_or_fragment(request, "dashboard/today.html", context, fragments={"today-totals": "today_totals.jinja"})


def find_other_zone(request: UserRequest) -> str:
    """The city of the browser's time zone where it is not the account's, as after a flight; else ""."""
    name = browser_time_zone(request)
    if not name or not request.user.time_zone:
        return ""
    now = clock.now()
    zones = (get_zone(name), get_zone(request.user.time_zone))
    here, there = (now.astimezone(zone).utcoffset() for zone in zones)
    return city_name(name) if here != there else ""


@dataclass(frozen=True, slots=True)
class ResultBasis:
    """Whose levels (slug → 1–5) and goal the result shows; ``is_brought``: ratings that are not on the account yet.

    ``effective``: the levels that count, because of what the account has shown; empty for visitors.
    """

    levels: dict[str, int]
    goal: Goal
    is_brought: bool
    effective: dict[str, EffectiveLevel]

    @property
    def counted(self) -> dict[str, int]:
        """The levels that the plan is made from."""
        return self.levels | counted_levels(self.effective)


def result_basis(request: Request) -> ResultBasis:
    """The session's full ratings before the account's newest; no levels where neither is there."""
    brought = brought_ratings(request.session)
    if request.user.is_authenticated:
        effective = effective_of(request.user, brought)
        levels = {slug: topic.rating for slug, topic in effective.items()}
        return ResultBasis(levels, goal_of(request.user), brought is not None, effective)
    return ResultBasis(brought or {}, trial_goal(request.session) or default_goal(), brought is not None, {})


@require_http_methods(["GET", "HEAD", "POST"])
def result(request: Request) -> HttpResponse:
    """Total and path with reasons, and a preview of the plan. A POST tries another goal; an address may name a plan."""
    if request.method != "POST" and names_shared_plan(request.GET):
        return show_shared_plan(request)
    basis = result_basis(request)
    if unrated(basis.levels):
        return require_ratings(request, basis.levels, then=request.path)
    form = make_form_for(basis.goal, clock.today(), posted(request))
    if form.is_bound and form.is_valid() and request.user.is_anonymous:
        save_trial_goal(request.session, form.goal)
    return render_result(request, basis, form)


def render_result(request: Request, basis: ResultBasis, form: GoalForm) -> HttpResponse:
    """The page for the form's goal if it is valid, else for the last valid one, with the errors."""
    today = clock.today()
    goal = form.goal if form.is_bound and form.is_valid() else basis.goal
    ask_to_claim = basis.is_brought and request.user.is_authenticated
    context = {
        "page": result_page(basis.levels, goal, today, basis.effective),
        "form": form,
        "errors": [f"{field.label}: {error}" for field in form for error in field.errors] if form.is_bound else [],
        "ask_to_claim": ask_to_claim,
        "way_on": "" if ask_to_claim else way_on(request),
        "shared_address": request.build_absolute_uri(f"{request.path}?{write_address(basis.counted, goal, today)}"),
        "sign_up_form": SimpleLazyObject(SignupForm),
    }
    status = UNPROCESSABLE if context["errors"] else 200
    return page_or_fragment(request, "dashboard/result.html", context, fragments=OUTCOME, status=status)


def way_on(request: Request) -> str:
    """What keeps the plan: a new goal for an account, else signing up, else logging in where nobody may sign up."""
    if request.user.is_authenticated:
        return "adopt"
    return "sign-up" if AccountAdapter(request).is_open_for_signup(request) else "log-in"


def show_shared_plan(request: Request) -> HttpResponse:
    """The plan of an address: its inputs, and nothing of whoever sent it or opens it."""
    today = clock.today()
    plan = read_address(request.GET, today)
    if plan.goal is None:
        template, errors = "dashboard/result_refused.html", {"errors": plan.errors}
        return page_or_fragment(request, template, errors, fragments={"outcome"}, status=UNPROCESSABLE)
    address = f"{request.path}?{write_address(plan.levels, plan.goal, today)}"
    if not request.htmx and not is_canonical(request.GET):
        return redirect(address)
    context = {
        "page": result_page(plan.levels, plan.goal, today),
        "form": plan.form,
        "is_shared": True,
        "way_on": "own",
        "ratings": ",".join(map(str, plan.levels.values())),
        "shared_address": request.build_absolute_uri(address),
    }
    return at_address(page_or_fragment(request, "dashboard/result.html", context, fragments=OUTCOME), address)


@login_required
@require_POST
def ratings_claim(request: UserRequest) -> HttpResponse:
    """Answer to "use these newer ratings?": 1 stores them as a new assessment, 0 forgets them."""
    use = request.POST.get("use")
    if use == "1" and claim_ratings(request.session, request.user, clock.now(), clock.today()):
        messages.success(request, _("Saved as your newest assessment. Your ticks and your history stay."))
    elif use == "0":
        drafts.drop(request.session)
        drop_trial_goal(request.session)
        messages.success(request, _("Forgotten. Your levels are those of your last assessment."))
    return redirect("dashboard:result")
