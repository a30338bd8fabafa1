"""Recall: how well cards are remembered, what was attempted, and how it went. Self-ratings are never changed by it."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _

from studyplan.catalog.models import Card, Company, Round, Topic
from studyplan.catalog.syllabus import syllabus


class PracticeSettings(models.Model):
    """How a user practices. No row: the defaults."""

    LEAST_MINUTES, MOST_MINUTES = 5, 120
    MOST_NEW_CARDS = 100

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="practice_settings")
    card_minutes = models.PositiveSmallIntegerField(
        _("minutes of cards a day"), null=True, blank=True
    )  # null: the plan's share
    new_cards = models.PositiveSmallIntegerField(_("most new cards a day"), default=20)
    has_two_buttons = models.BooleanField(_("only “again” and “good”"), default=False)

    class Meta:
        verbose_name_plural = _("practice settings")
        constraints = (
            models.CheckConstraint(
                condition=Q(card_minutes__gte=5, card_minutes__lte=120), name="practice_settings_minutes_within_reason"
            ),
            models.CheckConstraint(condition=Q(new_cards__lte=100), name="practice_settings_new_cards_within_reason"),
        )

    def __str__(self) -> str:
        return str(self.user)


class OwnCardQuerySet(models.QuerySet["OwnCard"]):
    def in_use(self) -> Self:
        """Without those that were deleted today and can still be brought back."""
        return self.filter(deleted_on=None)


class OwnCard(models.Model):
    """A card that a user wrote, or the user's words for a given ``card``: content that is loaded anew changes neither.

    Plain text. Of a given card "" keeps the original's side.
    """

    MOST_CARDS = 500  # of one user
    MOST_FRONT, MOST_BACK = 300, 2_000  # characters

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="own_cards", db_index=False)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+", db_index=False)
    card = models.ForeignKey(Card, models.PROTECT, related_name="+", null=True, blank=True, db_index=False)
    front = models.TextField(_("question"), blank=True)
    back = models.TextField(_("answer"), blank=True)
    written_at = models.DateTimeField(_("written at"))
    deleted_on = models.DateField(_("deleted on"), null=True, blank=True)  # null: in use

    objects = OwnCardQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("user", "card"), name="own_card_one_for_each_given"),
            models.CheckConstraint(
                condition=(Q(card__isnull=True) & ~Q(front="") & ~Q(back=""))
                | (Q(card__isnull=False) & ~Q(front="", back="")),
                name="own_card_says_something",
            ),
        )

    def __str__(self) -> str:
        return self.front or self.back

    @property
    def version(self) -> int:
        """Tells these words from those of another time: milliseconds since 1970."""
        return int(self.written_at.timestamp() * 1000)


class CardMemory(models.Model):
    """The state of one user's memory of one card, as FSRS keeps it. No row: the card is new to them.

    The card is a given one or, in ``own``, one of the user's.
    """

    class State(models.IntegerChoices):
        """Numbered as FSRS does."""

        LEARNING = 1, _("learning")
        REVIEW = 2, _("review")
        RELEARNING = 3, _("relearning")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="card_memories", db_index=False)
    card = models.ForeignKey(Card, models.PROTECT, related_name="+", null=True, blank=True, db_index=False)
    own = models.ForeignKey(OwnCard, models.CASCADE, related_name="+", null=True, blank=True, db_index=False)
    state = models.PositiveSmallIntegerField(_("state"), choices=State, default=State.LEARNING)
    step = models.PositiveSmallIntegerField(_("learning step"), null=True, blank=True)
    stability = models.FloatField(_("stability"), null=True, blank=True)  # days until recall falls to 90 %
    difficulty = models.FloatField(_("difficulty"), null=True, blank=True)  # 1 to 10
    due_at = models.DateTimeField(_("due"))  # as FSRS says
    due_on = models.DateField(_("asked on"))  # the user's day: balanced, and before the interview
    reviewed_at = models.DateTimeField(
        _("last reviewed"), null=True, blank=True
    )  # null: put in by a miss, never reviewed
    lapses = models.PositiveSmallIntegerField(_("times forgotten"), default=0)  # “again” once it had been learned
    is_set_aside = models.BooleanField(_("set aside"), default=False)  # it does not come until it is brought back

    class Meta:
        verbose_name_plural = _("card memories")
        constraints = (
            models.UniqueConstraint(fields=("user", "card"), name="card_memory_unique"),
            models.UniqueConstraint(fields=("own",), name="card_memory_own_unique"),
            models.CheckConstraint(
                condition=Q(card__isnull=False, own__isnull=True) | Q(card__isnull=True, own__isnull=False),
                name="card_memory_of_one_card",
            ),
            models.CheckConstraint(condition=Q(state__in=(1, 2, 3)), name="card_memory_state_known"),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, stability__isnull=True, difficulty__isnull=True)
                | Q(
                    reviewed_at__isnull=False,
                    stability__isnull=False,
                    stability__gt=0,
                    difficulty__isnull=False,
                    difficulty__gte=1,
                    difficulty__lte=10,
                ),
                name="card_memory_measured_if_reviewed",
            ),
        )
        indexes = (models.Index(fields=("user", "due_on"), name="card_memory_due"),)

    def __str__(self) -> str:
        return str(self.card or self.own)


class Review(models.Model):
    """One grade given to one card, with the memory as it was before: undo puts that back."""

    class Grade(models.IntegerChoices):
        """Numbered as FSRS does."""

        AGAIN = 1, _("Again")
        HARD = 2, _("Hard")
        GOOD = 3, _("Good")
        EASY = 4, _("Easy")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="card_reviews", db_index=False)
    card = models.ForeignKey(Card, models.PROTECT, related_name="+", null=True, blank=True, db_index=False)
    own = models.ForeignKey(OwnCard, models.SET_NULL, related_name="+", null=True, blank=True)
    # Neither: of a card of the user's own that is deleted since.
    grade = models.PositiveSmallIntegerField(_("grade"), choices=Grade)
    seconds = models.PositiveSmallIntegerField(_("seconds"), null=True, blank=True)  # null: not measured
    before: models.JSONField[dict[str, Any] | None, dict[str, Any] | None] = models.JSONField(
        _("memory before"), null=True, blank=True
    )  # null: the card was new
    reviewed_at = models.DateTimeField(_("reviewed at"))
    reviewed_on = models.DateField(_("reviewed on"))  # in the user's time zone at that moment

    class Meta:
        ordering = ("reviewed_at", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(grade__gte=1, grade__lte=4), name="review_grade_1_to_4"),
            models.CheckConstraint(
                condition=Q(card__isnull=True) | Q(own__isnull=True), name="review_of_one_card_at_most"
            ),
        )
        indexes = (models.Index(fields=("user", "reviewed_on"), name="review_by_day"),)

    def __str__(self) -> str:
        return f"{self.card or self.own}: {self.get_grade_display()}"


class ReviewSummary(models.Model):
    """What pages ask of a user's reviews, brought up to date with every grade and its undo. No row: no review.

    A day's seconds and counts are those of the newest review's day.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="review_summary")
    newest = models.ForeignKey(Review, models.SET_NULL, related_name="+", null=True)
    reviewed_on = models.DateField(_("day of the newest review"))
    seconds = models.PositiveIntegerField(_("seconds on that day"), default=0)  # of the reviews that were measured
    unmeasured_flashcards = models.PositiveIntegerField(_("flashcards not measured on that day"), default=0)
    unmeasured_rapid_fire = models.PositiveIntegerField(_("rapid-fire questions not measured on that day"), default=0)
    reviews = models.PositiveIntegerField(_("reviews on that day"), default=0)
    recalled = models.PositiveIntegerField(_("reviews on that day that were recalled"), default=0)
    new_cards = models.PositiveIntegerField(_("new cards on that day"), default=0)
    flashcard_seconds = models.PositiveSmallIntegerField(_("seconds a flashcard takes"), null=True)
    rapid_fire_seconds = models.PositiveSmallIntegerField(_("seconds a rapid-fire question takes"), null=True)
    # null: none was measured
    measured: models.JSONField[list[list[int]], list[list[int]]] = models.JSONField(_("newest measured"), default=list)
    # [[0 for a flashcard or 1 for a rapid-fire question, seconds]], the oldest first

    class Meta:
        verbose_name_plural = _("review summaries")

    def __str__(self) -> str:
        return str(self.user)


class Drill(models.Model):
    """Questions drawn once and answered against a clock that the server keeps: a mock interview or a timed set."""

    class Kind(models.TextChoices):
        """Decides the drill's name, and which task of the plan it serves."""

        MOCK = "mock", _("mock interview")
        TIMED_SET = "timed-set", _("timed set")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drills")
    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    # Of the content's mock formats; a timed set has its own.
    format = models.SlugField(_("format"), max_length=60, db_index=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="+", null=True, blank=True, db_index=False)
    company = models.ForeignKey(Company, models.PROTECT, related_name="+", null=True, blank=True, db_index=False)
    task = models.CharField(_("task"), max_length=120, blank=True)  # key of the plan's task that it serves
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    questions: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(_("questions"))
    # [{"kind": an Attempt's kind, "topic": slug, "slug": of the question, "seconds": meant for it}]
    started_at = models.DateTimeField(_("started at"))
    asked_at = models.DateTimeField(_("question asked at"))  # the one that is open now
    revealed_at = models.DateTimeField(_("answer shown at"), null=True, blank=True)  # null: it is being answered
    answer = models.TextField(_("answer to it"), blank=True)  # typed, and not compared with the key points yet
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    started_on = models.DateField(_("started on"))  # in the user's time zone at that moment
    structure: models.JSONField[list[str], list[str]] = models.JSONField(_("parts of most answers"), default=list)
    # of ``STRUCTURE``, by one's own judgment at the end

    STRUCTURE = ("state", "explain", "example", "trade-off")

    class Meta:
        ordering = ("started_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("user",), condition=Q(ended_at__isnull=True), name="drill_one_open"),
            models.CheckConstraint(condition=Q(kind__in=("mock", "timed-set")), name="drill_kind_known"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")), name="drill_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(revealed_at__isnull=True) | Q(revealed_at__gte=F("asked_at")),
                name="drill_reveals_after_asking",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.format})"


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def newest_each(self) -> Self:
        """The newest attempt at each question, however often it was asked."""
        question = [F(name) for name in ("kind", "topic", "level", "slug")]
        newest = ("-attempted_on", "-attempted_at", "-pk")
        return self.annotate(age=Window(RowNumber(), partition_by=question, order_by=newest)).filter(age=1)


class Attempt(models.Model):
    """One answer to one question, and which of its key points were in it, by one's own judgment."""

    class Kind(models.TextChoices):
        WARM_UP = "warm-up", _("warm-up question")
        PROBLEM = "problem", _("problem")
        RAPID_FIRE = "rapid-fire", _("rapid-fire question")
        PROBE = "probe", _("probe")
        CHAIN = "chain", _("question of a chain")
        COMPANY = "company", _("company’s question")
        CODING = "coding", _("coding problem")
        EXPLAIN = "explain", _("question of a manager")
        DERIVATION = "derivation", _("derivation")
        RECALL = "recall", _("recall from memory")

    MOST_CHARACTERS = 10_000
    MOST_SECONDS = 32_767  # as many as the column holds: nine hours

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="attempts", db_index=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+", db_index=False)
    # Within kind and topic; a warm-up question and a recall have their topic's.
    slug = models.SlugField(_("question"), max_length=130, db_index=False)
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)  # that a probe checks
    points = models.PositiveSmallIntegerField(_("key points"))  # of the question; a probe has one
    hits: models.JSONField[list[int], list[int]] = models.JSONField(_("key points ticked"), default=list)  # from 0
    hit_count = models.PositiveSmallIntegerField(_("number ticked"))
    answer = models.TextField(_("answer"), blank=True)  # "": said aloud
    seconds = models.PositiveSmallIntegerField(_("seconds"), null=True, blank=True)  # null: not measured
    attempted_at = models.DateTimeField(_("attempted at"))
    attempted_on = models.DateField(_("attempted on"))  # in the user's time zone at that moment
    drill = models.ForeignKey(Drill, models.CASCADE, related_name="attempts", null=True, blank=True, db_index=False)
    place = models.PositiveSmallIntegerField(_("place in the drill"), null=True, blank=True)  # from 0

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ("attempted_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("drill", "place"), name="attempt_once_in_drill"),
            models.CheckConstraint(
                condition=Q(drill__isnull=True, place__isnull=True) | Q(drill__isnull=False, place__isnull=False),
                name="attempt_has_place_in_drill",
            ),
            models.CheckConstraint(
                condition=Q(points__gte=1, hit_count__lte=F("points")), name="attempt_hits_at_most_points"
            ),
            models.CheckConstraint(
                condition=Q(kind="probe", level__isnull=False, level__gte=2, level__lte=5)
                | (~Q(kind="probe") & Q(level__isnull=True)),
                name="attempt_level_of_probe",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=(
                        "warm-up",
                        "problem",
                        "rapid-fire",
                        "probe",
                        "chain",
                        "company",
                        "coding",
                        "explain",
                        "derivation",
                        "recall",
                    )
                ),
                name="attempt_kind_known",
            ),
        )
        indexes = (models.Index(fields=("user", "topic", "attempted_at"), name="attempt_by_topic"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.topic}/{self.slug}"

    @property
    def is_stumble(self) -> bool:
        """Less than the content's share of its key points; for a probe: failed."""
        part, whole = syllabus().policy.readiness.stumble_share
        return self.hit_count * whole < self.points * part


class AnswerSummary(models.Model):
    """What a user's attempts say of each level, so that no page reads them all. It follows from them.

    It holds while ``count`` and ``newest`` are those of the attempts, and ``version`` is that of what judges them.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="answer_summary")
    count = models.PositiveIntegerField(_("number of attempts"))
    newest = models.PositiveBigIntegerField(_("highest key of an attempt"))  # every new one has a higher one
    version = models.CharField(_("version"), max_length=80)
    levels: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(_("judged levels"))
    # topic's slug → its ``JudgedLevel``s

    class Meta:
        verbose_name_plural = _("answer summaries")

    def __str__(self) -> str:
        return str(self.user)


class Repair(models.Model):
    """A task that the user took into the plan because of a stumble in practice: one more practice of the topic."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="repairs", db_index=False)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+", db_index=False)
    taken_at = models.DateTimeField(_("taken at"))
    taken_on = models.DateField(_("taken on"))  # in the user's time zone at that moment

    class Meta:
        ordering = ("taken_at", "pk")
        constraints = (models.UniqueConstraint(fields=("user", "topic", "taken_on"), name="repair_once_a_day"),)

    def __str__(self) -> str:
        return str(self.topic)
