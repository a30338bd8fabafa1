"""Content into rows: idempotent, atomic, retiring instead of deleting, and quick where nothing changed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, models
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from studyplan.catalog import sync as sync_module
from studyplan.catalog.files import load as loader
from studyplan.catalog.files.digest import content_digest
from studyplan.catalog.files.load import load
from studyplan.catalog.models import (
    Company,
    CompanyTopic,
    ContentVersion,
    Document,
    Prerequisite,
    Role,
    RoleTarget,
    Round,
    RoundTopic,
    Topic,
)
from studyplan.catalog.syllabus import syllabus
from studyplan.catalog.sync import sync
from tests.catalog.conftest import CACHED_RENDERERS, Folder
from tests.factories import NOW, make_assessment, make_user, ratings

pytestmark = pytest.mark.django_db
SLUGGED: tuple[Any, ...] = (Topic, Role, Company, Round)
JOINS: tuple[type[models.Model], ...] = (Prerequisite, RoleTarget, CompanyTopic, RoundTopic, Document)


@pytest.fixture(autouse=True)
def rendered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """How texts are rendered is not the matter here."""
    monkeypatch.setattr(loader, "RENDERERS", CACHED_RENDERERS)


def rows() -> dict[str, list[dict[str, Any]]]:
    """Everything that was loaded, less the keys of rows that are written anew."""
    rows_by_model = {model.__name__: list(model.objects.order_by("pk").values()) for model in SLUGGED}
    for model in JOINS:
        rows_by_model[model.__name__] = [
            {key: value for key, value in row.items() if key != "id"}
            for row in model._default_manager.order_by("pk").values()
        ]
    return rows_by_model


def test_a_second_load_of_the_same_content_only_reads() -> None:
    with CaptureQueriesContext(connection) as queries:
        call_command("load_content", verbosity=0)
    assert len(queries) == 1
    assert queries[0]["sql"].startswith("SELECT")


def test_a_second_load_imports_no_renderer() -> None:
    """It is on the way of every start, which has three seconds in all."""
    code = (
        "import sys, django; django.setup();"
        "import studyplan.catalog.management.commands.load_content, studyplan.catalog.files.digest;"
        "heavy = {'quickjs', 'markdown_it', 'studyplan.catalog.files.load'} & set(sys.modules);"
        "assert not heavy, heavy"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={"DJANGO_SETTINGS_MODULE": "studyplan.settings", "STUDYPLAN_DATA": str(settings.DATA_DIR)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_loading_again_by_force_changes_nothing() -> None:
    before = rows()
    call_command("load_content", "--force", verbosity=0)
    assert rows() == before


def test_it_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_content", verbosity=2)
    call_command("load_content", "--force")
    assert capsys.readouterr().out == "The content is up to date.\nLoading the content …\nLoaded 12 topics.\n"


def test_changes_reach_the_rows_under_the_same_keys(folder: Folder, settings: Settings) -> None:
    settings.CONTENT_DIR = folder.path
    kept = Topic.objects.get(slug="optimization").pk
    folder.edit("topics/optimization/topic.yaml", "short_title: Optimization", "short_title: Optimizers")
    folder.edit("roles/mle.yaml", "[derive, tune]", "[know]")
    call_command("load_content", verbosity=0)
    topic = Topic.objects.get(slug="optimization")
    assert (topic.pk, topic.short_name) == (kept, "Optimizers")
    target = RoleTarget.objects.get(role__slug="mle", topic=topic)
    assert (target.level, target.words, target.word_slugs) == (2, "Know", ["know"])
    assert syllabus().targets["mle"]["optimization"] == 2


def test_what_is_gone_is_retired_and_comes_back(folder: Folder) -> None:
    """A company that users may have chosen; a topic cannot go without all that names it."""
    meta = Company.objects.get(slug="meta")
    (folder.path / "companies" / "startup.yaml").rename(folder.path / "startup.kept")
    sync(load(folder.path), "without", NOW)
    startup = Company.objects.get(slug="startup")
    assert startup.is_retired
    assert startup not in Company.objects.current()
    assert meta in Company.objects.current()
    assert "startup" not in syllabus().frequencies
    assert not CompanyTopic.objects.filter(company=startup).exists()
    (folder.path / "startup.kept").rename(folder.path / "companies" / "startup.yaml")
    sync(load(folder.path), "with", NOW)
    startup.refresh_from_db()
    assert not startup.is_retired
    assert "startup" in syllabus().frequencies


def test_ratings_of_a_retired_topic_stay() -> None:
    make_assessment(make_user(), ratings(4))
    content = load(settings.CONTENT_DIR)
    topics = sync_module.topic_rows(content)
    sync_module.upsert(Topic, [row for row in topics if row.slug != "optimization"])
    topic = Topic.objects.get(slug="optimization")
    assert topic.is_retired
    with pytest.raises(models.ProtectedError):
        topic.delete()


def test_a_load_that_fails_leaves_everything_as_it_was(monkeypatch: pytest.MonkeyPatch, folder: Folder) -> None:
    before, version = rows(), ContentVersion.objects.get().digest
    folder.edit("topics/optimization/topic.yaml", "short_title: Optimization", "short_title: Optimizers")

    def fail(*_args: object) -> None:
        raise IntegrityError("as a full disk might")

    monkeypatch.setattr(sync_module, "document_rows", fail)
    with pytest.raises(IntegrityError):
        sync(load(folder.path), "new", NOW)
    assert rows() == before
    assert ContentVersion.objects.get().digest == version


def test_faulty_content_is_not_loaded(folder: Folder, settings: Settings) -> None:
    settings.CONTENT_DIR = folder.path
    folder.edit("roles/mle.yaml", "[derive, tune]", "[derive, tine]")
    before = rows()
    with pytest.raises(CommandError, match=r"the content was not loaded:\nroles/mle.yaml:\d+: there is no depth word"):
        call_command("load_content", verbosity=0)
    assert rows() == before


def test_the_digest_follows_content_and_nothing_else(folder: Folder) -> None:
    first = content_digest(folder.path)
    (folder.path / "notes.txt").write_text("not content")
    assert content_digest(folder.path) == first
    folder.edit("track.yaml", "mock: 10", "mock:  10")
    assert content_digest(folder.path) != first


def test_the_version_says_when(freeze: Callable[[datetime], None]) -> None:
    freeze(NOW)
    call_command("load_content", "--force", verbosity=0)
    version = ContentVersion.objects.get()
    assert version.loaded_at == NOW
    assert str(version) == content_digest(settings.CONTENT_DIR)[:12]
