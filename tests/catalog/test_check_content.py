"""What authors are told."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from tests.catalog.conftest import Folder


def test_sound_content_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_content")
    out = capsys.readouterr().out
    assert out.startswith("12 topics, 5 roles, 5 companies, 5 rounds, 4 patterns, 5 anti-patterns, 10 mock formats, ")


def test_every_fault_is_listed_and_counted(folder: Folder) -> None:
    folder.edit("roles/mle.yaml", "[derive, tune]", "[derive, tine]")
    folder.edit("track.yaml", "totals: [20, 35]", "totals: [21, 35]")
    with pytest.raises(CommandError) as caught:
        call_command("check_content", str(folder.path))
    assert caught.value.returncode == 1
    lines = str(caught.value).splitlines()
    assert [line.split(":")[0] for line in lines[:-1]] == ["roles/mle.yaml", "track.yaml"]
    assert lines[-1] == "2 faults; formulas, lessons and links are checked once these are mended"


def test_the_last_faults_are_those_of_the_texts(folder: Folder) -> None:
    folder.edit("topics/bias-variance/topic.yaml", r"\mathbb{E}", r"\mathb{E}")
    with pytest.raises(CommandError) as caught:
        call_command("check_content", str(folder.path))
    assert str(caught.value).splitlines()[-1] == "1 fault"
