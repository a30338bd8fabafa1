"""What to do and when: plans, stored as they were built."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PlanQuerySet(models.QuerySet["Plan"]):
    """The vocabulary of asking for plans."""

    def current(self) -> Self:
        """The plan in force, as a queryset of one or none."""
        return self.filter(is_current=True)


class Plan(models.Model):
    """A plan as built: its document and its inputs never change afterwards."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="plans")
    inputs = models.JSONField(_("inputs"))  # planner.documents.Inputs
    document = models.JSONField(_("document"))  # planner.documents.PlanDocument
    content_version = models.CharField(_("content version"), max_length=64)
    built_at = models.DateTimeField(_("built at"))
    previous = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    is_current = models.BooleanField(_("current"), default=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        """One plan in force per user."""

        constraints = (
            models.UniqueConstraint(fields=("user",), condition=Q(is_current=True), name="plan_one_current_per_user"),
        )

    def __str__(self) -> str:
        return f"{self.user}, {self.built_at:%Y-%m-%d}"
