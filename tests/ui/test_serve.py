"""``manage.py serve``: gunicorn as bin/run starts it, set up by variables."""

from __future__ import annotations

import socket
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from studyplan.ui.gunicorn_logger import MaskingLogger
from studyplan.ui.management.commands.serve import Server

VARIABLES = ("BIND", "STUDYPLAN_ADDRESS", "STUDYPLAN_ACCESS_LOG", "STUDYPLAN_THREADS", "WEB_CONCURRENCY")


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def test_this_machine_only_is_served_by_two_workers_that_share_what_is_loaded() -> None:
    config = Server().cfg
    assert config.address == [("127.0.0.1", settings.PORT)]
    assert (config.workers, config.preload_app, config.control_socket_disable) == (2, True, True)
    assert (config.worker_class_str, config.threads) == ("gthread", 4)


def test_variables_choose_where_and_by_how_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIND", "[::]")
    monkeypatch.setenv("WEB_CONCURRENCY", "5")
    monkeypatch.setenv("STUDYPLAN_THREADS", "3")
    config = Server().cfg
    assert config.address == [("::", settings.PORT)]
    assert (config.workers, config.threads) == (5, 3)


def test_nothing_is_prepared_for_a_server_that_others_would_reach_in_the_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIND", "0.0.0.0")
    monkeypatch.delenv("STUDYPLAN_ORIGIN", raising=False)
    with pytest.raises(CommandError, match="over plain HTTP"):
        call_command("serve")


def test_secrets_and_queries_stay_out_of_the_logs(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Server().cfg.accesslog is None
    monkeypatch.setenv("STUDYPLAN_ACCESS_LOG", "-")
    config = Server().cfg
    assert config.accesslog == "-"
    assert config.logger_class is MaskingLogger
    for atom in ("%(q)s", "%(r)s", "%(f)s"):  # query, request line, referrer
        assert atom not in config.access_log_format


@pytest.mark.skipif(not hasattr(socket, "TCP_DEFER_ACCEPT"), reason="Only Linux can leave them to the kernel.")
def test_connections_on_which_nothing_comes_wait_in_the_kernel() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        Server().cfg.when_ready(SimpleNamespace(LISTENERS=[SimpleNamespace(sock=listening)]))
        listening.setblocking(False)
        silent = socket.create_connection(listening.getsockname())
        talking = socket.create_connection(listening.getsockname())
        talking.sendall(b"GET / HTTP/1.1\r\n\r\n")
        with silent, talking, listening.accept()[0] as accepted:
            assert accepted.getpeername() == talking.getsockname()
            with pytest.raises(BlockingIOError):
                listening.accept()
