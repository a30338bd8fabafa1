"""Whether a server that bin/run started answers. Standard library only: it is asked often, and before all else is up.

``python -m studyplan.ui.health`` exits with 0 if it does. ``python -m studyplan.ui.health PID`` waits until it does,
prints where, and gives up once the server, its parent process, is gone.
"""

from __future__ import annotations

import os
import sys
import time
from http.client import HTTPConnection, HTTPException

from studyplan.ui.listening import EVERYWHERE, listening_address, local_url


def is_healthy(address: str, port: int, origin: str) -> bool:
    """Whether ``/healthz`` answers 200, asked as ``origin``, since no other host is answered in production."""
    host = origin.partition("://")[2].rstrip("/") or f"127.0.0.1:{port}"
    connection = HTTPConnection(EVERYWHERE.get(address, address), port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": host})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def main(arguments: list[str]) -> int:
    """Ask once, or until there is an answer."""
    address = listening_address(os.environ)
    port = int(os.environ.get("PORT") or 8000)
    origin = os.environ.get("STUDYPLAN_ORIGIN", "")
    if not arguments:
        return 0 if is_healthy(address, port, origin) else 1
    while os.getppid() == int(arguments[0]):
        if is_healthy(address, port, origin):
            sys.stdout.write(f"{origin or local_url(os.environ, port)}\n")
            return 0
        time.sleep(0.05)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
