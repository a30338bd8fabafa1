"""allauth's forms of second factors, in our words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import qrcode
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from studyplan.accounts.forms import WordingMixin

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Words

LONGEST_NAME = 60


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    def build_totp_svg(self, url: str) -> str:
        """On white, so that cameras can read it on a dark page, too."""
        return qrcode.make(url, image_factory=SvgPathFillImage).to_string(encoding="unicode")  # type: ignore[no-any-return]


class CodeMixin(WordingMixin):
    """A field for a code: digits first on a phone's keyboard, and never filled in from memory."""

    labels: ClassVar[dict[str, Words]] = {"code": _("Code")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(autocomplete="one-time-code", inputmode="numeric")


class CodeForm(CodeMixin, base_forms.AuthenticateForm):  # type: ignore[misc]
    hints: ClassVar[dict[str, Words]] = {"code": _("From your authenticator app, or one of your recovery codes.")}


class ReauthenticateCodeForm(CodeMixin, base_forms.ReauthenticateForm):  # type: ignore[misc]
    hints: ClassVar[dict[str, Words]] = {"code": _("From your authenticator app, or one of your recovery codes.")}


class ActivateAppForm(CodeMixin, totp_forms.ActivateTOTPForm):  # type: ignore[misc]
    labels: ClassVar[dict[str, Words]] = {"code": _("Code that the app shows")}


class AddPasskeyForm(WordingMixin, webauthn_forms.AddWebAuthnForm):  # type: ignore[misc]
    """Every key is a passkey, so there is no choice to make; the script fills in the credential."""

    labels: ClassVar[dict[str, Words]] = {"name": _("Name")}
    hints: ClassVar[dict[str, Words]] = {"name": _("For you, to tell passkeys apart: “Phone”, “Key on my keyring”.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": _("Passkey"), "passwordless": True} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label=self.fields["name"].label,
            help_text=self.fields["name"].help_text,
            max_length=LONGEST_NAME,
            required=False,
        )
        self.fields["passwordless"].widget = forms.HiddenInput()
        self.order_fields(["name", "credential", "passwordless"])
