"""Where you stand: every assessment that a user made, kept for good."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from studyplan.accounts.models import User
from studyplan.catalog.models import Topic


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def newest_first(self) -> Self:
        """Latest on top, with their ratings at hand."""
        return self.order_by("-taken_at", "-pk").prefetch_related("ratings__topic")

    def latest_one(self) -> Assessment | None:
        return self.newest_first().first()

    @transaction.atomic
    def take(self, user: User, ratings: Mapping[str, int], rated: frozenset[str], now: datetime) -> Assessment:
        """Store ``ratings`` of all topics (slug → level 1–5); those not in ``rated`` were copied, not given now."""
        topics = {topic.slug: topic for topic in Topic.objects.filter(slug__in=ratings)}
        assessment = self.create(user=user, taken_at=now)
        Rating.objects.bulk_create(
            Rating(assessment=assessment, topic=topics[slug], level=level, is_copied=slug not in rated)
            for slug, level in ratings.items()
        )
        return assessment


class Assessment(models.Model):
    """All topics rated at one moment."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="assessments", db_index=False)
    taken_at = models.DateTimeField(_("taken at"))

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        """History is read newest first."""

        ordering = ("-taken_at", "-pk")
        indexes = (models.Index(fields=("user", "-taken_at"), name="assessment_newest"),)

    def __str__(self) -> str:
        return f"{self.user}, {self.taken_at:%Y-%m-%d}"

    @property
    def levels(self) -> dict[str, int]:
        """Slug → level 1–5, in topic order."""
        return {rating.topic.slug: rating.level for rating in self._ratings}

    @property
    def current_levels(self) -> dict[str, int]:
        """The same without topics that the content has dropped since."""
        return {rating.topic.slug: rating.level for rating in self._ratings if not rating.topic.is_retired}

    @property
    def rated(self) -> frozenset[str]:
        """The topics that were rated at that moment, not copied."""
        return frozenset(rating.topic.slug for rating in self._ratings if not rating.is_copied)

    @property
    def _ratings(self) -> list[Rating]:
        return sorted(self.ratings.all(), key=lambda rating: rating.topic.position)


class Rating(models.Model):
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="ratings", db_index=False)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+", db_index=False)
    level = models.PositiveSmallIntegerField(_("level"))
    is_copied = models.BooleanField(_("copied from the assessment before"), default=False)

    class Meta:
        """One level from 1 to 5 per topic."""

        constraints = (
            models.UniqueConstraint(fields=("assessment", "topic"), name="rating_unique_per_topic"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=5), name="rating_level_1_to_5"),
        )

    def __str__(self) -> str:
        return f"{self.topic}: {self.level}"
