"""What for: the goal that a plan serves."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from studyplan.catalog.models import Company, Role, Round


class StudyGoal(models.Model):
    """The role to prepare for and the time to do it in; one per user."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="goal")
    role = models.ForeignKey(Role, models.PROTECT, related_name="+", verbose_name=_("role"))
    minutes = models.PositiveSmallIntegerField(_("minutes a day"))
    weekdays = models.PositiveSmallIntegerField(_("study weekdays"))  # a bit per weekday, Monday the lowest
    days_off = models.JSONField(_("days off"), default=list)  # ISO dates, sorted
    updated_at = models.DateTimeField(_("updated at"))

    class Meta:
        """A goal leaves some time to study."""

        constraints = (
            models.CheckConstraint(condition=Q(minutes__gte=5, minutes__lte=1440), name="goal_minutes_within_a_day"),
            models.CheckConstraint(condition=Q(weekdays__gte=1, weekdays__lte=127), name="goal_some_weekday"),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"


class Interview(models.Model):
    """An interview ahead: where, which rounds, when; each of them may be open."""

    goal = models.ForeignKey(StudyGoal, models.CASCADE, related_name="interviews")
    company = models.ForeignKey(
        Company, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("company")
    )
    rounds = models.ManyToManyField(Round, blank=True, verbose_name=_("rounds"))
    on = models.DateField(_("date"), null=True, blank=True)

    class Meta:
        """Nearest first; one without a date last."""

        ordering = (models.F("on").asc(nulls_last=True), "pk")

    def __str__(self) -> str:
        return f"{self.company or '–'}, {self.on or '–'}"
