"""When an account wants to be reminded by mail."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

HOURS = tuple((hour, f"{hour % 12 or 12}:00 {'AM' if hour < 12 else 'PM'}") for hour in range(24))


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def claim(self, user_id: int, on: date) -> bool:
        """Whether the reminder of that day is the caller's to send: of several who ask, one gets it."""
        unclaimed = Q(last_on=None) | Q(last_on__lt=on)
        return bool(self.wanted().filter(unclaimed, user=user_id).update(last_on=on))

    def wanted(self) -> ReminderQuerySet:
        return self.exclude(rhythm=Reminder.Rhythm.OFF)


class Reminder(models.Model):
    """``hour`` and ``weekday`` (0: Monday) in the user's time zone; ``last_on``: the newest day that had its reminder.

    A row stays when its reminders are turned off, so that turning them on again brings no second one that day.
    """

    class Rhythm(models.TextChoices):
        OFF = "off", _("Off")
        DAILY = "daily", _("Every study day")
        WEEKLY = "weekly", _("Once a week")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminder")
    rhythm = models.CharField(_("reminders"), max_length=6, choices=Rhythm.choices, default=Rhythm.OFF)
    hour = models.PositiveSmallIntegerField(_("hour"), choices=HOURS, default=7)
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=tuple(WEEKDAYS.items()), default=0)
    last_on = models.DateField(_("last sent for"), null=True, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        """Hours and weekdays are those that exist."""

        constraints = (
            models.CheckConstraint(condition=Q(rhythm__in=["off", "daily", "weekly"]), name="reminder_rhythm_known"),
            models.CheckConstraint(condition=Q(hour__gte=0, hour__lte=23), name="reminder_hour_of_a_day"),
            models.CheckConstraint(condition=Q(weekday__gte=0, weekday__lte=6), name="reminder_weekday_of_a_week"),
        )
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")

    def __str__(self) -> str:
        return f"{self.user}: {self.get_rhythm_display()}"
