"""Every address of the app, on one page."""

from collections.abc import Callable

from allauth.account import views as allauth
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.urls import include, path, re_path, reverse_lazy
from django.views.decorators.http import require_http_methods, require_safe

from studyplan.accounts import views as accounts
from studyplan.assessment import views as assessment
from studyplan.catalog import views as catalog
from studyplan.dashboard import views as dashboard
from studyplan.dashboard.offline import views as offline
from studyplan.dashboard.search import views as finding
from studyplan.dashboard.topics import views as topics
from studyplan.notes import views as notes
from studyplan.planner import views as planner
from studyplan.planner.calendar import views as calendars
from studyplan.planner.interviews import views as interviews
from studyplan.planner.replan import views as replanning
from studyplan.portability import views as portability
from studyplan.portability.anki import views as anki
from studyplan.portability.importing import views as importing
from studyplan.practice import views as practice
from studyplan.practice.cards import views as cards
from studyplan.practice.cards.collection import views as collection
from studyplan.practice.checks import views as checks
from studyplan.practice.drills import start_views as mocks
from studyplan.practice.drills import views as drills
from studyplan.practice.history import views as history
from studyplan.practice.questions import views as questions
from studyplan.practice.readiness import views as readiness
from studyplan.practice.warm_up import views as warm_ups
from studyplan.progress import views as progress
from studyplan.reminders import views as reminders
from studyplan.study import views as study
from studyplan.ui import views as ui
from studyplan.ui.http import by_method

# allauth's pages under allauth's names: those that we style, and no others. Its forms would take any verb for a POST.
form = require_http_methods(["GET", "HEAD", "POST"])
sign_in = [
    path("signup/", form(accounts.signup), name="account_signup"),
    path("login/", form(allauth.login), name="account_login"),
    path("logout/", form(allauth.logout), name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("reauthenticate/", form(allauth.reauthenticate), name="account_reauthenticate"),
    path("password/change/", form(allauth.password_change), name="account_change_password"),
    path("password/set/", form(allauth.password_set), name="account_set_password"),
    path("password/reset/", form(accounts.password_reset), name="account_reset_password"),
    path("password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        form(allauth.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("confirm-email/", allauth.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", form(allauth.confirm_email), name="account_confirm_email"),
]


# The same for second factors.
def own_form(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    return form(login_required(view))


second_factors = [
    path("", login_required(mfa.index), name="mfa_index"),
    path("authenticate/", form(mfa.authenticate), name="mfa_authenticate"),
    path("confirm/", own_form(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("app/add/", own_form(totp.activate_totp), name="mfa_activate_totp"),
    path("app/remove/", own_form(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("codes/", login_required(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("codes/new/", own_form(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path(
        "codes/download/",
        require_safe(login_required(codes.download_recovery_codes)),
        name="mfa_download_recovery_codes",
    ),
    path("passkeys/add/", own_form(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("passkeys/confirm/", own_form(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("passkeys/log-in/", form(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path(
        "passkeys/<int:pk>/remove/",
        own_form(passkeys.RemoveWebAuthnView.as_view(success_url=reverse_lazy("mfa_index"))),
        name="mfa_remove_webauthn",
    ),
]

account = [
    path("account/", accounts.account, name="account"),
    path("account/email/", accounts.email_change, name="email_change"),
    path("accounts/email/<str:key>/", accounts.email_confirm, name="email_confirm"),
    path("account/sessions/", accounts.session_list, name="session_list"),
    path("account/activity/", accounts.event_list, name="event_list"),
    path("accounts/invitation/<str:key>/", accounts.invitation_open, name="invitation_open"),
    path("privacy/", accounts.privacy, name="privacy"),
]

data = [
    path("export/", portability.export_download, name="export_download"),
    path("export/schema.json", importing.export_schema, name="export_schema"),
    path("import/", importing.account_import, name="account_import"),
    path("anki/", anki.anki_import, name="anki_import"),
    path("anki/cards.txt", anki.anki_download, name="anki_download"),
    path("delete/", portability.account_delete, name="account_delete"),
]

rating = [
    path("", assessment.assessment_take, name="assessment_take"),
    path("rating/", assessment.rating_save, name="rating_save"),
    path("history/", history.history_detail, name="assessment_history"),
    path("<slug:slug>/", assessment.topic_assess, name="topic_assess"),
]

learning = [
    path("topics/", catalog.topic_list, name="topic_list"),
    path("primer/", catalog.primer_list, name="primer_list"),
    path("primer/<slug:slug>/", catalog.primer_detail, name="primer_detail"),
    path("cheat-sheet/", catalog.cheat_sheet, name="cheat_sheet"),
    path("guide/", catalog.guide, name="guide"),
    path("guide/rounds/", catalog.guide_rounds, name="guide_rounds"),
    path("guide/companies/", catalog.guide_companies, name="guide_companies"),
    path("guide/roles/", catalog.guide_roles, name="guide_roles"),
    path("guide/patterns/", catalog.guide_patterns, name="guide_patterns"),
    path("guide/anti-patterns/", catalog.guide_anti_patterns, name="guide_anti_patterns"),
    path("guide/warm-up/", catalog.guide_warm_up, name="guide_warm_up"),
    path("guide/paths/", catalog.guide_paths, name="guide_paths"),
    path("guide/resources/", catalog.guide_resources, name="guide_resources"),
    path("healthz", catalog.healthz, name="healthz"),
]

plan = [
    path("", planner.plan_detail, name="plan_detail"),
    path("weeks/<int:number>/", planner.plan_week, name="plan_week"),
    path("afterwards/", planner.plan_afterwards, name="plan_afterwards"),
    path("print/", planner.plan_print, name="plan_print"),
    path("goal/", replanning.goal_edit, name="goal_edit"),
    path("renew/", replanning.plan_renew, name="plan_renew"),
    path("undo/", replanning.plan_undo, name="plan_undo"),
    path("pause/", replanning.plan_pause, name="plan_pause"),
    path("repair/<slug:slug>/", replanning.repair_take, name="repair_take"),
    path("tasks/defer/", replanning.task_defer, name="task_defer"),
    path("tasks/<str:task>/", planner.task_detail, name="task_detail"),
    path("tasks/<str:task>/skip/", replanning.task_skip, name="task_skip"),
    path("tasks/<str:task>/put-back/", replanning.task_put_back, name="task_put_back"),
    path("interviews/", interviews.interview_list, name="interview_list"),
    path("interviews/add/", interviews.interview_add, name="interview_add"),
    path("interviews/<int:pk>/", interviews.interview_edit, name="interview_edit"),
    path("interviews/<int:pk>/remove/", interviews.interview_remove, name="interview_remove"),
    path("interviews/<int:pk>/debrief/", interviews.interview_debrief, name="interview_debrief"),
    path("calendar/", calendars.calendar_detail, name="calendar_detail"),
    path("calendar/download.ics", calendars.calendar_download, name="calendar_download"),
    path("calendar/<slug:token>.ics", calendars.calendar_feed, name="calendar_feed"),
]

tracking = [
    path("progress/", by_method(get=progress.tracker_detail, post=progress.tick_set), name="tracker"),
    path("progress/took/", progress.took_set, name="took_set"),
]

practicing = [
    path("", practice.practice_home, name="practice_home"),
    path("problems/", questions.problem_list, name="problem_list"),
    path("attempts/", questions.attempt_add, name="attempt_add"),
    path("readiness/", readiness.readiness_detail, name="readiness_detail"),
    path("readiness/<slug:slug>/", readiness.evidence_list, name="evidence_list"),
    path("history/", history.history_detail, name="history_detail"),
    path("warm-up/", warm_ups.warm_up, name="warm_up"),
    path("warm-up/result/", warm_ups.warm_up_result, name="warm_up_result"),
    path("cards/", by_method(get=cards.card_review, post=cards.card_grade), name="card_review"),
    path("cards/undo/", cards.card_undo, name="card_undo"),
    path("cards/aside/", cards.card_aside, name="card_aside"),
    path("cards/settings/", cards.card_settings, name="card_settings"),
    path("cards/forecast/", cards.card_forecast, name="card_forecast"),
    path("cards/all/", collection.card_list, name="card_list"),
    path("cards/add/", collection.own_card_add, name="own_card_add"),
    path("cards/own/<int:pk>/", collection.own_card_edit, name="own_card_edit"),
    path("cards/own/<int:pk>/delete/", collection.own_card_delete, name="own_card_delete"),
    path("cards/own/<int:pk>/restore/", collection.own_card_restore, name="own_card_restore"),
    path("cards/given/<slug:slug>/<slug:card>/", collection.card_rewrite, name="card_rewrite"),
    path("mock/", mocks.mock_list, name="mock_list"),
    path("tasks/<str:task>/", mocks.task_start, name="task_start"),
    path("drills/<int:pk>/", drills.drill_detail, name="drill_detail"),
    path("drills/<int:pk>/answer/", drills.drill_answer, name="drill_answer"),
    path("drills/<int:pk>/next/", drills.drill_next, name="drill_next"),
    path("drills/<int:pk>/end/", drills.drill_end, name="drill_end"),
    path("drills/<int:pk>/result/", drills.drill_result, name="drill_result"),
    path("drills/<int:pk>/credit/", drills.drill_credit, name="drill_credit"),
    path("probes/", checks.probe_list, name="probe_list"),
    path("probes/<slug:slug>/", checks.probe_take, name="probe_take"),
    path("probes/<slug:slug>/result/", checks.probe_result, name="probe_result"),
]

keeping = [
    path("notes/", notes.note_list, name="note_list"),
]

reminding = [
    path("account/reminders/", reminders.reminder_edit, name="reminder_edit"),
    path("reminders/stop/<str:token>/", reminders.unsubscribe, name="unsubscribe"),
]

frame = [
    path("more/", ui.more_list, name="more_list"),
    path("theme/", ui.theme_set, name="theme_set"),
]

studying = [
    path("study/<str:task>/", by_method(get=study.task_study, post=study.step_finish), name="task_study"),
]

home = [
    path("", dashboard.home, name="home"),
    path("result/", dashboard.result, name="result"),
    path("result/claim/", dashboard.ratings_claim, name="ratings_claim"),
    path("topics/<slug:slug>/", topics.topic_detail, name="topic_detail"),
    path(
        "topics/<slug:slug>/lesson/",
        by_method(get=topics.topic_lesson, post=topics.section_read_set),
        name="topic_lesson",
    ),
    path("topics/<slug:slug>/practice/", topics.topic_practice, name="topic_practice"),
    path("topics/<slug:slug>/cards/", topics.topic_cards, name="topic_cards"),
    path("topics/<slug:slug>/reference/", topics.topic_reference, name="topic_reference"),
    path("topics/<slug:slug>/problems/<slug:problem>/", topics.problem_detail, name="problem_detail"),
    path("topics/<slug:slug>/derivations/<slug:derivation>/", topics.derivation_detail, name="derivation_detail"),
    path("topics/<slug:slug>/code/<slug:problem>/", topics.coding_problem_detail, name="coding_problem_detail"),
    re_path(
        r"^topics/(?P<slug>[a-z0-9-]+)/code/(?P<problem>[a-z0-9-]+)/(?P<name>solution|check)\.py$",
        topics.code_download,
        name="code_download",
    ),
    path("find/", finding.find_list, name="find_list"),
    path("map/", topics.map_detail, name="map_detail"),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path("sw.js", offline.service_worker, name="service_worker"),
    path("offline/", offline.offline_detail, name="offline_detail"),
    path("offline/pages/", offline.page_list, name="page_list"),
    path("offline/cards/", offline.offline_cards, name="offline_cards"),
]

urlpatterns = [
    path("", include((home, "dashboard"))),
    path("", include((learning, "catalog"))),
    path("assessment/", include((rating, "assessment"))),
    path("plan/", include((plan, "planner"))),
    path("", include((tracking, "progress"))),
    path("", include((keeping, "notes"))),
    path("", include((studying, "study"))),
    path("practice/", include((practicing, "practice"))),
    path("accounts/", include(sign_in)),
    path("accounts/second-factors/", include(second_factors)),
    path("", include((frame, "ui"))),
    path("", include((account, "accounts"))),
    path("account/", include((data, "portability"))),
    path("", include((reminding, "reminders"))),
    path("admin/", admin.site.urls),
]

handler500 = "studyplan.ui.outages.server_error"

if apps.is_installed("django_browser_reload"):  # only in development
    urlpatterns += [path("__reload__/", include("django_browser_reload.urls"))]
