"""Where a server listens. Standard library only: ``bin/run`` asks it before all else, as a program."""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
from collections.abc import Mapping

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared, not listened on
"""Addresses that stand for all of a machine's, and where it reaches itself there."""


class ListeningError(ValueError):
    """The app can't or must not listen there; the message says what to set."""


def listening_address(environment: Mapping[str, str]) -> str:
    """The address or host name that ``BIND`` chooses, without brackets; ``ListeningError`` for what is neither."""
    bind = environment.get("BIND") or environment.get("STUDYPLAN_ADDRESS") or "127.0.0.1"
    address = bind[1:-1] if bind.startswith("[") and bind.endswith("]") else bind
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        if address and not set(address) & set("/:[] "):
            return address
    raise ListeningError(f"BIND must be an address such as 0.0.0.0 or [::1], not {bind}; PORT sets the port.")


def require_private(address: str, environment: Mapping[str, str]) -> None:
    """Raise ``ListeningError`` where passwords would cross a network in the open."""
    try:
        is_private = ipaddress.ip_address(address).is_loopback
    except ValueError:
        is_private = address == "localhost"
    if not is_private and not environment.get("STUDYPLAN_ORIGIN") and environment.get("STUDYPLAN_ALLOW_HTTP") != "1":
        raise ListeningError(
            f"On {address} other machines reach the app over plain HTTP, and anyone on the way reads passwords. Set"
            " STUDYPLAN_ORIGIN=https://… and put a proxy in front; or STUDYPLAN_ALLOW_HTTP=1 if only this machine gets"
            " there."
        )


def address_and_port(text: str) -> tuple[str, int]:
    """Address and port in ``text``, as in ``127.0.0.1:9100``; ``ListeningError`` where there are none."""
    address, _colon, port = text.rpartition(":")
    if not (address and port.isdecimal() and port.isascii()):
        raise ListeningError(f"An address and a port are needed, as in 127.0.0.1:9100, not {text}.")
    return listening_address({"BIND": address}), int(port)


def as_host(address: str) -> str:
    """``address`` as it stands before a port or in a URL."""
    return f"[{address}]" if ":" in address else address


def local_url(environment: Mapping[str, str], port: int) -> str:
    """Where this machine reaches what listens there."""
    address = listening_address(environment)
    return f"http://{as_host(EVERYWHERE.get(address, address))}:{port}"


def require_free(address: str, port: int) -> None:
    """Raise ``ListeningError`` where nothing can listen now."""
    try:
        family, kind, *_rest, place = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except (OSError, OverflowError) as error:
        raise ListeningError(f"Port {port} of {address} can't be used: it is taken, or reserved.") from error


def require_place(environment: Mapping[str, str]) -> None:
    """End with a line that says why nothing can listen; else do nothing."""
    try:
        address = listening_address(environment)
        require_private(address, environment)
    except ListeningError as error:
        sys.exit(str(error))
    try:
        require_free(address, int(environment.get("PORT") or 8000))
    except ListeningError as error:
        sys.exit(f"{error} Choose another: PORT=8001 bin/run")


if __name__ == "__main__":
    require_place(os.environ)
