"""``manage.py send_reminders``: write the reminders that are due, and send them; ``manage.py mailer`` does so, too."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from studyplan.outbox.sending import send_due_mail
from studyplan.reminders.services import send_reminders
from studyplan.ui import clock


class Command(BaseCommand):
    """For cron, several times an hour, where bin/run does not serve the app."""

    help = "Send the reminders whose hour it is, and the mail that is due. Run it as often as you like."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.EMAIL_CONFIGURED:
            raise CommandError(_("There is no mail server. Set EMAIL_URL."))
        written = send_reminders(clock.now())
        sent = send_due_mail()
        if options["verbosity"] and (written or sent):
            text = _("Reminders: %(written)d. Mails sent: %(sent)d.")
            self.stdout.write(text % {"written": written, "sent": sent})
