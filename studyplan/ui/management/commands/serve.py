"""``manage.py serve``: what bin/run starts. Prepares, then is gunicorn, in one process."""

from __future__ import annotations

import gc
import os
import socket
from importlib import import_module
from multiprocessing import get_context
from typing import Any

from django.conf import settings
from django.core.management import execute_from_command_line
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string
from gunicorn.app.base import BaseApplication

# No query strings and no referrers: they may hold what users typed.
ACCESS_LOG_FORMAT = "%(t)s %(h)s %(m)s %(U)s %(s)s %(B)s %(M)sms"
SILENT_SECONDS = 60


def hold_silent_connections(arbiter: Any) -> None:
    """Leave connections to the kernel until something comes on them: browsers open some in advance.

    Each would hold up a thread for five seconds.
    """
    if hasattr(socket, "TCP_DEFER_ACCEPT"):  # on Linux
        for listener in arbiter.LISTENERS:
            listener.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, SILENT_SECONDS)


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn, set up by the variables that bin/run names."""

    def load_config(self) -> None:
        address = os.environ.get("STUDYPLAN_ADDRESS") or "127.0.0.1"
        if ":" in address:
            address = f"[{address}]"
        options = {
            "bind": f"{address}:{settings.PORT}",
            "workers": os.environ.get("WEB_CONCURRENCY") or 2,
            "worker_class": "gthread",
            "when_ready": hold_silent_connections,
            "threads": os.environ.get("STUDYPLAN_THREADS") or 4,
            "preload_app": True,
            "control_socket_disable": True,
            "loglevel": "warning",
            "logger_class": "studyplan.ui.gunicorn_logger.MaskingLogger",
            "accesslog": os.environ.get("STUDYPLAN_ACCESS_LOG") or None,
            "access_log_format": ACCESS_LOG_FORMAT,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Before the workers are forked: what they share stays shared, since no collector goes through it any more."""
        application = import_string(settings.WSGI_APPLICATION)
        gc.collect()
        gc.freeze()
        gc.enable()
        return application


class Command(BaseCommand):
    """Everything is imported once, before the first fork; what a start must change is changed in a process of its own.

    So nothing that loading content takes, the renderer above all, stays in the memory of the server.
    """

    help = "Prepares what has changed, then serves the app by gunicorn."
    requires_system_checks = ()  # they would import every page before the port is known to be free

    def handle(self, *args: object, **options: Any) -> None:
        gc.disable()  # hardly anything of what is imported is garbage
        preparing = get_context("fork").Process(target=execute_from_command_line, args=(["manage.py", "prepare"],))
        preparing.start()
        import_module(settings.ROOT_URLCONF)  # all pages, meanwhile: that needs neither database nor content
        preparing.join()
        if preparing.exitcode != 0:
            raise CommandError("The app can't start; the lines above say why.")
        if settings.EMAIL_CONFIGURED:
            start_mailer()
        Server().run()


def start_mailer() -> None:
    """By a bare fork: whoever leaves a worker would end a child of multiprocessing."""
    if os.fork() == 0:
        gc.enable()
        try:
            execute_from_command_line(["manage.py", "mailer"])
        finally:
            os._exit(0)
