"""Send reminders: at the user's hour, once a day, and only where there is something to say."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress
from django.core.mail import EmailMultiAlternatives
from django.db import DatabaseError, transaction
from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.urls import reverse

from studyplan.accounts import time_zones
from studyplan.accounts.models import User
from studyplan.outbox.services import put_mail
from studyplan.reminders.digest import Digest, write_digest
from studyplan.reminders.links import absolute, unsubscribe_url
from studyplan.reminders.models import Reminder
from studyplan.ui import clock

logger = logging.getLogger(__name__)

LATEST = 4
"""Hours after the user's hour in which a reminder still comes, as after the server was down."""


def send_reminders(now: datetime) -> int:
    """Put the reminders that are due into the outbox, and return how many."""
    return sum(send_reminder(reminder, on, now) for reminder, on in due_reminders(now))


def due_reminders(now: datetime) -> Iterator[tuple[Reminder, date]]:
    """Those with a confirmed address, each with the date that it is there."""
    confirmed = EmailAddress.objects.filter(user=OuterRef("user"), email=OuterRef("user__email"), verified=True)
    reminders = Reminder.objects.wanted().filter(Exists(confirmed), user__is_active=True).select_related("user")
    for reminder in reminders.iterator():
        on = due_on(reminder, now)
        if on:
            yield reminder, on


def due_on(reminder: Reminder, now: datetime) -> date | None:
    """The user's date, where it is time for a reminder. The clock on the wall decides, whichever way it was changed."""
    zone = time_zones.get_zone(reminder.user.time_zone)
    local, on = now.astimezone(zone), clock.calendar_date(now, zone)
    is_time = reminder.hour <= local.hour < reminder.hour + LATEST
    is_day = reminder.rhythm == Reminder.Rhythm.DAILY or local.weekday() == reminder.weekday
    is_new = reminder.last_on is None or reminder.last_on < on
    return on if is_time and is_day and is_new else None


def send_reminder(reminder: Reminder, on: date, now: datetime) -> bool:
    """Whether there was one to send. A reminder that cannot be written is left out for the day, and logged."""
    user = reminder.user
    try:
        message = write_reminder(user, reminder.rhythm, now)
    except DatabaseError:
        raise
    except Exception:
        logger.exception("The reminder of user %d could not be written.", user.pk)
        message = None
    with transaction.atomic():
        if not Reminder.objects.claim(user.pk, on) or message is None:
            return False
        put_mail(message, user.pk, now, give_up_at=now + timedelta(hours=LATEST))
    return True


def write_reminder(user: User, rhythm: str, now: datetime) -> EmailMultiAlternatives | None:
    with clock.days_of(time_zones.get_zone(user.time_zone), user.day_ends_at):
        digest = write_digest(user, rhythm, clock.day_of(now))
        return make_message(user, digest) if digest else None


def make_message(user: User, digest: Digest) -> EmailMultiAlternatives:
    """With the headers by which mail programs end reminders in one click (RFC 8058)."""
    unsubscribe = unsubscribe_url(user.pk)
    context = {
        "digest": digest,
        "settings_url": absolute(reverse("reminders:reminder_edit")),
        "unsubscribe_url": unsubscribe,
    }
    message = EmailMultiAlternatives(
        digest.subject,
        render_to_string(f"{digest.template}.txt", context).strip() + "\n",
        to=[user.email],
        headers={
            "List-Unsubscribe": f"<{unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(render_to_string(f"{digest.template}.html", context), "text/html")
    return message
