"""Another address for an account: confirmed by a link where mail can be sent, at once where it cannot.

Nothing is stored until the link is opened, so that nobody can occupy an address that they cannot read.
"""

from __future__ import annotations

from datetime import timedelta

from allauth.account import signals
from allauth.account.models import EmailAddress
from django.core import signing
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from studyplan.accounts.adapter import AccountAdapter
from studyplan.accounts.models import User

SALT = "email change"
LINK_LASTS = timedelta(days=3)


def make_email_key(user: User, email: str) -> str:
    """What the link holds. It is void as soon as the account has another address, for one because it was used."""
    return signing.dumps([user.pk, user.email, email], salt=SALT)


def read_email_key(key: str) -> tuple[User, str] | None:
    """The account and its new address, of a link that is still valid."""
    try:
        pk, old, new = signing.loads(key, salt=SALT, max_age=LINK_LASTS)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=pk, email=old, is_active=True).first()
    return (user, new) if user else None


def set_email(request: HttpRequest, user: User, email: str, *, verified: bool) -> bool:
    """Whether it is the account's only address now: not if another account has taken it in the meantime."""
    old = user.email
    try:
        with transaction.atomic():
            if not User.objects.filter(pk=user.pk, email=old).update(email=email):
                return False
            EmailAddress.objects.filter(user=user).delete()
            address = EmailAddress.objects.create(user=user, email=email, primary=True, verified=verified)
    except IntegrityError:
        return False
    user.email = email
    former = EmailAddress(user=user, email=old)
    signals.email_changed.send(
        sender=EmailAddress, request=request, user=user, from_email_address=former, to_email_address=address
    )
    AccountAdapter(request).send_notification_mail(
        "account/email/email_changed", user, {"user": user, "from_email": old, "to_email": email}, email=old
    )
    return True
