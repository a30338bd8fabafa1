"""One settings module, read from the environment, safe by default (docs/operations.md lists the variables).

Without ``STUDYPLAN_ORIGIN`` the app serves 127.0.0.1 over HTTP with a generated secret. With it the app is in
production: HTTPS only, secure cookies, HSTS, a required secret, behind one trusted proxy. With ``STUDYPLAN_DEBUG=1`` it
is a place to work in, with data of its own; both together are refused.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django
import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

from studyplan.ui import listening, production

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

ORIGIN = env.str("STUDYPLAN_ORIGIN", default="").rstrip("/")
PRODUCTION = bool(ORIGIN)
DEBUG = env.bool("STUDYPLAN_DEBUG", default=False)
if DEBUG and PRODUCTION:
    raise ImproperlyConfigured("STUDYPLAN_DEBUG shows the app's insides to its visitors: unset it or STUDYPLAN_ORIGIN.")

# What is tried out while working on the app stays away from what its user keeps.
DATA_DIR = Path(env.str("STUDYPLAN_DATA", default=str(BASE_DIR / "data" / ("dev" if DEBUG else "")))).resolve()
CONTENT_DIR = BASE_DIR / "content"


def local_secret_key() -> str:
    """The secret of an installation that serves this machine only: made at first use, readable by its owner."""
    path = DATA_DIR / "secret_key"
    if not path.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=True)
        path.write_text(get_random_secret_key())
    return path.read_text().strip()


SECRET_KEY = env.str("STUDYPLAN_SECRET_KEY", default="")
if PRODUCTION and not SECRET_KEY:
    raise ImproperlyConfigured(
        f"STUDYPLAN_ORIGIN is set, so STUDYPLAN_SECRET_KEY must be set, too. Make one: {production.RECIPE}"
    )
if PRODUCTION and (weakness := production.weakness_of(SECRET_KEY)):
    raise ImproperlyConfigured(f"STUDYPLAN_SECRET_KEY {weakness}. Make a better one: {production.RECIPE}")
SECRET_KEY = SECRET_KEY or local_secret_key()

PORT = env.int("PORT", default=8000)
# Where the app is reached, for addresses that are made outside a request.
try:
    BASE_URL = ORIGIN or listening.local_url(env.ENVIRON, PORT)
except listening.ListeningError as error:
    raise ImproperlyConfigured(str(error)) from error
LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
if PRODUCTION:
    origin = urlsplit(ORIGIN)
    if origin.scheme != "https" or not origin.hostname or origin.username or origin.query or origin.fragment:
        raise ImproperlyConfigured(f"STUDYPLAN_ORIGIN must look like https://plan.example.org, not {ORIGIN!r}.")
    if origin.path:
        raise ImproperlyConfigured(
            f"STUDYPLAN_ORIGIN can't have a path, such as {origin.path}: links, cookies and the service worker are made"
            " for a whole host name. Give the app one of its own, such as https://plan.example.org."
        )
    ALLOWED_HOSTS = [listening.as_host(origin.hostname)]
    CSRF_TRUSTED_ORIGINS = [ORIGIN]
else:
    ALLOWED_HOSTS = LOCAL_HOSTS

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "studyplan.ui",  # before staticfiles: its runserver is ours
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "django_htmx",
    "template_partials",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "studyplan.outbox",
    "studyplan.accounts",
    "studyplan.catalog",
    "studyplan.assessment",
    "studyplan.goals",
    "studyplan.progress",
    "studyplan.notes",
    "studyplan.practice",
    "studyplan.planner",
    "studyplan.study",
    "studyplan.dashboard",
    "studyplan.reminders",
    "studyplan.portability",
]

MIDDLEWARE = [
    "studyplan.ui.observing.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "studyplan.ui.no_store.NoStoreMiddleware",  # below WhiteNoise, whose files browsers keep
    "django.middleware.gzip.GZipMiddleware",  # below WhiteNoise, whose files are compressed already
    "studyplan.ui.permissions.PermissionsPolicyMiddleware",
    "csp.middleware.CSPMiddleware",
    "studyplan.catalog.version.ContentVersionMiddleware",  # before sessions, which read the version along
    "studyplan.accounts.former_cookies.FormerCookiesMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "studyplan.accounts.middleware.SessionOwnerMiddleware",
    "studyplan.accounts.device.DeviceMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "studyplan.accounts.devices.LastSeenMiddleware",
    "studyplan.accounts.middleware.TimeZoneMiddleware",
    "studyplan.ui.http.HtmxResponseMiddleware",
]

if DEBUG:
    MIDDLEWARE.insert(0, "studyplan.ui.server_timing.ServerTimingMiddleware")
# Only an environment for development holds it.
if DEBUG and find_spec("django_browser_reload"):
    INSTALLED_APPS += ["django_browser_reload"]
    MIDDLEWARE += ["django_browser_reload.middleware.BrowserReloadMiddleware"]

# For operators. All but the log is off by default, and none of it records what users enter.

SLOW_QUERY_MILLISECONDS = env.int("STUDYPLAN_SLOW_QUERY_MS", default=0)
METRICS: tuple[str, int] | None = None
if metrics := env.str("STUDYPLAN_METRICS", default=""):
    try:
        METRICS = listening.address_and_port(metrics)
    except listening.ListeningError as error:
        raise ImproperlyConfigured(f"STUDYPLAN_METRICS: {error}") from error
    MIDDLEWARE.insert(1, "studyplan.ui.metrics.MetricsMiddleware")

ROOT_URLCONF = "studyplan.urls"
WSGI_APPLICATION = "studyplan.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "studyplan.ui.nav.navigation",
            ],
            "builtins": ["template_partials.templatetags.partials", "studyplan.ui.templatetags.ui"],
        },
    },
    {
        "NAME": "rows",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates" / "rows", Path(django.__file__).parent / "forms" / "jinja2"],
        "OPTIONS": {"environment": "studyplan.ui.rows.environment"},
    },
]
FORM_RENDERER = "studyplan.ui.rows.FormRenderer"

# Databases: SQLite in the data folder, or whatever DATABASE_URL names.

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'studyplan.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # NORMAL may lose the last commits at a power cut, never the database; see docs/decisions.md. OFF may lose both.
    synchronous = env.str("STUDYPLAN_SQLITE_SYNCHRONOUS", default="NORMAL").upper()
    if synchronous not in {"NORMAL", "FULL", "EXTRA"}:
        raise ImproperlyConfigured(f"STUDYPLAN_SQLITE_SYNCHRONOUS must be NORMAL, FULL or EXTRA, not {synchronous!r}.")
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous}",
    }
    DATABASES["default"]["CONN_MAX_AGE"] = None  # opening the file for each request would cost as much as reading it
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("STUDYPLAN_CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The database, so that rate limits hold across worker processes.
# Roomy, because a full cache drops entries at random: whoever fills it could wash a rate limit away.
CACHES = {
    "default": {
        "BACKEND": "studyplan.ui.outages.OutspokenCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    # Parts of pages that are the same for everybody, kept as text by every process; in development made anew.
    "template_fragments": {
        "BACKEND": f"django.core.cache.backends.{'dummy.DummyCache' if DEBUG else 'locmem.LocMemCache'}",
        "TIMEOUT": None,
    },
}

# Accounts

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "studyplan.accounts.passwords.GuessablePasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dashboard:home"
ACCOUNT_ADAPTER = "studyplan.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = True
# Export, another address and second factors ask for the password, unless it was typed within a quarter of an hour.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# In the browser that signed up, so that what its visitor had entered moves into the account.
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
# Guesses count by account and network address, so that a stranger elsewhere cannot lock the owner out; in a browser
# that the owner has logged in from, apart from all others (accounts.known_device).
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key",
    "login_failed_in_known_device": "5/5m/key",
    "import": "30/h/user",  # reading a large file takes seconds
}
ACCOUNT_FORMS = {
    "login": "studyplan.accounts.forms.LoginForm",
    "signup": "studyplan.accounts.forms.SignupForm",
    "change_password": "studyplan.accounts.forms.ChangePasswordForm",
    "set_password": "studyplan.accounts.forms.SetPasswordForm",
    "reset_password": "studyplan.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "studyplan.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "studyplan.accounts.forms.ReauthenticateForm",
}

# Second factors. Passkeys ask for finger, face or PIN, so that a passkey alone is enough to log in.

MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # without a mail server no address is ever verified
MFA_TOTP_ISSUER = "studyplan"
MFA_TOTP_TOLERANCE = 1  # a code is taken half a minute early or late
MFA_ADAPTER = "studyplan.accounts.second_factors.MFAAdapter"
MFA_FORMS = {
    "add_webauthn": "studyplan.accounts.second_factors.AddPasskeyForm",
    "authenticate": "studyplan.accounts.second_factors.CodeForm",
    "reauthenticate": "studyplan.accounts.second_factors.ReauthenticateCodeForm",
    "activate_totp": "studyplan.accounts.second_factors.ActivateAppForm",
}

# Who may sign up: anybody, whoever has a link (manage.py invite), or nobody.

SIGNUP = env.str("STUDYPLAN_SIGNUP", default="open")
if SIGNUP not in {"open", "invitation", "closed"}:
    raise ImproperlyConfigured(f"STUDYPLAN_SIGNUP must be open, invitation or closed, not {SIGNUP!r}.")

# E-mail: none is sent until EMAIL_URL names a server; in development it is printed. No request talks to that server:
# what the app sends goes through its outbox.

EMAIL_CONFIGURED = DEBUG or "EMAIL_URL" in env.ENVIRON
if EMAIL_CONFIGURED:
    vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
    ACCOUNT_EMAIL_VERIFICATION = env.str("STUDYPLAN_EMAIL_VERIFICATION", default="optional" if DEBUG else "mandatory")
else:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    ACCOUNT_EMAIL_VERIFICATION = "none"
# The owner of an account hears of what might not have been them: a new password, address or second factor.
ACCOUNT_EMAIL_NOTIFICATIONS = EMAIL_CONFIGURED
EMAIL_TIMEOUT = 10  # seconds for each answer of the server
DEFAULT_FROM_EMAIL = env.str("STUDYPLAN_FROM_EMAIL", default="studyplan@localhost")
if PRODUCTION and EMAIL_CONFIGURED and production.is_local_sender(DEFAULT_FROM_EMAIL):
    raise ImproperlyConfigured(
        f"EMAIL_URL is set, so STUDYPLAN_FROM_EMAIL must name a sender that mail servers accept, such as"
        f" studyplan@{ALLOWED_HOSTS[0]}, not {DEFAULT_FROM_EMAIL!r}."
    )

# Where readers report mistakes: an address that may hold {title} and {page}, or a mailbox. Neither: no link.

REPORT_URL = env.str("STUDYPLAN_REPORT_URL", default="")
REPORT_MAIL = env.str("STUDYPLAN_REPORT_MAIL", default="")
if REPORT_URL and urlsplit(REPORT_URL).scheme not in {"http", "https"}:
    raise ImproperlyConfigured(f"STUDYPLAN_REPORT_URL must begin with https://, not {REPORT_URL!r}.")

# Language and time: stored in UTC, shown in the user's zone (accounts.middleware).

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "studyplan.ui.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_USER_TIME_ZONE = env.str("STUDYPLAN_TIME_ZONE", default="UTC")

# Static files: hashed and compressed by collectstatic, served by WhiteNoise; in development straight from their source.

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "studyplan.ui.static_files.StaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Security

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "studyplan.ui.http.csrf_failure"
# Names of the app's own, and of the installation's: browsers send cookies to every port of a machine.
COOKIE_PREFIX = "__Host-studyplan_" if PRODUCTION else f"studyplan_{PORT}_"
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
MESSAGE_STORAGE = "studyplan.accounts.device.MessageCookie"
SESSION_ENGINE = "studyplan.catalog.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
VISITOR_SESSION_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = SESSION_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
    # Rate limits count per client address, which the proxy in front appends to X-Forwarded-For. Without a proxy (the
    # default: 0) that header is anyone's to write and is not read.
    ALLAUTH_TRUSTED_PROXY_COUNT = env.int("STUDYPLAN_PROXIES", default=1)

LOG_FORMATTERS = {"text": "studyplan.ui.logs.TextFormatter", "json": "studyplan.ui.logs.JsonFormatter"}
log_format = env.str("STUDYPLAN_LOG_FORMAT", default="text")
if log_format not in LOG_FORMATTERS:
    raise ImproperlyConfigured(f"STUDYPLAN_LOG_FORMAT must be text or json, not {log_format!r}.")

# Django names the path of what it refuses: the loggers that do so mask secret addresses, for every handler.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"masking": {"()": "studyplan.ui.masking.MaskingFilter"}},
    "formatters": {"line": {"()": LOG_FORMATTERS[log_format]}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["masking"], "formatter": "line"}},
    "loggers": {
        "django": {"handlers": []},  # its own would say everything twice in development, unmasked
        "django.request": {"filters": ["masking"]},
        "django.security.csrf": {"filters": ["masking"]},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False, "filters": ["masking"]},
    },
    "root": {"handlers": ["console"], "level": env.str("STUDYPLAN_LOG_LEVEL", default="WARNING")},
}
