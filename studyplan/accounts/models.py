"""Accounts, and the sessions that belong to them."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from studyplan.accounts import time_zones
from studyplan.ui import clock

if TYPE_CHECKING:
    from studyplan.accounts.sessions import OwnedSessionStore


INVITATION_SIGNER = Signer(salt="invitation")


def normalize_password(password: str) -> str:
    """The same characters whatever keyboard typed them: “é” is one character on Linux and may be two on a Mac."""
    return unicodedata.normalize("NFKC", password)


def validate_time_zone(name: str) -> None:
    """Raise ``ValidationError`` unless ``name`` is an IANA time zone such as Europe/Berlin."""
    if name not in time_zones.known_zones():
        raise ValidationError(
            _("“%(name)s” is not a time zone. Use a name such as Europe/Berlin."),
            params={"name": name},
        )


class UserManager(BaseUserManager["User"]):
    use_in_migrations = True

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """The whole address in lower case: allauth looks accounts up that way."""
        return super().normalize_email(email).lower()

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        """E-mail addresses name a user whatever their case."""
        return self.get(email__iexact=username)

    def lock(self, user: User) -> None:
        """Keep everybody else from changing the account until the transaction ends: they wait for the user's row."""
        self.select_for_update().get(pk=user.pk)


class User(AbstractUser):
    """An account: an e-mail address as its name, and when its days begin."""

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("There is already an account with this address.")},
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        validators=[validate_time_zone],
        help_text=_("Decides when a new day begins."),
    )
    day_ends_at = models.PositiveSmallIntegerField(
        _("end of the day"),
        default=clock.USUAL_DAY_END,
        choices=time_zones.DAY_ENDS,
        help_text=_("Until this hour it still counts as the day before."),
    )
    keyboard_shortcuts = models.BooleanField(_("single-key shortcuts"), default=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()  # type: ignore[misc, assignment]

    class Meta:
        """One account per address, whatever its case."""

        constraints = (
            models.UniqueConstraint(Lower("email"), name="user_email_unique_ignoring_case"),
            models.CheckConstraint(
                condition=models.Q(day_ends_at__gte=0, day_ends_at__lte=12), name="user_day_ends_by_noon"
            ),
        )
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.email

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(None if raw_password is None else normalize_password(raw_password))

    def check_password(self, raw_password: str) -> bool:
        """Passwords that were set before they were normalized are right, too, and are then stored normalized."""
        normalized = normalize_password(raw_password)
        if super().check_password(normalized):
            return True
        if raw_password == normalized or not super().check_password(raw_password):
            return False
        self.set_password(normalized)
        self.save(update_fields=["password"])
        return True


def in_a_week() -> datetime:
    return clock.now() + timedelta(days=7)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def valid(self, now: datetime) -> InvitationQuerySet:
        return self.filter(expires_at__gt=now)

    def named_by(self, link_key: str, now: datetime) -> Invitation | None:
        """The valid invitation that the signed key of a link names."""
        try:
            pk = INVITATION_SIGNER.unsign(link_key)
        except BadSignature:
            return None
        return self.valid(now).filter(pk=pk).first()

    def use_up(self, pk: int, now: datetime) -> bool:
        """Whether there was such a valid invitation; nobody else can use it from now on."""
        deleted, _by_model = self.valid(now).filter(pk=pk).delete()
        return bool(deleted)


class Invitation(models.Model):
    """Lets one person sign up where others may not. It goes when it is used, or some time after it has expired."""

    note = models.CharField(_("note"), max_length=100, blank=True, help_text=_("For whom it is. Only you see this."))
    expires_at = models.DateTimeField(_("expires"), default=in_a_week)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return self.note or str(self.pk)

    @property
    def link(self) -> str:
        """The address that its bearer opens to sign up."""
        key = INVITATION_SIGNER.sign(str(self.pk))
        return settings.BASE_URL + reverse("accounts:invitation_open", args=[key])


class Session(AbstractBaseSession):
    """A browser's session. It belongs to the account that is logged in there, and goes when that account goes."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sessions")
    user_agent = models.CharField(_("browser"), max_length=200, blank=True, default="")
    seen_at = models.DateTimeField(_("last used"), null=True)

    @classmethod
    def get_session_store_class(cls) -> type[OwnedSessionStore]:
        """The store in use: only it reads what it has written."""
        store: type[OwnedSessionStore] = import_module(settings.SESSION_ENGINE).SessionStore
        return store
