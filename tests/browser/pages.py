"""Every page, with who looks at it: what the tests about accessibility and the pictures walk through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext

from studyplan.accounts.models import User
from studyplan.catalog.models import Probe
from studyplan.core.model import Goal, GoalInterview
from studyplan.dashboard.claiming import take_assessment
from studyplan.goals.services import goal_of, save_goal, save_trial_goal
from studyplan.planner.services import adopt, planned_tasks, propose_for
from studyplan.practice.models import Drill
from studyplan.practice.warm_up.services import store_for_visitor
from studyplan.progress.services import set_done
from tests.factories import EVERY_DAY, NOW, make_goal, make_user, ratings
from tests.practice.factories import (
    a_card,
    begin_drill,
    make_attempt,
    make_memory,
    make_probe_attempt,
    make_warm_up,
    warm_up_answers,
)

VISITOR, RATED, NEWCOMER, USER = "visitor", "rated", "newcomer", "user"
TODAY = NOW.date()


@dataclass(frozen=True, slots=True)
class View:
    """A page as one of the cast sees it; ``status`` is what it answers."""

    name: str
    path: str
    cast: str
    status: int = 200

    def __str__(self) -> str:
        return f"{self.name}-{self.cast}"


def views(cast: str, **paths: str) -> list[View]:
    """Pages (name with ``_`` → path) as ``cast`` sees them."""
    return [View(name.replace("_", "-"), path, cast) for name, path in paths.items()]


GUIDE = [
    View(f"guide-{name}", f"/guide/{name}/", VISITOR)
    for name in (
        "rounds",
        "companies",
        "roles",
        "patterns",
        "anti-patterns",
        "warm-up",
        "paths",
        "resources",
    )
]
LEARNING = {
    "topics": "/topics/",
    "topic": "/topics/bias-variance/",
    "lesson": "/topics/bias-variance/lesson/",
    "topic_practice": "/topics/bias-variance/practice/",
    "topic_cards": "/topics/bias-variance/cards/",
    "reference": "/topics/bias-variance/reference/",
    "derivation": "/topics/optimization/derivations/batch-without-replacement/",
    "coding_problem": "/topics/optimization/code/adamw-from-scratch/",
    "primer": "/primer/",
    "primer_page": "/primer/convexity/",
    "problem": "/topics/bias-variance/problems/optimism-of-training-error/",
    "map": "/map/",
    "find": "/find/?q=bias",
    "cheat_sheet": "/cheat-sheet/",
    "practice": "/practice/",
    "problems": "/practice/problems/",
    "warm_up": "/practice/warm-up/",
}
STUDY = {
    f"study_{kind.replace('-', '_')}": f"/study/{kind}:bias-variance/"
    for kind in ("read", "practice", "rapid-fire", "recall-3", "cheat-sheet", "mock", "self-assessment")
}
PAGES = [
    *views(
        VISITOR,
        landing="/",
        assessment="/assessment/",
        assessment_topic="/assessment/bias-variance/",
        **LEARNING,
        guide="/guide/",
        login="/accounts/login/",
        signup="/accounts/signup/",
        inactive="/accounts/inactive/",
        reset="/accounts/password/reset/",
        reset_done="/accounts/password/reset/done/",
        reset_key="/accounts/password/reset/key/1-nonsense/",
        reset_key_done="/accounts/password/reset/key/done/",
        confirm_sent="/accounts/confirm-email/",
        confirm="/accounts/confirm-email/nonsense/",
        privacy="/privacy/",
        more="/more/",
    ),
    *GUIDE,
    View("missing", "/no-such-page/", VISITOR, status=404),
    *views(
        RATED, landing="/", assessment="/assessment/", result="/result/", warm_up_result="/practice/warm-up/result/"
    ),
    *views(
        NEWCOMER,
        today="/",
        plan="/plan/",
        cards="/practice/cards/",
        mocks="/practice/mock/",
        goal="/plan/goal/",
        interviews="/plan/interviews/",
        pause="/plan/pause/",
        tracker="/progress/",
        history="/assessment/history/",
        readiness="/practice/readiness/",
        evidence="/practice/readiness/loss-functions/",
        practice_history="/practice/history/",
        password_set="/accounts/password/set/",
    ),
    *views(
        USER,
        today="/",
        **STUDY,
        plan="/plan/",
        plan_week="/plan/weeks/2/",
        plan_afterwards="/plan/afterwards/",
        plan_print="/plan/print/",
        plan_renew="/plan/renew/",
        repair="/plan/repair/bias-variance/",
        goal="/plan/goal/",
        interviews="/plan/interviews/",
        interview_add="/plan/interviews/add/",
        calendar="/plan/calendar/",
        notes="/notes/",
        cards="/practice/cards/",
        card_settings="/practice/cards/settings/",
        card_list="/practice/cards/all/",
        card_forecast="/practice/cards/forecast/",
        own_card_add="/practice/cards/add/",
        mocks="/practice/mock/",
        mock_task="/practice/tasks/mock:optimization/",
        drill="/practice/drills/{open}/",
        drill_result="/practice/drills/{over}/result/",
        pause="/plan/pause/",
        tracker="/progress/",
        history="/assessment/history/",
        readiness="/practice/readiness/",
        evidence="/practice/readiness/loss-functions/",
        practice_history="/practice/history/",
        assessment="/assessment/",
        assessment_topic="/assessment/bias-variance/",
        result="/result/",
        **LEARNING,
        warm_up_result="/practice/warm-up/result/",
        probes="/practice/probes/",
        probe_take="/practice/probes/loss-functions/?level=3",
        probe_result="/practice/probes/loss-functions/result/?level=4",
        account="/account/",
        more="/more/",
        delete="/account/delete/",
        import_account="/account/import/",
        import_cards="/account/anki/",
        password="/accounts/password/change/",
        logout="/accounts/logout/",
    ),
]


def path_of(view: View) -> str:
    """Its path, with the numbers of the learner's open drill and of the one that is over."""
    drills = {"over" if drill.ended_at else "open": drill.pk for drill in Drill.objects.all()}
    return view.path.format(**drills) if "{" in view.path else view.path


def learner(email: str = "ada@example.org") -> User:
    """A user some days into a plan: an interview ahead, a second assessment, a re-plan, ticks, and a missed day."""
    user = make_user(email)
    began = NOW - timedelta(days=3)
    make_goal(user, company="google", rounds=["ml-depth"], on=date(2026, 5, 10), minutes=90, now=began)
    levels = ratings(2, loss_functions=4, cross_validation=1, evaluation_metrics=3)
    take_assessment(user, levels, frozenset(levels), began, began.date())
    again = levels | {"bias-variance": 3}
    take_assessment(user, again, frozenset(["bias-variance"]), NOW - timedelta(days=1), TODAY)
    replace_plan(user, began.date())
    planned = planned_tasks(user)
    for task in list(planned)[:5]:
        for sitting in planned[task].sittings:
            set_done(user, task, sitting, True, planned=planned[task], now=NOW, today=TODAY)
    practice(user)
    return user


def practice(user: User) -> None:
    """Evidence of every kind: a claim that did not hold, one that did, a stumble, a mock, two warm-ups, and cards."""
    for topic, level, passed in (("loss-functions", 4, False), ("evaluation-metrics", 3, True)):
        for probe in Probe.objects.filter(topic__slug=topic, level=level)[:2]:
            make_probe_attempt(user, topic, level, probe.slug, passed=passed)
    mock = begin_drill(user, ended_at=NOW)
    for place, (question, hits) in enumerate(zip(mock.questions, (4, 2, 1), strict=True)):
        seconds = 40 * (place + 1)
        make_attempt(
            user,
            question["topic"],
            question["kind"],
            question["slug"],
            hits=hits,
            seconds=seconds,
            drill=mock,
            place=place,
        )
    begin_drill(user)
    make_warm_up(user, at=NOW - timedelta(days=3), optimization=0, regularization=1)
    make_warm_up(user, at=NOW, optimization=1, feature_engineering=0, probabilistic_ml=0, regularization=3)
    for number in range(3):
        make_memory(user, a_card("loss-functions", number), stability=3.0 + 9 * number)


def replace_plan(user: User, today: date) -> None:
    """Put another plan in force, as a re-plan does; the one before it can be brought back."""
    goal = goal_of(user)
    save_goal(user, goal, NOW)
    proposal = propose_for(user, today)
    assert proposal
    adopt(user, proposal, NOW)


def become(context: BrowserContext, base_url: str, cast: str) -> None:
    """Be one of the cast from here on."""
    client = Client()
    if cast == RATED:
        session = client.session
        session["ratings"] = ratings(2, loss_functions=4)
        interview = GoalInterview(company="meta", rounds=("phone-screen",), on=date(2026, 5, 10))
        goal = Goal(role="data-scientist", minutes=60, weekdays=EVERY_DAY, days_off=(), interviews=(interview,))
        save_trial_goal(session, goal)
        store_for_visitor(session, warm_up_answers(optimization=0), now=NOW, today=TODAY)
        session.save()
    elif cast == USER:
        # An address that breaks nowhere must not widen a page.
        client.force_login(learner(f"{'ada' * 20}@{'example' * 8}.org"))
    elif cast == NEWCOMER:
        client.force_login(User.objects.create_user("new@example.org", None, time_zone="UTC"))
    if cookie := client.cookies.get(settings.SESSION_COOKIE_NAME):
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": base_url}])
