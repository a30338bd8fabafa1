"""Where the app listens, and where it must not."""

from __future__ import annotations

import socket

import pytest

from studyplan.ui.listening import (
    ListeningError,
    listening_address,
    local_url,
    require_free,
    require_place,
    require_private,
)


@pytest.mark.parametrize(
    ("environment", "address", "url"),
    [
        ({}, "127.0.0.1", "http://127.0.0.1:8000"),
        ({"BIND": ""}, "127.0.0.1", "http://127.0.0.1:8000"),
        ({"BIND": "0.0.0.0"}, "0.0.0.0", "http://127.0.0.1:8000"),
        ({"BIND": "[::1]"}, "::1", "http://[::1]:8000"),
        ({"BIND": "::"}, "::", "http://[::1]:8000"),
        ({"BIND": "192.0.2.7", "STUDYPLAN_ADDRESS": "::"}, "192.0.2.7", "http://192.0.2.7:8000"),
        ({"STUDYPLAN_ADDRESS": "0.0.0.0"}, "0.0.0.0", "http://127.0.0.1:8000"),
        ({"BIND": "localhost"}, "localhost", "http://localhost:8000"),
    ],
)
def test_it_listens_where_told(environment: dict[str, str], address: str, url: str) -> None:
    assert listening_address(environment) == address
    assert local_url(environment, 8000) == url


@pytest.mark.parametrize("bind", ["0.0.0.0:8000", "[::1]:8000", "http://127.0.0.1", "[]", "127.0.0.1 ::1"])
def test_what_is_no_address_is_refused(bind: str) -> None:
    with pytest.raises(ListeningError, match="PORT sets the port"):
        listening_address({"BIND": bind})


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.1", "::1", "localhost"])
def test_this_machine_may_come_over_plain_http(address: str) -> None:
    require_private(address, {})


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.168.1.2", "plan.example.org"])
def test_others_may_not_unless_told(address: str) -> None:
    with pytest.raises(ListeningError, match=r"passwords. Set STUDYPLAN_ORIGIN=https://… .*STUDYPLAN_ALLOW_HTTP=1"):
        require_private(address, {"STUDYPLAN_ALLOW_HTTP": "0"})
    require_private(address, {"STUDYPLAN_ALLOW_HTTP": "1"})
    require_private(address, {"STUDYPLAN_ORIGIN": "https://plan.example.org"})


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_a_taken_port_is_told(address: str) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as server:
        server.bind((address, 0))
        server.listen()
        port = server.getsockname()[1]
        with pytest.raises(SystemExit, match=f"Port {port} of {address} can't be used.* PORT=8001 bin/run"):
            require_place({"BIND": address, "PORT": str(port)})
        with pytest.raises(ListeningError, match=f"Port {port} of {address} .* reserved.$"):  # of metrics, for example
            require_free(address, port)
    require_place({"BIND": address, "PORT": str(port)})
