"""``manage.py import_account``."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from studyplan.accounts.models import User
from tests.factories import NOW, make_assessment

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(life: dict[str, Any], tmp_path: Path, freeze: Any) -> Path:
    freeze(NOW)
    path = tmp_path / "ada.json"
    path.write_text(json.dumps(life))
    return path


def run(*arguments: str | Path) -> str:
    out = StringIO()
    call_command("import_account", *map(str, arguments), stdout=out, no_color=True)
    return out.getvalue()


def test_a_new_account_takes_the_file(ada: User, file: Path) -> None:
    printed = run("Ada@example.org", file)
    assert "Notes and stars: 0 here, 1 in the file" in printed
    assert printed.endswith("Imported into ada@example.org.\n")
    assert ada.notes.get().text == "Again."


def test_a_used_one_only_on_request(ada: User, file: Path) -> None:
    make_assessment(ada)
    with pytest.raises(CommandError, match="--replace"):
        run("ada@example.org", file)
    assert not ada.notes.exists()
    run("ada@example.org", file, "--replace")
    assert ada.assessments.get().levels == {"optimization": 2}


def test_what_is_left_out_is_printed(ada: User, file: Path, life: dict[str, Any]) -> None:
    life["notes"][0]["about"] = "alchemy"
    file.write_text(json.dumps(life))
    assert "Left out, because this site does not know it: Notes and stars: 1 (alchemy)" in run("ada@example.org", file)


def test_faults_are_printed(ada: User, file: Path) -> None:
    file.write_text('{"application": "studyplan", "format": 2}')
    with pytest.raises(CommandError, match=r"(?s)Nothing was imported\..*\$\.account: is missing"):
        run("ada@example.org", file)


def test_nobody_of_that_address(db: None, file: Path) -> None:
    with pytest.raises(CommandError, match="no account with the address nobody"):
        run("nobody@example.org", file)


def test_no_such_file(ada: User, file: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        run("ada@example.org", file.with_name("other.json"))
