"""Send what waits in the outbox, by a process of its own.

Each mail is claimed by one UPDATE, which also says when it is tried next should the sender die. No transaction is open
while a mail server is talked to. A round may take minutes, so it asks the clock itself.
"""

from __future__ import annotations

import logging
import smtplib
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from studyplan.outbox.models import Mail
from studyplan.ui import clock

logger = logging.getLogger(__name__)

WAITS = (2, 10, 30, 120, 360, 720)
"""Minutes from each try to the next; the first is longer than a try takes: ten answers, each within EMAIL_TIMEOUT."""

MOST_TRIES = len(WAITS) + 1
KEPT_FOR = timedelta(days=7)


def send_due_mail() -> int:
    """How many mails were sent. A round ends with the first mail for which the server is away."""
    sweep(clock.now())
    sent = 0
    for pk in Mail.objects.due(clock.now()).values_list("pk", flat=True):
        mail = claim(pk)
        if mail is None:
            continue
        try:
            mail.message().send()
        except Exception as error:
            note_failure(mail, error)
            if is_away(error):
                break
        else:
            sent += 1
            finish(Mail.objects.filter(pk=pk), state=Mail.State.SENT, sent_at=clock.now(), error="")
    return sent


def claim(pk: int) -> Mail | None:
    """The mail, unless somebody else has it in hand."""
    now = clock.now()
    mail = Mail.objects.due(now).filter(pk=pk).first()
    if mail is None:
        return None
    ahead = timedelta(minutes=WAITS[min(mail.tries, len(WAITS) - 1)])
    unclaimed = Mail.objects.filter(pk=pk, state=Mail.State.WAITING, tries=mail.tries)
    mail.tries += 1
    return mail if unclaimed.update(tries=mail.tries, next_try_at=now + ahead) else None


def note_failure(mail: Mail, error: Exception) -> None:
    """Leave the mail for its next try, unless there is none or it would be refused again."""
    text = f"{type(error).__name__}: {error}"[:200]
    logger.warning("Mail %d could not be sent, try %d: %s", mail.pk, mail.tries, text)
    row = Mail.objects.filter(pk=mail.pk)
    if mail.tries >= MOST_TRIES or is_refused(error):
        finish(row, state=Mail.State.FAILED, error=text)
    else:
        row.update(error=text)


def is_away(error: Exception) -> bool:
    """Whether the fault is the server's, so that the next mail would meet it, too."""
    return isinstance(error, OSError) and not isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError)


def is_refused(error: Exception) -> bool:
    """Whether the server wants neither this mail nor any further try (RFC 5321: a code from 500 on)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _text in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500


def finish(mails: QuerySet[Mail], **fields: object) -> None:
    """With the mail its text goes, and the secrets in it."""
    mails.update(text="", html="", headers={}, **fields)


def sweep(now: datetime) -> None:
    """Give up what is no longer useful or whose last try was cut short, and forget what was done some days ago."""
    spent = Q(give_up_at__lte=now) | Q(tries__gte=MOST_TRIES)
    finish(Mail.objects.due(now).filter(spent), state=Mail.State.FAILED)
    Mail.objects.exclude(state=Mail.State.WAITING).filter(created_at__lte=now - KEPT_FOR).delete()
