"""A user's note and star on a topic or a problem."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from studyplan.catalog.models import Problem, Topic


class Note(models.Model):
    """A note, a star, or both; about a problem, or about a topic where no problem is named."""

    MOST_CHARACTERS = 10_000

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notes", db_index=False)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+", verbose_name=_("topic"), db_index=False)
    problem = models.ForeignKey(
        Problem, models.PROTECT, related_name="+", verbose_name=_("problem"), null=True, blank=True, db_index=False
    )
    text = models.TextField(_("note"), blank=True)
    is_starred = models.BooleanField(_("starred"), default=False)
    written_at = models.DateTimeField(_("written at"), null=True, blank=True)  # the text; a star has no time

    class Meta:
        """One per user and subject, and never an empty one."""

        constraints = (
            models.UniqueConstraint(
                fields=("user", "topic"), condition=Q(problem__isnull=True), name="note_unique_about_topic"
            ),
            models.UniqueConstraint(fields=("user", "problem"), name="note_unique_about_problem"),
            models.CheckConstraint(condition=Q(is_starred=True) | ~Q(text=""), name="note_not_empty"),
        )

    def __str__(self) -> str:
        return str(self.problem or self.topic)
