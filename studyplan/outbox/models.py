"""Mail on its way: written by requests, sent by a process of its own."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import models
from django.utils.translation import gettext_lazy as _


class MailQuerySet(models.QuerySet["Mail"]):
    def due(self, now: datetime) -> MailQuerySet:
        """What is to be tried now, the longest due first."""
        return self.filter(state=Mail.State.WAITING, next_try_at__lte=now).order_by("next_try_at", "pk")

    def unsent(self) -> MailQuerySet:
        return self.exclude(state=Mail.State.SENT).order_by("pk")


class Mail(models.Model):
    """One mail to one address.

    ``text``, ``html`` and ``headers`` may hold secrets, such as the link that resets a password: they are emptied as
    soon as the mail is sent or given up. What is left says that there was a mail, and is deleted after some days.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="mails")
    recipient = models.EmailField(_("recipient"))
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict, blank=True)
    state = models.CharField(_("state"), max_length=7, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    created_at = models.DateTimeField(_("written"))
    next_try_at = models.DateTimeField(_("next try"))
    give_up_at = models.DateTimeField(_("useful until"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    error = models.CharField(_("error"), max_length=200, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        """What is due is found without a look at what is sent; a mail that is done with holds no secret."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "sent", "failed"]), name="mail_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state="waiting") | models.Q(text="", html="", headers={}),
                name="mail_done_holds_no_text",
            ),
        )
        indexes = (models.Index(fields=["next_try_at"], condition=models.Q(state="waiting"), name="mail_waiting"),)
        verbose_name = _("mail")
        verbose_name_plural = _("mails")

    def __str__(self) -> str:
        return self.subject

    def message(self) -> EmailMultiAlternatives:
        message = EmailMultiAlternatives(self.subject, self.text, to=[self.recipient], headers=self.headers)
        if self.html:
            message.attach_alternative(self.html, "text/html")
        return message
