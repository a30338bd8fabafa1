"""Mail servers as they are on a bad day, on this machine."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from pytest_django import Settings

OBLIGING = {
    "EHLO": "250 ready",
    "MAIL": "250 ok",
    "RCPT": "250 ok",
    "DATA": "354 go on",
    ".": "250 ok",
    "QUIT": "221 bye",
}


def send_to(settings: Settings, listening: socket.socket) -> None:
    """Have mail sent to that socket by SMTP, with a patience of a fifth of a second."""
    settings.EMAIL_CONFIGURED = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = listening.getsockname()
    settings.EMAIL_TIMEOUT = 0.2


@contextmanager
def silent_server(settings: Settings) -> Iterator[socket.socket]:
    """Takes connections and never says a word; without ``accept``, so that a test can see whether there were any."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        send_to(settings, listening)
        yield listening


@contextmanager
def answering_server(settings: Settings, **answers: str) -> Iterator[list[str]]:
    """Speaks SMTP, with other ``answers`` to some commands; what it is told is in the list."""
    heard: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        send_to(settings, listening)
        thread = threading.Thread(target=serve, args=(listening, OBLIGING | answers, heard), daemon=True)
        thread.start()
        yield heard
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


def serve(listening: socket.socket, answers: Mapping[str, str], heard: list[str]) -> None:
    while True:
        try:
            connection, _address = listening.accept()
        except OSError:
            return
        with connection, connection.makefile("rw", newline="\r\n") as stream:
            print("220 here", file=stream, end="\r\n", flush=True)
            for line in stream:
                heard.append(line.rstrip())
                command = line.rstrip()[:4].upper()
                if command in answers:
                    print(answers[command], file=stream, end="\r\n", flush=True)
