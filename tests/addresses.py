"""Every address of the app, and what a visitor, its owner and a stranger get there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from studyplan.accounts.models import User
from studyplan.catalog.models import Card, CodingProblem, Derivation, PrimerPage, Problem
from studyplan.goals.models import Interview
from studyplan.planner.models import CalendarFeed
from studyplan.planner.replan.task_choices import find_open_tasks
from studyplan.reminders.links import SIGNER
from tests.practice.factories import make_own_card

LOGIN = "/accounts/login/?next="
BY_PASSWORD = "/accounts/reauthenticate/"
CONFIRM = f"{BY_PASSWORD}?next="
RATE = "/assessment/"
DRILL = "/practice/drills/"
HOME = "/"
TODAY = "/?done="
STUDY = "/study/"
PLAN = "/plan/"
RESULT = "/result/"
CARDS = "/practice/cards/all/"
CHECK = "/practice/probes/optimization/"

Answer = int | str
"""A status, or where the answer redirects to (only how it begins: ``LOGIN``, ``CONFIRM``, ``DRILL`` and the like)."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a GET gets: as a visitor, as the owner, as a stranger (a user who has nothing yet); and an empty POST."""

    visitor: Answer
    owner: Answer
    stranger: Answer
    post: tuple[Answer, Answer, Answer] = (405, 405, 405)
    arguments: tuple[str, ...] = field(default=())

    @property
    def takes_get(self) -> bool:
        """Whether the address may be asked for at all."""
        return self.owner != 405

    @property
    def takes_post(self) -> bool:
        """Whether something can be sent to it."""
        return self.post[1] != 405


def open_page(*arguments: str) -> Row:
    return Row(200, 200, 200, arguments=arguments)


def own_page(stranger: Answer = 200) -> Row:
    """A page for whoever is logged in; a stranger sees his own, or is led elsewhere."""
    return Row(LOGIN, 200, stranger, post=(LOGIN, 405, 405))


def own_form(stranger: Answer = 200, post: tuple[Answer, Answer] = (422, 422), arguments: tuple[str, ...] = ()) -> Row:
    """A form for whoever is logged in; sent empty, it says what is missing (``post``: owner, stranger)."""
    return Row(LOGIN, 200, stranger, post=(LOGIN, *post), arguments=arguments)


ADDRESSES: dict[str, Row] = {
    "dashboard:home": open_page(),
    "dashboard:result": Row(RATE, 200, RATE, post=(RATE, 422, RATE)),
    "dashboard:ratings_claim": Row(LOGIN, 405, 405, post=(LOGIN, RESULT, RESULT)),
    "dashboard:topic_detail": open_page("slug"),
    "dashboard:topic_lesson": Row(200, 200, 200, post=(LOGIN, 422, 422), arguments=("slug",)),
    "dashboard:topic_practice": open_page("slug"),
    "dashboard:topic_cards": open_page("slug"),
    "dashboard:topic_reference": open_page("slug"),
    "dashboard:problem_detail": open_page("problem_of", "problem"),
    "dashboard:derivation_detail": open_page("slug", "derivation"),
    "dashboard:coding_problem_detail": open_page("slug", "coding_problem"),
    "dashboard:code_download": open_page("slug", "coding_problem", "file"),
    "dashboard:map_detail": open_page(),
    "dashboard:find_list": open_page(),
    "dashboard:manifest": open_page(),
    "dashboard:service_worker": open_page(),
    "dashboard:offline_detail": open_page(),
    "dashboard:page_list": own_page(),
    "dashboard:offline_cards": own_page(),
    "catalog:topic_list": open_page(),
    "catalog:primer_list": open_page(),
    "catalog:primer_detail": open_page("primer_page"),
    "catalog:cheat_sheet": open_page(),
    "catalog:guide": open_page(),
    "catalog:guide_rounds": open_page(),
    "catalog:guide_companies": open_page(),
    "catalog:guide_roles": open_page(),
    "catalog:guide_patterns": open_page(),
    "catalog:guide_anti_patterns": open_page(),
    "catalog:guide_warm_up": open_page(),
    "catalog:guide_paths": open_page(),
    "catalog:guide_resources": open_page(),
    "catalog:healthz": open_page(),
    "assessment:assessment_take": Row(200, 200, 200, post=(422, 422, 422)),
    "assessment:rating_save": Row(405, 405, 405, post=(RATE, RATE, RATE)),
    "assessment:assessment_history": own_page(),
    "assessment:topic_assess": Row(200, 200, 200, post=(422, 422, 422), arguments=("slug",)),
    "planner:plan_detail": own_page(),
    "planner:plan_week": Row(LOGIN, 200, 200, post=(LOGIN, 405, 405), arguments=("week",)),
    "planner:plan_afterwards": own_page(),
    "planner:plan_print": own_page(),
    "planner:goal_edit": own_form(),
    "planner:plan_renew": own_form(RATE, post=(PLAN, RATE)),
    "planner:plan_undo": Row(LOGIN, 405, 405, post=(LOGIN, PLAN, PLAN)),
    "planner:plan_pause": own_form(),
    "planner:repair_take": own_form(RATE, post=(PLAN, RATE), arguments=("slug",)),
    "planner:task_defer": Row(LOGIN, 405, 405, post=(LOGIN, PLAN, PLAN)),
    "planner:task_detail": Row(LOGIN, 200, 200, post=(LOGIN, 405, 405), arguments=("open_task",)),
    "planner:task_skip": own_form(404, post=(PLAN, PLAN), arguments=("open_task",)),
    "planner:task_put_back": Row(LOGIN, 405, 405, post=(LOGIN, PLAN, PLAN), arguments=("task",)),
    "planner:interview_list": own_page(),
    "planner:interview_add": own_form(),
    "planner:interview_edit": own_form(404, post=(422, 404), arguments=("ahead",)),
    "planner:interview_remove": own_form(404, post=(200, 404), arguments=("ahead",)),
    "planner:interview_debrief": own_form(404, post=("/plan/renew/", 404), arguments=("held",)),
    "planner:calendar_detail": own_form(PLAN, post=(422, PLAN)),
    "planner:calendar_download": own_page(PLAN),
    "planner:calendar_feed": open_page("token"),
    "study:task_study": Row(LOGIN, 200, 200, post=(LOGIN, STUDY, TODAY), arguments=("study_task",)),
    "progress:tracker": own_form(),
    "notes:note_list": own_form(),
    "practice:practice_home": open_page(),
    "practice:problem_list": open_page(),
    "practice:readiness_detail": own_page(),
    "practice:evidence_list": Row(LOGIN, 200, 200, post=(LOGIN, 405, 405), arguments=("slug",)),
    "practice:history_detail": own_page(),
    "practice:warm_up": Row(200, 200, 200, post=(422, 422, 422)),
    "practice:warm_up_result": Row("/practice/warm-up/", 200, "/practice/warm-up/"),
    "practice:card_review": own_form(),
    "practice:card_undo": Row(LOGIN, 405, 405, post=(LOGIN, 422, 422)),
    "practice:card_aside": Row(LOGIN, 405, 405, post=(LOGIN, 422, 422)),
    "practice:card_forecast": own_page(),
    "practice:card_list": own_page(),
    "practice:card_rewrite": own_form(arguments=("slug", "given_card")),
    "practice:own_card_add": own_form(),
    "practice:own_card_edit": own_form(404, post=(422, 404), arguments=("own_card",)),
    "practice:own_card_delete": Row(LOGIN, 405, 405, post=(LOGIN, CARDS, 404), arguments=("own_card",)),
    "practice:own_card_restore": Row(LOGIN, 405, 405, post=(LOGIN, CARDS, 404), arguments=("own_card",)),
    "practice:card_settings": own_form(),
    "practice:probe_list": own_page(),
    "practice:probe_take": own_form(arguments=("slug",)),
    "practice:probe_result": Row(LOGIN, CHECK, CHECK, post=(LOGIN, 405, 405), arguments=("slug",)),
    "practice:attempt_add": Row(LOGIN, 405, 405, post=(LOGIN, 422, 422)),
    "practice:mock_list": own_form(),
    "practice:task_start": own_form(post=(DRILL, DRILL), arguments=("task",)),
    "practice:drill_detail": Row(LOGIN, 200, 404, post=(LOGIN, 405, 405), arguments=("open_drill",)),
    "practice:drill_answer": Row(LOGIN, 405, 405, post=(LOGIN, 422, 404), arguments=("open_drill",)),
    "practice:drill_next": Row(LOGIN, 405, 405, post=(LOGIN, 422, 404), arguments=("open_drill",)),
    "practice:drill_end": Row(LOGIN, 405, 405, post=(LOGIN, DRILL, 404), arguments=("open_drill",)),
    "practice:drill_result": own_form(404, post=(DRILL, 404), arguments=("drill_over",)),
    "practice:drill_credit": Row(LOGIN, 405, 405, post=(LOGIN, DRILL, 404), arguments=("drill_over",)),
    "progress:took_set": Row(LOGIN, 405, 405, post=(LOGIN, 422, 422)),
    "account_signup": Row(200, HOME, HOME, post=(200, HOME, HOME)),
    "account_login": Row(200, HOME, HOME, post=(200, HOME, HOME)),
    "account_logout": Row(HOME, 200, 200, post=(HOME, HOME, HOME)),
    "account_inactive": open_page(),
    "account_reauthenticate": own_form(post=(200, 200)),
    "account_change_password": own_form(post=(200, 200)),
    "account_set_password": Row(
        LOGIN,
        "/accounts/password/change/",
        "/accounts/password/change/",
        post=(LOGIN, "/accounts/password/change/", "/accounts/password/change/"),
    ),
    "account_reset_password": open_page(),
    "account_reset_password_done": open_page(),
    "account_reset_password_from_key_done": open_page(),
    "account_reset_password_from_key": Row(200, 200, 200, post=(200, 200, 200), arguments=("uidb36", "key")),
    "account_email_verification_sent": open_page(),
    "account_confirm_email": Row(200, 200, 200, post=(404, 404, 404), arguments=("key",)),
    "mfa_index": own_page(),
    "mfa_authenticate": Row("/accounts/login/", HOME, HOME, post=("/accounts/login/", HOME, HOME)),
    "mfa_reauthenticate": Row(LOGIN, BY_PASSWORD, BY_PASSWORD, post=(LOGIN, BY_PASSWORD, BY_PASSWORD)),
    "mfa_activate_totp": Row(LOGIN, CONFIRM, CONFIRM, post=(LOGIN, CONFIRM, CONFIRM)),
    "mfa_deactivate_totp": Row(LOGIN, 404, 404, post=(LOGIN, 404, 404)),
    "mfa_view_recovery_codes": Row(LOGIN, 404, 404, post=(LOGIN, 405, 405)),
    "mfa_generate_recovery_codes": Row(LOGIN, CONFIRM, CONFIRM, post=(LOGIN, CONFIRM, CONFIRM)),
    "mfa_download_recovery_codes": Row(LOGIN, 404, 404, post=(LOGIN, 405, 405)),
    "mfa_add_webauthn": Row(LOGIN, CONFIRM, CONFIRM, post=(LOGIN, CONFIRM, CONFIRM)),
    "mfa_reauthenticate_webauthn": Row(LOGIN, BY_PASSWORD, BY_PASSWORD, post=(LOGIN, BY_PASSWORD, BY_PASSWORD)),
    "mfa_login_webauthn": Row("/accounts/login/", HOME, HOME, post=("/accounts/login/", HOME, HOME)),
    "mfa_remove_webauthn": Row(LOGIN, CONFIRM, CONFIRM, post=(LOGIN, CONFIRM, CONFIRM), arguments=("week",)),
    "accounts:account": own_form(),
    "accounts:session_list": own_form(),
    "accounts:event_list": own_page(),
    "accounts:email_change": Row(LOGIN, CONFIRM, CONFIRM, post=(LOGIN, CONFIRM, CONFIRM)),
    "accounts:email_confirm": Row(404, 404, 404, post=(404, 404, 404), arguments=("key",)),
    "accounts:privacy": open_page(),
    "accounts:invitation_open": Row(404, 404, 404, arguments=("key",)),
    "reminders:reminder_edit": own_page(),
    "reminders:unsubscribe": Row(200, 200, 200, post=(200, 200, 200), arguments=("unsubscribe",)),
    "ui:more_list": open_page(),
    "ui:theme_set": Row(405, 405, 405, post=(422, 422, 422)),
    "portability:export_download": Row(LOGIN, CONFIRM, CONFIRM, post=(LOGIN, 405, 405)),
    "portability:export_schema": open_page(),
    "portability:account_import": own_form(),
    "portability:anki_import": own_form(),
    "portability:anki_download": own_page(),
    "portability:account_delete": own_form(),
}


def name_arguments(user: User) -> dict[str, str | int]:
    """What addresses with arguments name, for a user who has an interview behind and one ahead, and begun a drill."""
    held, ahead = Interview.objects.of(user)
    return {
        "slug": "optimization",
        "week": 1,
        "problem_of": "bias-variance",
        "problem": Problem.objects.filter(topic__slug="bias-variance")[0].slug,
        "derivation": Derivation.objects.filter(topic__slug="optimization")[0].slug,
        "coding_problem": CodingProblem.objects.filter(topic__slug="optimization")[0].slug,
        "file": "check",
        "primer_page": PrimerPage.objects.all()[0].slug,
        "ahead": ahead.pk,
        "held": held.pk,
        "token": CalendarFeed.objects.get(user=user).token,
        "task": "mock:optimization",
        "study_task": "cheat-sheet:optimization",
        "open_task": next(iter(find_open_tasks(user))),
        "open_drill": user.drills.get(ended_at=None).pk,
        "drill_over": user.drills.exclude(ended_at=None)[0].pk,
        "uidb36": user_pk_to_url_str(user),
        "key": "nonsense",
        "given_card": Card.objects.current().filter(topic__slug="optimization")[0].slug,
        "own_card": make_own_card(user).pk,
        "unsubscribe": SIGNER.sign(str(user.pk)),
    }


def path_of(name: str, arguments: Mapping[str, str | int]) -> str:
    return reverse(name, args=[arguments[argument] for argument in ADDRESSES[name].arguments])
