"""Rules that the database keeps, and how rows call themselves."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

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
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def breaks(constraint: str, row: models.Model) -> None:
    """Assert that the constraint refuses the row."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        row.save(force_insert=True)
    names = [known.name for known in row._meta.constraints]
    assert constraint in names, f"{constraint} is none of {names}"
    # SQLite names the columns of a unique constraint instead.
    text = str(caught.value)
    assert constraint in text or "UNIQUE" in text


@pytest.fixture
def topics() -> list[Topic]:
    return list(Topic.objects.current())


def target(level: int) -> RoleTarget:
    """A cell that the table does not have yet."""
    cell = RoleTarget.objects.select_related("role", "topic").order_by("pk")[0]
    cell.delete()
    return RoleTarget(role=cell.role, topic=cell.topic, words="Know", word_slugs=["know"], level=level)


def test_targets_are_levels_and_unique() -> None:
    for level in (0, 6):
        breaks("role_target_level_1_to_5", target(level))
    cell = RoleTarget.objects.order_by("pk")[0]
    breaks("role_target_unique", RoleTarget(role=cell.role, topic=cell.topic, words="Know", word_slugs=[], level=2))


def test_edges_join_two_topics_once(topics: list[Topic]) -> None:
    edge = Prerequisite.objects.order_by("pk")[0]
    again: dict[str, Any] = {"topic": edge.topic, "requires": edge.requires, "why_html": ""}
    breaks("prerequisite_unique", Prerequisite(**again, kind="soft"))
    breaks("prerequisite_not_itself", Prerequisite(topic=topics[0], requires=topics[0], kind="hard", why_html=""))
    breaks("prerequisite_kind_known", Prerequisite(topic=topics[0], requires=topics[1], kind="firm", why_html=""))


def test_a_mock_of_a_topic_is_a_format_and_its_minutes(topics: list[Topic]) -> None:
    for name, least in (("", 90), ("twenty-in-thirty", None), ("twenty-in-thirty", 0)):
        breaks(
            "topic_mock_whole",
            Topic(
                slug="new",
                position=99,
                name="New",
                tier_number=1,
                level_minutes=[],
                mock_format=name,
                mock_least=least,
            ),
        )
    assert topics[-1].mock_least == 90


def test_tables_hold_each_topic_once() -> None:
    asked = CompanyTopic.objects.order_by("pk")[0]
    breaks(
        "company_topic_unique", CompanyTopic(company=asked.company, topic=asked.topic, frequency="high", question="?")
    )
    depth = RoundTopic.objects.order_by("pk")[0]
    breaks("round_topic_unique", RoundTopic(round=depth.round, topic=depth.topic, depth="deep"))


def test_there_is_one_version() -> None:
    breaks("content_version_only_one", ContentVersion(id=2, digest="0" * 64, loaded_at=NOW))


def test_current_rows_are_in_order_and_not_retired(topics: list[Topic]) -> None:
    assert [topic.position for topic in topics] == list(range(1, len(topics) + 1))
    Topic.objects.filter(slug="optimization").update(is_retired=True)
    assert "optimization" not in Topic.objects.current().values_list("slug", flat=True)


def test_rows_say_what_they_are() -> None:
    assert str(Topic.objects.get(slug="optimization")) == "Optimization"
    assert (
        str(RoleTarget.objects.get(role__slug="mlops", topic__slug="optimization"))
        == "MLOps Engineer, Optimization: Know"
    )
    edge = Prerequisite.objects.get(topic__slug="cross-validation", requires__slug="evaluation-metrics")
    assert str(edge) == "Cross-Validation → Evaluation Metrics"
    asked = CompanyTopic.objects.get(company=Company.objects.get(slug="google"), topic__slug="optimization")
    assert str(asked) == "Google, Optimization: very-high"
    depth = RoundTopic.objects.get(round=Round.objects.get(slug="coding"), topic__slug="optimization")
    assert str(depth) == "Coding, Optimization: sometimes"
    assert str(Document.objects.get(slug="track")) == "track"
    assert Role.objects.get(slug="mle").targets.count() == len(Topic.objects.current())
