"""Put mail into the outbox: a request writes a row, in the transaction of what the mail is about."""

from __future__ import annotations

from datetime import datetime
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from studyplan.outbox.models import Mail


def put_mail(message: EmailMessage, user_id: int | None, now: datetime, give_up_at: datetime | None = None) -> None:
    """Have ``message`` sent soon, to each recipient by itself; ``user_id``: whose account it is about.

    All tries carry one Message-ID, so that a mail that arrives twice is shown once. It is not made by Django, which
    would look up the name of this machine in the DNS.
    """
    if not settings.EMAIL_CONFIGURED:
        return
    if message.attachments:
        raise ValueError("The outbox keeps no attachments.")
    html = next((str(part.content) for part in getattr(message, "alternatives", ())), "")
    domain = urlsplit(settings.BASE_URL).hostname
    for recipient in message.recipients():
        Mail.objects.create(
            user_id=user_id,
            recipient=recipient,
            subject=str(message.subject)[:250],
            text=str(message.body),
            html=html,
            headers={"Message-ID": make_msgid(domain=domain), **message.extra_headers},
            created_at=now,
            next_try_at=now,
            give_up_at=give_up_at,
        )
