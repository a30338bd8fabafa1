"""The project itself: safe settings, two databases, layers, budgets, and documents that tell the truth."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from threading import Event
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
import yaml
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client

from studyplan.ui.health import is_healthy
from tests.measure.servers import free_port

ROOT: Path = settings.BASE_DIR
KILOBYTE = 1024
ORIGIN = "https://plan.example.org"
SECRET = "0123456789" * 6 + "abcdefghijklmnopqrstuvwxyz"
PRODUCTION = {"STUDYPLAN_ORIGIN": ORIGIN, "STUDYPLAN_SECRET_KEY": SECRET}


class Installation:
    """The app in a process of its own, with nothing in its environment but what a test gives it."""

    def __init__(self, data: Path) -> None:
        self.data = data

    def environment(self, variables: Mapping[str, str]) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return {**kept, "STUDYPLAN_DATA": str(self.data), **variables}

    def run(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run Python with ``arguments`` in the checkout."""
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment(variables),
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )

    def start(self, *arguments: str, **variables: str) -> subprocess.Popen[str]:
        """The same without waiting for its end; what it prints and its errors come together."""
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment(variables),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def manage(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return self.run("manage.py", *arguments, **variables)

    def shell(self, code: str) -> str:
        """What ``code`` prints in the app."""
        done = self.manage("shell", "--no-imports", "-c", code)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def setting(self, expression: str, **variables: str) -> str:
        """What ``expression`` over the settings prints."""
        done = self.run("-c", f"from studyplan import settings as s; print({expression})", **variables)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """An installation with an empty data folder."""
    return Installation(tmp_path / "data")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An installation that is ready to serve."""
    installation = Installation(tmp_path_factory.mktemp("prepared") / "data")
    done = installation.manage("prepare")
    assert done.returncode == 0, done.stderr
    steps = r"Applying \d+ migrations …\nLoading the content …\nLoaded 12 topics.\nCollecting static files …\n"
    assert re.fullmatch(steps, done.stderr), "the first start says what it is doing"
    return installation


def project_files() -> Iterator[Path]:
    """What git tracks, reckoned without git: a bare machine has none."""
    folders = [".ci", "bin", "content", "docs", "requirements", "static", "studyplan", "templates", "tests"]
    paths = [
        *ROOT.glob("*.md"),
        *ROOT.glob("*.toml"),
        *ROOT.glob("*.py"),
        *(ROOT / name for name in (".dockerignore", ".editorconfig", ".pre-commit-config.yaml", "Containerfile")),
        *(path for folder in folders for path in (ROOT / folder).rglob("*")),
    ]
    return (path for path in paths if path.is_file() and "__pycache__" not in path.parts)


# Settings


def test_serves_this_machine_only_by_default(installation: Installation) -> None:
    assert installation.setting("s.DEBUG, s.ALLOWED_HOSTS") == "False ['127.0.0.1', 'localhost', '[::1]']"


def test_makes_a_secret_that_only_its_owner_reads(installation: Installation) -> None:
    first = installation.setting("s.SECRET_KEY")
    assert len(first) >= 50
    assert (installation.data / "secret_key").stat().st_mode & 0o777 == 0o600
    assert installation.setting("s.SECRET_KEY") == first, "sessions must survive a restart"


def test_production_needs_a_secret_and_says_so(installation: Installation) -> None:
    done = installation.manage("check", STUDYPLAN_ORIGIN=ORIGIN)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "STUDYPLAN_SECRET_KEY must be set" in done.stderr


@pytest.mark.parametrize("secret", ["short", "x" * 60, "django-insecure-" + SECRET, "0123456789abcdef" * 4])
def test_production_refuses_a_weak_secret_and_says_how_to_make_one(installation: Installation, secret: str) -> None:
    done = installation.manage("check", STUDYPLAN_ORIGIN=ORIGIN, STUDYPLAN_SECRET_KEY=secret)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("manage.py: STUDYPLAN_SECRET_KEY ")
    assert "token_urlsafe(64)" in done.stderr
    assert secret not in done.stderr


def test_mail_in_production_needs_a_sender_elsewhere(installation: Installation) -> None:
    mail = {"EMAIL_URL": "smtp://mail.example.org:25"}
    done = installation.manage("check", **PRODUCTION, **mail)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "STUDYPLAN_FROM_EMAIL must name a sender" in done.stderr
    assert "studyplan@plan.example.org" in done.stderr
    sender = {"STUDYPLAN_FROM_EMAIL": "Study plan <plan@example.org>"}
    assert (
        installation.setting("s.DEFAULT_FROM_EMAIL", **PRODUCTION, **mail, **sender) == sender["STUDYPLAN_FROM_EMAIL"]
    )


def test_production_with_good_settings_passes_every_check_of_django(installation: Installation) -> None:
    mail = {"EMAIL_URL": "smtp://mail.example.org:25", "STUDYPLAN_FROM_EMAIL": "plan@example.org"}
    done = installation.manage("check", "--deploy", "--fail-level=WARNING", **PRODUCTION, **mail)
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n"), done.stderr


@pytest.mark.parametrize("origin", ["http://plan.example.org", "plan.example.org", "https://plan.example.org?x"])
def test_production_refuses_an_origin_that_is_none(installation: Installation, origin: str) -> None:
    done = installation.manage("check", STUDYPLAN_ORIGIN=origin, STUDYPLAN_SECRET_KEY=SECRET)
    assert done.returncode == 1
    assert "STUDYPLAN_ORIGIN must look like https://" in done.stderr


def test_a_part_of_a_host_is_refused_with_the_reason(installation: Installation) -> None:
    done = installation.manage("check", STUDYPLAN_ORIGIN=f"{ORIGIN}/plan/", STUDYPLAN_SECRET_KEY=SECRET)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "STUDYPLAN_ORIGIN can't have a path, such as /plan: links, cookies and the service worker" in done.stderr


def test_addresses_of_ip_version_6_are_served(installation: Installation) -> None:
    variables = {"STUDYPLAN_ORIGIN": "https://[2001:db8::1]:8443", "STUDYPLAN_SECRET_KEY": SECRET}
    code = (
        "import django; django.setup(); from django.test import Client; headers = {'host': '[2001:db8::1]:8443'}\n"
        "print(Client().get('/more/', headers=headers, secure=True).status_code)"
    )
    assert installation.run("-c", code, DJANGO_SETTINGS_MODULE="studyplan.settings", **variables).stdout == "200\n"
    assert installation.setting("s.BASE_URL", BIND="[::]", PORT="8123") == "http://[::1]:8123"


def test_where_it_cannot_listen_is_said_in_one_line(installation: Installation) -> None:
    done = installation.manage("check", BIND="0.0.0.0:8000")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "BIND must be an address such as 0.0.0.0 or [::1], not 0.0.0.0:8000; PORT sets the port." in done.stderr


def test_production_refuses_to_debug(installation: Installation) -> None:
    done = installation.manage("check", STUDYPLAN_DEBUG="1", **PRODUCTION)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "STUDYPLAN_DEBUG" in done.stderr
    assert "STUDYPLAN_ORIGIN" in done.stderr


@pytest.mark.parametrize("variables", [{}, PRODUCTION])
def test_nothing_for_development_is_served(installation: Installation, variables: Mapping[str, str]) -> None:
    values = "s.DEBUG, [name for name in (*s.INSTALLED_APPS, *s.MIDDLEWARE) if 'reload' in name or 'timing' in name]"
    assert installation.setting(values, **variables) == "False []"


def test_development_has_data_of_its_own_and_prints_mail(installation: Installation) -> None:
    values = "s.DATA_DIR.relative_to(s.BASE_DIR), s.EMAIL_BACKEND.split('.')[-2], s.ACCOUNT_EMAIL_VERIFICATION"
    variables = {"STUDYPLAN_DEBUG": "1", "STUDYPLAN_SECRET_KEY": SECRET}
    done = installation.run(
        "-c",
        f"import os; del os.environ['STUDYPLAN_DATA']; from studyplan import settings as s; print({values})",
        **variables,
    )
    assert done.stdout.strip() == "data/dev console optional", done.stderr


def test_production_is_https_only(installation: Installation) -> None:
    values = "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS >= 31536000"
    assert (
        installation.setting(f"{values}, s.ALLOWED_HOSTS", **PRODUCTION) == "True True True True ['plan.example.org']"
    )


@pytest.mark.django_db
def test_pages_come_under_a_strict_policy(client: Client) -> None:
    policy = client.get("/topics/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http:" not in policy
    assert "*" not in policy


def test_cookies_are_kept_from_scripts_and_other_sites() -> None:
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == settings.CSRF_COOKIE_SAMESITE == "Lax"


def test_cookies_have_names_of_the_apps_own(installation: Installation) -> None:
    """Browsers send a machine's cookies to all its ports, and take those of `__Host-` from this very host alone."""
    values = "s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME"
    assert installation.setting(values, PORT="8017") == "studyplan_8017_session studyplan_8017_csrf"
    assert installation.setting(values, **PRODUCTION) == "__Host-studyplan_session __Host-studyplan_csrf"


# Databases


@pytest.mark.sqlite_only
@pytest.mark.django_db
def test_sqlite_writes_ahead_and_waits() -> None:
    with connection.cursor() as cursor:
        values = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
    assert values == ["wal", 1]  # 1: NORMAL
    assert settings.DATABASES["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_how_long_sqlite_waits_is_a_choice(installation: Installation) -> None:
    options = "s.DATABASES['default']['OPTIONS']['init_command'].rsplit('=')[-1]"
    assert installation.setting(options, STUDYPLAN_SQLITE_SYNCHRONOUS="full") == "FULL"
    done = installation.manage("check", STUDYPLAN_SQLITE_SYNCHRONOUS="OFF")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "STUDYPLAN_SQLITE_SYNCHRONOUS must be NORMAL, FULL or EXTRA" in done.stderr


@pytest.mark.postgresql_only
@pytest.mark.django_db
def test_postgresql_keeps_connections() -> None:
    assert connection.vendor == "postgresql"
    assert settings.DATABASES["default"]["CONN_MAX_AGE"] > 0


def test_the_cache_is_shared_by_processes(prepared: Installation) -> None:
    prepared.shell("from django.core.cache import cache; cache.set('hits', 3)")
    assert prepared.shell("from django.core.cache import cache; print(cache.get('hits'))") == "3"


@pytest.mark.django_db
def test_the_cache_is_the_database() -> None:
    cache.set("hits", 3)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache")
        assert cursor.fetchone() == (1,)


# Starting


def test_prepare_makes_what_a_server_needs(prepared: Installation) -> None:
    code = "from django.test import Client; print(Client().get('/healthz', headers={'host': 'localhost'}).status_code)"
    assert prepared.shell(code) == "200"


def test_a_server_has_read_the_content_before_its_first_visitor(prepared: Installation) -> None:
    code = (
        "from studyplan import wsgi; from django.db import connection; from django.test.utils import"
        " CaptureQueriesContext; from studyplan.dashboard.search.search import search_entries\n"
        "print(connection.connection)\n"
        "with CaptureQueriesContext(connection) as queries: print(search_entries('optimization')[0].url)\n"
        "print(len(queries))"
    )
    assert prepared.shell(code).split() == ["None", "/topics/optimization/", "1"]


def test_static_files_are_compressed_once_and_kept_by_browsers_for_good(prepared: Installation) -> None:
    code = (
        "from django.templatetags.static import static; from django.test import Client\n"
        "headers = {'host': 'localhost', 'accept-encoding': 'gzip, br'}\n"
        "for name in ('css/site.css', 'js/app.js'):\n"
        "    answer = Client().get(static(name), headers=headers)\n"
        "    print(*(answer.headers[name] for name in ('Content-Encoding', 'Vary', 'Cache-Control')), sep='; ')"
    )
    answers = prepared.shell(code).splitlines()
    assert answers == ["gzip; Accept-Encoding; max-age=315360000, public, immutable"] * 2


def test_a_server_starts_without_content(installation: Installation) -> None:
    assert installation.shell("from studyplan import wsgi; print(wsgi.application is not None)") == "True"


def test_prepare_does_nothing_twice(prepared: Installation) -> None:
    manifest = prepared.data / "static" / "staticfiles.json"
    collected_at = manifest.stat().st_mtime_ns
    done = prepared.manage("prepare")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert manifest.stat().st_mtime_ns == collected_at


def test_a_server_that_finds_everything_prepared_says_nothing(prepared: Installation) -> None:
    port = free_port()
    process = prepared.start("manage.py", "serve", PORT=str(port))
    try:
        assert any(is_healthy("127.0.0.1", port, "") or Event().wait(0.2) for _poll in range(600))
    finally:
        process.terminate()
        output, _ = process.communicate(timeout=60)
    assert (process.returncode, output) == (0, "")


def read(url: str) -> str:
    with urlopen(url, timeout=60) as response:
        return str(response.read().decode())


def test_metrics_are_of_all_workers_and_at_an_address_of_their_own(prepared: Installation) -> None:
    port, metrics = free_port(), free_port()
    process = prepared.start(
        "manage.py", "serve", PORT=str(port), STUDYPLAN_METRICS=f"127.0.0.1:{metrics}", WEB_CONCURRENCY="3"
    )
    try:
        assert any(is_healthy("127.0.0.1", port, "") or Event().wait(0.2) for _poll in range(600))
        before = read(f"http://127.0.0.1:{metrics}/metrics")
        for _request in range(30):
            read(f"http://127.0.0.1:{port}/more/")
        after = read(f"http://127.0.0.1:{metrics}/metrics")
        with pytest.raises(HTTPError, match="404"):
            read(f"http://127.0.0.1:{port}/metrics")
    finally:
        process.terminate()
        output, _ = process.communicate(timeout=60)
    assert "more_list" not in before
    assert 'studyplan_requests_total{method="GET",status="200",view="ui:more_list"} 30.0' in after
    assert 'studyplan_request_seconds_count{view="ui:more_list"} 30.0' in after
    assert process.returncode == 0, output


@pytest.mark.parametrize(
    ("name", "value"),
    [("STUDYPLAN_METRICS", "9100"), ("STUDYPLAN_LOG_FORMAT", "xml"), ("STUDYPLAN_SLOW_QUERY_MS", "x")],
)
def test_what_observes_is_checked(installation: Installation, name: str, value: str) -> None:
    done = installation.manage("check", **{name: value})
    assert done.returncode == 1
    assert name in done.stderr


def test_slow_queries_are_logged_on_demand(prepared: Installation) -> None:
    count = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500000) SELECT max(i) FROM n"
    code = f"from django.db import connection; connection.cursor().execute('{count}')"
    done = prepared.manage(
        "shell", "--no-imports", "-c", code, STUDYPLAN_SLOW_QUERY_MS="5", STUDYPLAN_LOG_FORMAT="json"
    )
    assert (done.returncode, done.stdout) == (0, "")
    (line,) = map(json.loads, done.stderr.splitlines())
    assert line["logger"] == "studyplan.slow_query"
    assert line["milliseconds"] >= 5


def test_a_server_that_cannot_be_prepared_does_not_start(installation: Installation) -> None:
    done = installation.manage("serve", DATABASE_URL=f"sqlite:///{installation.data}/nowhere/studyplan.sqlite3")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        1,
        "CommandError: The app can't start; the lines above say why.",
    )


def test_a_plan_can_be_printed_from_a_bare_checkout(installation: Installation) -> None:
    usage = ("plan", "--start=2026-11-23", "--format=json")
    refused = installation.manage(*usage, "--ratings=0,1,1,1,1,1,1,1,1,1,1,1")
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
    done = installation.manage(*usage, "--ratings=1,1,1,1,1,1,1,1,1,1,1,1")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["path"] == "A"


# Structure and budgets


def test_the_clock_is_asked_through_its_module() -> None:
    """Else tests could not stop it: they replace ``clock.now``."""
    importing = re.compile(r"from studyplan\.ui\.clock import")
    guilty = [path for path in (ROOT / "studyplan").rglob("*.py") if importing.search(path.read_text())]
    assert guilty == []


def test_style_sheets_stay_small() -> None:
    """What every page loads has one budget; a sheet of some pages only has a smaller one of its own."""
    sizes = {f"css/{path.name}": path.stat().st_size for path in (ROOT / "static" / "css").glob("*.css")}
    site = (ROOT / "static" / "css" / "site.css").read_text()
    shared = ["css/site.css", *(f"css/{name}" for name in re.findall(r'@import "\./(\w+\.css)"', site))]
    assert len(shared) > 1
    assert sum(sizes[name] for name in shared[1:]) <= 20 * KILOBYTE
    assert all(size <= 7 * KILOBYTE for name, size in sizes.items() if name not in shared)


def test_every_dependency_is_locked_by_hash() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = {
        "run": project["project"]["dependencies"],
        "dev": [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]],
    }
    locks = {}
    for name, dependencies in wanted.items():
        lock = (ROOT / "requirements" / f"{name}.txt").read_text()
        locks[name] = dict(re.findall(r"^([a-z0-9-]+)(?:\[[^\]]*\])?==(\S+)", lock, re.MULTILINE))
        names = {re.split(r"[^\w-]", requirement)[0].lower().replace("_", "-") for requirement in dependencies}
        assert names <= locks[name].keys(), "run bin/lock"
        assert lock.count("==") <= lock.count("--hash=sha256:")
    assert locks["run"].items() <= locks["dev"].items(), "what is tested is what is served"


# Documents


def test_no_registry_and_no_machine_is_named() -> None:
    # Written so that this file does not name what it forbids.
    hosts = r"pypi\.org|pythonh[o]sted|npmjs\.org|debian\.org"
    forbidden = re.compile(rf"{hosts}|(?<![\w.])/(?:work|root|home/\w+)/")
    guilty = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in project_files()
        if path.suffix not in {".svg", ".woff2", ".png", ".ico"}
        for match in [forbidden.search(path.read_text())]
        if match
    ]
    assert guilty == []


DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "docs/operations.md",
    "docs/decisions.md",
)


def linked_paths(document: Path) -> Iterator[str]:
    """The files that a Markdown document links to, as it names them."""
    for target in re.findall(r"\]\(([^)#]+)\)", document.read_text()):
        if "://" not in target:
            yield target


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_name_what_exists(name: str) -> None:
    document = ROOT / name
    text = document.read_text()
    missing = [target for target in linked_paths(document) if not (document.parent / target).exists()]
    missing += [
        script for script in re.findall(r"(?<![\w/.])bin/[a-z]+", text) if not os.access(ROOT / script, os.X_OK)
    ]
    commands = {path.stem for path in (ROOT / "studyplan").glob("*/management/commands/[a-z]*.py")}
    ours = re.findall(r"manage\.py ([a-z]+_[a-z]+|plan|prepare|serve)\b", text)
    missing += [f"manage.py {command}" for command in ours if command not in commands]
    assert missing == []


def test_hooks_call_what_the_environment_holds() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
    (local,) = hooks
    assert local["repo"] == "local", "a hook from elsewhere would be fetched"
    lock = (ROOT / "requirements" / "dev.txt").read_text()
    for hook in local["hooks"]:
        tool = hook["entry"].split()[0].removeprefix(".venv/bin/")
        assert hook["language"] == "system"
        assert re.search(rf"^{tool}==", lock, re.MULTILINE), tool
    assert [hook["id"] for hook in local["hooks"] if hook.get("stages") == ["manual"]] == ["mypy"]


def test_the_changelog_goes_back_in_time() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    dates = [date.fromisoformat(heading) for heading in headings if heading != "Unreleased"]
    assert dates == sorted(set(dates), reverse=True)
    kinds = set(re.findall(r"^### (.+)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_every_variable_is_documented() -> None:
    code = (ROOT / "studyplan" / "settings.py").read_text() + (ROOT / "bin" / "run").read_text()
    code += (ROOT / "bin" / "dev").read_text() + (ROOT / "bin" / "environment.sh").read_text()
    variables = set(re.findall(r"\b(?:STUDYPLAN_[A-Z_]+|DATABASE_URL|EMAIL_URL|PORT|WEB_CONCURRENCY)\b", code))
    documented = (ROOT / "docs" / "operations.md").read_text()
    assert {name for name in variables if f"`{name}`" not in documented} == set()
