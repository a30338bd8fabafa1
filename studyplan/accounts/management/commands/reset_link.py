"""``manage.py reset_link ada@example.org``: help someone who forgot a password, without a mail server."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils.translation import gettext as _

from studyplan.accounts.models import User


class Command(BaseCommand):
    """Prints the link and nothing else, so that it can be piped."""

    help = "Print a link with which the owner of an account can choose a new password, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the account's e-mail address")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        user = User.objects.filter(email__iexact=email.strip()).first()
        if user is None:
            raise CommandError(_("There is no account with the address %(email)s.") % {"email": email})
        if not user.is_active:
            raise CommandError(_("The account %(email)s is switched off; switch it on first.") % {"email": email})
        self.stdout.write(reset_link(user))


def reset_link(user: User) -> str:
    """An address that lets its bearer set ``user``'s password once, within PASSWORD_RESET_TIMEOUT."""
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return settings.BASE_URL + reverse("account_reset_password_from_key", kwargs=key)
