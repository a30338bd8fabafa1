"""Completions: one row for each task, or sitting of a task, that is done."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Completion(models.Model):
    """A tick. It belongs to the user and the task's key, never to a plan, so that no re-plan loses it."""

    class Took(models.TextChoices):
        """How long it took against the planned minutes. What that is in minutes is policy, in the content."""

        SHORTER = "shorter", _("less")
        AS_PLANNED = "as-planned", _("as planned")
        LONGER = "longer", _("longer")

    WHOLE = 0

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="completions", db_index=False)
    task = models.CharField(_("task"), max_length=120)
    sitting = models.PositiveSmallIntegerField(_("sitting"), default=WHOLE)  # 0: the whole task
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)  # as planned; null: not planned
    pace = models.PositiveSmallIntegerField(_("pace of the plan"), default=100)  # percent; ``minutes`` include it
    took = models.CharField(_("took"), max_length=10, choices=Took.choices, blank=True)  # "": nothing said
    level = models.PositiveSmallIntegerField(_("level to reach"), null=True, blank=True)
    done_at = models.DateTimeField(_("done at"))
    done_on = models.DateField(_("done on"))  # in the user's time zone at that moment

    class Meta:
        """A tick is a fact: it is there once or not at all."""

        constraints = (
            models.UniqueConstraint(fields=("user", "task", "sitting"), name="completion_unique"),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__gte=1, level__lte=5), name="completion_level_1_to_5"
            ),
            models.CheckConstraint(
                condition=Q(took__in=("", "shorter", "as-planned", "longer")), name="completion_took_known"
            ),
            models.CheckConstraint(condition=Q(pace__gte=10, pace__lte=1000), name="completion_pace_within_reason"),
        )

    def __str__(self) -> str:
        return f"{self.task} ({self.sitting})" if self.sitting else self.task


class SectionRead(models.Model):
    """A section of a lesson that was read. By slugs: it stays a fact where the content retires the section."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sections_read", db_index=False)
    topic = models.SlugField(_("topic"), max_length=60, db_index=False)
    section = models.SlugField(_("section"), max_length=60, db_index=False)
    read_at = models.DateTimeField(_("read at"))

    class Meta:
        verbose_name_plural = _("sections read")
        constraints = (models.UniqueConstraint(fields=("user", "topic", "section"), name="section_read_unique"),)

    def __str__(self) -> str:
        return f"{self.topic}/{self.section}"


class TaskChoice(models.Model):
    """A task that the user put off or dropped. Once taken back it is kept, so that an undo brings its reason back."""

    class Kind(models.TextChoices):
        DEFER = "defer", _("not today")
        SKIP = "skip", _("skip")

    LONGEST = 200  # characters of a reason

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="task_choices", db_index=False)
    task = models.CharField(_("task"), max_length=120)
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    until = models.DateField(_("not before"), null=True, blank=True)  # of a task that was put off
    reason = models.CharField(_("reason"), max_length=LONGEST, blank=True)
    made_at = models.DateTimeField(_("made at"))
    is_in_force = models.BooleanField(_("in force"), default=True)

    class Meta:
        """Each is made once, and made again in place."""

        constraints = (
            models.UniqueConstraint(fields=("user", "task", "kind"), name="task_choice_unique"),
            models.CheckConstraint(
                condition=Q(kind="defer", until__isnull=False) | Q(kind="skip", until__isnull=True),
                name="task_choice_known_with_its_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.task}: {self.get_kind_display()}"
