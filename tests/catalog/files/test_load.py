"""Every kind of fault in the content, with its file, its line and what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from studyplan.catalog.files import load as loader
from studyplan.catalog.files.load import ContentError, load
from tests.catalog.conftest import Folder

BV = "topics/bias-variance/topic.yaml"
LF = "topics/loss-functions/topic.yaml"
REG = "topics/regularization/topic.yaml"
OVERVIEW = "guide/overview.yaml"


def test_topics_and_roles_are_numbered_without_gaps(folder: Folder) -> None:
    content = load(folder.path)
    assert [topic.number for topic in content.topics.values()] == list(range(1, len(content.topics) + 1))
    assert [role.position for role in content.roles.values()] == list(range(1, len(content.roles) + 1))


# (file, old, new, line of `old` + this, what the fault says)
EDITS = {
    "unknown key": (BV, "\ntitle:", "\ntitel:", 1, "unknown key 'titel'; did you mean 'title'?"),
    "unknown key inside": (
        BV,
        "  reading:",
        "  readin:",
        0,
        "unknown key 'readin' in formula; did you mean 'reading'?",
    ),
    "unknown key, nothing near": (BV, "\nminutes:", "\nzzz: 1\nminutes:", 1, "unknown key 'zzz'"),
    "unknown key in a list": (OVERVIEW, "    kind: i", "    kin: i", 0, "'kin' in callouts[0]; did you mean 'kind'?"),
    "unknown key in a table": (
        "track.yaml",
        "    name: Know",
        "    nam: Know",
        0,
        "unknown key 'nam' in depth_words.know; did you mean 'name'?",
    ),
    "duplicate key": (BV, "\ntier:", "\nnumber: 2\ntier:", 1, "the key 'number' is already on line 1"),
    "number as text": (BV, "number: 1", "number: one", 0, "number: input should be a valid integer"),
    "text as yes": (BV, "title: Bias-Variance Tradeoff", "title: yes", 0, "expected text, not True; put it in quotes"),
    "empty text": (BV, "title: Bias-Variance Tradeoff", "title: ''", 0, "title: write something, it is empty"),
    "too few anchors": (BV, "  - Know the terms\n", "", -1, "anchors: tuple should have at least 5 items"),
    "minutes off the grid": (BV, "minutes: [90,", "minutes: [91,", 0, "minutes[0]: input should be a multiple of 5"),
    "unknown topic": ("roles/mle.yaml", "  optimization:", "  optimisation:", 0, "did you mean 'optimization'?"),
    "unknown depth word": (
        "roles/mle.yaml",
        "[derive, tune]",
        "[derive, tine]",
        0,
        "there is no depth word 'tine'; did",
    ),
    "unknown tier": (BV, "tier: foundation", "tier: fundation", 0, "there is no tier 'fundation'; did you mean"),
    "unknown frequency": ("companies/meta.yaml", "very-high", "often", 0, "there is no frequency 'often'; known are:"),
    "unknown round depth": ("rounds.yaml", ": deep", ": dep", 0, "there is no round depth 'dep'; did you mean 'deep'?"),
    "unknown mock format": (
        "topics/interview-questions/topic.yaml",
        "twenty-in-thirty",
        "twenty-in-thirt",
        0,
        "there is no mock format 'twenty-in-thirt'; did you mean 'twenty-in-thirty'?",
    ),
    "unknown role": ("track.yaml", "default_role: mle", "default_role: ml", 0, "there is no role 'ml'; did you mean"),
    "no slug": ("roles/mle.yaml", "  optimization:", "  Optimization:", 0, "'Optimization' is not a slug"),
    "topic of a callout": (OVERVIEW, "    place: rounds", "    place: round", 0, "place: input should be 'rounds', "),
    "number taken": (LF, "number: 2\n", "number: 1\n", 0, "1 is taken by 'bias-variance'; free: 2"),
    "number with a hole": (BV, "number: 1\n", "number: 99\n", 0, "99 leaves a hole below it; free: 1"),
    "position taken": ("roles/mle.yaml", "position: 1", "position: 2", 0, "2 is taken by"),
    "slug twice": (
        "rounds.yaml",
        "slug: ml-depth",
        "slug: phone-screen",
        0,
        "the slug 'phone-screen' is there already",
    ),
    "tracker column": ("track.yaml", "  - kind: mock\n    name: Mock Interview\n", "", -9, "add a column for mock"),
    "checkpoint": ("track.yaml", "    kind: recall-3", "    kind: recall-7", 0, "write 'kind: recall-3'"),
    "checkpoint of day 0": (
        "track.yaml",
        "- day: 0\n",
        "- day: 0\n    kind: recall-3\n",
        1,
        "leave 'kind' away on day 0",
    ),
    "bands with a hole": ("track.yaml", "totals: [20, 35]", "totals: [21, 35]", 0, "has to begin at 20"),
    "bands that overlap": ("track.yaml", "totals: [20, 35]", "totals: [19, 35]", 0, "has to begin at 20"),
    "bands that end early": ("track.yaml", "totals: [50, most]", "totals: [50, 59]", 0, "has to end at 60"),
    "resources with a hole": ("resources.yaml", "totals: [20, 39]", "totals: [22, 39]", 0, "has to begin at 20"),
    "band without a path": (
        "track.yaml",
        "    variant: express\n    name",
        "    variant: sprint\n    name",
        0,
        "already",
    ),
    "totals of another form": ("track.yaml", "totals: [20, 35]", "totals: many", 0, "bands[1].totals: input should be"),
    "days downwards": ("track.yaml", "days: [28, 42]", "days: [42, 28]", 0, "[42, 28] does not go upwards"),
    "pace downwards": ("track.yaml", "pace_range: [50, 200]", "pace_range: [200, 50]", 0, "does not go upwards"),
    "longer is less": ("track.yaml", "took_longer: [3, 2]", "took_longer: [2, 3]", 0, "write a share above 1"),
    "longer is all": ("track.yaml", "took_longer: [3, 2]", "took_longer: [2, 2]", 0, "write a share above 1"),
    "longer has no end": ("track.yaml", "took_longer: [3, 2]", "took_longer: [3, 0]", 0, "write a share above 1"),
    "less is more": ("track.yaml", "took_shorter: [3, 4]", "took_shorter: [4, 3]", 0, "write a share below 1"),
    "less is nothing": ("track.yaml", "took_shorter: [3, 4]", "took_shorter: [0, 4]", 0, "write a share below 1"),
    "share above 1": ("track.yaml", "recall_share: [1, 5]", "recall_share: [5, 1]", 0, "write a share of at most 1"),
    "probes undecided": ("track.yaml", "probes_decide: [2, 3]", "probes_decide: [2, 4]", 0, "more than half"),
    "probes too few": ("track.yaml", "probes_decide: [2, 3]", "probes_decide: [4, 3]", 0, "no more than all"),
    "attempt as a check": ("track.yaml", "attempt_weight: 1", "attempt_weight: 3", 0, "write less than 3"),
    "stumble that holds": ("track.yaml", "hold_share: [2, 3]", "hold_share: [1, 3]", 0, "no less than [1, 2]"),
    "kind without a level": ("track.yaml", "chain: 4, company: 4, ", "", 0, "add a level for chain, company"),
    "level of no kind": ("track.yaml", "{warm-up: 3,", "{warmup: 3,", 0, "warm-up"),
    "words downwards": ("track.yaml", "least: 65", "least: 40", 0, "begin at 0 and ascend: 40 does not fit here"),
    "words from above 0": ("track.yaml", "least: 0\n", "least: 1\n", 0, "begin at 0 and ascend: 1 does not fit here"),
    "readiness word twice": ("track.yaml", "slug: under-way", "slug: just-begun", 0, "the slug 'just-begun' is there"),
    "review": (
        "track.yaml",
        "  review: 25",
        "  review: 30",
        0,
        "a review is self_assessment, cheat_sheet and mock: write 25",
    ),
    "math": (BV, r"\mathbb{E}[\hat f(x)]-f(x)", r"\mathb{E}[\hat f(x)]-f(x)", 0, r"\mathb"),
    "a formula that is not closed": (BV, "$\\varepsilon$ has mean", "$\\varepsilon has mean", None, "dollar sign"),
    "requires itself": (REG, "topic: bias-variance", "topic: regularization", 0, "regularization → regularization"),
    "requires nothing that there is": (REG, "topic: bias-variance", "topic: bias", 0, "there is no topic 'bias'"),
    "listed twice": (REG, "- topic: loss-functions", "- topic: bias-variance", 0, "'bias-variance' is listed twice"),
    "follows from others": (
        "topics/ensemble-methods/topic.yaml",
        "- topic: optimization",
        "- topic: loss-functions",
        0,
        "take 'loss-functions' away",
    ),
    "a later tier": (REG, "- topic: loss-functions", "- topic: probabilistic-ml", 0, "is of tier 4, later than this"),
}


@pytest.mark.parametrize(("file", "old", "new", "offset", "message"), EDITS.values(), ids=EDITS.keys())
def test_faults_are_named_with_their_place(
    folder: Folder, file: str, old: str, new: str, offset: int | None, message: str
) -> None:
    line = folder.edit(file, old, new)
    place = f"{file}:{line + offset}:" if offset is not None else f"{file}:"
    faults = folder.faults()
    assert any(fault.startswith(place) and message in fault for fault in faults), faults


def test_all_faults_of_all_files_come_at_once(folder: Folder) -> None:
    folder.edit(BV, "\ntitle:", "\ntitel:")
    folder.edit(BV, "tier: foundation", "tier: fundation")
    folder.edit("roles/mle.yaml", "[derive, tune]", "[derive, tine]")
    folder.edit("companies/meta.yaml", "position: 2", "position: [")
    faults = folder.faults()
    assert {fault.split(":")[0] for fault in faults} == {BV, "roles/mle.yaml", "companies/meta.yaml"}
    messages = " ".join(faults)
    for part in ("titel", "'title' is missing", "fundation", "tine", "not valid YAML"):
        assert part in messages
    assert faults == sorted(faults, key=lambda fault: (fault.split(":")[0], int(fault.split(":")[1])))


def test_faults_of_the_yaml_come_before_anything_is_rendered(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def render(*_arguments: object) -> None:
        raise AssertionError("An author waits for this.")

    monkeypatch.setattr(loader, "render_all", render)
    monkeypatch.setattr(loader, "read_lessons", render)
    folder.edit(BV, r"\mathbb{E}", r"\mathb{E}")
    line = folder.edit(BV, "tier: foundation", "tier: fundation")
    (fault,) = folder.faults()
    assert fault.startswith(f"{BV}:{line}: there is no tier 'fundation'")


def test_faults_of_all_texts_come_at_once(folder: Folder) -> None:
    folder.edit(BV, r"\mathbb{E}", r"\mathb{E}")
    folder.edit(LF, "$", "$\\nonsense ")
    assert [fault.split(":")[0] for fault in folder.faults()] == [BV, LF]


LAUGHS = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 9)
)
CHAIN = "a0: &a0 [x]\n" + "".join(f"a{level}: &a{level} [*a{level - 1}]\n" for level in range(1, 90))


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("position: 1\ntargets: &all\n  optimization: *all\n", 3, "the alias '*all' stands inside its own anchor"),
        ("position: 1\n? &key [*key]\n: 1\n", 2, "the alias '*key' stands inside its own anchor"),
        (LAUGHS, 5, "more than 20,000 values, with aliases written out: repeat less"),
        (CHAIN, 47, "more than 50 levels stand inside each other"),
        ("position: 1\ntargets: " + "[" * 100_000, 2, "more than 50 levels stand inside each other"),
        ("position: 1\ntargets: *none\n", 2, "not valid YAML: found undefined alias"),
    ],
    ids=["in itself", "in its own key", "billion laughs", "chain", "deep", "unknown"],
)
def test_an_alias_cannot_stop_the_loader(folder: Folder, text: str, line: int, message: str) -> None:
    (folder.path / "roles" / "mle.yaml").write_text(text)
    (fault,) = [fault for fault in folder.faults() if fault.startswith("roles/mle.yaml:")]
    assert fault.startswith(f"roles/mle.yaml:{line}: {message}")


def test_an_alias_repeats_what_its_anchor_holds(folder: Folder) -> None:
    folder.edit("roles/mle.yaml", "{words: [", "&depth {words: [")
    line = folder.edit("roles/mle.yaml", "  optimization: {words: [derive, tune]}", "  optimization: *depth")
    assert line > folder.line("roles/mle.yaml", "&depth")
    assert folder.faults() == []


def test_a_missing_key_is_reported_where_it_belongs(folder: Folder) -> None:
    folder.edit(OVERVIEW, "    kind: interviewer\n", "")
    place = folder.line(OVERVIEW, "- slug: prioritize-by-round")
    assert folder.faults() == [f"{OVERVIEW}:{place}: the key 'kind' is missing in callouts[0]"]


def test_math_faults_count_lines_inside_a_block(folder: Folder) -> None:
    line = folder.edit(BV, "  answer: |\n", "  answer: |\n    First this.\n\n    Then $\\nonsense$ follows.\n\n")
    (fault,) = folder.faults()
    assert fault.startswith(f"{BV}:{line + 3}: ")
    assert "nonsense" in fault


def test_every_role_and_round_speaks_of_every_topic(folder: Folder) -> None:
    folder.edit("roles/mlops.yaml", "  optimization:", "  # optimization:")
    line = folder.edit("rounds.yaml", "      optimization: light\n", "")
    faults = folder.faults()
    targets = folder.line("roles/mlops.yaml", "targets:")
    assert f"roles/mlops.yaml:{targets}: add a line for optimization: every topic needs one" in faults
    assert any(fault.startswith("rounds.yaml:") and "optimization" in fault for fault in faults)
    assert line > 1


def test_a_circle_is_shown_with_its_path(folder: Folder) -> None:
    hard = "  hard:\n    - topic: probabilistic-ml\n      why: It closes the circle.\n"
    text = (folder.path / BV).read_text()
    (folder.path / BV).write_text(f"{text}\nprerequisites:\n{hard}")
    circle = [fault for fault in folder.faults() if "circle" in fault]
    assert len(circle) == 1
    assert " → " in circle[0]
    assert "bias-variance" in circle[0]


def test_a_folder_says_what_it_lacks_and_what_it_should_not_hold(folder: Folder) -> None:
    (folder.path / "rounds.yaml").rename(folder.path / "round.yaml")
    (folder.path / "topics" / "New Topic").mkdir()
    (folder.path / "roles" / "Big_Role.yaml").write_text("position: 1\n")
    (folder.path / BV).write_text("")
    (folder.path / "topics" / "notes.yaml").write_text("remember: this\n")
    faults = folder.faults()
    assert "rounds.yaml:1: this file is missing" in faults
    assert "round.yaml:1: nothing reads this file; did you mean 'rounds.yaml'?" in faults
    assert "topics/New Topic/topic.yaml:1: this file is missing" in faults
    assert any(fault.startswith("topics/New Topic:1: 'New Topic' is not a slug") for fault in faults)
    assert any(fault.startswith("roles/Big_Role.yaml:1: 'Big_Role' is not a slug") for fault in faults)
    assert f"{BV}:1: the file is empty" in faults
    assert any(fault.startswith("topics/notes.yaml:1: nothing reads this file") for fault in faults)


def test_material_beside_a_topic_is_checked_where_it_is_there(folder: Folder) -> None:
    beside = folder.path / "topics" / "bias-variance"
    (beside / "study.yaml").write_text("companies:\n  - company: gogle\n    answer: Yes.\n")
    (beside / "problem.yaml").write_text("problems: []\n")
    faults = folder.faults()
    assert "topics/bias-variance/problem.yaml:1: nothing reads this file; did you mean" in " ".join(faults)
    study = [fault for fault in faults if fault.startswith("topics/bias-variance/study.yaml:")]
    assert any("2: there is no company 'gogle'; did you mean 'google'?" in fault for fault in study)
    assert any("the key 'sources' is missing" in fault for fault in study)


def test_an_empty_folder_is_a_list_of_faults(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        load(tmp_path)
    text = str(caught.value)
    assert "track.yaml:1: this file is missing" in text
    assert "topics/:1: nothing is there: add at least one file topics/*/topic.yaml" in text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"number: \xff", "not UTF-8"),
        (b"- a\n- b\n", "expected a mapping"),
        (b"on: 2026-99-99\n", "not valid YAML"),
        (b"a: !!python/object:os.system {}\n", "not valid YAML"),
        (b"targets: 5\n", "targets: input should be a valid dictionary"),
    ],
)
def test_files_of_another_form_are_faults_too(folder: Folder, data: bytes, message: str) -> None:
    (folder.path / "roles" / "mle.yaml").write_bytes(data)
    assert any(fault.startswith("roles/mle.yaml:1: ") and message in fault for fault in folder.faults())
