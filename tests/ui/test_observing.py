"""What operators see: request IDs, logs as text and JSON, slow queries, metrics."""

from __future__ import annotations

import json
import logging
import re
import sys
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from gunicorn.config import Config
from pytest_django import Settings

from studyplan.accounts.models import User
from studyplan.ui.gunicorn_logger import MaskingLogger
from studyplan.ui.listening import ListeningError, address_and_port
from studyplan.ui.logs import JsonFormatter, TextFormatter, request_id
from studyplan.ui.observing import SlowQueryLog

SECRET_PATH = "/plan/calendar/wrkmhrJ1ZjIRYnJH1dL2gydz-_m5s5I7.ics"


def record(message: str, **extra: object) -> logging.LogRecord:
    made = logging.LogRecord("studyplan", logging.WARNING, __file__, 1, message, (), None)
    made.__dict__.update(extra)
    return made


# Request IDs


@pytest.mark.django_db
def test_every_answer_has_an_id_of_its_own(client: Client) -> None:
    numbers = {client.get(path).headers["X-Request-ID"] for path in ("/more/", "/more/", "/no-such-page/")}
    assert len(numbers) == 3
    assert all(re.fullmatch("[0-9a-f]{16}", number) for number in numbers)
    assert request_id.get() == "", "it ends with its request"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("in_production", "given", "is_kept"),
    [
        (True, "b7f0-11ee_8c90", True),
        (True, "short", False),
        (True, 'a"b\\c<script>', False),
        (False, "b7f011ee8c90", False),
    ],
)
def test_a_proxys_id_is_kept(
    settings: Settings, client: Client, in_production: bool, given: str, is_kept: bool
) -> None:
    settings.PRODUCTION = in_production
    answered = client.get("/more/", headers={"X-Request-ID": given}).headers["X-Request-ID"]
    assert (answered == given) == is_kept


@pytest.mark.django_db
def test_the_page_of_an_error_shows_the_id_that_the_log_has(
    owner: Client, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(JsonFormatter().format(record))  # type: ignore[method-assign]
    monkeypatch.setattr("studyplan.ui.views.render", Mock(side_effect=ValueError("broken")))
    owner.raise_request_exception = False
    logging.getLogger("django.request").addHandler(handler)
    try:
        response = owner.get("/more/")
    finally:
        logging.getLogger("django.request").removeHandler(handler)
    number = response.headers["X-Request-ID"]
    assert response.status_code == 500
    assert f"Request ID: {number}" in response.content.decode()
    (line,) = map(json.loads, lines)
    assert line["request_id"] == number
    assert "ValueError: broken" in line["error"]


# Lines


def test_a_line_of_text_begins_with_the_id() -> None:
    assert TextFormatter().format(record(f"Not Found: {SECRET_PATH}")) == "Not Found: /plan/calendar/***"
    token = request_id.set("1f00")
    try:
        assert TextFormatter().format(record("gone")) == "[1f00] gone"
    finally:
        request_id.reset(token)


def test_a_json_line_masks_secrets_wherever_they_stand() -> None:
    try:
        raise ValueError(SECRET_PATH)
    except ValueError:
        error = sys.exc_info()
    text = JsonFormatter().format(record('said "no"\nand left', exc_info=error, fields={"path": SECRET_PATH}))
    line = json.loads(text)
    assert "\n" not in text
    assert (line["level"], line["logger"], line["message"]) == ("warning", "studyplan", 'said "no"\nand left')
    assert line["path"] == "/plan/calendar/***"
    assert "/plan/calendar/***" in line["error"]
    assert "wrkmhr" not in text


def test_gunicorns_lines_are_json_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("STUDYPLAN_LOG_FORMAT", "json")
    config = Config()
    config.set("accesslog", "-")
    logger = MaskingLogger(config)
    try:
        response = SimpleNamespace(status="200 OK", sent=12, headers=[("X-Request-ID", "1f00")])
        request = SimpleNamespace(headers=[])
        environ = {
            "REQUEST_METHOD": "GET",
            "RAW_URI": SECRET_PATH,
            "PATH_INFO": f'{SECRET_PATH}"\\',
            "REMOTE_ADDR": "::1",
        }
        environ |= {"SERVER_PROTOCOL": "HTTP/1.1", "QUERY_STRING": "q=private"}
        took = SimpleNamespace(seconds=0, microseconds=2000, days=0, total_seconds=lambda: 0.002)
        logger.access(response, request, environ, took)
    finally:
        for log in (logger.access_log, logger.error_log):
            log.handlers.clear()
            log.filters.clear()
    text = capsys.readouterr().out
    line = json.loads(text)
    assert (line["method"], line["status"], line["bytes"], line["request_id"]) == ("GET", "200", 12, "1f00")
    assert line["path"].startswith("/plan/calendar/***")
    assert "private" not in text


# Queries


@pytest.mark.django_db
def test_slow_queries_are_logged_without_their_values(caplog: pytest.LogCaptureFixture) -> None:
    log = SlowQueryLog(0)
    log.watch(connection)
    log.watch(connection)
    try:
        assert connection.execute_wrappers.count(log) == 1
        User.objects.filter(email="private@example.org").exists()
        log.milliseconds = 60_000
        User.objects.filter(email="fast@example.org").exists()
    finally:
        connection.execute_wrappers.remove(log)
    (line,) = [entry for entry in caplog.records if entry.name == "studyplan.slow_query"]
    assert "accounts_user" in line.getMessage()
    assert "private" not in line.getMessage()
    assert line.fields["milliseconds"] >= 0  # type: ignore[attr-defined]


# Metrics


def test_metrics_name_views_and_no_addresses() -> None:
    from studyplan.ui import metrics

    def answer(request: object) -> HttpResponse:
        return HttpResponse(status=404)

    middleware = metrics.MetricsMiddleware(answer)
    for method in ("GET", "PROPFIND"):
        request = RequestFactory().generic(method, SECRET_PATH)
        request.resolver_match = SimpleNamespace(view_name="planner:calendar_feed")  # type: ignore[assignment]
        middleware(request)
    middleware(RequestFactory().get(SECRET_PATH))
    labels = {tuple(sample.labels.values()) for sample in next(iter(metrics.REQUESTS.collect())).samples}
    assert labels == {
        ("planner:calendar_feed", "GET", "404"),
        ("planner:calendar_feed", "other", "404"),
        ("none", "GET", "404"),
    }
    metrics.remove_folder(None)


@pytest.mark.parametrize("text", ["9100", ":9100", "127.0.0.1:", "127.0.0.1:http", "0.0.0.0:9100:1"])
def test_metrics_need_address_and_port(text: str) -> None:
    with pytest.raises(ListeningError):
        address_and_port(text)


def test_metrics_may_have_an_address_of_either_kind() -> None:
    assert address_and_port("[::1]:9100") == ("::1", 9100)
    assert address_and_port("127.0.0.1:9100") == ("127.0.0.1", 9100)
