"""A PostgreSQL server that is thrown away, and can be crashed; free ports."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def programs() -> Path | None:
    """Where the newest PostgreSQL keeps its programs."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    return folders[-1] if folders else None


def has_postgres() -> bool:
    return programs() is not None


class Postgres:
    """With care for power cuts, as in production; root runs it as the user postgres."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"postgres://studyplan@127.0.0.1:{self.port}/studyplan"

    def __enter__(self) -> Self:
        self.folder.mkdir()
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        data = self.folder / "data"
        self.run(
            "initdb", "--pgdata", data, "--username=studyplan", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"
        )
        self.start()
        self.run("createdb", "--host=127.0.0.1", f"--port={self.port}", "--username=studyplan", "studyplan")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.crash()

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}"
        log = self.folder / "log"
        self.run("pg_ctl", "--pgdata", self.folder / "data", "--log", log, "--wait", "start", "--options", options)

    def crash(self) -> None:
        """End at once: what was committed must come back from the log."""
        self.run("pg_ctl", "--pgdata", self.folder / "data", "--mode", "immediate", "stop")

    def run(self, program: str, *arguments: object) -> None:
        folder = programs()
        assert folder is not None
        command = [str(folder / program), *map(str, arguments)]
        if os.geteuid() == 0:
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")
