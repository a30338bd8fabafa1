"""The goal that a plan serves, its interviews and their debriefs."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from studyplan.accounts.models import User
from studyplan.catalog.models import Company, Role, Round, Topic
from studyplan.goals.values import DAY_CODES


def weekday_minutes(name: Any) -> models.PositiveSmallIntegerField[int | None, int | None]:
    """Minutes of a weekday; null: as many as on any other day."""
    return models.PositiveSmallIntegerField(name, null=True, blank=True)


class StudyGoal(models.Model):
    """The role to prepare for and the time to do it in; one per user."""

    USUAL_PACE = 100

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="goal")
    role = models.ForeignKey(Role, models.PROTECT, related_name="+", verbose_name=_("role"), db_index=False)
    minutes = models.PositiveSmallIntegerField(_("minutes a day"))
    minutes_mon = weekday_minutes(_("minutes on Mondays"))
    minutes_tue = weekday_minutes(_("minutes on Tuesdays"))
    minutes_wed = weekday_minutes(_("minutes on Wednesdays"))
    minutes_thu = weekday_minutes(_("minutes on Thursdays"))
    minutes_fri = weekday_minutes(_("minutes on Fridays"))
    minutes_sat = weekday_minutes(_("minutes on Saturdays"))
    minutes_sun = weekday_minutes(_("minutes on Sundays"))
    weekdays = models.PositiveSmallIntegerField(_("study weekdays"))  # a bit per weekday, Monday the lowest
    days_off = models.JSONField(_("days off"), default=list)  # ISO dates, sorted
    pace = models.PositiveSmallIntegerField(_("pace"), default=USUAL_PACE)  # percent of the usual minutes
    updated_at = models.DateTimeField(_("updated at"))

    class Meta:
        """A goal leaves some time to study."""

        constraints = (
            models.CheckConstraint(condition=Q(minutes__gte=5, minutes__lte=1440), name="goal_minutes_within_a_day"),
            models.CheckConstraint(condition=Q(weekdays__gte=1, weekdays__lte=127), name="goal_some_weekday"),
            # The content sets narrower bounds; these only keep a plan finite.
            models.CheckConstraint(condition=Q(pace__gte=10, pace__lte=1000), name="goal_pace_within_reason"),
            *(
                models.CheckConstraint(
                    condition=Q((f"minutes_{code}__gte", 15), (f"minutes_{code}__lte", 720)),
                    name=f"goal_minutes_{code}_within_range",
                )
                for code in DAY_CODES
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"


class InterviewQuerySet(models.QuerySet["Interview"]):
    def of(self, user: User) -> Self:
        """The user's, with all that pages say about them."""
        rows = self.filter(goal__user=user).select_related("company", "debrief")
        return rows.prefetch_related("rounds", "debrief__topics")

    def held(self, today: date) -> Self:
        """Those that took place, or do so today."""
        return self.filter(on__lte=today)


class Interview(models.Model):
    """An interview, ahead or over: where, which rounds, when; each of them may be open."""

    goal = models.ForeignKey(StudyGoal, models.CASCADE, related_name="interviews")
    company = models.ForeignKey(
        Company, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("company"), db_index=False
    )
    rounds = models.ManyToManyField(Round, blank=True, verbose_name=_("rounds"))
    on = models.DateField(_("date"), null=True, blank=True)

    objects = InterviewQuerySet.as_manager()

    class Meta:
        """Nearest first; one without a date last."""

        ordering = (models.F("on").asc(nulls_last=True), "pk")

    def __str__(self) -> str:
        return f"{self.company or '–'}, {self.on or '–'}"

    @property
    def name(self) -> str:
        return self.company.name if self.company else gettext("Interview, company not decided")


class Debrief(models.Model):
    """A user's own record of an interview: how it went, what was asked, and the topics that they stumbled on."""

    class Outcome(models.TextChoices):
        """How an interview ended, as far as it is known."""

        WAITING = "waiting", _("Waiting to hear")
        PASSED = "passed", _("Passed")
        FAILED = "failed", _("Did not pass")
        WITHDREW = "withdrew", _("I withdrew")

    LONGEST = 10_000  # characters: more than anybody remembers, and a bound for what a form can store

    interview = models.OneToOneField(Interview, models.CASCADE, related_name="debrief")
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome, blank=True)
    asked = models.TextField(_("questions asked"), blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics you stumbled on"))
    notes = models.TextField(_("notes"), blank=True)
    written_at = models.DateTimeField(_("written at"))

    class Meta:
        """A text has an end, and an outcome is one of those on offer, or unknown."""

        constraints = (
            models.CheckConstraint(condition=LessThanOrEqual(Length("asked"), 10_000), name="debrief_asked_fits"),
            models.CheckConstraint(condition=LessThanOrEqual(Length("notes"), 10_000), name="debrief_notes_fits"),
            models.CheckConstraint(
                condition=Q(outcome__in=("", "waiting", "passed", "failed", "withdrew")), name="debrief_outcome_known"
            ),
        )

    def __str__(self) -> str:
        return str(self.interview)
