"""The scripts in bin/, as far as they can be tried without a system of their own; bin/bare tries the rest."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture
def fresh_checkout(tmp_path: Path) -> Path:
    """The scripts and locks, and nothing installed."""
    for folder in ("bin", "requirements"):
        shutil.copytree(settings.BASE_DIR / folder, tmp_path / "checkout" / folder)
    return tmp_path / "checkout"


def run(checkout: Path, programs: dict[str, str]) -> tuple[int, str, str]:
    """Status, output and errors of bin/run where the given programs (name → shell code) come first."""
    folder = checkout.parent / "programs"
    folder.mkdir()
    for name, code in programs.items():
        (folder / name).write_text(f"#!/bin/sh\n{code}\n")
        (folder / name).chmod(0o755)
    done = subprocess.run(
        [checkout / "bin" / "run"],
        env={"PATH": f"{folder}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("version", ["3.10", "3.15"])
def test_an_unsupported_python_is_refused_in_one_line(fresh_checkout: Path, version: str) -> None:
    message = f"run: Python 3.11, 3.12, 3.13, or 3.14 is needed; python3 is Python {version}.\n"
    assert run(fresh_checkout, {"python3": f"echo {version}"}) == (1, "", message)
    assert not (fresh_checkout / ".venv").exists()


def test_an_unsupported_processor_is_refused_in_one_line(fresh_checkout: Path) -> None:
    programs = {"python3": "echo 3.13", "uname": "echo Linux riscv64"}
    message = "run: Linux on x86-64 or arm64 is needed; this is Linux riscv64.\n"
    assert run(fresh_checkout, programs) == (1, "", message)


def test_a_missing_venv_is_named_with_what_brings_it(fresh_checkout: Path) -> None:
    programs = {"python3": 'case "$*" in *ensurepip*) exit 1 ;; *) echo 3.13 ;; esac', "uname": "echo Linux x86_64"}
    message = "run: Python's venv is missing. On Debian, as root: apt-get install python3-venv\n"
    assert run(fresh_checkout, programs) == (1, "", message)
