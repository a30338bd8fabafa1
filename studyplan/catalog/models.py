"""The content as rows: written only by ``load_content``, read by everyone.

Text columns ending in ``_html`` hold HTML rendered from the content's Markdown when it was loaded. Rows that users may
refer to are retired, never deleted.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

ModelT = TypeVar("ModelT", bound=models.Model)


class CurrentManager(models.Manager[ModelT]):
    def current(self) -> models.QuerySet[ModelT]:
        """Rows that the content still holds, in the content's order."""
        return self.get_queryset().filter(is_retired=False)


class Slugged(models.Model):
    """A row that content names by a slug and retires instead of deleting."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("name"), max_length=120)
    is_retired = models.BooleanField(_("retired"), default=False)

    objects: ClassVar[CurrentManager[Self]] = CurrentManager()

    class Meta:
        abstract = True
        ordering = ("position",)

    def __str__(self) -> str:
        return self.name


class Topic(Slugged):
    """One topic; ``position`` is its number. Its texts are in a document: rows are read far more often than pages."""

    short_name = models.CharField(_("short name"), max_length=60)
    tier = models.SlugField(_("tier"), max_length=60)
    tier_number = models.PositiveSmallIntegerField(_("tier number"))
    level_minutes = models.JSONField(_("minutes per level"))
    fixed_frequency = models.PositiveSmallIntegerField(_("fixed frequency"), null=True, blank=True)
    mock_format = models.SlugField(_("format of its own mock"), max_length=60, blank=True, db_index=False)
    mock_least = models.PositiveSmallIntegerField(_("planned minutes that it takes"), null=True, blank=True)
    prerequisites: models.ManyToManyField[Topic, Prerequisite] = models.ManyToManyField(
        "self",
        through="Prerequisite",
        through_fields=("topic", "requires"),
        symmetrical=False,
        related_name="dependents",
    )

    class Meta(Slugged.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(mock_format="", mock_least__isnull=True)
                | (~Q(mock_format="") & Q(mock_least__isnull=False, mock_least__gte=1)),
                name="topic_mock_whole",
            ),
        )

    def get_absolute_url(self) -> str:
        return topic_url(self.slug)

    @property
    def lesson_url(self) -> str:
        return topic_url(self.slug, "lesson")

    @property
    def practice_url(self) -> str:
        return topic_url(self.slug, "practice")

    @property
    def cards_url(self) -> str:
        return topic_url(self.slug, "cards")

    @property
    def reference_url(self) -> str:
        return topic_url(self.slug, "reference")


@cache
def topic_url(slug: str, part: str = "detail") -> str:
    """The address of a part of a topic's page; "detail" is the overview."""
    return reverse(f"dashboard:topic_{part}", args=[slug])


class Prerequisite(models.Model):
    """An edge: ``topic`` builds on ``requires``."""

    class Kind(models.TextChoices):
        """Hard edges must be met; soft ones only order."""

        HARD = "hard", _("hard")
        SOFT = "soft", _("soft")

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="prerequisite_edges")
    requires = models.ForeignKey(Topic, models.CASCADE, related_name="dependent_edges")
    kind = models.CharField(_("kind"), max_length=4, choices=Kind)
    why_html = models.TextField(_("why"))

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("topic", "requires"), name="prerequisite_unique"),
            models.CheckConstraint(condition=~Q(topic=F("requires")), name="prerequisite_not_itself"),
            models.CheckConstraint(condition=Q(kind__in=["hard", "soft"]), name="prerequisite_kind_known"),
        )

    def __str__(self) -> str:
        return f"{self.topic} → {self.requires}"


class Role(Slugged):
    short_name = models.CharField(_("short name"), max_length=60)
    setting = models.CharField(_("setting"), max_length=60, blank=True)


class RoleTarget(models.Model):
    """How deep a role must know a topic: the words of the table, and the level that they mean."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="targets")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="role_targets")
    words = models.CharField(_("depth"), max_length=120)  # as shown: "Derive + Apply"
    word_slugs = models.JSONField(_("depth words"))  # keys of the track's depth words
    level = models.PositiveSmallIntegerField(_("level"))

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("role", "topic"), name="role_target_unique"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=5), name="role_target_level_1_to_5"),
        )

    def __str__(self) -> str:
        return f"{self.role}, {self.topic}: {self.words}"


class Company(Slugged):
    """A company, or kind of company, with the style of its interviews."""

    reported_for = models.CharField(_("reported for"), max_length=120)
    unnamed_frequency = models.SlugField(_("frequency of topics not named"), max_length=60)
    emphasis = models.JSONField(_("emphasis"), default=dict)  # activity → parts of the time, on top of the rounds'

    class Meta(Slugged.Meta):
        verbose_name_plural = _("companies")


class CompanyTopic(models.Model):
    """How often a company asks about a topic, and in what style."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="topics")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="company_topics")
    frequency = models.SlugField(_("frequency"), max_length=60)
    question = models.TextField(_("typical question"))

    class Meta:
        constraints = (models.UniqueConstraint(fields=("company", "topic"), name="company_topic_unique"),)

    def __str__(self) -> str:
        return f"{self.company}, {self.topic}: {self.frequency}"


class Round(Slugged):
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    emphasis = models.JSONField(_("emphasis"), default=dict)  # activity → parts of the time


class RoundTopic(models.Model):
    """How deep a round goes into a topic."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="topics")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="round_topics")
    depth = models.SlugField(_("depth"), max_length=60)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("round", "topic"), name="round_topic_unique"),)

    def __str__(self) -> str:
        return f"{self.round}, {self.topic}: {self.depth}"


class PrimerPage(Slugged):
    """A page on what lessons assume; its text is in a document."""

    minutes = models.PositiveSmallIntegerField(_("minutes"))

    def get_absolute_url(self) -> str:
        return reverse("catalog:primer_detail", args=[self.slug])


def levels_2_to_5(name: str) -> models.CheckConstraint:
    """Nothing helps to gain level 1, and nobody has to show that they know nothing."""
    return models.CheckConstraint(condition=Q(level__gte=2, level__lte=5), name=name)


class Material(models.Model):
    """A part of a topic to which users' records refer; its texts are in a document."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="%(class)ss")
    slug = models.SlugField(_("slug"), max_length=60)
    position = models.PositiveSmallIntegerField(_("position"))
    is_retired = models.BooleanField(_("retired"), default=False)

    objects: ClassVar[CurrentManager[Self]] = CurrentManager()

    class Meta:
        """A slug is a name within its topic."""

        abstract = True
        ordering = ("topic__position", "position")
        constraints = (models.UniqueConstraint(fields=("topic", "slug"), name="%(class)s_unique"),)

    def __str__(self) -> str:
        return f"{self.topic.slug}/{self.slug}"


class LessonSection(Material):
    """``slug`` is the anchor of the heading, without "lesson-"."""

    title = models.CharField(_("title"), max_length=120)
    level = models.PositiveSmallIntegerField(_("level that it helps to gain"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    primer_slugs = models.JSONField(_("pages of the primer that it leans on"))

    class Meta(Material.Meta):
        constraints = (*Material.Meta.constraints, levels_2_to_5("lessonsection_level_2_to_5"))  # type: ignore[assignment]


class Derivation(Material):
    class Kind(models.TextChoices):
        DERIVATION = "derivation", _("derivation")
        ARGUMENT = "argument", _("argument")

    title = models.CharField(_("title"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    level = models.PositiveSmallIntegerField(_("level"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    section = models.SlugField(_("section of the lesson"), max_length=60, db_index=False)

    class Meta(Material.Meta):
        constraints = (*Material.Meta.constraints, levels_2_to_5("derivation_level_2_to_5"))  # type: ignore[assignment]

    def get_absolute_url(self) -> str:
        return reverse("dashboard:derivation_detail", args=[self.topic.slug, self.slug])


class CodingProblem(Material):
    title = models.CharField(_("title"), max_length=120)
    level = models.PositiveSmallIntegerField(_("level"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))  # its follow-ups' too
    round_slugs = models.JSONField(_("rounds that it suits"))
    company_slugs = models.JSONField(_("companies whose question it is"), default=list)
    section = models.SlugField(_("section of the lesson"), max_length=60, db_index=False)

    class Meta(Material.Meta):
        constraints = (*Material.Meta.constraints, levels_2_to_5("codingproblem_level_2_to_5"))  # type: ignore[assignment]

    def get_absolute_url(self) -> str:
        return reverse("dashboard:coding_problem_detail", args=[self.topic.slug, self.slug])


class Problem(Material):
    class Kind(models.TextChoices):
        EXPLAIN = "explain", _("explain")
        DERIVE = "derive", _("derive")
        DESIGN = "design", _("design")

    title = models.CharField(_("title"), max_length=120)
    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    level = models.PositiveSmallIntegerField(_("level"))
    is_hard = models.BooleanField(_("hard"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))  # its follow-ups' too
    round_slugs = models.JSONField(_("rounds that it suits"))
    company_slugs = models.JSONField(_("companies whose question it is"), default=list)

    class Meta(Material.Meta):
        constraints = (*Material.Meta.constraints, levels_2_to_5("problem_level_2_to_5"))  # type: ignore[assignment]

    def get_absolute_url(self) -> str:
        return reverse("dashboard:problem_detail", args=[self.topic.slug, self.slug])


class Probe(Material):
    title = models.CharField(_("question in short"), max_length=120, blank=True)
    level = models.PositiveSmallIntegerField(_("level"))

    class Meta(Material.Meta):
        constraints = (*Material.Meta.constraints, levels_2_to_5("probe_level_2_to_5"))  # type: ignore[assignment]


class Card(Material):
    """Something to recall: a fact, or the answer to a rapid-fire question."""

    class Kind(models.TextChoices):
        FLASHCARD = "flashcard", _("flashcard")
        RAPID_FIRE = "rapid-fire", _("rapid-fire question")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    title = models.CharField(_("question in short"), max_length=120, blank=True)  # a fact has none
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)  # of a question; a fact has none

    class Meta(Material.Meta):
        constraints = (*Material.Meta.constraints, levels_2_to_5("card_level_2_to_5"))  # type: ignore[assignment]


class Document(models.Model):
    """A part of the content that is read as a whole: the topics' texts, the track's words, the guide's; rendered."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    json = models.TextField(_("data"))  # as text: PostgreSQL's own JSON forgets the order of keys

    def __str__(self) -> str:
        return self.slug

    @property
    def data(self) -> dict[str, Any]:
        data: dict[str, Any] = json.loads(self.json)
        return data


class ContentVersion(models.Model):
    """Which content is loaded; one row at most."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    digest = models.CharField(_("digest"), max_length=64)  # of the content files and of the code that renders them
    loaded_at = models.DateTimeField(_("loaded at"))

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="content_version_only_one"),)

    def __str__(self) -> str:
        return self.digest[:12]
