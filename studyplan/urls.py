"""Every address of the app, on one page."""

from allauth.account import views as allauth
from django.contrib import admin
from django.urls import include, path, re_path

from studyplan.accounts import views as accounts
from studyplan.portability import views as portability

# allauth's pages under allauth's names: those that we style, and no others.
sign_in = [
    path("signup/", allauth.signup, name="account_signup"),
    path("login/", allauth.login, name="account_login"),
    path("logout/", allauth.logout, name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("password/change/", allauth.password_change, name="account_change_password"),
    path("password/set/", allauth.password_set, name="account_set_password"),
    path("password/reset/", accounts.password_reset, name="account_reset_password"),
    path("password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("confirm-email/", allauth.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", allauth.confirm_email, name="account_confirm_email"),
]

account = [
    path("account/", accounts.account, name="account"),
    path("privacy/", accounts.privacy, name="privacy"),
]

data = [
    path("export/", portability.export_download, name="export_download"),
    path("delete/", portability.account_delete, name="account_delete"),
]

urlpatterns = [
    path("accounts/", include(sign_in)),
    path("", include((account, "accounts"))),
    path("account/", include((data, "portability"))),
    path("admin/", admin.site.urls),
]
