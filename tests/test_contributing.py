"""The map of CONTRIBUTING is the tree, and its recipes work as they are written: their blocks are carried out here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import CommandError, call_command

from studyplan.catalog.files import load as loader
from tests.catalog.conftest import CACHED_RENDERERS

ROOT: Path = settings.BASE_DIR
FENCE = re.compile(r"^( *)```(\w+)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
PLACE = re.compile(r"(?:#|\{#) (?P<path>[\w./-]+\.\w+)(?:, after (?P<after>.+?))?(?: #\})?\n")
EMPTY = "write something, it is empty"
# Names what an author would not write down: the numbers that are free depend on what there is.
NEXT = re.compile(r"\d+(?=  # the next free one)")


# The map


def apps() -> set[str]:
    """Every package right below studyplan/."""
    return {path.parent.name for path in (ROOT / "studyplan").glob("*/__init__.py")}


def test_the_map_names_every_app_and_no_other() -> None:
    rows = re.findall(r"^\| `studyplan/(\w+)(?:/|\.py)` \|", (ROOT / "CONTRIBUTING.md").read_text(), re.MULTILINE)
    assert {*rows} - {"urls"} == apps()
    assert len(rows) == len(set(rows))


def test_the_map_goes_down_as_imports_do() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    order = next(contract["layers"] for contract in contracts if contract["name"] == "Imports point down only")
    rows = re.findall(r"^\| `studyplan/(\w+)(?:/|\.py)` \|", (ROOT / "CONTRIBUTING.md").read_text(), re.MULTILINE)
    assert rows == order


def test_documents_name_folders_that_exist() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text() + (ROOT / "content" / "README.md").read_text()
    named = set(re.findall(r"`((?:studyplan|tests|templates|docs|static)/[\w/-]+(?:\.\w+)?)/?`", text))
    assert named
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


# The recipes


def blocks(document: Path, title: str) -> Iterator[tuple[str, str]]:
    """The language and the text of every block below a heading of a document."""
    section = re.split(r"^## ", document.read_text(), flags=re.MULTILINE)
    (text,) = [part for part in section if part.startswith(f"{title}\n")]
    for indent, language, block in FENCE.findall(text):
        yield language, textwrap.dedent(block) if indent else block


def write(root: Path, block: str) -> Path:
    """Carry out a block whose first line says where it goes: a new file, the end of one, or after a line of one."""
    place = PLACE.match(block)
    assert place, block
    path, after, text = root / place["path"], place["after"], block[place.end() :]
    path.parent.mkdir(parents=True, exist_ok=True)
    if not after:
        is_python = path.suffix == ".py"
        before = f"{path.read_text()}\n\n" if path.exists() and is_python else ""
        path.write_text(before + text)
        return path
    lines = path.read_text().splitlines(keepends=True)
    (index,) = (number for number, line in enumerate(lines, start=1) if line.strip().find(after) >= 0)
    path.write_text("".join([*lines[:index], text, *lines[index:]]))
    return path


class Checkout:
    """A copy of what authors of content work with."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def run(self, block: str) -> list[str]:
        """Carry out the commands of a block; what check_content says, line by line, nothing where all is well."""
        complaints: list[str] = []
        for command in block.splitlines():
            if command == "python manage.py check_content":
                complaints = self.check()
            else:
                subprocess.run(["sh", "-euc", command], cwd=self.path, check=True)
        return complaints

    def check(self) -> list[str]:
        """The faults of the content."""
        try:
            call_command("check_content", str(self.path / "content"))
        except CommandError as error:
            return str(error).splitlines()[:-1]
        return []

    def fill(self, file: str, values: Mapping[str, Any]) -> None:
        """Give every key of a file that was copied its value; a number that must be free is made so."""
        path = self.path / file
        assert yaml.safe_load(path.read_text()).keys() == values.keys()
        path.write_text(yaml.safe_dump(dict(values), sort_keys=False, allow_unicode=True))


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    """The content without lessons, whose rendering would take longest, and the skeletons."""
    monkeypatch.setattr(loader, "RENDERERS", CACHED_RENDERERS)
    ignored = shutil.ignore_patterns(
        "*.md", "*.py", "*.svg", "examples", "figures", "code", "implement.yaml", "primer", "__pycache__"
    )
    shutil.copytree(ROOT / "content", tmp_path / "content", ignore=ignored)
    shutil.copytree(ROOT / "docs" / "skeletons", tmp_path / "docs" / "skeletons")
    return Checkout(tmp_path)


def empty_places(value: Any, place: str = "") -> Iterator[str]:
    """Where nothing is written yet, in the words of check_content."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from empty_places(inner, f"{place}.{key}".lstrip("."))
    elif isinstance(value, list) and value:
        for index, inner in enumerate(value):
            yield from empty_places(inner, f"{place}[{index}]")
    elif value in (None, []) and not place.startswith("prerequisites."):
        yield place


def place_of(fault: str, file: str) -> str:
    """The place that a fault of a field left empty names."""
    named = re.fullmatch(rf"{re.escape(file)}:\d+: (\S+): {EMPTY}", fault)
    assert named, fault
    return named[1]


def new_topic(root: Path) -> dict[str, Any]:
    """A topic as one might fill it in: mostly what another one says, but a question of its own."""
    other = yaml.safe_load((root / "content" / "topics" / "optimization" / "topic.yaml").read_text())
    skeleton = yaml.safe_load((root / "docs" / "skeletons" / "topic.yaml").read_text())
    return {
        **{key: other.get(key) for key in skeleton},
        "number": len(list((root / "content" / "topics").iterdir())),
        "targets": {role: {"words": ["explain"]} for role in skeleton["targets"]},
        "depths": dict.fromkeys(skeleton["depths"], "light"),
        "warm_up": {**other["warm_up"], "question": "How do you check a gradient that you derived by hand?"},
    }


def test_a_topic_is_one_copied_file(checkout: Checkout) -> None:
    (command,) = blocks(ROOT / "content" / "README.md", "Add a topic")
    faults = checkout.run(command[1])
    file = "topics/gradient-checking/topic.yaml"
    skeleton = yaml.safe_load((checkout.path / "content" / file).read_text())
    assert [place_of(fault, file) for fault in faults] == list(empty_places(skeleton))
    checkout.fill(f"content/{file}", new_topic(checkout.path))
    assert checkout.check() == []
    content = loader.load(checkout.path / "content")
    assert all("gradient-checking" in role.targets for role in content.roles.values())
    assert all("gradient-checking" in kind.depths for kind in content.rounds.rounds)
    assert content.track.bands[-1].totals[-1] == 5 * len(content.topics)


def test_a_topic_s_cells_stand_in_one_place_and_are_complete(checkout: Checkout) -> None:
    file = "topics/gradient-checking/topic.yaml"
    topic = new_topic(checkout.path)
    topic["number"] += 1
    del topic["targets"]["mle"]
    path = checkout.path / "content" / file
    path.parent.mkdir()
    path.write_text(yaml.safe_dump(topic, sort_keys=False))
    role = checkout.path / "content" / "roles" / "mlops.yaml"
    role.write_text(f"{role.read_text().rstrip()}\n  gradient-checking: {{words: [know]}}\n")
    assert [fault.partition(" ")[2] for fault in checkout.check()] == [
        "add a line for mle: every topic needs one",
        "roles/mlops.yaml says this of 'gradient-checking' already: keep one of the two",
    ]


def test_a_company_comes_with_its_answers(checkout: Checkout) -> None:
    (_, command), (_, company), (_, answer) = blocks(ROOT / "content" / "README.md", "Add a company")
    faults = checkout.run(command)
    file = "companies/acme.yaml"
    skeleton = yaml.safe_load((checkout.path / "content" / file).read_text())
    assert [place_of(fault, file) for fault in faults] == list(empty_places(skeleton))
    free = len(list((checkout.path / "content" / "companies").iterdir()))
    (checkout.path / "content" / file).unlink()
    filled = write(checkout.path, NEXT.sub(str(free), company))
    assert yaml.safe_load(filled.read_text()).keys() == skeleton.keys()
    (fault,) = checkout.check()
    assert fault.startswith("topics/optimization/study.yaml:")
    assert fault.endswith("answer the question of acme too")
    write(checkout.path, answer)
    assert checkout.check() == []


def test_a_page_is_added_in_five_steps(tmp_path: Path) -> None:
    for folder in ("content", "static", "studyplan", "templates", "tests"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("manage.py", "pyproject.toml"):
        shutil.copy(ROOT / file, tmp_path)
    written = [write(tmp_path, block) for _, block in blocks(ROOT / "CONTRIBUTING.md", "Add a page")]
    assert [path.relative_to(tmp_path).as_posix() for path in written if path.suffix == ".html"] == [
        "templates/accounts/zone_list.html"
    ]
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    tests = ["tests/accounts/test_zone_list.py", "tests/test_every_url.py", "-k", "zone_list or has_an_entry"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests],
        cwd=tmp_path,
        env={**kept, "STUDYPLAN_DATA": str(tmp_path / "data"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    style = [sys.executable, "-m", "ruff"]
    python = [str(path) for path in written if path.suffix == ".py"]
    for command in (["check"], ["format", "--check"]):
        checked = subprocess.run([*style, *command, *python], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout
