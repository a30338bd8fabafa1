"""``manage.py send_mail``: send what waits in the outbox, once; ``manage.py mailer`` does so all the time."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from studyplan.outbox.models import Mail
from studyplan.outbox.sending import send_due_mail


class Command(BaseCommand):
    """For cron, where bin/run does not serve the app."""

    help = "Send the mail that is due now. What cannot be sent is tried again later, after longer and longer waits."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.EMAIL_CONFIGURED:
            raise CommandError(_("There is no mail server. Set EMAIL_URL."))
        sent = send_due_mail()
        waiting = Mail.objects.filter(state=Mail.State.WAITING).count()
        if options["verbosity"] and (sent or waiting):
            text = ngettext("%(sent)d mail sent, %(waiting)d waiting", "%(sent)d mails sent, %(waiting)d waiting", sent)
            self.stdout.write(text % {"sent": sent, "waiting": waiting})
