"""Plans, stored as they were built, and the addresses at which calendars read them."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from studyplan.accounts.models import User


class PlanQuerySet(models.QuerySet["Plan"]):
    def current(self) -> Self:
        """The plan in force, as a queryset of one or none."""
        return self.filter(is_current=True)

    def compact(self) -> int:
        """Drop their documents, and what was made of them; returns how many had one."""
        return self.filter(document__isnull=False).update(document=None, outline=None)


class Plan(models.Model):
    """A plan as built: its document and its inputs never change afterwards, but for documents that nobody needs.

    Pages read the outline, and of the document what they show: ask services for both.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="plans")
    inputs = models.JSONField(_("inputs"))  # planner.documents.PlanInputs
    # planner.documents.PlanDocument; null once no undo brings the plan back.
    document: models.JSONField[Any, Any] = models.JSONField(_("document"), null=True)
    # planner.outline.PlanOutline; null like the document, and in plans of earlier releases until they are read.
    outline = models.JSONField(_("outline"), null=True, editable=False)
    content_version = models.CharField(_("content version"), max_length=64)
    built_at = models.DateTimeField(_("built at"))
    # That undo brings back: of the plan in force alone.
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


TOKEN_BYTES = 24  # of randomness: 192 bits
TOKEN_LENGTH = TOKEN_BYTES * 4 // 3  # as text in base 64


def make_token() -> str:
    """A new secret, made of what an address may hold."""
    return secrets.token_urlsafe(TOKEN_BYTES)


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def open_with(self, token: str) -> Self:
        """The feed that ``token`` opens, as a queryset of one or none; a closed account has none."""
        return self.filter(token=token, user__is_active=True).select_related("user")

    def make(self, user: User, now: datetime) -> CalendarFeed:
        """The user's feed, made where there is none: a second click makes no second address."""
        return self.get_or_create(user=user, defaults={"token": make_token(), "created_at": now})[0]

    def renew(self, user: User, now: datetime) -> CalendarFeed:
        """The user's feed at a new address; the old one is gone at once."""
        return self.update_or_create(user=user, defaults={"token": make_token(), "created_at": now})[0]

    def revoke(self, user: User) -> None:
        """The user's feed is gone at once."""
        self.filter(user=user).delete()


class CalendarFeed(models.Model):
    """A secret address at which calendar applications read the user's plan. Whoever knows it may read; nobody else."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed")
    token = models.CharField(_("secret"), max_length=64)
    created_at = models.DateTimeField(_("made at"))

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        """A secret opens one feed, and cannot be guessed."""

        constraints = (
            models.UniqueConstraint(fields=("token",), name="calendar_feed_token_unique"),
            models.CheckConstraint(
                condition=GreaterThanOrEqual(Length("token"), TOKEN_LENGTH), name="calendar_feed_token_long"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}, {self.created_at:%Y-%m-%d}"
