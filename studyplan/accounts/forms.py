"""Forms of the account's own settings, and allauth's forms in our words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account import forms as allauth_forms
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from studyplan.accounts import time_zones
from studyplan.accounts.models import User, normalize_password

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Words

EMAIL = _("E-mail address")
PASSWORD_HINT = _("At least eight characters that are hard to guess, such as four words that do not belong together.")


class AccountForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = ("time_zone", "day_ends_at", "keyboard_shortcuts")
        labels: ClassVar[dict[str, Words]] = {
            "time_zone": _("Time zone"),
            "day_ends_at": _("Day ends at"),
            "keyboard_shortcuts": _("Single-key shortcuts"),
        }
        help_texts: ClassVar[dict[str, Words]] = {
            "time_zone": _("Decides when a new day begins."),
            "day_ends_at": _("If you study past midnight: until this hour, it still counts as the day before."),
            "keyboard_shortcuts": _(
                "For example, t opens Today and 1 to 5 rate a topic. They are always off while you type."
            ),
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {"time_zone": forms.Select()}

    def __init__(self, *args: Any, browser_zone: str, **kwargs: Any) -> None:
        """Offer the account's zone and the browser's even if they go by an old name."""
        super().__init__(*args, **kwargs)
        current = self.instance.time_zone or browser_zone or str(time_zones.get_zone("").key)
        self.initial["time_zone"] = current
        field = self.fields["time_zone"]
        field.required = True
        field.error_messages["required"] = _("Choose a time zone.")
        field.widget.attrs.pop("maxlength", None)  # no attribute of a select
        field.widget.choices = time_zones.group_zones(also=[current, browser_zone])
        self.fields["day_ends_at"].required = not self.is_bound or bool(self.data.get("day_ends_at"))

    def clean_day_ends_at(self) -> int:
        """Not sent: as it is."""
        hour: int | str = self.cleaned_data["day_ends_at"]
        return self.instance.day_ends_at if hour == "" else int(hour)


class WordingMixin:
    """Labels and hints of an allauth form in our words; no placeholder, because it would only repeat the label.

    A new password and its repetition are compared as they will be stored.
    """

    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]
    labels: ClassVar[dict[str, Words]] = {}
    hints: ClassVar[dict[str, Words]] = {"password1": PASSWORD_HINT}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")

    def clean_password1(self) -> str:
        return normalize_password(self.cleaned_data["password1"])

    def clean_password2(self) -> str:
        return normalize_password(self.cleaned_data["password2"])


class LoginForm(WordingMixin, allauth_forms.LoginForm):  # type: ignore[misc]
    labels: ClassVar[dict[str, Words]] = {"login": EMAIL, "password": _("Password")}


class SignupForm(WordingMixin, allauth_forms.SignupForm):  # type: ignore[misc]
    labels: ClassVar[dict[str, Words]] = {
        "email": EMAIL,
        "password1": _("Password"),
        "password2": _("The same password again"),
    }

    def try_save(self, request: HttpRequest) -> Any:
        """Where an address is taken and mail says so to its owner, the answer takes as long as for a new account."""
        if self.account_already_exists:
            User().set_password(self.cleaned_data["password1"])
        return super().try_save(request)


class ChangePasswordForm(WordingMixin, allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    labels: ClassVar[dict[str, Words]] = {
        "oldpassword": _("Current password"),
        "password1": _("New password"),
        "password2": _("The same password again"),
    }


class ReauthenticateForm(WordingMixin, allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    labels: ClassVar[dict[str, Words]] = {"password": _("Your password")}


class EmailChangeForm(forms.Form):
    """``is_taken``: by somebody else, of which the form says nothing where mail can say it to its owner."""

    email = forms.EmailField(
        label=_("New e-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    is_taken = False

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if email == self.user.email:
            raise forms.ValidationError(_("This is your address already."))
        self.is_taken = User.objects.filter(email=email).exists()
        if self.is_taken and not settings.EMAIL_CONFIGURED:
            raise forms.ValidationError(_("There is already an account with this address."))
        return email


class SetPasswordForm(WordingMixin, allauth_forms.SetPasswordForm):  # type: ignore[misc]
    """A first password, for an account that was made without one."""

    labels: ClassVar[dict[str, Words]] = {"password1": _("Password"), "password2": _("The same password again")}


class ResetPasswordForm(WordingMixin, allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    labels: ClassVar[dict[str, Words]] = {"email": EMAIL}


class ResetPasswordKeyForm(WordingMixin, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    labels: ClassVar[dict[str, Words]] = {"password1": _("New password"), "password2": _("The same password again")}
