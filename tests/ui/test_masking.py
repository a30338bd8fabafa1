"""Secrets in addresses stay out of logs: Django's, and gunicorn's as bin/run starts it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from gunicorn.config import Config

from studyplan.ui.gunicorn_logger import MaskingLogger
from studyplan.ui.masking import MaskingFilter, mask_secrets

SECRET = "wrkmhrJ1ZjIRYnJH1dL2gydz-_m5s5I7"
PATH = f"/plan/calendar/{SECRET}.ics"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        (PATH, "/plan/calendar/***"),
        (f'"GET {PATH}?x=1 HTTP/1.1" 200', '"GET /plan/calendar/***?x=1 HTTP/1.1" 200'),
        (f"Not Found: /plan/calendar/{SECRET}", "Not Found: /plan/calendar/***"),
        (f"/plan/calendar/{SECRET}.ics/", "/plan/calendar/***/"),
        (f"//plan//calendar//{SECRET}.ics", "//plan//calendar//***"),
        (f"/Plan/Calendar/{SECRET}", "/Plan/Calendar/***"),
        (f"{PATH} {PATH}", "/plan/calendar/*** /plan/calendar/***"),
        (f"https://plan.example.org{PATH}", "https://plan.example.org/plan/calendar/***"),
        ("/plan/calendar/download.ics.secret", "/plan/calendar/***"),
    ],
)
def test_secrets_are_masked(text: str, safe: str) -> None:
    assert mask_secrets(text) == safe


@pytest.mark.parametrize("text", ["/plan/", "/plan/calendar/", "/plan/calendar/download.ics", "/plan/calendar/?ask=x"])
def test_nothing_else_is(text: str) -> None:
    assert mask_secrets(text) == text


def test_a_record_without_secrets_passes_as_it_is() -> None:
    record = logging.LogRecord("x", logging.INFO, __file__, 1, "%s of 100%%", ("one",), None)
    assert MaskingFilter().filter(record)
    assert (record.msg, record.args) == ("%s of 100%%", ("one",))


@pytest.mark.parametrize("name", ["django.request", "django.security.csrf", "django.server"])
def test_the_loggers_that_name_paths_mask_them(name: str) -> None:
    assert any(isinstance(filter_, MaskingFilter) for filter_ in logging.getLogger(name).filters)


def close_files(log: logging.Logger) -> None:
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()


@pytest.fixture
def gunicorn_log(tmp_path: Path) -> Iterator[tuple[MaskingLogger, Path, Path]]:
    """gunicorn's logger, writing to two files; afterwards its loggers are as they were."""
    config = Config()
    config.set("accesslog", str(tmp_path / "access"))
    config.set("errorlog", str(tmp_path / "error"))
    config.set("access_log_format", '%(r)s %(U)s %(f)s "%({raw_uri}e)s" %({x-original-uri}i)s %(s)s')
    logger = MaskingLogger(config)
    yield logger, tmp_path / "access", tmp_path / "error"
    for log in (logger.access_log, logger.error_log):
        close_files(log)
        log.filters.clear()


def test_gunicorns_access_log_is_masked_in_any_format(gunicorn_log: tuple[MaskingLogger, Path, Path]) -> None:
    log, access, _error = gunicorn_log
    environ = {
        "REQUEST_METHOD": "GET",
        "RAW_URI": PATH,
        "PATH_INFO": PATH,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_REFERER": f"https://plan.example.org{PATH}",
    }
    request = SimpleNamespace(headers=[("X-Original-URI", PATH)])
    log.access(SimpleNamespace(status="404 Not Found", headers=[], sent=1), request, environ, timedelta(seconds=1))
    place = "/plan/calendar/***"
    assert access.read_text() == f'GET {place} HTTP/1.1 {place} https://plan.example.org{place} "{place}" {place} 404\n'


def test_gunicorns_error_log_is_masked(gunicorn_log: tuple[MaskingLogger, Path, Path]) -> None:
    log, _access, error = gunicorn_log
    log.error("Error handling request %s", PATH)
    assert error.read_text().endswith("Error handling request /plan/calendar/***\n")


def test_a_reload_adds_no_second_filter(gunicorn_log: tuple[MaskingLogger, Path, Path]) -> None:
    log, _access, _error = gunicorn_log
    close_files(log.access_log)
    close_files(log.error_log)
    log.setup(log.cfg)
    assert len(log.access_log.filters) == len(log.error_log.filters) == 1
